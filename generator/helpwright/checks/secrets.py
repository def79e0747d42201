"""Samples that hold what looks like a secret: somebody copied them from a real system."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.checks.bodies import bodies
from helpwright.diagnostics import Finding, Findings
from helpwright.limits import Limits
from helpwright.place import Place
from helpwright.samples import Element, Node, read_json, read_xml
from helpwright.secrets import (
    MASK,
    has_secret,
    is_secret,
    is_sure,
    masked,
    names_secret,
)
from helpwright.spec import Api, Sample

_QUOTED = 160

_Hit = tuple[int, str, str]
"""Line, the name of the member, and what it holds, masked."""


def check_secrets(api: Api, findings: Findings, limits: Limits) -> None:
    """Reports the samples in which something looks like a key, a token or a password."""
    members = {member.name for each in api.enumerations for member in each.members}
    looked: set[tuple[str, int, str]] = set()
    verdicts: dict[str, bool] = {}
    for what, body in bodies(api):
        for media_type in body.media_types:
            sample = media_type.sample
            if sample is None:
                continue
            key = (sample.place.page, sample.place.line, sample.text)
            # Most samples are done with here, unread, and stand on several pages.
            if sample.text not in verdicts:
                verdicts[sample.text] = _is_suspicious(sample.text)
            if verdicts[sample.text] and key not in looked:
                looked.add(key)
                for hit in _hits(sample, members, limits):
                    findings.add(_finding(what, sample.place, *hit))


def _is_suspicious(text: str) -> bool:
    return names_secret(text) or has_secret(text)


def _hits(sample: Sample, members: set[str], limits: Limits) -> Iterator[_Hit]:
    line = sample.place.line or 1
    if sample.kind == "json":
        root = read_json(sample.text, line, limits.sample_depth).root
        values = _json_values(root) if root else iter(())
    elif sample.kind == "xml":
        element = read_xml(sample.text, line, limits.sample_depth).root
        values = _xml_values(element) if element else iter(())
    else:
        values = iter([(line, "", sample.text)])
    for at, name, value in values:
        if has_secret(value):
            yield at, name, masked(value)
        elif is_secret(name, value) and is_sure(value) and value not in members:
            yield at, name, MASK


def _json_values(root: Node) -> Iterator[tuple[int, str, str]]:
    waiting = [("", root)]
    while waiting:
        name, node = waiting.pop()
        if node.kind == "string":
            yield node.line, name, node.text
        waiting.extend((name, item) for item in node.items)
        waiting.extend((member.name, member.value) for member in node.members)


def _xml_values(root: Element) -> Iterator[tuple[int, str, str]]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.text:
            yield element.line, element.name, element.text
        waiting.extend(element.children)


def _finding(what: str, place: Place, line: int, name: str, shown: str) -> Finding:
    holder = f"{masked(name)} in the sample" if name else "the sample"
    return Finding(
        code="HW508",
        severity="warning",
        message=f"{holder} of {masked(what)} holds what looks like a secret",
        place=Place(page=place.page, line=line, cell=place.cell),
        text=shown[:_QUOTED],
        made_of_it=f"{MASK} in the README, api.md and the documentation; the spec, the"
        " OpenAPI document and the server keep the sample as it stands",
        advice="if it is real, have it revoked, and taken off the page",
    )
