"""Views of the models: classes, the modules that hold them, and typed dictionaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpwright.escape import LINE, docstring, prose
from helpwright.names import EnumName, ModelName, Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.views.annotations import Annotation, Annotations, is_pair
from helpwright.views.classes import (
    ClassView,
    EnumMemberView,
    EnumView,
    MemberView,
    alias,
)
from helpwright.views.constraints import enforced_pattern, field_arguments
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, flat, laid_out, opened
from helpwright.views.places import RUNTIME
from helpwright.views.usage import Usage, direction, usages
from helpwright.views.wire_names import alias_generator, needs_alias

_MODELS = f"{RUNTIME}.models"
_ENUMS = f"{RUNTIME}.enums"
_GENERATORS = "pydantic.alias_generators"
_FIELD = {Import("typing", "Annotated"), Import("pydantic", "Field")}
_MISSING = Import("pydantic", "MISSING")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """All classes by module, modules and classes in the order they are read in."""

    modules: Mapping[str, tuple[ClassView | EnumView, ...]]


def models_view(document: Json, names: Names) -> ModelsView:
    """The views of all models and enumerations of `document`."""
    builder = _Builder(document, names)
    modules: dict[str, list[ClassView | EnumView]] = {}
    for name, usage in builder.usages.items():
        schema = doc.schemas(document)[name]
        if model := names.models.get(name):
            view = builder.model(model, schema, usage)
            modules.setdefault(model.module, []).append(view)
        elif enum := names.enums.get(name):
            modules.setdefault(enum.module, []).append(
                builder.enumeration(enum, schema, usage)
            )
    return ModelsView(modules={module: tuple(modules[module]) for module in modules})


class _Builder:
    def __init__(self, document: Json, names: Names) -> None:
        self._names = names
        self._annotations = Annotations(document, names)
        self._schemas = doc.schemas(document)
        self.usages = usages(document)

    # --- models ---------------------------------------------------------------------------

    def model(self, model: ModelName, schema: Json, usage: Usage) -> ClassView:
        strict = direction(usage) == "request"
        generator = alias_generator(model.fields)
        properties: Mapping[str, Json] = schema.get("properties", {})
        required = frozenset(schema.get("required", ()))
        imports = {Import(_MODELS, "RequestModel" if strict else "Model")}
        members: dict[str, MemberView] = {}
        spaced = False
        for wire, member in properties.items():
            name = model.fields[wire]
            annotation = self._annotations.of(member)
            view, needed = self._member(
                name,
                member,
                annotation,
                required=wire in required,
                wire=wire if needs_alias(wire, name, generator) else None,
                strict=strict,
                spaced=spaced or bool(_words(member)) and bool(members),
            )
            spaced = bool(view.docstring)
            members[name] = view
            imports |= needed | annotation.imports
        groups = one_required(schema, model.fields) if usage.request else ()
        statements: tuple[str, ...] = ()
        bases = ["RequestModel" if strict else "Model"]
        if groups:
            bases.insert(0, "OneRequired")
            if not strict:
                bases = ["OneRequired"]
                imports.discard(Import(_MODELS, "Model"))
            imports.add(Import(_MODELS, "OneRequired"))
            statements = (_groups(groups),)
        if generator:
            bases.append(f"alias_generator={generator}")
            imports.add(Import(_GENERATORS, generator))
        return ClassView(
            name=model.class_name,
            head=laid_out(Brackets(f"class {model.class_name}(", tuple(bases), "):")),
            docstring=self._docstring(schema, usage),
            statements=statements,
            members=members,
            schema={
                "type": "object",
                "properties": {
                    model.fields[wire]: self._plain(member, ())
                    for wire, member in properties.items()
                },
                "required": list(members),
            },
            imports=frozenset(imports),
        )

    def _member(
        self,
        name: str,
        schema: Json,
        annotation: Annotation,
        *,
        required: bool,
        wire: str | None,
        strict: bool,
        spaced: bool,
    ) -> tuple[MemberView, set[Import]]:
        nullable = annotation.text == "Any" or annotation.choices[-1] == "None"
        arguments = [alias(wire)] if wire is not None else []
        imports: set[Import] = set()
        if strict:
            bounds, imports = field_arguments(schema, annotation.text)
            arguments += bounds
        if arguments:
            imports |= _FIELD
        optional = not required and not nullable
        if optional:
            imports.add(_MISSING)
        value = "" if required else "None" if nullable else "MISSING"
        view = MemberView(
            name=name,
            optional=optional,
            value=value,
            arguments=tuple(arguments),
            annotation=annotation.text if _needs_words(schema) else "",
            docstring=docstring(_words(schema), indent=4),
            spaced=spaced,
        )
        return view, imports

    def _plain(self, schema: Json, seen: tuple[str, ...]) -> dict[str, Any]:
        """`schema` for the generator of models: names and types of ours, no words."""
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return {"anyOf": [self._plain(choice, seen) for choice in choices]}
        if "$ref" in schema:
            return self._referred(doc.component(schema) or "", seen)
        kinds = schema.get("type", ())
        if not isinstance(kinds, str):
            each = [self._plain({**schema, "type": kind}, seen) for kind in kinds]
            return {"anyOf": each} if each else {}
        if kinds == "array":
            items = self._plain(schema.get("items", {}), seen)
            return {"type": "array", "items": items}
        if kinds == "object":
            values = schema.get("additionalProperties")
            values = values if isinstance(values, dict) else {}
            return {
                "type": "object",
                "additionalProperties": self._plain(values, seen),
            }
        scalar = self._annotations.of({**schema, "type": kinds})
        for needed in scalar.imports:
            return {"customTypePath": f"runtime.{needed.name}"}
        return {"type": kinds}

    def _referred(self, name: str, seen: tuple[str, ...]) -> dict[str, Any]:
        named = self._names.models.get(name) or self._names.enums.get(name)
        if named is not None:
            return {"$ref": f"#/$defs/{named.class_name}"}
        if name in seen or name not in self._schemas:
            return {}
        return self._plain(self._schemas[name], (*seen, name))

    # --- enumerations ---------------------------------------------------------------------

    def enumeration(self, enum: EnumName, schema: Json, usage: Usage) -> EnumView:
        members: list[EnumMemberView] = []
        spaced = False
        for member in doc.enum_members(schema):
            words = docstring(member.description, indent=4)
            members.append(
                EnumMemberView(
                    name=enum.members[member.name],
                    value=member.value,
                    docstring=words,
                    spaced=bool(members) and (spaced or bool(words)),
                )
            )
            spaced = bool(words)
        base = "OpenIntEnum" if doc.is_integer_enumeration(schema) else "OpenStrEnum"
        return EnumView(
            name=enum.class_name,
            head=f"class {enum.class_name}({base}):",
            docstring=self._docstring(schema, usage),
            members=tuple(members),
            imports=frozenset({Import(_ENUMS, base)}),
        )

    # --- words ----------------------------------------------------------------------------

    def _docstring(self, schema: Json, usage: Usage) -> str:
        text = prose(str(schema.get("description", "")))
        return docstring(
            text if text.strip() else self._whereabouts(usage),
            indent=4,
            link=usage.link,
        )

    def _whereabouts(self, usage: Usage) -> str:
        """What can be said of a class that the documentation has no words for."""
        owner = self._names.models.get(usage.found_in)
        if owner is not None:
            member = f"`{owner.class_name}.{owner.fields[usage.member]}`"
            schema = self._schemas[usage.found_in]["properties"][usage.member]
            return f"{_relation(schema)} {member}."
        if not usage.found_in:
            return "A type that no operation mentions."
        what = "Body" if usage.request else "Answer"
        return f"{what} of `{usage.found_in}`."


def _relation(schema: Json) -> str:
    kinds = schema.get("type", "")
    if "array" in kinds:
        return "Item of"
    return "Value in" if "object" in kinds else "Value of"


def _words(schema: Json) -> str:
    """What the documentation says of a member, a pattern that none enforces included."""
    text = str(schema.get("description", ""))
    pattern = schema.get("x-dotnet-pattern") or schema.get("pattern")
    if not isinstance(pattern, str):
        return text
    if "x-dotnet-pattern" not in schema and enforced_pattern(pattern):
        return text
    return f"{text}\n\nThe server holds it against `{pattern}`.".strip()


def _needs_words(schema: Any) -> bool:
    """Whether `schema` holds what the generator of models can't express."""
    if isinstance(schema, Mapping):
        return (
            is_pair(schema)
            or "x-key-schema" in schema
            or any(_needs_words(value) for value in schema.values())
        )
    return isinstance(schema, list) and any(map(_needs_words, schema))


# --- groups of which one member must be given -----------------------------------------------


def one_required(
    schema: Json, fields: Mapping[str, str]
) -> tuple[tuple[str, ...], ...]:
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


def _groups(groups: tuple[tuple[str, ...], ...]) -> str:
    rows = tuple(Brackets("(", tuple(f'"{n}"' for n in g), ")") for g in groups)
    statement = Brackets("one_required = (", rows, ")")
    if len(rows) > 1:
        return "    " + laid_out(statement, indent=4)
    # A tuple of one has a comma, which a list over several lines has anyway.
    line = f"    one_required = ({flat(rows[0])},)"
    return line if len(line) <= LINE else "    " + opened(statement, indent=4)
