"""One operation of the API, as far as it does not change from call to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from .addresses import PathTemplate, encode_form
from .decoding import Decoder, complete_adapter
from .errors import InvalidRequestError
from .jsontext import dumps
from .models import UNSET, Model

__all__ = ["Operation", "unset_values"]

T = TypeVar("T")

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Operation(Generic[T]):
    """How an operation is called and what it answers.

    `body` and `returns` are functions, so that the models behind them are imported when
    they are needed. `styles` names the query parameters that are not written the usual
    way.
    """

    def __init__(
        self,
        method: str,
        path: str,
        *,
        body: Callable[[], Any] | None = None,
        returns: Callable[[], Any] | None = None,
        sends: str = JSON,
        accepts: str = JSON,
        styles: Mapping[str, str] | None = None,
        idempotent: bool = False,
    ) -> None:
        self.method = method
        self.name = f"{method} {path}"
        self.sends = sends
        self.accepts = accepts
        self.styles = styles or {}
        self.idempotent = idempotent or method in _SAFE
        self.warned = False
        """Whether a full update was seen that leaves something out."""
        self._path = path
        self._body = body
        self.decoder = Decoder(returns or _nothing, self.name)

    def __repr__(self) -> str:
        return f"Operation({self.name!r})"

    @cached_property
    def path(self) -> PathTemplate:
        """Fills in the path's parameters."""
        return PathTemplate(self._path)

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return complete_adapter(self._body() if self._body else Any)

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
            raise InvalidRequestError(_explain(self.name, error)) from error

    def encode(self, body: Any) -> bytes:
        """What `validate` returned, as it is sent.

        Raises:
            InvalidRequestError: something in it has no form in JSON.
        """
        content: Any
        if isinstance(body, Model):
            content = body.to_dict()
        else:
            content = self._adapter.dump_python(
                body, by_alias=True, exclude_unset=True, warnings=False
            )
        if self.sends == FORM:
            return encode_form(content)
        if isinstance(content, bytes):
            return content
        if self.sends.startswith("text/") and isinstance(content, str):
            return content.encode()
        try:
            return dumps(content)
        except TypeError as error:
            raise InvalidRequestError(f"{self.name}: {error}") from error


def _nothing() -> None:
    return None


def _explain(name: str, error: ValidationError) -> str:
    problems = [
        f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}"
        for each in error.errors(include_url=False, include_context=False)
    ]
    shown = "; ".join(problems[:5])
    more = f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
    return f"{name}: the body does not fit the documentation: {shown}{more}"


def unset_values(body: Any) -> tuple[str, ...]:
    """Members of `body` that may not be null and were not set.

    A server reads what is missing of a value type as zero, without a word. In a full
    update that is hardly ever meant.
    """
    if not isinstance(body, BaseModel):
        return ()
    given = body.model_fields_set
    return tuple(
        field.alias or name
        for name, field in type(body).model_fields.items()
        if field.default is UNSET and name not in given
    )
