"""Requests that a reader copies: each program is run, and the server says what came."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from helpwright.names import document as doc
from helpwright.names import resolve
from helpwright.openapi.dump import loads
from helpwright.views.docs_requests import RequestExample, RequestExamples
from helpwright.views.sample_requests import ADDRESS, address, sample_request

ROOT = Path(__file__).parents[2]
HOSTILE = '\'; touch {0} #" `touch {0}` $(touch {0}) ${{1}} """ \\ \\\' </script> é\n@x'


class Received:
    """What came, one request after the other: method, target, headers, body."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        received = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline()
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                received.requests.append((self.command, self.path, headers, body))
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", "4")
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(b"null" if self.command != "HEAD" else b"")
                self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def received() -> Iterator[Received]:
    server = Received()
    yield server
    server.close()


def document(address: str, marker: str) -> dict[str, Any]:
    """Two operations: one that sends everything odd, one that sends nothing."""
    hostile = HOSTILE.format(marker)
    text = {"type": "string"}
    note = {
        "type": "object",
        "properties": {
            "Text": text,
            hostile: text,
            "Amount": {"type": "number", "format": "decimal"},
            "Large": {"type": "integer", "format": "int64"},
            "Tags": {"type": "array", "items": text},
        },
    }
    name = json.dumps(hostile)
    sample = (
        f'{{"Text": {name}, {name}: "x", "Amount": 1.10, "Large": 9007199254740993, '
        '"Tags": ["a", "a"], "__proto__": 1}'
    )
    operation = {
        "tags": ["Notes"],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": text},
            {"name": "q", "in": "query", "required": True, "schema": text},
            {"name": "skip", "in": "query", "schema": text},
        ],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Note"},
                    "example": loads(sample),
                }
            }
        },
        "responses": {"200": {"description": "OK"}},
    }
    operation["parameters"][1]["example"] = hostile  # type: ignore[index]
    xml = {
        "tags": ["Notes"],
        "requestBody": {
            "content": {"application/xml": {"example": f'<Note a="{hostile}"/>\n'}}
        },
        "responses": {"200": {"description": "OK"}},
    }
    plain = {"tags": ["Notes"], "responses": {"200": {"description": "OK"}}}
    return {
        "openapi": "3.1.0",
        "servers": [{"url": address}],
        "paths": {
            "/notes/{id}": {"put": operation},
            "/notes": {"get": plain, "post": plain, "delete": plain, "head": plain},
            "/xml": {"post": xml},
        },
        "components": {"schemas": {"Note": note}},
    }


def examples(described: dict[str, Any], key: str) -> dict[str, RequestExample]:
    names = resolve(described, package="business_api")
    (operation,) = (each for each in doc.operations(described) if each.key == key)
    return {
        each.title: each for each in RequestExamples(described, names).of(operation)
    }


def run(example: RequestExample, folder: Path) -> str:
    """What the program prints; it runs as a reader would run it."""
    match example.language:
        case "shell":
            command = ["sh", "-c", example.code.replace("curl", "curl -sS --fail", 1)]
        case "python":
            command = [sys.executable, "-c", example.code]
        case _:
            (folder / "request.mjs").write_text(example.code, encoding="utf-8")
            command = ["node", "request.mjs"]
    tool = {"shell": "curl", "javascript": "node"}.get(example.language)
    if tool and not shutil.which(tool):
        pytest.skip(f"there is no {tool} here")
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("title", ["curl", "httpx2", "JavaScript"])
def test_what_is_sent_is_the_sample_whatever_stands_in_it(
    title: str, received: Received, tmp_path: Path
) -> None:
    described = document(received.address, str(tmp_path / "marker"))
    run(examples(described, "PUT /notes/{id}")[title], tmp_path)
    method, target, headers, body = received.requests[-1]
    assert (method, target.partition("?")[0]) == ("PUT", "/notes/id")
    assert headers["content-type"] == "application/json"
    content = json.loads(body)
    sample = described["paths"]["/notes/{id}"]["put"]["requestBody"]["content"]
    expected = sample["application/json"]["example"] | {"Tags": ["a"]}
    assert content == expected
    assert content["Large"] == 9007199254740993
    assert "skip" not in target
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "request.mjs"])


@pytest.mark.parametrize("title", ["curl", "httpx2", "JavaScript"])
def test_xml_is_sent_as_it_stands(
    title: str, received: Received, tmp_path: Path
) -> None:
    marker = str(tmp_path / "marker")
    run(examples(document(received.address, marker), "POST /xml")[title], tmp_path)
    _, _, headers, body = received.requests[-1]
    assert headers["content-type"] == "application/xml"
    assert body.decode().strip() == f'<Note a="{HOSTILE.format(marker)}"/>'
    assert not Path(marker).exists()


@pytest.mark.parametrize("title", ["curl", "httpx2", "JavaScript"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "HEAD"])
def test_nothing_is_sent_where_the_page_shows_nothing(
    method: str, title: str, received: Received, tmp_path: Path
) -> None:
    described = document(received.address, "marker")
    run(examples(described, f"{method} /notes")[title], tmp_path)
    sent, target, headers, body = received.requests[-1]
    assert (sent, target, body) == (method, "/notes", b"")
    if method == "POST":
        assert headers["content-length"] == "0", "IIS would answer 411"


def test_the_clients_of_the_three_endpoints_send_the_sample(
    received: Received, tmp_path: Path
) -> None:
    """Every endpoint, waited for and awaited, as the documentation shows it."""
    described: Any = loads((ROOT / "specs/openapi.json").read_text(encoding="utf-8"))
    described["servers"] = [{"url": received.address}]
    names = resolve(described, package="business_api")
    maker = RequestExamples(described, names)
    for operation in doc.operations(described):
        found = {each.title: each for each in maker.of(operation)}
        wire = found["httpx2"].code
        for title in ("Python", "Python, async"):
            exec_in_output(found[title].code, tmp_path)
            method, target, _, body = received.requests[-1]
            assert f"httpx2.{method.lower()}(" in wire
            assert target.partition("?")[0] in wire
            sent = json.loads(body)
            assert sent, "there are members in the sample"
            assert all(f'"{name}"' in wire for name in sent)


def exec_in_output(code: str, folder: Path) -> None:
    """Runs a program where the emitted package can be imported."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT / "output", capture_output=True, text=True, check=False
    )
    # The server answers null, which the documentation does not: that is only drift.
    assert "Traceback" not in done.stderr, done.stderr


