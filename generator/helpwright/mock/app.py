"""The mock as an ASGI application."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping
from random import Random
from typing import Any

from helpwright.limits import DEFAULTS, Limits, advice
from helpwright.mock.asking import (
    Asked,
    Message,
    Receive,
    Send,
    asked_of,
    lifespan,
    too_large,
)
from helpwright.mock.drawing import Drawing
from helpwright.mock.journal import Call, Journal
from helpwright.mock.options import MockOptions
from helpwright.mock.prefer import Preferences, preferences
from helpwright.mock.samples import Samples
from helpwright.mock.shared import (
    answering,
    documentation,
    faults,
    jsontext,
    mending,
    publishing,
    receiving,
)
from helpwright.mock.state import NOTHING, State, documented_as
from helpwright.value import dataclass

_JSON = "application/json"
# Json.NET escapes both slashes, and some clients know a date by that.
_MICROSOFT_DATE = re.compile(rb'"/(Date\(-?\d+(?:[+-]\d{4})?\))/"')
_SAFE_HEADERS = (
    ("x-content-type-options", "nosniff"),
    # A page may document HTML or XML; a browser must not run what stands in it.
    ("content-security-policy", "default-src 'none'; sandbox"),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    status: int
    body: bytes | None = None
    media_type: str = _JSON
    headers: tuple[tuple[str, str], ...] = ()


_TOO_DEEP = (
    "The models of this operation hold one another in so long a chain that Python's limit"
    " of calls was reached: see HW705, and sys.setrecursionlimit."
)


class MockApp:
    """Answers for the server that `document`, an OpenAPI document, describes."""

    def __init__(
        self,
        document: Mapping[str, Any],
        options: MockOptions | None = None,
        limits: Limits = DEFAULTS,
    ) -> None:
        self.options = options or MockOptions()
        self._limits = limits
        self.documentation = documentation.Documentation(document)
        self.journal = Journal(self.documentation)
        # Values of a seed repeat from run to run, fresh GUIDs do not.
        self._random = Random(self.options.vary)
        self._samples = Samples(self.options, self._random)
        self._state = State(self.documentation, self._random)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        if scope["type"] != "http":
            return
        asked = await asked_of(scope, receive, self._limits.mock_body_bytes)
        published = self._published(asked)
        if published is not None:
            await _send(published, send)
            return
        started = time.perf_counter()
        operation, reply, problems = await self._answered(asked)
        received = asked.received
        call = Call(
            method=asked.method,
            path=asked.target,
            operation=operation.name if operation else "",
            status=reply.status,
            milliseconds=(time.perf_counter() - started) * 1000,
            problems=problems,
            unknown=tuple(received.unknown) if received else (),
            body=received.body if received else None,
            notes=tuple(asked.notes),
        )
        # Before the answer: who waits for it may ask the journal next.
        self.journal.add(call, operation)
        await _send(reply, send)

    async def _answered(
        self, asked: Asked
    ) -> tuple[documentation.Operation | None, Reply, tuple[str, ...]]:
        operation: documentation.Operation | None = None
        try:
            wishes = preferences(asked.headers.get("prefer", ""))
            delay = wishes.delay if wishes.delay is not None else self.options.delay
            if delay:
                await asyncio.sleep(delay)
            operation, values = self._find(asked)
            if asked.is_too_large:
                raise too_large(self._limits.mock_body_bytes)
            return operation, self._answer(operation, values, asked, wishes), ()
        except RecursionError:
            return operation, Reply(500, jsontext.dumps({"Message": _TOO_DEEP})), ()
        except faults.Fault as fault:
            reply = Reply(
                fault.status,
                jsontext.dumps(fault.body),
                headers=tuple(fault.headers.items()),
            )
            if (
                fault.status >= 500
            ):  # asked for with --fail, and no fault of the request
                return operation, reply, ()
            wrong = [
                f"{p.key}: {p.message}" if p.key else p.message for p in fault.problems
            ]
            return operation, reply, tuple(wrong) or (fault.message,)

    def _published(self, asked: Asked) -> Reply | None:
        """The OpenAPI document, where the API itself has nothing at its address."""
        if asked.path != "/openapi.json" or asked.method != "GET":
            return None
        if self.documentation.at(asked.path):
            return None
        document = publishing.published(self.documentation.document)
        return Reply(200, jsontext.dumps(document))

    def _find(self, asked: Asked) -> tuple[documentation.Operation, tuple[str, ...]]:
        found = self.documentation.at(asked.path)
        for operation, values in found:
            if operation.method == asked.method:
                return operation, values
        if found:
            allowed = [operation.method for operation, _ in found]
            raise faults.method_not_allowed(asked.method, allowed)
        host = asked.headers.get("host", "")
        raise faults.not_found(f"http://{host}{asked.path}")

    def _answer(
        self,
        operation: documentation.Operation,
        values: tuple[str, ...],
        asked: Asked,
        wishes: Preferences,
    ) -> Reply:
        received = receiving.receive(
            operation,
            path=zip(operation.path_names, values, strict=True),
            query=asked.query,
            headers=asked.headers,
            body=asked.body if operation.takes_body else b"",
        )
        asked.received = received
        if wishes.code is not None and wishes.code != operation.answer.status:
            return self._preferred(operation, wishes.code)
        if self.options.fail and self._random.random() < self.options.fail:
            raise faults.of_status(self._random.choice((500, 503)))
        applied = (("Preference-Applied", wishes.applied),) if wishes.applied else ()
        body, media_type = self._body(operation, values, asked, received, wishes)
        if body and self.options.dates == "microsoft" and "json" in media_type:
            body = _MICROSOFT_DATE.sub(rb'"\\/\1\\/"', body)
        return Reply(operation.answer.status, body, media_type, applied)

    def _preferred(self, operation: documentation.Operation, code: int) -> Reply:
        """The documented answer of another status, or ASP.NET's words for it."""
        applied = (("Preference-Applied", f"code={code}"),)
        response = operation.node.get("responses", {}).get(str(code), {})
        for media_type, content in response.get("content", {}).items():
            if "example" in content:
                body = jsontext.dumps(content["example"])
                return Reply(code, body, media_type, applied)
        if code < 400:
            return Reply(code, None, headers=applied)
        body = jsontext.dumps(faults.of_status(code).body)
        return Reply(code, body, headers=applied)

    def _body(
        self,
        operation: documentation.Operation,
        values: tuple[str, ...],
        asked: Asked,
        received: receiving.Received,
        wishes: Preferences,
    ) -> tuple[bytes | None, str]:
        kept = NOTHING
        if self.options.state:
            kept = self._state.answer(operation, values, received.body)
        answer, media_type = operation.answer, received.answer_in
        if answer.status == 204:
            return None, ""
        content = answer.content(media_type)
        if kept is not NOTHING and content is not None:
            kept = documented_as(kept, content, operation.binder)
        if kept is not NOTHING:
            return answering.encode(operation, kept, media_type)
        named = wishes.example and content and content.examples.get(wishes.example)
        if named:
            return named, media_type
        is_shown = content is not None and content.sample is not None
        if self.options.vary is None and content is not None and is_shown:
            sample = content.sample or b""
            body = self._samples.body(
                sample, content.form, content.schema, operation.binder
            )
            return body, media_type
        return self._drawn(operation, content, media_type, asked.notes)

    def _drawn(
        self,
        operation: documentation.Operation,
        content: documentation.Content | None,
        media_type: str,
        notes: list[str],
    ) -> tuple[bytes | None, str]:
        """A value of the schema; null where the documentation says nothing of the answer."""
        value = None
        if content is not None:
            most = self._limits.mock_values
            drawing = Drawing(operation.binder, self._random, self.options, most)
            drawn = drawing.value(content.schema)
            if drawing.is_less:
                notes.append(
                    f"drawn less deep, or as null: a whole answer has more than {most:,}"
                    f" values; {advice('mock_values')}"
                )
            value = drawn
            if drawn is not None or not drawing.is_less:
                value = mending.mended(drawn, content.schema, operation.binder)
        return answering.encode(operation, value, media_type)


async def _send(reply: Reply, send: Send) -> None:
    headers = [*_SAFE_HEADERS, *reply.headers]
    if reply.body is not None:
        headers.append(("content-type", f"{reply.media_type}; charset=utf-8"))
        headers.append(("content-length", str(len(reply.body))))
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    await send({"type": "http.response.body", "body": reply.body or b""})
