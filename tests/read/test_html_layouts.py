"""A page says the same whatever layout, template or tool it went through."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from help_pages import render_site
from orchard import ORCHARD

from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.interpret.merging import facts
from helpwright.read import read
from helpwright.sources.source import Source
from helpwright.spec import Api

Change = Callable[[str], str]
PRE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)


def outside_samples(change: Change) -> Change:
    """`change` for everything but samples."""

    def apply(html: str) -> str:
        parts = PRE.split(html)
        return "".join(p if p.startswith("<pre") else change(p) for p in parts)

    return apply


def in_samples(change: Change) -> Change:
    """`change` for the text of samples."""

    def apply(html: str) -> str:
        pattern = re.compile(r'(?<=<pre class="wrapped">\n)(.*?)(?=</pre>)', re.DOTALL)
        return pattern.sub(lambda match: change(match[0]), html)

    return apply


def replacing(pattern: str, by: str) -> Change:
    return lambda html: re.sub(pattern, by, html, flags=re.DOTALL)


def unescaped(sample: str) -> str:
    """A sample of XML as it stands in a view that forgets to escape it."""
    if not sample.startswith("&lt;"):
        return sample
    return sample.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')


def vendor_wording(html: str) -> str:
    for old, new in (
        ("Request Information", "Request"),
        ("Response Information", "Response"),
        ("Request Formats", "Request Format"),
        ("Response Formats", "Response Format"),
        ("URI Parameters", "URL parameters"),
    ):
        html = html.replace(f">{old}<", f">{new}<")
    return html


SIDEBAR = """<body><div class="side"><ul>
<li><a href="/Help/Api/GET-a">GET a/b</a></li><li><a href="/Help/Api/GET-c">GET c/d</a></li>
</ul><h4>Search</h4><p>Find it</p></div>"""
IMPRINT = "<div class=foot><p>&copy; 2026 Orchard</p><p>Terms</p></div></body>"
CELL = '<td class="parameter-annotations">'

LAYOUTS: dict[str, Change] = {
    "without classes": replacing(r' (?:class|id)="[^"]*"', ""),
    "colons after headings": replacing(
        r"(<h[23]>)([A-Z][^<]*n|[^<]*s)(</h)", r"\1\2 :\3"
    ),
    "headings in capitals": lambda html: re.sub(
        r"(?<=<h[23]>)(?:URI|Body|Re\w+) \w+", lambda m: m[0].upper(), html
    ),
    "the page in a table": lambda html: html.replace(
        '<div id="body">', '<table width="100%"><tr><td>Menu</td><td><div id="body">'
    ).replace("</body>", "</td></tr></table></body>"),
    "no links to models": replacing(r"<a [^>]*ResourceModel[^>]*>([^<]*)</a>", r"\1"),
    "deeper headings": replacing(r"<(/?)h(?:2|3)\b", r"<\1h5"),
    "on one line": outside_samples(replacing(r"\s*\n\s*", " ")),
    "end tags left out": outside_samples(replacing(r"</(?:td|tr|th|tbody|thead)>", "")),
    "tags in capitals": lambda html: re.sub(
        r"</?[a-z]\w*", lambda m: m[0].upper(), html
    ),
    "annotations on lines": lambda html: re.sub(
        rf"(?<={CELL})(.*?)(?=</td>)",
        lambda m: re.sub(r"</p>\s*<p>", "<br/>", m[1])
        .replace("<p>", "")
        .replace("</p>", ""),
        html,
        flags=re.DOTALL,
    ),
    "annotations in a list": lambda html: re.sub(
        rf"(?<={CELL})(.*?)(?=</td>)",
        lambda m: f"<ul>{m[1].replace('<p>', '<li>').replace('</p>', '</li>')}</ul>",
        html,
        flags=re.DOTALL,
    ),
    "plain cells as heads": replacing(r"<(/?)th>", r"<\1td>"),
    "tables without a head": replacing(r"</?(?:thead|tbody)>", ""),
    "tables in boxes": replacing(r"(<table.*?</table>)", r"<div><div>\1</div></div>"),
    "comments everywhere": outside_samples(replacing(r"(</\w+>)", r"\1<!-- a > b -->")),
    "samples in code tags": replacing(
        r'<pre class="wrapped">\n(.*?)\n</pre>', r'<pre><code class="x">\1</code></pre>'
    ),
    "samples in colours": in_samples(
        replacing(r"(&quot;[^&]*&quot;)", r'<span class="s">\1</span>')
    ),
    "samples in text areas": replacing(
        r'<pre class="wrapped">\n(.*?)</pre>', r'<textarea rows="9">\n\1</textarea>'
    ),
    "samples not escaped": in_samples(unescaped),
    "a list of operations beside": lambda html: html.replace("<body>", SIDEBAR),
    "an imprint below": lambda html: html.replace("</body>", IMPRINT),
    "the site's name above": lambda html: html.replace(
        "<body>", '<body><h1><a href="/">Orchard Cloud</a></h1><p>The best.</p>'
    ),
    "a vendor's wording": vendor_wording,
    "icons in headings": replacing(
        r"<h3>([^<]*)</h3>", r"<h3><i></i> <span>\1</span></h3>"
    ),
    "lines that end as on Windows": lambda html: html.replace("\n", "\r\n"),
    "as XHTML": lambda html: '<?xml version="1.0"?>\n'
    + html.replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"'),
    "headings that are none": replacing(
        r"<h[23]>((?:URI |Body |Re\w+ )?(?:Par|Inf|Des|For|body)[\w ]*)</h[23]>",
        r"<div>\1</div>",
    ),
    "a menu and a footer": lambda html: html.replace(
        "<body>", "<body><nav><p>GET /</p><p>None.</p></nav>"
    ).replace("</body>", "<footer><p>string</p><p>None.</p></footer></body>"),
}
NOT_OLD = {"end tags left out"}


def read_pages(generation: str, change: Change) -> Api:
    findings = Findings()
    documents = []
    for address, html in render_site(ORCHARD, generation).items():  # type: ignore[arg-type]
        name = address.strip("/").replace("?", "@") + ".html"
        document = read(Source(name=name, content=change(html).encode()), findings)
        assert document is not None
        documents.append(document)
    return interpret(documents, findings)


def said(api: Api) -> object:
    """All that an API says, texts of samples included, white space aside."""
    parts = api.operations, api.models, api.enumerations, api.tags, tuple(samples(api))
    return folded(facts(parts))


def folded(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(folded(item) for item in value)
    return " ".join(value.split()) if isinstance(value, str) else value


def samples(api: Api) -> list[tuple[str, str, str]]:
    bodies = [
        body
        for operation in api.operations
        for body in (operation.request, *(r.body for r in operation.responses))
        if body
    ]
    return [
        (media.name, media.sample.kind, media.sample.text)
        for body in bodies
        for media in body.media_types
        if media.sample
    ]


@pytest.mark.parametrize("generation", ["5.0", "5.2"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_says_the_same_in_every_layout(layout: str, generation: str) -> None:
    plain = read_pages(generation, lambda html: html)
    changed = read_pages(generation, LAYOUTS[layout])
    if layout == "a list of operations beside":
        kept = tuple(o for o in changed.operations if o.documented)
        changed = Api(
            **{f: getattr(changed, f) for f in changed.__slots__} | {"operations": kept}
        )
    assert said(changed) == said(plain)


def test_reads_the_orchard() -> None:
    api = read_pages("5.2", lambda html: html)
    assert [(o.method, o.path, o.tag) for o in api.operations] == [
        ("GET", "/api/trees/{id}", "Trees"),
        ("POST", "/api/trees", "Trees"),
        ("DELETE", "/api/trees/{id}", "Trees"),
        ("PUT", "/api/v1/baskets/{code}/of/{year}", "Baskets"),
    ]
    assert [model.name for model in api.models] == ["Crop (yearly)", "Nothing", "Tree"]
    assert [len(model.properties) for model in api.models] == [2, 0, 8]
    assert [m.value for m in api.enumerations[0].members] == ["0", "1", "-7"]
    assert [kind for _, kind, _ in samples(api)] == [
        "json",
        "json",
        "xml",
        "xml",
        "json",
        "json",
        "json",
        "json",
    ]
