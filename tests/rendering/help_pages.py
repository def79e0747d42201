"""Renders an API to the help pages that each generation of the package would serve.

Written after the views of Microsoft.AspNet.WebApi.HelpPage; only what the views make of
their models, none of their style sheets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal, TypeAlias
from urllib.parse import quote

Generation: TypeAlias = Literal["4.0", "5.0", "5.1", "5.2"]


@dataclass(frozen=True)
class Type:
    """A type as pages display it, with the models in it as links."""

    text: str
    models: tuple[str, ...] = ()
    """Names of models in the order in which `{}` stands for them in `text`."""

    def html(self) -> str:
        pieces = [escape(piece) for piece in self.text.split("{}")]
        links = [_link(name) for name in self.models]
        return pieces[0] + "".join(map("".join, zip(links, pieces[1:], strict=True)))


@dataclass(frozen=True)
class Row:
    name: str
    type: Type
    doc: str = ""
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A body or a resource: its type, and the rows that stand below it."""

    type: Type
    doc: str = ""
    rows: tuple[Row, ...] | None = None
    """None where no table stands below the type."""
    samples: tuple[tuple[str, str], ...] = ()
    """Line of media types and text of the sample below it."""


@dataclass(frozen=True)
class Action:
    method: str
    address: str
    doc: str = ""
    uri: tuple[Row, ...] = ()
    body_name: str = "value"
    body: Shown | None = None
    result: Shown | None = None


@dataclass(frozen=True)
class ModelPage:
    name: str
    doc: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class EnumPage:
    name: str
    doc: str = ""
    members: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Controller:
    name: str
    doc: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Site:
    controllers: tuple[Controller, ...] = ()
    models: tuple[ModelPage | EnumPage, ...] = field(default=())


def render_site(site: Site, generation: Generation) -> dict[str, str]:
    """Address of each page to its HTML."""
    pages = {"/Help": _index(site, generation)}
    render = _new_action if generation in ("5.1", "5.2") else _old_action
    for controller in site.controllers:
        for action in controller.actions:
            address = f"/Help/Api/{quote(friendly_id(action, generation))}"
            pages.setdefault(address, render(action, generation))
    if generation in ("5.1", "5.2"):
        for model in site.models:
            address = f"/Help/ResourceModel?modelName={quote(model.name, safe='')}"
            pages[address] = _model_page(model)
    return pages


def friendly_id(action: Action, generation: Generation) -> str:
    """The last part of the address of an action's page."""
    path, _, query = action.address.partition("?")
    plain = path.replace("/", "-").replace("{", "").replace("}", "")
    name = f"{action.method}-{plain}"
    if query:
        keys = [part.partition("=")[0] for part in query.split("&")]
        joined = "_".join(keys)
        name += "_" + (joined.replace(".", "-") if generation == "5.2" else joined)
    return name


def _link(name: str) -> str:
    address = f"/Help/ResourceModel?modelName={quote(name, safe='')}"
    return f'<a href="{address}">{escape(name)}</a>'


def _page(title: str, body: str, generation: Generation) -> str:
    language = ' lang="en"' if generation == "5.2" else ""
    return f"""<!DOCTYPE html>
<html{language}>
<head>
    <meta charset="utf-8" />
    <title>{escape(title)}</title>
</head>
<body>
<div id="body">
    <section class="featured"><div class="content-wrapper">
        <p><a href="/Help">Help Page Home</a></p>
    </div></section>
    <section class="content-wrapper main-content clear-fix">
{body}
    </section>
</div>
</body>
</html>"""


def _index(site: Site, generation: Generation) -> str:
    parts = [
        "<h1>ASP.NET Web API Help Page</h1>",
        "<h2>Introduction</h2>",
        "<p>Ours.</p>",
    ]
    for controller in site.controllers:
        parts.append(f"<h2>{escape(controller.name)}</h2>")
        if controller.doc and generation != "4.0":
            parts.append(f"<p>{escape(controller.doc)}</p>")
        parts.append(
            "<table><thead><tr><th>API</th><th>Description</th></tr></thead><tbody>"
        )
        for action in controller.actions:
            title = escape(f"{action.method} {action.address}")
            address = f"/Help/Api/{quote(friendly_id(action, generation))}"
            doc = escape(action.doc) or "No documentation available."
            parts.append(
                f'<tr><td class="api-name"><a href="{address}">{title}</a></td>\n'
                f'<td class="api-documentation"><p>{doc}</p></td></tr>'
            )
        parts.append("</tbody></table>")
    return _page("ASP.NET Web API Help Page", "\n".join(parts), generation)


# --- new generation -----------------------------------------------------------------------


