"""HTML becomes blocks that know their lines, however broken the HTML is."""

from __future__ import annotations

import time

import pytest
from timing import timed

from helpwright.blocks import (
    Block,
    Document,
    Heading,
    Image,
    Link,
    Paragraph,
    Preformatted,
    Table,
)
from helpwright.diagnostics import Findings
from helpwright.read import read
from helpwright.sources.source import Source


def read_html(html: str, findings: Findings | None = None) -> Document:
    page = Source(name="page.html", content=html.encode())
    document = read(page, findings if findings is not None else Findings())
    assert document is not None
    assert document.form == "html"
    return document


def blocks(body: str) -> tuple[Block, ...]:
    return read_html(f"<html><body>{body}</body></html>").blocks


def only_table(body: str) -> Table:
    (table,) = blocks(body)
    assert isinstance(table, Table)
    return table


def texts(table: Table) -> list[list[tuple[str, ...]]]:
    return [[cell.paragraphs for cell in row.cells] for row in table.rows]


def test_each_block_knows_its_line() -> None:
    html = """<html>
<body>
<h1>GET
    api/boats</h1>
<p>
   One.
</p>
<table>
<tr><th>Name</th><th>Type</th></tr>
<tr>
  <td>Id</td>
  <td>
     integer</td>
</tr>
</table>
<pre>
{}</pre>
bare
</body></html>"""
    heading, paragraph, table, sample, bare = read_html(html).blocks
    assert (heading.text, heading.place.line) == ("GET api/boats", 3)  # type: ignore[union-attr]
    assert paragraph.place.line == 6
    assert isinstance(table, Table)
    assert table.place.line == 8
    assert table.rows[0].line == 2
    assert [cell.line for cell in table.rows[0].cells] == [3, 4]
    assert sample.place.line == 16
    assert bare.place.line == 18


def test_a_line_is_right_after_a_tag_and_a_comment_of_several_lines() -> None:
    html = "<html><body>\n<!--\n\n--><div\n class='a'\n>\n\nhere</div></body></html>"
    assert read_html(html).blocks[0].place.line == 8


def test_text_in_a_paragraph_is_told_from_text_in_none() -> None:
    doc, type_ = blocks('<p>Doc.</p>\n\nCollection of <a href="/x">Boat</a>')
    assert isinstance(doc, Paragraph)
    assert isinstance(type_, Paragraph)
    assert not doc.bare
    assert type_.bare
    assert type_.text == "Collection of Boat"
    assert type_.links == (Link(text="Boat", href="/x"),)


def test_links_keep_their_address_and_folded_text() -> None:
    (found,) = blocks(
        '<p>See <a href=" /a?b=1&amp;c=2 ">the\n  page</a> and <a>none</a></p>'
    )
    assert isinstance(found, Paragraph)
    assert found.links == (Link(text="the page", href="/a?b=1&c=2"),)


def test_line_breaks_inside_a_paragraph_are_kept() -> None:
    (found,) = blocks("<p> One<br/>two\n   three </p>")
    assert isinstance(found, Paragraph)
    assert found.text == "One\ntwo\n   three"


def test_a_sample_keeps_its_white_space_and_loses_the_view_s_own_line_breaks() -> None:
    (found,) = blocks('<pre class="x">\n{\n  &quot;a&quot;:  1\n}\n</pre>')
    assert isinstance(found, Preformatted)
    assert found.text == '{\n  "a":  1\n}'


def test_markup_in_a_sample_stays_where_the_view_did_not_escape_it() -> None:
    (found,) = blocks(
        '<pre><Boat xmlns="urn:x"><Name/><B>1</B>\n<Link>a</Link></Boat></pre>'
    )
    assert isinstance(found, Preformatted)
    assert found.text == '<Boat xmlns="urn:x"><Name/><B>1</B>\n<Link>a</Link></Boat>'


def test_colours_in_a_sample_are_no_part_of_it() -> None:
    (found,) = blocks('<PRE><SPAN class="k">"a"</SPAN>: <b>1</b><br>2</PRE>')
    assert isinstance(found, Preformatted)
    assert found.text == '"a": 1\n2'


def test_images_stand_with_address_and_text() -> None:
    (found,) = blocks('<div><img src="/a.png" alt="A boat"></div>')
    assert isinstance(found, Image)
    assert (found.address, found.text) == ("/a.png", "A boat")


def test_a_table_in_a_cell_becomes_words_of_the_cell() -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
    found = only_table(
        f"<table><tr><th>Name</th><th>Description</th></tr>"
        f"<tr><td>Kind</td><td><p>One of</p>{inner}</td></tr></table>"
    )
    assert texts(found) == [[("Kind",), ("One of", "a 1", "b 2")]]


def test_a_heading_in_a_cell_does_not_break_the_table() -> None:
    found = only_table(
        "<table><tr><th>Name</th><th>Description</th></tr>"
        "<tr><td>Kind</td><td><h5>Kinds</h5>Two.</td></tr></table>"
    )
    assert texts(found) == [[("Kind",), ("Kinds", "Two.")]]


