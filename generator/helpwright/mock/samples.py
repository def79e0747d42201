"""Documented samples with fresh GUIDs and dates, and other quirks of real servers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any
from uuid import UUID

from helpwright.mock.options import MockOptions
from helpwright.mock.shared import jsontext
from helpwright.mock.walking import changed
from helpwright.value import dataclass

_GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_DATE = (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?P<fraction>\.\d{1,7})?"
    r"(?P<offset>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?"
)
# A whole string of JSON, or the whole text of an element.
_SLOT = re.compile(
    rf"(?<=[\">])(?:(?P<guid>{_GUID})|(?P<date>{_DATE}))(?=[\"<])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Template:
    """A sample cut where a GUID or a date stands."""

    pieces: tuple[str, ...]
    slots: tuple[Mapping[str, str | None], ...]
    """Between the pieces: groups of the pattern above."""

    @classmethod
    def of(cls, sample: bytes) -> Template:
        text = sample.decode()
        pieces, slots, end = [], [], 0
        for found in _SLOT.finditer(text):
            pieces.append(text[end : found.start()])
            slots.append(found.groupdict())
            end = found.end()
        return cls((*pieces, text[end:]), tuple(slots))

    def filled(self, random: Random, now: datetime, *, microsoft: bool) -> bytes:
        """The sample; what was one GUID in it is one GUID again."""
        guids: dict[str, str] = {}
        parts: list[str] = []
        for piece, slot in zip(self.pieces, self.slots, strict=False):
            parts.append(piece)
            guid = slot["guid"]
            if guid is None:
                date = _microsoft(now, slot) if microsoft else _like(slot, now)
                parts.append(date)
            else:
                if guid not in guids:
                    guids[guid] = fresh_guid(random)
                parts.append(guids[guid])
        return "".join((*parts, self.pieces[-1])).encode()


def fresh_guid(random: Random) -> str:
    """A GUID as .NET draws them."""
    return str(UUID(int=random.getrandbits(128), version=4))


def _like(slot: Mapping[str, str | None], now: datetime) -> str:
    """`now` with the fraction and offset that the sample's date has."""
    offset, fraction = slot["offset"], slot["fraction"]
    moment = now.astimezone(_zone(offset)) if offset else now
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    if fraction:
        digits = f"{moment.microsecond:06d}0"[: len(fraction) - 1]
        text += f".{digits}".rstrip("0").rstrip(".")
    return text + (offset or "")


def _zone(offset: str) -> timezone:
    if offset == "Z":
        return UTC
    distance = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
    return timezone(-distance if offset[0] == "-" else distance)


def _microsoft(now: datetime, slot: Mapping[str, str | None]) -> str:
    """`now` as Json.NET writes it under `DateFormatHandling.MicrosoftDateFormat`."""
    offset = slot["offset"]
    tail = "" if offset == "Z" else (offset or "+00:00").replace(":", "")
    return rf"\/Date({int(now.timestamp() * 1000)}{tail})\/"


class Samples:
    """Gives the bodies of samples as `options` want them."""

    def __init__(self, options: MockOptions, random: Random) -> None:
        self._options = options
        self._random = random
        self._templates: dict[bytes, Template] = {}

    def body(self, sample: bytes, form: str, schema: Any, binder: Any) -> bytes:
        """The body of one answer; `form` is that of the sample's media type."""
        options = self._options
        if options.fresh:
            template = self._templates.get(sample)
            if template is None:
                template = self._templates[sample] = Template.of(sample)
            microsoft = options.dates == "microsoft" and form == "json"
            sample = template.filled(
                self._random, datetime.now().astimezone(), microsoft=microsoft
            )
        if options.nulls and form == "json":
            value = jsontext.loads(sample)
            return jsontext.dumps(self.with_nulls(value, schema, binder))
        return sample

    def with_nulls(self, value: Any, schema: Any, binder: Any) -> Any:
        """`value` with null in some places that may hold it."""

        def perhaps(inner: Any, of: Any) -> Any:
            may = binder.resolve(of)
            choices: Sequence[Any] = (may, *may.get("anyOf", ()))
            nullable = any("null" in (c.get("type") or ()) for c in choices)
            is_hit = nullable and self._random.random() < self._options.nulls
            return None if is_hit else inner

        return changed(value, schema, binder, perhaps)
