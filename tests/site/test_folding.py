"""Pieces of HTML go around the Markdown library and come back to their places."""

from __future__ import annotations

from helpwright.site.folding import folded, unfolded

ROW = '<li class="hw-member" id="body.a">\n<p>x</p>\n</li>\n'
TREE = f'<ul class="hw-members" id="tree.body">\n{ROW * 20}</ul>'
PAGE = f"# One\n\nWords\n\n{TREE}\n\n## Two\n\n{TREE}\n"


def test_what_is_taken_out_is_put_back() -> None:
    page, pieces = folded(PAGE)
    assert len(pieces) == 2
    assert "hw-member" not in page.replace("hw-members", "")
    assert page.startswith("# One\n\nWords\n\n<div ") and "\n\n## Two\n\n<div " in page
    assert unfolded(page, PAGE) == PAGE


def test_what_is_short_stays() -> None:
    page = (
        '<details class="hw-source"><summary>Source</summary>\n<p>x</p>\n</details>\n'
    )
    assert folded(page) == (page, ())


def test_code_that_shows_such_a_piece_stays_code() -> None:
    page = f"Example:\n\n```html\n\n{TREE}\n\n```\n\nWords\n"
    assert folded(page) == (page, ())
    both = f"{page}\n{TREE}"
    assert folded(both)[1] == (TREE,)


def test_no_line_of_a_sample_ends_the_block_that_it_stands_in() -> None:
    for line in ("```", "~~~"):
        page = f"Example:\n\n````text\nx\n{line}\n\n{TREE}\n\ny\n````\n"
        assert folded(page) == (page, ())
        assert folded(f"<pre><code>{{{{\n{line}\n</code></pre>\n\n{page}")[1] == ()
