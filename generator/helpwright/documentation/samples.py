"""The documented samples of a body, without the secrets that somebody left in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.escape import documentation_block, documentation_code, html, html_code
from helpwright.names.document import Json
from helpwright.openapi.dump import dumps
from helpwright.views.redaction import redacted, redacted_value

_SHORT = 30
"""Lines up to which a sample is shown unfolded."""


def samples_of(content: Json) -> Iterator[str]:
    """Markdown for each sample; media types with the same sample share it."""
    for text, kinds in grouped(content).items():
        language = language_of(kinds[0])
        if text.count("\n") < _SHORT:
            label = ", ".join(documentation_code(kind) for kind in kinds)
            yield f"Example as {label}:\n\n{documentation_block(text, language)}"
        else:
            label = ", ".join(f"<code>{html(kind)}</code>" for kind in kinds)
            yield (
                f'<details class="hw-sample"><summary>Example as {label}</summary>\n'
                f'<pre><code class="language-{language}">{html_code(text)}</code></pre>\n'
                "</details>"
            )


def grouped(content: Json) -> Mapping[str, list[str]]:
    """Media types by the text of their sample."""
    found: dict[str, list[str]] = {}
    for kind, media in content.items():
        if "example" not in media:
            continue
        example = media["example"]
        is_text = isinstance(example, str) and language_of(kind) != "json"
        text = redacted(example) if is_text else written(example)
        found.setdefault(text.strip("\n"), []).append(kind)
    return found


def written(value: object) -> str:
    """A JSON value as text."""
    return dumps(redacted_value(value), width=72).rstrip("\n")


def language_of(kind: str) -> str:
    """The language of a media type, for whoever colours it; one of ours."""
    if "json" in kind:
        return "json"
    return "xml" if "xml" in kind else "text"