def test_a_table_for_the_layout_is_none() -> None:
    found = blocks(
        "<table><tr><td><h1>GET a/b</h1></td><td><p>Doc</p></td></tr></table>"
    )
    assert [type(block) for block in found] == [Heading, Paragraph]


def test_a_wide_cell_fills_its_columns() -> None:
    found = only_table(
        "<table><tr><th>Name</th><th>Type</th><th>Additional information</th></tr>"
        '<tr><td colspan="3">None.</td></tr></table>'
    )
    assert texts(found) == [[("None.",), (), ()]]


def test_tables_survive_end_tags_that_are_missing_or_too_many() -> None:
    found = only_table(
        "</td></tr><table><tr><th>Name<th>Type<tr><td>Id<td>integer</td></td></tr>"
        "<td>Tag</b><td>string</table>"
    )
    assert found.head == ("Name", "Type")
    assert texts(found) == [[("Id",), ("integer",)], [("Tag",), ("string",)]]


def test_scripts_styles_menus_and_footers_are_not_read() -> None:
    found = blocks(
        "<nav><p>None.</p></nav><script>document.write('<p>x</p>')</script>"
        "<style>p {}</style><select><option>a</select><p>Doc</p><footer>string</footer>"
    )
    assert [getattr(block, "text", "") for block in found] == ["Doc"]


def test_a_menu_that_never_ends_hides_no_heading() -> None:
    found = blocks("<nav><ul><li>Home<h1>GET api/boats</h1><p>Doc</p>")
    assert [getattr(block, "text", "") for block in found] == ["GET api/boats", "Doc"]


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0040)http://example.com/Help/Api/GET-x -->",
        '<link rel="canonical" href="http://example.com/Help/Api/GET-x">',
        "<!--\n Page saved with SingleFile \n url: http://example.com/Help/Api/GET-x \n-->",
        "<!-- Mirrored from example.com/Help/Api/GET-x by HTTrack Website Copier/3.x -->",
    ],
)
def test_a_saved_page_tells_where_it_came_from(head: str) -> None:
    document = read_html(f"<html><head>{head}</head><body>x</body></html>")
    assert document.address == "http://example.com/Help/Api/GET-x"


def test_the_address_that_a_manifest_gives_comes_first() -> None:
    html = b'<html><link rel="canonical" href="http://a/b"><body>x</body></html>'
    source = Source(name="p.html", content=html, address="http://c/d")
    document = read(source, Findings())
    assert document is not None
    assert document.address == "http://c/d"


@pytest.mark.parametrize("address", ["http://[x/Help", "http://a\u2100b/Help"])
@pytest.mark.parametrize(
    "where",
    ["<link rel=canonical href='{}'>", "<!-- saved from url=(0014){} -->"],
)
def test_what_cannot_be_taken_apart_is_no_address(address: str, where: str) -> None:
    page = f"<html>{where.format(address)}<h1>GET api/x</h1></html>"
    assert read_html(page).address == ""
    source = Source(name="page.html", content=page.encode(), address=address)
    document = read(source, Findings())
    assert document is not None
    assert document.address == ""


def test_a_web_archive_is_read_by_its_page() -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a/Help/Api/GET-x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: http://a/Help/Api/GET-x\r\n\r\n"
        "<html><body><h1>GET api/b=C3=A4ume</h1></body></html>\r\n--B--\r\n"
    )
    document = read_html(archive)
    assert document.address == "http://a/Help/Api/GET-x"
    assert isinstance(document.blocks[0], Heading)
    assert document.blocks[0].text == "GET api/bäume"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", "PGh0bWw+PGgxPkdFVCBhcGkveDwvaDE+PC9o\r\ndG1sPg"),
        ("7bit", "<html><h1>GET api/x</h1></html>"),
    ],
)
def test_parts_of_a_web_archive_may_lie_in_parts(encoding: str, body: str) -> None:
    archive = (
        "Content-Type: multipart/related; boundary=A\r\n\r\n--A\r\n"
        "Content-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\n"
        f"content-transfer-encoding: {encoding}\r\nContent-Location: http://a/H\xe9lp\r\n"
        f"content-type: text/html;\r\n\tcharset=utf-8\r\n\r\n{body}\r\n"
        "--B--\r\n--A\r\nContent-Type: text/plain\r\n\r\nNo page.\r\n--A--\r\n"
    )
    source = Source(name="page.mhtml", content=archive.encode("latin-1"))
    document = read(source, Findings())
    assert document is not None
    assert document.address == "http://a/H\ufffdlp"
    (heading,) = document.blocks
    assert isinstance(heading, Heading)
    assert heading.text == "GET api/x"


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Type: text/html; " + "a=b; " * 40_000,
        "Content-Type: multipart/mixed; boundary=B\n\n--B\n" * 4_000,
        "Content-Type: text/html\nContent-Location: " + "=?utf-8?q?" * 40_000,
        "--B:\n" * 100_000,
    ],
    ids=["parameters", "parts", "words", "lines"],
)
@timed
def test_no_header_of_a_web_archive_takes_long(headers: str) -> None:
    archive = (
        "Content-Type: multipart/related; boundary=B\n\n--B\n"
        f"{headers}\n\n<html><h1>GET api/x</h1></html>\n--B--\n"
    )
    begin = time.process_time()
    read(Source(name="page.mhtml", content=archive.encode()), Findings())
    assert time.process_time() - begin < 5


