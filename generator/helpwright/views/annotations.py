"""Python types of schemas, each with the imports that it needs."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.escape import literal
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.value import dataclass
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Choices, Part, flat
from helpwright.views.places import MODELS, PARAMS, RUNTIME

_SCALARS = f"{RUNTIME}.scalars"
_FORMATS = {
    "uuid": "NetGuid",
    "date-time": "NetDateTime",
    "date": "NetDate",
    "time-span": "NetTimeSpan",
}
_KEYS = {"uuid": "NetGuid"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A type in Python, finished."""

    choices: tuple[Part, ...]
    """What stands between the bars of a union; None last."""
    imports: frozenset[Import] = frozenset()

    @property
    def text(self) -> str:
        """The annotation on one line."""
        return " | ".join(flat(choice) for choice in self.choices)

    @property
    def part(self) -> Part:
        """The annotation for `layout`, which may open it at its brackets."""
        return self.choices[0] if len(self.choices) == 1 else Choices(self.choices)

    def with_null(self) -> Annotation:
        """The same, or None."""
        if self.choices == ("Any",):
            return self
        return united((self, NONE))

    def without_null(self) -> Annotation:
        """The same, but never None; itself where it never is."""
        if len(self.choices) == 1 or self.choices[-1] != "None":
            return self
        return Annotation(self.choices[:-1], self.imports)


class Annotations:
    """Annotations of one document.

    `params` makes typed dictionaries of models: what a caller may pass in their place.
    `exact` gives enumerations that a schema lists in itself as `Literal`.
    """

    def __init__(
        self, document: Json, names: Names, *, params: bool = False, exact: bool = False
    ) -> None:
        self._schemas = doc.schemas(document)
        self._names = names
        self._params = params
        self._exact = exact

    def of(self, schema: Json) -> Annotation:
        """The annotation of `schema`, null included where it allows null."""
        return self._of(schema, ())

    def _of(self, schema: Json, seen: tuple[str, ...]) -> Annotation:
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return united(self._of(choice, seen) for choice in choices)
        if "$ref" in schema:
            return self._named(doc.component(schema) or "", seen)
        kinds = schema.get("type", ())
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        if not kinds:
            return ANY
        return united(self._kind(kind, schema, seen) for kind in kinds)

    def _named(self, name: str, seen: tuple[str, ...]) -> Annotation:
        enum = self._names.enums.get(name)
        if enum is not None:
            return _imported(f"{MODELS}.{enum.module}", enum.class_name)
        model = self._names.models.get(name)
        if model is not None and self._params:
            return _imported(f"{PARAMS}.{model.module}", model.params)
        if model is not None:
            return _imported(f"{MODELS}.{model.module}", model.class_name)
        if name in seen or name not in self._schemas:
            return ANY
        return self._of(self._schemas[name], (*seen, name))

    def _kind(self, kind: str, schema: Json, seen: tuple[str, ...]) -> Annotation:
        match kind:
            case "null":
                return NONE
            case "array":
                items = self._of(schema.get("items", {}), seen)
                return _generic("list", items)
            case "object":
                return self._object(schema, seen)
            case _:
                return self._scalar(kind, schema)

    def _object(self, schema: Json, seen: tuple[str, ...]) -> Annotation:
        if is_pair(schema):
            pair = _imported(
                f"{RUNTIME}.models",
                "KeyValuePairParams" if self._params else "KeyValuePair",
            )
            halves = [self._of(half, seen) for half in schema["properties"].values()]
            generic = _generic(pair.text, *halves)
            return Annotation(generic.choices, generic.imports | pair.imports)
        values = schema.get("additionalProperties")
        value = self._of(values if isinstance(values, dict) else {}, seen)
        return _generic("dict", self._key(schema.get("x-key-schema", {})), value)

    def _key(self, schema: Json) -> Annotation:
        """Keys are text on the wire; numbers and GUIDs are known by their text."""
        if schema.get("type") == "integer":
            return Annotation(("int",))
        name = _KEYS.get(schema.get("format", ""))
        return _imported(_SCALARS, name) if name else Annotation(("str",))

    def _scalar(self, kind: str, schema: Json) -> Annotation:
        form = schema.get("format", "")
        match kind:
            case "string" if self._exact and _can_be_sent(schema.get("enum", ())):
                values = tuple(literal(str(value)) for value in schema["enum"])
                imports = frozenset({Import("typing", "Literal")})
                brackets = Brackets("Literal[", values, "]", comma=len(values) > 1)
                return Annotation((brackets,), imports)
            case "string" if schema.get("contentEncoding") == "base64":
                return _imported(_SCALARS, "NetBytes")
            case "string" if form in _FORMATS and not is_of_display(schema):
                return _imported(_SCALARS, _FORMATS[form])
            case "string":
                return Annotation(("str",))
            case "number" if form in ("double", "float"):
                return Annotation(("float",))
            case "number":
                return _imported(_SCALARS, "NetDecimal")
            case "integer":
                return Annotation(("int",))
            case "boolean":
                return Annotation(("bool",))
            case _:
                return ANY


def is_of_display(schema: Json) -> bool:
    """Whether the format of a text is that of its `Data type`, of which the wire need
    not know: `Data type: Date` says how a value is shown.
    """
    name = str(schema.get("x-data-type", "")).replace(" ", "").lower()
    form = schema.get("format")
    return (name, form) in (("date", "date"), ("datetime", "date-time"))


def _can_be_sent(values: Iterable[object]) -> bool:
    """Whether there are values, none with half a character: Pydantic takes none such."""
    listed = [str(value) for value in values]
    return bool(listed) and not any(
        "\ud800" <= char <= "\udfff" for value in listed for char in value
    )


def is_pair(schema: Json) -> bool:
    """Whether `schema` is a KeyValuePair of .NET, written out in place."""
    return tuple(schema.get("properties", ())) == ("Key", "Value")


def united(choices: Iterable[Annotation]) -> Annotation:
    """One of `choices`; None comes last, and `Any` swallows the rest."""
    parts: dict[Part, None] = {}
    imports: set[Import] = set()
    for choice in choices:
        parts.update(dict.fromkeys(choice.choices))
        imports |= choice.imports
    if "Any" in parts:
        return ANY
    ordered = sorted(parts, key=lambda part: part == "None")
    return Annotation(tuple(ordered), frozenset(imports))


def _generic(name: str, *arguments: Annotation) -> Annotation:
    parts = tuple(argument.part for argument in arguments)
    imports: frozenset[Import] = frozenset()
    for argument in arguments:
        imports |= argument.imports
    brackets = Brackets(f"{name}[", parts, "]", comma=len(parts) > 1)
    return Annotation((brackets,), imports)


def _imported(module: str, name: str) -> Annotation:
    return Annotation((name,), frozenset({Import(module, name)}))


ANY = _imported("typing", "Any")
NONE = Annotation(("None",))
