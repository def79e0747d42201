"""Applies OpenAPI Overlay documents, versions 1.0 and 1.1, to an OpenAPI document.

The rules are those of https://spec.openapis.org/overlay/v1.1.html, with one difference: an
action whose target matches nothing is an error here. The specification lets it pass, and
then nobody hears that a vendor's change has made a correction dead.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from helpwright.diagnostics import Finding, Findings
from helpwright.limits import DEFAULTS, Limits, advice
from helpwright.place import Place
from helpwright.spec import AppliedCorrection

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Document: TypeAlias = dict[str, Json]
_Way: TypeAlias = tuple[str | int, ...]

_STEPS_EACH = 32
"""Steps that a path may take for each value of the document."""
_REPLACED = "\ufffd"
_VERSION = re.compile(r"1\.[01]\.\d+")


class OverlayError(ValueError):
    """An action can't be applied; the message says what was expected."""


def read_overlay(
    text: str, page: str, findings: Findings, limits: Limits | None = None
) -> Document | None:
    """Reads an overlay, JSON or YAML; None, with a finding, where it is none."""
    from helpwright.corrections.yaml_values import YamlError, read_yaml  # slow to load

    try:
        overlay = read_yaml(text, (limits or Limits()).overlay_values)
    except YamlError as error:
        _report("HW404", f"no valid YAML or JSON: {error}", page, "", findings)
        return None
    if not isinstance(overlay, dict) or "overlay" not in overlay:
        _report("HW404", "no overlay: it has no member `overlay`", page, "", findings)
        return None
    version = str(overlay["overlay"])
    if not _VERSION.fullmatch(version):
        message = f"version {version} is not one of 1.0.x and 1.1.x"
        _report("HW404", message, page, version, findings)
        return None
    if not isinstance(overlay.get("actions"), list):
        _report("HW404", "`actions` is a list of actions", page, "", findings)
        return None
    if _REPLACED in json.dumps(overlay, ensure_ascii=False) and not _shows(text):
        findings.add(_halves(page))
    return overlay


def _shows(text: str) -> bool:
    """Whether U+FFFD stands in `text`, as it is or as an escape."""
    return _REPLACED in text or "\\ufffd" in text.lower()


def _halves(page: str) -> Finding:
    return Finding(
        code="HW406",
        severity="warning",
        message="half of a character stands in the overlay, which no file can hold",
        place=Place(page=page),
        made_of_it="U+FFFD stands in its place",
        advice="write the character out, or both of its halves: \\ud83d\\ude00",
    )


def apply_overlay(
    document: Document,
    overlay: Document,
    page: str,
    findings: Findings,
    limits: Limits | None = None,
) -> tuple[Document, tuple[AppliedCorrection, ...]]:
    """A copy of `document` with the overlay's actions applied, and what took effect."""
    result = copy.deepcopy(document)
    applied = []
    limits = limits or DEFAULTS
    left = limits.overlay_values
    size = sum(1 for _ in _values_in(result))
    actions = overlay["actions"]
    assert isinstance(actions, list)
    for number, action in enumerate(actions, 1):
        name = f"action {number}"
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            _report("HW405", f"{name} needs a `target`", page, str(action), findings)
            continue
        target = str(action["target"])
        try:
            result, added = _act(result, action, left, size, limits)
            left, size = left - added, size + added
        except OverlayError as error:
            _report("HW405", f"{name}: {error}", page, target, findings)
            continue
        value = action.get("update", action.get("copy", "removed"))
        description = action.get("description", "")
        applied.append(
            AppliedCorrection(
                target=target,
                value=json.dumps(value, ensure_ascii=False, default=str),
                reason=str(description),
                place=Place(page=page, cell=name),
            )
        )
    return result, tuple(applied)


