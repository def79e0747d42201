"""What an edit of an API breaks, found without the module that judges edits.

Programs: the texts of the two emitted clients, class by class and method by method, as
a type checker would see them. The wire: values that fit a type, tried on the other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from helpwright import openapi, pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.spec import (
    Api,
    Body,
    ListOf,
    MapOf,
    Model,
    Named,
    Operation,
    Parameter,
    Property,
    Scalar,
    TypeRef,
    Unknown,
)

# --- programs -------------------------------------------------------------------------


@dataclass(frozen=True)
class Surface:
    """What programs see of a client."""

    classes: Mapping[str, Mapping[str, tuple[frozenset[str], bool]]]
    """Of each model: the parts of each member's type, and whether it has a default."""
    written: frozenset[str]
    """Models that programs write."""
    read: frozenset[str]
    methods: Mapping[str, Mapping[str, tuple[frozenset[str], bool]]]
    """Of each method the same of its parameters, and of `return`."""


def surface(api: Api) -> Surface:
    """What programs see of the client that is emitted for `api`."""
    document = openapi.build(api, Findings(), title="T", version="1", server_url="")
    files = pipeline.emit(document, Config(), Findings()).files
    classes: dict[str, dict[str, tuple[frozenset[str], bool]]] = {}
    methods: dict[str, dict[str, tuple[frozenset[str], bool]]] = {}
    written: set[str] = set()
    read: set[str] = set()
    for path, text in files.items():
        folder = PurePosixPath(path).parent.name
        if folder == "models":
            for found in _classes(text):
                classes[found.name] = _members(found)
                if "RequestModel" not in map(ast.unparse, found.bases):
                    read.add(found.name)
        elif folder == "params":
            written.update(c.name.removesuffix("Params") for c in _classes(text))
        elif folder == "resources":
            for found in _classes(text):
                for method in found.body:
                    if isinstance(method, ast.FunctionDef):
                        methods[f"{found.name}.{method.name}"] = _parameters(method)
    return Surface(classes, frozenset(written), frozenset(read), methods)


def _classes(text: str) -> Iterator[ast.ClassDef]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            yield node


def _members(found: ast.ClassDef) -> dict[str, tuple[frozenset[str], bool]]:
    members = {}
    for node in found.body:
        if isinstance(node, ast.AnnAssign):
            members[ast.unparse(node.target)] = (
                _parts(node.annotation),
                node.value is not None,
            )
        elif isinstance(node, ast.Assign):
            members[ast.unparse(node.targets[0])] = (frozenset(), True)
    return members


def _parameters(method: ast.FunctionDef) -> dict[str, tuple[frozenset[str], bool]]:
    arguments = method.args
    found = {each.arg: (_parts(each.annotation), False) for each in arguments.args}
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found[each.arg] = (_parts(each.annotation), default is not None)
    return {**found, "return": (_parts(method.returns), True)}


def _parts(annotation: ast.expr | None) -> frozenset[str]:
    """The members of a union, bounds aside."""
    if annotation is None:
        return frozenset()
    if isinstance(annotation, ast.BinOp):
        return _parts(annotation.left) | _parts(annotation.right)
    text = ast.unparse(annotation)
    if isinstance(annotation, ast.Subscript) and text.startswith("Annotated["):
        assert isinstance(annotation.slice, ast.Tuple)
        return _parts(annotation.slice.elts[0])
    return frozenset({text})


def program_breaks(old: Surface, new: Surface) -> list[str]:
    """Each place where a program that type-checked no longer would."""
    found = []
    for name, members in old.classes.items():
        now = new.classes.get(name)
        if now is None:
            found.append(f"class {name} is gone")
            continue
        for member, (was, _) in members.items():
            place = f"{name}.{member}"
            if member not in now:
                found.append(f"{place} is gone")
            elif name in old.read & new.read and not _within(now[member][0], was):
                found.append(f"{place} can be more than it was")
            elif name in old.written & new.written and not _within(
                was - {"MISSING"}, now[member][0]
            ):
                found.append(f"{place} takes less than it did")
        if name in old.written & new.written:
            found += _demands(name, members, now)
    for name, parameters in old.methods.items():
        now = new.methods.get(name)
        if now is None:
            found.append(f"method {name} is gone")
            continue
        for parameter, (was, _) in parameters.items():
            place = f"{name}({parameter})"
            if parameter == "return":
                if was != {"None"} and not _within(now["return"][0], was):
                    found.append(f"{name} can return more than it did")
            elif parameter not in now:
                found.append(f"{place} is gone")
            elif not _within(was, now[parameter][0]):
                found.append(f"{place} takes less than it did")
        found += _demands(name, parameters, now)
    return found


def _demands(
    name: str,
    old: Mapping[str, tuple[frozenset[str], bool]],
    new: Mapping[str, tuple[frozenset[str], bool]],
) -> Iterator[str]:
    for each, (_, optional) in new.items():
        if not optional and (each not in old or old[each][1]):
            yield f"{name} asks for {each}"


def _within(parts: frozenset[str], others: frozenset[str]) -> bool:
    return parts <= others or "Any" in others or "Any" in parts


# --- the wire -------------------------------------------------------------------------

