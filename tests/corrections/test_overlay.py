"""Overlays: the specification's rules, and an error where it would be silent."""

from __future__ import annotations

import json
from bisect import bisect_left

import pytest

from helpwright.corrections.overlay import Document, apply_overlay, read_overlay
from helpwright.diagnostics import Findings
from helpwright.limits import Limits

DOCUMENT: Document = {
    "info": {"title": "Jobs", "version": "1"},
    "paths": {
        "/jobs": {
            "get": {"tags": ["a"], "parameters": [{"name": "x"}, {"name": "y"}]},
            "post": {"tags": ["a"]},
        }
    },
}


def overlaid(*actions: Document) -> tuple[Document, list[str]]:
    findings = Findings()
    overlay = {"overlay": "1.1.0", "info": {}, "actions": list(actions)}
    read = read_overlay(json.dumps(overlay), "o.json", findings)
    assert read is not None
    result, _ = apply_overlay(DOCUMENT, read, "o.json", findings)
    return result, [f"{f.code} {f.message}" for f in findings]


def at(document: object, *way: str | int) -> object:
    for step in way:
        document = document[step]  # type: ignore[index]
    return document


def test_an_update_is_merged_into_every_target() -> None:
    result, findings = overlaid(
        {"target": "$.paths.*.*", "update": {"x-team": "field"}}
    )
    assert at(result, "paths", "/jobs", "get", "x-team") == "field"
    assert at(result, "paths", "/jobs", "post", "x-team") == "field"
    assert findings == []


def test_lists_are_joined_and_values_replaced() -> None:
    result, _ = overlaid(
        {"target": "$.paths['/jobs'].get", "update": {"tags": ["b"]}},
        {"target": "$.info", "update": {"title": "Work"}},
    )
    assert at(result, "paths", "/jobs", "get", "tags") == ["a", "b"]
    assert at(result, "info", "title") == "Work"


def test_an_entry_is_appended_to_a_list() -> None:
    result, _ = overlaid(
        {"target": "$.paths['/jobs'].get.parameters", "update": {"name": "z"}}
    )
    names = at(result, "paths", "/jobs", "get", "parameters")
    assert names == [{"name": "x"}, {"name": "y"}, {"name": "z"}]


def test_several_items_of_a_list_are_removed() -> None:
    result, _ = overlaid(
        {"target": "$.paths['/jobs'].get.parameters[*]", "remove": True}
    )
    assert at(result, "paths", "/jobs", "get", "parameters") == []


def test_a_node_is_copied() -> None:
    result, _ = overlaid(
        {"target": "$.paths['/jobs'].post", "copy": "$.paths['/jobs'].get"}
    )
    post = at(result, "paths", "/jobs", "post", "parameters")
    assert post == [{"name": "x"}, {"name": "y"}]


def test_a_value_is_replaced_by_version_1_1() -> None:
    result, findings = overlaid({"target": "$.info.title", "update": "Work"})
    assert at(result, "info", "title") == "Work"
    assert findings == []


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"target": "$.paths['/gone']", "remove": True}, "matches nothing"),
        ({"target": "$.paths[", "remove": True}, "no JSONPath"),
        ({"target": "$.info"}, "one of `update`, `copy` and `remove`"),
        ({"update": {}}, "needs a `target`"),
        ({"target": "$", "remove": True}, "cannot be removed"),
        ({"target": "$.info", "copy": "$.paths.*.*"}, "names 2 nodes"),
        ({"target": "$.info[?@ == 1e999]", "remove": True}, "no JSONPath"),
        ({"target": "$" + ".a" * 5_000, "remove": True}, "10,000 are read"),
        ({"target": "$.info.title[0:1]", "remove": True}, "matches nothing"),
        ({"target": "$[?match(@.title, '(?=J).*')]", "remove": True}, "no pattern"),
    ],
)
def test_an_action_that_does_nothing_is_an_error(action: Document, words: str) -> None:
    result, findings = overlaid(action)
    assert result == DOCUMENT
    assert len(findings) == 1 and words in findings[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "no valid YAML"),
        ("a: 1", "no member `overlay`"),
        ("overlay: 2.0.0\nactions: []", "version 2.0.0"),
        ("overlay: 1.0.0", "list of actions"),
        ("!!python/object/apply:os.getcwd []", "no valid YAML"),
    ],
)
def test_what_is_no_overlay_is_refused(text: str, words: str) -> None:
    findings = Findings()
    assert read_overlay(text, "o.yaml", findings) is None
    (finding,) = findings
    assert words in finding.message