# --- cut, deep, large ---------------------------------------------------------------------

PAGE = """<!DOCTYPE html>
<html><head><title>GET api/boats/{id}</title></head><body>
<h1>GET api/boats/{id}</h1><p>Reads &amp; writes.</p>
<h3>URI Parameters</h3>
<table><thead><tr><th>Name</th><th>Type</th></tr></thead>
<tbody><tr><td>id</td><td>
  unsigned integer
</td></tr></tbody></table>
<h3>Response Formats</h3><h4>application/json, text/json</h4>
<pre>
{ "a": 1 }
</pre></body></html>
"""


def test_a_page_cut_anywhere_says_nothing_that_the_whole_does_not() -> None:
    whole = read_html(PAGE)
    known = {"", *(text for block in whole.blocks for text in words_of(block))}
    for end in range(len("<!DOCTYPE html>\n<html>"), PAGE.index("</html>")):
        findings = Findings()
        document = read_html(PAGE[:end], findings)
        assert document.cut
        assert [finding.code for finding in findings] == ["HW104"]
        for block in document.blocks:
            if isinstance(block, Preformatted):
                assert '{ "a": 1 }'.startswith(block.text.strip())
            else:
                assert known.issuperset(words_of(block))


def words_of(block: Block) -> list[str]:
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        return [*block.head, *(text for cell in cells for text in cell.paragraphs)]
    return [getattr(block, "text", "")]


def test_a_whole_page_is_not_cut() -> None:
    findings = Findings()
    assert not read_html(PAGE, findings).cut
    assert not list(findings)


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "pre", "nav", "a href=x"])
def test_ten_thousand_tags_in_each_other_cost_no_stack(tag: str) -> None:
    name = tag.split()[0]
    deep = f"<{tag}>" * 10_000 + "x" + f"</{name}>" * 10_000
    document = read_html(f"<html><body><h1>GET a/b</h1>{deep}<p>end</p></body></html>")
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "end"


def test_ten_thousand_rows_and_a_sample_of_five_megabytes() -> None:
    row = "<tr><td>n</td><td><p>d</p></td><td>string</td><td><p>None.</p></td></tr>\n"
    sample = "{&quot;a&quot;: &quot;bc&quot;},\n" * 200_000
    html = (
        "<html><body><table><tr><th>Name</th><th>Description</th><th>Type</th>"
        f"<th>Additional information</th></tr>{row * 10_000}</table><pre>{sample}</pre>"
        "</body></html>"
    )
    table, found = read_html(html).blocks
    assert isinstance(table, Table)
    assert isinstance(found, Preformatted)
    assert len(table.rows) == 10_000
    assert found.text.count('"bc"') == 200_000


@pytest.mark.parametrize(
    "piece",
    [
        "<div><p>a<b>c",
        "<table><tr><td>x",
        "&amp;&lt;",
        "<a href=x>",
        "</div>",
        "<p class='a",
        "< <! <? ",
    ],
)
@timed
def test_reading_takes_time_in_proportion_to_the_page(piece: str) -> None:
    def seconds(times: int) -> float:
        html = f"<html><body>{piece * times}</body></html>"
        begin = time.process_time()
        read_html(html)
        return time.process_time() - begin

    once = max(seconds(4_000), 0.002)
    assert seconds(32_000) < once * 8 * 4


@pytest.mark.parametrize(
    ("reference", "character"),
    [
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#" + "9" * 5_000 + ";", "\ufffd"),
        ("&#000000000;", "\ufffd"),
    ],
)
def test_a_character_of_many_digits_costs_no_page(
    reference: str, character: str
) -> None:
    found, link = blocks(f"<p>x{reference}</p><p><a href='{reference}'>y</a></p>")
    assert isinstance(found, Paragraph)
    assert found.text == f"x{character}"
    assert isinstance(link, Paragraph)
    assert link.links[0].href == character


def test_what_the_text_says_is_data_and_never_markup() -> None:
    (found,) = blocks("<p>&lt;/table&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert isinstance(found, Paragraph)
    assert found.text == "</table><script>alert(1)</script>"


@pytest.mark.parametrize("address", ["http://[bad/Help", "http://\u2100.example/Help"])
def test_what_is_no_address_is_none(address: str) -> None:
    head = f'<link rel="canonical" href="{address}">'
    assert read_html(f"<html>{head}<body>x</body></html>").address == ""
