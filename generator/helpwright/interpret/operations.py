"""An operation's page: what it takes, sends and answers."""

from __future__ import annotations

import re

from helpwright.blocks import Block, Paragraph, Table
from helpwright.interpret.address import path_words, read_address
from helpwright.interpret.described import Described, read_described
from helpwright.interpret.locations import file_stem
from helpwright.interpret.outline import Part, Title, columns, tables
from helpwright.interpret.pages import Page
from helpwright.interpret.parameters import (
    is_body_row,
    read_header,
    read_parameters,
)
from helpwright.interpret.prose import documentation, split_summary
from helpwright.interpret.reporting import Reporter, quote, read_from, within
from helpwright.interpret.rows import NamedRow, read_rows
from helpwright.interpret.samples import read_samples
from helpwright.interpret.types import displayed_type
from helpwright.spec import (
    Body,
    Enumeration,
    MediaType,
    Model,
    Operation,
    Origin,
    Parameter,
    Response,
    Unknown,
)
from helpwright.value import dataclass, replace
from helpwright.vocabulary import (
    SAMPLE_LABEL,
    Section,
    is_none,
    media_types,
    title_parts,
)

_WITHOUT_WORDS: frozenset[Section] = frozenset(
    {"request", "uri", "headers", "parameters"}
)
_STATUS = re.compile(r"\b([1-5]\d\d)\b")
_IMPRINT = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    """An operation's page, read except for its address."""

    report: Reporter
    title: Title | None
    path: Title | None
    """A path that stands without a method."""
    summary: str
    description: str
    origins: tuple[Origin, ...]
    uri_rows: tuple[NamedRow, ...]
    headers: tuple[Parameter, ...]
    request: Body | None
    responses: tuple[Response, ...]
    models: tuple[Model, ...]
    enumerations: tuple[Enumeration, ...]


def read_operation(page: Page) -> OperationPage:
    """Reads the page."""
    request_name, response_name = _fallback_names(page)
    found = page.outline
    text, origins = _lead(page)
    summary, description = split_summary(text)
    remarks = _remarks(page)
    rows = _uri_rows(page)
    body = _described(page, "body", request_name)
    resource = _described(page, "resource", response_name)
    headers = tuple(
        read_header(row, page.report)
        for part in found.all_of("headers")
        for table in tables(part.blocks)
        for row in read_rows(table, part.heading, page.report)
        if row.text("name")
    )
    _report_unread(page)
    return OperationPage(
        report=page.report,
        title=found.title,
        path=found.path,
        summary=summary,
        description="\n\n".join(text for text in (description, remarks) if text),
        origins=origins,
        uri_rows=tuple(row for row in rows if not is_body_row(row)),
        headers=headers,
        request=_request(page, body, tuple(row for row in rows if is_body_row(row))),
        responses=_with_errors(_response(page, resource), page),
        models=(*body.models, *resource.models),
        enumerations=(*body.enumerations, *resource.enumerations),
    )


def finish_operation(read: OperationPage, title: Title, origin: Origin) -> Operation:
    """The operation at an address; `origin` says how the address is known."""
    document = read.report.document
    address = read_address(title.address)
    parameters = read_parameters(address, title.place, read.uri_rows, read.report)
    return Operation(
        method=title.method,
        path=address.path,
        query=address.query,
        summary=read.summary,
        description=read.description,
        parameters=(*parameters, *read.headers),
        request=read.request,
        responses=read.responses,
        page=document.page,
        address=document.address,
        origins=(origin, *read.origins),
    )


def _fallback_names(page: Page) -> tuple[str, str]:
    """Names for the models of a request and an answer whose tables have none.

    They come from the path, and from the method where it is not the usual one.
    """
    title = page.outline.title or page.outline.path
    if title is None:
        words = re.findall(r"[A-Za-z][A-Za-z0-9]*", file_stem(page.document.page))
        method = ""
    else:
        words, method = path_words(read_address(title.address).path), title.method
    name = "".join(word[:1].upper() + word[1:] for word in words)
    verb = method.capitalize()
    return (
        f"{'' if method in ('', 'POST') else verb}{name}Request",
        f"{'' if method in ('', 'GET') else verb}{name}Response",
    )


# --- texts ------------------------------------------------------------------------------


