"""Where an operation is: its title, or else what comes closest to one.

In turn: the title of the page, the row of the index that links to it, its file name or
address, a row of the index with the same documentation, and what summary and body suggest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from helpwright.blocks import Document
from helpwright.interpret.described import element
from helpwright.interpret.index import Entry
from helpwright.interpret.locations import friendly_id, link_key, title_in
from helpwright.interpret.operations import OperationPage
from helpwright.interpret.outline import Title
from helpwright.interpret.reporting import Reporter, read_from
from helpwright.place import Place
from helpwright.spec import Basis, Named, Origin
from helpwright.value import replace
from helpwright.vocabulary import fold, friendly_id_parts, title_parts

_ADVICE = "add a correction that gives method and path"
_VERBS = {
    "POST": "add|append|create|creates|insert|make|new|post|register|submit|upload|adds",
    "PUT": "change|edit|modif|put|replace|save|set|update",
    "DELETE": "cancel|clear|delete|drop|erase|purge|remove",
    "GET": "fetch|find|get|give|list|look|query|read|retrieve|return|search|show",
}
_SUGGESTS = {
    method: re.compile(rf"\W*(?:{words})\w*\b", re.IGNORECASE)
    for method, words in _VERBS.items()
}


class Titles:
    """Finds the title of each operation's page among the rows of the indexes."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        """Rows by the page that they link to. As the others, for pages without a title."""
        found: dict[str, Entry] = {}
        for entry in self._entries:
            if entry.href:
                found.setdefault(link_key(entry.href, entry.index), entry)
        return found

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self._entries:
            if entry.href and (name := friendly_id(entry.href)):
                found.setdefault(name.lower(), entry)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if entry.description:
                found.setdefault(fold(entry.description), []).append(entry)
        return found

    def entry_of(self, document: Document) -> Entry | None:
        """The row of an index that links to this page."""
        for location in (document.address, document.page):
            if not location:
                continue
            entry = self._by_key.get(link_key(location, "")) or self._by_id.get(
                friendly_id(location).lower()
            )
            if entry:
                return entry
        return None

    def find(self, read: OperationPage) -> tuple[Title, Origin] | None:
        """The title of a page and how it is known; None, with an error, without one."""
        report = read.report
        found = (
            _from_page(read)
            or self._from_index(read)
            or _from_path(read)
            or _from_location(read)
            or self._from_documentation(read)
            or _from_meaning(read)
        )
        if found is None:
            report.doubt(
                "HW205",
                "the page says neither method nor path, and nothing else does",
                report.top,
                read.summary,
                "the operation was left out, its models were kept",
                "name the file as its address was, such as GET-api-boats-id.html",
                severity="error",
            )
        return found

    def _from_index(self, read: OperationPage) -> tuple[Title, Origin] | None:
        entry = self.entry_of(read.report.document)
        if entry is None:
            return None
        note = "the page has no title; the index links to it from this row"
        origin = read_from("path", entry.place, entry.text, "index.row", note=note)
        _doubt(read.report, "HW203", note, f"{entry.method} {entry.address}")
        return _title_of(entry), origin

    def _from_documentation(self, read: OperationPage) -> tuple[Title, Origin] | None:
        text = fold(f"{read.summary} {read.description}")
        same = self._by_text.get(text, ())
        if not text or len(same) != 1:
            return None
        entry = same[0]
        note = "the page has no title; this row of the index has its documentation"
        origin = read_from(
            "path", entry.place, entry.text, "index.text", "inferred", note
        )
        _doubt(read.report, "HW203", note, f"{entry.method} {entry.address}")
        return _title_of(entry), origin


def _title_of(entry: Entry) -> Title:
    return Title(
        method=entry.method, address=entry.address, place=entry.place, text=entry.text
    )


def _from_page(read: OperationPage) -> tuple[Title, Origin] | None:
    title = read.title
    if title is None:
        return None
    return title, read_from("path", title.place, title.text, "title")


def _from_path(read: OperationPage) -> tuple[Title, Origin] | None:
    """A path that stands alone, with the method of the friendly id, or else a guess."""
    if read.path is None:
        return None
    document = read.report.document
    ids = [friendly_id(place) for place in (document.address, document.page) if place]
    known = next(filter(None, map(friendly_id_parts, ids)), None)
    method = known[0] if known else _method(read)
    note = "the page says no method; " + (
        "its address or file name does" if known else "it was guessed from the summary"
    )
    title = replace(read.path, method=method)
    basis: Basis = "read" if known else "inferred"
    origin = read_from("path", title.place, title.text, "path-alone", basis, note)
    _doubt(read.report, "HW204", note, f"{method} {title.address}")
    return title, origin


