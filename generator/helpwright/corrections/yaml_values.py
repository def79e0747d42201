"""Reads YAML as what JSON can hold, and nothing else.

OpenAPI and its overlays ask for YAML 1.2 with names that are text
(https://spec.openapis.org/oas/v3.1.1.html#format). PyYAML reads YAML 1.1, in which
`2024-05-06` is a date, `no` is false and `1:30` is ninety; so only its parser is used.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn, TypeAlias

import yaml

from helpwright.limits import advice

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"

_TAG = "tag:yaml.org,2002:"
_PLAIN = "plain"
_CORE = frozenset(f"{_TAG}{kind}" for kind in ("bool", "float", "int", "null"))
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


class YamlError(ValueError):
    """The text is no YAML, or holds what JSON can't; the message says where."""


def read_yaml(text: str, max_values: int) -> Json:
    """The one document of `text`, YAML or JSON.

    Raises YamlError, also where it has more than `max_values` values, each reference to
    an anchor counted as all that it stands for.
    """
    # What is no JSON is YAML, or neither; then the message of YAML is the one that helps.
    try:
        value = _from_json(text)
    except (ValueError, RecursionError):
        pass
    else:
        _check_count(value, text, max_values)
        return value
    try:
        node = yaml.compose(text, _Loader)
        return None if node is None else _Reader(max_values).value(node)
    except yaml.YAMLError as error:
        raise YamlError(" ".join(str(error).split())) from None
    except RecursionError:
        raise YamlError("it nests too deep") from None


def _check_count(value: Json, text: str, most: int) -> None:
    """Raises YamlError where `value`, read from `text`, holds more than `most` values."""
    if text.count(",") + text.count("[") + text.count("{") < most:
        return  # Something of that stands before each value but the first.
    count, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        count += 1
        if count > most:
            raise _too_many(most)
        if isinstance(each, (dict, list)):
            waiting += each.values() if isinstance(each, dict) else each


def _too_many(most: int) -> YamlError:
    message = f"it stands for more than {most:,} values"
    return YamlError(f"{message}; {advice('overlay_values')}")


def _from_json(text: str) -> Json:
    """JSON, which YAML reads but for its escapes and its long names."""
    value: Json = json.loads(
        text, parse_constant=_refused, parse_float=_finite, object_pairs_hook=_object
    )
    # Halves of characters in one go, names included; all else is as it was.
    whole: Json = json.loads(_text(json.dumps(value, ensure_ascii=False)))
    return whole


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _refused(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if abs(number) == float("inf"):
        raise ValueError(text)
    return number


class _Loader(yaml.SafeLoader):
    """Leaves open what a word without quotes is; 1.1 would say so by its own rules."""

    def resolve(
        self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool] | bool
    ) -> str:
        if isinstance(implicit, tuple):
            return _PLAIN if implicit[0] else f"{_TAG}str"
        return f"{_TAG}map" if kind is yaml.MappingNode else f"{_TAG}seq"


class _Reader:
    """Turns nodes into values; anchors may stand for a lot, so it counts."""

    def __init__(self, max_values: int) -> None:
        self._most = max_values
        self._count = 0
        self._open: set[int] = set()

    def value(self, node: yaml.Node) -> Json:
        self._count += 1
        if self._count > self._most:
            raise _too_many(self._most)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._open:
            raise YamlError(f"{_place(node)}: an anchor holds itself")
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode) and node.tag == f"{_TAG}seq":
                return [self.value(each) for each in node.value]
            if isinstance(node, yaml.MappingNode) and node.tag == f"{_TAG}map":
                return self._mapping(node)
        finally:
            self._open.discard(id(node))
        raise YamlError(f"{_place(node)}: {_not_json(node)}")

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Json]:
        found: dict[str, Json] = {}
        merged: dict[str, Json] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(f"{_place(key)}: a name is text")
            if key.tag == _PLAIN and key.value == "<<":
                merged = self._merged(value) | merged
            elif (name := _text(key.value)) in found:
                raise YamlError(f"{_place(key)}: {name!r} stands there twice")
            else:
                found[name] = self.value(value)
        return merged | found

    def _merged(self, node: yaml.Node) -> dict[str, Json]:
        """What `<<` adds where the mapping does not say otherwise."""
        value = self.value(node)
        merged: dict[str, Json] = {}
        for each in reversed(value if isinstance(value, list) else [value]):
            if not isinstance(each, dict):
                raise YamlError(f"{_place(node)}: `<<` names a mapping, or several")
            merged |= each
        return merged


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    if node.tag == _PLAIN or node.tag in _CORE:
        return _plain(node.value, node)
    if node.tag != f"{_TAG}str":
        raise YamlError(f"{_place(node)}: {_not_json(node)}")
    return _text(node.value)


def _plain(text: str, node: yaml.ScalarNode) -> str | int | float | bool | None:
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    try:
        if _INTEGER.fullmatch(text):
            base = {"0o": 8, "0x": 16}.get(text[:2], 10)
            return int(text.removeprefix("0o").removeprefix("0x"), base)
        if _FLOAT.fullmatch(text):
            return _finite(text)
    except ValueError:
        raise YamlError(f"{_place(node)}: the number is too large") from None
    return _text(text)


def _text(text: str) -> str:
    """`text` with the halves of characters joined; one alone no file can hold."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _not_json(node: yaml.Node) -> str:
    return f"JSON has no {node.tag.removeprefix(_TAG)}"


def _place(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"
