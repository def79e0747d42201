"""The index of the search: a script that holds names and where they are."""

from __future__ import annotations

import json
from typing import Any

from helpwright.documentation import Documentation, Entry, MemberAddress
from helpwright.site.search import index

HOSTILE = "</script><script>x\u2028"


def read(script: str) -> dict[str, Any]:
    assert script.startswith("helpwrightSearch(") and script.endswith(");\n")
    value: dict[str, Any] = json.loads(script[len("helpwrightSearch(") : -3])
    words = value["words"]
    value["items"] = [
        (
            words[name],
            kind,
            page,
            words[-1 - anchor] if anchor < 0 else words[anchor] + words[name],
            words[about],
        )
        for name, kind, page, anchor, about in value["items"]
    ]
    return value


def made(*members: MemberAddress) -> str:
    create = Entry(
        title="Creates a boat", path="operations/boats/create.md", request="POST /boats"
    )
    navigation = (
        Entry(title="Overview", path="index.md"),
        Entry(title="Boats", path="operations/boats/index.md", children=(create,)),
    )
    return index(
        Documentation(files={}, navigation=navigation, members=members, descriptions={})
    )


def test_an_operation_is_found_by_its_title_and_its_request() -> None:
    value = read(made())
    found = [item for item in value["items"] if item[0] == "Creates a boat"]
    ((_, kind, page, anchor, about),) = found
    assert value["kinds"][kind] == "operation"
    assert value["pages"][page] == "operations/boats/create.html"
    assert anchor == ""
    assert about == "Boats › POST /boats"


def test_a_member_is_found_with_what_it_belongs_to() -> None:
    member = MemberAddress(
        name="BerthId", owner="Boat", path="models/Boat.md", anchor="member.BerthId"
    )
    value = read(made(member))
    name, kind, page, anchor, about = value["items"][-1]
    assert (name, value["kinds"][kind], about) == ("BerthId", "member", "Boat")
    assert (value["pages"][page], anchor) == ("models/Boat.html", "member.BerthId")


def test_a_name_does_not_end_the_script() -> None:
    member = MemberAddress(name=HOSTILE, owner=HOSTILE, path="models/x.md", anchor="x")
    script = made(member)
    assert script.isascii()
    name, _, _, anchor, about = read(script)["items"][-1]
    assert (name, anchor, about) == (HOSTILE, "x", HOSTILE)