def test_csharp_holds_the_body_in_a_literal_that_nothing_ends() -> None:
    described = document("https://notes.example", "marker")
    code = examples(described, "PUT /notes/{id}")["C#"].code
    raw = re.search(r'^    ("{3,})\n(.*?)\n    \1,$', code, re.DOTALL | re.MULTILINE)
    assert raw is not None
    assert raw[1] not in raw[2]
    lines = raw[2].split("\n")
    assert all(line.startswith("    ") for line in lines)
    sample = described["paths"]["/notes/{id}"]["put"]["requestBody"]["content"]
    text = "\n".join(line[4:] for line in lines)
    assert json.loads(text) == sample["application/json"]["example"] | {"Tags": ["a"]}


def test_credentials_are_left_to_the_reader() -> None:
    described = document("https://notes.example", "marker")
    scheme = {"type": "http", "scheme": "bearer"}
    described["components"]["securitySchemes"] = {"token": scheme}
    described["security"] = [{"token": []}]
    for title, example in examples(described, "GET /notes").items():
        assert "YOUR_TOKEN" in example.code, title


def test_a_secret_in_a_sample_is_masked() -> None:
    described = document("https://notes.example", "marker")
    put = described["paths"]["/notes/{id}"]["put"]
    body = put["requestBody"]["content"]["application/json"]
    body["example"] = {"Text": "Bearer abcdefgh12345678"}
    for title, example in examples(described, "PUT /notes/{id}").items():
        assert "abcdefgh12345678" not in example.code, title


def test_dictionaries_and_lists_of_objects_stand_in_the_query_as_web_api_binds_them() -> (
    None
):
    described = document("https://notes.example", "marker")
    text = {"type": "string"}
    noted = {"type": "object", "properties": {"Text": text}}
    described["paths"]["/notes"]["get"]["parameters"] = [
        {
            "name": "filter",
            "in": "query",
            "required": True,
            "x-aspnet-style": "indexed-pairs",
            "schema": {"type": "object", "additionalProperties": text},
        },
        {
            "name": "notes",
            "in": "query",
            "required": True,
            "x-aspnet-style": "indexed-members",
            "schema": {"type": "array", "items": noted},
            "example": [{"Text": "text"}],
        },
    ]
    code = examples(described, "GET /notes")["curl"].code
    sent = parse_qsl(urlsplit(shlex.split(code)[-1]).query)
    assert sent == [
        ("filter[0].key", "key"),
        ("filter[0].value", "text"),
        ("notes[0].Text", "text"),
    ]


def test_a_sample_that_breaks_the_bounds_of_its_types_is_sent_within_them() -> None:
    body = {
        "type": "object",
        "properties": {
            "code": {"type": ["string", "null"], "maxLength": 12},
            "key": {"type": "string", "minLength": 20},
            "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}},
            "count": {"type": "integer", "minimum": 1, "maximum": 5},
            "mail": {
                "anyOf": [{"$ref": "#/components/schemas/Mail"}, {"type": "null"}]
            },
            "size": {"type": "string", "enum": ["sample string"], "maxLength": 2},
        },
    }
    sample = {
        "code": "sample string 1",
        "key": "sample string 2",
        "tags": ["sample string 3", "ab"],
        "count": 7,
        "mail": {"to": "sample string 5"},
        "size": "sample string",
    }
    media = {"schema": body, "example": sample}
    mail = {"properties": {"to": {"type": "string", "format": "email"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Bounds", "version": "1"},
        "paths": {
            "/jobs": {
                "post": {
                    "requestBody": {"content": {"application/json": media}},
                    "responses": {"204": {"description": "Done"}},
                }
            }
        },
        "components": {"schemas": {"Mail": {"type": "object", **mail}}},
    }
    operation = next(iter(doc.operations(document)))
    assert sample_request(document, operation).value == {
        "code": "sample strin",
        "key": "sample string 2xxxxx",
        "tags": ["sam", "ab"],
        "count": 5,
        "mail": {"to": "somebody@example.com"},
        "size": "sample string",
    }


def test_an_address_that_is_none_is_nobodys() -> None:
    assert address({"servers": [{"url": "http://[::1"}]}) == ADDRESS
