"""What a run is made of: whatever changes its result changes its inputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpwright.config import Config
from helpwright.inputs import inputs_of


def test_the_order_of_overlays_counts(tmp_path: Path) -> None:
    """Two actions on one place: the later one has the last word."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    one = Config(root=tmp_path, pages=("pages",), overlays=("a.yaml", "b.yaml"))
    other = replace(one, overlays=("b.yaml", "a.yaml"))
    assert inputs_of(one, []) != inputs_of(other, [])
