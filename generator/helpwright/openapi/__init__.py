"""The OpenAPI stage: a spec in, an OpenAPI 3.1 document out.

The document is a plain JSON value in a fixed order; `dump.dumps` writes it. What later
stages need beyond OpenAPI stands in the `x-` members of docs/openapi-extensions.md.
"""

from __future__ import annotations

from helpwright.diagnostics import Findings
from helpwright.openapi.addresses import public_address, server_of
from helpwright.openapi.components import Components, choose
from helpwright.openapi.descriptions import described
from helpwright.openapi.dump import JSON
from helpwright.openapi.marks import marks
from helpwright.openapi.models import component_schemas
from helpwright.openapi.paths import path_items, tag_of
from helpwright.spec import Api

__all__ = ["build"]

_NO_VERSION = "version: no help page states one"
_FROM_PATH = "name: no index page was read; the first name in the path"
_FROM_PAGES = "url: the help pages stand below it"


def build(
    api: Api,
    findings: Findings,
    *,
    title: str = "",
    version: str = "",
    server_url: str = "",
    sources: bool = False,
) -> dict[str, JSON]:
    """The OpenAPI 3.1 document of `api`.

    `title`, `version` and `server_url` stand in place of what the pages say of them.
    `sources` adds `x-source` to each node, and `x-pages`. The order of operations, models and
    enumerations in `api` does not show.
    """
    components = choose(api, findings, sources=sources)
    document: dict[str, JSON] = {
        "openapi": "3.1.0",
        "info": _info(title or api.title, version),
        "servers": [_server(api, server_url)],
    }
    if tags := _tags(api, components):
        document["tags"] = tags
    document["paths"] = path_items(api, components)
    if schemas := component_schemas(components):
        document["components"] = {"schemas": schemas}
    if sources and (addresses := _addresses(api)):
        document["x-pages"] = addresses
    return document


def _addresses(api: Api) -> dict[str, JSON]:
    """Address of each page by its name, for the pages whose address may be shown."""
    found = {
        public_address(page.name) or page.name: public_address(page.address)
        for page in api.pages
    }
    return {name: address for name, address in sorted(found.items()) if address}


def _info(title: str, version: str) -> dict[str, JSON]:
    info: dict[str, JSON] = {"title": title or "API", "version": version or "0.0.0"}
    if not version:
        info["x-inferred"] = _NO_VERSION
    return info


def _server(api: Api, server_url: str) -> dict[str, JSON]:
    if server_url:
        return {"url": server_url}
    found = sorted({server_of(page.address) for page in api.pages} - {""})
    if len(found) == 1:
        return {"url": found[0], "x-inferred": _FROM_PAGES}
    return {"url": "/"}


def _tags(api: Api, components: Components) -> list[JSON]:
    """Tags in the order of the index; those of no index after them, sorted."""
    tags: dict[str, JSON] = {}
    for tag in api.tags:
        tags.setdefault(
            tag.name,
            {
                "name": tag.name,
                **described(tag.description),
                **marks(tag.origins, sources=components.sources),
            },
        )
    used = {tag_of(operation) for operation in api.operations}
    named = {
        operation.tag
        for operation in api.operations
        if any(origin.fact == "tag" for origin in operation.origins)
    }
    for name in sorted(used - tags.keys() - {""}):
        tags[name] = {"name": name}
        if name not in named:
            tags[name] = {"name": name, "x-inferred": _FROM_PATH}
    return list(tags.values())
