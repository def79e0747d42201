"""Schemas for datamodel-code-generator: types and names of ours, no word of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.views.annotations import Annotations, is_pair


class PlainSchemas:
    """Plain schemas of one document."""

    def __init__(self, document: Json, names: Names) -> None:
        self._names = names
        self._schemas = doc.schemas(document)
        self._annotations = Annotations(document, names)

    def of(self, schema: Json) -> dict[str, Any]:
        """The type of `schema` without null, bounds and words.

        Models are referred to by class name, scalars of the runtime by a type of their
        name.
        """
        return self._of(schema, ())

    def _of(self, schema: Json, seen: tuple[str, ...]) -> dict[str, Any]:
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices:
            return self._united(choices, seen)
        if "$ref" in schema:
            return self._referred(doc.component(schema) or "", seen)
        kinds = schema.get("type", ())
        if not isinstance(kinds, str):
            return self._united([{**schema, "type": kind} for kind in kinds], seen)
        if kinds == "array":
            items = self._with_null(schema.get("items", {}), seen)
            return {"type": "array", "items": items}
        if kinds == "object":
            values = schema.get("additionalProperties")
            values = values if isinstance(values, dict) else {}
            return {
                "type": "object",
                "additionalProperties": self._with_null(values, seen),
            }
        for needed in self._annotations.of({**schema, "type": kinds}).imports:
            return {"customTypePath": f"runtime.{needed.name}"}
        return {"type": kinds}

    def _united(self, choices: list[Json], seen: tuple[str, ...]) -> dict[str, Any]:
        plain = [self._of(c, seen) for c in choices if c.get("type") != "null"]
        if len(plain) == 1:
            return plain[0]
        return {"anyOf": plain} if plain else {}

    def _with_null(self, schema: Json, seen: tuple[str, ...]) -> dict[str, Any]:
        """What stands inside a collection, where null is part of the type."""
        plain = self._of(schema, seen)
        if plain and self._annotations.of(schema).choices[-1] == "None":
            return {"anyOf": [plain, {"type": "null"}]}
        return plain

    def _referred(self, name: str, seen: tuple[str, ...]) -> dict[str, Any]:
        named = self._names.models.get(name) or self._names.enums.get(name)
        if named is not None:
            return {"$ref": f"#/$defs/{named.class_name}"}
        if name in seen or name not in self._schemas:
            return {}
        return self._of(self._schemas[name], (*seen, name))


def is_plain(schema: Any) -> bool:
    """Whether a plain schema can say what `schema` does: no pair, no keys but text."""
    if isinstance(schema, Mapping):
        if is_pair(schema) or "x-key-schema" in schema:
            return False
        return all(map(is_plain, schema.values()))
    return not isinstance(schema, list) or all(map(is_plain, schema))
