"""Several actions on one method and path, as the one operation that OpenAPI allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from helpwright.openapi.dump import JSON

Node: TypeAlias = dict[str, JSON]


def merged(variants: list[Node], name: str) -> Node:
    """The union of `variants`, operation objects, which stand below it as `x-variants`.

    A parameter is required only where every variant requires it; the request body is not
    where some variant has none. Bodies that differ are alternatives.
    """
    out: Node = {**variants[0], "operationId": name}
    parameters = _parameters(variants)
    if parameters:
        out["parameters"] = parameters
    bodies = [_node(each["requestBody"]) for each in variants if "requestBody" in each]
    if bodies:
        body = _body(bodies)
        if len(bodies) < len(variants):
            body["required"] = False
        out["requestBody"] = body
    out["responses"] = _by_key([_node(each["responses"]) for each in variants], _body)
    out["x-variants"] = list(variants)
    return out


def _parameters(variants: list[Node]) -> list[JSON]:
    found: dict[tuple[JSON, JSON], list[Node]] = {}
    for variant in variants:
        for parameter in _nodes(variant.get("parameters", [])):
            key = (parameter["in"], parameter["name"])
            found.setdefault(key, []).append(parameter)
    out: list[JSON] = []
    for (location, _), same in found.items():
        parameter = dict(same[0])
        parameter["schema"] = _schema([_node(each["schema"]) for each in same])
        everywhere = len(same) == len(variants)
        if not (everywhere and all(each.get("required") for each in same)):
            parameter.pop("required", None)
        if location == "path":
            parameter["required"] = True
        out.append(parameter)
    return out


def _body(bodies: list[Node]) -> Node:
    """One request body or response in place of several."""
    out = dict(bodies[0])
    contents = [_node(each["content"]) for each in bodies if "content" in each]
    if contents:
        out["content"] = _by_key(contents, _media_type)
    return out


def _media_type(media_types: list[Node]) -> Node:
    with_example = [each for each in media_types if "example" in each]
    out = dict((with_example or media_types)[0])
    out["schema"] = _schema([_node(each["schema"]) for each in media_types])
    return out


def _schema(schemas: list[Node]) -> JSON:
    unlike: list[JSON] = []
    for schema in schemas:
        if schema not in unlike:
            unlike.append(schema)
    if len(unlike) == 1:
        return unlike[0]
    return {} if {} in unlike else {"anyOf": unlike}


def _by_key(nodes: list[Node], unite: Callable[[list[Node]], Node]) -> Node:
    keys = {key: None for node in nodes for key in node}
    return {
        key: unite([_node(node[key]) for node in nodes if key in node]) for key in keys
    }


def _node(value: JSON) -> Node:
    assert isinstance(value, dict)
    return value


def _nodes(value: JSON) -> list[Node]:
    assert isinstance(value, list)
    return [_node(each) for each in value]