def test_the_document_that_was_handed_in_is_not_changed() -> None:
    before = json.dumps(DOCUMENT)
    overlaid({"target": "$.info", "update": {"title": "Other"}})
    assert json.dumps(DOCUMENT) == before


def test_actions_put_no_more_values_together_than_the_limit() -> None:
    update = {"target": "$.paths.*.*", "update": {"x-a": [1, 2]}}  # Four values, twice.
    for limit, codes in ((8, []), (7, ["HW405"])):
        findings = Findings()
        overlay = {"overlay": "1.1.0", "info": {}, "actions": [update]}
        limits = Limits(overlay_values=limit)
        result, _ = apply_overlay(DOCUMENT, overlay, "o.json", findings, limits)
        assert [finding.code for finding in findings] == codes
        assert ("x-a" in json.dumps(result)) == (not codes)


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_overlay_has_no_more_values_than_the_limit(form: str) -> None:
    text = '{"overlay": "1.1.0", "actions": [1, {"a": "b, [{"}]}'  # Six values.
    text = text if form == "json" else f"# YAML\n{text}"
    for limit, codes in ((6, []), (5, ["HW404"])):
        findings = Findings()
        overlay = read_overlay(text, "o", findings, Limits(overlay_values=limit))
        assert (overlay is None) == bool(codes)
        assert [finding.code for finding in findings] == codes
        for finding in findings:
            assert "raise `overlay_values` under [limits]" in finding.message


def test_actions_reach_no_deeper_than_the_limit() -> None:
    update = {"target": "$.info", "update": {"x-a": {"b": 1}}}
    for limit, codes in ((3, []), (2, ["HW405"])):
        findings = Findings()
        overlay = {"overlay": "1.1.0", "info": {}, "actions": [update]}
        limits = Limits(overlay_depth=limit)
        result, _ = apply_overlay(DOCUMENT, overlay, "o.json", findings, limits)
        assert [finding.code for finding in findings] == codes
        assert ("x-a" in json.dumps(result)) == (not codes)
        for finding in findings:
            assert "(limits.overlay_depth)" in finding.message


def test_a_document_copied_into_itself_again_and_again_stays_small() -> None:
    action = {"target": "$..tags", "copy": "$"}
    overlay = {"overlay": "1.1.0", "info": {}, "actions": [action] * 12}
    findings = Findings()
    limits = Limits(overlay_values=2_000)
    result, _ = apply_overlay(DOCUMENT, overlay, "o.json", findings, limits)
    assert len(json.dumps(result)) < 100_000
    assert "raise `overlay_values` under [limits]" in list(findings)[-1].message


@pytest.mark.parametrize(
    ("title", "written", "codes"),
    [
        ('"\\ud83d x"', "\ufffd x", ["HW406"]),
        ('"\\ude00"', "\ufffd", ["HW406"]),
        ('"\\ud83d\\ude00"', "\U0001f600", []),
        ('"\\ufffd"', "\ufffd", []),
        ('"Boats"', "Boats", []),
    ],
)
def test_half_a_character_is_reported(
    title: str, written: str, codes: list[str]
) -> None:
    text = f'{{"overlay": "1.0.0", "actions": [{{"target": "$", "update": {title}}}]}}'
    for each in (text, text.replace('{"overlay"', "{overlay")):
        findings = Findings()
        overlay = read_overlay(each, "o", findings)
        assert overlay is not None
        assert overlay["actions"] == [{"target": "$", "update": written}]
        assert [finding.code for finding in findings] == codes


def test_what_would_nest_too_deep_is_left_out_and_the_rest_applied() -> None:
    deep: Document = {}
    for _ in range(450):
        deep = {"a": deep}
    result, findings = overlaid(
        {"target": "$.info", "update": {"x-deep": deep}},
        {"target": "$.info", "update": {"title": "Work"}},
    )
    assert at(result, "info", "title") == "Work"
    (finding,) = findings
    assert finding.startswith("HW405 action 1: it nests 452 levels deep, and 100 are")
    assert finding.endswith("(limits.overlay_depth)")


