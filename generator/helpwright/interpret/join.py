"""Puts pages together: operations with their controllers, models with their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, fields, is_dataclass

from helpwright.interpret.address import PREFIX, read_address
from helpwright.interpret.index import Entry, Index
from helpwright.interpret.locations import link_key
from helpwright.interpret.merging import (
    Statement,
    merge_operations,
    merge_statements,
)
from helpwright.interpret.operations import OperationPage, finish_operation
from helpwright.interpret.parameters import read_parameters
from helpwright.interpret.prose import split_summary
from helpwright.interpret.reporting import Reporter, read_from
from helpwright.interpret.titles import Titles
from helpwright.spec import (
    Api,
    Enumeration,
    Model,
    Named,
    Operation,
    PageRef,
    Tag,
)
from helpwright.value import dataclass, replace
from helpwright.vocabulary import PLUMBING, PLUMBING_PARTS

_DEFAULT_TITLE = re.compile(r"ASP\.NET Web API Help Page\s*[-|–—:]?\s*", re.IGNORECASE)


@dataclass(slots=True)
class Subjects:
    """What pages are about, by the name of the page: `GET /jobs` and names of types."""

    documented: dict[str, set[str]] = field(default_factory=dict)
    """What a page has words or tables for."""
    shown: dict[str, set[str]] = field(default_factory=dict)
    """Types of which a page can have samples; known after samples were weighed."""


@dataclass(slots=True)
class Pages:
    """Everything that was read, page by page."""

    refs: list[PageRef] = field(default_factory=list)
    indexes: list[tuple[Index, Reporter]] = field(default_factory=list)
    operations: list[OperationPage] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def in_order(self) -> Pages:
        """The same in the order of the pages' names, in whatever order they came."""
        return Pages(
            refs=sorted(self.refs, key=lambda ref: ref.name),
            indexes=sorted(self.indexes, key=lambda one: one[1].document.page),
            operations=sorted(
                self.operations, key=lambda one: one.report.document.page
            ),
            statements=sorted(
                self.statements, key=lambda one: one.report.document.page
            ),
        )


def join(pages: Pages, subjects: Subjects | None = None, *, listed: bool = True) -> Api:
    """The API that the pages describe together.

    `subjects` gets what each page documents. Without `listed` the operations are left
    out that only an index knows.
    """
    entries = [entry for index, _ in pages.indexes for entry in index.entries]
    _doubt_strangers(pages.indexes)
    titles = Titles(entries)
    found: list[tuple[Operation, Reporter]] = []
    for read in pages.operations:
        if placed := titles.find(read):
            found.append((finish_operation(read, *placed), read.report))
    if subjects is not None:
        _add_subjects(subjects, found, pages.statements)
    merged = merge_operations(found)
    operations = _with_index(merged, pages, entries, listed=listed)
    models, enumerations = _models(pages.statements)
    tags = {tag.name: tag for index, _ in pages.indexes for tag in reversed(index.tags)}
    ordered = [tag.name for index, _ in pages.indexes for tag in index.tags]
    api = Api(
        title=_title(pages),
        pages=tuple(pages.refs),
        tags=tuple(tags[name] for name in dict.fromkeys(ordered)),
        operations=operations,
        models=models,
        enumerations=enumerations,
    )
    return _without_plumbing(api)


def _doubt_strangers(indexes: Sequence[tuple[Index, Reporter]]) -> None:
    """Reports index pages that share no operation: they may be those of two APIs."""
    if len(indexes) == 1:
        return
    seen: set[tuple[str, str, str]] = set()
    for index, report in indexes:
        keys = {_key(entry) for entry in index.entries}
        if keys and seen and keys.isdisjoint(seen):
            report.doubt(
                "HW263",
                "this index has no operation in common with those before it",
                report.top,
                index.title,
                "one document for both",
                "where these are two APIs, give the pages of each on their own",
            )
        seen |= keys


def _add_subjects(
    subjects: Subjects,
    found: Sequence[tuple[Operation, Reporter]],
    statements: Sequence[Statement],
) -> None:
    documented = subjects.documented
    for operation, report in found:
        # Operations that differ in their query alone are one in the document.
        title = f"{operation.method} {operation.path}"
        documented.setdefault(report.document.page, set()).add(title)
    for statement in statements:
        page = statement.report.document.page
        documented.setdefault(page, set()).add(statement.value.name)


def _title(pages: Pages) -> str:
    """The API's own name, where a layout or an index page has one."""
    for index, report in pages.indexes:
        for text in (index.title, report.document.title):
            if name := _DEFAULT_TITLE.sub("", text, count=1).strip(" -|"):
                return name
    return ""


# --- operations ---------------------------------------------------------------------------


def _key(entry: Entry) -> tuple[str, str, str]:
    address = read_address(entry.address)
    return entry.method, address.path, address.query


