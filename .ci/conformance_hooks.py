"""What Schemathesis can't find in an OpenAPI document: how .NET writes forms, XML and
dictionaries, and what of a value is lost on the way.

Loaded by Schemathesis; HELPWRIGHT_DOCUMENT is the file of the document that is tested.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import schemathesis
from hypothesis import strategies as st
from schemathesis.core import NotSet
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData

from helpwright.mock.shared import (
    binding,
    documentation,
    forms,
    jsontext,
    media,
    publishing,
    receiving,
    typed_text,
    xml_text,
)

FORM = "application/x-www-form-urlencoded"
XML = ("application/xml", "text/xml")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A style under which Schemathesis leaves objects as they are.
LEFT_ALONE = "pipeDelimited"

DOCUMENT = jsontext.loads(Path(os.environ["HELPWRIGHT_DOCUMENT"]).read_bytes())
DOCUMENTED = documentation.Documentation(publishing.published(DOCUMENT))
BINDER = binding.Binder(DOCUMENTED.document.get("components", {}).get("schemas", {}))


def time_spans() -> st.SearchStrategy[str]:
    """Texts that .NET's TimeSpan reads."""
    parts = st.tuples(
        st.sampled_from(["", "-"]),
        st.sampled_from(["", "1.", "10675198."]),
        st.integers(0, 23),
        st.integers(0, 59),
        st.integers(0, 59),
        st.sampled_from(["", ".5", ".1234567"]),
    )
    return parts.map(lambda p: f"{p[0]}{p[1]}{p[2]:02}:{p[3]:02}:{p[4]:02}{p[5]}")


