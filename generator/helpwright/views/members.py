"""Fields of a model: default, alias, bounds and words."""

from __future__ import annotations

from dataclasses import field

from helpwright.escape import docstring
from helpwright.names.document import Json
from helpwright.value import dataclass
from helpwright.views.annotations import Annotation
from helpwright.views.classes import MemberView, alias
from helpwright.views.constraints import enforced_pattern, field_arguments
from helpwright.views.imports import Import
from helpwright.views.layout import Part
from helpwright.views.places import RUNTIME
from helpwright.views.plain_schemas import is_plain

_FIELD = {Import("typing", "Annotated"), Import("pydantic", "Field")}
_MISSING = Import("pydantic", "MISSING")
_UNSET = Import(f"{RUNTIME}.models", "UNSET")
"""The same value, whose type is that of the member: servers send their value members, and
who reads an answer should not have to ask each of them whether it is there."""


@dataclass(slots=True)
class Members:
    """The fields of one model as they are added, with the imports that they need."""

    strict: bool
    """Whether only requests hold the model, so that bounds are enforced."""
    views: dict[str, MemberView] = field(default_factory=dict)
    imports: set[Import] = field(default_factory=set)
    types: dict[str, tuple[str, Json]] = field(default_factory=dict)
    """By annotation without null: the first field that has it, and its schema."""

    def add(
        self,
        name: str,
        schema: Json,
        annotation: Annotation,
        *,
        required: bool,
        wire: str | None,
    ) -> None:
        """Adds the field `name`. `wire` is its alias, None where it needs none."""
        words = docstring(described(schema), indent=4)
        before = next(reversed(self.views.values()), None)
        bare = annotation.without_null()
        known = is_plain(schema)
        first = self.types.setdefault(bare.text, (name, schema))[0] if known else ""
        may_be_null = bare is not annotation or bare.text == "Any"
        optional = not required and not may_be_null
        unset = "MISSING" if self.strict else "UNSET"
        self.views[name] = MemberView(
            name=name,
            typed_as=first,
            annotation="" if known else bare.text,
            nullable=bare is not annotation,
            optional=optional and self.strict,
            value="" if required else "None" if may_be_null else unset,
            arguments=self._arguments(schema, bare.text, wire),
            docstring=words,
            spaced=before is not None and bool(words or before.docstring),
        )
        self.imports |= annotation.imports
        if optional:
            self.imports.add(_MISSING if self.strict else _UNSET)
        if self.views[name].arguments:
            self.imports |= _FIELD

    def _arguments(
        self, schema: Json, annotation: str, wire: str | None
    ) -> tuple[Part, ...]:
        arguments = [alias(wire)] if wire is not None else []
        if self.strict:
            bounds, imports = field_arguments(schema, annotation)
            arguments += bounds
            self.imports |= imports
        return tuple(arguments)


def described(schema: Json) -> str:
    """What the documentation says of a member, and a pattern that none enforces."""
    text = str(schema.get("description", ""))
    pattern = schema.get("x-dotnet-pattern") or schema.get("pattern")
    if not isinstance(pattern, str):
        return text
    if "x-dotnet-pattern" not in schema and enforced_pattern(pattern):
        return text
    return f"{text}\n\nThe server holds it against `{pattern}`.".strip()