_TEXTS = {
    "date": "2026-02-03T04:05:06",
    "time interval": "01:02:03",
    "globally unique identifier": "8c0f2cf0-3d6c-4d8f-9b1e-1f9d1c2b3a4d",
    "URI": "https://vendor.example/",
    "character": "x",
}
_NUMBERS = {
    "byte": (1, 200),
    "signed byte": (1, -1),
    "unsigned integer": (1, 200, 70_000),
    "integer": (1, 200, 70_000, -1, -70_000),
    "decimal number": (1, 200, 70_000, -1, -70_000, 0.5),
}


def _fits(type_ref: TypeRef, other: TypeRef) -> bool:
    """Whether all values of a type are values of the other."""
    if other == Scalar(name="Object"):
        return True
    return _values(type_ref) <= _values(other)


def _values(type_ref: TypeRef) -> frozenset[object]:
    """Some of the values that fit, as JSON; each fits a type or it does not."""
    match type_ref:
        case Scalar(name="Object") | Unknown():
            return frozenset({"anything"})
        case Scalar(name="string"):
            return frozenset(map(repr, (*_TEXTS.values(), "word")))
        case Scalar(name="boolean"):
            return frozenset({repr(True)})
        case Scalar(name=name) if name in _NUMBERS:
            return frozenset(map(repr, _NUMBERS[name]))
        case Scalar(name=name):
            return frozenset({repr(_TEXTS[name])})
        case ListOf(items=items):
            return frozenset(f"[{value}]" for value in _values(items))
        case MapOf(value=value):
            return frozenset(f"{{a: {each}}}" for each in _values(value))
        case Named(name=name):
            return frozenset({name})
    return frozenset()


def wire_breaks(old: Api, new: Api) -> list[str]:
    """Each request that is refused now, and each answer that is read as something else.

    Of models that both states send, or receive; a model under another name is another.
    """
    found = []
    after = {(each.method, each.path): each for each in new.operations}
    for was in old.operations:
        name = f"{was.method} {was.path}"
        now = after.get((was.method, was.path))
        if now is None:
            found.append(f"{name} is gone")
            continue
        found += [f"{name} {text}" for text in _operation_breaks(was, now)]
    sent, received = (
        _held(old, request) & _held(new, request) for request in (True, False)
    )
    models = {model.name: model for model in new.models}
    for model in old.models:
        if model.name in models:
            found += _model_breaks(
                model,
                models[model.name],
                sent=model.name in sent,
                received=model.name in received,
            )
    return found


def _held(api: Api, request: bool) -> set[str]:
    names: set[str] = set()
    for operation in api.operations:
        bodies: list[Body | None] = [operation.request]
        if not request:
            bodies = [response.body for response in operation.responses]
        names.update(
            body.type.name for body in bodies if body and isinstance(body.type, Named)
        )
    return names | {"Inner"} if names - {"Inner"} else names


def _operation_breaks(old: Operation, new: Operation) -> Iterator[str]:
    after = {each.name: each for each in new.parameters}
    for parameter in new.parameters:
        if parameter.required and parameter not in old.parameters:
            before = [each for each in old.parameters if each.name == parameter.name]
            if not before or not before[0].required:
                yield f"asks for {parameter.name}"
    for was in old.parameters:
        if (now := after.get(was.name)) is not None:
            if not _fits(was.type, now.type):
                yield f"refuses values of {was.name}"
            if _stands_for(was) != _stands_for(now) and not was.required:
                yield f"takes {was.name} for something else where it is left out"
    if new.request is not None and old.request is None:
        yield "asks for a body"
    if (
        old.request is not None
        and new.request is not None
        and not _fits(old.request.type, new.request.type)
    ):
        yield "refuses the body"
    was_body, now_body = old.responses[0].body, new.responses[0].body
    if was_body is not None:
        if now_body is None:
            yield "answers nothing"
        elif not _fits(now_body.type, was_body.type):
            yield "answers something else"


def _stands_for(parameter: Parameter) -> str | None:
    return None if parameter.required else parameter.default


def _model_breaks(
    old: Model, new: Model, *, sent: bool, received: bool
) -> Iterator[str]:
    before = {prop.wire_name: prop for prop in old.properties}
    after = {prop.wire_name: prop for prop in new.properties}
    for name, now in after.items():
        was = before.get(name)
        if sent and now.required and (was is None or not was.required):
            yield f"{new.name} must have {name}"
        if was is not None:
            yield from _property_breaks(
                f"{new.name}.{name}", was, now, sent=sent, received=received
            )
    for name in before.keys() - after.keys():
        if received:
            yield f"{new.name}.{name} comes no more"


def _property_breaks(
    place: str, old: Property, new: Property, *, sent: bool, received: bool
) -> Iterator[str]:
    if sent:
        if not _fits(old.type, new.type):
            yield f"{place} refuses values"
        if (old.nullable, new.nullable) == ("nullable", "not-nullable"):
            yield f"{place} refuses null"
        limit = new.constraints.max_length
        if limit is not None and limit < (old.constraints.max_length or 10**9):
            yield f"{place} refuses long values"
    if received:
        if not _fits(new.type, old.type):
            yield f"{place} holds other values"
        if (old.nullable, new.nullable) == ("not-nullable", "nullable"):
            yield f"{place} may be null"
        if old.required and not new.required:
            yield f"{place} may be missing"