def _act(
    document: Document, action: Document, left: int, size: int, limits: Limits
) -> tuple[Document, int]:
    """The document after `action`, and how many values that adds: at most `left`.

    `size` is about how many values the document has.
    """
    target, more = str(action["target"]), _STEPS_EACH * size
    ways = _select(document, target, limits, more)
    if not ways:
        raise OverlayError(f"{target} matches nothing in the document")
    if action.get("remove") is True:
        return _remove(document, ways), 0
    if "copy" in action:
        sources = _select(document, str(action["copy"]), limits, more)
        if len(sources) != 1:
            raise OverlayError(f"`copy` names {len(sources)} nodes and not one")
        update = _node(document, sources[0])
    elif "update" in action:
        update = action["update"]
    else:
        raise OverlayError("an action has one of `update`, `copy` and `remove`")
    depths = list(_values_in(update))
    added = len(ways) * len(depths)
    if added > left:
        message = f"it adds {added:,} values, and {left:,} may still be added"
        raise OverlayError(f"{message}; {advice('overlay_values')}")
    deepest = max(map(len, ways)) + max(depths)
    if deepest > limits.overlay_depth:
        bound = f"{limits.overlay_depth} are read (limits.overlay_depth)"
        raise OverlayError(f"it nests {deepest} levels deep, and {bound}")
    update = copy.deepcopy(update)
    if _nested(ways):
        # An action that fails half-way leaves nothing behind.
        document = copy.deepcopy(document)
    for way in ways:
        merged = _merge(_node(document, way), copy.deepcopy(update), top=True)
        document = _put(document, way, merged)
    return document, added


def _values_in(value: Json) -> Iterator[int]:
    """For each value in `value`, itself included, how deep it lies."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        yield depth
        if isinstance(each, (dict, list)):
            below = each.values() if isinstance(each, dict) else each
            waiting += [(inner, depth + 1) for inner in below]


def _nested(ways: list[_Way]) -> bool:
    """Whether one of `ways` lies in another, which the action may replace."""
    known = set(ways)
    return any(way[:end] in known for way in ways for end in range(len(way)))


def _select(document: Document, target: str, limits: Limits, more: int) -> list[_Way]:
    from helpwright.corrections.json_path import PathError, find  # slow to load

    try:
        return find(document, target, limits, more=more)
    except PathError as error:
        raise OverlayError(str(error)) from error


def _merge(node: Json, update: Json, *, top: bool = False) -> Json:
    if isinstance(node, dict) and isinstance(update, dict):
        for key, value in update.items():
            node[key] = _merge(node[key], value) if key in node else value
        return node
    if isinstance(node, list):
        if isinstance(update, list):
            return [*node, *update]
        if top:
            return [*node, update]
    if isinstance(node, (dict, list)) != isinstance(update, (dict, list)):
        # A type may become a list of types: `type: string` → `type: [string, "null"]`.
        if isinstance(update, list) or not top:
            return update
        raise OverlayError("an object cannot be merged with a value that is none")
    return update


def _remove(document: Document, ways: list[_Way]) -> Document:
    # Later items first, so that the indexes of earlier ones stay true.
    for way in sorted(
        ways, key=lambda way: [str(p).zfill(9) for p in way], reverse=True
    ):
        if not way:
            raise OverlayError("the whole document cannot be removed")
        parent = _node(document, way[:-1])
        last = way[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            parent.pop(last, None)
        elif isinstance(parent, list) and isinstance(last, int):
            del parent[last]
    return document


def _put(document: Document, way: _Way, value: Json) -> Document:
    if not way:
        if not isinstance(value, dict):
            raise OverlayError("the whole document can only be merged with an object")
        return value
    parent = _node(document, way[:-1])
    parent[way[-1]] = value  # type: ignore[index]
    return document


def _node(document: Json, way: _Way) -> Json:
    node = document
    for step in way:
        try:
            if isinstance(node, str):
                raise TypeError(node)  # It would give its characters.
            node = node[step]  # type: ignore[index]
        except (LookupError, TypeError):
            path = ".".join(map(str, way))
            message = f"the action has itself replaced what {path} lies in"
            raise OverlayError(message) from None
    return node


def _report(code: str, message: str, page: str, text: str, findings: Findings) -> None:
    findings.add(
        Finding(
            code=code,
            severity="error",
            message=message,
            place=Place(page=page),
            text=text,
            made_of_it="it is left out, and the rest is applied",
            advice="see https://spec.openapis.org/overlay/v1.1.html for the format",
        )
    )