def test_copies_of_copies_do_not_nest_without_end() -> None:
    actions: list[Document] = [{"target": "$.info", "update": {"x": {"x": {"x": 1}}}}]
    for depth in (1, 2, 4, 8, 16, 32, 64, 128):
        way = "$.info" + ".x" * depth
        actions.append({"target": way, "update": {"x": {}}})
        actions.append({"target": f"{way}.x", "copy": "$.info.x"})
    _, findings = overlaid(*actions)
    assert any("levels deep, and 100 are read" in finding for finding in findings)


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("$.info[?search(@, '^J')]", ["version"]),
        ("$.info[?match(@, 'Jobs')]", ["version"]),
        ("$.info[?match(@, '[0-9]')]", ["title"]),
        ("$.info[?match(@, $.info.title)]", ["version"]),
        ("$.info[?@ == $.info.version]", ["title"]),
        ("$.info[?!(@ < 'J') && length(@) > 1]", ["version"]),
    ],
)
def test_filters_choose(target: str, left: list[str]) -> None:
    result, findings = overlaid({"target": target, "remove": True})
    assert findings == []
    assert list(at(result, "info")) == left  # type: ignore[call-overload]


def test_lists_of_the_document_are_compared_by_what_they_hold() -> None:
    target = "$.paths['/jobs'][?@.tags == $.paths['/jobs'].post.tags]"
    result, findings = overlaid({"target": target, "remove": True})
    assert findings == []
    assert at(result, "paths", "/jobs") == {}


HOLDING: Document = {"a": "a" * 200}
for _ in range(24):
    HOLDING = {"a": HOLDING}


@pytest.mark.parametrize(
    "target",
    [
        "$" + "['a','a']" * 24,
        "$[?@" + "['a','a']" * 23 + "]",
        "$..a" + "[?@..a" * 12 + "]" * 12,
        "$..[?" + " || ".join(["1 == 2"] * 300) + "]",
        "$..[?search(@.a, '(.{1,100}){1,100}b')]",
    ],
)
def test_a_path_that_takes_more_and_more_steps_is_given_up(target: str) -> None:
    findings = Findings()
    overlay = {"overlay": "1.1.0", "actions": [{"target": target, "remove": True}]}
    apply_overlay(HOLDING, overlay, "o.json", findings)  # type: ignore[arg-type]
    (finding,) = findings
    assert "takes more than" in finding.message


def said_of(path: str, limits: Limits) -> list[str]:
    """What is said of an action with this target, under limits."""
    document: Document = {"a": 1}
    for _ in range(9):
        document = {"a": document}
    findings = Findings()
    overlay: Document = {"actions": [{"target": path, "remove": True}]}
    apply_overlay(document, overlay, "o.json", findings, limits)
    return [finding.message for finding in findings]


def steps_of(number: int) -> Limits:
    return Limits(overlay_steps=number)


def test_a_path_may_have_so_many_characters() -> None:
    limits = Limits(overlay_path=3)
    assert said_of("$.a", limits) == []
    (message,) = said_of("$.a ", limits)
    assert "has 4 characters, and 3 are read" in message
    assert "raise `overlay_path` under [limits]" in message


def test_a_path_may_take_so_many_steps() -> None:
    path = "$" + "['a','a']" * 9  # 2 + 4 + … + 512 for its nodes alone.
    tried = range(1, 5_000)
    enough = tried[
        bisect_left(tried, True, key=lambda n: not said_of(path, steps_of(n)))
    ]
    assert enough > 400
    assert said_of(path, steps_of(enough)) == []
    (message,) = said_of(path, steps_of(enough - 1))
    assert "takes more than" in message
    assert "raise `overlay_steps` under [limits]" in message


def test_a_pattern_is_held_against_a_text_once() -> None:
    document: Document = {"info": {"title": "a" * 40 + "!"}}
    findings = Findings()
    action: Document = {"target": "$.info[?match(@, '(a|a)*')]", "remove": True}
    overlay: Document = {"overlay": "1.1.0", "actions": [action]}
    result, _ = apply_overlay(document, overlay, "o.json", findings)
    assert result == document
