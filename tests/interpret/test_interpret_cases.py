"""Folders of pages, each with what must be read from them and what is doubted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import (
    ListOf,
    MapOf,
    Named,
    PageRef,
    PairOf,
    Scalar,
    TypeRef,
    Unknown,
)

CASES = Path(__file__).parents[1] / "cases" / "interpret"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, expect: Callable[[Path, str], None]) -> None:
    folder = CASES / case
    findings = Findings()
    documents = []
    for file in sorted(folder.rglob("*")):
        if file.is_dir() or file.name == "expected.json":
            continue
        name = file.relative_to(folder).as_posix()
        document = read(Source(name=name, content=file.read_bytes()), findings)
        if document is not None:
            documents.append(document)
    api = interpret(documents, findings)
    doubts = [
        f"{found.severity} {found.code} {found.place.page}:{found.place.line} "
        f"{found.message} | {found.text} | {found.made_of_it}"
        for found in findings.sorted_findings()
    ]
    value = {"api": plain(api), "findings": doubts}
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    expect(folder / "expected.json", text)
    again = interpret(reversed(documents), Findings())
    assert again == api, "the order of the pages counts"


def plain(value: Any) -> Any:
    """A value of the spec without defaults, places and plain ways to know."""
    if isinstance(value, Scalar | ListOf | MapOf | PairOf | Named | Unknown):
        return words(value)
    if isinstance(value, PageRef):
        return f"{value.kind} {value.name}"
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if field.name not in ("origins", "place", "version", "wire_name")
            and getattr(value, field.name) != default(field)
        }
        inferred = [
            f"{origin.fact}: {origin.note}"
            for origin in getattr(value, "origins", ())
            if origin.basis != "read"
        ]
        return parts | ({"inferred": inferred} if inferred else {})
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def words(value: TypeRef) -> str:
    """A type as pages display it, models in angle brackets."""
    match value:
        case Scalar(name=name):
            return name
        case Named(name=name):
            return f"<{name}>"
        case ListOf(items=items):
            return f"Collection of {words(items)}"
        case MapOf(key=key, value=inner):
            return f"Dictionary of {words(key)} [key] and {words(inner)} [value]"
        case PairOf(key=key, value=inner):
            return f"Pair of {words(key)} [key] and {words(inner)} [value]"
        case Unknown(text=text):
            return f"unknown {text}".strip()
    return "bytes"


def default(field: Any) -> object:
    if field.default is not MISSING:
        return field.default
    return MISSING if field.default_factory is MISSING else field.default_factory()
