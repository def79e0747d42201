"""Turns the body of an answer into the documented type."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .drift import Drift
from .enums import unknown_seen
from .jsontext import decode_text, loads
from .lenient import LenientReader, unknown_values
from .models import Answer
from .references import Link, has_references, link, resolve

__all__ = ["Decoder"]

_LARGE = 65_536
"""Bytes of JSON from which it pays to keep the garbage collector from looking on."""


class Decoder:
    """Reads answers of one operation."""

    def __init__(self, annotation: Callable[[], Any], operation: str) -> None:
        self._annotation = annotation
        self._operation = operation

    @cached_property
    def annotation(self) -> Any:
        """The documented type; `None` where the answer has no body."""
        return self._annotation()

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Validates the documented type. Built when the first answer comes."""
        return TypeAdapter(self.annotation)

    @cached_property
    def _lenient(self) -> LenientReader:
        return LenientReader(self.adapter, self._operation)

    def decode(
        self, content: bytes, content_type: str, charset: str | None
    ) -> tuple[Any, tuple[Drift, ...]]:
        """The value in `content`, and how it differs from the documentation.

        Raises:
            ValueError: `content` can't be read at all.
        """
        if self.annotation is None:
            return None, ()
        if self.annotation is bytes:
            return content, ()
        try:
            with _collector_at_rest(len(content)):
                return self._decode_json(content, charset)
        except ValueError:
            if self.annotation is str and content_type.startswith("text/"):
                return decode_text(content, charset), ()
            raise

    def _decode_json(
        self, content: bytes, charset: str | None
    ) -> tuple[Any, tuple[Drift, ...]]:
        value = loads(content, charset) if content.strip() else None
        links: tuple[Link, ...] = ()
        if has_references(content):
            value, links = resolve(value)
        result, drifts = self.validate(value)
        if links:
            link(result, links)
        return result, drifts

    def validate(self, value: Any) -> tuple[Any, tuple[Drift, ...]]:
        """`value`, as `loads` reads it, in the documented type as far as it fits."""
        unknown_seen.unknown = False
        drifts: tuple[Drift, ...] = ()
        try:
            result = self.adapter.validate_python(
                value, extra="forbid", context=Answer(), by_alias=True, by_name=False
            )
        except ValidationError as error:
            result, drifts = self._lenient.read(value, error)
        if unknown_seen.unknown:
            drifts += unknown_values(result, self._operation)
        return result, drifts


@contextmanager
def _collector_at_rest(size: int) -> Generator[None]:
    """Nothing that is being decoded is garbage; looking for it takes half of the time."""
    if size < _LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
