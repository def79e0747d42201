"""Help pages as HTML: tags, tables and the words that pages are found by."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from random import Random

from pieces import changed, stretch
from sample_bodies import changed_sample

WORDS = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<p>"),
    *("<tbody>", "<thead>", "<caption>", "<div>", "</div>", "<h1>", "</h1>", "<h2>"),
    *("<h3>", "</h3>", "<pre>", "</pre>", "<br/>", "<a href='/Help'>", "</a>", "<ul>"),
    *("<li>", "<dl><dt>", "<dd>", "<script>", "</script>", "<!--", "-->", "<![CDATA["),
    *(
        "<style>",
        "<title>",
        "</title>",
        "<textarea>",
        "<svg>",
        "<template>",
        "<select>",
    ),
    *('<td colspan="9">', '<td colspan="-1">', '<td rowspan="99">', "<plaintext>"),
    *('<a href="/Help/ResourceModel?modelName=Box">Box</a>', '<base href="//x/">'),
    *(
        "<span class='x'>",
        "<html>",
        "</html>",
        "<body>",
        "<head>",
        '<meta charset="x">',
    ),
    *("Request Information", "Response Information", "URI Parameters", "None."),
    *("Body Parameters", "Resource Description", "Request Formats", "Response Formats"),
    *("application/json, text/json", "application/xml", "Sample:", "Description"),
    *("Name", "Type", "Additional information", "Required", "Default value is 1"),
    *("Collection of Box", "Collection of integer", "Dictionary of string [key] and"),
    *("integer", "string", "boolean", "date", "decimal number", "globally unique id"),
    *(
        "Max length: 5",
        "Range: inclusive between 1 and 9",
        "Matching regular expression",
    ),
    *("Data type: Password", "Possible enumeration values:", "Value", "time interval"),
    *("GET api/boxes/{id}", "POST api/boxes?x={x}&amp;y={y}", "/api/{*path}", "PATCH"),
    *("&nbsp;", "&amp;", "&lt;", "&#0;", "&#xD800;", "&#1114112;", "&bogus;", "&copy"),
    *("HttpResponseMessage", "Object", "Nullable of integer", "IHttpActionResult"),
)
_TOKEN = re.compile(r"<!--.*?-->|<[^<>]*>?|&[#\w]{1,12};|[^<>&]+", re.DOTALL)
_PRE = re.compile(r"(<pre\b[^<>]*>)(.*?)(</pre>)", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)


def pieces_of(text: str) -> list[str]:
    """Tags and the text between them."""
    return _TOKEN.findall(text)


def changed_page(text: str, random: Random, others: Sequence[str]) -> str:
    """`text`, a page, with a few changes: in a sample, a row, or anywhere."""
    choice = random.random()
    if choice < 0.2 and (found := list(_PRE.finditer(text))):
        match = random.choice(found)
        sample = html.unescape(match[2])
        sample = changed_sample(sample, random)
        if random.random() < 0.9:
            sample = html.escape(sample, quote=False)
        return text[: match.start(2)] + sample + text[match.end(2) :]
    if choice < 0.4 and (found := list(_ROW.finditer(text))):
        return _with_other_rows(text, found, random)
    taken = [pieces_of(random.choice(others))] if others else []
    return "".join(changed(pieces_of(text), random, WORDS, taken))


def _with_other_rows(text: str, rows: list[re.Match[str]], random: Random) -> str:
    start, end = stretch(rows, random)
    before, after = text[: rows[start].start()], text[rows[end - 1].end() :]
    middle = text[rows[start].start() : rows[end - 1].end()]
    match random.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + middle * random.choice((2, 3, 30)) + after
        case 2:
            cell = random.choice(WORDS)
            return before + middle + f"<tr><td>{cell}<td>{cell}</tr>" + after
        case _:
            return (
                before + "".join(changed(pieces_of(middle), random, WORDS, ())) + after
            )
