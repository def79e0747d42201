"""Index pages: controllers, their documentation, and a row for each operation."""

from __future__ import annotations

from helpwright.blocks import Block, Cell, Heading, Link, Paragraph, Table
from helpwright.interpret.outline import columns
from helpwright.interpret.pages import Page
from helpwright.interpret.prose import documentation
from helpwright.interpret.reporting import read_from
from helpwright.interpret.rows import read_rows
from helpwright.place import Place
from helpwright.spec import Tag
from helpwright.value import dataclass
from helpwright.vocabulary import title_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of an index page."""

    method: str
    address: str
    text: str
    description: str
    tag: str
    href: str
    """As it stands on the index page."""
    index: str
    """Address, or else name, of the index page."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What one index page holds."""

    tags: tuple[Tag, ...]
    entries: tuple[Entry, ...]
    title: str


def read_index(page: Page) -> Index:
    """Reads an index page. A heading without rows below it is no controller."""
    reader = _Reader(page)
    for block in page.document.blocks:
        reader.read(block)
    heading = page.outline.heading
    return Index(
        tags=tuple(reader.tags.values()),
        entries=tuple(reader.entries),
        title=heading.text if heading else "",
    )


class _Reader:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._heading: Heading | None = None
        self._docs: list[Paragraph] = []
        self.tags: dict[str, Tag] = {}
        self.entries: list[Entry] = []

    def read(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading, self._docs = block, []
        elif isinstance(block, Table):
            if "api" in columns(block):
                self._table(block)
        elif isinstance(block, Paragraph):
            parts = title_parts(block.text)
            if parts and block.links:
                self._entry(block.text, block.links, "", block.place)
            else:
                self._docs.append(block)

    def _table(self, table: Table) -> None:
        section = self._heading.text if self._heading else "index"
        for row in read_rows(table, section, self._page.report):
            cell: Cell = row.cells["api"]
            text = " ".join(row.text("api").split())
            if title_parts(text):
                place = row.where("api", "API")
                self._entry(text, cell.links, row.text("description"), place)
            else:
                self._page.report.doubt(
                    "HW250",
                    "the row names no method and address",
                    row.place,
                    text,
                    "not read",
                )

    def _entry(
        self, text: str, links: tuple[Link, ...], description: str, place: Place
    ) -> None:
        parts = title_parts(text)
        assert parts, "checked by the caller"
        document = self._page.document
        self.entries.append(
            Entry(
                method=parts[0],
                address=parts[1],
                text=text,
                description=documentation(description),
                tag=self._tag(),
                href=links[0].href if links else "",
                index=document.address or document.page,
                place=place,
            )
        )

    def _tag(self) -> str:
        """Name of the controller at hand, which is a tag from its first row on."""
        heading = self._heading
        if heading is None or heading.level == 1:
            return ""
        name = heading.text.rstrip(" :")
        if name not in self.tags:
            docs = documentation("\n\n".join(block.text for block in self._docs))
            origins = [read_from("name", heading.place, heading.text, "index.heading")]
            if docs:
                place = self._docs[0].place
                origins.append(read_from("description", place, docs, "index.text"))
            self.tags[name] = Tag(name=name, description=docs, origins=tuple(origins))
        return name
