"""Models and enumerations from tables, on pages of their own and on pages of operations."""

from __future__ import annotations

from helpwright.blocks import Table
from helpwright.interpret.annotations import Annotations, read_annotations
from helpwright.interpret.outline import columns
from helpwright.interpret.prose import documentation
from helpwright.interpret.reporting import Reporter, read_from
from helpwright.interpret.rows import NamedRow, read_rows
from helpwright.interpret.types import displayed_type
from helpwright.place import Place
from helpwright.spec import (
    Enumeration,
    EnumMember,
    Model,
    Origin,
    Property,
    TypeRef,
    Unknown,
)
from helpwright.value import replace
from helpwright.vocabulary import is_none, wording

_YES = frozenset({"yes", "true", "required", "mandatory", "y", "x", "1", "✓", "✔"})


def is_model_table(table: Table) -> bool:
    """Whether the rows of `table` are members of a model."""
    head = columns(table)
    return "name" in head and ("type" in head or "annotations" in head)


def is_enumeration_table(table: Table) -> bool:
    """Whether the rows of `table` are members of an enumeration."""
    head = columns(table)
    return "name" in head and "value" in head and "type" not in head


def read_model(
    name: str, table: Table, section: str, report: Reporter, origins: tuple[Origin, ...]
) -> Model:
    """The model whose members `table` lists; one that stands twice is kept once."""
    if (known := report.models.get(name, table, section)) is not None:
        return replace(known, origins=origins)
    doubts = len(report.findings)
    members: dict[str, Property] = {}
    notes: dict[str, Annotations] = {}
    for row in read_rows(table, section, report):
        member, annotations = _property(row, report)
        if member.name and member.name in members:
            report.note(
                "HW216",
                f"the member {member.name} of {name} stands twice in the table",
                row.place,
                member.name,
                "the first was taken: it is declared by the class itself, not by its base",
            )
            continue
        key = member.name or f"\0{len(members)}"
        members[key], notes[key] = member, annotations
    groups = _groups(members, notes, report)
    model = Model(
        name=name,
        properties=tuple(members.values()),
        one_required=groups,
        origins=origins,
    )
    if len(report.findings) == doubts:
        report.models.put(model, table, section)
    return model


def _property(row: NamedRow, report: Reporter) -> tuple[Property, Annotations]:
    name = " ".join(row.text("name").split())
    if not name:
        report.doubt(
            "HW212",
            "the row has lost its name",
            row.place,
            row.text("type"),
            "kept without a name, for the sample to restore",
            "look the name up on the page and add a correction",
        )
    kind, origins = read_row_type(row, report)
    annotations = row_annotations(row, report)
    description = documentation(row.text("description"))
    found = [read_from("name", row.where("name", "Name"), name, "table.name"), *origins]
    if description:
        place = row.where("description", "Description")
        found.append(read_from("description", place, description, "table.description"))
    found += annotation_origins(row)
    member = Property(
        name=name,
        wire_name=name,
        type=kind,
        required=annotations.required,
        description=description,
        constraints=annotations.constraints,
        origins=tuple(found),
    )
    return member, annotations


def read_row_type(
    row: NamedRow, report: Reporter
) -> tuple[TypeRef, tuple[Origin, ...]]:
    """The type that a row's type cell displays, and where it stands."""
    text = row.text("type")
    if not text:
        if row.has("type"):
            report.doubt(
                "HW213",
                "the type cell is empty",
                row.place,
                row.text("name"),
                "left open for the sample to tell",
            )
        return Unknown(), ()
    place = row.where("type", "Type")
    found = displayed_type(text, row.links("type"), place, report)
    kind = found.type
    if not found.whole:
        kind = Unknown(text=" ".join(text.split())[:200])
    if not (found.whole or found.too_deep):
        report.doubt(
            "HW214",
            "the words in the type cell are no type of the format",
            place,
            text,
            "left open for the sample to tell",
            "add a correction that names the type",
        )
    return kind, (read_from("type", place, text, "table.type"),)


def row_annotations(row: NamedRow, report: Reporter) -> Annotations:
    """What a row's last cell says."""
    annotations = read_annotations(
        row.paragraphs("annotations"), own_paragraphs=report.document.form == "html"
    )
    if wording(row.text("required")) in _YES:
        annotations = replace(annotations, required=True)
    if row.text("default") and not is_none(row.text("default")):
        annotations = replace(annotations, default=row.text("default"))
    for note in annotations.constraints.notes:
        report.note(
            "HW215",
            "additional information that no rule reads",
            row.where("annotations", "Additional information"),
            note,
            "kept, word for word, at the end of the description",
        )
    return annotations


def annotation_origins(row: NamedRow) -> list[Origin]:
    """Where a row's additional information stands, unless it says nothing."""
    text = row.text("annotations")
    if not text or text == "None.":
        return []
    place = row.where("annotations", "Additional information")
    return [read_from("constraints", place, text, "table.annotations")]


def _groups(
    members: dict[str, Property], notes: dict[str, Annotations], report: Reporter
) -> tuple[tuple[str, ...], ...]:
    """The groups of which one member must be given, by the names of the members.

    Where a name is in no row the words stay with the members that say them.
    """
    names = {name.lower(): name for name in members}
    groups: dict[tuple[str, ...], None] = {}
    for key, said in notes.items():
        group = said.one_required
        known = tuple(names[name.lower()] for name in group if name.lower() in names)
        if len(known) == len(group):
            groups.setdefault(known)
            continue
        member, words = members[key], said.one_required_text
        constraints = replace(
            member.constraints, notes=(*member.constraints.notes, words)
        )
        members[key] = replace(member, constraints=constraints)
        report.doubt(
            "HW217",
            "one of several members must be given, and not all of them are in the table",
            member.origins[0].place,
            words,
            "kept at the end of the description, not turned into a rule",
        )
    return tuple(group for group in groups if group)


def read_enumeration(
    name: str, table: Table, section: str, report: Reporter, origins: tuple[Origin, ...]
) -> Enumeration:
    """The enumeration whose members `table` lists, with their values as text."""
    members: list[EnumMember] = []
    for row in read_rows(table, section, report):
        member = " ".join(row.text("name").split())
        value = "".join(row.text("value").split())
        if not member:
            continue
        if not value.lstrip("-").isdecimal():
            report.doubt(
                "HW218",
                f"the value of {member} is no number",
                row.place,
                value,
                "the name is kept, the value is not",
            )
            value = ""
        description = documentation(row.text("description"))
        members.append(
            EnumMember(
                name=member,
                value=value,
                description=description,
                origins=(
                    read_from("name", row.where("name", "Name"), member, "enum.name"),
                    read_from(
                        "value", row.where("value", "Value"), value, "enum.value"
                    ),
                ),
            )
        )
    return Enumeration(name=name, members=tuple(members), origins=origins)


def with_description(model: Model, description: str, place: Place) -> Model:
    """`model` with the text that stands under its heading."""
    if not description:
        return model
    origin = read_from("description", place, description, "page.description")
    return replace(model, description=description, origins=(*model.origins, origin))
