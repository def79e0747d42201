"""Whether a document has the form that later stages rely on, wherever they look.

`build` gives it that form; an overlay may put anything anywhere. What does not belong where
it stands is left out with a finding, so that a slip costs one value and not the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place
from helpwright.value import dataclass

_Way: TypeAlias = tuple[str | int, ...]

_SCHEMAS = "#/components/schemas/"
_NOTHING = object()
_MOST = 100
"""Findings of one overlay; one more counts the rest."""
_PLAIN = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Form:
    """What may stand in a place."""

    words: str
    kinds: tuple[type, ...]
    members: str = ""
    """`name:form` of members of an object that have a form; others may be anything."""
    each: str = ""
    """The form of all items, or of all members that `members` does not name."""
    needs: tuple[str, ...] = ()
    """Members without which an object is nothing."""


_LENGTHS = "minLength maxLength minItems maxItems minProperties maxProperties"
_METHODS = "get put post delete options head patch trace"


def _all(names: str, form: str) -> str:
    return " ".join(f"{name}:{form}" for name in names.split())


_SCHEMA = " ".join(
    (
        _all(_LENGTHS, "count"),
        _all("minimum maximum exclusiveMinimum exclusiveMaximum", "number"),
        _all("title description format pattern contentEncoding", "text"),
        _all("x-dotnet-pattern x-dotnet-type x-data-type $ref", "text"),
        _all("items x-key-schema", "schema"),
        _all("anyOf oneOf allOf", "schemas"),
        _all("enum x-enum-varnames x-enum-descriptions", "list"),
        "type:type properties:named-schemas additionalProperties:schema-or-flag",
        "required:texts externalDocs:link xml:xml",
    )
)
_OPERATION = " ".join(
    (
        _all("summary description operationId", "text"),
        "tags:texts externalDocs:link parameters:parameters requestBody:body",
        "responses:responses x-variants:operations x-pagination:pagination",
    )
)
_FORMS = {
    "text": _Form("a text", (str,)),
    "flag": _Form("true or false", (bool,)),
    "number": _Form("a number", (int, float)),
    "count": _Form("a whole number that is not below 0", (int,)),
    "list": _Form("a list", (list,)),
    "scalar": _Form("a text, a number, true, false or null", (str, int, type(None))),
    "texts": _Form("a list of texts", (list,), each="text"),
    "type": _Form("a type, or a list of such", (str, list), each="text"),
    "title": _Form("a text that is not empty", (str,)),
    "info": _Form(
        "an object", (dict,), "title:title version:title " + _all("description", "text")
    ),
    "link": _Form("an object", (dict,), "url:text description:text"),
    "servers": _Form("a list of servers", (list,), each="link"),
    "tags": _Form("a list of tags", (list,), each="tag"),
    "tag": _Form(
        "an object with a name", (dict,), "name:text description:text", needs=("name",)
    ),
    "paths": _Form("an object", (dict,), each="path"),
    "path": _Form(
        "an object of operations",
        (dict,),
        f"{_all(_METHODS, 'operation')} parameters:parameters"
        " x-additional-operations:named-operations",
        each="perhaps-operation",
    ),
    "operation": _Form(
        "an object with responses", (dict,), _OPERATION, needs=("responses",)
    ),
    "operations": _Form("a list of operations", (list,), each="operation"),
    "named-operations": _Form("an object of operations", (dict,), each="operation"),
    "pagination": _Form(
        "false, or an object",
        (bool, dict),
        f"{_all('items offset page size', 'text')} first:count",
    ),
    "parameters": _Form("a list of parameters", (list,), each="parameter"),
    "parameter": _Form(
        "an object with `name` and `in`",
        (dict,),
        f"{_all('name in description style x-aspnet-style', 'text')} schema:schema"
        f" {_all('required explode x-catch-all', 'flag')}",
        needs=("name", "in"),
    ),
    "body": _Form(
        "an object", (dict,), "description:text required:flag content:content"
    ),
    "responses": _Form("an object of responses", (dict,), each="response"),
    "response": _Form("an object", (dict,), "description:text content:content"),
    "content": _Form("an object of media types", (dict,), each="media"),
    "media": _Form("an object", (dict,), "schema:schema"),
    "schema": _Form("an object that is a schema", (dict,), _SCHEMA),
    "schema-or-flag": _Form("a schema, true or false", (bool, dict), _SCHEMA),
    "schemas": _Form("a list of schemas", (list,), each="schema"),
    "named-schemas": _Form("an object of schemas", (dict,), each="schema"),
    "xml": _Form("an object", (dict,), "name:text namespace:text x-order:count"),
    "components": _Form(
        "an object",
        (dict,),
        "schemas:named-schemas parameters:named-parameters securitySchemes:schemes",
    ),
    "named-parameters": _Form("an object of parameters", (dict,), each="parameter"),
    "schemes": _Form("an object of security schemes", (dict,), each="scheme"),
    "scheme": _Form(
        "an object",
        (dict,),
        f"{_all('type scheme in name', 'text')} flows:flows x-login:login",
    ),
    "flows": _Form("an object", (dict,), "password:flow"),
    "flow": _Form("an object", (dict,), "tokenUrl:text x-fields:named-texts"),
    "named-texts": _Form("an object of texts", (dict,), each="text"),
    "login": _Form(
        "an object with `url`, `user` and `password`",
        (dict,),
        _all("url user password", "text"),
        needs=("url", "user", "password"),
    ),
    "security": _Form("a list of objects", (list,), each="object"),
    "object": _Form("an object", (dict,)),
    "failures": _Form("a list of failures", (list,), each="failure"),
    "failure": _Form(
        "an object with `member` and `equals`",
        (dict,),
        "member:text equals:scalar message:text",
        needs=("member", "equals"),
    ),
    "document": _Form(
        "an object",
        (dict,),
        "openapi:text info:info servers:servers tags:tags components:components"
        " paths:paths security:security x-failures:failures",
    ),
}
_MEMBERS = {
    name: dict(each.split(":") for each in form.members.split())
    for name, form in _FORMS.items()
}


def fit(
    document: dict[str, Any], before: dict[str, Any], page: str, findings: Findings
) -> dict[str, Any]:
    """`document`, which the overlay `page` made of `before`, without what has no form.

    Changes `document`. Its title and its version stay as they were where none is left.
    """
    fitting = _Fitting(document)
    fitting.value("document", document, ())
    info = document.setdefault("info", {})
    for name in ("title", "version"):
        info.setdefault(name, before["info"][name])
    for number, (way, words) in enumerate(fitting.misfits):
        if number == _MOST:
            words = f"and {len(fitting.misfits) - _MOST:,} more values like it"
        findings.add(_misfit(page, way, words))
        if number == _MOST:
            break
    return document


class _Fitting:
    """Walks a document, and takes out what does not belong where it stands."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.misfits: list[tuple[_Way, str]] = []
        self._schemas, self._parameters = (
            _objects(document, kind) for kind in ("schemas", "parameters")
        )

    def value(self, name: str, value: Any, way: _Way) -> Any:
        """`value` as far as it has the form `name`; _NOTHING where it has not."""
        if name == "perhaps-operation":
            is_one = isinstance(value, dict) and "responses" in value
            return self.value("operation", value, way) if is_one else value
        form = _FORMS[name]
        if not _is_one(value, form):
            return self._left_out(way, f"{_called(value)}, and not {form.words}")
        if isinstance(value, dict):
            return self._object(name, form, value, way)
        if isinstance(value, list) and form.each:
            items = [self.value(form.each, v, (*way, i)) for i, v in enumerate(value)]
            value[:] = [item for item in items if item is not _NOTHING]
        if (name == "type" and not value) or (name == "title" and not value.strip()):
            return self._left_out(way, f"empty, and not {form.words}")
        return value

    def _object(self, name: str, form: _Form, value: Any, way: _Way) -> Any:
        members = _MEMBERS[name]
        # References are held against components, so these come first.
        for key in sorted(value, key=lambda key: key != "components"):
            inner = members.get(key, form.each)
            if inner and self.value(inner, value[key], (*way, key)) is _NOTHING:
                del value[key]
        if "$ref" in value and name in ("schema", "schema-or-flag"):
            target = str(value["$ref"])
            known = target.removeprefix(_SCHEMAS).replace("~1", "/").replace("~0", "~")
            if not target.startswith(_SCHEMAS) or known not in self._schemas:
                del value["$ref"]
                self._left_out(
                    (*way, "$ref"), f"{target!r}, and no schema of this file"
                )
        elif "$ref" in value and name == "parameter" and way[0] == "paths":
            target = str(value["$ref"])
            if target.rpartition("/")[2] in self._parameters:
                return value
            return self._left_out(way, f"{target!r}, and no parameter of this file")
        lacks = [f"`{each}`" for each in form.needs if each not in value]
        if name == "scheme" and value.get("type") == "apiKey" and "name" not in value:
            lacks = ["`name`"] if value.get("in") in ("header", "query") else []
        if lacks:
            return self._left_out(way, f"an object without {' and '.join(lacks)}")
        return value

    def _left_out(self, way: _Way, words: str) -> Any:
        self.misfits.append((way, words))
        return _NOTHING


