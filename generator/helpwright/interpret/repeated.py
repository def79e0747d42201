"""Models whose table stands, letter by letter, on several pages."""

from __future__ import annotations

from helpwright.blocks import Row, Table
from helpwright.place import Place
from helpwright.spec import Model, Origin
from helpwright.value import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    rows: tuple[Row, ...]
    """Held, so that no other rows get their identity."""
    model: Model
    section: str
    top: int
    """Line of the table."""


class RepeatedModels:
    """What tables were read as, by their rows, which pages share."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def get(self, name: str, table: Table, section: str) -> Model | None:
        """The model `name` with the places of `table`; None where nobody has read it."""
        known = self._known.get(id(table.rows))
        if known is None or known.model.name != name or table.cut:
            return None
        page, down = table.place.page, table.place.line - known.top
        skipped = len(known.section)

        def moved(origin: Origin) -> Origin:
            place = origin.place
            cell = section + place.cell[skipped:]
            here = Place(page=page, line=place.line + down, cell=cell)
            # What `replace` does takes several times as long.
            return Origin(
                fact=origin.fact,
                place=here,
                text=origin.text,
                rule=origin.rule,
                basis=origin.basis,
                note=origin.note,
                strength=origin.strength,
            )

        return replace(
            known.model,
            properties=tuple(
                replace(member, origins=tuple(map(moved, member.origins)))
                for member in known.model.properties
            ),
        )

    def put(self, model: Model, table: Table, section: str) -> None:
        """Keeps what `table` was read as, without any doubt."""
        top = table.place.line
        known = _Known(rows=table.rows, model=model, section=section, top=top)
        self._known[id(table.rows)] = known
