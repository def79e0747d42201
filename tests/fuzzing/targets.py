"""What is done with an input, and what must hold afterwards.

Each function takes the bytes of an input and gives a digest of all that came out, the same
for the same bytes. It raises `Broken` where something does not hold; any other exception
that leaves it is a find as well.
"""

from __future__ import annotations

import ast
import hashlib
import json
import zlib
from functools import cache
from typing import Any

import sampled
from openapi_spec_validator.schemas import openapi_v31_schema_validator as _VALIDATOR

from helpwright import openapi, pipeline, spec_json
from helpwright.checks import check
from helpwright.config import Config
from helpwright.corrections import correct, read_corrections
from helpwright.corrections.overlay import apply_overlay, read_overlay
from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.evidence.traffic import weigh_traffic
from helpwright.interpret import interpret
from helpwright.openapi.dump import dumps
from helpwright.read import read
from helpwright.samples import Element, JsonReading, Node, read_json, read_xml
from helpwright.sources import Source
from helpwright.spec import Api
from helpwright.traffic import Observations, observations, observe, read_har

# Loaded before the clock of an input runs, for it takes longer than an input may.
list(_VALIDATOR.iter_errors({}))


class Broken(AssertionError):
    """Something that must hold for whatever comes in does not."""


def pages(content: bytes) -> str:
    """A page, from its bytes to the package."""
    findings = Findings()
    source = Source(name="page", content=content, address="http://example.test/Help/x")
    document = read(source, findings)
    if document is None:
        return _digest(findings)
    api = interpret((document,), findings)
    api = weigh(api, findings)
    check(api, findings)
    return _described(content, api, findings)


def samples(content: bytes) -> str:
    """A text, read as a sample of either kind."""
    text = content.decode("utf-8", "replace")
    reading = read_json(text, 7)
    if reading.root is not None:
        _check_lines(reading.root, 7 + text.count("\n"))
    if reading.root is not None and not reading.problem and not reading.cut:
        _check_against_json(text, reading)
    xml = read_xml(text, 7)
    if xml.problem and not 7 <= xml.line <= 8 + text.count("\n"):
        raise Broken(f"the problem is said to be on line {xml.line}")
    shape = [_node_digest(reading.root), reading.cut, reading.problem, reading.line]
    shape += [_element_digest(xml.root), xml.cut, xml.problem, xml.serializer]
    return hashlib.sha256(repr(shape).encode("utf-8", "replace")).hexdigest()