def _objects(document: dict[str, Any], kind: str) -> set[str]:
    """Names of the components of `kind` that stay."""
    components = document.get("components")
    listed = components.get(kind) if isinstance(components, dict) else None
    found = listed if isinstance(listed, dict) else {}
    needs = ("name", "in") if kind == "parameters" else ()
    return {
        name
        for name, each in found.items()
        if isinstance(each, dict) and all(isinstance(each.get(n), str) for n in needs)
    }


def _is_one(value: Any, form: _Form) -> bool:
    if isinstance(value, bool):
        return bool in form.kinds or form.words == _FORMS["scalar"].words
    below = form.words == _FORMS["count"].words and isinstance(value, int) and value < 0
    return isinstance(value, form.kinds) and not below


def _called(value: Any) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return "a text"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
    return str(value)


def _shown(way: _Way) -> Iterator[str]:
    yield "$"
    for step in way:
        if isinstance(step, str) and _PLAIN.fullmatch(step):
            yield f".{step}"
        else:
            yield f"[{step!r}]"


def _misfit(page: str, way: _Way, words: str) -> Finding:
    path = "".join(_shown(way))
    return Finding(
        code="HW407",
        severity="error",
        message=f"after it {path} is {words}",
        place=Place(page=page),
        text=path,
        made_of_it="it is left out of the document, and the rest is used",
        advice="mend the action that puts it there; what stands where in a document"
        " says https://spec.openapis.org/oas/v3.1.1.html",
    )
