"""Groups of members of which at least one must be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.escape import LINE, line_width
from helpwright.names.document import Json
from helpwright.views.layout import Brackets, flat, laid_out, opened

Groups = tuple[tuple[str, ...], ...]


def one_required(schema: Json, fields: Mapping[str, str]) -> Groups:
    """Groups of fields; of each group at least one must be given."""
    return tuple(
        group
        for choices in (schema, *schema.get("allOf", ()))
        if (group := tuple(_alternatives(choices, fields)))
    )


def _alternatives(schema: Json, fields: Mapping[str, str]) -> Iterator[str]:
    for choice in schema.get("anyOf", ()):
        if tuple(choice) == ("required",):
            yield from (fields[wire] for wire in choice["required"] if wire in fields)


def groups_statement(groups: Groups) -> str:
    """`one_required = …`, as it stands in the class."""
    rows = tuple(Brackets("(", tuple(f'"{n}"' for n in g), ")") for g in groups)
    statement = Brackets("one_required = (", rows, ")")
    if len(rows) > 1:
        return "    " + laid_out(statement, indent=4)
    # A tuple of one has a comma, which a list over several lines has anyway.
    line = f"    one_required = ({flat(rows[0])},)"
    return line if line_width(line) <= LINE else "    " + opened(statement, indent=4)
