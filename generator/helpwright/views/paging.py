"""Which operations come in pages, and how those are turned."""

from __future__ import annotations

from typing import Any

from helpwright.escape import literal
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.layout import Brackets, laid_out

_OFFSETS = ("skip", "offset")
_PAGES = ("page", "pagenumber", "pageno", "pageindex")
_SIZES = ("top", "take", "limit", "pagesize", "perpage", "size")
_ITEMS = ("items", "value", "results", "rows", "records", "data")
_LINKS = ("@odata.nextlink", "odata.nextlink", "nextpagelink", "nextlink")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How an operation turns its pages, in names of the wire."""

    schema: Json
    """Of one item."""
    items: str = ""
    offset: str = ""
    page: str = ""
    first: int = 1
    size: str = ""

    def statement(self, name: str) -> str:
        """The statement that defines the constant `name`."""
        settings = [
            f"{key}={literal(value)}"
            for key, value in (
                ("items", self.items),
                ("offset", self.offset),
                ("page", self.page),
            )
            if value
        ]
        if self.page and self.first != 1:
            settings.append(f"first={self.first}")
        if self.size:
            settings.append(f"size={literal(self.size)}")
        return laid_out(Brackets(f"{name} = Paging(", tuple(settings), ")"))


def paging_of(operation: OperationNode, schemas: dict[str, Json]) -> Paging | None:
    """How `operation` turns pages; None where nothing shows that it has any.

    `x-pagination` has the last word: `false`, or an object with members that replace what
    was recognised.
    """
    told: Any = operation.node.get("x-pagination", {})
    result = doc.result_schema(operation)
    if told is False or operation.method != "get" or result is None:
        return None
    told = told if isinstance(told, dict) else {}
    listed = _list_in(result, schemas, str(told.get("items", "")))
    if listed is None:
        return None
    items, schema, linked = listed
    offset = str(told.get("offset", "") or _parameter(operation, _OFFSETS))
    page = str(told.get("page", "") or _parameter(operation, _PAGES))
    size = str(told.get("size", "") or _parameter(operation, _SIZES))
    if offset:
        page = ""
    if not (offset or page or linked) or not (size or linked or told):
        return None
    return Paging(
        schema=schema,
        items=items,
        offset=offset,
        page=page,
        first=int(told.get("first", _first(operation, page))),
        size=size,
    )


def _list_in(
    result: Json, schemas: dict[str, Json], told: str
) -> tuple[str, Json, bool] | None:
    """Member with the items, schema of one, and whether the next page has a link."""
    schema = schemas.get(doc.component(result) or "", result)
    if _is_list(schema):
        return "", schema.get("items", {}), False
    members: Json = schema.get("properties", {})
    linked = any(name.casefold() in _LINKS for name in members)
    lists = {name: member for name, member in members.items() if _is_list(member)}
    wanted = told.casefold() or next(
        (name for name in _ITEMS if name in {n.casefold() for n in lists}), ""
    )
    for name, member in lists.items():
        if name.casefold() == wanted or not wanted and len(lists) == 1:
            return name, member.get("items", {}), linked
    return None


def _is_list(schema: Json) -> bool:
    kinds = schema.get("type", ())
    return "array" in ((kinds,) if isinstance(kinds, str) else kinds)


def _parameter(operation: OperationNode, names: tuple[str, ...]) -> str:
    """The query parameter that is called like one of `names`, whose order counts."""
    found = {
        _plain(str(each["name"])): str(each["name"])
        for each in operation.parameters
        if each["in"] == "query" and _is_integer(each.get("schema", {}))
    }
    return next((found[name] for name in names if name in found), "")


def _plain(name: str) -> str:
    return name.lstrip("$").replace("_", "").replace("-", "").casefold()


def _is_integer(schema: Json) -> bool:
    kinds = schema.get("type", ())
    return "integer" in ((kinds,) if isinstance(kinds, str) else kinds) or not kinds


def _first(operation: OperationNode, page: str) -> int:
    """The number of the first page: the documented default, or what the name suggests."""
    for each in operation.parameters:
        default = each.get("schema", {}).get("default")
        if each["name"] == page and isinstance(default, int):
            return default
    return 0 if _plain(page) == "pageindex" else 1
