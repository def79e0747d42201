"""Runs a program of a client against servers that behave as some documentation says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
from client_programs import Program, program

from helpwright import openapi, pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.mock import MockApp, MockOptions
from helpwright.mock.shared import exact, jsontext
from helpwright.names import document as doc
from helpwright.spec import Api

PACKAGE = "vendor_client"
DRIFTS = ("null", "missing member", "other type", "other casing")
"""What a program notices of an answer. It may ignore new members and new values."""
Failures = Mapping[tuple[str, str], str]
"""What went wrong, by test and server."""


@dataclass(frozen=True)
class Emitted:
    """The package for an API, written to a folder, and the program that uses it."""

    document: dict[str, Any]
    folder: Path
    program: Program


def emitted(api: Api, folder: Path) -> Emitted:
    """Writes the package for `api`; files that are as they should be are left alone."""
    document = openapi.build(api, Findings(), title="T", version="1", server_url="")
    package = pipeline.emit(document, Config(package=PACKAGE), Findings())
    uses = program(document, package.names)
    for path, text in package.files.items():
        place = folder / path
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    return Emitted(document, folder, uses)


# --- servers --------------------------------------------------------------------------


class Server:
    """Refuses what `document` does not allow, and answers with what it does.

    `way` is `samples`, `drawn` (values of the types), `nulls` (null wherever it may be)
    or `sparse` (what need not come does not).
    """

    def __init__(self, document: dict[str, Any], way: str) -> None:
        nulls = 1.0 if way == "nulls" else 0.0
        vary = None if way == "samples" else 7
        options = MockOptions(vary=vary, nulls=nulls, fresh=False)
        self._app = MockApp(exact(document), options)
        self._document = document
        self._way = way

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        status, headers, body = _asked(self._app, request)
        if self._way == "sparse" and status < 300 and body:
            called = self._app.journal.calls[-1].operation
            body = self._sparse(called, body)
        headers.pop("content-length", None)
        return httpx2.Response(status, headers=headers, content=body)

    def _sparse(self, called: str, body: bytes) -> bytes:
        for operation in doc.operations(self._document):
            if operation.key == called:
                schema = doc.result_schema(operation)
                value = _required_only(
                    jsontext.loads(body), schema or {}, self._document
                )
                return jsontext.dumps(value)
        return body


def _asked(app: Any, request: httpx2.Request) -> tuple[int, dict[str, str], bytes]:
    """What an ASGI application that waits for nothing answers."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": request.method,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "headers": [(k.lower(), v) for k, v in request.headers.raw],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": request.read()}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    try:
        app(scope, receive, send).send(None)
    except StopIteration:
        pass
    headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], headers, sent[1]["body"]


def _required_only(value: Any, schema: Mapping[str, Any], document: Any) -> Any:
    """`value` without the members that `schema` does not require."""
    for choice in (schema, *schema.get("anyOf", ())):
        if component := doc.component(choice):
            schema = doc.schemas(document)[component]
    if isinstance(value, list):
        items = schema.get("items", {})
        return [_required_only(each, items, document) for each in value]
    if isinstance(value, dict) and "properties" in schema:
        return {
            name: _required_only(value[name], schema["properties"][name], document)
            for name in schema.get("required", ())
            if name in value
        }
    return value


WAYS = ("samples", "drawn", "nulls", "sparse")


def servers(document: dict[str, Any], *ways: str) -> dict[str, Server]:
    """A server for each of these ways to keep to the documentation, or for all."""
    return {way: Server(document, way) for way in ways or WAYS}


# --- running --------------------------------------------------------------------------


def failures(
    package: Emitted,
    uses: Program,
    by_name: Mapping[str, Server],
    *,
    drifts: bool = True,
) -> Failures:
    """What goes wrong when `uses` runs with `package` against each server.

    That is an exception, or with `drifts` an answer of which the client says that it is
    not as documented. A program that can't even be loaded fails as `import`.
    """
    with _loaded(package, uses) as (client_class, module):
        if isinstance(module, Exception):
            return {("import", way): _told(module) for way in by_name}
        found = {}
        for way, server in by_name.items():
            for test in _tests(uses, way):
                seen: list[Any] = []
                told = _failure(client_class, getattr(module, test), server, seen)
                if drifts and not told:
                    told = "; ".join(str(d) for d in seen if d.kind in DRIFTS)
                if told:
                    found[test, way] = told
        return found


def _tests(uses: Program, way: str) -> list[str]:
    """Every way to ask goes to one server; what all servers answer is asked for once."""
    return [t for t in uses.tests if way == "samples" or t.endswith("_plain")]


def _failure(client_class: Any, test: Any, server: Server, drifts: list[Any]) -> str:
    """Why a test fails; `drifts` gets what answers have that is not documented."""
    transport = httpx2.MockTransport(server)
    client = client_class(
        "https://vendor.example",
        transport=transport,
        on_drift=drifts.append,
    )
    try:
        test(client)
    except Exception as error:  # noqa: BLE001 - this is what we look for
        return _told(error)
    return ""


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}"


@contextmanager
def _loaded(package: Emitted, uses: Program) -> Iterator[tuple[Any, Any]]:
    """The client's class and the program as a module, or why it can't be loaded."""
    sys.path.insert(0, str(package.folder))
    try:
        module = ModuleType("uses")
        try:
            exec(compile(uses.text, "uses.py", "exec"), module.__dict__)  # noqa: S102
        except Exception as error:  # noqa: BLE001 - this is what we look for
            yield None, error
        else:
            yield module.__dict__["Client"], module
    finally:
        sys.path.remove(str(package.folder))
        for name in [n for n in sys.modules if n.partition(".")[0] == PACKAGE]:
            del sys.modules[name]
