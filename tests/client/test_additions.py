"""What a person adds to the client: found, offered, and never written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.inputs import inputs_of
from helpwright.pipeline import emit

from .conftest import importable

ADDED = """
from . import client

class Client(client.Client):
    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.number = 42

    def answer(self) -> int:
        return self.number

class AsyncClient(client.AsyncClient):
    pass
"""


def test_additions_are_offered_and_never_written(
    three_pages: dict[str, Any], tmp_path: Path
) -> None:
    config = Config(root=tmp_path, out="out", package="added_api")
    before = inputs_of(config, [])
    config.additions.parent.mkdir(parents=True)
    config.additions.write_text(ADDED, encoding="utf-8")
    assert inputs_of(config, []) != before

    findings = Findings()
    files = emit(three_pages, config, findings).files
    assert "HW704" in [each.code for each in findings]
    assert "added_api/additions.py" not in files
    for path, text in files.items():
        place = tmp_path / "out" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    with importable(tmp_path / "out", "added_api") as package:
        transport = httpx2.MockTransport(lambda request: httpx2.Response(200))
        client = package.Client("https://example.com", transport=transport)
        assert client.answer() == 42
        assert client.with_options(timeout=1).answer() == 42
        assert client.works is client.works
        assert client.with_options(timeout=1).works is not client.works
    assert config.additions.read_text(encoding="utf-8") == ADDED


def test_without_additions_nothing_is_said_of_them(
    three_pages: dict[str, Any], tmp_path: Path
) -> None:
    findings = Findings()
    config = Config(root=tmp_path, out="out", package="plain_api")
    files = emit(three_pages, config, findings).files
    assert "from .client import" in files["plain_api/__init__.py"]
    assert "HW704" not in [each.code for each in findings]
