"""Gives every name of one scope, such as a model's members, its own Python name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from helpwright.names.reserved import KEYWORDS
from helpwright.names.words import normal, shortened
from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that wants a name."""

    key: str
    """What it is called on the wire, or another key that no other claim has."""
    names: Sequence[str]
    """Names in order of preference; they may be reserved or taken."""
    rank: tuple[int, ...] = ()
    """The lowest chooses first; the key decides between equals."""


class Scope:
    """Names that are taken, and by what.

    `wishes` are names by key that come before all others, strongest first: those that a
    person pinned, those that an earlier run gave. A wish that is reserved, no
    identifier or taken by a stronger one counts for nothing. `alive` are the keys that
    will be claimed; wishes of others are forgotten. Two names are the same where `fold`
    makes them equal. `underscore` adds one to a name that is reserved; without it the
    next preference is tried.
    """

    def __init__(
        self,
        *,
        reserved: Collection[str],
        alive: Collection[str],
        wishes: Sequence[Mapping[str, str]] = (),
        fold: Callable[[str], str] = normal,
        underscore: bool = True,
    ) -> None:
        self._reserved = reserved
        self._underscore = underscore
        self._fold = fold
        self._owners: dict[str, str] = {}
        self._wished: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        """By name, the last number that was tried behind it; all below are taken."""
        for wish in wishes:
            for key in sorted(wish.keys() & set(alive) - self._wished.keys()):
                name = wish[key]
                # What is no identifier may be half of a character, which has no bytes.
                if self._free(name, key) and normal(name) == shortened(name) == name:
                    self._owners[fold(name)] = key
                    self._wished[key] = name

    def assign(self, claims: Collection[Claim]) -> dict[str, str]:
        """A name for each claim, in the order of `claims`, which plays no other part."""
        given: dict[str, str] = {}
        for claim in sorted(claims, key=lambda claim: (claim.rank, claim.key)):
            name = self._wished.get(claim.key)
            if name is None:
                candidates = self._candidates(claim.names)
                name = next(n for n in candidates if self._free(n, claim.key))
            self._owners[self._fold(name)] = claim.key
            given[claim.key] = name
        return {claim.key: given[claim.key] for claim in claims}

    def _candidates(self, names: Sequence[str]) -> Iterator[str]:
        """`names` in turn; then an underscore, then a number on the first."""
        for name in names:
            add = self._underscore and name in self._reserved
            yield f"{name}_" if add else name
        first = names[0].rstrip("_")
        first = first if first.isidentifier() else "unnamed"
        yield f"{first}_"
        number = self._numbers.get(first, 2)
        while True:
            self._numbers[first] = number
            yield f"{first}_{number}"
            number += 1

    def _free(self, name: str, key: str) -> bool:
        if name in self._reserved or name in KEYWORDS:
            return False
        if not name.isidentifier() or name[0] == "_":
            return False
        return self._owners.get(self._fold(name), key) == key


def folded(name: str) -> str:
    """For classes and files: names that differ only in case are the same."""
    return normal(normal(name).casefold())


def closeness(wire: str, name: str) -> tuple[int, ...]:
    """Rank by which a wire name that already is the Python name chooses first."""
    if wire == name:
        return (0, 0)
    return (1 if wire.lower() == name else 2, len(wire))