def _with_index(
    operations: tuple[Operation, ...],
    pages: Pages,
    entries: Sequence[Entry],
    *,
    listed: bool,
) -> tuple[Operation, ...]:
    """Operations in the order of the index, with tags, and those that only it knows."""
    known = {(one.method, one.path, one.query): one for one in operations}
    names = {tag.name.lower(): tag for index, _ in pages.indexes for tag in index.tags}
    ordered: dict[tuple[str, str, str], Operation] = {}
    reports = {report.document.page: report for _, report in pages.indexes}
    rows: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        rows.setdefault(_key(entry), entry)
    is_missing = listed and not rows.keys() <= known.keys()
    owners = _owners(rows.values()) if is_missing else {}
    for key, entry in rows.items():
        operation = known.pop(key, None)
        if operation is None:
            if not listed:
                continue
            first = owners[link_key(entry.href, entry.index)]
            operation = _only_listed(entry, first, reports[entry.place.page])
        ordered[key] = _listed(operation, entry)
    for key, operation in known.items():
        ordered[key] = operation
    return tuple(
        operation if operation.tag else replace(operation, tag=_tag(operation, names))
        for operation in ordered.values()
    )


def _owners(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The first of the rows that link to each page, by the page's key."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        owners.setdefault(link_key(entry.href, entry.index), entry)
    return owners


def _listed(operation: Operation, entry: Entry) -> Operation:
    """`operation` with what its row on the index adds."""
    origins = operation.origins
    if entry.tag:
        origins = (*origins, read_from("tag", entry.place, entry.tag, "index.heading"))
    operation = replace(operation, tag=entry.tag, origins=origins)
    if operation.summary or not entry.description:
        return operation
    summary, description = split_summary(entry.description)
    origin = read_from("summary", entry.place, entry.description, "index.description")
    return replace(
        operation,
        summary=summary,
        description="\n\n".join(t for t in (description, operation.description) if t),
        origins=(*origins, origin),
    )


def _only_listed(entry: Entry, first: Entry, report: Reporter) -> Operation:
    """An operation of the index alone; `first` is the row that owns the page it links to."""
    address = read_address(entry.address)
    made_of_it = "method, path and names of parameters are known, nothing else"
    if first is entry or not entry.href:
        message = "the index lists an operation whose page is not among the pages"
        report.note("HW251", message, entry.place, entry.text, made_of_it)
    else:
        message = f"the site has one page for this operation and for {first.text}"
        report.note("HW252", message, entry.place, entry.text, made_of_it)
    return Operation(
        method=entry.method,
        path=address.path,
        query=address.query,
        parameters=read_parameters(address, entry.place, (), report),
        documented=False,
        origins=(read_from("path", entry.place, entry.text, "index.row"),),
    )


def _tag(operation: Operation, names: dict[str, Tag]) -> str:
    """The first part of the path that is neither a prefix nor a variable."""
    for part in operation.path.split("/"):
        if part and "{" not in part and not PREFIX.fullmatch(part):
            tag = names.get(part.lower())
            return tag.name if tag else part
    return ""


# --- models -------------------------------------------------------------------------------


def _models(
    statements: Sequence[Statement],
) -> tuple[tuple[Model, ...], tuple[Enumeration, ...]]:
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.value.name, []).append(statement)
    models: list[Model] = []
    enumerations: list[Enumeration] = []
    for group in groups.values():
        merged = group[0].value if len(group) == 1 else merge_statements(group)
        if isinstance(merged, Model):
            models.append(merged)
        else:
            enumerations.append(merged)
    return (
        tuple(sorted(models, key=lambda model: (model.name.lower(), model.name))),
        tuple(sorted(enumerations, key=lambda enum: (enum.name.lower(), enum.name))),
    )


def _without_plumbing(api: Api) -> Api:
    """`api` without the framework's own models, unless something of the API needs them."""
    suspects = PLUMBING | PLUMBING_PARTS
    models = {model.name: model for model in api.models}
    if suspects.isdisjoint({*models, *(enum.name for enum in api.enumerations)}):
        return api
    needed: set[str] = set()
    waiting = list(
        _names((api.operations, [m for n, m in models.items() if n not in suspects]))
    )
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            if name in suspects and name in models:
                waiting += _names(models[name])
    return replace(
        api,
        models=tuple(
            m for m in api.models if m.name in needed or m.name not in suspects
        ),
        enumerations=tuple(
            e for e in api.enumerations if e.name in needed or e.name not in suspects
        ),
    )


def _names(value: object) -> Iterator[str]:
    """Names of all models that a value refers to."""
    if isinstance(value, Named):
        yield value.name
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from _names(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.name not in ("origins", "constraints", "suggestions"):
                yield from _names(getattr(value, one.name))
