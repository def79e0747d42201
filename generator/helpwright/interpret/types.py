"""The grammar of types as pages display them.

    type := "Collection of" type
          | "Dictionary of" type "[key] and" type "[value]"
          | "Pair of" type "[key] and" type "[value]"
          | scalar | name

A name can hold any character, so a link tells where one ends; without links it lasts to
the next `[key]` or `[value]`. Source: ModelDescription's display templates, 5.1 to 5.3.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from helpwright.blocks import Link
from helpwright.interpret.reporting import Reporter
from helpwright.limits import DEFAULTS, advice
from helpwright.place import Place
from helpwright.spec import ListOf, MapOf, Named, PairOf, Scalar, TypeRef, Unknown
from helpwright.value import dataclass
from helpwright.vocabulary import HAND_WRITTEN_SCALARS, SCALARS, fold

_COLLECTION = re.compile(r"Collection of ", re.IGNORECASE)
_KEYED = re.compile(r"(Dictionary|Pair) of ", re.IGNORECASE)
_KEY_END = re.compile(r" ?\[key\] and ", re.IGNORECASE)
_VALUE_END = re.compile(r" ?\[value\]", re.IGNORECASE)
_NAME_END = re.compile(r" ?\[(?:key|value)\]| ?$", re.IGNORECASE)
_HAND_LIST = re.compile(
    r"(?:I?List|I?Enumerable|I?Collection|IReadOnlyList|IReadOnlyCollection)<(.+)>"
    r"|([\w.]+)\[\]"
)
_HAND_NULLABLE = re.compile(r"(?:System\.)?Nullable<([\w.]+)>|([\w.]+)\?")


@dataclass(frozen=True, slots=True)
class ReadType:
    """A type, and how sure the reading is."""

    type: TypeRef
    certain: bool
    """Every leaf is a word of the format or a link; False where one may be mere prose."""
    whole: bool
    """Nothing was left over."""
    too_deep: bool = False
    """More types stand in each other than are read."""


def read_type(
    text: str,
    links: tuple[Link, ...] = (),
    *,
    all_links: bool = False,
    max_depth: int = DEFAULTS.type_depth,
) -> ReadType:
    """Reads a type's display; what no rule reads becomes `Unknown` with the words.

    `all_links` tells that every link here leads to a model, wherever it points: copies of
    a page name the files as they like.
    """
    folded = fold(text)
    ours = [link for link in links if all_links or is_model_link(link)]
    reader = _Reader(folded, ours, max_depth)
    found = reader.read_type(0)
    if reader.too_deep:
        # So many words of the format are no prose.
        words = Unknown(text=folded)
        return ReadType(words, certain=True, whole=False, too_deep=True)
    if found is None:
        return ReadType(Unknown(text=folded), certain=False, whole=False)
    whole = reader.at == len(folded)
    return ReadType(found, certain=reader.certain and whole, whole=whole)


def displayed_type(
    text: str, links: tuple[Link, ...], place: Place, report: Reporter
) -> ReadType:
    """The type that stands at `place`; one that nests too deep is a doubt."""
    most = report.limits.type_depth
    found = read_type(text, links, all_links=True, max_depth=most)
    if found.too_deep:
        report.doubt(
            "HW219",
            f"more than {most} collections stand in each other",
            place,
            text,
            "left open, with its words",
            advice("type_depth"),
        )
    return found


class _Reader:
    def __init__(self, text: str, links: list[Link], max_depth: int) -> None:
        self._text = text
        self._links = links
        self._most = max_depth
        self.too_deep = False
        self.at = 0
        self.certain = True

    def read_type(self, depth: int) -> TypeRef | None:
        if depth > self._most:
            self.too_deep = True
        if self.too_deep or self.at >= len(self._text):
            return None
        if linked := self._linked():
            return linked
        if match := _COLLECTION.match(self._text, self.at):
            self.at = match.end()
            items = self.read_type(depth + 1)
            return ListOf(items=items) if items else None
        if match := _KEYED.match(self._text, self.at):
            self.at = match.end()
            return self._keyed(match[1].lower() == "pair", depth)
        return self._name()

    def _linked(self) -> Named | None:
        """The model whose link begins here. Links of prose before it are passed over."""
        for index, link in enumerate(self._links):
            if self._text.startswith(link.text, self.at):
                end = self.at + len(link.text)
                if _NAME_END.match(self._text, end):
                    del self._links[: index + 1]
                    self.at = end
                    return Named(name=link.text)
        return None

    def _keyed(self, is_pair: bool, depth: int) -> TypeRef | None:
        key = self.read_type(depth + 1)
        if not key or not self._skip(_KEY_END):
            return None
        value = self.read_type(depth + 1)
        if not value or not self._skip(_VALUE_END):
            return None
        return PairOf(key=key, value=value) if is_pair else MapOf(key=key, value=value)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._text, self.at)
        if match:
            self.at = match.end()
        return bool(match)

    def _name(self) -> TypeRef | None:
        end = _NAME_END.search(self._text, self.at)
        assert end, "the end of the text always matches"
        name = self._text[self.at : end.start()]
        self.at = end.start()
        if not name:
            return None
        return scalar(name) or self._hand_written(name) or self._unlinked(name)

    def _hand_written(self, name: str) -> TypeRef | None:
        """A type as a view made by hand writes it: `int?`, `List<Boat>`, `string[]`."""
        if match := _HAND_NULLABLE.fullmatch(name):
            return scalar(match[1] or match[2])
        if match := _HAND_LIST.fullmatch(name):
            inner = match[1] or match[2]
            items = scalar(inner)
            if items or match[1]:
                return ListOf(items=items or self._unlinked(inner))
        return None

    def _unlinked(self, name: str) -> Named:
        self.certain = False
        return Named(name=name)


def scalar(name: str) -> Scalar | None:
    """The simple type of this name, in the format's spelling or in C#'s."""
    found = SCALARS.get(name) or HAND_WRITTEN_SCALARS.get(
        name.lower().removeprefix("system.")
    )
    return Scalar(name=found) if found else None


def is_model_link(link: Link) -> bool:
    """Whether a link leads to the page of a model, by its address or a copy's file name."""
    address = unquote(link.href).lower()
    return "modelname" in address or "resourcemodel" in address
