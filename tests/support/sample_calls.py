"""Calls every operation of an emitted client with its documented samples.

What is sent must be the sample of the body, and what is returned must be the sample of the
answer, digit for digit; the order of members is the model's.
"""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import ModuleType
from typing import Any

import httpx2

from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import OperationNode
from helpwright.openapi.dump import dumps
from helpwright.views.facts import answers_xml, media_type_of, sends_xml, successes

RULES = ("missing", "too_short", "too_long", "pattern", "greater", "less", "length")
"""Words in errors of values that break a documented rule: samples are made without
regard to them."""


@dataclass
class Report:
    """What came of all the calls to a package."""

    called: int = 0
    without_sample: int = 0
    """Operations whose body has no sample in JSON, so that they are not called."""
    bodies: int = 0
    """Samples of bodies that were sent as they stand."""
    answers: int = 0
    """Samples of answers that were returned as they stand."""
    refused: list[str] = field(default_factory=list)
    """Samples that break a rule of the documentation itself."""
    problems: list[str] = field(default_factory=list)


class _Server:
    """Remembers what it was sent, and answers what it is told to."""

    def __init__(self) -> None:
        self.sent = b""
        self.answer = httpx2.Response(200)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent = request.content
        return self.answer


def call_all(package: ModuleType, document: dict[str, Any], names: Names) -> Report:
    """Calls every operation of `package`, which was made of `document`."""
    report, server = Report(), _Server()
    write = importlib.import_module(f"{package.__name__}.runtime.jsontext").dumps
    drifts: list[Any] = []
    transport = httpx2.MockTransport(server)
    client = package.Client(
        "https://api.example", transport=transport, on_drift=drifts.append
    )
    for operation in doc.operations(document):
        name = names.operations[operation.key]
        method = getattr(getattr(client, names.groups[name.tag].attribute), name.method)
        body, sample = _sample_of_body(operation), _sample_of_answer(operation)
        needed = operation.node.get("requestBody", {}).get("required") is not False
        if body is None and needed and operation.node.get("requestBody"):
            report.without_sample += 1
            continue
        kind = "application/xml" if answers_xml(operation) else "application/json"
        server.sent, server.answer = b"", _response(sample, kind)
        drifts.clear()
        try:
            result = method(**_arguments(operation, name.arguments, body))
        except package.InvalidRequestError as error:
            broken = any(word in str(error.__cause__) for word in RULES)
            (report.refused if broken else report.problems).append(str(error))
            continue
        except package.ApiError as error:
            report.problems.append(f"{operation.key}: {error}")
            continue
        report.called += 1
        if body is not None:
            report.bodies += 1
            report.problems += _differences(operation.key, body, server.sent)
        if sample is not None and not isinstance(sample, bytes):
            report.answers += 1
            report.problems += _differences(operation.key, sample, _json(result, write))
            report.problems += [str(d) for d in drifts if d.kind != "missing member"]
    return report


def _response(sample: Any, kind: str) -> httpx2.Response:
    if sample is None:
        return httpx2.Response(204)
    content = sample if isinstance(sample, bytes) else dumps(sample).encode()
    return httpx2.Response(200, content=content, headers={"Content-Type": kind})


def _sample_of_body(operation: OperationNode) -> Any:
    """The JSON sample of the body; None where there is none."""
    content = operation.node.get("requestBody", {}).get("content", {})
    if not content or sends_xml(operation.node["requestBody"]):
        return None
    return content.get(media_type_of(content), {}).get("example")


def _sample_of_answer(operation: OperationNode) -> Any:
    """The JSON sample of the answer as a value, or that in XML as bytes."""
    for response in successes(operation):
        content = response.get("content", {})
        for kind in ("application/json", "text/json", "application/xml", "text/xml"):
            sample = content.get(kind, {}).get("example")
            if sample is not None:
                return sample if "json" in kind else str(sample).encode()
    return None


def _arguments(
    operation: OperationNode, names: Mapping[str, str], body: Any
) -> dict[str, Any]:
    given = {
        names[f"{each['in']}:{each['name']}"]: _value(each.get("schema", {}))
        for each in operation.parameters
        if each.get("required") and f"{each['in']}:{each['name']}" in names
    }
    if body is not None:
        given["body"] = _exact(dumps(body))
    return given


def _value(schema: Any) -> Any:
    kind = schema.get("type", "string")
    return ["1"] if kind == "array" else {"a": "1"} if kind == "object" else "1"


def _json(result: Any, write: Callable[[Any], bytes]) -> bytes:
    if isinstance(result, list):
        return b"[" + b",".join(_json(each, write) for each in result) + b"]"
    if isinstance(result, dict):
        pairs = (write(str(k)) + b":" + _json(v, write) for k, v in result.items())
        return b"{" + b",".join(pairs) + b"}"
    to_json = getattr(result, "to_json", None)
    return to_json().encode() if to_json else write(result)


def _exact(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _differences(key: str, sample: Any, found: bytes) -> Iterator[str]:
    try:
        value = _exact(found.decode())
    except ValueError:
        yield f"{key}: no JSON: {found[:80]!r}"
        return
    yield from (
        f"{key}: {each}" for each in _compared(_exact(dumps(sample)), value, "")
    )


def _compared(sample: Any, found: Any, path: str) -> Iterator[str]:
    if isinstance(sample, dict) and isinstance(found, dict):
        for name in {**sample, **found}:
            if name not in sample or name not in found:
                yield f"{path}.{name} is in one only"
            else:
                yield from _compared(sample[name], found[name], f"{path}.{name}")
    elif isinstance(sample, list) and isinstance(found, list):
        if len(sample) != len(found):
            yield f"{path}: {len(sample)} items became {len(found)}"
        for one, other in zip(sample, found, strict=False):
            yield from _compared(one, other, f"{path}[]")
    elif str(sample) != str(found) and not _same_value(sample, found):
        yield f"{path}: {sample!r} became {found!r}"


def _same_value(sample: Any, found: Any) -> bool:
    """Whether two simple values that are written differently are the same.

    A `double` has no digits to keep. Where one member of an enumeration that is a number
    stands with its name, because of a converter of its own, Json.NET reads the number too.
    """
    if isinstance(sample, str) and isinstance(found, int):
        return sample.isidentifier()
    try:
        return math.isclose(float(sample), float(found), rel_tol=1e-15)
    except (TypeError, ValueError):
        return False
