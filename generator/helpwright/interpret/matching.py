"""Which row of a parameter table belongs to which name in the address.

Rows of a flattened type carry the names that JSON uses, in the order of the members; the
address has those of the .NET type, behind the parameter's name where there are several.
Source: `ApiExplorer` and `HelpPageConfigurationExtensions` of 5.1 to 5.3.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Literal, TypeAlias

from helpwright.interpret.address import Key
from helpwright.value import dataclass

Way: TypeAlias = Literal["same", "case", "member", "spelling", "position"]


@dataclass(frozen=True, slots=True)
class Match:
    """A row, by its index, that belongs to a key."""

    row: int
    way: Way


def match_rows(
    keys: tuple[Key, ...], names: tuple[str, ...], *, whole: bool = True
) -> dict[int, Match]:
    """Index of a key to its row. Each row is given away once, the surest way first.

    `whole` tells that no row of the table is missing.
    """
    found: dict[int, Match] = {}
    free = dict.fromkeys(range(len(names)))

    def take(
        way: Way, key_form: Callable[[str], str], row_form: Callable[[str], str]
    ) -> None:
        waiting: dict[str, deque[int]] = {}
        for row in free:
            if names[row]:
                waiting.setdefault(row_form(names[row]), deque()).append(row)
        for index, key in enumerate(keys):
            rows = waiting.get(key_form(key.name))
            if index not in found and rows:
                row = rows.popleft()
                found[index] = Match(row, way)
                del free[row]

    take("same", str, str)
    take("case", str.lower, str.lower)
    take("member", _last, str)
    take("member", lambda name: _last(name).lower(), str.lower)
    take("spelling", lambda name: _plain(_last(name)), _plain)
    if whole:
        _by_position(keys, names, found, free)
    return found


def _by_position(
    keys: tuple[Key, ...],
    names: tuple[str, ...],
    found: dict[int, Match],
    free: Iterable[int],
) -> None:
    """Pairs what is left of the query where as many keys as rows are left, in order.

    A variable of the path has a row of its name on every page. A row that only repeats a
    name of the address in other case, or an option such as `$expand`, is no candidate.
    """
    taken = {key.name.lower() for key in keys}
    rows = [
        row
        for row in free
        if names[row].lower() not in taken and not names[row].startswith("$")
    ]
    left = [
        index
        for index, key in enumerate(keys)
        if index not in found and key.location == "query"
    ]
    if len(rows) != len(left):
        return
    pairs = dict(zip(left, rows, strict=True))
    if _in_order(pairs, found):
        found.update((index, Match(row, "position")) for index, row in pairs.items())


def _in_order(pairs: dict[int, int], found: dict[int, Match]) -> bool:
    """Whether each row stands between those of the keys before and after its key."""
    keys = sorted(found)
    rows = [found[key].row for key in keys]
    highest = [-1, *accumulate(rows, max)]
    lowest = [*accumulate(reversed(rows), min)][::-1]
    for index, row in pairs.items():
        at = bisect_left(keys, index)
        if row <= highest[at] or (at < len(keys) and row >= lowest[at]):
            return False
    return True


def _last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
