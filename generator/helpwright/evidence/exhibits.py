"""The samples of an API as trees, each read once, and whether a generator made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.dictionaries import mark_dictionaries
from helpwright.evidence.pseudo import as_json
from helpwright.evidence.values import is_default, is_key, look_of
from helpwright.limits import Limits, advice
from helpwright.place import Place
from helpwright.samples import (
    Contents,
    Element,
    JsonReading,
    Node,
    XmlReading,
    read_json,
    read_xml,
    without_references,
)
from helpwright.spec import Api, Body, Operation, Sample
from helpwright.value import dataclass


@dataclass(slots=True, eq=False)
class Exhibit:
    """One object graph that a sample shows. One .NET type has one object in it."""

    number: int
    root: Node
    place: Place
    """Of the sample; values have lines of their own."""
    cut: bool
    generated: bool
    """False where a person wrote the values, so that numbers in them count nothing."""
    from_xml: bool = False
    identified: dict[str, Node] = field(default_factory=dict)
    """Values that have a `$id`, by it."""

    def at(self, line: int) -> Place:
        """The place of a value in this sample."""
        return Place(page=self.place.page, line=line, cell=self.place.cell)


@dataclass(slots=True, eq=False)
class XmlExhibit:
    root: Element
    place: Place
    serializer: str

    def at(self, line: int) -> Place:
        return Place(page=self.place.page, line=line, cell=self.place.cell)


@dataclass(slots=True, eq=False)
class Exchange:
    """A request or a response body, and what its samples show."""

    operation: Operation
    side: str
    """`request`, or the status of the response."""
    body: Body
    json: list[Exhibit] = field(default_factory=list)
    xml: list[XmlExhibit] = field(default_factory=list)


def collect(api: Api, findings: Findings, limits: Limits) -> list[Exchange]:
    """All bodies of `api`, with their samples read. Samples that say the same are kept
    once a body."""
    contents = Contents()
    exchanges = []
    number = 0
    for operation, side, body in bodies(api):
        exchange = Exchange(operation, side, body)
        known: set[int] = set()
        for sample in _samples(body):
            if sample.kind == "json":
                exhibit = _read_json(sample, number, contents, findings, limits)
                if exhibit and exhibit.root.content not in known:
                    known.add(exhibit.root.content)
                    exchange.json.append(exhibit)
                    number += 1
            elif sample.kind == "xml":
                exchange.xml += _read_xml(sample, findings, limits)
        if exchange.json and len(exchange.xml) > limits.compared_xml:
            findings.add(_too_many_xml(exchange.xml[limits.compared_xml], limits))
        for exhibit in exchange.json:
            for xml in exchange.xml[: limits.compared_xml]:
                mark_dictionaries(exhibit.root, xml.root)
        if not exchange.json and exchange.xml:
            exchange.json.append(_as_exhibit(exchange.xml[0], number, contents))
            number += 1
        exchanges.append(exchange)
    return exchanges


def bodies(api: Api) -> Iterator[tuple[Operation, str, Body]]:
    """Every body, with its operation and what it is there."""
    for operation in api.operations:
        if operation.request is not None:
            yield operation, "request", operation.request
        for response in operation.responses:
            if response.body is not None:
                yield operation, response.status, response.body


def _samples(body: Body) -> Iterator[Sample]:
    texts = set()
    for media_type in body.media_types:
        sample = media_type.sample
        if sample is not None and sample.text not in texts:
            texts.add(sample.text)
            yield sample


def _read_json(
    sample: Sample,
    number: int,
    contents: Contents,
    findings: Findings,
    limits: Limits,
) -> Exhibit | None:
    first_line = max(sample.place.line, 1)
    reading = read_json(sample.text, first_line, limits.sample_depth)
    if reading.problem:
        findings.add(
            Finding(
                code="HW301",
                severity="error",
                message=f"the sample is no JSON: {reading.problem}",
                place=Place(
                    page=sample.place.page, line=reading.line, cell=sample.place.cell
                ),
                text=_line_of(sample.text, reading.line - first_line),
                made_of_it=(
                    "read up to there" if _says_something(reading) else "not read"
                ),
            )
        )
    if reading.root is None or not _says_something(reading):
        return None
    root = without_references(reading.root)
    contents.number(root)
    look = _survey(root)
    exhibit = Exhibit(number, root, sample.place, reading.cut, look.is_generated)
    exhibit.identified = look.identified
    _report_oddities(exhibit, look, findings, limits)
    return exhibit


@dataclass(slots=True)
class _Survey:
    """What there is to say of a tree as a whole."""

    has_generated: bool = False
    has_foreign: bool = False
    identified: dict[str, Node] = field(default_factory=dict)
    deep: Node | None = None
    twice: list[tuple[str, Node]] = field(default_factory=list)

    @property
    def is_generated(self) -> bool:
        """Whether the generator filled this, rather than a person.

        Its strings give it away. Without any, numbers get the benefit of the doubt: they
        are only believed where they come out right.
        """
        return self.has_generated or not self.has_foreign


def _survey(root: Node) -> _Survey:
    found = _Survey()
    for node in walk(root):
        if node.kind == "string":
            look = look_of(node)
            if look in ("numbered string", "numbered URI"):
                found.has_generated = True
            elif look == "text" and not is_default(node):
                found.has_foreign = True
        elif node.kind in ("object", "array"):
            if node.identity:
                found.identified[node.identity] = node
            if node.deep:
                found.deep = found.deep or node
            names = {member.name for member in node.members}
            if len(names) < len(node.members):
                counts = Counter(member.name for member in node.members)
                found.twice += (
                    (n, node) for n in counts if counts[n] > 1 and not is_key(n)
                )
    return found


def _says_something(reading: JsonReading) -> bool:
    """Whether anything was read before the text stopped being JSON."""
    root = reading.root
    if root is None:
        return False
    return not reading.problem or bool(root.members or root.items) or not root.cut


def _report_oddities(
    exhibit: Exhibit, look: _Survey, findings: Findings, limits: Limits
) -> None:
    """Findings for values that JSON allows and no class has."""
    if look.deep is not None:
        findings.add(_too_deep(exhibit.at(look.deep.line), limits))
    for name, node in look.twice:
        findings.add(
            Finding(
                code="HW314",
                severity="note",
                message=f"the member {name} stands twice in one object of a sample",
                place=exhibit.at(node.line),
                text=name,
                made_of_it="taken as one member",
            )
        )


def _too_many_xml(first: XmlExhibit, limits: Limits) -> Finding:
    return Finding(
        code="HW316",
        severity="note",
        message=f"a body has more than {limits.compared_xml} samples in XML",
        place=first.at(first.root.line),
        made_of_it="from here on they do not tell dictionaries from classes",
        advice=advice("compared_xml"),
    )


def _too_deep(place: Place, limits: Limits) -> Finding:
    return Finding(
        code="HW303",
        severity="note",
        message=f"the sample nests deeper than {limits.sample_depth} levels",
        place=place,
        made_of_it="what lies deeper was left out",
        advice=advice("sample_depth"),
    )


def _as_exhibit(xml: XmlExhibit, number: int, contents: Contents) -> Exhibit:
    """The object that XML shows, where no JSON sample of the body does."""
    root = as_json(xml.root)
    contents.number(root)
    return Exhibit(number, root, xml.place, xml.root.cut, generated=True, from_xml=True)


def _read_xml(sample: Sample, findings: Findings, limits: Limits) -> list[XmlExhibit]:
    first_line = max(sample.place.line, 1)
    reading: XmlReading = read_xml(sample.text, first_line, limits.sample_depth)
    if reading.problem:
        findings.add(
            Finding(
                code="HW302",
                severity="warning",
                message=f"the sample is no XML: {reading.problem}",
                place=Place(
                    page=sample.place.page, line=reading.line, cell=sample.place.cell
                ),
                text=" ".join(sample.text.split())[:80],
                made_of_it="read up to there" if reading.root else "not read",
            )
        )
    if reading.root is None:
        return []
    exhibit = XmlExhibit(reading.root, sample.place, reading.serializer)
    if reading.deep:
        findings.add(_too_deep(exhibit.at(reading.deep), limits))
    return [exhibit]


def _line_of(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index].strip()[:80] if 0 <= index < len(lines) else ""


def walk(root: Node) -> Iterator[Node]:
    """`root` and all values in it, from the outside in and in order."""
    todo = [root]
    while todo:
        node = todo.pop()
        yield node
        todo += reversed(node.items)
        todo += [member.value for member in reversed(node.members)]