schemathesis.openapi.format("time-span", time_spans())


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Says of the document what Schemathesis would miss, and shortens it for brief runs.

    It takes `contentEncoding` for a remark and sends any text where base64 must stand;
    `byte` is its own name for that. Parameters with parts get to `map_case` whole.
    """
    for schema in objects(raw_schema):
        if schema.get("contentEncoding") == "base64":
            schema["format"] = "byte"
        if has_parts(schema):
            schema.update({"style": LEFT_ALONE, "explode": True})
    if not os.environ.get("HELPWRIGHT_BRIEF"):
        return
    for item in raw_schema["paths"].values():
        for node in item.values():
            contents = node.get("requestBody", {}).get("content", {})
            if "application/json" in contents:
                for name in contents.keys() - {"application/json"}:
                    del contents[name]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """`value` and what it holds, as far as it is objects."""
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in ("example", "examples", "enum", "default"):
                yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def has_parts(parameter: dict[str, Any]) -> bool:
    """Whether this is a parameter of the query that Web API binds part by part."""
    is_marked = parameter.get("style") == "deepObject" or "x-aspnet-style" in parameter
    return parameter.get("in") == "query" and is_marked


# --- bodies -------------------------------------------------------------------------------


def form(context: Any, value: Any) -> bytes:
    """`Lines[0].Name=a`, as Web API reads it."""
    body = context.case.body
    if not isinstance(body, dict):
        return urlencode(list(fields("", body))).encode()
    return urlencode([p for name in body for p in fields(name, body[name])]).encode()


def fields(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Names and texts of the fields that `value` comes to."""
    if isinstance(value, dict):
        for member, inner in value.items():
            yield from fields(f"{name}[{member}]" if name else member, inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from fields(f"{name}[{index}]", inner)
    else:
        yield name, text_of(value)


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else jsontext.dumps(value).decode()


def xml(context: Any, value: Any) -> bytes:
    """As the DataContractSerializer writes it; samples are XML already."""
    operation, content = content_of(context.case)
    body = context.case.body
    if isinstance(body, str) and body.startswith("<"):
        return body.encode()
    written: bytes = xml_text.write_xml(value, content.schema, operation.binder)
    return written


schemathesis.serializer(FORM)(form)
schemathesis.serializer(*XML)(xml)


def content_of(case: Any) -> tuple[Any, Any]:
    """The documented operation of a case, and the content that its body is of."""
    operation = DOCUMENTED.operation(case.operation.method, case.operation.path)
    content, _ = operation.body[media.essence(case.media_type)]
    return operation, content


# --- addresses ----------------------------------------------------------------------------

CHANGED: set[str] = set()
"""Ids of cases of which an address can't carry a value: it is valid where that is not, or
the other way round, as a dictionary without entries is nothing at all.
"""


@schemathesis.hook
def map_case(context: Any, case: Any) -> Any:
    """Writes what has parts as Web API binds it: `filter[0].key=a&filter[0].value=b` for
    dictionaries, `range.from=1` for objects, `places[0].name=a` for lists of them.
    """
    operation = DOCUMENTED.operation(case.operation.method, case.operation.path)
    for parameter in filter(has_parts, operation.node.get("parameters", ())):
        name, schema = parameter["name"], parameter["schema"]
        if not isinstance(case.query, dict) or name not in case.query:
            continue
        value = case.query.pop(name)
        parts: dict[str, list[str]] = {}
        for part, text in addressed("", value, schema):
            parts.setdefault(part, []).append(text)
        case.query.update({f"{name}{part}": parts[part] for part in parts})
        is_valid = validator(schema).is_valid
        arriving = arrived(parts, schema, operation.binder)
        if is_valid(value) != (
            is_valid(arriving) if parts else not is_needed(parameter)
        ):
            CHANGED.add(case.id)
    return case


def is_needed(parameter: Any) -> bool:
    return bool(parameter.get("required"))


def addressed(name: str, value: Any, schema: Any) -> Iterator[tuple[str, str]]:
    """Names and texts of what `value` comes to in an address; null is left out."""
    schema = typed_text.plain(schema, BINDER)
    if isinstance(value, dict) and typed_text.is_dictionary(schema):
        for index, (key, inner) in enumerate(value.items()):
            yield f"{name}[{index}].key", key
            of = schema["additionalProperties"]
            yield from addressed(f"{name}[{index}].value", inner, of)
    elif isinstance(value, dict):
        for member, inner in value.items():
            of = schema.get("properties", {}).get(member, {})
            yield from addressed(f"{name}.{member}", inner, of)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            step = f"[{index}]" if isinstance(inner, dict | list) else ""
            yield from addressed(f"{name}{step}", inner, schema.get("items", {}))
    elif value is not None:
        yield name, text_of(value)


def arrived(parts: dict[str, list[str]], schema: Any, binder: Any) -> Any:
    """The value that the parts come to where they are read; a text that has no part."""
    if "" in parts:
        return parts[""][0]
    pairs = [(f"_{part}", text) for part, texts in parts.items() for text in texts]
    return plain(typed_text.from_fields(forms.nested(pairs).get("_"), schema, binder))


# --- verdicts -----------------------------------------------------------------------------


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Drops what forms and XML can't carry: the kind of a value, and what is empty.

    A number that became text is a number again where it is read; a list without items is
    no field at all. So the verdict on such a body is that on what was really sent. Nor
    does a body count as valid that breaks a format: of a format beside null Schemathesis
    makes empty text. And an empty segment makes a path that of another operation.
    """
    if "" in (case.path_parameters or {}).values() or case.id in CHANGED:
        return False
    if isinstance(failure, RejectedPositiveData) and misses_path(case):
        return False
    if isinstance(case.body, NotSet) or not case.media_type:
        return True
    written_as = media.form_of(case.media_type)
    operation, content = content_of(case)
    is_valid = validator(content.schema).is_valid
    if isinstance(failure, RejectedPositiveData):
        sent = without_empty(case.body) if written_as == "form" else case.body
        return is_valid(sent) and (written_as != "xml" or is_xml(sent))
    if isinstance(failure, AcceptedNegativeData) and written_as in ("form", "xml"):
        return not is_valid(read_again(operation, content, case))
    return True


def misses_path(case: Any) -> bool:
    """Whether a value of the path is none that is documented: links that Schemathesis
    infers carry the GUID of one thing to where the number of another belongs.
    """
    operation = DOCUMENTED.operation(case.operation.method, case.operation.path)
    schemas = {
        each["name"]: each["schema"]
        for each in operation.node.get("parameters", ())
        if each["in"] == "path"
    }
    return not all(
        validator(schemas[name]).is_valid(
            typed_text.typed(text_of(value), schemas[name], BINDER)
        )
        for name, value in (case.path_parameters or {}).items()
        if name in schemas
    )


def validator(schema: Any) -> Any:
    """Judges values by `schema`; it shares nothing with the server."""
    components = jsontext.loads(jsontext.dumps(DOCUMENTED.document["components"]))
    whole = {"$ref": "#/schema", "schema": schema, "components": components}
    return jsonschema_rs.Draft202012Validator(plain(whole), validate_formats=True)


def plain(value: Any) -> Any:
    """`value` as the standard library reads JSON."""
    return json.loads(jsontext.dumps(value))


def read_again(operation: Any, content: Any, case: Any) -> Any:
    """The body as it arrives."""
    context = schemathesis.SerializationContext(case=case)
    if content.form == "xml":
        return plain(
            xml_text.parse_xml(
                xml(context, case.body), content.schema, operation.binder
            )
        )
    fields = forms.parse_form(form(context, case.body).decode())
    return plain(receiving.filled_in(fields, content.schema, operation.binder))


def without_empty(value: Any) -> Any:
    """`value` without lists and objects that hold nothing."""
    if isinstance(value, dict):
        inner = {name: without_empty(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in ([], {})}
    if isinstance(value, list):
        return [item for item in map(without_empty, value) if item not in ([], {})]
    return value


def is_xml(value: Any) -> bool:
    """Whether XML has all the characters of `value`."""
    if isinstance(value, dict):
        return all(map(is_xml, (*value, *value.values())))
    if isinstance(value, list):
        return all(map(is_xml, value))
    return not (isinstance(value, str) and NOT_IN_XML.search(value))
