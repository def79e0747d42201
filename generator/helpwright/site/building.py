"""From pages to the files of a site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.documentation import Documentation
from helpwright.place import Place
from helpwright.site import compacting, folding, search, zensical
from helpwright.site.cleaning import cleaned
from helpwright.site.project import assets, drawn, markdown_of, write_project
from helpwright.site.reference import Reference
from helpwright.value import dataclass

_NOT_FOUND = "404.md"
"""Stands for the page that a server shows where there is none: no page of Markdown."""
_BEGIN = '<main id="content"'
_END = '<footer class="around"'
_REQUEST = re.compile(r"(?<!<pre>)<code>([A-Z]+) (/[^<]*)</code>")
_LINK = re.compile(r'(?<= href=")([^":?#]+)\.md(?=["#])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site in memory."""

    files: Mapping[str, bytes]
    """By path from its top: HTML, what it loads, and the Markdown that it is made of."""


def built(
    documentation: Documentation,
    findings: Findings,
    *,
    title: str,
    reference: Reference | None = None,
    templates: Path | None = None,
) -> Site:
    """The site of `documentation`.

    `templates` is a folder of the user's own, which stand in for ours one by one. Raises
    HelpwrightError where Zensical is not there, or makes nothing of the pages.
    """
    zensical.check_installed()
    files = {path: text.encode() for path, text in documentation.files.items()}
    with TemporaryDirectory(prefix="helpwright-") as top:
        configuration = write_project(
            documentation,
            Path(top),
            title=title,
            reference=reference.path if reference else "",
            templates=templates,
        )
        folder = zensical.run(configuration)
        for page in (*markdown_of(documentation), _NOT_FOUND):
            address = search.address_of(page)
            html = (folder / address).read_text(encoding="utf-8")
            if page in documentation.files:
                html = folding.unfolded(html, drawn(documentation, page))
            files[address] = _finished(html, page, findings).encode()
    files |= assets(templates)
    files[search.PATH] = search.index(documentation).encode()
    if reference:
        files |= reference.files(title, templates)
    return Site(files=files)


def _finished(html: str, page: str, findings: Findings) -> str:
    """`html` with the page's own part cleaned, and its links leading to pages."""
    head, begin, rest = html.partition(_BEGIN)
    opening, bracket, rest = rest.partition(">")
    body, end, foot = rest.rpartition(_END)
    if page != _NOT_FOUND and not (begin and end):
        raise _marks_missing()
    # Zensical turns the links of Markdown, and leaves those in HTML as they are.
    body, count = cleaned(_LINK.sub(r"\1.html", body))
    if count:
        findings.add(_odd(page, count))
    body = compacting.page(_REQUEST.sub(_request, body))
    return f"{head}{begin}{opening}{bracket}{body}{end}{foot}"


def _request(match: re.Match[str]) -> str:
    verb, path = match[1], match[2]
    mark = f'<span class="verb verb-{verb.lower()}">{verb}</span>'
    return f'<code class="request">{mark} {path}</code>'


def _marks_missing() -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW703",
            severity="error",
            message=f"the page does not stand between {_BEGIN} and {_END}",
            place=Place(page="site/main.html"),
            made_of_it="nothing was written",
            advice="keep both in your template: what stands between them is looked at",
        )
    )


def _odd(page: str, count: int) -> Finding:
    return Finding(
        code="HW711",
        severity="warning",
        message=f"{count} {'tag' if count == 1 else 'tags'} of a kind that no page has",
        place=Place(page=page),
        made_of_it="text that shows them",
        advice="tell the authors of Helpwright which help page this was made of",
    )