def _lead(page: Page) -> tuple[str, tuple[Origin, ...]]:
    """The documentation under the title. On a page without sections it is one paragraph."""
    blocks = [
        block
        for block in page.outline.lead
        if isinstance(block, Paragraph)
        and not _IMPRINT.match(block.text)
        and not (block.links and title_parts(block.text))
        and block.text not in {link.text for link in block.links}  # "Help Page Home"
    ]
    if not page.outline.parts:
        blocks = blocks[:1]
    texts = [text for block in blocks if (text := documentation(block.text))]
    if not texts:
        return "", ()
    text = "\n\n".join(texts)
    origin = read_from("summary", blocks[0].place, text, "title.documentation")
    return text, (origin,)


def _remarks(page: Page) -> str:
    """What a vendor's section of remarks adds to the documentation."""
    texts = [
        block.text
        for part in page.outline.all_of("other")
        if part.heading.lower().startswith("remark")
        for block in part.blocks
        if isinstance(block, Paragraph) and not is_none(block.text)
    ]
    return "\n\n".join(text for text in map(documentation, texts) if text)


def _report_unread(page: Page) -> None:
    _report_unread_blocks(page)
    for part in page.outline.all_of("other"):
        if part.heading.lower().startswith("remark"):
            continue
        texts = [getattr(block, "text", "") for block in part.blocks]
        words = " ".join(text for text in texts if text)
        if words and not is_none(words):
            page.report.note(
                "HW206",
                f"the section {quote(part.heading)} is none of the format's",
                part.place,
                words,
                "not read",
            )


def _report_unread_blocks(page: Page) -> None:
    """Reports tables of unknown columns, and words where the format has none."""
    for part in page.outline.parts:
        if part.section == "other":
            continue
        wordless = part.section in _WITHOUT_WORDS
        last = max(
            (at for at, block in enumerate(part.blocks) if isinstance(block, Table)),
            default=len(part.blocks),
        )
        for at, block in enumerate(part.blocks):
            if isinstance(block, Table) and not any(columns(block)):
                cells = block.rows[0].cells if block.rows else ()
                words = [text for cell in cells for text in cell.paragraphs]
                message = "the table has columns that the format does not know"
                text = " | ".join(block.head or words)
            elif wordless and isinstance(block, Paragraph) and not is_none(block.text):
                message = "the format has no such words here"
                text = block.text
            elif at > last and isinstance(block, Paragraph):
                if not is_none(block.text):
                    _report_below(page, part, block)
                continue
            else:
                continue
            place = within(block.place, part.heading)
            page.report.note("HW207", message, place, text, "not read")


def _report_below(page: Page, part: Part, block: Paragraph) -> None:
    page.report.doubt(
        "HW208",
        "words stand below the table; they may be rows of it",
        within(block.place, part.heading),
        block.text,
        "not read",
        "add what they say in a correction, or mend the text",
    )


# --- request ----------------------------------------------------------------------------


def _uri_rows(page: Page) -> tuple[NamedRow, ...]:
    return tuple(
        row
        for part in (*page.outline.all_of("uri"), *page.outline.all_of("parameters"))
        for table in tables(part.blocks)
        for row in read_rows(table, part.heading, page.report)
    )


def _described(page: Page, side: str, fallback_name: str) -> Described:
    """What the section of the body, or of the resource, says."""
    found = page.outline
    is_body = side == "body"
    parts = found.all_of("body" if is_body else "resource")
    formats = found.all_of("request-formats" if is_body else "response-formats")
    if not parts and not is_body and not found.old_generation:
        # A vendor's view may write `Response` where the original has two headings.
        parts = tuple(part for part in found.all_of("response") if part.blocks)
    for part in parts:
        read = read_described(
            part,
            page.report,
            has_formats=bool(formats),
            fallback_name=fallback_name,
        )
        if read.type is not None or read.nothing:
            return read
    if parts:
        return read
    return Described(description=_old_description(page) if not is_body else "")


def _old_description(page: Page) -> str:
    """What 5.0 writes of the result: a paragraph below Response Information."""
    texts = [
        block.text
        for section in ("response", "response-formats")
        for part in page.outline.parts
        if part.section == section
        for block in _above_samples(part.blocks)
    ]
    return "\n\n".join(text for text in map(documentation, texts) if text)


