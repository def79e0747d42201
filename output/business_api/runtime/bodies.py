"""Turns what a caller gives as a body into what is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from .addresses import encode_form
from .decoding import complete_adapter
from .errors import InvalidRequestError
from .jsontext import dumps
from .models import UNSET, Model
from .operations import Markup

__all__ = ["BodyWriter"]

FORM = "application/x-www-form-urlencoded"


class BodyWriter:
    """Writes bodies of one operation."""

    def __init__(
        self,
        annotation: Callable[[], Any] | None,
        operation: str,
        media_type: str,
        markup: Markup | None = None,
    ) -> None:
        self._annotation = annotation
        self._operation = operation
        self._media_type = media_type
        self._markup = markup

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return complete_adapter(self._annotation() if self._annotation else Any)

    def validate(self, body: Any) -> Any:
        """`body`, a model or anything of its shape, as the documentation has it.

        Raises:
            InvalidRequestError: `body` has another shape.
        """
        if isinstance(body, Model):
            return body
        try:
            return self._adapter.validate_python(
                body, extra="forbid", by_alias=True, by_name=True
            )
        except ValidationError as error:
            raise InvalidRequestError(_explain(self._operation, error)) from error

    def encode(self, body: Any) -> bytes:
        """What `validate` returned, as it is sent.

        Raises:
            InvalidRequestError: something in it has no form in what is sent.
        """
        content: Any
        if isinstance(body, Model):
            content = body.to_dict()
        else:
            content = self._adapter.dump_python(
                body, by_alias=True, exclude_unset=True, warnings=False
            )
        if self._media_type == FORM:
            return encode_form(content)
        if isinstance(content, bytes):
            return content
        try:
            if self._markup is not None:
                return self._markup.write(content)
            if isinstance(content, str) and _is_text(self._media_type):
                return content.encode()
            return dumps(content)
        except TypeError as error:
            raise InvalidRequestError(f"{self._operation}: {error}") from error

    def unset_values(self, body: Any) -> tuple[str, ...]:
        """Members of `body` that may not be null and were not set.

        A server reads what is missing of a value type as zero, without a word. In a
        full update that is hardly ever meant.
        """
        if not isinstance(body, BaseModel):
            return ()
        given = body.model_fields_set
        return tuple(
            field.alias or name
            for name, field in type(body).model_fields.items()
            if field.default is UNSET and name not in given
        )


def _is_text(media_type: str) -> bool:
    """Whether a text is sent as it is. XML that no sample shows is the caller's."""
    return media_type.startswith("text/") or media_type.endswith(("/xml", "+xml"))


def _explain(name: str, error: ValidationError) -> str:
    problems = [
        f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}"
        for each in error.errors(include_url=False, include_context=False)
    ]
    shown = "; ".join(problems[:5])
    more = f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
    return f"{name}: the body does not fit the documentation: {shown}{more}"
