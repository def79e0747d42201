"""What was posted, so that it can be got, changed and deleted by the id in the path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from random import Random
from typing import Any

from helpwright.mock.samples import fresh_guid
from helpwright.mock.shared import (
    binding,
    documentation,
    faults,
    jsontext,
    mending,
    typed_text,
)
from helpwright.value import dataclass

NOTHING = object()
"""State has nothing to say: the sample answers."""


@dataclass(slots=True)
class _Collection:
    """The things of one path, such as `/api/boats`."""

    name: str
    """Parameter of the path that identifies one: `id`."""
    schema: Mapping[str, Any]
    things: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    """By the text of their ids."""
    last: int = 0
    """The last number that was given for an id; none is given twice."""


class State:
    """Collections by the path that posts to them, under the values of its parameters."""

    def __init__(self, documented: documentation.Documentation, random: Random) -> None:
        self._documented = documented
        self._random = random
        self._collections: dict[str, _Collection] = {}
        self._deleted: set[str] = set()
        """Paths of things, case folded."""

    def answer(
        self, operation: documentation.Operation, values: tuple[str, ...], body: Any
    ) -> Any:
        """What the operation answers, or `NOTHING`; raises Fault with 404.

        `values` are those of the path's parameters, in the path's order.
        """
        path = _filled(operation.path, values)
        if self._is_deleted(path):
            raise faults.not_found(path)
        parent, _, last = operation.path.rpartition("/")
        if not (last.startswith("{") and last.endswith("}")):
            return self._whole(operation, path, body)
        collection = self._collections.get(_filled(parent, values[:-1]).casefold())
        if collection is None:
            if operation.method == "DELETE":
                self._deleted.add(path.casefold())
            return NOTHING
        thing = collection.things.get(values[-1].casefold())
        if thing is None:
            raise faults.not_found(path)
        match operation.method:
            case "DELETE":
                del collection.things[values[-1].casefold()]
                self._deleted.add(path.casefold())
                return thing
            case "PUT" | "PATCH" if isinstance(body, dict):
                thing.update(body)
        return thing

    def _is_deleted(self, path: str) -> bool:
        """Whether `path`, or what it is a part of, was deleted."""
        steps = path.casefold().rstrip("/").split("/")
        return bool(self._deleted) and any(
            "/".join(steps[:count]) in self._deleted
            for count in range(1, len(steps) + 1)
        )

    def _whole(self, operation: documentation.Operation, path: str, body: Any) -> Any:
        """Posting to a collection, and listing it."""
        if operation.method == "GET":
            collection = self._collections.get(path.casefold())
            return NOTHING if collection is None else list(collection.things.values())
        if operation.method != "POST" or not isinstance(body, dict):
            return NOTHING
        parameter = self._identity(operation.path)
        if parameter is None:
            return NOTHING
        name, schema = parameter
        collection = self._collections.setdefault(
            path.casefold(), _Collection(name, schema)
        )
        thing = {**self._shown(operation), **body}
        key = _id_member(thing, name, body)
        if thing.get(key) in (None, "") or key not in body:
            thing[key] = self._new_id(collection)
        collection.things[str(thing[key]).casefold()] = thing
        self._deleted.discard(f"{path}/{thing[key]}".casefold())
        return thing

    def _shown(self, posting: documentation.Operation) -> dict[str, Any]:
        """What a thing has that is posted: as the answer shows it, or that of getting one."""
        path = posting.path.casefold()
        getting = [
            each
            for each in self._documented.operations.values()
            if each.method == "GET"
            and each.path.rpartition("/")[0].casefold() == path
            and each.path.endswith("}")
        ]
        samples = (_sample(operation) for operation in (posting, *getting))
        return next((sample for sample in samples if sample), {})

    def _identity(self, path: str) -> tuple[str, Mapping[str, Any]] | None:
        """Name and schema of the parameter that identifies what is posted to `path`."""
        for operation in self._documented.operations.values():
            parent, _, last = operation.path.rpartition("/")
            if parent.casefold() != path.casefold() or not last.startswith("{"):
                continue
            name = last.strip("{}")
            for parameter in operation.node.get("parameters", ()):
                if parameter["name"] == name and parameter["in"] == "path":
                    return name, parameter.get("schema", {})
        return None

    def _new_id(self, collection: _Collection) -> Any:
        if "integer" not in typed_text.types_of(collection.schema):
            return fresh_guid(self._random)
        collection.last += 1
        while str(collection.last) in collection.things:
            collection.last += 1
        return collection.last


def _filled(template: str, values: tuple[str, ...]) -> str:
    given = iter(values)
    return documentation.PARAMETER.sub(lambda _: next(given), template)


def _sample(operation: documentation.Operation) -> dict[str, Any]:
    """The documented answer, where it is an object that shows what a thing has."""
    for content in operation.answer.contents:
        if content.sample is not None and content.form == "json":
            value = jsontext.loads(content.sample)
            return value if isinstance(value, dict) else {}
    return {}


def _id_member(thing: Mapping[str, Any], name: str, body: Mapping[str, Any]) -> str:
    """The member that holds the id: called as in the path, or `Id` with or without more."""
    wanted = name.casefold()
    for each in (*thing, *body):
        if each.casefold() == wanted:
            return each
    for each in thing:
        if each.casefold() == "id" or wanted.endswith(each.casefold()):
            return each
    return name


def documented_as(
    kept: Any, content: documentation.Content, binder: binding.Binder
) -> Any:
    """`kept` as an answer of `content`: a thing by its id, a list within its page.

    `NOTHING` where the documentation has an answer of another kind.
    """
    schema = typed_text.plain(content.schema, binder)
    types = typed_text.types_of(schema)
    is_list, lists = isinstance(kept, list), "array" in types
    if is_list == lists and (lists or "properties" in schema):
        return mending.mended(kept, schema, binder)
    if is_list:
        page = _page(kept, content, schema, binder)
        return NOTHING if page is NOTHING else mending.mended(page, schema, binder)
    identity = next((v for n, v in kept.items() if n.casefold() == "id"), NOTHING)
    return identity if mending.mended(identity, schema, binder) is identity else NOTHING


def _page(
    things: list[Any],
    content: documentation.Content,
    schema: Mapping[str, Any],
    binder: binding.Binder,
) -> Any:
    """The sample of a page with `things` for its items, and their number."""
    sample = jsontext.loads(content.sample) if content.sample else {}
    page = dict(sample) if isinstance(sample, dict) else {}
    for name, member in schema.get("properties", {}).items():
        types = typed_text.types_of(typed_text.plain(member, binder))
        if "array" in types:
            return {**page, **_counts(page, len(things)), name: things}
    return NOTHING


def _counts(page: Mapping[str, Any], count: int) -> dict[str, int]:
    return {
        name: count
        for name, value in page.items()
        if type(value) is int and name.casefold().endswith(("count", "total"))
    }
