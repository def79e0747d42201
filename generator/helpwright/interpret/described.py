"""What a page says of a body or a resource: words, a type, and the table of its members."""

from __future__ import annotations

import re
from dataclasses import field

from helpwright.blocks import Block, Heading, Paragraph, Table
from helpwright.interpret.models import (
    is_enumeration_table,
    is_model_table,
    read_enumeration,
    read_model,
)
from helpwright.interpret.outline import Part
from helpwright.interpret.prose import documentation
from helpwright.interpret.reporting import Reporter, read_from, within
from helpwright.interpret.types import ReadType, displayed_type, read_type
from helpwright.spec import (
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    Origin,
    PairOf,
    Scalar,
    TypeRef,
)
from helpwright.value import dataclass
from helpwright.vocabulary import ENUM_INTRO, PLUMBING, is_none, wording

_IDENTIFIER = re.compile(r"[A-Za-z_@][\w.`+\[\]<>-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What stands in a section such as Body Parameters or Resource Description."""

    type: TypeRef | None = None
    """None where nothing is sent, or where the section says nothing of it."""
    nothing: bool = False
    """True where the section says that nothing is sent."""
    description: str = ""
    models: tuple[Model, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    origins: tuple[Origin, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    docs: tuple[Paragraph, ...]
    type: Paragraph | None
    table: Table | None
    none: Paragraph | None
    further: tuple[tuple[Paragraph, Table], ...] = ()
    """Tables below the first, which a vendor's view gives to the models in it."""


def read_described(
    part: Part, report: Reporter, *, has_formats: bool, fallback_name: str
) -> Described:
    """Reads a section.

    `has_formats` tells whether samples of it stand on the page, which nothing has that is
    not sent. `fallback_name` names a model whose table stands there without a name.
    """
    pieces = _pieces(part, has_formats, report)
    docs = documentation("\n".join(block.text for block in pieces.docs))
    if pieces.type is None and pieces.table is None:
        return Described(nothing=pieces.none is not None, description=docs)
    if pieces.type is None:
        return _unnamed(pieces, part, report, fallback_name, docs)
    place = within(pieces.type.place, part.heading)
    found = displayed_type(pieces.type.text, pieces.type.links, place, report)
    origin = read_from("type", place, pieces.type.text, "section.type")
    if plumbing := _plumbing(found.type):
        note = f"{plumbing} says nothing of what is sent"
        origin = read_from("type", place, pieces.type.text, "plumbing", note=note)
        return Described(
            type=Scalar(name="Object"), description=docs, origins=(origin,)
        )
    models, enumerations = _members(found, pieces, part, report)
    return Described(
        type=found.type,
        description=docs,
        models=models,
        enumerations=enumerations,
        origins=(origin,),
    )


def _plumbing(kind: TypeRef) -> str:
    if isinstance(kind, Named) and kind.name.rsplit(".", 1)[-1] in PLUMBING:
        return kind.name
    return ""


def _pieces(part: Part, has_formats: bool, report: Reporter) -> _Pieces:
    """Tells documentation, type and table apart.

    The type is the last paragraph above the table. Without a table it is the text that
    stands in no paragraph, or else the last one that reads as a type for certain; a
    single word right above `None.` is the name of a model without members as long as
    samples show that something is sent.
    """
    (before, table), *further = _runs(part.blocks)
    none = next((block for block in reversed(before) if is_none(block.text)), None)
    texts = [block for block in before if wording(block.text) != ENUM_INTRO]
    if table:
        last = texts[-1] if texts else None
        found = last if last and _may_be_type(last) else None
        return _Pieces(
            docs=tuple(texts[:-1] if found else texts),
            type=found,
            table=table,
            none=None,
            further=tuple(
                (texts[-1], table)
                for texts, table in further
                if table and texts and _may_be_type(texts[-1])
            ),
        )
    found = _certain(texts)
    if found is None and none is not None:
        found = _word_above(texts, none, has_formats, part, report)
    elif found is None and texts and has_formats:
        found = texts[-1] if _names_only(read_type(texts[-1].text).type) else None
    docs = texts[: texts.index(found)] if found else texts
    if none in docs and not found:
        docs = docs[: docs.index(none)]
    return _Pieces(docs=tuple(docs), type=found, table=None, none=none)


def _names_only(kind: TypeRef) -> bool:
    """Whether every leaf of the type is a simple type or one word that may be a model."""
    if isinstance(kind, ListOf):
        return _names_only(kind.items)
    if isinstance(kind, MapOf | PairOf):
        return _names_only(kind.key) and _names_only(kind.value)
    if isinstance(kind, Named):
        return _IDENTIFIER.fullmatch(kind.name) is not None
    return isinstance(kind, Scalar)


def _runs(blocks: tuple[Block, ...]) -> list[tuple[list[Paragraph], Table | None]]:
    """Paragraphs, headings among them, up to each table of members; at least one run."""
    runs: list[tuple[list[Paragraph], Table | None]] = []
    texts: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block)
        elif isinstance(block, Heading):
            texts.append(Paragraph(text=block.text, place=block.place, bare=True))
        elif isinstance(block, Table) and (
            is_model_table(block) or is_enumeration_table(block)
        ):
            runs.append((texts, block))
            texts = []
    return runs or [(texts, None)]


def _may_be_type(block: Paragraph) -> bool:
    return (
        block.bare
        or bool(block.links)
        or read_type(block.text, block.links).certain
        or bool(_IDENTIFIER.fullmatch(block.text))
        or block.text.startswith(("Collection of ", "Dictionary of "))
    )


def _certain(texts: list[Paragraph]) -> Paragraph | None:
    """The paragraph that is the type for certain, or as good as."""
    certain: Paragraph | None = None
    bare: Paragraph | None = None
    for block in texts:
        is_certain = read_type(block.text, block.links).certain
        if block.bare and not is_none(block.text):
            if is_certain or _IDENTIFIER.fullmatch(block.text):
                return block
            bare = block
        if is_certain:
            certain = block
    return certain or bare


def _word_above(
    texts: list[Paragraph],
    none: Paragraph,
    has_formats: bool,
    part: Part,
    report: Reporter,
) -> Paragraph | None:
    at = texts.index(none)
    word = texts[at - 1] if at else None
    if word is None or not _IDENTIFIER.fullmatch(word.text) or is_none(word.text):
        return None
    known = word.text.rsplit(".", 1)[-1] in PLUMBING
    if not known and not has_formats:
        return None
    if not known:
        report.doubt(
            "HW220",
            "a single word stands above None., and may be a model or a description",
            within(word.place, part.heading),
            word.text,
            "taken as a model without members, because samples show that one is sent",
        )
    return word


def _unnamed(
    pieces: _Pieces, part: Part, report: Reporter, name: str, docs: str
) -> Described:
    table = pieces.table
    assert table is not None
    place = within(table.place, part.heading)
    report.doubt(
        "HW221",
        "the table has no name of a model above it",
        place,
        " | ".join(table.head),
        f"the model is called {name}",
        "add a correction that renames it",
    )
    note = "no name stands above the table"
    origin = read_from("name", place, docs, "table.unnamed", "inferred", note)
    model = read_model(name, table, part.heading, report, (origin,))
    return Described(
        type=Named(name=name), description=docs, models=(model,), origins=(origin,)
    )


def _members(
    found: ReadType, pieces: _Pieces, part: Part, report: Reporter
) -> tuple[tuple[Model, ...], tuple[Enumeration, ...]]:
    """The model or enumeration that the table, or the word for nothing, describes."""
    assert pieces.type is not None
    named = element(found.type)
    if named is None:
        if pieces.table is not None:
            report.doubt(
                "HW222",
                "a table of members stands below a type that has none",
                within(pieces.table.place, part.heading),
                pieces.type.text,
                "the table was not read",
            )
        return (), ()
    place = within(pieces.type.place, part.heading)
    origins = (read_from("name", place, pieces.type.text, "section.type"),)
    if pieces.table is None:
        if pieces.none is None or not isinstance(found.type, Named | ListOf):
            return (), ()
        return (Model(name=named.name, origins=origins),), ()
    models: list[Model] = []
    enumerations: list[Enumeration] = []
    for text, table in ((pieces.type, pieces.table), *pieces.further):
        place = within(text.place, part.heading)
        named = element(displayed_type(text.text, text.links, place, report).type)
        if named is None:
            continue
        origins = (read_from("name", place, text.text, "section.type"),)
        if is_enumeration_table(table):
            enumerations.append(
                read_enumeration(named.name, table, part.heading, report, origins)
            )
        else:
            models.append(read_model(named.name, table, part.heading, report, origins))
    return tuple(models), tuple(enumerations)


def element(kind: TypeRef) -> Named | None:
    """The one model that a type is made of; None where there is none or more than one."""
    if isinstance(kind, Named):
        return kind
    if isinstance(kind, ListOf):
        return element(kind.items)
    if isinstance(kind, MapOf | PairOf):
        return element(kind.value)
    return None
