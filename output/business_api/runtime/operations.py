"""One operation of the API, as far as it does not change from call to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .addresses import PathTemplate

if TYPE_CHECKING:
    from .bodies import BodyWriter
    from .decoding import Decoder

__all__ = ["Operation"]

T = TypeVar("T")

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
JSON = "application/json"


class Operation(Generic[T]):
    """How an operation is called and what it answers.

    `body` and `returns` are functions, so that models, and all that reads and writes
    them, are imported with the first call. `styles` names the query parameters that are
    not written the usual way.
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
        self._returns = returns

    def __repr__(self) -> str:
        return f"Operation({self.name!r})"

    @cached_property
    def path(self) -> PathTemplate:
        """Fills in the path's parameters."""
        return PathTemplate(self._path)

    @cached_property
    def body(self) -> BodyWriter:
        """Writes what callers give as a body."""
        from .bodies import BodyWriter

        return BodyWriter(self._body, self.name, self.sends)

    @cached_property
    def decoder(self) -> Decoder:
        """Reads what the server answers."""
        from .decoding import Decoder

        return Decoder(self._returns or _nothing, self.name)


def _nothing() -> None:
    return None
