"""Reads answers that differ from the documentation.

An answer is first validated as documented, in one pass of native code. Only where that
fails is it read again, by a schema that takes any value wherever the documented one
does not fit: that value is kept as it came, and everything around it stays typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from pydantic import MISSING, BaseModel, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from .drift import Drift, DriftKind, merge
from .enums import is_unknown
from .models import Answer

__all__ = ["LenientReader", "unknown_values"]


class LenientReader:
    """Reads values of one documented type, whatever a server makes of it."""

    def __init__(self, adapter: TypeAdapter[Any], operation: str) -> None:
        self._operation = operation
        # With prebuilt validators the models' own, strict ones would be taken.
        self._validator = SchemaValidator(
            _loosen(adapter.core_schema), _use_prebuilt=False
        )

    def read(self, value: Any, error: ValidationError) -> tuple[Any, tuple[Drift, ...]]:
        """`value` as far as it fits, and the differences that `error` tells of."""
        answer = Answer()
        result = self._validator.validate_python(
            value, context=answer, by_alias=True, by_name=False
        )
        recased = {name.casefold() for name in answer.recased}
        return result, merge(self._differences(error, recased))

    def _differences(
        self, error: ValidationError, recased: set[str]
    ) -> Iterator[Drift]:
        for each in error.errors(include_url=False, include_context=False):
            location, received = each["loc"], each["input"]
            name = location[-1] if location else None
            same = isinstance(name, str) and name.casefold() in recased
            kind: DriftKind = "other type"
            if each["type"] == "missing":
                if same:
                    continue
                kind, received = "missing member", None
            elif each["type"] == "extra_forbidden":
                kind = "other casing" if same else "new member"
            elif received is None:
                kind = "null"
            yield Drift(
                operation=self._operation,
                kind=kind,
                path=_path(location),
                received=received,
                expected=each["msg"],
            )


# --- the schema that refuses nothing --------------------------------------------------


def _loosen(schema: CoreSchema) -> CoreSchema:
    loose = _visit(schema)
    if loose["type"] == "definitions":
        return core_schema.definitions_schema(
            _any_else(loose["schema"]), loose["definitions"]
        )
    return _any_else(loose)


def _visit(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return [_visit(each) for each in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    schema = cast("dict[str, Any]", node)
    loose = {
        key: value if key in _NOT_SCHEMAS else _visit(value)
        for key, value in schema.items()
    }
    match loose.get("type"):
        case "model-field":
            loose["schema"] = _optional(loose["schema"])
        case "list" if "items_schema" in loose:
            loose["items_schema"] = _any_else(loose["items_schema"])
        case "dict" if "values_schema" in loose:
            loose["values_schema"] = _any_else(loose["values_schema"])
        case "model":
            config = loose.get("config", {})
            loose["config"] = {**config, "extra_fields_behavior": "allow"}
            return _recasing(loose)
        case _:
            pass
    return loose


def _recasing(model: Any) -> Any:
    """`model`, in front of which names get the documented casing."""
    ref = model.pop("ref", None)
    aliases = _aliases(model["cls"])
    by_folded = {alias.casefold(): alias for alias in aliases}

    def recase(value: Any, info: core_schema.ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        members = cast("dict[str, Any]", value)
        if members.keys() <= aliases:
            return members
        renamed: dict[str, Any] = {}
        for name, item in members.items():
            alias = by_folded.get(name.casefold(), name)
            if alias != name and alias not in members:
                cast("Answer", info.context).recased.add(name)
                name = alias
            renamed[name] = item
        return renamed

    return core_schema.with_info_before_validator_function(recase, model, ref=ref)


_NOT_SCHEMAS = frozenset({"cls", "config", "metadata", "serialization", "default"})


def _any_else(schema: CoreSchema) -> CoreSchema:
    return core_schema.union_schema(
        [schema, core_schema.any_schema()], mode="left_to_right"
    )


def _optional(schema: Any) -> Any:
    if schema["type"] == "default":
        schema["schema"] = _any_else(schema["schema"])
        return schema
    default = None if schema["type"] == "nullable" else MISSING
    return core_schema.with_default_schema(_any_else(schema), default=default)


def _aliases(model: type[BaseModel]) -> frozenset[str]:
    fields = model.__pydantic_fields__
    return frozenset(field.alias or name for name, field in fields.items())


# --- places ---------------------------------------------------------------------------


def _path(location: tuple[int | str, ...]) -> str:
    parts = ["[*]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).removeprefix(".")


def unknown_values(result: Any, operation: str) -> tuple[Drift, ...]:
    """The values of enumerations in `result` that the documentation does not list."""
    return merge(
        Drift(operation=operation, kind="new value", path=path, received=value.value)
        for path, value in _leaves(result, "")
        if is_unknown(value)
    )


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        fields = type(value).__pydantic_fields__
        for name, member in value.__dict__.items():
            alias = fields[name].alias or name if name in fields else name
            yield from _leaves(member, f"{path}.{alias}" if path else alias)
    elif isinstance(value, list):
        for item in cast("Iterable[Any]", value):
            yield from _leaves(item, f"{path}[*]")
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[str, Any]", value).items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    else:
        yield path, value
