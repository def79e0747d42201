"""Programs that send one request: what a reader copies from the documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from helpwright.escape import literal, prose
from helpwright.names import Names
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.client_auth import credentials
from helpwright.views.examples import Examples
from helpwright.views.layout import Brackets, Part, laid_out
from helpwright.views.sample_requests import SampleRequest, address, sample_request

_EXACT = 2**53
"""JavaScript's numbers keep every integer up to here."""

_CSHARP_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
_HTTPX2_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_BODILESS = ("DELETE", "GET", "HEAD", "OPTIONS")
"""Methods whose functions in httpx2 take no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExample:
    """One program. Its code is finished, but not yet escaped for the page it goes to."""

    language: str
    """As readers of Markdown call it: `shell`, `python`, `javascript`, `csharp`."""
    title: str
    code: str
    """Lines without a line break at the end."""


class RequestExamples:
    """Makes them for the operations of one document."""

    def __init__(self, document: Json, names: Names) -> None:
        self._document = document
        self._names = names
        self._examples = Examples(document, names, whole=True)
        taken = credentials(document)
        arguments = (
            (part.partition(":")[0] for part in taken.arguments) if taken else ()
        )
        self._client = ", ".join(
            [
                literal(address(document)),
                *(f'{name}="YOUR_{name.upper()}"' for name in arguments),
            ]
        )

    def of(self, operation: OperationNode) -> tuple[RequestExample, ...]:
        """The request for `operation` in every language, with its documented sample."""
        request = sample_request(self._document, operation)
        called = operation.key in self._names.operations
        return (
            RequestExample(language="shell", title="curl", code=_curl(request)),
            *(self._clients(operation, request.value) if called else ()),
            RequestExample(language="python", title="httpx2", code=_httpx2(request)),
            RequestExample(
                language="javascript", title="JavaScript", code=_javascript(request)
            ),
            RequestExample(language="csharp", title="C#", code=_csharp(request)),
        )

    def _clients(
        self, operation: OperationNode, body: Any
    ) -> tuple[RequestExample, ...]:
        plain = self._examples.of(operation, sample=body)
        lines = [plain.imports, "", f"with Client({self._client}) as client:"]
        lines += [plain.statement, "    print(answer)"][: 1 + plain.returns]
        awaited = self._examples.of(operation, awaited=True, sample=body)
        module, _, ours = awaited.imports.rpartition("\n\n")
        imports = [part for part in (f"import asyncio\n{module}".strip(), ours) if part]
        waits = ["\n\n".join(imports), "", "", "async def main() -> None:"]
        waits += [f"    async with AsyncClient({self._client}) as client:"]
        waits += [awaited.statement, "        print(answer)"][: 1 + awaited.returns]
        waits += ["", "", "asyncio.run(main())"]
        return (
            RequestExample(language="python", title="Python", code="\n".join(lines)),
            RequestExample(
                language="python", title="Python, async", code="\n".join(waits)
            ),
        )


# --- curl -----------------------------------------------------------------------------


def _curl(request: SampleRequest) -> str:
    words = {"GET": "", "HEAD": " --head"}.get(
        request.method, f" --request {_shell(request.method)}"
    )
    if request.method == "GET" and request.content:
        words = " --request GET"
    parts = [f"curl{words} {_shell(request.url)}"]
    parts += [f"--header {_shell(f'{n}: {v}')}" for n, v in request.headers]
    if request.method in ("POST", "PUT", "PATCH") and not request.content:
        # Without it, IIS answers 411.
        parts.append("--header 'Content-Length: 0'")
    if request.content:
        parts.append(f"--data-raw {_shell(request.content)}")
    return " \\\n  ".join(parts)


def _shell(text: str) -> str:
    """A word of a POSIX shell: nothing in it means anything."""
    text = prose(text)
    if re.fullmatch(r"[\w./:@%=-]+", text, re.ASCII):
        return text
    return "'" + text.replace("'", "'\\''") + "'"


# --- Python ---------------------------------------------------------------------------


def _httpx2(request: SampleRequest) -> str:
    method = request.method
    plain = method in _HTTPX2_METHODS and not (request.content and method in _BODILESS)
    head = f"{method.lower()}(" if plain else "request("
    arguments: list[Part] = [] if plain else [literal(method)]
    arguments.append(literal(request.url))
    sent = request.is_json and json.loads(request.content or "null") == request.value
    headers = {
        name: value
        for name, value in request.headers
        if not (sent and (name, value) == ("Content-Type", "application/json"))
    }
    if headers:
        arguments.append(_prefixed("headers=", _python(headers)))
    if sent and request.content:
        arguments.append(_prefixed("json=", _python(request.value)))
    elif request.content:
        arguments.append(f"content={_python_text(request.content)}")
    call = Brackets(f"response = httpx2.{head}", tuple(arguments), ")")
    return "\n".join(
        [
            "import httpx2",
            "",
            laid_out(call),
            "response.raise_for_status()",
            "print(response.text)",
        ]
    )


def _python(value: Any) -> Part:
    match value:
        case dict():
            pairs = tuple(
                _prefixed(f"{literal(name)}: ", _python(each))
                for name, each in value.items()
            )
            return Brackets("{", pairs, "}", comma=bool(pairs))
        case list():
            items = tuple(map(_python, value))
            return Brackets("[", items, "]", comma=bool(items))
        case str():
            return literal(value)
        case float():
            return repr(float(value))
    return repr(value)


def _python_text(text: str) -> str:
    """A text that may go on for lines, encoded, as a literal that shows them."""
    if "\n" not in text:
        return f"{literal(text)}.encode()"
    lines = [literal(f"{line}\n") for line in text.rstrip("\n").split("\n")]
    body = "\n".join(f"        {line}" for line in lines)
    return f"(\n{body}\n    ).encode()"


def _prefixed(head: str, value: Part) -> Part:
    if isinstance(value, Brackets):
        return Brackets(f"{head}{value.head}", value.items, value.tail, value.comma)
    return f"{head}{value if isinstance(value, str) else ''}"


# --- JavaScript -----------------------------------------------------------------------


_SHOWN = """\
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());"""


def _javascript(request: SampleRequest) -> str:
    options = [f"  method: {_script(request.method)},"]
    if request.headers:
        pairs = [f"    {_script(n)}: {_script(v)}," for n, v in request.headers]
        options += ["  headers: {", *pairs, "  },"]
    if request.content:
        options.append(f"  body: {_script_body(request)},")
    if options == ['  method: "GET",']:
        call = f"const response = await fetch({_script(request.url)});"
    else:
        call = "\n".join(
            [
                f"const response = await fetch({_script(request.url)}, {{",
                *options,
                "});",
            ]
        )
    return f"{call}\n{_SHOWN}"


def _script_body(request: SampleRequest) -> str:
    """A literal that JSON is made of, where JavaScript keeps all that it says."""
    if request.is_json and _holds(request.value, _is_kept):
        return f"JSON.stringify({request.content.replace(chr(10), chr(10) + '  ')})"
    return _script(request.content)


def _is_kept(name: str, value: Any) -> bool:
    if isinstance(value, float):
        return _short(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return name != "__proto__" and not (whole and abs(value) > _EXACT)


def _short(value: float) -> bool:
    """Whether a float has all digits that were written, so that none get lost."""
    text = getattr(value, "text", repr(value))
    return len(re.sub(r"\D", "", text)) <= 15


def _holds(value: Any, test: Callable[[str, Any], bool], name: str = "") -> bool:
    """Whether `test` holds for all names and values within `value`."""
    if isinstance(value, dict):
        inner = [_holds(each, test, key) for key, each in value.items()]
    elif isinstance(value, list):
        inner = [_holds(each, test) for each in value]
    else:
        inner = []
    return test(name, value) and all(inner)


def _script(text: str) -> str:
    return json.dumps(prose(text), ensure_ascii=True)


# --- C# -------------------------------------------------------------------------------


def _csharp(request: SampleRequest) -> str:
    known = request.method in _CSHARP_METHODS
    method = (
        f"HttpMethod.{request.method.capitalize()}"
        if known
        else f"new HttpMethod({_script(request.method)})"
    )
    lines = ["using System;", "using System.Net.Http;"]
    lines += ["using System.Text;"] if request.content else []
    lines += [
        "",
        "using var client = new HttpClient();",
        "using var request = new HttpRequestMessage(",
        f"    {method}, {_script(request.url)});",
    ]
    kind = "text/plain"
    for name, value in request.headers:
        if name == "Content-Type":
            kind = value
        else:
            lines.append(f"request.Headers.Add({_script(name)}, {_script(value)});")
    if request.content:
        lines += ["request.Content = new StringContent("]
        lines += [f"    {_csharp_text(request.content)},"]
        lines += ["    Encoding.UTF8,", f"    {_script(kind)});"]
    lines += [
        "using var response = await client.SendAsync(request);",
        "response.EnsureSuccessStatusCode();",
        "Console.WriteLine(await response.Content.ReadAsStringAsync());",
    ]
    return "\n".join(lines)


def _csharp_text(text: str) -> str:
    """A literal; a raw one, whose quotes are more than any in it, for several lines."""
    text = prose(text)
    if "\n" not in text:
        return _script(text)
    longest = max((len(run) for run in re.findall('"+', text)), default=0)
    quotes = '"' * max(3, longest + 1)
    body = text.rstrip("\n").split("\n")
    return "\n    ".join([quotes, *body, quotes])
