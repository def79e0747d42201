"""Views of the models: classes, the modules that hold them, and typed dictionaries."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from helpwright.escape import docstring, prose
from helpwright.names import EnumName, ModelName, Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.value import dataclass
from helpwright.views.annotations import Annotations
from helpwright.views.classes import ClassView, EnumMemberView, EnumView
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, laid_out
from helpwright.views.members import Members
from helpwright.views.one_required import groups_statement, one_required
from helpwright.views.places import RUNTIME
from helpwright.views.plain_schemas import PlainSchemas
from helpwright.views.usage import Usage, direction, usages
from helpwright.views.wire_names import alias_generator, needs_alias

_MODELS = f"{RUNTIME}.models"
_ENUMS = f"{RUNTIME}.enums"
_GENERATORS = "pydantic.alias_generators"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """All classes by module, modules and classes in the order they are read in."""

    modules: Mapping[str, tuple[ClassView | EnumView, ...]]


def models_view(
    document: Json,
    names: Names,
    uses: Mapping[str, Usage] | None = None,
    only: Collection[str] | None = None,
) -> ModelsView:
    """The views of all models and enumerations of `document`, or of the modules `only`.

    `uses` are the document's `usages`, where they are known.
    """
    builder = _Builder(document, names, uses or usages(document))
    modules: dict[str, list[ClassView | EnumView]] = {}
    for name, usage in builder.usages.items():
        schema = doc.schemas(document)[name]
        named = names.models.get(name) or names.enums.get(name)
        if only is not None and named is not None and named.module not in only:
            continue
        if model := names.models.get(name):
            view = builder.model(model, schema, usage)
            modules.setdefault(model.module, []).append(view)
        elif enum := names.enums.get(name):
            modules.setdefault(enum.module, []).append(
                builder.enumeration(enum, schema, usage)
            )
    return ModelsView(modules={module: tuple(modules[module]) for module in modules})


class _Builder:
    def __init__(self, document: Json, names: Names, uses: Mapping[str, Usage]) -> None:
        self._names = names
        self._annotations = Annotations(document, names)
        self._plain = PlainSchemas(document, names)
        self._schemas = doc.schemas(document)
        self.usages = uses

    def model(self, model: ModelName, schema: Json, usage: Usage) -> ClassView:
        members = Members(strict=direction(usage) == "request")
        generator = alias_generator(model.fields)
        required = frozenset(schema.get("required", ()))
        for wire, member in schema.get("properties", {}).items():
            name = model.fields[wire]
            members.add(
                name,
                member,
                self._annotations.of(member),
                required=wire in required,
                wire=wire if needs_alias(wire, name, generator) else None,
            )
        groups = one_required(schema, model.fields) if usage.request else ()
        bases = ["OneRequired"] if groups else []
        if members.strict or not groups:
            bases.append("RequestModel" if members.strict else "Model")
        imports = members.imports | {Import(_MODELS, base) for base in bases}
        if generator:
            bases.append(f"alias_generator={generator}")
            imports.add(Import(_GENERATORS, generator))
        types = dict(members.types.values())
        return ClassView(
            name=model.class_name,
            head=laid_out(Brackets(f"class {model.class_name}(", tuple(bases), "):")),
            docstring=self._docstring(schema, usage),
            statements=(groups_statement(groups),) if groups else (),
            members=tuple(members.views.values()),
            schema={
                "type": "object",
                "properties": {n: self._plain.of(each) for n, each in types.items()},
                "required": list(types),
            },
            imports=frozenset(imports),
        )

    # --- enumerations -----------------------------------------------------------------

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

    # --- words ------------------------------------------------------------------------

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
        return f"{usage.role} of `{usage.found_in}`."


def _relation(schema: Json) -> str:
    kinds = schema.get("type", "")
    if "array" in kinds:
        return "Item of"
    return "Value in" if "object" in kinds else "Value of"
