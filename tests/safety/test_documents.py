"""No text of a stranger becomes anything else than text in what is no Python either.

The numbers are those of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache

import pytest
import yaml
from hostile_document import document
from hostile_package import HARMLESS, hostile, package_of
from markdown_check import outline
from payloads import (
    BRACES,
    FAMILIES,
    HOST,
    LINES,
    MARK,
    MARKDOWN,
    MARKUP,
    QUOTES,
    SHELLS,
    TERMINAL,
    YAML,
)

from helpwright import escape, report
from helpwright.changes import report as changes
from helpwright.changes.change import Change
from helpwright.diagnostics import Finding, Findings
from helpwright.documentation import documentation_files
from helpwright.explain import output as explained
from helpwright.explain.facts import Explanation, Fact
from helpwright.explain.questions import OpenQuestion
from helpwright.explain.starter import starter
from helpwright.openapi.addresses import public_address, server_of
from helpwright.openapi.dump import dumps, loads
from helpwright.place import Place
from helpwright.spec import (
    Api,
    AppliedCorrection,
    Model,
    Operation,
    Origin,
    Property,
    Unknown,
)

SINKS = (*QUOTES, *BRACES, *MARKUP, *MARKDOWN, *YAML, *SHELLS, *LINES[:4])


# --- settings and workflows -----------------------------------------------------------


@pytest.mark.parametrize("text", SINKS)
def test_t15_toml(text: str) -> None:
    sendable = text.encode(errors="ignore").decode()
    assert tomllib.loads(f"a = {escape.toml(text)}\nb = 1") == {"a": sendable, "b": 1}


@pytest.mark.parametrize("family", FAMILIES)
def test_t15_pyproject(family: str) -> None:
    package = hostile(family)
    settings = tomllib.loads(package.files["pyproject.toml"])
    plain = tomllib.loads(package_of(HARMLESS).files["pyproject.toml"])
    assert settings.keys() == plain.keys()
    assert settings["project"].keys() == plain["project"].keys()
    told = ("name", "version", "description")
    for key in settings["project"].keys() - {*told}:
        assert settings["project"][key] == plain["project"][key]
    assert re.fullmatch(r"[\w.]+", settings["project"]["version"])


@pytest.mark.parametrize("text", SINKS)
def test_t15_workflow(text: str) -> None:
    """A value is that value to YAML and to GitHub, whose expressions are code."""
    from helpwright.render.templates import render_template

    given = {"address": escape.workflow(text), "pages": escape.workflow(text)}
    written = render_template("project/workflow.yml", given)
    workflow = yaml.safe_load(written)
    (job,) = workflow["jobs"].values()
    assert [sorted(step) for step in job["steps"]] == [
        ["uses"],
        ["uses", "with"],
        ["run"],
        ["uses", "with"],
    ]
    value = job["steps"][-1]["with"]["address"]
    for expression in re.findall(r"\$\{\{.*?\}\}", value):
        assert expression == "${{ '${{' }}"
    meant = text.encode("utf-8", "replace").decode()
    assert value.replace("${{ '${{' }}", "${{") == meant


@pytest.mark.parametrize("text", SINKS)
def test_t15_corrections(text: str) -> None:
    """The file that a project begins with says nothing, and holds one line a line."""
    started = starter(doubtful(text))
    assert tomllib.loads(started) == {}
    assert all(line.startswith("#") or not line for line in started.splitlines())
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u202e]", started)


def doubtful(text: str) -> Api:
    """An API of which everything is open, and all of it is called `text`."""
    place = Place(page=text, line=3, cell=text)
    facts = [
        Origin(
            fact=fact, place=place, text=text, rule=text, basis="inferred", note=text
        )
        for fact in ("nullable", "type", "path", "method")
    ]
    member = Property(
        name=text, wire_name=text, type=Unknown(text=text), origins=tuple(facts)
    )
    operation = Operation(
        method="GET", path=f"/{text}", page=text, origins=tuple(facts)
    )
    return Api(
        operations=(operation,), models=(Model(name=text, properties=(member,)),)
    )


# --- Markdown -------------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("file", ["README.md", "api.md"])
def test_t15_markdown(family: str, file: str) -> None:
    """The headings and addresses are those that a harmless API has."""
    made = outline(hostile(family).files[file])
    plain = outline(package_of(HARMLESS).files[file])
    assert set(made.elements) <= set(plain.elements)
    for address in made.addresses:
        assert re.match(r"https://vendor\.example/|api\.md", address), address


@pytest.mark.parametrize("text", (*MARKDOWN, *MARKUP, *BRACES))
def test_t15_words_in_markdown(text: str) -> None:
    """Words of a text are the words that a reader sees, and nothing is made of them."""
    for escaped in (escape.markdown(text), escape.pull_request(text)):
        for around in ("- {}", "| a |\n|---|\n| {} |", "# {}"):
            made = outline(around.format(escaped))
            assert made.addresses == []
            assert set(made.elements) <= {
                "ul",
                "li",
                "h1",
                "table",
                "thead",
                "tbody",
            } | {
                "tr",
                "th",
                "td",
                "p",
            }
            seen = " ".join("".join(made.words).split()).removeprefix("a ")
            assert seen.replace("\u200b", "") == " ".join(escape.prose(text).split())


def change(text: str) -> Change:
    place = Place(page=text, line=7, cell=text)
    return Change(
        verdict="wire-breaking",
        subject="model",
        name=text,
        where=text,
        old=text,
        new=text,
        message=f"`{text}` is now {text}, says `{text}`",
        old_place=place,
        new_place=place,
        note=text,
    )


CALLS = (f"@{MARK}", f"fixes #{12}", f"GH-1 @{MARK}/team", f"``<img src=//{HOST}>", "`")


@pytest.mark.parametrize("text", (*MARKDOWN, *MARKUP, *BRACES, *SHELLS, *CALLS))
def test_t15_pull_requests(text: str) -> None:
    """What goes into a pull request links nowhere, calls nobody and closes nothing."""
    for written in (
        changes.as_markdown((change(text),), {change(text).fingerprint: text}),
        changes.as_changelog((change(text),)),
    ):
        made = outline(written)
        assert made.addresses == []
        assert {"img", "script"}.isdisjoint(made.elements)
        prose = "".join(outline(re.sub(r"`[^`\n]*`", "", written)).words)
        assert not re.search(r"@\w|#\d", prose)
    document = json.loads(changes.as_json((change(text),), {}))
    (entry,) = document["changes"]
    assert entry["old"] == text


@pytest.mark.parametrize("family", FAMILIES)
def test_t15_documentation(family: str) -> None:
    """Pages of the documentation hold no element and no address of a text."""
    for text in published(family).values():
        outline(text)


@cache
def published(family: str) -> dict[str, str]:
    texts = tuple(dict.fromkeys(FAMILIES[family]))[:12]
    names = package_of(texts).names
    findings = tuple(finding(text) for text in texts)
    return documentation_files(document(texts), findings, names)


def finding(text: str) -> Finding:
    return Finding(
        code="HW301",
        severity="error",
        message=f"it says {text}",
        place=Place(page=text.replace("://", ""), line=1, cell=text),
        text=text,
        made_of_it=text,
        advice=text,
    )


# --- HTML -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", MARKUP)
def test_t16_html_for_markdown_pages(text: str) -> None:
    for escaped in (escape.html(text), escape.documentation(text)):
        made = outline(f'<div><span title="{escape.html(text)}">{escaped}</span></div>')
        assert set(made.elements) == {"div", "span"}
    made = outline(f"<pre><code>{escape.html_code(text)}</code></pre>")
    assert set(made.elements) == {"pre", "code"}
    assert MARK in "".join(made.words)


# --- files of data --------------------------------------------------------------------


@pytest.mark.parametrize("text", YAML)
def test_t19_yaml_runs_nothing(text: str) -> None:
    """YAML of others is read as plain values, or refused with a finding."""
    from helpwright.corrections.overlay import apply_overlay, read_overlay

    findings = Findings()
    overlay = read_overlay(
        f"overlay: 1.0.0\nactions:\n  - target: $.info\n    update: {text}\n",
        "overlay.yaml",
        findings,
    )
    if overlay is None:
        assert [each.code for each in findings] == ["HW404"]
        return
    changed, _ = apply_overlay({"info": {}}, overlay, "overlay.yaml", findings)
    json.loads(dumps(changed))


XML = (
    '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    f'<!DOCTYPE x SYSTEM "http://{HOST}/x.dtd"><x/>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><x/>',
    "<!DOCTYPE x ["
    + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12)
    )
    + "]><x>&e11;</x>",
)


@pytest.mark.parametrize("text", XML, ids=range(len(XML)))
def test_t19_xml_fetches_and_expands_nothing(text: str) -> None:
    from helpwright.samples import read_xml

    reading = read_xml(text)
    assert reading.root is None
    assert "document type" in reading.problem


@pytest.mark.parametrize("family", FAMILIES)
def test_t15_json(family: str) -> None:
    """The OpenAPI document comes back as it was, and shows what it holds."""
    written = hostile(family).files[f"hostile_{family}/server/openapi.json"]
    assert loads(written) == document(tuple(dict.fromkeys(FAMILIES[family])))
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", written
    )


# --- terminals ------------------------------------------------------------------------

MOVES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)


@pytest.mark.parametrize("text", (*TERMINAL, *LINES))
def test_t27_nothing_moves_the_cursor(text: str) -> None:
    place = Place(page=text, line=1, cell=text)
    origin = Origin(
        fact=text, place=place, text=text, rule=text, basis="read", note=text
    )
    fact = Fact(name=text, value=text, witnesses=(origin,))
    explanation = Explanation(
        address=text,
        kind="model",
        facts=(fact,),
        findings=(finding(text),),
        inside=(text,),
    )
    correction = AppliedCorrection(target=text, value=text, reason=text, place=place)
    run = report.Run(
        pages=1,
        given=1,
        operations=1,
        models=1,
        enumerations=1,
        written=(text,),
        unchanged=0,
        removed=(text,),
        seconds=0,
        findings=(finding(text),),
        lint=f"helpwright lint {text}",
    )
    printed = (
        report.as_text([finding(text)]),
        report.one_as_text(finding(text)),
        report.run_as_text(run),
        report.as_json([finding(text)]),
        report.as_sarif([finding(text)]),
        changes.as_text((change(text),), {change(text).fingerprint: text}),
        changes.as_json((change(text),), {}),
        explained.as_text(explanation),
        explained.corrections_as_text([correction]),
        explained.questions_as_text([question(text)]),
    )
    for written in printed:
        assert not MOVES.search(written), MOVES.findall(written)


def question(text: str) -> OpenQuestion:
    from helpwright.explain.questions import open_questions

    first, *_ = open_questions(doubtful(text))
    return first


@pytest.mark.parametrize("text", (*TERMINAL, *LINES))
def test_t27_messages_and_errors(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    from helpwright.cli.console import Console
    from helpwright.cli.failures import explain

    Console().say(f"Fetched {text}")
    explain(OSError(2, "no such file", f"pages/{text}"))
    said = capsys.readouterr().err
    assert not MOVES.search(said), MOVES.findall(said)


# --- secrets and addresses ------------------------------------------------------------

ADDRESSES = (
    "https://user:hunter2@erp.example/Help/Api/GET-boats",
    "https://hunter2@erp.example/Help",
    "https://erp.example/Help?token=hunter2",
    "https://erp.example/Help?modelName=Boat&sessionid=hunter2",
    "https://erp.example/Help#access_token=hunter2",
    "https://erp.example/Help?x=1;password=hunter2",
    "HTTPS://user:hunter2@ERP.example/Help",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_t28_addresses_without_secrets(address: str) -> None:
    shown = public_address(address)
    assert shown.startswith("https://erp.example/Help")
    assert "hunter2" not in shown + server_of(address)


@pytest.mark.parametrize(
    "address",
    [
        f"javascript:{MARK}()",
        f"data:text/html,{MARK}",
        "file:///etc/passwd",
        "//x",
        "x:y",
    ],
)
def test_t28_what_is_no_web_address_is_none(address: str) -> None:
    assert public_address(address) == ""
