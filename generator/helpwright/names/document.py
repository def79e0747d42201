"""How names and views walk an OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from helpwright.names.words import normal, words
from helpwright.value import dataclass

Json: TypeAlias = Mapping[str, Any]

HTTP_METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_SCHEMAS = "#/components/schemas/"
_VALUES = frozenset({"example", "examples", "enum", "default", "const"})
"""Members of schemas that hold no schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationNode:
    """An operation of the document, or one of the variants that it stands for."""

    key: str
    """`POST /jobs`; a variant adds its query: `GET /berths?part`."""
    method: str
    """Lower case."""
    path: str
    node: Json
    """The operation object; the variant's own where it is one."""
    parameters: tuple[Json, ...]
    """Of the path and the operation, references resolved."""
    is_variant: bool = False
    """Whether other operations share its method and path."""


def operations(document: Json) -> Iterator[OperationNode]:
    """Every callable operation in the document's order, variants one by one."""
    for path, item in document.get("paths", {}).items():
        others = item.get("x-additional-operations", {})
        for method, node in (*item.items(), *others.items()):
            if isinstance(node, Mapping) and "responses" in node:
                yield from _callables(document, path, item, method, node)


def _callables(
    document: Json, path: str, item: Json, method: str, node: Json
) -> Iterator[OperationNode]:
    plain = f"{method.upper()} {path}"
    seen: dict[str, int] = {}
    variants = node.get("x-variants", ())
    for each in variants or (node,):
        parameters = _parameters(document, item, each)
        query = sorted(p["name"] for p in parameters if p["in"] == "query")
        key = f"{plain}?{'&'.join(query)}" if variants and query else plain
        seen[key] = seen.get(key, 0) + 1
        yield OperationNode(
            key=key if seen[key] == 1 else f"{key}#{seen[key]}",
            method=method.lower(),
            path=path,
            node={"tags": node.get("tags", ()), **each},
            parameters=parameters,
            is_variant=bool(variants),
        )


def _parameters(document: Json, item: Json, node: Json) -> tuple[Json, ...]:
    found: dict[tuple[str, str], Json] = {}
    for parameter in (*item.get("parameters", ()), *node.get("parameters", ())):
        if "$ref" in parameter:
            name = parameter["$ref"].rpartition("/")[2]
            parameter = document["components"]["parameters"][name]
        found[parameter["in"], parameter["name"]] = parameter
    return tuple(found.values())


def schemas(document: Json) -> dict[str, Json]:
    """The document's components by name."""
    found: dict[str, Json] = document.get("components", {}).get("schemas", {})
    return found


def tag_of(operation: OperationNode) -> str:
    """The tag that groups the operation; its first telling path segment without one."""
    tags = operation.node.get("tags")
    if tags:
        return str(tags[0])
    return next(iter(telling_segments(operation.path)), "default")


def telling_segments(path: str) -> list[str]:
    """Segments that are neither parameters nor prefixes such as `api` and `v2`."""
    return [part for part in path.split("/") if part and not is_scenery(part)]


def is_scenery(segment: str) -> bool:
    """Whether a path segment is a parameter or a prefix that every path has."""
    if "{" in segment:
        return True
    name = segment.lower()
    version = name.removeprefix("v").replace(".", "")
    return name in ("api", "odata", "rest") or (name[0] == "v" and version.isdecimal())


def component(schema: Json) -> str | None:
    """The component's name where `schema` is a reference to one, null or not."""
    for choice in (schema, *schema.get("anyOf", ())):
        reference = choice.get("$ref", "")
        if reference.startswith(_SCHEMAS):
            name: str = reference.removeprefix(_SCHEMAS)
            return name.replace("~1", "/").replace("~0", "~")
    return None


def references(schema: Any) -> Iterator[str]:
    """Names of all components that `schema` refers to, in order, repeated ones too."""
    found: list[str] = []
    _add_references(schema, found)
    return iter(found)


def _add_references(schema: Any, found: list[str]) -> None:
    """Adds to a list: generators in each other cost their depth for every name."""
    if isinstance(schema, (list, tuple)):
        for value in schema:
            _add_references(value, found)
    elif isinstance(schema, (dict, Mapping)):
        reference = schema.get("$ref")
        name = component(schema) if isinstance(reference, str) else None
        if name is not None:
            found.append(name)
        for key, value in schema.items():
            if isinstance(value, (str, int)):
                continue
            if key == "properties":
                # A member may be called `example`; its schema counts.
                for member in value.values():
                    _add_references(member, found)
            elif key not in _VALUES:
                _add_references(value, found)


def is_enumeration(schema: Json) -> bool:
    """Whether a class with named members stands for `schema`."""
    return bool(enum_members(schema))


def is_integer_enumeration(schema: Json) -> bool:
    """Whether the enumeration's values are numbers."""
    return all(isinstance(member.value, int) for member in enum_members(schema))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMember:
    """A member of an enumeration as documented."""

    name: str
    value: int | str
    description: str


def enum_members(schema: Json) -> list[EnumMember]:
    """Members of an enumeration of numbers or of texts, each name once.

    Without names the values are the names. Empty where `schema` is no enumeration, or
    mixes numbers and texts.
    """
    values = schema.get("enum", ())
    if {type(value) for value in values} not in ({int}, {str}):
        return []
    names = schema.get("x-enum-varnames", ())
    texts = schema.get("x-enum-descriptions", ())
    found: dict[str, EnumMember] = {}
    for place, value in enumerate(values):
        name = str(names[place]) if place < len(names) else str(value)
        text = str(texts[place]) if place < len(texts) else ""
        member = EnumMember(name=name, value=value, description=text)
        found.setdefault(name, member)
    return list(found.values())


def is_object(schema: Json) -> bool:
    """Whether a class with members stands for `schema`."""
    if "properties" in schema:
        return True
    plain = schema.get("type") == "object" and "additionalProperties" not in schema
    return plain and "$ref" not in schema


def result_schema(operation: OperationNode) -> Json | None:
    """Schema of the first successful response that has one."""
    for status, response in operation.node["responses"].items():
        if str(status)[:1] in ("2", "d"):
            for media in response.get("content", {}).values():
                schema: Json | None = media.get("schema")
                if schema:
                    return schema
    return None


def same_words(first: str, second: str) -> bool:
    """Whether two names have the same letters, whatever their form and number."""

    def letters(name: str) -> str:
        return "".join(words(name)).lower().removesuffix("s")

    return normal(letters(first)) == normal(letters(second))