def _above_samples(blocks: tuple[Block, ...]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or _is_media_line(block):
            break
        found.append(block)
    return found


def _is_media_line(block: Paragraph) -> bool:
    """Whether a paragraph names media types or heads a sample, and documents nothing."""
    return bool(media_types(block.text) or SAMPLE_LABEL.match(block.text))


def _request(page: Page, body: Described, rows: tuple[NamedRow, ...]) -> Body | None:
    sampled = read_samples(page.outline.all_of("request-formats"), page.report)
    if body.type is not None:
        return Body(
            type=body.type,
            media_types=sampled,
            description=body.description,
            origins=body.origins,
        )
    if rows:
        return _old_request(rows, sampled, page)
    if sampled:
        place = page.outline.all_of("request-formats")[0].place
        origin = read_from("type", place, "", "samples.only")
        return Body(
            type=Unknown(),
            media_types=sampled,
            description=body.description,
            origins=(origin,),
        )
    return None


def _old_request(
    rows: tuple[NamedRow, ...], sampled: tuple[MediaType, ...], page: Page
) -> Body:
    """The body that a row of the old generation announces; samples alone tell its type."""
    row = rows[0]
    for other in rows[1:]:
        page.report.doubt(
            "HW245",
            "a second parameter is said to be the body",
            other.place,
            other.text("name"),
            "the first was taken: a request has one body",
        )
    place = row.where("type", "Type")
    words, links = row.text("type"), row.links("type")
    kind = displayed_type(words, links, place, page.report).type
    name = read_from("name", row.where("name", "Name"), row.text("name"), "table.name")
    source = row.where("annotations", "Additional information")
    origin = read_from("type", source, row.text("annotations"), "table.source")
    return Body(
        type=kind if words else Unknown(),
        media_types=sampled,
        description=documentation(row.text("description")),
        origins=(name, origin),
    )


# --- answers ----------------------------------------------------------------------------


def _response(page: Page, resource: Described) -> tuple[Response, ...]:
    """The answer that the page describes; none where the page has no word on it."""
    formats = page.outline.all_of("response-formats")
    sampled = read_samples(formats, page.report)
    parts = page.outline.all_of("resource") or page.outline.all_of("response")
    if resource.type is None and not sampled:
        return _empty_response(page, resource, parts)
    place = (parts or formats)[0].place
    kind = resource.type or Unknown()
    origins = resource.origins or (read_from("type", place, "", "samples.only"),)
    body = Body(type=kind, media_types=sampled, origins=origins)
    status = read_from("status", place, "", "resource.described")
    return (
        Response(
            status="200",
            description=resource.description,
            body=body,
            origins=(status,),
        ),
    )


def _empty_response(
    page: Page, resource: Described, parts: tuple[Part, ...]
) -> tuple[Response, ...]:
    if page.outline.old_generation or page.document.cut or not parts:
        return ()
    place = parts[-1].place
    if resource.nothing:
        origin = read_from("status", within(place, parts[-1].heading), "None.", "none")
    else:
        note = "the section is there and nothing stands in it"
        origin = read_from("status", place, "", "resource.empty", "inferred", note)
        page.report.doubt(
            "HW223",
            "the answer's section says neither a type nor None.",
            place,
            parts[-1].heading,
            "taken as an answer without content",
        )
    return (
        Response(status="204", description=resource.description, origins=(origin,)),
    )


def _with_errors(described: tuple[Response, ...], page: Page) -> tuple[Response, ...]:
    """`described` and the answers of a vendor's table of errors, one for each status.

    Such a table may list the answer that the page describes, and a status twice.
    """
    found = {response.status: response for response in described}
    sections: tuple[Section, ...] = ("errors", "response", "resource", "other")
    parts = [part for part in page.outline.parts if part.section in sections]
    for part in parts:
        for table in tables(part.blocks):
            if part.section != "errors" and "status" not in columns(table):
                continue
            for row in read_rows(table, part.heading, page.report):
                error = _error(row, page.report)
                if error is None:
                    page.report.note(
                        "HW246",
                        "the row names no status",
                        row.place,
                        row.text("status") or row.text("name"),
                        "not read",
                    )
                elif error.status in found:
                    found[error.status] = _together(found[error.status], error)
                else:
                    found[error.status] = error
    return tuple(found.values())


def _together(first: Response, second: Response) -> Response:
    """One answer of what is said of the same status in two places."""
    return replace(
        first,
        description=f"{first.description}\n{second.description}".strip(),
        body=first.body or second.body,
        origins=(*first.origins, *second.origins),
    )


def _error(row: NamedRow, report: Reporter) -> Response | None:
    text = row.text("status") or row.text("name")
    status = _STATUS.search(text)
    if not status:
        return None
    words = row.text("message") or row.text("description")
    shown = row.text("type")
    body = None
    if shown and not is_none(shown):
        place = row.where("type", "Type")
        kind = displayed_type(shown, row.links("type"), place, report).type
        origin = read_from("type", place, shown, "table.type")
        body = Body(type=kind, origins=(origin,))
    origin = read_from("status", row.where("status", "Status"), text, "errors.status")
    return Response(
        status=status[1],
        description="" if is_none(words) else documentation(words),
        body=body,
        origins=(origin,),
    )
