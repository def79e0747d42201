"""The address in a title: path, variables with their constraints, keys of the query.

Source: routes of ASP.NET Web API 2 (`{id:int}`, `{id?}`, `{*rest}`, `{id:int=1}`) and the
query that `ApiExplorer` writes (`ids[0]={ids[0]}`, `left.Skip={left.Skip}`).
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from helpwright.spec import Constraints, Scalar, ScalarName
from helpwright.value import dataclass, replace

PREFIX = re.compile(r"(?:api|v\d+(?:[._]\d+)*)", re.IGNORECASE)
"""Parts of a path that say nothing of what it is about."""

KeyShape: TypeAlias = Literal["plain", "list", "map"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://[^/]*", re.IGNORECASE)
_NAME = re.compile(r"[^/#?{}]+")
"""What names a variable; nothing else is one in OpenAPI either."""
_INDEXED = re.compile(r"(.+?)\[\d+\](?:\.(key|value))?", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_DEFAULT = re.compile(r"(?<![<>!(])=(.*)", re.DOTALL)
_UNBOUND = Constraints()
_ROUTE_TYPES: dict[str, ScalarName] = {
    "bool": "boolean",
    "datetime": "date",
    "decimal": "decimal number",
    "double": "decimal number",
    "float": "decimal number",
    "guid": "globally unique identifier",
    "int": "integer",
    "long": "integer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A name that the address gives a value for."""

    name: str
    location: Literal["path", "query"]
    shape: KeyShape = "plain"
    type: Scalar | None = None
    """What a route constraint says."""
    constraints: Constraints = _UNBOUND
    default: str | None = None
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A title's address, taken apart."""

    path: str
    """OpenAPI template: leading slash, plain names in braces."""
    query: str
    """As it stands, without the question mark."""
    keys: tuple[Key, ...]


def read_address(text: str) -> Address:
    """Takes an address such as `api/boats/{id:int}?part={part}` apart."""
    text = text.strip().removeprefix("~")
    if scheme := _SCHEME.match(text):
        text = text[scheme.end() :]
    path, query = _split_query(text)
    parts: list[str] = []
    keys: dict[str, Key] = {}
    at = 0
    for start, end in _variables(path):
        key = _variable(path[start + 1 : end - 1])
        if not _NAME.fullmatch(key.name):
            continue
        parts += (_plain(path[at:start]), f"{{{key.name}}}")
        keys.setdefault(key.name, key)
        at = end
    parts.append(_plain(path[at:]))
    for key in _query_keys(query):
        keys.setdefault(key.name, key)
    template = "/" + "".join(parts).lstrip("/")
    return Address(path=template, query=query, keys=tuple(keys.values()))


def _plain(text: str) -> str:
    """A part of a path without variables; braces in it are no more than characters."""
    return text.replace("{", "%7B").replace("}", "%7D")


def path_words(path: str) -> list[str]:
    """The words of a path, without prefixes such as `api` and `v2`, and variables."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    return [
        word
        for part in parts
        if not PREFIX.fullmatch(part)
        for word in re.findall(r"[A-Za-z0-9]+", part)
    ]


def _split_query(text: str) -> tuple[str, str]:
    """Path and query; a question mark within braces marks an optional variable."""
    if "?" not in text:
        return text, ""
    depth = 0
    for index, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter == "?" and depth <= 0:
            return text[:index], text[index + 1 :]
    return text, ""


def _variables(path: str) -> list[tuple[int, int]]:
    """Where the variables stand; braces may nest in a constraint's pattern."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for brace in _BRACE.finditer(path):
        index = brace.start()
        if brace[0] == "{":
            start = start if depth else index
            depth += 1
        elif depth:
            depth -= 1
            if not depth and index - start > 1:
                found.append((start, index + 1))
    return found


def _variable(text: str) -> Key:
    """A variable by what stands between its braces."""
    match = re.match(r"(\*{0,2})([^:=?]*)", text)
    assert match, "both parts may be empty"
    stars, name = match[1], match[2].strip()
    rest = text[match.end() :]
    kind: Scalar | None = None
    constraints = Constraints()
    for constraint in _constraints(rest):
        kind, constraints = _constrain(constraint, kind, constraints)
    default = _DEFAULT.search(rest, rest.rfind(")") + 1)
    return Key(
        name=name or text,
        location="path",
        type=kind,
        constraints=constraints,
        default=default[1] if default else None,
        catch_all=bool(stars),
    )


def _constraints(rest: str) -> list[str]:
    """The constraints of `:int:range(1,5)=3` or `:int?`, split at colons outside brackets."""
    found: list[str] = []
    depth = begin = 0
    for at, letter in enumerate(rest):
        if letter in ":=?" and not depth:
            if begin:
                found.append(rest[begin:at])
            if letter != ":":
                return found
            begin = at + 1
        depth += (letter == "(") - (letter == ")")
    return [*found, rest[begin:]] if begin else found


def _constrain(
    text: str, kind: Scalar | None, old: Constraints
) -> tuple[Scalar | None, Constraints]:
    match = re.fullmatch(r"(\w+)(?:\((.*)\))?", text, re.DOTALL)
    if not match:
        return kind, old
    name, arguments = match[1].lower(), match[2] or ""
    if name in _ROUTE_TYPES:
        return Scalar(name=_ROUTE_TYPES[name]), old
    return kind, _bounded(name, arguments, old)


def _bounded(name: str, arguments: str, old: Constraints) -> Constraints:
    if name == "regex":
        return replace(old, pattern=arguments.replace("{{", "{").replace("}}", "}"))
    if name == "alpha":
        return replace(old, pattern="^[A-Za-z]*$")
    numbers = [part.strip() for part in arguments.split(",")]
    if not all(re.fullmatch(r"-?\d{1,18}", number) for number in numbers):
        return old
    low, high = numbers[0], numbers[-1]
    if name in ("min", "max", "range"):
        return replace(
            old,
            minimum=low if name != "max" else old.minimum,
            maximum=high if name != "min" else old.maximum,
        )
    if name in ("minlength", "maxlength", "length"):
        return replace(
            old,
            min_length=int(low) if name != "maxlength" else old.min_length,
            max_length=int(high) if name != "minlength" else old.max_length,
        )
    return old


def _query_keys(query: str) -> list[Key]:
    keys: list[Key] = []
    for part in query.split("&"):
        name = part.partition("=")[0].strip()
        if not name:
            continue
        shape: KeyShape = "plain"
        if match := _INDEXED.fullmatch(name):
            name, shape = match[1], "map" if match[2] else "list"
        keys.append(Key(name=name, location="query", shape=shape))
    return keys
