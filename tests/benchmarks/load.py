"""The emitted client under load: a thousand calls at once, of which one in ten fails.

    python tests/benchmarks/load.py [--seconds N] [--at-once N] [--latency N]

A server process answers with failures, drawn but the same in every run: connections that
are cut before or after the request was taken in, 500, 503, 429, and halves of answers. It
takes its time to answer, as real ones do, so that all the calls are really with it at
once; how many were is told. One client makes all calls, with as many connections as calls
at once. The clock starts when every thread or task has made a call: until then imports are
made and connections opened. Each call carries a number, so that afterwards both sides can
be compared. It is an error when
- a call neither returns its own answer nor raises an error of the client's,
- a `POST` that may have taken effect was sent again,
- a `GET` was given up although an attempt was left,
- a connection stays open when the client is closed, on either side,
- memory grows after the first quarter by more than a tenth.
First come threads with the client that waits, then tasks with the one that is awaited,
and then the same tasks with httpx2 alone, which retries nothing: its pool goes through all
connections twice for each request, and so decides how many calls there can be.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

import httpx2

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "templates"))

from runtime.clients import AsyncBaseClient, BaseClient
from runtime.errors import ApiError
from runtime.operations import Operation
from runtime.requests import Arguments
from runtime.retries import RetryPolicy

RETRIES = 6
READ: Operation[dict[str, Any]] = Operation(
    "GET", "/items/{key}", returns=lambda: dict[str, int]
)
ADD: Operation[dict[str, Any]] = Operation(
    "POST",
    "/items/{key}",
    body=lambda: dict[str, int],
    returns=lambda: dict[str, int],
)
TIMEOUT = 600
"""Seconds; a busy machine takes minutes to send a thousand requests."""
REFUSED = ("before", "429")
"""Failures after which the server has surely not acted."""
FAILURES = (*REFUSED, "after", "half", "500", "503")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--at-once", type=int, default=1000)
    options.add_argument("--latency", type=float, default=1.0)
    given = options.parse_args()
    failed = False
    for result in run(given.seconds, given.at_once, given.at_once, given.latency):
        print(result.describe(), flush=True)
        failed = failed or bool(result.problems)
    with Server(given.latency) as server:
        asyncio.run(alone(server, given.seconds / 4, given.at_once))
    return 1 if failed else 0


def run(
    seconds: float, at_once: int, threads: int, latency: float = 0.0
) -> Iterator[Result]:
    """Both clients, for so many seconds each."""
    with Server(latency) as server:
        yield with_threads(server, seconds, threads)
        yield asyncio.run(with_tasks(server, seconds, at_once))


# --- the server -----------------------------------------------------------------------


class Server:
    """A process that fails one call in ten, and remembers what it was sent."""

    def __init__(self, latency: float) -> None:
        self._latency = latency

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._latency), daemon=True
        )
        self._process.start()
        self.address = f"http://127.0.0.1:{self._pipe.recv()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    def seen(self) -> Seen:
        """What it was sent since it was asked the last time."""
        self._pipe.send("seen")
        found: Seen = self._pipe.recv()
        return found


class Seen(NamedTuple):
    """What a server remembers."""

    attempts: dict[str, list[str]]
    """What came of each attempt by call."""
    most: int
    """Requests that waited for an answer at once."""
    open: int
    """Connections that are open still."""


def _serve(pipe: Any, latency: float) -> None:
    asyncio.run(_Answers(pipe, latency).serve())


class _Answers:
    def __init__(self, pipe: Any, latency: float) -> None:
        self._pipe = pipe
        self._latency = latency
        self._seen: dict[str, list[str]] = {}
        self._open = self._waiting = self._most = 0

    async def serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", backlog=4096)
        self._pipe.send(server.sockets[0].getsockname()[1])
        loop = asyncio.get_running_loop()
        while await loop.run_in_executor(None, self._pipe.recv):
            # What was closed a moment ago may still have to be noticed.
            for _ in range(100):
                if self._open == 0:
                    break
                await asyncio.sleep(0.05)
            self._pipe.send(Seen(self._seen, self._most, self._open))
            self._seen, self._most = {}, 0

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._open += 1
        try:
            while await self._answered(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open -= 1
            writer.close()

    async def _answered(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answers one request; whether the connection may go on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0] or 0)
        if length:
            await reader.readexactly(length)
        method, target = head.split()[:2]
        call = f"{method} {target}"
        attempts = self._seen.setdefault(call, [])
        kind = drawn(call, len(attempts))
        attempts.append(kind)
        self._waiting += 1
        self._most = max(self._most, self._waiting)
        await asyncio.sleep(self._latency)
        self._waiting -= 1
        if kind in ("before", "after"):
            writer.transport.abort()
            return False
        body = json.dumps({"key": int(target.rpartition("/")[2])}).encode()
        status = kind if kind.isdecimal() else "200"
        more = "Retry-After: 0\r\n" if status in ("429", "503") else ""
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
        )
        writer.write(body if kind != "half" else body[:5])
        await writer.drain()
        return kind != "half"


def drawn(call: str, attempt: int) -> str:
    """What comes of an attempt; the same in every run."""
    draw = random.Random(f"{call} {attempt}")
    return draw.choice(FAILURES) if draw.random() < 0.1 else "fine"


# --- the clients ----------------------------------------------------------------------


@dataclass
class Result:
    """What came of the calls of one client."""

    kind: str
    first: int = 0
    """Calls before the clocks started."""
    began: float = 0.0
    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of this process: at the start, and afterwards those that it took."""
    outcomes: Counter[str] = field(default_factory=lambda: Counter[str]())
    failed: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    """Error by call."""
    memory: list[int] = field(default_factory=lambda: list[int]())
    """KiB resident, from time to time."""
    attempts: int = 0
    most: int = 0
    """Requests that were with the server at once."""
    files: int = field(default_factory=lambda: open_files())
    """Open at the start."""
    problems: list[str] = field(default_factory=lambda: list[str]())

    def start(self) -> None:
        """Starts the clocks, when all calls have been made once."""
        self.first = sum(self.outcomes.values())
        self.began, self.cpu = time.monotonic(), time.process_time()
        self.memory = [resident()]

    def take(self, call: str, key: int, outcome: Any) -> None:
        """Notes what a call returned or raised; any error but ours is a problem."""
        if isinstance(outcome, ApiError):
            self.outcomes["error"] += 1
            self.failed[call] = type(outcome).__name__
        elif isinstance(outcome, dict) and outcome == {"key": key}:
            self.outcomes["fine"] += 1
        else:
            self.problems.append(f"{call}: {outcome!r}")

    def compare(self, server: Server) -> None:
        """Compares what the calls say with what the server saw."""
        self.memory.append(resident())
        self.seconds = time.monotonic() - self.began
        self.cpu = time.process_time() - self.cpu
        seen = server.seen()
        self.most = seen.most
        if seen.open:
            self.problems.append(f"{seen.open} connections are open at the server")
        if (left := open_files() - self.files) > 0:
            self.problems.append(f"{left} files are open that were not")
        made = sum(self.outcomes.values())
        if len(seen.attempts) != made:
            arrived = len(seen.attempts)
            self.problems.append(f"{made} calls were made and {arrived} arrived")
        for call, attempts in seen.attempts.items():
            self.attempts += len(attempts)
            self.problems += self._judged(call, attempts)
        first, last = self.memory[len(self.memory) // 4], self.memory[-1]
        if last > first * 1.1:
            self.problems.append(f"memory grew from {first} to {last} KiB")

    def _judged(self, call: str, attempts: list[str]) -> list[str]:
        *before, last = attempts
        problems = []
        # "before" looks to a client like "after": it can't know, so it must not repeat.
        harmless = ("429",) if call.startswith("post") else FAILURES
        if any(each not in harmless for each in before):
            problems.append(f"{call}: sent again after {attempts}")
        if (last == "fine") != (call not in self.failed):
            problems.append(
                f"{call}: {attempts}, and {self.failed.get(call, 'no error')}"
            )
        if last in harmless and len(attempts) <= RETRIES:
            problems.append(f"{call}: given up after {attempts}")
        return problems

    def describe(self) -> str:
        made = sum(self.outcomes.values()) - self.first
        first, *_, last = self.memory
        settled = self.memory[len(self.memory) // 4]
        summary = (
            f"{self.kind}: {made:,} calls in {self.seconds:.0f} s after {self.first:,} "
            f"first ones, {self.attempts:,} attempts, {self.most} at the server at once, "
            f"{self.cpu / max(made, 1) * 1e3:.2f} ms CPU each, "
            f"{self.outcomes['error']:,} errors, memory {first // 1024} MiB at first, "
            f"{settled // 1024} after a quarter, {last // 1024} at the end"
        )
        return "\n".join([summary, *(f"    {each}" for each in self.problems[:20])])


POLICY = RetryPolicy(max_retries=RETRIES, first_pause=0.0)


def limits(at_once: int) -> httpx2.Limits:
    """As many connections as calls; httpx2 has 100 by default, and keeps 20."""
    return httpx2.Limits(max_connections=at_once, max_keepalive_connections=at_once)


def calls_of(number: int) -> tuple[Operation[dict[str, Any]], str, Arguments]:
    """The call of a number: every third adds."""
    operation, body = (ADD, {"n": number}) if number % 3 == 0 else (READ, None)
    arguments = Arguments({}, path={"key": number}, body=body)
    return operation, f"{operation.method.lower()} /items/{number}", arguments


def with_threads(server: Server, seconds: float, threads: int) -> Result:
    """The client that waits, called by so many threads at once."""
    http = httpx2.Client(limits=limits(threads))
    client = BaseClient(
        server.address, http_client=http, retries=POLICY, timeout=TIMEOUT
    )
    result = Result(f"{threads} threads")
    numbers, lock = iter(range(sys.maxsize)), threading.Lock()

    def make() -> None:
        with lock:
            number = next(numbers)
        operation, call, arguments = calls_of(number)
        try:
            outcome: Any = client.call(operation, arguments)
        except Exception as error:  # noqa: BLE001
            outcome = error
        with lock:
            result.take(call, number, outcome)

    everyone_called = threading.Barrier(threads, action=result.start)

    def work() -> None:
        make()
        everyone_called.wait()
        while time.monotonic() - result.began < seconds:
            make()

    make()
    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    _watch(result, running)
    client.close()
    http.close()
    result.compare(server)
    return result


def _watch(result: Result, running: list[threading.Thread]) -> None:
    for thread in running:
        while thread.is_alive():
            result.memory.append(resident())
            thread.join(0.5)


async def with_tasks(server: Server, seconds: float, at_once: int) -> Result:
    """The client that is awaited, called by so many tasks at once."""
    http = httpx2.AsyncClient(limits=limits(at_once))
    client = AsyncBaseClient(
        server.address, http_client=http, retries=POLICY, timeout=TIMEOUT
    )
    result = Result(f"{at_once} tasks")
    numbers = iter(range(sys.maxsize))

    async def make() -> None:
        number = next(numbers)
        operation, call, arguments = calls_of(number)
        try:
            outcome: Any = await client.call(operation, arguments)
        except Exception as error:  # noqa: BLE001
            outcome = error
        result.take(call, number, outcome)

    async def work() -> None:
        while time.monotonic() - result.began < seconds:
            await make()

    async def watch() -> None:
        while True:
            result.memory.append(resident())
            await asyncio.sleep(0.5)

    await make()
    await asyncio.gather(*(make() for _ in range(at_once)))
    result.start()
    watching = asyncio.create_task(watch())
    await asyncio.gather(*(work() for _ in range(at_once)))
    watching.cancel()
    await client.close()
    await http.aclose()
    # What was closed leaves with the next rounds of the loop.
    await asyncio.sleep(0.1)
    result.compare(server)
    return result


async def alone(server: Server, seconds: float, at_once: int) -> None:
    """Prints what the calls cost with httpx2 and nothing else."""
    numbers, made = iter(range(sys.maxsize)), 0
    began, cpu = time.monotonic(), time.process_time()

    async def work(http: httpx2.AsyncClient) -> None:
        nonlocal made
        while time.monotonic() - began < seconds:
            try:
                await http.get(f"{server.address}/items/{next(numbers)}")
            except httpx2.TransportError:
                pass
            made += 1

    async with httpx2.AsyncClient(limits=limits(at_once), timeout=TIMEOUT) as http:
        await asyncio.gather(*(work(http) for _ in range(at_once)))
    cpu = time.process_time() - cpu
    print(
        f"{at_once} tasks, httpx2 alone: {made:,} calls, {cpu / made * 1e3:.2f} ms each"
    )


def open_files() -> int:
    """How many files and sockets this process has open; Linux only."""
    return len(os.listdir("/proc/self/fd"))


def resident() -> int:
    """KiB that this process has resident now; Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
