"""Requests that run as they stand, on the page of their operation."""

from __future__ import annotations

from dataclasses import dataclass

from helpwright.documentation.book import Book
from helpwright.names.document import OperationNode


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request in one language."""

    title: str
    """Words in a line of Markdown."""
    code: str
    """A block of Markdown."""


def example_requests(book: Book, operation: OperationNode) -> tuple[RequestView, ...]:
    """Requests for `operation`, one for each language; none so far."""
    return ()
