"""What a person would call an operation within its group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.names.scope import Claim
from helpwright.names.verbs import ACTIONS, READS
from helpwright.names.words import joined, singular, words
from helpwright.value import dataclass

_UPDATES = ("update", "change", "modify", "edit", "replace", "set", "amend")
_PAGED = frozenset({"items", "results", "value", "values", "rows", "records", "data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What the name depends on."""

    nouns: tuple[str, ...]
    """Words of the path after the group's own segment; parents in the singular."""
    last: tuple[str, ...]
    """Words of the last of these segments."""
    parameters: tuple[str, ...]
    """Path parameters after the group's own segment."""
    ends_in_parameter: bool
    many: bool
    """Whether the answer is a collection."""


def home_segment(tag: str, operations: Sequence[OperationNode]) -> str:
    """The path segment that stands for the group itself, in lower case."""
    first = Counter[str]()
    for operation in operations:
        segments = doc.telling_segments(operation.path)
        for segment in segments:
            if doc.same_words(segment, tag):
                return segment.lower()
        first.update(segment.lower() for segment in segments[:1])
    return min(first, key=lambda segment: (-first[segment], segment), default="")


def claims(tag: str, operations: Sequence[OperationNode], schemas: Json) -> list[Claim]:
    """What each operation of a group would like to be called, simplest path first."""
    home = home_segment(tag, operations)
    common: dict[tuple[str, str], set[str]] = {}
    for operation in operations:
        query = set(_query(operation))
        common.setdefault(
            (operation.method, operation.path), query
        ).intersection_update(query)
    return [
        Claim(
            key=operation.key,
            names=_names(
                operation, home, schemas, common[operation.method, operation.path]
            ),
            rank=_simplicity(operation),
        )
        for operation in operations
    ]


def _simplicity(operation: OperationNode) -> tuple[int, ...]:
    methods = doc.HTTP_METHODS
    order = methods.index(operation.method) if operation.method in methods else 9
    path = operation.path
    return path.count("/"), path.count("{"), order, len(operation.parameters)


def _query(operation: OperationNode) -> list[str]:
    return [p["name"] for p in operation.parameters if p["in"] == "query"]


def _names(
    operation: OperationNode, home: str, schemas: Json, common: set[str]
) -> list[str]:
    """Names from the plainest to the longest; `common` is what all variants ask for."""
    shape = _shape(operation, home, schemas)
    base = _base(operation, shape)
    bare = joined(base, "call")
    own = [name for name in _query(operation) if name not in common]
    if operation.is_variant:
        names = [_by(bare, own)] if own else [bare]
    else:
        own = _query(operation)
        names = [bare]
    if operation.method == "patch" and base[0] == "update":
        names.append(joined(("patch", *base[1:]), "call"))
    for chosen in (shape.parameters[-1:], shape.parameters, own[:1], own):
        if chosen:
            names.append(_by(bare, chosen))
    segments = [part for part in operation.path.split("/") if part and "{" not in part]
    for parts in (doc.telling_segments(operation.path), segments):
        whole = joined(
            (base[0], *(word for part in parts for word in words(part))), "call"
        )
        names.append(whole)
        if shape.parameters:
            names.append(_by(whole, shape.parameters))
    return list(dict.fromkeys(names))


def _by(name: str, parameters: Sequence[str]) -> str:
    return joined(
        (name, "by", "_and_".join("_".join(words(p)) for p in parameters)), "call"
    )


def _shape(operation: OperationNode, home: str, schemas: Json) -> _Shape:
    segments = [part for part in operation.path.split("/") if part]
    lowered = [segment.lower() for segment in segments]
    if home in lowered:
        rest = segments[lowered.index(home) + 1 :]
    else:
        start = next((i for i, s in enumerate(segments) if not doc.is_scenery(s)), 0)
        rest = segments[start:]
    nouns: list[str] = []
    last: tuple[str, ...] = ()
    for index, segment in enumerate(rest):
        if "{" in segment:
            continue
        last = words(segment)
        owns = any("{" in later for later in rest[index + 1 :])
        nouns += (*last[:-1], singular(last[-1])) if owns and last else last
    schema = doc.result_schema(operation)
    return _Shape(
        nouns=tuple(word.lower() for word in nouns),
        last=tuple(word.lower() for word in last),
        parameters=tuple(part.strip("{}*?") for part in rest if "{" in part),
        ends_in_parameter=bool(rest) and "{" in rest[-1],
        many=_is_many(schema, schemas) or (not schema and _sounds_many(segments)),
    )


def _is_many(schema: Json | None, schemas: Json) -> bool:
    if not schema:
        return False
    kind = schema.get("type")
    if kind == "array" or (isinstance(kind, list) and "array" in kind):
        return True
    members = schemas.get(doc.component(schema) or "", {}).get("properties", {})
    return any(
        name.lower() in _PAGED and _is_many(member, {})
        for name, member in members.items()
    )


def _body_schema(operation: OperationNode) -> Json | None:
    content = operation.node.get("requestBody", {}).get("content", {})
    return next((media.get("schema") for media in content.values()), None)


def _sounds_many(segments: Sequence[str]) -> bool:
    last = segments[-1] if segments else ""
    return "{" not in last and singular(last) != last


def _base(operation: OperationNode, shape: _Shape) -> tuple[str, ...]:
    method = operation.method
    verbs = READS if method in ("get", "head") else ACTIONS
    if shape.last and shape.last[0] in verbs:
        before = shape.nouns[: len(shape.nouns) - len(shape.last)]
        return (*shape.last, *before)
    nouns = shape.nouns
    if method == "get":
        if nouns == ("all",):
            return ("list",)
        if not shape.many:
            return ("get", *nouns)
        if shape.ends_in_parameter and shape.last:
            return ("list", *nouns[: -len(shape.last)], *shape.last)
        return ("list", *nouns)
    if method == "post":
        updates = shape.ends_in_parameter and is_of_update(operation.node)
        if nouns and not _is_many(_body_schema(operation), {}):
            nouns = (*nouns[:-1], singular(nouns[-1]))
        return ("update" if updates else "create", *nouns)
    if method == "delete" and not nouns and not _selects(operation, shape):
        return ("delete", "all")
    if nouns == (method,):
        return nouns
    if method in ("put", "patch"):
        return ("update", *nouns)
    # A method of a vendor's own is any text.
    return (*(words(method) or ("call",)), *nouns)


def is_of_update(node: Json) -> bool:
    """Whether the summary says that something is changed: all that names take of words."""
    return str(node.get("summary", "")).lower().startswith(_UPDATES)


def _selects(operation: OperationNode, shape: _Shape) -> bool:
    body = "requestBody" in operation.node
    return bool(shape.parameters or operation.parameters or body)
