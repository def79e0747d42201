"""Inputs to begin with: what the tests of the stages read."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"

_STYLE = re.compile(rb"<(style|script|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def html_pages() -> Iterator[bytes]:
    """Pages of cases, and those of the project without style sheets."""
    for path in sorted((CASES / "interpret").rglob("*.html")):
        yield path.read_bytes()
    for path in sorted((ROOT / "specs" / "pages").glob("*.html")):
        yield _STYLE.sub(b"", path.read_bytes())


def text_pages() -> Iterator[bytes]:
    """Pages of cases, in every form, and those of the project."""
    for path in sorted((CASES / "read-text").rglob("page.*")):
        yield path.read_bytes()
    for path in sorted((ROOT / "tests" / "pages").glob("*.txt")):
        yield path.read_bytes()


def samples() -> Iterator[bytes]:
    """The samples of the cases of evidence, and those on pages."""
    for case in _cases():
        for operation in case["operations"]:
            for part in (operation, operation.get("request", {})):
                for kind in ("json", "xml"):
                    texts = part.get(kind, [])
                    for text in [texts] if isinstance(texts, str) else texts:
                        yield text.encode()
    for page in html_pages():
        for sample in re.findall(rb"<pre[^>]*>(.*?)</pre>", page, re.DOTALL):
            yield sample.replace(b"&lt;", b"<").replace(b"&quot;", b'"')


def pairs_of_samples() -> Iterator[bytes]:
    """A sample of a request, and one of a response."""
    found = list(samples())
    for first, second in zip(found, [*found[3:], *found[:3]], strict=True):
        yield first + b"\n===\n" + second


def correction_files() -> Iterator[bytes]:
    """Corrections and overlays, one of each kind."""
    yield (ROOT / "specs" / "corrections.toml").read_bytes()
    for fact, value in (
        ('operation "GET /boxes/{id}".path', '"/b/{id}"'),
        ("model Box.Name.nullable", '"yes"'),
        ("model Box.same_as", '"Lid"'),
        ("model Box.split", '{ New = ["Id", "Name"] }'),
        ("enum Kind.member A", "3"),
        ("tag Boxes.description", '"x"'),
    ):
        entry = f"[[correct]]\nfact = '{fact}'\nvalue = {value}\nreason = \"why\"\n"
        yield entry.encode()
    yield b"[names]\n'model Box' = \"Crate\"\n"
    for action in ("update: {x: [1]}", "remove: true", "copy: $.info"):
        yield (
            "overlay: 1.1.0\ninfo: {title: x, version: '1'}\nactions:\n"
            f"- target: $.info\n  {action}\n"
        ).encode()


def recordings() -> Iterator[bytes]:
    """Recordings of two exchanges each, with the samples of the cases in them."""
    texts = [text.decode() for text in samples() if text.lstrip()[:1] in b"{["]
    for first, second in itertools.pairwise(texts):
        entries = [_exchange("POST", "/boxes", first), _exchange("GET", "/b/1", second)]
        yield json.dumps({"log": {"version": "1.2", "entries": entries}}).encode()


def _exchange(method: str, path: str, text: str) -> dict[str, Any]:
    content = {"mimeType": "application/json", "text": text}
    request = {"method": method, "url": f"http://example.test{path}?page=1"}
    return {
        "request": {**request, "postData": content},
        "response": {"status": 200, "content": content},
    }


def _cases() -> Iterator[dict[str, Any]]:
    for path in sorted((CASES / "evidence").glob("*/case.toml")):
        yield tomllib.loads(path.read_text("utf-8"))
