"""The runtime of emitted clients as an importable package, and a server to try it on."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "templates"))

from runtime.clients import AsyncBaseClient, BaseClient
from runtime.operations import Operation
from runtime.requests import Arguments
from runtime.retries import RetryPolicy

IMPATIENT = RetryPolicy(first_pause=0.0)


@dataclass
class MisbehavingServer:
    """A server process that does on request what real ones do by accident."""

    address: str

    def log(self) -> list[dict[str, Any]]:
        """What was asked since the last call, and forgets it."""
        with urllib.request.urlopen(f"{self.address}/log") as answer:
            log: list[dict[str, Any]] = json.load(answer)
        return log


@pytest.fixture(scope="session")
def _server() -> Iterator[MisbehavingServer]:
    script = Path(__file__).with_name("misbehaving.py")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        port = int(process.stdout.readline())
        yield MisbehavingServer(f"http://127.0.0.1:{port}")
        process.stdin.close()


@pytest.fixture
def server(_server: MisbehavingServer) -> MisbehavingServer:
    """The server, with nothing asked of it yet."""
    _server.log()
    return _server


Caller = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, server: MisbehavingServer) -> Caller:
    """Calls an operation of the server: `call(operation, client={…}, body=…, timeout=…)`.

    Runs every test with the client that waits and with the one that is awaited.
    """

    def waited(
        operation: Operation[Any], arguments: Arguments, client: dict[str, Any]
    ) -> Any:
        with BaseClient(**client) as opened:
            return opened.call(operation, arguments)

    async def awaited(
        operation: Operation[Any], arguments: Arguments, client: dict[str, Any]
    ) -> Any:
        async with AsyncBaseClient(**client) as opened:
            return await opened.call(operation, arguments)

    def perform(
        operation: Operation[Any],
        *,
        client: dict[str, Any] | None = None,
        path: dict[str, Any] | None = None,
        params: dict[str, Any] | None = None,
        headers: dict[str, Any] | None = None,
        body: Any = None,
        **options: Any,
    ) -> Any:
        settings = {
            "base_url": server.address,
            "retries": IMPATIENT,
            "on_drift": "error",
            **(client or {}),
        }
        arguments = Arguments(
            options,  # type: ignore[arg-type]
            path or {},
            params or {},
            headers or {},
            body,
        )
        if request.param == "sync":
            return waited(operation, arguments, settings)
        return asyncio.run(awaited(operation, arguments, settings))

    return perform
