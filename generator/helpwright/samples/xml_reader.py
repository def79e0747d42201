"""Reads XML samples with expat: no document type, no entities of its own, as far as it goes.

Expat keeps its own stack, so depth costs nothing but memory, and gives every element
before the point at which a text was cut.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from helpwright.limits import DEFAULTS
from helpwright.samples.tree import Element
from helpwright.value import dataclass

_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SEPARATOR = "\x01"
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CUT = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    }
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class XmlReading:
    """What could be read of a text."""

    root: Element | None
    cut: bool = False
    problem: str = ""
    line: int = 0
    serializer: str = ""
    """`XmlSerializer` where the root declares `xsd` and `xsi` as that one does, else
    `DataContractSerializer` where it declares `i` or a data contract's namespace."""
    deep: int = 0
    """Line of the first element whose content lies too deep; 0 where none does."""


def read_xml(
    text: str, first_line: int = 1, max_depth: int = DEFAULTS.sample_depth
) -> XmlReading:
    """Reads `text`, whose first line is line `first_line` of its page.

    What lies in more than `max_depth` elements is skipped over. Never raises.
    """
    builder = _Builder(first_line + _blank_lines(text), max_depth)
    return builder.build(text.lstrip())


def _blank_lines(text: str) -> int:
    return text.count("\n", 0, len(text) - len(text.lstrip()))


class _Refused(Exception):
    pass


class _Builder:
    def __init__(self, first_line: int, max_depth: int) -> None:
        self.offset = first_line - 1
        self.most = max_depth
        self.deep = 0
        self.root: Element | None = None
        self.stack: list[Element] = []
        self.skipped = 0
        self.children: list[list[Element]] = []
        self.texts: list[list[str]] = []
        self.prefixes: dict[str, list[str]] = {}
        self.declared: dict[str, str] = {}
        parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare
        parser.StartDoctypeDeclHandler = self._refuse
        self.parser = parser

    def build(self, text: str) -> XmlReading:
        try:
            # To expat a carriage return alone ends a line; to a page it does not.
            text = _LONE_RETURN.sub(" ", text)
            self.parser.Parse(text.encode("utf-8", "replace"), True)
        except _Refused:
            return self._stopped("has a document type, which no sample needs")
        except expat.ExpatError as error:
            if error.code in _CUT and self.root is not None:
                return self._reading(cut=True)
            words = expat.ErrorString(error.code)
            return self._stopped(words)
        return self._reading()

    def _stopped(self, problem: str) -> XmlReading:
        line = self.offset + self.parser.CurrentLineNumber
        return self._reading(cut=bool(self.stack), problem=problem, line=line)

    def _reading(
        self, *, cut: bool = False, problem: str = "", line: int = 0
    ) -> XmlReading:
        for element, children in zip(self.stack, self.children, strict=True):
            element.children = children
            element.cut = True
        return XmlReading(
            root=self.root,
            cut=cut,
            problem=problem,
            line=line,
            serializer=self._serializer(),
            deep=self.deep,
        )

    def _serializer(self) -> str:
        if {"xsd", "xsi"} <= set(self.declared):
            return "XmlSerializer"
        contract = "http://schemas.datacontract.org/2004/07/"
        default = self.declared.get("", "")
        if "i" in self.declared or default.startswith(contract):
            return "DataContractSerializer"
        return ""

    # expat's handlers

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self.prefixes.setdefault(prefix or "", []).append(uri or "")
        if not self.stack:
            self.declared[prefix or ""] = uri or ""

    def _undeclare(self, prefix: str | None) -> None:
        self.prefixes[prefix or ""].pop()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skipped or len(self.stack) >= self.most:
            self.skipped += 1
            if self.stack:
                self.stack[-1].deep = True
                self.deep = self.deep or self.stack[-1].line
            return
        namespace, _, local = name.rpartition(_SEPARATOR)
        line = self.offset + self.parser.CurrentLineNumber
        element = Element(local, namespace, line)
        nil = attributes.get(f"{_INSTANCE}{_SEPARATOR}nil", "")
        element.nil = nil in ("true", "1")
        type_name = attributes.get(f"{_INSTANCE}{_SEPARATOR}type", "")
        if type_name:
            element.type_name = self._qualified(type_name)
        if self.stack:
            self.children[-1].append(element)
        else:
            self.root = element
        self.stack.append(element)
        self.children.append([])
        self.texts.append([])

    def _qualified(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        uris = self.prefixes.get(prefix) or [""]
        return f"{uris[-1]} {local}"

    def _end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        element = self.stack.pop()
        element.children = self.children.pop()
        element.text = "".join(self.texts.pop()).strip()

    def _characters(self, text: str) -> None:
        if self.texts and not self.skipped:
            self.texts[-1].append(text)
