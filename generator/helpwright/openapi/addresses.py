"""Addresses of the vendor's pages, made fit to be shown."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from helpwright.openapi.dump import JSON


def external_docs(address: str) -> dict[str, JSON]:
    """`externalDocs` for a page's address, nothing where it is no web address."""
    shown = public_address(address)
    return {"externalDocs": {"url": shown}} if shown else {}


def public_address(address: str) -> str:
    """`address` without login, fragment and what its query may hold of secrets.

    Of the query only `modelName` stays, which tells one model's page from another's.
    Empty where `address` is no HTTP address.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    query = [pair for pair in parse_qsl(parts.query) if pair[0].lower() == "modelname"]
    name = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, name + port, parts.path, urlencode(query), ""))


def server_of(address: str) -> str:
    """Address of the application whose help page stands at `address`, or nothing."""
    shown = public_address(address)
    parts = urlsplit(shown)
    folders = parts.path.split("/")
    lowered = [folder.lower() for folder in folders]
    if not shown or "help" not in lowered:
        return ""
    above = "/".join(folders[: lowered.index("help")])
    return urlunsplit((parts.scheme, parts.netloc, above, "", ""))
