"""Sample sections: media types, and what stands under each.

What a sample is, its content says and not its heading. Whether it is well formed beyond
that is a question for the stage that reads samples.
"""

from __future__ import annotations

import json
import re
from collections import deque

from helpwright.blocks import Heading, Image, Paragraph, Preformatted
from helpwright.interpret.outline import Part
from helpwright.interpret.reporting import Reporter, read_from, within
from helpwright.limits import advice
from helpwright.place import Place
from helpwright.spec import MediaType, Sample, SampleKind
from helpwright.vocabulary import (
    BSON_TEXT,
    NOT_AVAILABLE,
    SAMPLE_ERROR,
    SAMPLE_LABEL,
    media_types,
)

_XML_START = re.compile(r"<(\?xml\b|!--|!DOCTYPE\b|[A-Za-z_][\w:.-]*(?=[\s/>]|\Z))")
_XML_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_FORM = re.compile(r"[^\s=&<>{}\"]++=[^\s&=]*+(?:&[^\s=&]++=[^\s&=]*+)*+")
_JSON_START = re.compile(
    r"[\[{]\s*(?:[\"\[{\]}\d-]|true|false|null|//|/\*|\.\.\.|'|\w+\s*:|\Z)"
)
_JSON_SCALAR = re.compile(r"\"|-?\d|true\b|false\b|null\b")
_IMPLIED: dict[SampleKind, str] = {
    "json": "application/json",
    "xml": "application/xml",
    "form": "application/x-www-form-urlencoded",
}


_MOST_NAMED = 16
"""Media types that a sample's place names."""


def read_samples(parts: tuple[Part, ...], report: Reporter) -> tuple[MediaType, ...]:
    """The media types of these sections, each with its sample if it has one."""
    found: dict[str, MediaType] = {}
    for part in parts:
        _Reader(part, report, found).read()
    return tuple(found.values())


