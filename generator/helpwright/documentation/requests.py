"""Requests that run as they stand, on the page of their operation."""

from __future__ import annotations

from helpwright.documentation.book import Book
from helpwright.escape import documentation_block, html, html_code
from helpwright.names.document import OperationNode
from helpwright.value import dataclass
from helpwright.views.docs_requests import RequestExample


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request in one language."""

    title: str
    """Words in HTML."""
    code: str
    """A block of Markdown where it is `shown`, else HTML."""
    shown: bool


def example_requests(book: Book, operation: OperationNode) -> tuple[RequestView, ...]:
    """Requests for `operation`, one for each language; the first is shown unfolded."""
    found = book.requests.of(operation)
    return tuple(_view(each, shown=not number) for number, each in enumerate(found))


def _view(example: RequestExample, *, shown: bool) -> RequestView:
    language = example.language
    if shown:
        code = documentation_block(example.code, language)
    else:
        code = f'<pre><code class="language-{language}">{html_code(example.code)}</code></pre>'
    return RequestView(title=html(example.title), code=code, shown=shown)
