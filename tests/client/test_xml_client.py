"""A client of an API that has nothing but XML, made of its samples."""

from __future__ import annotations

import asyncio
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from running_server import running
from sampled import api, enumeration, model, operation

from helpwright.diagnostics import Findings
from helpwright.evidence import weigh
from helpwright.openapi import build

from .conftest import importable, write

DEPOT = "http://schemas.datacontract.org/2004/07/Depot"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
LINE = "<d:Line><d:Number>1</d:Number></d:Line>"
TRAM = f"""\
<Tram xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{DEPOT}">
  <Driver><Name>sample string 1</Name><Trams i:nil="true" /></Driver>
  <Grade>65</Grade>
  <Id>1</Id>
  <Kind>Short</Kind>
  <Lines xmlns:d="{DEPOT}.Routes">{LINE}{LINE}</Lines>
  <Pause>PT0.1234567S</Pause>
  <Seats xmlns:d="{ARRAYS}"><d:KeyValueOfstringint>
    <d:Key>sample string 1</d:Key><d:Value>2</d:Value>
  </d:KeyValueOfstringint></Seats>
  <Since xmlns:d="http://schemas.datacontract.org/2004/07/System">
    <d:DateTime>2024-01-31T10:30:15.5Z</d:DateTime>
    <d:OffsetMinutes>120</d:OffsetMinutes></Since>
  <Tags xmlns:d="{ARRAYS}"><d:string>sample string 1</d:string></Tags>
</Tram>"""
ROWS = (
    ("Tags", "Collection of string"),
    ("Id", "integer"),
    ("Kind", "Kind"),
    ("Grade", "character"),
    ("Pause", "time interval"),
    ("Seats", "Dictionary of string [key] and integer [value]"),
    ("Since", "date"),
    ("Driver", "Driver"),
    ("Lines", "Collection of Line"),
    ("Hidden", "string"),
)
COUNT = '<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">1</int>'


def document(**more: str) -> dict[str, Any]:
    """The document of an API whose samples are in XML; with `json`, in JSON too."""
    found = api(
        operation(
            "POST /api/trams",
            accepts="Tram",
            returns="Tram",
            request={"xml": TRAM, **more},
            xml=TRAM,
            **more,  # type: ignore[arg-type]
        ),
        operation(
            "GET /api/trams",
            returns="Collection of Tram",
            xml=f'<ArrayOfTram xmlns="{DEPOT}">{TRAM}{TRAM}</ArrayOfTram>',
        ),
        operation(
            "PUT /api/count", accepts="integer", returns="integer",
            request={"xml": COUNT}, xml=COUNT,
        ),
        models=[
            model("Tram", *ROWS),
            model("Driver", ("Name", "string"), ("Trams", "Collection of Tram")),
            model("Line", ("Number", "integer"), ("Colour", "string")),
        ],
        enumerations=[enumeration("Kind", Long=0, Short=1)],
    )  # fmt: skip
    findings = Findings()
    return build(weigh(found, findings), findings)


def plain(text: str | bytes) -> Any:
    """Names, namespaces, attributes and texts, in their order."""

    def of(element: Any) -> Any:
        children = [of(each) for each in element]
        return element.tag, dict(element.attrib), children or element.text

    parser = etree.XMLParser(remove_blank_text=True)
    return of(etree.fromstring(text, parser))


class Echo:
    """A server that sends back what it gets, and sends trams where it gets nothing."""

    def __init__(self) -> None:
        self.headers: dict[bytes, bytes] = {}
        self.body = b""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.headers = dict(scope["headers"])
        self.body = (await receive()).get("body", b"")
        answer = (
            self.body or f'<ArrayOfTram xmlns="{DEPOT}">{TRAM}</ArrayOfTram>'.encode()
        )
        headers = [(b"content-type", b"application/xml; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


@pytest.fixture(scope="module")
def trams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the package, importable as `tram_api`."""
    folder = tmp_path_factory.mktemp("trams")
    write(document(), folder, "tram_api")
    with importable(folder, "tram_api"):
        yield folder


def called(address: str, kind: str, group: str, method: str, **arguments: Any) -> Any:
    package = importlib.import_module("tram_api")
    if kind == "sync":
        with package.Client(address, on_drift="error") as client:
            return getattr(getattr(client, group), method)(**arguments)

    async def run() -> Any:
        async with package.AsyncClient(address, on_drift="error") as client:
            return await getattr(getattr(client, group), method)(**arguments)

    return asyncio.run(run())


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_the_sample_goes_both_ways(trams: Path, kind: str) -> None:
    echo = Echo()
    with running(echo) as address:
        (tram,) = called(address, kind, "trams", "list")
        assert (tram.id, tram.kind.name, tram.grade) == (1, "SHORT", "A")
        assert (tram.tags, tram.seats) == (["sample string 1"], {"sample string 1": 2})
        assert tram.since.isoformat() == "2024-01-31T12:30:15.500000+02:00"
        again = called(address, kind, "trams", "create", body=tram)
    assert plain(echo.body) == plain(TRAM)
    assert again == tram
    assert echo.headers[b"content-type"] == b"application/xml"
    assert echo.headers[b"accept"] == b"application/xml"


def test_a_mapping_is_written_in_the_order_of_the_sample(trams: Path) -> None:
    echo = Echo()
    body = {"tags": ["a"], "id": 2, "hidden": "x", "driver": {"name": None}}
    with running(echo) as address:
        called(address, "sync", "trams", "create", body=body)
    names = [etree.QName(each).localname for each in etree.fromstring(echo.body)]
    assert names == ["Driver", "Hidden", "Id", "Tags"]


def test_simple_bodies_have_the_element_of_the_sample(trams: Path) -> None:
    echo = Echo()
    with running(echo) as address:
        assert called(address, "sync", "count", "update", body=7) == 7
    assert plain(echo.body) == plain(COUNT.replace("1<", "7<"))


def test_xml_is_loaded_with_the_first_call(trams: Path) -> None:
    program = (
        "import sys, tram_api\n"
        "tram_api.Client('https://example.com').trams\n"
        "print('lxml' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=trams, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
    assert 'xml = ["lxml' in (trams / "pyproject.toml").read_text(encoding="utf-8")


def test_where_there_is_json_nothing_of_xml_is_emitted(tmp_path: Path) -> None:
    found = document(json='{"Id": 1}')
    for path in ("/api/count", "/api/trams"):
        found["paths"][path].pop("put", None)
        found["paths"][path].pop("get", None)
    package = write(found, tmp_path, "json_api")
    assert not (package / "elements.py").exists()
    assert not (package / "runtime" / "xml").exists()
    assert "lxml" not in (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
