"""Goes through the pages of a list, whichever way the server turns them.

OData and `PageResult` say where the next page is; others are asked for the items after
those that came, or for the next number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel

__all__ = ["Pager", "Paging", "member_of"]

LINKS = ("@odata.nextLink", "odata.nextLink", "NextPageLink", "nextLink")
"""Members that hold the address of the next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How an operation turns its pages. Parameters are named as on the wire."""

    items: str = ""
    """Member that holds the items; empty where the answer is the list of them."""
    offset: str = ""
    """Parameter that says how many items to leave out."""
    page: str = ""
    """Parameter that says which page."""
    first: int = 1
    """Number of the first page."""
    size: str = ""
    """Parameter that says how many items a page has."""


class Pager:
    """What to ask for next. Starts with what the caller asks for."""

    def __init__(self, paging: Paging, params: Mapping[str, object]) -> None:
        self.params = dict(params)
        """Query of the next request, unless `link` says it all."""
        self.link = ""
        """Address of the next page."""
        self.more = True
        """Whether there is anything left to ask for."""
        self._paging = paging
        self._last: Sequence[Any] = ()

    def items(self, answer: Any) -> Sequence[Any]:
        """The items in `answer`. Afterwards `params`, `link` and `more` speak of the
        next.

        An answer without items is the last one, as is one that repeats the one before:
        a server that does not know the parameter would go on for ever.
        """
        paging = self._paging
        found = member_of(answer, paging.items) if paging.items else answer
        items = cast("Sequence[Any]", found if isinstance(found, list) else ())
        self.more = bool(items) and items != self._last
        if not self.more:
            return () if items == self._last else items
        self._last = items
        link = next((v for v in (member_of(answer, n) for n in LINKS) if v), None)
        if isinstance(link, str):
            self.link = link
        elif self.link or self._is_short(items):
            self.more = False
        elif paging.offset:
            start = self.params.get(paging.offset)
            done = start if isinstance(start, int) else 0
            self.params[paging.offset] = done + len(items)
        elif paging.page:
            number = self.params.get(paging.page)
            number = number if isinstance(number, int) else paging.first
            self.params[paging.page] = number + 1
        else:
            self.more = False
        return items

    def _is_short(self, items: Sequence[Any]) -> bool:
        size = self.params.get(self._paging.size)
        return isinstance(size, int) and len(items) < size


def member_of(value: Any, name: str) -> Any:
    """The member that is called `name` on the wire, in any casing; `None` without
    one.
    """
    folded = name.casefold()
    if isinstance(value, BaseModel):
        for field, info in type(value).__pydantic_fields__.items():
            if (info.alias or field).casefold() == folded:
                return getattr(value, field)
        value = value.model_extra
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return next((v for k, v in members.items() if k.casefold() == folded), None)
    return None
