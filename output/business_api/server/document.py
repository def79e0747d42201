"""The documentation that the server keeps to."""

from __future__ import annotations

from pathlib import Path

from .runtime.documentation import Documentation

DOCUMENTATION = Documentation.load(Path(__file__).with_name("openapi.json"))
