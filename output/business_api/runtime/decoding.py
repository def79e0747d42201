"""Turns the body of an answer into the documented type."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sized
from contextlib import contextmanager
from functools import cached_property
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from .drift import Drift
from .enums import unknown_seen
from .jsontext import loads
from .lenient import LenientReader, unknown_values
from .models import Answer
from .operations import Markup
from .references import Link, has_references, link, resolve

__all__ = ["Decoder", "complete_adapter"]

_LARGE = 65_536
"""Bytes of JSON from which it pays to keep the garbage collector from looking on."""
_LONG = 100
"""The same in items of a list."""


class Decoder:
    """Reads answers of one operation."""

    def __init__(
        self,
        annotation: Callable[[], Any],
        operation: str,
        markup: Markup | None = None,
    ) -> None:
        self._annotation = annotation
        self._operation = operation
        self.markup = markup
        """What answers are written in, where that is not JSON."""

    @cached_property
    def annotation(self) -> Any:
        """The documented type; `None` where the answer has no body."""
        return self._annotation()

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Validates the documented type. Built when the first answer comes."""
        return complete_adapter(self.annotation)

    @cached_property
    def _validator(self) -> SchemaValidator:
        return cast("SchemaValidator", self.adapter.validator)

    @cached_property
    def _lenient(self) -> LenientReader:
        return LenientReader(self.adapter, self._operation)

    @cached_property
    def reads_json(self) -> bool:
        """Whether the documented type comes out of JSON."""
        return self.annotation is not None and self.annotation is not bytes

    @property
    def expects(self) -> str:
        """What answers are written in, for messages."""
        return "JSON" if self.markup is None else "XML"

    def plain(self, content: bytes) -> Any:
        """The answer where no JSON is documented: its bytes, or nothing."""
        return None if self.annotation is None else content

    def without_json(self, content: bytes, content_type: str, text: str) -> Any:
        """An answer that is no JSON, where JSON need not be.

        That is text where text is documented, and anything where nothing is.

        Raises:
            ValueError: JSON is documented.
        """
        if content_type.startswith("text/") and self.annotation in (str, Any):
            return text
        if self.annotation is Any:
            return content
        raise ValueError

    def parse(
        self, content: bytes, charset: str | None = None
    ) -> tuple[Any, tuple[Link, ...]]:
        """The JSON in `content`, and the references in it that lead back to a parent.

        Raises:
            ValueError: `content` is not JSON.
        """
        if not content.strip():
            return None, ()
        if len(content) < _LARGE:
            value = loads(content, charset)
        else:
            with _collector_at_rest():
                value = loads(content, charset)
        return resolve(value) if has_references(content) else (value, ())

    def validate(
        self, value: Any, links: tuple[Link, ...] = ()
    ) -> tuple[Any, tuple[Drift, ...]]:
        """`value` in the documented type as far as it fits, and where it does not."""
        unknown_seen.unknown = False
        if _is_long(value):
            with _collector_at_rest():
                result, drifts = self._fit(value)
        else:
            result, drifts = self._fit(value)
        if unknown_seen.unknown:
            drifts += unknown_values(result, self._operation)
        if links:
            link(result, links)
        return result, drifts

    def _fit(self, value: Any) -> tuple[Any, tuple[Drift, ...]]:
        try:
            result = self._validator.validate_python(
                value, extra="forbid", context=Answer(), by_alias=True, by_name=False
            )
        except ValidationError as error:
            return self._lenient.read(value, error)
        return result, ()


def complete_adapter(annotation: Any) -> TypeAdapter[Any]:
    """An adapter whose schema is there, although models put off building theirs."""
    if _is_model(annotation):
        annotation.model_rebuild()
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    adapter.rebuild()
    return adapter


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_long(value: Any) -> bool:
    return isinstance(value, list) and len(cast("Sized", value)) >= _LONG


@contextmanager
def _collector_at_rest() -> Generator[None]:
    """Nothing that is being decoded is garbage; looking for it takes half of the
    time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
