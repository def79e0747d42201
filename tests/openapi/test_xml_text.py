"""XML samples look the same, however their page came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpwright.openapi.xml_text import laid_out

BOAT = """<Boat xmlns:i="http://x">
  <Berths>
    <Berth>A 1</Berth>
    <Berth> </Berth>
  </Berths>
  <Empty></Empty>
  <Owner i:nil="true" />
</Boat>"""


@pytest.mark.parametrize(
    "text",
    [
        BOAT,
        "\n".join(line.strip() for line in BOAT.splitlines()),
        "".join(line.strip() for line in BOAT.splitlines()),
        BOAT.replace("\n", "\r\n\t"),
    ],
)
def test_lays_out_what_differs_in_white_space_alone(text: str) -> None:
    assert laid_out(text) == BOAT


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * 66 + "</a>" * 66,
        "<a>text<b/></a>",
        "<a><b/>text</a>",
        "<a><!-- <b> --></a>",
        "<a><![CDATA[ <b> ]]></a>",
        "<a><b></a>",
        "</a>",
        "<a",
        "no XML",
        "",
    ],
)
def test_leaves_alone_what_it_could_change(text: str) -> None:
    assert laid_out(text) == text


ELEMENTS = st.recursive(
    st.text("ab \n", max_size=3).map(lambda text: f"<t>{text}</t>") | st.just("<e />"),
    lambda children: st.lists(children, min_size=1, max_size=3).map(
        lambda inner: f"<n>{''.join(inner)}</n>"
    ),
)


@given(ELEMENTS)
def test_is_done_after_one_pass_and_keeps_every_tag_and_text(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once
    assert "".join(once.split()) == "".join(text.split())
