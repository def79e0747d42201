"""The spec as JSON and back, and the JSON Schema of that form.

Members that hold their default are left out; `kind`, which tells one type from another,
never is. Reading needs pydantic, which is imported only then.
"""

from __future__ import annotations

import codecs
import dataclasses
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from helpwright import spec
from helpwright.diagnostics import Finding
from helpwright.limits import DEFAULTS, Limits, advice
from helpwright.openapi.dump import dumps
from helpwright.spec import SPEC_VERSION, Api
from helpwright.value import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import SchemaValidator

_ERRORS_SHOWN = 10
_KINDS: tuple[str, ...] = tuple(
    type_.__dataclass_fields__["kind"].default for type_ in get_args(spec.TypeRef)
)
_NO_KIND = frozenset({"union_tag_invalid", "union_tag_not_found"})
_ALWAYS = object()
"""Default of a member that no value holds."""
"""What pydantic calls a `kind` that is none, or is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SpecFile(Api):
    """Everything that is known of an API, and what was doubtful."""

    findings: tuple[Finding, ...] = ()
    """What was read in doubt, or not at all."""


class SpecError(ValueError):
    """A spec that can't be read; says which values are wrong, and where."""


def dump(api: Api, findings: Iterable[Finding] = ()) -> str:
    """`api` as JSON with a final line break; `findings` stand beside it, under that name.

    The same values give the same bytes.
    """
    file: dict[str, Any] = {"version": api.version}
    for name, default in _members(Api):
        if (value := getattr(api, name)) != default:
            file[name] = value
    if found := tuple(findings):
        file["findings"] = found
    return dumps(file, width=120, members=_members)


def dump_item(node: object) -> str:
    """The text of a page, an operation, a model … as it stands in the file's lists."""
    return dumps(node, width=120, indent=4, members=_members).rstrip("\n")


def dump_member(nodes: Iterable[object]) -> str:
    """The text of a list of them as it stands behind its name in the file."""
    return dumps(list(nodes), width=120, indent=2, members=_members).rstrip("\n")


def content_of(path: Path, limits: Limits = DEFAULTS) -> bytes:
    """The bytes of a spec's file, which may come from anybody.

    Raises OSError, and SpecError where there are more than the limit `spec_bytes`.
    """
    if (size := path.stat().st_size) > limits.spec_bytes:
        counted = f"it has {size:,} bytes; the limit is {limits.spec_bytes:,}"
        raise SpecError(f"{counted}: {advice('spec_bytes')}")
    return path.read_bytes()


def load(text: str | bytes) -> Api:
    """The Api that `dump` wrote, without the findings beside it. Raises SpecError."""
    return load_all(text)[0]


def load_all(text: str | bytes) -> tuple[Api, tuple[Finding, ...]]:
    """The Api that `dump` wrote, and the findings beside it.

    Raises SpecError naming the place of each bad value.
    """
    from pydantic import ValidationError

    if isinstance(text, bytes):
        # Editors put the mark there.
        text = text.removeprefix(codecs.BOM_UTF8)
    try:
        file: _SpecFile = _reader().validate_json(text)
    except ValidationError as error:
        raise SpecError(_explained(error, text)) from None
    if file.version != SPEC_VERSION:
        raise SpecError(_other_version(file.version))
    api = Api(**{f.name: getattr(file, f.name) for f in dataclasses.fields(Api)})
    return api, file.findings


def json_schema() -> str:
    """The JSON Schema (draft 2020-12) of what `dump` writes, as JSON."""
    schema = _adapter(documented=True).json_schema()
    definitions = schema.pop("$defs")
    for each in (schema, *definitions.values()):
        _tidy(each)
    schema["required"] = ["version"]
    schema["properties"]["version"] = {"const": SPEC_VERSION}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Helpwright spec",
    }
    return dumps({**head, **schema, "$defs": definitions}, width=88)


@cache
def _reader() -> SchemaValidator:
    """What reads a spec. Types are told apart by their `kind`.

    Left to itself, pydantic reads what is within a type once as each type that it may be,
    and so on within that: twice the time for each dictionary in a dictionary.
    """
    from pydantic_core import SchemaValidator

    return SchemaValidator(_by_kind(_adapter().core_schema))


def _by_kind(node: Any) -> Any:
    """A schema of pydantic, or a part of one, with tags in its unions of types."""
    if isinstance(node, list):
        return [_by_kind(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {name: _by_kind(each) for name, each in node.items()}
    if node.get("type") == "union" and len(node["choices"]) == len(_KINDS):
        choices = dict(zip(_KINDS, node["choices"], strict=True))
        return {"type": "tagged-union", "discriminator": "kind", "choices": choices}
    return node


@cache
def _adapter(*, documented: bool = False) -> TypeAdapter[_SpecFile]:
    """The reader of a spec; `documented` for one whose schema explains its members."""
    from pydantic import ConfigDict, TypeAdapter

    config = ConfigDict(
        extra="forbid", strict=True, use_attribute_docstrings=documented
    )
    for each in (*vars(spec).values(), Finding, _SpecFile):
        if dataclasses.is_dataclass(each):
            # The types know nothing of pydantic; this is how it takes a setting for them.
            each.__pydantic_config__ = config  # type: ignore[union-attr]
    return TypeAdapter(_SpecFile)


def _tidy(definition: dict[str, Any]) -> None:
    """Drops titles that repeat names, and asks for the `kind` that tells types apart."""
    definition.pop("title", None)
    properties = definition.get("properties", {})
    for each in properties.values():
        each.pop("title", None)
    if "const" in properties.get("kind", {}):
        definition["required"] = ["kind", *definition.get("required", [])]


def _other_version(found: str) -> str:
    return f"version: expected {SPEC_VERSION}, found {found}; generate the spec anew."


def _explained(error: ValidationError, text: str | bytes) -> str:
    """The first of what is wrong, a line each, with its path."""
    from pydantic_core import from_json

    first, *_ = errors = error.errors(include_url=False, include_input=False)
    if first["type"] == "json_invalid":
        return f"The spec is no JSON: {first['ctx']['error']}."
    root = from_json(text)
    version = root.get("version", SPEC_VERSION) if isinstance(root, dict) else ""
    if isinstance(version, str) and version not in ("", SPEC_VERSION):
        # What else is wrong may be right there.
        return _other_version(version)
    lines = dict.fromkeys(
        _error_line(each["loc"], each["type"], each["msg"]) for each in errors
    )
    shown = list(lines)[:_ERRORS_SHOWN]
    if len(lines) > len(shown):
        shown.append(f"… and {len(lines) - len(shown)} more.")
    return "\n".join(shown)


def _error_line(location: tuple[int | str, ...], kind: str, message: str) -> str:
    """Path and message. The kinds of types in `location` are no members of the file."""
    path = ""
    for at, part in enumerate(location, start=1):
        if part not in _KINDS or at == len(location):
            path += f"[{part}]" if isinstance(part, int) else f".{part}"
    if kind in _NO_KIND:
        path, message = f"{path}.kind", f"expected one of {', '.join(_KINDS)}"
    return f"{path.lstrip('.') or 'spec'}: {message}."


@cache
def _members(type_: Any) -> tuple[tuple[str, Any], ...]:
    """Members of the values of a type with their defaults; `kind` is never left out."""
    found = []
    for field in dataclasses.fields(type_):
        default = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        found.append((field.name, _ALWAYS if field.name == "kind" else default))
    return tuple(sorted(found, key=lambda item: item[0] != "kind"))
