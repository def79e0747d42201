"""Tells fast whether JSON fits a schema as it stands, as most of what is sent does.

The check runs in pydantic's core. What it accepts, `binding` would hand on as it is or
refuse for a date or a GUID that is none; of the rest nothing is said, and `binding` has
to look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from pydantic_core import CoreSchema, SchemaError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from .binding import (
    Bind,
    Binder,
    Report,
    Schema,
    component_of,
    one_required,
    required_of,
)
from .json_values import is_object

_FREE = (None, "uri")
# What the models that a body becomes refuse by themselves.
_LEFT_TO_MODELS = ("uuid", "date-time", "date", "time-span")


def fits(
    schema: Schema, binder: Binder, *, whole: bool = False
) -> Callable[[Any], bool]:
    """A function that tells whether a value fits `schema` and need not be bound.

    `whole` leaves nothing to models, for there may be none.
    """
    try:
        validator = SchemaValidator(_Translator(binder, whole).whole(schema))
    except SchemaError:
        return lambda value: False

    def check(value: Any) -> bool:
        try:
            validator.validate_python(value)
        except ValidationError:
            return False
        return True

    return check


class _Translator:
    """Turns JSON Schema into schemas of pydantic's core."""

    def __init__(self, binder: Binder, whole: bool) -> None:
        self._binder = binder
        self._left_to_models = _FREE if whole else (*_FREE, *_LEFT_TO_MODELS)
        self._definitions: dict[str, CoreSchema] = {}

    def whole(self, schema: Schema) -> CoreSchema:
        """`schema` with the components that it refers to."""
        translated = self._of(schema)
        return core.definitions_schema(translated, list(self._definitions.values()))

    def _of(self, schema: Schema) -> CoreSchema:
        if "$ref" in schema:
            return self._component(component_of(schema["$ref"]))
        if schema.get("allOf") or schema.get("anyOf"):
            return self._combined(schema)
        types = schema.get("type", ())
        names = [types] if isinstance(types, str) else list(types)
        plain = [name for name in names if name != "null"]
        if len(plain) != 1:
            return core.any_schema() if not schema else self._slowly(schema)
        translated = self._typed(plain[0], schema)
        return core.nullable_schema(translated) if "null" in names else translated

    def _component(self, name: str) -> CoreSchema:
        if name not in self._definitions:
            self._definitions[name] = core.any_schema()
            inner = self._of(self._binder.component(name))
            self._definitions[name] = cast("CoreSchema", {**inner, "ref": name})
        return core.definition_reference_schema(name)

    def _combined(self, schema: Schema) -> CoreSchema:
        """Null beside one choice, and groups of which a member is required."""
        choices: Sequence[Schema] = schema.get("anyOf", ())
        plain = [choice for choice in choices if choice.get("type") != "null"]
        if "allOf" not in schema and "type" not in schema and len(plain) == 1:
            return core.nullable_schema(self._of(plain[0]))
        rules = [one_required(part) for part in (schema, *schema.get("allOf", ()))]
        rest = {k: v for k, v in schema.items() if k not in ("allOf", "anyOf")}
        known = [rule for rule in rules if rule is not None]
        if len(known) != len(schema.get("allOf", ())) + bool(choices):
            return self._slowly(schema)
        translated = self._of(rest)
        for rule in known:
            translated = core.no_info_after_validator_function(
                _unchanged(rule), translated
            )
        return translated

    def _typed(self, name: str, schema: Schema) -> CoreSchema:
        if "enum" in schema or "pattern" in schema:
            return self._slowly(schema)
        match name:
            case "string":
                return self._string(schema)
            case "integer":
                return core.int_schema(
                    strict=True, ge=schema.get("minimum"), le=schema.get("maximum")
                )
            case "number" if "minimum" not in schema and "maximum" not in schema:
                return core.union_schema(
                    [core.int_schema(strict=True), core.is_instance_schema(Decimal)],
                    mode="left_to_right",
                )
            case "boolean":
                return core.bool_schema(strict=True)
            case "array":
                return core.list_schema(
                    self._of(schema.get("items", {})),
                    min_length=schema.get("minItems"),
                    max_length=schema.get("maxItems"),
                    strict=True,
                )
            case "object":
                return self._object(schema)
            case _:
                return self._slowly(schema)

    def _string(self, schema: Schema) -> CoreSchema:
        if "contentEncoding" in schema:
            return self._slowly(schema)
        least, most = schema.get("minLength"), schema.get("maxLength")
        if schema.get("format") in self._left_to_models and "x-data-type" not in schema:
            return core.str_schema(strict=True, min_length=least, max_length=most)
        return self._slowly(schema)

    def _object(self, schema: Schema) -> CoreSchema:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        others = schema.get("additionalProperties")
        if properties and not is_object(others):
            required = frozenset(required_of(schema))
            if not required <= properties.keys():
                return self._slowly(schema)
            fields = {
                name: core.typed_dict_field(self._of(m), required=name in required)
                for name, m in properties.items()
            }
            return core.typed_dict_schema(fields, extra_behavior="forbid", strict=True)
        if properties or schema.get("required"):
            return self._slowly(schema)
        values = self._of(others) if is_object(others) else core.any_schema()
        return core.dict_schema(core.str_schema(strict=True), values, strict=True)

    def _slowly(self, schema: Schema) -> CoreSchema:
        """Leaves a part of the value to `binding`."""
        return core.no_info_plain_validator_function(
            _unchanged(self._binder.compile(schema))
        )


def _unchanged(bind: Bind) -> Callable[[Any], Any]:
    """Raises ValueError where `bind` changes a value or finds fault with it."""

    def check(value: Any) -> Any:
        report = Report()
        bound = bind(value, report)
        if report.problems or report.unknown or bound is not value and bound != value:
            raise ValueError
        return value

    return check
