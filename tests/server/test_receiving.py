"""Bodies of every form, read against an operation's documentation."""

from __future__ import annotations

from typing import Any

import pytest
from templates.server.runtime.documentation import Documentation
from templates.server.runtime.faults import Fault
from templates.server.runtime.receiving import receive

FORM = "application/x-www-form-urlencoded"
SCHEMAS: dict[str, Any] = {
    "text": {"type": "string"},
    "names": {"type": "array", "items": {"type": "integer"}},
    "boat": {"type": "object", "properties": {"Name": {"type": "string"}}},
    "anything": {},
    "chain": {"$ref": "#/components/schemas/Chain"},
}
CHAIN: dict[str, Any] = {
    "type": "object",
    "properties": {"inner": {"anyOf": [SCHEMAS["chain"], {"type": "null"}]}},
}


def read(schema: str, sent: str, body: str) -> Any:
    media_types = ("application/json", "application/xml", FORM, "text/csv")
    content = {name: {"schema": SCHEMAS[schema]} for name in media_types}
    documentation = Documentation(
        {
            "components": {"schemas": {"Chain": CHAIN}},
            "paths": {
                "/a": {
                    "post": {
                        "requestBody": {"required": True, "content": content},
                        "responses": {"204": {"description": ""}},
                    }
                }
            },
        }
    )
    operation = documentation.operation("POST", "/a")
    headers = {"content-type": sent}
    return receive(
        operation, path=(), query=b"", headers=headers, body=body.encode()
    ).body


@pytest.mark.parametrize(
    ("schema", "sent", "body", "value"),
    [
        ("text", FORM, "=Gull+II", "Gull II"),
        ("text", "application/json", '"Gull"', "Gull"),
        ("text", "application/xml", "<string>Gull</string>", "Gull"),
        ("text", "text/csv", "Gull;1", "Gull;1"),
        ("names", FORM, "", []),
        ("names", FORM, "=5", [5]),
        ("names", "application/xml", "<a><int>1</int><int>2</int></a>", [1, 2]),
        ("boat", FORM, "", {}),
        ("boat", FORM, "=5", {}),
        ("boat", FORM, "name=Gull", {"Name": "Gull"}),
        ("anything", "application/json", "[1]", [1]),
        ("anything", FORM, "a=1", {"a": "1"}),
    ],
)
def test_body(schema: str, sent: str, body: str, value: Any) -> None:
    assert read(schema, sent, body) == value


@pytest.mark.parametrize("number", ["1e1000000", "1e99999999999999999999"])
def test_a_number_beyond_all_bounds_is_refused_at_once(number: str) -> None:
    with pytest.raises(Fault) as refused:
        read("names", "application/json", f"[{number}]")
    assert refused.value.status == 400


def test_a_body_nested_too_deeply_is_refused() -> None:
    body = '{"inner": ' * 800 + "{}" + "}" * 800
    with pytest.raises(Fault) as refused:
        read("chain", "application/json", body)
    assert "nested too deeply" in str(refused.value.body)


def test_what_no_body_of_that_form_can_be_is_refused() -> None:
    with pytest.raises(Fault) as refused:
        read("names", "text/csv", "1;2")
    assert refused.value.status == 400
