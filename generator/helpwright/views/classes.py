"""What the template of one model or one enumeration sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpwright.value import dataclass
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Part, Text, assignment, laid_out
from helpwright.views.type_hints import part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A field of a model, finished but for its type, which the generator finds."""

    name: str
    typed_as: str
    """The first field of the same type in the class; the generator sees no other."""
    annotation: str
    """Its type, where the generator has no words for it; empty where it has."""
    nullable: bool
    optional: bool
    """Whether its type says that it may be left out although it may not be null."""
    value: str
    """Its default; empty for none."""
    arguments: tuple[Part, ...] = ()
    """Of `Field`: alias and bounds."""
    docstring: str = ""
    """Indented; empty where the documentation says nothing."""
    spaced: bool = False
    """Whether a blank line stands before it."""

    def declaration(self, type_hint: str) -> str:
        """The statement that declares the field, indented."""
        text = self.annotation or type_hint
        text += " | None" if self.nullable else " | MISSING" if self.optional else ""
        part = part_of(text)
        if self.arguments:
            call = Brackets("Field(", self.arguments, ")")
            part = Brackets("Annotated[", (part, call), "]")
        return assignment(self.name, part, self.value, indent=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMemberView:
    """A member of an enumeration."""

    name: str
    value: int | str
    docstring: str = ""
    spaced: bool = False

    @property
    def declaration(self) -> str:
        """The statement that declares the member, indented."""
        if isinstance(self.value, int):
            return f"    {self.name} = {self.value}"
        return "    " + laid_out(Text(f"{self.name} = ", self.value), indent=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """A model."""

    name: str
    head: str
    """`class …:`, with what it derives from."""
    docstring: str
    statements: tuple[str, ...]
    """What stands before the fields, indented."""
    members: tuple[MemberView, ...]
    schema: Mapping[str, Any]
    """The class for the generator of models: one field of each type, and no words."""
    imports: frozenset[Import]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An enumeration."""

    name: str
    head: str
    docstring: str
    members: tuple[EnumMemberView, ...]
    imports: frozenset[Import]


def alias(wire: str) -> Part:
    """The argument of `Field` that names the member on the wire."""
    return Text("alias=", wire)
