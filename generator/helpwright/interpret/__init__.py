"""Interprets blocks: one grammar for every form of a page, and the join over pages."""

from __future__ import annotations

from collections.abc import Iterable

from helpwright.blocks import Document
from helpwright.diagnostics import Findings
from helpwright.interpret.index import read_index
from helpwright.interpret.join import Pages, Subjects, join
from helpwright.interpret.merging import Statement
from helpwright.interpret.model_pages import read_model_page
from helpwright.interpret.operations import read_operation
from helpwright.interpret.pages import classify
from helpwright.interpret.repeated import RepeatedModels
from helpwright.interpret.reporting import Reporter
from helpwright.limits import DEFAULTS, Limits
from helpwright.spec import Api, Enumeration, Model, PageRef
from helpwright.value import replace

__all__ = ["Subjects", "interpret"]


def interpret(
    documents: Iterable[Document],
    findings: Findings,
    subjects: Subjects | None = None,
    *,
    listed: bool = True,
    limits: Limits = DEFAULTS,
) -> Api:
    """What the pages say, and nothing that they do not.

    Types are those that tables and headings display; where a page states none they are
    `Unknown`, for samples to tell. A `Named` type may name a model that no page describes.
    An operation whose page has no word on its answer has no responses. The order of
    `documents` does not matter. `subjects` gets what each page documents.
    Without `listed` operations of which only an index knows are left out.
    """
    pages, models = Pages(), RepeatedModels()
    for document in documents:
        _read(document, findings, pages, models, limits)
    return join(pages.in_order(), subjects, listed=listed)


def _read(
    document: Document,
    findings: Findings,
    pages: Pages,
    models: RepeatedModels,
    limits: Limits,
) -> None:
    """Adds what one page says. Nothing keeps its blocks: there may be many pages."""
    # Later stages only ask for a page's name, form and address.
    report = Reporter(replace(document, blocks=()), findings, models, limits)
    page = classify(document, report)
    if page is None:
        return
    ref = PageRef(
        name=document.page,
        kind=page.kind,
        form=document.form,
        address=document.address,
    )
    pages.refs.append(ref)
    if page.kind == "index":
        pages.indexes.append((read_index(page), report))
    elif page.kind == "model":
        value = read_model_page(page)
        pages.statements.append(Statement(value=value, report=report, own_page=True))
    else:
        read = read_operation(page)
        pages.operations.append(read)
        described: tuple[Model | Enumeration, ...] = (*read.models, *read.enumerations)
        pages.statements.extend(
            Statement(value=value, report=report, own_page=False) for value in described
        )
