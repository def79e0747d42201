"""FastAPI's own description of the server beside the document that it was made of.

What the server publishes is the document itself. What FastAPI finds out from routes and
models must say the same; where it has other words, or none, stands in `plain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from fastapi.openapi.utils import get_openapi

from .conftest import Emitted

pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute with value")

UNSAID = (
    "title",  # FastAPI makes one of every name; ours stands where a name was escaped
    "description",  # of classes: docstrings end with where the class is used
    "additionalProperties",  # models refuse unknown members to find mistakes in programs
    "xml",  # pydantic knows no XML
)
"""Keywords that only one of the two has, and why."""


def described_by_fastapi(emitted: Emitted) -> dict[str, Any]:
    routes = emitted.server.create_app().routes
    return get_openapi(
        title="", version="", routes=routes, separate_input_output_schemas=False
    )


def classes(emitted: Emitted) -> dict[str, str]:
    """Class by component: FastAPI calls components as the classes are called."""
    names = {**emitted.names.models, **emitted.names.enums}
    return {component: name.class_name for component, name in names.items()}


def plain(schema: Any, renamed: Mapping[str, str]) -> Any:
    """`schema` in the words that both have.

    - Null is a choice beside a type in one, and one of several types in the other.
    - FastAPI knows none of our extensions.
    - "One of these members must be given" is a rule of the model, not of its schema.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return {"of": renamed.get(name, name)}
    choices = schema.get("anyOf", ())
    if any(set(choice) == {"required"} for choice in choices):
        choices = ()
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    inner = [plain(c, renamed) for c in choices if c.get("type") != "null"]
    found: dict[str, Any] = inner[0] if len(inner) == 1 else {}
    if "null" in kinds or any(choice.get("type") == "null" for choice in choices):
        found = {**found, "null": True}
    for word, value in schema.items():
        match word:
            case "type":
                found["type"] = next(iter(k for k in kinds if k != "null"), "")
            case "properties":
                found[word] = {n: plain(m, renamed) for n, m in value.items()}
            case "items":
                found[word] = plain(value, renamed)
            case "required":
                found[word] = sorted(value)
            case "anyOf" | "allOf":
                continue
            case _ if word not in UNSAID and not word.startswith("x-"):
                found[word] = value
    if found.get("format") == "double":  # what a float of Python is
        del found["format"]
    return found


def plain_parameter(parameter: Any, renamed: Mapping[str, str]) -> dict[str, Any]:
    """FastAPI gives a parameter that may be missing null as a value; no address has one."""
    schema = plain(parameter["schema"], renamed)
    required = parameter.get("required", False)
    if not required:
        schema.pop("null", None)
    return {
        "name": parameter["name"],
        "in": parameter["in"],
        "required": required,
        "schema": schema,
    }


def plain_operation(node: Any, renamed: Mapping[str, str]) -> dict[str, Any]:
    """FastAPI knows one media type a body, no samples, and 422 for what is refused."""
    parameters = node.get("parameters", ())
    body = node.get("requestBody")
    [status, *_] = (each for each in node["responses"] if each.startswith("2"))
    response = node["responses"][status]
    return {
        "id": node["operationId"],
        "tags": node["tags"],
        "parameters": [plain_parameter(each, renamed) for each in parameters],
        "body": body and _plain_content(body, renamed),
        "status": status,
        "response": response["description"],
        "result": _plain_content(response, renamed),
    }


def _plain_content(node: Any, renamed: Mapping[str, str]) -> Any:
    content = next(iter(node.get("content", {}).values()), {})
    return plain(content.get("schema", {}), renamed)


def test_operations_are_the_same(emitted: Emitted) -> None:
    renamed = classes(emitted)
    found = described_by_fastapi(emitted)["paths"]
    assert {
        (path, method): plain_operation(node, {})
        for path, item in found.items()
        for method, node in item.items()
    } == {
        (path, method): plain_operation(node, renamed)
        for path, item in emitted.document["paths"].items()
        for method, node in item.items()
    }


def test_words_about_operations_are_the_same(emitted: Emitted) -> None:
    """FastAPI makes a summary of the function's name where the documentation has none."""
    found = described_by_fastapi(emitted)["paths"]
    for path, item in emitted.document["paths"].items():
        for method, node in item.items():
            for words in ("summary", "description"):
                if words in node:
                    assert found[path][method][words] == node[words]


def test_components_are_the_same(emitted: Emitted) -> None:
    renamed = classes(emitted)
    found = described_by_fastapi(emitted)["components"]["schemas"]
    of_refusals = {"HTTPValidationError", "ValidationError"}
    ours = emitted.document["components"]["schemas"]
    assert {name: plain(found[name], {}) for name in found.keys() - of_refusals} == {
        renamed[name]: plain(schema, renamed) for name, schema in ours.items()
    }


@pytest.mark.parametrize("word", UNSAID)
def test_what_is_left_out_is_there_to_be_left_out(emitted: Emitted, word: str) -> None:
    found = described_by_fastapi(emitted)["components"]["schemas"]
    ours = emitted.document["components"]["schemas"]
    assert str(found).count(f"'{word}'") != str(ours).count(f"'{word}'")


def test_the_server_publishes_the_document(emitted: Emitted) -> None:
    """With the answers that refuse, and open enumerations without a closed list."""
    app = emitted.server.create_app()

    @app.get("/health")
    def health() -> dict[str, bool]:
        return {"up": True}

    published = app.openapi()
    assert published["paths"].pop("/health")["get"]["operationId"]
    for path, item in emitted.document["paths"].items():
        for method, node in item.items():
            served = published["paths"][path][method]
            assert served["responses"].keys() == {*node["responses"], "4XX", "5XX"}
            assert served.get("parameters") == node.get("parameters")
            for media_type, content in node["requestBody"]["content"].items():
                assert served["requestBody"]["content"][media_type] == content
    assert published["components"]["schemas"]["WorkNew"] == (
        emitted.document["components"]["schemas"]["WorkNew"]
    )
    states = published["components"]["schemas"]["ProductState"]
    assert (states.get("enum"), states["examples"]) == (None, [0])
