"""The emitted client talks to the emitted server over a real socket.

Both sides must pass the documented samples on as they stand: every member, in its order,
and every digit.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from running_server import running

from helpwright.openapi.dump import dumps

from .conftest import PACKAGE, Emitted

# FastAPI silences it where it builds bodies; models are built when they are first used.
pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute with value")

KEYS = ("POST /api/v2/works", "POST /api/{database}/Product", "POST /jobs")
ARGUMENTS = {"path:database": "north", "query:$expand": ["Components", "Stocks"]}


class Number(str):
    """A number as it is written."""


def exact(text: str | bytes | bytearray) -> Any:
    """JSON in which order and digits count: objects are lists of pairs."""
    return json.loads(
        text, parse_float=Number, object_pairs_hook=lambda pairs: ["{}", *pairs]
    )


@dataclass
class Wire:
    """What went over the wire, on its way to an application."""

    app: Any
    requests: list[bytearray] = field(default_factory=list)
    queries: list[bytes] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = bytearray()

        async def record() -> Any:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        self.requests.append(body)
        self.queries.append(scope["query_string"])
        await self.app(scope, record, send)


class Implementation:
    """Answers every operation of one group with a value, `async def` or plain `def`."""

    def __init__(self, answers: dict[str, Any], *, is_async: bool) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._answers = answers
        self._is_async = is_async

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def answer(*arguments: Any) -> Any:
            self.calls.append((name, arguments))
            return self._answers[name]

        async def answer_later(*arguments: Any) -> Any:
            return answer(*arguments)

        return answer_later if self._is_async else answer


def sample(emitted: Emitted, key: str, part: str) -> bytes | None:
    """The documented JSON sample of `requestBody` or of the successful response."""
    node = emitted.operations[key].node
    if part == "responses":
        node = {"responses": next(iter(node["responses"].values()))}
    content = node.get(part, {}).get("content", {}).get("application/json", {})
    return dumps(content["example"]).encode() if "example" in content else None


def call(emitted: Emitted, client: Any, key: str, body: Any) -> Any:
    """Calls the operation; what comes back is awaitable where the client is."""
    names = emitted.names.operations[key]
    group = getattr(client, emitted.names.groups[names.tag].attribute)
    arguments = {
        argument: ARGUMENTS[wire] for wire, argument in names.arguments.items()
    }
    return getattr(group, names.method)(**arguments, body=body)


def called(emitted: Emitted, url: str, key: str, body: Any, kind: str) -> Any:
    """The result of one call, through `Client` or `AsyncClient`."""
    if kind == "sync":
        with emitted.client.Client(base_url=url) as client:
            return call(emitted, client, key, body)

    async def run() -> Any:
        async with emitted.client.AsyncClient(base_url=url) as client:
            return await call(emitted, client, key, body)

    return asyncio.run(run())


def model_of(emitted: Emitted, key: str) -> Any:
    """The class of the request body."""
    schema = emitted.operations[key].node["requestBody"]["content"]
    component = schema["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return getattr(emitted.models, emitted.names.models[component].class_name)


def json_of(result: Any) -> bytes:
    """A result of the client, back in JSON."""
    to_json = getattr(result, "to_json", None)
    return to_json().encode() if to_json else json.dumps(result).encode()


@pytest.fixture
def wire(emitted: Emitted) -> Wire:
    return Wire(emitted.server.create_app())


@pytest.fixture
def url(wire: Wire) -> Iterator[str]:
    with running(wire) as address:
        yield address


def test_every_operation_is_tried(emitted: Emitted) -> None:
    assert tuple(emitted.operations) == KEYS


@pytest.mark.parametrize("key", KEYS[:2])
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("form", ["model", "mapping"])
def test_documented_samples_go_both_ways(
    emitted: Emitted, wire: Wire, url: str, key: str, kind: str, form: str
) -> None:
    """The server answers with its samples, since nothing is implemented."""
    sent = sample(emitted, key, "requestBody")
    expected = sample(emitted, key, "responses")
    assert sent is not None
    assert expected is not None
    body = model_of(emitted, key).from_json(sent)
    if form == "mapping":
        body = body.model_dump(by_alias=False, exclude_unset=True)
    result = called(emitted, url, key, body, kind)
    assert exact(wire.requests[0]) == exact(sent)
    assert exact(json_of(result)) == exact(expected)


@pytest.mark.parametrize("is_async", [True, False], ids=["async def", "def"])
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("key", KEYS)
def test_an_implementation_receives_and_answers_the_samples(
    emitted: Emitted, key: str, kind: str, is_async: bool
) -> None:
    sent = sample(emitted, key, "requestBody")
    assert sent is not None
    model = model_of(emitted, key)
    expected = sample(emitted, key, "responses") or sent
    answer = json.loads(expected)
    if isinstance(answer, dict):
        answer = model.from_json(expected)
    names = emitted.names.operations[key]
    implementation = Implementation({names.method: answer}, is_async=is_async)
    attribute = emitted.names.groups[names.tag].attribute
    wire = Wire(emitted.server.create_app(**{attribute: implementation}))
    with running(wire) as url:
        result = called(emitted, url, key, model.from_json(sent), kind)
    [(method, arguments)] = implementation.calls
    assert method == names.method
    [body] = [each for each in arguments if isinstance(each, model)]
    assert exact(body.to_json()) == exact(sent)
    for wire_name in names.arguments:
        assert ARGUMENTS[wire_name] in arguments
    if key != "POST /jobs":  # of whose answer nothing is documented
        assert exact(json_of(result)) == exact(expected)


def test_what_is_not_documented_is_not_answered(emitted: Emitted, url: str) -> None:
    sent = sample(emitted, "POST /jobs", "requestBody")
    assert sent is not None
    with pytest.raises(emitted.client.ServerError) as failed:
        called(emitted, url, "POST /jobs", json.loads(sent), "sync")
    assert failed.value.status_code == 501
    assert "POST /jobs is not implemented" in str(failed.value)


def test_501_for_everything_where_it_is_set(emitted: Emitted) -> None:
    with running(emitted.server.create_app(fallback="501")) as url:
        for key in KEYS:
            sent = sample(emitted, key, "requestBody")
            assert sent is not None
            with pytest.raises(emitted.client.ServerError) as failed:
                called(
                    emitted, url, key, model_of(emitted, key).from_json(sent), "sync"
                )
            assert failed.value.status_code == 501


def test_the_address_carries_what_was_given(
    emitted: Emitted, wire: Wire, url: str
) -> None:
    key = "POST /api/{database}/Product"
    called(emitted, url, key, {}, "sync")
    assert wire.queries == [b"$expand=Components,Stocks"]


def test_a_refusal_names_the_members_that_it_is_about(
    emitted: Emitted, url: str
) -> None:
    key = "POST /api/v2/works"
    body = model_of(emitted, key).model_construct(
        work_type_id="three", current_work_flow={"Infos": [7]}
    )
    with pytest.raises(emitted.client.BadRequestError) as refused:
        called(emitted, url, key, body, "sync")
    assert set(refused.value.model_state) == {"WorkTypeId", "CurrentWorkFlow.Infos[0]"}


def test_importing_the_package_leaves_the_server_alone(emitted: Emitted) -> None:
    program = f"import sys, {PACKAGE}; print('fastapi' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=emitted.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
