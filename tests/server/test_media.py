"""Which of the documented media types answers a request."""

from __future__ import annotations

import pytest
from templates.server.runtime.media import choose

OFFERED = ("application/json", "text/json", "application/xml", "text/html")


@pytest.mark.parametrize(
    ("accept", "sent", "chosen"),
    [
        ("", "", "application/json"),
        ("*/*", "", "application/json"),
        ("application/xml", "", "application/xml"),
        ("APPLICATION/XML; q=0.5", "", "application/xml"),
        ("text/*", "", "text/json"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "", "text/html"),
        ("application/json;q=0.1, application/xml", "", "application/xml"),
        ("application/json;q=0, */*", "", "text/json"),
        ("", "application/xml; charset=utf-8", "application/xml"),
        ("*/*", "text/json", "text/json"),
        ("image/png", "", None),
        ("application/json;q=0", "", None),
        ("nonsense", "", "application/json"),
        ("application/xml;q=much", "", "application/xml"),
    ],
)
def test_choice(accept: str, sent: str, chosen: str | None) -> None:
    assert choose(OFFERED, accept, sent) == chosen
