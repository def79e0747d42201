"""ASGI applications on a real socket of the loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import uvicorn


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Serves `app` for as long as the block runs; its base address."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        # Connections wait in the backlog from here on, so nobody has to poll.
        listener.listen()
        config = uvicorn.Config(app, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
