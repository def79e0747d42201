"""Descriptions: the page's words, and what else it says of a node."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.openapi.dump import JSON
from helpwright.spec import Suggestions


def described(text: str, notes: Iterable[str] = ()) -> dict[str, JSON]:
    """`description` with `notes` at its end, each in a paragraph; nothing where empty."""
    parts = [part for part in (text, *notes) if part]
    return {"description": "\n\n".join(parts)} if parts else {}


def suggested(suggestions: Suggestions) -> dict[str, JSON]:
    """`x-suggestions`: what the prose hints at and nothing proves."""
    out: dict[str, JSON] = {}
    if suggestions.read_only:
        out["readOnly"] = True
    if suggestions.deprecated:
        out["deprecated"] = True
    if suggestions.allowed_values:
        out["allowedValues"] = list(suggestions.allowed_values)
    if suggestions.unit:
        out["unit"] = suggestions.unit
    if suggestions.dependency:
        out["dependency"] = suggestions.dependency
    return {"x-suggestions": out} if out else {}
