"""Where everything is documented: paths of pages, links between them, and anchors."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json

OVERVIEW = "index.md"
MODELS = "models/index.md"
ENUMERATIONS = "enums/index.md"
FINDINGS = "findings.md"
CHANGES = "changes.md"

_TAKEN = frozenset({"index", "readme", "con", "prn", "aux", "nul"}) | frozenset(
    f"{name}{number}" for name in ("com", "lpt") for number in range(10)
)
_LONGEST = 64
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_.-]+")


class Slugs:
    """Gives names that are safe in a path or a fragment, each once.

    Of `files` none is one of the names above, and none differs from another in case
    alone: many disks hold those to be the same.
    """

    def __init__(self, *, files: bool = False) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}
        """The last number that was tried behind a name, so that no other is tried twice."""
        self._files = files

    def of(self, name: str, within: str = "") -> str:
        """`name` in ASCII, with a number if need be; after `within` and a full stop."""
        plain = f"{within}.{_plain(name)}" if within else _plain(name)
        if self._files and plain.partition(".")[0].lower() in _TAKEN:
            plain = f"{plain}-page"
        slug, count = plain, self._counts.get(self._key(plain), 1)
        while self._key(slug) in self._given:
            count += 1
            slug = f"{plain}-{count}"
        self._counts[self._key(plain)] = count
        self._given.add(self._key(slug))
        return slug

    def _key(self, slug: str) -> str:
        return slug.lower() if self._files else slug


def _plain(name: str) -> str:
    """`name` in ASCII letters, digits, `-`, `_` and `.`: `ä` is `a`, `種` is `u7a2e`."""
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name[:_LONGEST])
        name = "".join(
            char if char.isascii() else f"u{ord(char):x}" if char.isalnum() else "-"
            for char in letters
            if not unicodedata.combining(char)
        )
    return _NOT_PLAIN.sub("-", name).strip("-.")[:_LONGEST] or "x"


class Places:
    """The path of every page of a document."""

    def __init__(self, document: Json, names: Names) -> None:
        folders = Slugs(files=True)
        self._folders = {
            tag: folders.of(group.module.replace("_", "-"))
            for tag, group in names.groups.items()
        }
        self.operations: dict[str, str] = {}
        """By key, as `GET /berths?part`."""
        slugs = {tag: Slugs(files=True) for tag in names.groups}
        for key, operation in names.operations.items():
            slug = slugs[operation.tag].of(operation.method.replace("_", "-"))
            folder = self._folders[operation.tag]
            self.operations[key] = f"operations/{folder}/{slug}.md"
        self.schemas: dict[str, str] = {}
        """By component: models, enumerations, and what nothing describes."""
        models, enums = (Slugs(files=True) for _ in range(2))
        for name, schema in doc.schemas(document).items():
            is_enum = doc.is_enumeration(schema)
            slug = (enums if is_enum else models).of(name)
            self.schemas[name] = f"{'enums' if is_enum else 'models'}/{slug}.md"

    def group(self, tag: str) -> str:
        """The page that lists the operations of a group."""
        return f"operations/{self._folders[tag]}/index.md"

    def plain(self, key: str) -> str:
        """The file that says all of an operation in plain text."""
        path = self.operations[key].removeprefix("operations/").removesuffix(".md")
        return f"llms/{path}.txt"


@lru_cache(maxsize=8192)
def relative(target: str, start: str) -> str:
    """The link from the page `start` to the path `target`."""
    return quote(posixpath.relpath(target, posixpath.dirname(start) or "."))
