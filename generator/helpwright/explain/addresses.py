"""Finds the node of a spec that an address means."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    MediaType,
    Model,
    Operation,
    Parameter,
    Property,
    Response,
    Tag,
)
from helpwright.value import dataclass

Node: TypeAlias = (
    Model
    | Property
    | Enumeration
    | EnumMember
    | Operation
    | Parameter
    | Body
    | Response
    | MediaType
    | Tag
)

_KIND = re.compile(r"(?:operation|model|enum|tag)\s+(?=\S)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NODES = (
    Model,
    Property,
    Enumeration,
    EnumMember,
    Operation,
    Parameter,
    Body,
    Response,
    MediaType,
    Tag,
)
_SUGGESTIONS = 5


class AddressError(ValueError):
    """Nothing has the address; the message names what comes near."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address means."""

    address: str
    """The readable address of the node."""
    node: Node
    fact: str = ""
    """Attribute of the node; empty where all of it is meant."""


def find(api: Api, address: str) -> Found:
    """The node that `address` means. Raises AddressError."""
    text = address.strip()
    known = dict(nodes(api))
    if text.startswith("/") and not text.startswith("//"):
        return _by_pointer(api, text, known)
    plain = _QUOTED.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1]), text)
    plain = _KIND.sub("", plain, count=1)
    return _by_name(plain, known)


def nodes(api: Api) -> Iterator[tuple[str, Node]]:
    """All nodes of `api` by their readable address."""
    for model in api.models:
        yield model.name, model
        for member in model.properties:
            yield f"{model.name}.{member.name}", member
            if member.wire_name != member.name:
                yield f"{model.name}.{member.wire_name}", member
    for enumeration in api.enumerations:
        yield enumeration.name, enumeration
        for value in enumeration.members:
            yield f"{enumeration.name}.{value.name}", value
    for operation in api.operations:
        yield from _of_operation(operation)
    for tag in api.tags:
        yield f"tag {tag.name}", tag


def operation_address(operation: Operation) -> str:
    query = f"?{operation.query}" if operation.query else ""
    return f"{operation.method} {operation.path}{query}"


def _of_operation(operation: Operation) -> Iterator[tuple[str, Node]]:
    full = operation_address(operation)
    names = dict.fromkeys((full, f"{operation.method} {operation.path}"))
    for name in names:
        yield name, operation
        for parameter in operation.parameters:
            yield f"{name}.{parameter.name}", parameter
            yield f"{name}.parameters.{parameter.name}", parameter
        if operation.request is not None:
            yield from _of_body(f"{name}.request", operation.request)
        for response in operation.responses:
            yield f"{name}.responses.{response.status}", response
            if response.body is not None:
                yield from _of_body(
                    f"{name}.responses.{response.status}.body", response.body
                )


def _of_body(name: str, body: Body) -> Iterator[tuple[str, Node]]:
    yield name, body
    for media_type in body.media_types:
        yield f"{name}.{media_type.name}", media_type


def _by_name(text: str, known: Mapping[str, Node]) -> Found:
    for name in (text, text.removesuffix(".")):
        if name in known:
            return Found(_first_name(known, known[name]), known[name])
    # The longest name that goes before a fact: names and paths may hold dots.
    head, dot, fact = text.rpartition(".")
    while dot:
        if head in known and _has_fact(known[head], fact):
            return Found(_first_name(known, known[head]), known[head], fact)
        head, dot, more = head.rpartition(".")
        fact = f"{more}.{fact}"
    folded = {name.casefold(): name for name in reversed(list(known))}
    same = folded.get(text.casefold())
    if same is not None:
        return Found(_first_name(known, known[same]), known[same])
    raise AddressError(_nothing(text, known))


def _has_fact(node: Node, fact: str) -> bool:
    return fact.split(".")[0] in {field.name for field in dataclasses.fields(node)}


def _first_name(known: Mapping[str, Node], node: Node) -> str:
    return next(name for name, each in known.items() if each is node)


def _nothing(text: str, known: Mapping[str, Node]) -> str:
    near = difflib.get_close_matches(text, known, n=_SUGGESTIONS, cutoff=0.6)
    if not near:
        lower = text.casefold().rpartition(".")[2]
        near = [name for name in known if lower and lower in name.casefold()]
    hint = f"; near to it: {', '.join(near[:_SUGGESTIONS])}" if near else ""
    return f"nothing in the spec is called {text!r}{hint}"


# --- pointers -----------------------------------------------------------------------------


def _by_pointer(api: Api, pointer: str, known: Mapping[str, Node]) -> Found:
    parts = [
        part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]
    ]
    match parts:
        case ["components", "schemas", name, *rest]:
            found = _component(name, rest, known)
        case ["paths", path, *rest]:
            found = _path_item(api, path, rest)
        case _:
            found = _in_spec(api, parts)
    if found is None:
        raise AddressError(
            f"nothing stands at {pointer!r}, neither in the spec nor in the OpenAPI"
            " document"
        )
    node, fact = found
    return Found(_first_name(known, node), node, fact)


def _component(
    name: str, rest: list[str], known: Mapping[str, Node]
) -> tuple[Node, str] | None:
    keys = {
        re.sub(r"[^A-Za-z0-9._-]", "_", each): each for each in reversed(list(known))
    }
    head = known.get(name) or known.get(keys.get(name, ""))
    if isinstance(head, Model) and rest[:1] == ["properties"] and len(rest) > 1:
        for member in head.properties:
            if member.wire_name == rest[1]:
                return member, ""
        return None
    return (head, "") if head is not None else None


def _path_item(api: Api, path: str, rest: list[str]) -> tuple[Node, str] | None:
    method = rest[0].upper() if rest else ""
    for operation in api.operations:
        if operation.path != path or method not in ("", operation.method):
            continue
        match rest[1:]:
            case ["parameters", index, *_] if index.isdecimal():
                if int(index) < len(operation.parameters):
                    return operation.parameters[int(index)], ""
                return None
            case ["requestBody", *_] if operation.request is not None:
                return operation.request, ""
            case ["responses", status, *_]:
                for response in operation.responses:
                    if response.status == status:
                        return response, ""
                return None
        return operation, ""
    return None


def _in_spec(api: Api, parts: list[str]) -> tuple[Node, str] | None:
    """Walks attributes and indices; the last node on the way is meant, the rest a fact."""
    value: object = api
    node: tuple[Node, list[str]] | None = None
    for at, part in enumerate(parts):
        if isinstance(value, tuple):
            if not part.isdecimal() or int(part) >= len(value):
                return None
            value = value[int(part)]
        elif dataclasses.is_dataclass(value) and hasattr(value, part):
            value = getattr(value, part)
        else:
            return None
        if isinstance(value, _NODES):
            node = value, parts[at + 1 :]
    if node is None:
        return None
    return node[0], ".".join(node[1])
