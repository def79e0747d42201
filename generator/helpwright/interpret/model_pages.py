"""Pages of models and enumerations."""

from __future__ import annotations

import re

from helpwright.blocks import Heading, Paragraph, Table
from helpwright.interpret.locations import file_stem, model_in
from helpwright.interpret.models import (
    is_enumeration_table,
    is_model_table,
    read_enumeration,
    read_model,
)
from helpwright.interpret.pages import Page
from helpwright.interpret.prose import documentation
from helpwright.interpret.reporting import read_from
from helpwright.place import Place
from helpwright.spec import Enumeration, Model, Origin
from helpwright.value import replace
from helpwright.vocabulary import ENUM_INTRO, is_none, wording

_GENERIC = re.compile(r"(?:ASP\.NET )?(?:Web API )?Help Page(?: Home)?", re.IGNORECASE)


def read_model_page(page: Page) -> Model | Enumeration:
    """The model or enumeration that the page is about."""
    name, origin = _name(page)
    docs, table, place = _content(page)
    section = name
    value: Model | Enumeration
    if table is None:
        value = Model(name=name, origins=(origin,))
    elif is_enumeration_table(table):
        value = read_enumeration(name, table, section, page.report, (origin,))
    else:
        value = read_model(name, table, section, page.report, (origin,))
    origins = value.origins
    if docs:
        origins = (*origins, read_from("description", place, docs, "page.description"))
    return replace(
        value, description=docs, address=page.document.address, origins=origins
    )


def _name(page: Page) -> tuple[str, Origin]:
    """The heading, or what address and file name tell; text copies often lose the first."""
    heading = _heading(page)
    if heading is not None:
        return heading.text, read_from("name", heading.place, heading.text, "heading")
    document = page.document
    place = Place(page=document.page, cell="file name")
    for location in (document.address, document.page):
        if name := model_in(location):
            note = "the page does not say its name; its address does"
            # The address itself may hold a login or a token.
            return name, read_from("name", place, name, "model-address", note=note)
    name = file_stem(document.page)
    note = "neither the page nor its address says the name of the model"
    page.report.doubt(
        "HW224",
        note,
        page.report.top,
        document.page,
        f"called {name}, like the file",
        "name the file as its address was, such as ResourceModel-Boat.html",
    )
    return name, read_from("name", place, document.page, "file-name", "inferred", note)


def _heading(page: Page) -> Heading | None:
    """The heading that names the model: the last one above its table."""
    found: Heading | None = None
    for block in page.document.blocks:
        if isinstance(block, Heading) and not _GENERIC.fullmatch(block.text):
            if found is None or block.level <= found.level:
                found = block
        elif isinstance(block, Table) and _is_content(block):
            break
    return found


def _is_content(table: Table) -> bool:
    return is_model_table(table) or is_enumeration_table(table)


def _content(page: Page) -> tuple[str, Table | None, Place]:
    """Documentation, table, and the place of the former.

    A documentation may itself say `None.`: without a table, the last one that stands
    there is the page's own word for a model without members.
    """
    heading = _heading(page)
    blocks = page.document.blocks
    begin = blocks.index(heading) + 1 if heading else 0
    docs: list[Paragraph] = []
    table: Table | None = None
    for block in blocks[begin:]:
        if isinstance(block, Table) and _is_content(block):
            table = block
            break
        if isinstance(block, Paragraph) and not _is_link_home(block):
            docs.append(block)
    if table is None:
        ends = [at for at, block in enumerate(docs) if is_none(block.text)]
        docs = docs[: ends[-1]] if ends else docs[:1]
    elif docs and wording(docs[-1].text) == ENUM_INTRO:
        docs.pop()
    return _joined(docs), table, docs[0].place if docs else page.report.top


def _is_link_home(block: Paragraph) -> bool:
    return bool(_GENERIC.fullmatch(block.text))


def _joined(docs: list[Paragraph]) -> str:
    return "\n\n".join(text for block in docs if (text := documentation(block.text)))
