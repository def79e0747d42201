"""`Data type: Date` speaks of display: it changes no type, and makes none."""

from __future__ import annotations

import pytest

from helpwright.names import resolve
from helpwright.views.annotations import Annotations


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "format": "date-time"}, "NetDateTime"),
        (
            {"type": "string", "format": "date-time", "x-data-type": "Date"},
            "NetDateTime",
        ),
        ({"type": "string", "format": "date-time", "x-data-type": "DateTime"}, "str"),
        ({"type": "string", "format": "date", "x-data-type": "Date"}, "str"),
        ({"type": "string", "format": "uuid", "x-data-type": "Custom"}, "NetGuid"),
    ],
)
def test_what_a_member_holds(schema: dict[str, str], expected: str) -> None:
    document = {"openapi": "3.1.0", "paths": {}, "components": {"schemas": {}}}
    annotations = Annotations(document, resolve(document, package="boats_api"))
    assert annotations.of(schema).text == expected
