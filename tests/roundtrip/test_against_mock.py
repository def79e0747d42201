"""The emitted client against the mock: every operation, over a socket and in process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from running_server import running

from helpwright.mock import MockApp, MockOptions
from helpwright.mock.shared import exact as as_runtime_reads

from .conftest import Emitted
from .test_round_trip import ARGUMENTS, KEYS, exact, json_of, model_of, sample

pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute with value")

ERRORS = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "TooManyRequestsError",
    500: "InternalServerError",
    503: "ServiceUnavailableError",
}


class InProcess(httpx2.BaseTransport):
    """Asks an ASGI application from code that does not wait for anything."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()

        async def ask() -> httpx2.Response:
            transport = httpx2.ASGITransport(self._app)
            async with httpx2.AsyncClient(transport=transport) as client:
                response: httpx2.Response = await client.request(
                    request.method, request.url, content=body, headers=request.headers
                )
                await response.aread()
            return httpx2.Response(
                response.status_code, headers=response.headers, content=response.content
            )

        return asyncio.run(ask())


Use = Callable[[Any], Any]
"""Gets the methods of a group, or those of it that answer otherwise."""


class Vendor:
    """The mock, and a client of either kind that reaches it in one of the two ways."""

    def __init__(self, emitted: Emitted, kind: str, where: str) -> None:
        document = as_runtime_reads(emitted.document)
        self.app = MockApp(document, MockOptions(fresh=False))
        self.emitted = emitted
        self.is_async = kind == "async"
        self._in_process = where == "in process"

    def call(self, key: str, body: Any, *, way: str = "", **options: Any) -> Any:
        """The result of a call; `way` is `with_raw_response` or the like."""
        names = self.emitted.names.operations[key]
        arguments = {a: ARGUMENTS[wire] for wire, a in names.arguments.items()}

        def asked(client: Any) -> Any:
            group = getattr(client, self.emitted.names.groups[names.tag].attribute)
            method = getattr(getattr(group, way) if way else group, names.method)
            return method(**arguments, body=body, **options)

        with self._settings() as settings:
            if not self.is_async:
                with self.emitted.client.Client(**settings) as client:
                    return _read_whole(asked(client), way)
            return asyncio.run(self._later(asked, way, settings))

    async def _later(self, asked: Use, way: str, settings: dict[str, Any]) -> Any:
        async with self.emitted.client.AsyncClient(**settings) as client:
            if way != "with_streaming_response":
                return await asked(client)
            async with asked(client) as streamed:
                pieces = [piece async for piece in streamed.iter_bytes()]
                return streamed.status_code, b"".join(pieces)

    @contextmanager
    def _settings(self) -> Iterator[dict[str, Any]]:
        if not self._in_process:
            with running(self.app) as url:
                yield {"base_url": url}
        elif self.is_async:
            transport: Any = httpx2.ASGITransport(self.app)
            yield {"base_url": "http://vendor.test", "transport": transport}
        else:
            yield {"base_url": "http://vendor.test", "transport": InProcess(self.app)}


def _read_whole(result: Any, way: str) -> Any:
    if way != "with_streaming_response":
        return result
    with result as streamed:
        return streamed.status_code, b"".join(streamed.iter_bytes())


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["socket", "in process"])
def vendor(emitted: Emitted, kind: str, request: pytest.FixtureRequest) -> Vendor:
    return Vendor(emitted, kind, str(request.param))


def body_of(vendor: Vendor, key: str, form: str = "model") -> Any:
    """The documented sample of the request, as a model or as a mapping."""
    sent = sample(vendor.emitted, key, "requestBody")
    assert sent is not None
    model = model_of(vendor.emitted, key).from_json(sent)
    if form == "model":
        return model
    return model.model_dump(by_alias=False, exclude_unset=True)


@pytest.mark.parametrize("form", ["model", "mapping"])
@pytest.mark.parametrize("key", KEYS)
def test_every_operation(vendor: Vendor, key: str, form: str) -> None:
    result = vendor.call(key, body_of(vendor, key, form))
    expected = sample(vendor.emitted, key, "responses")
    # Of the answer of one operation nothing is said; the mock gives null.
    assert exact(json_of(result)) == exact(expected or b"null")
    [call] = vendor.app.journal.calls
    assert (call.operation, call.status, call.problems) == (key, 200, ())
    assert call.unknown == ()


@pytest.mark.parametrize("key", KEYS[:2])
def test_raw_and_streamed(vendor: Vendor, key: str) -> None:
    expected = sample(vendor.emitted, key, "responses")
    assert expected is not None
    body = body_of(vendor, key)
    raw = vendor.call(key, body, way="with_raw_response")
    assert raw.status_code == 200
    assert raw.headers["content-type"] == "application/json; charset=utf-8"
    assert exact(raw.content) == exact(expected)
    assert exact(json_of(raw.parse())) == exact(expected)
    status, streamed = vendor.call(key, body, way="with_streaming_response")
    assert (status, exact(streamed)) == (200, exact(expected))


@pytest.mark.parametrize("status", ERRORS)
def test_every_error_has_its_class(vendor: Vendor, status: int) -> None:
    emitted = vendor.emitted
    once = emitted.client.RequestOptions(max_retries=0)
    with pytest.raises(getattr(emitted.client, ERRORS[status])) as failed:
        vendor.call(
            KEYS[0],
            body_of(vendor, KEYS[0]),
            headers={"Prefer": f"code={status}"},
            options=once,
        )
    assert failed.value.status_code == status
    assert len(vendor.app.journal.calls) == 1


def test_what_is_refused_says_why(vendor: Vendor) -> None:
    model = model_of(vendor.emitted, KEYS[0])
    body = model.model_construct(work_type_id="three")
    with pytest.raises(vendor.emitted.client.BadRequestError) as refused:
        vendor.call(KEYS[0], body)
    assert set(refused.value.model_state) == {"WorkTypeId"}
    [call] = vendor.app.journal.calls
    assert call.problems[0].startswith("WorkTypeId: Error converting value")
    assert json.loads(refused.value.response.content)["Message"]