def _method(read: OperationPage) -> str:
    """The method that the summary's verb suggests, or else the presence of a body."""
    suggested = (m for m, words in _SUGGESTS.items() if words.match(read.summary))
    return next(suggested, "POST" if read.request else "GET")


def _from_location(read: OperationPage) -> tuple[Title, Origin] | None:
    """Method and path of the friendly id in the page's address or file name."""
    document = read.report.document
    rows = tuple(row.text("name") for row in read.uri_rows)
    for location in (document.address, document.page):
        parts = friendly_id_parts(friendly_id(location))
        if parts:
            method, address = parts[0], address_of_id(parts[1], rows)
            text = friendly_id(location)
        elif named := title_parts(title_in(location)):
            (method, address), text = named, title_in(location)
        else:
            continue
        note = "the page has no title; its address or file name was read"
        place = Place(page=document.page, cell="file name")
        origin = read_from("path", place, text, "friendly-id", "inferred", note)
        _doubt(read.report, "HW202", note, f"{method} {address}")
        return Title(method=method, address=address, place=place, text=text), origin
    return None


def address_of_id(text: str, rows: tuple[str, ...]) -> str:
    """The likeliest address of a friendly id, given the names in the parameter table.

    The id joins the parts of the path by `-` and the keys of the query by `_`, without
    braces; names may hold both, so that the table's names are looked for first.
    """
    keys: list[str] = []
    names = dict.fromkeys(name for name in rows if name)
    forms: dict[str, list[str]] = {}
    for name in names:
        for form in _forms(name):
            forms.setdefault(form, []).append(name)
    while name := _last_key(text, forms):
        text = text[: -len(name) - 1]
        keys.insert(0, name)
        del names[name]
        for form in _forms(name):
            forms[form].remove(name)
    lowered = text.lower()
    for name in sorted(names, key=len, reverse=True):
        if name.lower() not in lowered:
            continue
        # The last part of that name is the first of the text read backwards.
        part = rf"(?<![^-]){re.escape(name[::-1])}(?![^-])"
        if found := re.search(part, text[::-1], re.IGNORECASE):
            start, end = len(text) - found.end(), len(text) - found.start()
            text = f"{text[:start]}{{{name}}}{text[end:]}"
    pieces = re.split(r"(\{[^}]*\})", text)
    path = "".join(p if p.startswith("{") else p.replace("-", "/") for p in pieces)
    query = "&".join(f"{key}={{{key}}}" for key in keys)
    return f"{path}?{query}" if query else path


def _forms(name: str) -> tuple[str, ...]:
    """How a friendly id may write a key of the query."""
    lowered = name.lower()
    return (lowered, lowered.replace(".", "-")) if "." in lowered else (lowered,)


def _last_key(text: str, forms: dict[str, list[str]]) -> str:
    """The longest of the names in `forms` that `text` ends with, behind a `_`."""
    lowered = text.lower()
    ends = (lowered[at.end() :] for at in re.finditer("_", lowered))
    return next((forms[end][0] for end in ends if forms.get(end)), "")


def _from_meaning(read: OperationPage) -> tuple[Title, Origin] | None:
    """What the summary's verb and the body's model, or the answer's, suggest."""
    body = read.request
    answers = [response.body for response in read.responses if response.body]
    carriers = [carrier for carrier in (body, *answers) if carrier]
    models = [named for carrier in carriers if (named := element(carrier.type))]
    if not models:
        return None
    method = _method(read)
    name = _path_part(models[0])
    place = read.report.top
    note = f"guessed from the summary and from the model {models[0].name}"
    origin = read_from("path", place, read.summary, "meaning", "inferred", note)
    _doubt(
        read.report,
        "HW204",
        f"the page says neither method nor path; {note}",
        f"{method} /{name}",
    )
    return Title(method=method, address=name, place=place, text=read.summary), origin


def _path_part(model: Named) -> str:
    return "".join(
        letter for letter in model.name if letter.isalnum() or letter in "_-."
    )


def _doubt(report: Reporter, code: str, message: str, made_of_it: str) -> None:
    text = report.document.title or report.document.page
    report.doubt(code, message, report.top, text, f"taken as {made_of_it}", _ADVICE)