class _Reader:
    """Walks one section; a line of media types holds for all that follows it."""

    def __init__(
        self, part: Part, report: Reporter, found: dict[str, MediaType]
    ) -> None:
        self._part = part
        self._report = report
        self._found = found
        self._names: tuple[str, ...] = ()
        self._kinds: frozenset[str] = frozenset()
        """Kinds of samples that these media types name."""
        self._awaits = True
        """Whether no sample has been seen since the last line of media types."""
        self._waiting: deque[tuple[tuple[str, ...], frozenset[str], bool]] = deque(
            maxlen=report.limits.sample_headings
        )
        """The other lines of media types above the same samples, each with its kinds and
        whether it awaits a sample.
        """
        self._labelled = False

    def read(self) -> None:
        for block in self._part.blocks:
            if isinstance(block, Heading | Paragraph) and media_types(block.text):
                self._begin(block)
            elif isinstance(block, Preformatted):
                self._take(block.text, block.place)
            elif isinstance(block, Image):
                self._image(block)
            elif isinstance(block, Paragraph):
                self._paragraph(block)

    def _begin(self, block: Heading | Paragraph) -> None:
        in_tabs = self._awaits and not self._labelled
        if in_tabs:
            if len(self._waiting) == self._waiting.maxlen and self._waiting[-1][0]:
                self._too_many()
            self._waiting.appendleft((self._names, self._kinds, self._awaits))
        else:
            self._waiting.clear()
        self._labelled = False
        self._names = media_types(block.text)
        self._kinds = frozenset(
            kind for kind in _IMPLIED if any(kind in name for name in self._names)
        )
        self._awaits = True
        for name in self._names:
            if name not in self._found:
                origin = read_from("name", block.place, block.text, "sample.header")
                self._found[name] = MediaType(name=name, origins=(origin,))

    def _too_many(self) -> None:
        most = self._report.limits.sample_headings
        self._report.doubt(
            "HW235",
            f"more than {most} lines of media types stand above the samples",
            self._part.place,
            made_of_it="no sample is looked for that belongs to the first ones",
            advice=advice("sample_headings"),
        )

    def _image(self, block: Image) -> None:
        if self._awaits and self._names:
            self._keep(Sample(kind="image", text=block.address, place=block.place))

    def _paragraph(self, block: Paragraph) -> None:
        if SAMPLE_LABEL.match(block.text):
            self._labelled = True
            return
        if not self._awaits:
            return
        label = re.match(r"Sample:\s*", block.text)
        text = block.text[label.end() :] if label else block.text
        is_sample = sample_kind(text) != "text"
        if not is_sample and self._names:
            self._report.note(
                "HW230",
                "words that are no sample stand where a sample is expected",
                block.place,
                text,
                "kept as text" if self._labelled else "not read",
            )
        if is_sample or label or (self._labelled and self._names):
            self._take(text, block.place)

    def _take(self, text: str, place: Place) -> None:
        if self._awaits or self._waiting:
            self._choose(sample_kind(text, self._names))
        named = within(place, f"{self._part.heading}, {self._shown_names()}")
        kind = sample_kind(text, self._names)
        cut = self._is_cut(text, kind, named)
        sample = Sample(kind=kind, text=text, place=named, cut=cut)
        if not self._names:
            self._imply(sample)
        elif self._awaits:
            self._keep(sample)
        else:
            self._report.note(
                "HW231",
                "a second sample stands under the same media types",
                named,
                text,
                "the first was taken",
            )

    def _shown_names(self) -> str:
        """The media types at hand, so many that each sample's place can hold them."""
        more = " …" if len(self._names) > _MOST_NAMED else ""
        return ", ".join(self._names[:_MOST_NAMED]) + more

    def _choose(self, kind: SampleKind) -> None:
        """Turns to the line of media types that a sample of this kind belongs to.

        Where tabs show the samples, their lines stand above all of them.
        """
        if kind not in _IMPLIED or kind in self._kinds:
            return
        for line in self._waiting:
            if kind in line[1]:
                self._waiting.remove(line)
                self._waiting.append((self._names, self._kinds, self._awaits))
                self._names, self._kinds, self._awaits = line
                return

    def _is_cut(self, text: str, kind: SampleKind, place: Place) -> bool:
        cut = is_cut(text, kind)
        if cut:
            self._report.doubt(
                "HW232",
                "the sample ends before its value does",
                place,
                text[-60:],
                "read as far as it goes",
                "save the page again",
            )
        return cut

    def _keep(self, sample: Sample) -> None:
        self._awaits = False
        for name in self._names:
            old = self._found[name]
            if old.sample is None or old.sample.kind in ("unavailable", "error"):
                self._found[name] = MediaType(
                    name=name, sample=sample, origins=old.origins
                )

    def _imply(self, sample: Sample) -> None:
        """Keeps a sample that stands under no media type, under the one it is written in."""
        name = _IMPLIED.get(sample.kind, "")
        if not name or name in self._found:
            if name:
                return
            self._report.doubt(
                "HW233",
                "no media type stands above the sample, and its text does not tell one",
                sample.place,
                sample.text,
                "not read",
            )
            return
        note = f"no media type stands above the sample, which is {sample.kind}"
        origin = read_from(
            "name", sample.place, sample.text, "sample.content", "inferred", note
        )
        self._found[name] = MediaType(name=name, sample=sample, origins=(origin,))
        self._report.doubt("HW234", note, sample.place, sample.text, f"taken as {name}")


def sample_kind(text: str, names: tuple[str, ...] = ()) -> SampleKind:
    """What `text` is; `names`, the media types above it, only settle what it leaves open."""
    stripped = text.strip()
    if NOT_AVAILABLE.match(stripped):
        return "unavailable"
    if SAMPLE_ERROR.match(stripped):
        return "error"
    if BSON_TEXT.match(stripped):
        return "binary"
    if _JSON_START.match(stripped):
        return "json"
    if _XML_START.match(stripped):
        return "xml"
    if _is_json_scalar(stripped) and "text/plain" not in names:
        return "json"
    if _FORM.fullmatch(stripped):
        return "form"
    return "text"


def _is_json_scalar(text: str) -> bool:
    if not _JSON_SCALAR.match(text):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def is_cut(text: str, kind: SampleKind) -> bool:
    """Whether a JSON or XML text ends before the value that it began."""
    stripped = text.strip()
    if kind == "xml":
        root = _XML_ROOT.search(stripped)
        if root is None:
            return True
        return not (stripped.endswith((f"</{root[1]}>", "/>", "-->")))
    return kind == "json" and stripped[:1] in "[{" and _is_json_cut(stripped)


def _is_json_cut(text: str) -> bool:
    """Whether brackets or a string are still open at the end, comments aside."""
    depth = 0
    in_string = False
    for match in re.finditer(r"\"(?:[^\"\\]|\\.)*(\"?)|[\[{]|[\]}]", text, re.DOTALL):
        token = match[0]
        if token[0] == '"':
            in_string = not match[1]
        else:
            depth += 1 if token in "[{" else -1
    return in_string or depth > 0