def _new_action(action: Action, generation: Generation) -> str:
    title = f"{action.method} {action.address}"
    parts = [
        f"<h1>{escape(title)}</h1>\n<div>\n    <p>{escape(action.doc)}</p>",
        "<h2>Request Information</h2>\n<h3>URI Parameters</h3>",
        _new_table(action.uri) if action.uri else "<p>None.</p>",
        "<h3>Body Parameters</h3>",
        _shown(action.body),
    ]
    if action.body and action.body.samples:
        parts += ["<h3>Request Formats</h3>", _samples(action.body)]
    parts += ["<h2>Response Information</h2>", "<h3>Resource Description</h3>"]
    parts.append(_shown(action.result))
    if action.result and action.result.samples:
        parts += ["<h3>Response Formats</h3>", _samples(action.result)]
    parts.append("</div>")
    return _page(title, "\n\n".join(parts), generation)


def _shown(shown: Shown | None) -> str:
    if shown is None:
        return "<p></p>\n        <p>None.</p>"
    table = ""
    if shown.rows is not None:
        table = _new_table(shown.rows) if shown.rows else "    <p>None.</p>"
    return f"<p>{escape(shown.doc)}</p>\n\n{shown.type.html()}{table}"


def _new_table(rows: tuple[Row, ...]) -> str:
    heads = ("Name", "Description", "Type", "Additional information")
    parts = [
        '    <table class="help-page-table">\n<thead><tr>',
        "".join(f"<th>{head}</th>" for head in heads),
        "</tr></thead>\n<tbody>",
    ]
    for row in rows:
        texts = row.annotations or ("None.",)
        notes = "\n".join(f"<p>{escape(text)}</p>" for text in texts)
        parts.append(
            f'<tr>\n<td class="parameter-name">{escape(row.name)}</td>\n'
            f'<td class="parameter-documentation">\n<p>{escape(row.doc)}</p>\n</td>\n'
            f'<td class="parameter-type">\n{row.type.html()}\n</td>\n'
            f'<td class="parameter-annotations">\n{notes}\n</td>\n</tr>'
        )
    return "\n".join([*parts, "</tbody>\n</table>"])


def _model_page(model: ModelPage | EnumPage) -> str:
    if isinstance(model, EnumPage):
        rows = "".join(
            f'<tr><td class="enum-name"><b>{escape(name)}</b></td>'
            f'<td class="enum-value"><p>{value}</p></td>'
            f'<td class="enum-description"><p>{escape(doc)}</p></td></tr>\n'
            for name, value, doc in model.members
        )
        content = (
            "<p>Possible enumeration values:</p>\n<table><thead><tr><th>Name</th>"
            f"<th>Value</th><th>Description</th></tr></thead>\n<tbody>{rows}</tbody></table>"
        )
    else:
        content = _new_table(model.rows) if model.rows else "<p>None.</p>"
    head = f"<h1>{escape(model.name)}</h1>\n<p>{escape(model.doc)}</p>\n"
    return _page("", head + content, "5.2")


# --- old generation -----------------------------------------------------------------------


def _old_action(action: Action, generation: Generation) -> str:
    title = f"{action.method} {action.address}"
    nothing = "No documentation available."
    parts = [f"<h1>{escape(title)}</h1>\n<div>\n<p>{escape(action.doc) or nothing}</p>"]
    sources = [(row.name, row.doc, "URI") for row in action.uri]
    if action.body:
        sources.append((action.body_name, action.body.doc, "body"))
    if sources:
        parts += ["<h2>Request Information</h2>", "<h3>Parameters</h3>"]
        parts.append(_old_table(sources))
    if action.body and action.body.samples:
        parts += ["<h3>Request body formats</h3>", _samples(action.body)]
    if action.result and action.result.samples:
        parts.append("<h2>Response Information</h2>")
        if generation == "5.0":
            parts.append(f"<p>{escape(action.result.doc) or nothing}</p>")
        parts += ["<h3>Response body formats</h3>", _samples(action.result)]
    return _page(title, "\n".join([*parts, "</div>"]), generation)


def _old_table(sources: list[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<tr><td class="parameter-name"><b>{escape(name)}</b></td>\n'
        f'<td class="parameter-documentation"><pre>'
        f'{escape(doc) or "No documentation available."}</pre></td>\n'
        f'<td class="parameter-source"><p>Define this parameter in the request '
        f"<b>{source}</b>.</p></td></tr>\n"
        for name, doc, source in sources
    )
    return (
        "<table><thead><tr><th>Name</th><th>Description</th>"
        f"<th>Additional information</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _samples(shown: Shown) -> str:
    parts = ["<div>"]
    for line, text in shown.samples:
        parts.append(
            f'<h4 class="sample-header">{escape(line)}</h4>\n<div class="sample-content">\n'
            f'<span><b>Sample:</b></span>\n<pre class="wrapped">\n{escape(text)}\n</pre>\n</div>'
        )
    return "\n".join([*parts, "</div>"])
