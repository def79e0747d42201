"""Requests a second of the skeleton and the mock, beside FastAPI written by hand.

    python tests/benchmarks/serve.py [ROUNDS]

All three serve the three pages of the project with the same models, each in a process of
its own, and are asked in turn, A B C A B C. wrk makes the load where it is installed, else
a process that writes to sockets as fast as they answer. On a machine that is busy with
other things the CPU seconds a request are the figure to trust. Linux only: /proc tells them.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "generator"))

SECONDS = 3
CONNECTIONS = 8
PATHS = {
    "works": ("/api/v2/works", "/api/v2/works"),
    "product": ("/api/{database}/Product", "/api/north/Product"),
}

BY_HAND = """
from typing import Annotated, Literal
from fastapi import APIRouter, FastAPI, Query
from bench_api.models import Product, WorkNew
from values import PRODUCT

Part = Literal["Components", "ProductDescriptions", "ProductSuppliers", "Stocks"]
works = APIRouter(tags=["works"])
product = APIRouter(tags=["Product"])

@works.post("/api/v2/works")
async def create_work(body: WorkNew) -> int:
    return 1

@product.post("/api/{database}/Product")
async def create_product(
    database: str,
    body: Product,
    expand: Annotated[list[Part] | None, Query(alias="$expand")] = None,
) -> Product:
    return PRODUCT

app = FastAPI()
app.include_router(product)
app.include_router(works)
"""

SKELETON = """
from bench_api.server import create_app
from values import PRODUCT

class Works:
    async def create(self, body):
        return 1

class Products:
    async def create(self, database, body, expand):
        return PRODUCT

app = create_app(works=Works(), product=Products())
"""

MOCK = """
import json
from pathlib import Path
from helpwright.mock import MockApp
from helpwright.mock.shared import exact

app = MockApp(exact(json.loads(Path("openapi.json").read_text("utf-8"))))
"""

VALUES = """
import json
from pathlib import Path
from bench_api.models import Product

PRODUCT = Product.from_json(Path("product.answer.json").read_bytes())
"""


def write_servers(folder: Path) -> None:
    """The package, the three servers, and the bodies that are sent."""
    from helpwright import pipeline
    from helpwright.config import Config
    from helpwright.diagnostics import Findings
    from helpwright.openapi.dump import dumps

    config = Config(root=ROOT, pages=("specs/pages",), package="bench_api")
    document: Any = pipeline.describe(config, Findings()).document
    files = dict(pipeline.emit(document, config, Findings()).files)
    files["openapi.json"] = dumps(document)
    files |= {"by_hand.py": BY_HAND, "skeleton.py": SKELETON, "mock.py": MOCK}
    files["values.py"] = VALUES
    for name, (path, _) in PATHS.items():
        node = document["paths"][path]["post"]
        sent = node["requestBody"]["content"]["application/json"]["example"]
        answer = node["responses"]["200"]["content"]["application/json"]["example"]
        files[f"{name}.json"] = json.dumps(sent)
        files[f"{name}.answer.json"] = dumps(answer)
        files[f"{name}.lua"] = (
            'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
            f"wrk.body = [==[{json.dumps(sent)}]==]\n"
        )
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


@contextmanager
def served(module: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Runs `module:app`; process id and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", f"{module}:app", "--port", str(port)]
    environ = os.environ | {"PYTHONPATH": f"{folder}:{ROOT / 'generator'}"}
    process = subprocess.Popen(
        [*command, "--log-level", "error", "--no-access-log"], cwd=folder, env=environ
    )
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def cpu_of(pid: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(name: str, port: int, folder: Path) -> float:
    """Requests that are answered in a second."""
    url = f"http://127.0.0.1:{port}{PATHS[name][1]}"
    wrk = shutil.which("wrk")
    if wrk is None:
        return _load_by_hand(name, port, folder)
    settings = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", f"{name}.lua", url]
    said = subprocess.run(
        [wrk, *settings], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{name}: {said}")
    return float(said.partition("Requests/sec:")[2].split()[0])


def _load_by_hand(name: str, port: int, folder: Path) -> float:
    body = (folder / f"{name}.json").read_bytes()
    head = (
        f"POST {PATHS[name][1]} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json"
    )
    request = f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    sockets = [
        socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)
    ]
    files = [each.makefile("rb") for each in sockets]
    count, ends = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < ends:
        for each in sockets:
            each.sendall(request)
        for file in files:
            if b" 200 " not in file.readline():
                raise RuntimeError(f"{name} was refused")
            length = 0
            while (line := file.readline().lower()) != b"\r\n":
                if line.startswith(b"content-length:"):
                    length = int(line[15:])
            file.read(length)
            count += 1
    for each in sockets:
        each.close()
    return count / SECONDS


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_servers(folder)
        modules = ("by_hand", "skeleton", "mock")
        with (
            served(modules[0], folder) as first,
            served(modules[1], folder) as second,
            served(modules[2], folder) as third,
        ):
            servers = dict(zip(modules, (first, second, third), strict=True))
            for path in PATHS:
                report(path, servers, folder, rounds)


def report(
    path: str, servers: dict[str, tuple[int, int]], folder: Path, rounds: int
) -> None:
    """Asks the servers in turn and prints medians and ratios."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    costs: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, (pid, port) in servers.items():
            before = cpu_of(pid)
            rate = load(path, port, folder)
            rates[name].append(rate)
            costs[name].append((cpu_of(pid) - before) / (rate * SECONDS))
    rate_by_hand = statistics.median(rates["by_hand"])
    cost_by_hand = statistics.median(costs["by_hand"])
    for name in servers:
        rate, cost = statistics.median(rates[name]), statistics.median(costs[name])
        print(
            f"{path:8} {name:9} {rate:7.0f} requests/s ({rate / rate_by_hand:.2f}x)"
            f"  {cost * 1e6:6.0f} CPU us a request ({cost_by_hand / cost:.2f}x)"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
