"""One operation of the API, as far as it does not change from call to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .addresses import PathTemplate

if TYPE_CHECKING:
    from .bodies import BodyWriter
    from .decoding import Decoder
    from .references import Link

__all__ = ["Markup", "Operation"]

T = TypeVar("T")

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
JSON = "application/json"


class Markup(Protocol):
    """What a body or an answer is written in, where that is not JSON."""

    def read(self, content: bytes, charset: str | None) -> tuple[Any, tuple[Link, ...]]:
        """The value as JSON would have it, and references in it to parents.

        Raises:
            ValueError: `content` is something else.
        """
        ...

    def write(self, value: object) -> bytes:
        """`value`, as JSON has it.

        Raises:
            TypeError: something in it can't be written.
        """
        ...


class Operation(Generic[T]):
    """How an operation is called and what it answers.

    `body` and `returns` are functions, so that models, and all that reads and writes
    them, are imported with the first call; so are `writes` and `reads`, which stand
    for what is sent and answered in another form than JSON. `styles` names the query
    parameters that are not written the usual way.
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
        writes: Callable[[], Markup] | None = None,
        reads: Callable[[], Markup] | None = None,
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
        self._writes = writes
        self._reads = reads

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

        markup = self._writes() if self._writes else None
        return BodyWriter(self._body, self.name, self.sends, markup)

    @cached_property
    def decoder(self) -> Decoder:
        """Reads what the server answers."""
        from .decoding import Decoder

        markup = self._reads() if self._reads else None
        return Decoder(self._returns or _nothing, self.name, markup)


def _nothing() -> None:
    return None
