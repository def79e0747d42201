"""Passes requests on to the real server and holds its answers against the documentation."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from helpwright.diagnostics import Finding, Findings
from helpwright.limits import DEFAULTS, Limits
from helpwright.mock.asking import (
    Asked,
    Message,
    Receive,
    Send,
    asked_of,
    lifespan,
    too_large,
)
from helpwright.mock.har import Recording
from helpwright.mock.journal import Call, Journal
from helpwright.mock.shared import (
    binding,
    documentation,
    faults,
    jsontext,
    media,
    receiving,
    typed_text,
)
from helpwright.place import Place

if TYPE_CHECKING:
    import httpx2

# Of one connection, or made anew by whoever passes a message on (RFC 9110, 7.6.1).
_NOT_PASSED_ON = frozenset(
    ("connection", "content-encoding", "content-length", "host", "keep-alive", "te")
    + ("proxy-authenticate", "proxy-authorization", "trailer", "transfer-encoding")
    + ("upgrade", "accept-encoding")
)


class ProxyApp:
    """Stands between a program and the server at `target`."""

    def __init__(
        self,
        document: Mapping[str, Any],
        target: str,
        findings: Findings,
        limits: Limits = DEFAULTS,
    ) -> None:
        self._limits = limits
        self.documentation = documentation.Documentation(document)
        self.journal = Journal(self.documentation)
        self.recording = Recording(target, limits.mock_exchanges)
        self._target = target.rstrip("/")
        self._findings = findings
        self._client: httpx2.AsyncClient | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        if scope["type"] != "http":
            return
        asked = await asked_of(scope, receive, self._limits.mock_body_bytes)
        if asked.is_too_large:
            await self._refuse(asked, send)
            return
        started = time.perf_counter()
        status, headers, body = await self._passed_on(asked)
        milliseconds = (time.perf_counter() - started) * 1000
        self._judge(asked, status, headers, body, milliseconds)
        self.recording.add(asked, status, headers, body, milliseconds)
        await _send(status, headers, body, send)

    async def _refuse(self, asked: Asked, send: Send) -> None:
        """Answers a request that is too large; nothing of it was passed on."""
        fault = too_large(self._limits.mock_body_bytes)
        call = Call(
            method=asked.method,
            path=asked.target,
            operation="",
            status=fault.status,
            milliseconds=0.0,
            problems=(fault.message,),
        )
        self.journal.add(call)
        kind = [("content-type", "application/json")]
        await _send(fault.status, kind, jsontext.dumps(fault.body), send)

    async def _passed_on(
        self, asked: Asked
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        import httpx2

        if self._client is None:
            self._client = httpx2.AsyncClient(timeout=300)
        query = f"?{asked.query.decode('latin-1')}" if asked.query else ""
        headers = {k: v for k, v in asked.headers.items() if k not in _NOT_PASSED_ON}
        try:
            answer = await self._client.request(
                asked.method,
                f"{self._target}{asked.raw_path}{query}",
                headers=headers,
                content=asked.body,
            )
        except httpx2.HTTPError as error:
            message = f"The server can't be reached: {type(error).__name__}."
            fault = faults.of_status(502, message)
            return (
                502,
                [("content-type", "application/json")],
                jsontext.dumps(fault.body),
            )
        # As latin-1 each byte is one character, whatever the server meant by it.
        named = (
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in answer.headers.raw
        )
        kept = [(name, value) for name, value in named if name not in _NOT_PASSED_ON]
        return answer.status_code, kept, answer.content

    def _judge(
        self,
        asked: Asked,
        status: int,
        headers: list[tuple[str, str]],
        body: bytes,
        milliseconds: float,
    ) -> None:
        """Adds the call to the journal and its differences to the findings."""
        found = [
            (operation, values)
            for operation, values in self.documentation.at(asked.path)
            if operation.method == asked.method
        ]
        problems: tuple[str, ...] = ()
        differences = ["no operation is documented here"]
        operation = None
        if found:
            operation, values = found[0]
            problems = _wrong(operation, values, asked)
            kind = next((v for k, v in headers if k.lower() == "content-type"), "")
            differences = list(
                dict.fromkeys(_differences(operation, status, kind, body))
            )
        for difference in differences:
            self._findings.add(_finding(operation, asked, difference))
        received = asked.received
        call = Call(
            method=asked.method,
            path=asked.target,
            operation=operation.name if operation else "",
            status=status,
            milliseconds=milliseconds,
            problems=problems,
            unknown=tuple(received.unknown) if received else (),
            body=received.body if received else None,
            differences=tuple(differences),
        )
        self.journal.add(call, operation)


async def _send(
    status: int, headers: list[tuple[str, str]], body: bytes, send: Send
) -> None:
    raw = [(name.encode("latin-1"), v.encode("latin-1")) for name, v in headers]
    raw.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def _wrong(
    operation: documentation.Operation, values: tuple[str, ...], asked: Asked
) -> tuple[str, ...]:
    """What a mock would have refused in the request."""
    try:
        asked.received = receiving.receive(
            operation,
            path=zip(operation.path_names, values, strict=True),
            query=asked.query,
            headers=asked.headers,
            body=asked.body if operation.takes_body else b"",
        )
    except faults.Fault as fault:
        return tuple(f"{p.key}: {p.message}" for p in fault.problems) or (
            fault.message,
        )
    return ()


def _differences(
    operation: documentation.Operation, status: int, content_type: str, body: bytes
) -> Iterator[str]:
    """What the documentation does not say of an answer, or says otherwise."""
    responses: Mapping[str, Any] = operation.node.get("responses", {})
    documented = responses.get(str(status))
    if documented is None:
        yield f"the status {status} is not documented"
        return
    contents = documented.get("content", {})
    name = media.essence(content_type)
    if not body:
        if contents:
            yield "the answer is empty and should not be"
        return
    if not contents:
        yield "the answer is documented to be empty and is not"
        return
    content = next((c for n, c in contents.items() if n in (name, "*/*")), None)
    if content is None:
        yield f"the media type {name or 'none'} is not documented"
        return
    try:
        value = jsontext.loads(body)
    except ValueError:
        if media.form_of(name) == "json":
            yield "the answer is no JSON"
        return
    yield from _in_value(value, content.get("schema", {}), operation.binder)


def _in_value(value: Any, schema: Any, binder: binding.Binder) -> Iterator[str]:
    report = binding.Report()
    binder.compile(schema)(value, report)
    for problem in report.problems:
        yield f"{problem.key or 'the answer'}: {problem.message}"
    for name in report.unknown:
        yield f"the member {name} is not documented"
    yield from (
        f"the member {m} is not answered" for m in _absent(value, schema, binder)
    )


def _absent(value: Any, schema: Any, binder: binding.Binder) -> Iterator[str]:
    """`Model.Member` of the documented members that objects in `value` lack."""
    plain = typed_text.plain(schema, binder)
    if isinstance(value, list):
        for item in value:
            yield from _absent(item, plain.get("items", {}), binder)
    elif isinstance(value, dict):
        folded = {name.casefold(): inner for name, inner in value.items()}
        owner = binder.name_of(schema)
        for name, member in plain.get("properties", {}).items():
            if name.casefold() not in folded:
                yield f"{owner}.{name}" if owner else name
            else:
                yield from _absent(folded[name.casefold()], member, binder)


def _finding(
    operation: documentation.Operation | None, asked: Asked, difference: str
) -> Finding:
    return Finding(
        code="HW051",
        severity="warning",
        message=difference,
        place=Place(
            page=operation.name if operation else f"{asked.method} {asked.path}"
        ),
        made_of_it="the answer was passed on as it came",
        advice="correct the documentation, or give the recording to helpwright observe",
    )
