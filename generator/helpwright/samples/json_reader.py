"""Reads JSON as samples have it: in order, digit for digit, and as far as it goes.

`json` of the standard library keeps neither lines nor lexemes, gives nothing of a text
that was cut, and its recursion ends before that of a hostile page does. Grammar: RFC 8259,
and besides what Json.NET writes (`NaN`, `Infinity`) or people leave behind (a comma before
a closing bracket).
"""

from __future__ import annotations

import re
from typing import Literal

from helpwright.limits import DEFAULTS
from helpwright.samples.tree import Member, Node
from helpwright.value import dataclass

_BLANK = r"[ \t\r\n\ufeff\u00a0]*+"
_STRING = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_NUMBER = (
    r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|NaN|-?Infinity)(?![\w.])"
)
_WORD = r"(true|false|null)(?!\w)"
_VALUE = re.compile(
    rf"""{_BLANK}(?:
        {_STRING}
      | {_NUMBER}
      | {_WORD}
      | ([\[{{\]}}])
    )""",
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(rf"{_BLANK}(?:{_STRING}{_BLANK}:|(\}}))", re.DOTALL)
_MEMBER = re.compile(
    rf"{_BLANK}{_STRING}{_BLANK}:{_BLANK}(?:{_STRING}|{_NUMBER}|{_WORD}){_BLANK},",
    re.DOTALL,
)
"""A member with a simple value, and the comma behind it."""
_NEXT = re.compile(rf"{_BLANK}([,\]}}])")
_REST = re.compile(_BLANK)
_PARTIAL = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:\\|"\s*)?'
    r"|-|-?[0-9.]+(?:[eE][+-]?)?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class JsonReading:
    """What could be read of a text."""

    root: Node | None
    """None where not even the beginning is JSON."""
    cut: bool = False
    """True where the value is not whole: the text ends in it, or `problem` stands in it."""
    problem: str = ""
    """What was met instead of JSON; empty where all of the text was read."""
    line: int = 0
    """Line on which `problem` lies."""


def read_json(
    text: str, first_line: int = 1, max_depth: int = DEFAULTS.sample_depth
) -> JsonReading:
    """Reads `text`, whose first line is line `first_line` of its page.

    What lies in more than `max_depth` objects and lists is skipped over. Never raises. Takes time in proportion to the text, however deep it nests.
    """
    return _Reader(text, first_line, max_depth).read()


_State = Literal["value", "name", "next", "end"]
_WANTED: dict[_State, str] = {
    "value": "a value",
    "name": "a member's name in quotes and a colon",
    "next": "a comma or a closing bracket",
    "end": "the end of the sample",
}


class _Reader:
    """A state machine with a stack of its own for the containers that are open."""

    def __init__(self, text: str, first_line: int, max_depth: int) -> None:
        self.text = text
        self.most = max_depth
        self.at = 0
        self.line = first_line
        self.counted = 0
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.skipped = bytearray()
        """Whether each container that is open in the last of the stack is an object."""
        self.items: list[Node] = []
        self.members: list[Member] = []
        self.outer: list[tuple[list[Node], list[Member]]] = []
        self.name = ""
        self.name_line = 0
        self.state: _State = "value"

    def read(self) -> JsonReading:
        steps = {"value": self._value, "name": self._name, "next": self._next}
        while self.state != "end" and steps[self.state]():
            pass
        rest = _REST.match(self.text, self.at)
        self.at = rest.end() if rest else self.at
        if self.state == "end" and self.at == len(self.text):
            return JsonReading(root=self.root)
        return self._unfinished()

    def _line_at(self, position: int) -> int:
        self.line += self.text.count("\n", self.counted, position)
        self.counted = position
        return self.line

    def _value(self) -> bool:
        found = _VALUE.match(self.text, self.at)
        if found is None:
            return False
        group = found.lastindex or 0
        text = found[group]
        if group == 2 and found.end() == len(self.text) and self.stack:
            return False  # digits may be missing
        if group == 4 and text in "]}":
            # A comma too many, or nothing between the brackets.
            if text != "]" or not self.stack or self._in_object():
                return False
            self.at = found.end()
            self._close()
            return True
        line = self._line_at(found.start(group))
        self.at = found.end()
        if group == 4:
            self._open("object" if text == "{" else "array", line)
            return True
        self._attach(_simple(group, line, text))
        self.state = "next" if self.stack else "end"
        return True

    def _name(self) -> bool:
        self._plain_members()
        found = _NAME.match(self.text, self.at)
        if found is None:
            return False
        if found[2]:
            self.at = found.end()
            self._close()
            return True
        self.name_line = self._line_at(found.start(1))
        self.name = _decoded(found[1])
        self.at = found.end()
        self.state = "value"
        return True

    def _plain_members(self) -> None:
        """Reads on while members are simple and others follow, as most do.

        What follows reads each of them as well, in four steps that take twice as long.
        """
        if len(self.stack) >= self.most:
            return
        text, members, line_at = self.text, self.members, self._line_at
        while found := _MEMBER.match(text, self.at):
            group = found.lastindex or 0
            name_line = line_at(found.start(1))
            value = _simple(group - 1, line_at(found.start(group)), found[group])
            members.append(Member(_decoded(found[1]), value, name_line))
            self.at = found.end()

    def _next(self) -> bool:
        found = _NEXT.match(self.text, self.at)
        if found is None:
            return False
        is_object = self._in_object()
        if found[1] == ",":
            self.state = "name" if is_object else "value"
        elif is_object == (found[1] == "}"):
            self._close()
        else:
            return False
        self.at = found.end()
        return True

    def _attach(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if len(self.stack) >= self.most:
            parent.deep = True
        elif parent.kind == "array":
            self.items.append(node)
        else:
            self.members.append(Member(self.name, node, self.name_line))

    def _in_object(self) -> bool:
        """Whether the container at hand is an object."""
        if self.skipped:
            return bool(self.skipped[-1])
        return self.stack[-1].kind == "object"

    def _open(self, kind: Literal["object", "array"], line: int) -> None:
        self.state = "name" if kind == "object" else "value"
        if len(self.stack) >= self.most:
            self.stack[-1].deep = True
            self.skipped.append(kind == "object")
            return
        node = Node(kind, line)
        self._attach(node)
        self.outer.append((self.items, self.members))
        self.stack.append(node)
        node.items = self.items = []
        node.members = self.members = []

    def _close(self) -> None:
        if self.skipped:
            self.skipped.pop()
        else:
            self.stack.pop()
            self.items, self.members = self.outer.pop()
        self.state = "next" if self.stack else "end"

    def _unfinished(self) -> JsonReading:
        """The text ends too early, or something stands in it that is no JSON."""
        for node in self.stack:
            node.cut = True
        line = self._line_at(self.at)
        rest = self.text[self.at :]
        if self.root is not None and self.state != "end" and _PARTIAL.fullmatch(rest):
            return JsonReading(root=self.root, cut=True)
        found = " ".join(rest[:60].split())[:40]
        problem = f"expected {_WANTED[self.state]}, found {found!r}"
        if not found:
            problem = f"expected {_WANTED[self.state]}"
        whole = self.state == "end"
        return JsonReading(root=self.root, cut=not whole, problem=problem, line=line)


def _simple(group: int, line: int, text: str) -> Node:
    """The value that a group of `_VALUE` has matched."""
    if group == 1:
        return Node("string", line, _decoded(text))
    if group == 2:
        return Node("number", line, text)
    return Node("null" if text == "null" else "boolean", line, text)


def _decoded(text: str) -> str:
    if "\\" not in text:
        return text
    return _SURROGATES.sub(_joined, _ESCAPE.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _PLAIN_ESCAPES.get(found[2], found[2])


def _joined(found: re.Match[str]) -> str:
    """The character of two halves; one alone is none, and no file could hold it."""
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
