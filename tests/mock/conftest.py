"""The fixture of the plugin acts out the project's own pages."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from helpwright import pipeline
from helpwright.config import Config
from helpwright.diagnostics import Findings


@pytest.fixture(scope="session")
def vendor_api_document() -> dict[str, Any]:
    root = Path(__file__).parents[2]
    config = Config(root=root, pages=("specs/pages",))
    return pipeline.describe(config, Findings()).document


@dataclass(frozen=True)
class Answered:
    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


Ask = Callable[..., Answered]


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Sends a request over the socket; a body is sent as JSON."""

    def send(method: str, url: str, body: Any = None, **headers: str) -> Answered:
        content = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(url, content, named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                text = response.read().decode()
                found = {k.lower(): v for k, v in response.headers.items()}
                return Answered(response.status, text, found)
        except urllib.error.HTTPError as error:
            with error:
                found = {k.lower(): v for k, v in error.headers.items()}
                return Answered(error.code, error.read().decode(), found)

    return send
