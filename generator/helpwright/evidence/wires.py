"""Names on the wire: those that samples show, and the style of those that none shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from helpwright.diagnostics import Findings
from helpwright.evidence.casing import STYLES, style_of
from helpwright.evidence.graph import Group
from helpwright.evidence.statements import Statement, Verdict, quoted, settle
from helpwright.place import Place
from helpwright.spec import Origin, Property
from helpwright.value import dataclass

_NOTES = {
    "left-over": "the table lost the name; this is the only member left for the row",
    "backing-field": "the class is [Serializable], so that JSON has the name of its field",
    "tuple-item": "tuples travel under the names of their fields",
}


@dataclass(frozen=True, slots=True)
class Wires:
    """Names on the wire, by group and row."""

    shown: Mapping[Group, Mapping[int, Verdict[str]]]
    styles: Mapping[Group, str]
    """Name of the style that a group's pairs have in common; absent where none is sure."""
    common: str
    """That of all groups together; empty where they differ or do not tell."""

    def of(self, group: Group, row: int) -> Verdict[str]:
        """The wire name of a row, with its proof or with the reason for its style."""
        found = self.shown.get(group, {}).get(row)
        if found is not None:
            return found
        member = group.rows[row]
        own = self.styles.get(group)
        style = own or self.common
        wire = STYLES[style](member.name) if style else member.name
        if wire == member.name:
            return Verdict(value=wire, origins=())
        which = "this model" if own else "this API"
        return Verdict(value=wire, origins=(_styled(member, style, which),))


def _styled(member: Property, style: str, which: str) -> Origin:
    place = member.origins[0].place if member.origins else Place(page="")
    return Origin(
        fact="wire_name",
        place=place,
        text=member.name,
        rule="casing.style",
        basis="inferred",
        note=f"no sample shows it; in samples, members of {which} are in {style}",
        strength="suggested",
    )


def weigh_wires(groups: Iterable[Group], findings: Findings) -> Wires:
    """Finds the wire names of all rows that samples show."""
    shown: dict[Group, dict[int, Verdict[str]]] = {}
    styles: dict[Group, str] = {}
    every: list[tuple[str, str]] = []
    for group in groups:
        if not group.rows:
            continue
        statements = _statements(group)
        shown[group] = {
            row: verdict
            for row, said in statements.items()
            if (verdict := settle(said, _subject(group, row), findings, majority=True))
        }
        pairs = [
            (group.rows[row].name, verdict.value)
            for row, verdict in shown[group].items()
            if group.rows[row].name
        ]
        every += pairs
        if style := style_of(pairs):
            styles[group] = style
    return Wires(shown, styles, style_of(every))


def _subject(group: Group, row: int) -> str:
    return f"{group.name}.{group.rows[row].name}"


def _statements(group: Group) -> dict[int, list[Statement[str]]]:
    found: dict[int, list[Statement[str]]] = {}
    for node, exhibit, keys, rules in group.seen:
        if exhibit.from_xml:
            continue
        for member, key, rule in zip(node.members, keys, rules, strict=True):
            if not isinstance(key, int):
                continue
            said = Statement(
                fact="wire_name",
                value=member.name,
                strength="shown",
                place=exhibit.at(member.line),
                words=quoted(member.name, member.value),
                rule=f"alignment.{rule}",
                note=_NOTES.get(rule, ""),
                basis="inferred" if rule == "left-over" else "read",
            )
            found.setdefault(key, []).append(said)
    return found
