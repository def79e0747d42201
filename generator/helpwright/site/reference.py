"""The interactive reference beside the site: Scalar, with the mock as its server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpwright.escape import html
from helpwright.render.templates import read_template, render_template
from helpwright.value import dataclass

PATH = "reference.html"
MOCK = "http://127.0.0.1:8765"
"""Where `helpwright mock` answers, unless it is told otherwise."""

_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "worker-src 'self' blob:; "
    "connect-src 'self' http://127.0.0.1:* http://localhost:*; "
    "base-uri 'none'; "
    "form-action 'none'"
)
"""Scalar styles its elements itself; what it calls is on the reader's own machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The page on which calls can be tried."""

    document: Mapping[str, Any]
    """OpenAPI 3.1, without the places of its facts."""
    script: bytes
    """Scalar's bundle for browsers."""
    server: str = MOCK
    """What calls go to."""

    @property
    def path(self) -> str:
        return PATH

    def files(self, title: str, templates: Path | None) -> dict[str, bytes]:
        """The page and what it loads, by their path in the site."""
        about = f"The vendor's server, acted out by helpwright mock at {self.server}"
        servers = [{"url": self.server, "description": about}]
        document = json.dumps({**self.document, "servers": servers})
        context = {"title": html(title), "policy": _POLICY}
        page = render_template("site/reference.html.jinja", context, templates)
        own = {
            f"assets/{name}": read_template(f"site/{name}", templates).encode()
            for name in ("reference.js", "reference.css")
        }
        return {
            PATH: page.encode(),
            "assets/openapi.js": f"window.helpwrightDocument = {document};\n".encode(),
            "assets/scalar.js": self.script,
            **own,
        }
