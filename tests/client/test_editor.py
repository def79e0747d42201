"""What an editor shows of an emitted client: words on hover, names on completion.

Asks pyright's language server, as editors do. Skipped where it is not installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER = shutil.which(
    "pyright-langserver", path=str(Path(sys.executable).parent)
) or shutil.which("pyright-langserver")

pytestmark = pytest.mark.skipif(SERVER is None, reason="pyright is not installed")

PROGRAM = """\
from three_api import Client

client = Client("https://example.com")
product = client.product.create("north", expand=["Stocks"], body={})
client.works.create(body={""})
client.
client.works.create(
"""


class Editor:
    """A program that is open in an editor."""

    def __init__(self, folder: Path, text: str) -> None:
        assert SERVER is not None
        self._process = subprocess.Popen(
            [SERVER, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self._number = 0
        self._lines = text.split("\n")
        self._uri = (folder / "program.py").as_uri()
        root = folder.as_uri()
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "program"}],
                "capabilities": {
                    "textDocument": {"hover": {"contentFormat": ["plaintext"]}}
                },
            },
        )
        self._send({"method": "initialized", "params": {}})
        document = {"uri": self._uri, "languageId": "python", "version": 1}
        self._send(
            {
                "method": "textDocument/didOpen",
                "params": {"textDocument": {**document, "text": text}},
            }
        )

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The answer to a request. Requests of the server's own are answered on the way."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items", ())
                self._send({"id": message["id"], "result": [None for _ in items]})
            elif message.get("id") == self._number:
                return message.get("result")

    def at(self, line: int, after: str) -> dict[str, Any]:
        """The place behind `after` on a line."""
        column = self._lines[line].index(after) + len(after)
        return {
            "textDocument": {"uri": self._uri},
            "position": {"line": line, "character": column},
        }

    def hover(self, line: int, word: str) -> str:
        found = self.ask("textDocument/hover", self.at(line, word[:-1]))
        return str(found["contents"]["value"])

    def completions(self, line: int, after: str) -> set[str]:
        found = self.ask("textDocument/completion", self.at(line, after))
        return {item["label"] for item in found["items"]}

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        length = 0
        while line := stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server ended"
        message: dict[str, Any] = json.loads(stdout.read(length))
        return message


@pytest.fixture(scope="module")
def editor(three: Path) -> Iterator[Editor]:
    opened = Editor(three, PROGRAM)
    yield opened
    opened.close()


def test_hovering_over_a_method_shows_its_words_and_types(editor: Editor) -> None:
    text = editor.hover(3, "client.product.create")
    assert "Creates a product" in text
    assert "Product" in text
    assert "database: str" in text


def test_hovering_over_a_result_shows_its_type(editor: Editor) -> None:
    assert "product: Product" in editor.hover(3, "product")


def test_groups_are_completed(editor: Editor) -> None:
    found = editor.completions(5, "client.")
    assert {"works", "jobs", "product", "with_options", "close"} <= found


def test_arguments_and_options_are_completed(editor: Editor) -> None:
    found = editor.completions(6, "client.works.create(")
    assert {"body=", "timeout=", "headers=", "query=", "options="} <= found


def test_members_of_a_body_are_completed(editor: Editor) -> None:
    found = editor.completions(4, 'body={"')
    assert {'"work_type_id"', '"price_list_id"'} <= found
