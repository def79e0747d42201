"""OpenAPI documents drawn at random, with names and words that nobody wishes for."""

from __future__ import annotations

import keyword
import random
from typing import Any

NAMES = (
    *keyword.kwlist,
    *keyword.softkwlist,
    *("Date", "Datetime", "Decimal", "List", "Int", "Str", "Bool", "Any", "Dict"),
    *("copy", "json", "schema", "validate", "model_dump", "model_config", "mro"),
    *("id", "ID", "Id", "_id", "__id", "i d", "1d", "𝐢𝐝", "ｉｄ", "é", "e\u0301"),
    *("客户", "名称", "Ünïcödé", "ﬁeld", "İ", "ß", "ΣΑΣ", "हिन्दी", "ไทย", "עברית"),
    *("", " ", "-", "+", "*", "%", "$expand", "@odata.nextLink", "left.Skip", "a[0]"),
    *('"', "'", "\\", '"""', "\n", "\r", "\0", "\u2028", "\u202e", "\ud800", "{x}"),
    *("x" * 300, "Word " * 60, "__init__", "__class__", "self", "cls", "con", "aux"),
    *("PriceVATExcl", "EANCode", "shelF_NO", "db_address_street2", "OAuthURLs"),
    *("Model", "Field", "Client", "Exception", "None", "True", "MISSING", "Annotated"),
)
TEXTS = (
    *("", "A text.", "no stop", "Two sentences. Here.", "e.g. this", "Ends with \\"),
    *('"quoted"', 'ends with "', '"""', '""""', "\\", "\\N{BAD}", "\\x", "C:\\users"),
    *("line\nline", "para\n\npara", "tab\there", "\r\nbare\rcr", "nul\0", "\x1b[31m"),
    *("\u2028", "\u202eevil", "\ud800", "# comment", "'''", "{{ x }}", "{% x %}"),
    *("word " * 60, "x" * 200, "\\" * 100, '"' * 99, "- a\n- b\n1. c", "…“”é客户"),
)
PATTERNS = ("[A-Z]+", "^a|b$", '^"$', r"(?<!a)b", r"(a)\1", "[a-z", r"\d{3}", "'\"\\\\")
ADDRESSES = (
    "",
    "https://erp.example/Help/Api/GET-x",
    f"https://erp.example/{'x' * 150}",
)


class Drawing:
    """One random document. The same seed gives the same document."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._components: list[str] = []

    def document(self) -> dict[str, Any]:
        draw = self._random
        self._components = self._names(draw.randint(1, 9))
        schemas = {name: self._component() for name in self._components}
        paths = {
            f"/{tag or 'x'}/{place}": {"post": self._operation(tag)}
            for place, tag in enumerate(self._names(3))
        }
        return {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}}

    def _names(self, count: int) -> list[str]:
        return list(dict.fromkeys(self._random.choices(NAMES, k=count)))

    def _operation(self, tag: str) -> dict[str, Any]:
        def content() -> dict[str, Any]:
            return {"content": {"application/json": {"schema": self._reference()}}}

        return {
            "tags": [tag],
            "externalDocs": {"url": self._random.choice(ADDRESSES)},
            "requestBody": content(),
            "responses": {"200": content()} if self._random.random() < 0.5 else {},
        }

    def _component(self) -> dict[str, Any]:
        draw = self._random
        if draw.random() < 0.2:
            return self._enumeration()
        members = self._names(draw.randint(0, 12))
        schema: dict[str, Any] = {
            "type": "object",
            "description": draw.choice(TEXTS),
            "properties": {name: self._member() for name in members},
            "required": [name for name in members if draw.random() < 0.3],
        }
        if len(members) > 1 and draw.random() < 0.5:
            schema["anyOf"] = [{"required": [name]} for name in members[:3]]
        return schema

    def _enumeration(self) -> dict[str, Any]:
        draw = self._random
        names = self._names(draw.randint(1, 8))
        texts = [draw.choice(TEXTS) for _ in names]
        if draw.random() < 0.5:
            return {"type": "string", "enum": names, "x-enum-descriptions": texts}
        values = [draw.choice((-1, 0, 1, 2**40)) for _ in names]
        return {"type": "integer", "enum": values, "x-enum-varnames": names}

    def _member(self) -> dict[str, Any]:
        draw = self._random
        schema = self._schema(3)
        if draw.random() < 0.4 and isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        if draw.random() < 0.6:
            schema["description"] = draw.choice(TEXTS)
        if schema.get("type") == "string" and draw.random() < 0.3:
            schema[draw.choice(("pattern", "x-dotnet-pattern"))] = draw.choice(PATTERNS)
        return schema

    def _reference(self) -> dict[str, Any]:
        name = self._random.choice(self._components)
        return {"$ref": f"#/components/schemas/{name}"}

    def _schema(self, depth: int) -> dict[str, Any]:
        draw = self._random
        simple: list[dict[str, Any]] = [
            {},
            {"type": "string"},
            {"type": "string", "maxLength": 50, "minLength": 1},
            {"type": "string", "format": draw.choice(("uuid", "date-time", "uri"))},
            {"type": "string", "format": "time-span"},
            {"type": "string", "contentEncoding": "base64", "maxLength": 8},
            {"type": "integer", "minimum": -5, "maximum": 2**70},
            {"type": "number", "minimum": 0.1},
            {"type": "number", "format": "double", "maximum": 1e300},
            {"type": "boolean"},
            {"anyOf": [self._reference(), {"type": "null"}]},
            self._reference(),
        ]
        kind = draw.random()
        if depth == 0 or kind < 0.7:
            return dict(draw.choice(simple))
        if kind < 0.85:
            return {"type": "array", "items": self._schema(depth - 1), "maxItems": 3}
        if kind < 0.95:
            keys = draw.choice(({}, {"type": "integer"}, {"format": "uuid"}))
            return {
                "type": "object",
                "additionalProperties": self._schema(depth - 1),
                "x-key-schema": keys,
            }
        halves = {"Key": self._schema(depth - 1), "Value": self._schema(depth - 1)}
        return {"type": "object", "properties": halves}
