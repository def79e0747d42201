"""Which addresses belong to a help site, and in which order its pages are asked for."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from helpwright.sources.fetch.addresses import is_legacy_form
from helpwright.value import dataclass

Kind: TypeAlias = Literal["index", "operation", "model"]

KINDS: tuple[Kind, ...] = ("index", "operation", "model")
"""In the order in which pages are asked for: the server knows a response model only after
it has rendered the page of an operation that answers with it."""

_INSIDE = re.compile(r"/(?:api|resourcemodel|index)(?:/.*)?$", re.IGNORECASE)
_OPERATION = re.compile(r"/api(?:/|$)", re.IGNORECASE)
_MODEL = re.compile(r"/resourcemodel(?:/|$)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """The text is no address that pages can be fetched from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A help site: one origin, and the path below which its pages lie."""

    origin: str
    """`scheme://host:port`, the port left out where it is the scheme's own."""
    prefix: str
    """Path without a slash at the end; empty for the root."""

    def holds(self, address: str) -> bool:
        """Whether `address` is a page of this site. Paths are compared ignoring case."""
        parts = urlsplit(address)
        path, prefix = unquote(parts.path).lower(), unquote(self.prefix).lower()
        # Some servers take the one slash for the other, and decode twice.
        names = re.split(r"[/\\]", unquote(path))
        if ".." in names or _origin(parts) != self.origin:
            return False
        return path == prefix or path.startswith(f"{prefix}/")

    def own(self, address: str) -> str:
        """`address`, which the site holds, in the one form that its pages are kept under.

        The server takes the prefix in any case and with a slash at its end.
        """
        parts = urlsplit(address)
        path = self.prefix + parts.path[len(self.prefix) :].rstrip("/")
        return self.origin + urlunsplit(("", "", path or "/", parts.query, ""))

    def kind(self, address: str) -> Kind:
        path = urlsplit(address).path[len(self.prefix) :]
        if _MODEL.match(path):
            return "model"
        return "operation" if _OPERATION.match(path) else "index"


def scope_of(address: str) -> tuple[Scope, str]:
    """The site that `address` is a page of, and `address` itself made plain.

    Where it is the address of a single page, the site is that of its help pages. Raises
    AddressError.
    """
    plain = plain_address(address)
    path = _INSIDE.sub("", urlsplit(plain).path)
    if "." in path.rpartition("/")[2]:
        path = path.rpartition("/")[0]
    scope = Scope(origin=_origin(urlsplit(plain)), prefix=path.rstrip("/"))
    return scope, scope.own(plain)


def plain_address(address: str) -> str:
    """`address` without user, fragment and the scheme's own port. Raises AddressError."""
    try:
        parts = urlsplit(address)
        origin = _origin(parts)
    except ValueError as error:
        raise AddressError(f"{address!r} is no address: {error}") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise AddressError(f"{address!r} is no http or https address")
    if is_legacy_form(parts.hostname):
        raise AddressError(
            f"{address!r} is an IPv4 address in disguise; write it as four"
            " decimal numbers"
        )
    return origin + urlunsplit(("", "", parts.path or "/", parts.query, ""))


def links(page: str, address: str) -> list[str]:
    """Addresses that `page`, which came from `address`, links to, in their order."""
    # Imported here: of all that imports this module, only a crawl reads links.
    from bs4 import BeautifulSoup
    from bs4.filter import SoupStrainer

    anchors = SoupStrainer(["a", "base"], href=True)
    soup = BeautifulSoup(page, "html.parser", parse_only=anchors)
    tags = [(tag.name, str(tag["href"])) for tag in soup.find_all(["a", "base"])]
    bases = [href for name, href in tags if name == "base"]
    try:
        base = urljoin(address, bases[0] if bases else "")
    except ValueError:
        base = address
    found = []
    for name, href in tags:
        if name != "a":
            continue
        try:
            found.append(plain_address(urljoin(base, href.strip())))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _origin(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    own = port is None or port == _PORTS.get(parts.scheme)
    return f"{parts.scheme}://{host}" + ("" if own else f":{port}")