def evidence(content: bytes) -> str:
    """A text as the sample of an operation whose models are known."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    first, _, second = text.partition("\n===\n")
    request = {"xml" if first.lstrip().startswith("<") else "json": first}
    response: dict[str, Any] = {
        "xml" if second.lstrip().startswith("<") else "json": second
    }
    api = sampled.api(
        sampled.operation(
            "POST /boxes", accepts="Box", returns="Box", request=request, **response
        ),
        sampled.operation("GET /boxes/{id}", page="b.html", **response),
        models=[_BOX, _LID],
        enumerations=[sampled.enumeration("Kind", A=1, B=2)],
        site=True,
    )
    findings = Findings()
    api = weigh(api, findings)
    check(api, findings)
    return _described(content, api, findings)


def corrections(content: bytes) -> str:
    """A text as corrections, and as an overlay."""
    text = content.decode("utf-8", "replace")
    findings = Findings()
    api = correct(_boxes(), read_corrections(text, "c.toml", findings), findings)
    overlay = read_overlay(text, "o.yaml", findings)
    if overlay is not None:
        document, _ = apply_overlay(_boxes_document(), overlay, "o.yaml", findings)
        dumps(document)
    if api is _boxes():
        return _digest(findings)
    return _described(content, api, findings, valid=False)


def traffic(content: bytes) -> str:
    """A recording, observed and weighed."""
    findings = Findings()
    seen = Observations()
    observe(read_har(content, "t.har", findings), _boxes(), seen)
    text = observations.dumps(seen)
    if observations.dumps(observations.loads(text)) != text:
        raise Broken("observations are not what was written")
    api = weigh_traffic(_boxes(), seen, "observations.json", findings)
    if api is _boxes() or not seen.operations:
        return _digest(findings, text)
    return _described(content, api, findings)


# --- what must hold -------------------------------------------------------------------


def _described(
    content: bytes, api: Api, findings: Findings, *, valid: bool = True
) -> str:
    """Checks the spec, and now and then all that is made of it.

    `valid` where the document must be: a person may correct one into what is none.
    """
    chance = zlib.crc32(content) % 64
    document = openapi.build(
        api, findings, title="", version="", server_url="", sources=chance % 8 == 1
    )
    if chance % 4:
        return _digest(findings)
    text = spec_json.dump(api, findings.sorted_findings())
    again, found = spec_json.load_all(text)
    if again != api or found != findings.sorted_findings():
        raise Broken("the spec is not what was written")
    written = dumps(document)
    if valid and chance % 32 == 4:
        for error in _VALIDATOR.iter_errors(json.loads(written)):
            raise Broken(f"the document is no OpenAPI 3.1: {error.message}")
    files: dict[str, str] = {}
    if valid and chance == 8:
        files = pipeline.emit(document, Config(), findings).files
        for path, code in files.items():
            if path.endswith(".py"):
                ast.parse(code, path)
    return _digest(findings, text, written, *files.values())


def _digest(findings: Findings, *texts: str) -> str:
    digest = hashlib.sha256()
    for finding in findings.sorted_findings():
        digest.update(repr(finding).encode("utf-8", "backslashreplace"))
    for text in texts:
        digest.update(text.encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _check_against_json(text: str, reading: JsonReading) -> None:
    """What was read without a complaint must be what `json` reads, if that reads it."""
    try:
        expected = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=lambda pairs: {"": pairs},
        )
    except (ValueError, RecursionError):
        return  # It takes less than Json.NET writes.
    assert reading.root is not None
    if not _same(reading.root, expected):
        raise Broken("the sample was read as something else")


def _same(node: Node, expected: Any) -> bool:
    if node.deep:
        return True
    match node.kind:
        case "object":
            pairs = expected[""] if isinstance(expected, dict) else ()
            return len(pairs) == len(node.members) and all(
                member.name == _whole(name) and _same(member.value, value)
                for member, (name, value) in zip(node.members, pairs, strict=True)
            )
        case "array":
            return len(expected) == len(node.items) and all(
                _same(item, value)
                for item, value in zip(node.items, expected, strict=True)
            )
        case "boolean" | "null":
            return bool(
                {"true": True, "false": False, "null": None}[node.text] is expected
            )
    return isinstance(expected, str) and node.text == _whole(expected)


def _whole(text: str) -> str:
    """`text` without halves of characters, which JSON can write and no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _check_lines(node: Node, last: int) -> None:
    lines = [member.line for member in node.members]
    if lines != sorted(lines) or any(not node.line <= line <= last for line in lines):
        raise Broken(f"members are said to be on lines {lines}")
    for child in (*node.items, *(member.value for member in node.members)):
        _check_lines(child, last)


def _node_digest(node: Node | None) -> object:
    if node is None:
        return None
    children = [_node_digest(item) for item in node.items]
    children += [(m.name, m.line, _node_digest(m.value)) for m in node.members]
    return node.kind, node.line, node.text, node.cut, node.deep, children


def _element_digest(element: Element | None) -> object:
    if element is None:
        return None
    children = [_element_digest(child) for child in element.children]
    return element.name, element.namespace, element.line, element.text, children


# --- an API to correct and to observe -------------------------------------------------

_BOX = sampled.model(
    "Box",
    *(
        ["Id", "integer"],
        ["Name", "string"],
        ["Kind", "Kind"],
        ["Price", "decimal number"],
    ),
    *(["Lids", "Collection of Lid"], ["Inner", "Node"], ["Made", "date"]),
)
_LID = sampled.model("Lid", ["Id", "integer"], ["Size", "integer"])
_BOX_SAMPLE = (
    '{"Id": 1, "Name": "sample string 2", "Kind": 1, "Price": 3.0, "Lids": [{"Id": 1,'
    ' "Size": 2}], "Inner": {"Depth": 1}, "Made": "2024-05-06T07:08:09.12+01:00"}'
)


@cache
def _boxes() -> Api:
    api = sampled.api(
        sampled.operation(
            "POST /boxes", accepts="Box", returns="Box", request={"json": _BOX_SAMPLE}
        ),
        sampled.operation("GET /boxes/{id}", returns="Box", json=_BOX_SAMPLE),
        sampled.operation("GET /boxes", returns="Collection of Box"),
        models=[_BOX, _LID],
        enumerations=[sampled.enumeration("Kind", A=1, B=2)],
        site=True,
    )
    return weigh(api, Findings())


@cache
def _boxes_document() -> dict[str, Any]:
    return openapi.build(_boxes(), Findings(), title="", version="", server_url="")
