"""Corrections: a person's word against the documentation's, and what is said of both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helpwright.corrections import correct, read_corrections
from helpwright.corrections.address import Address, AddressError, parse
from helpwright.diagnostics import Finding, Findings
from helpwright.explain import corrections_as_text
from helpwright.names.pins import pins_of
from helpwright.openapi import build
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    ListOf,
    Model,
    Named,
    Operation,
    Origin,
    Parameter,
    Property,
    Response,
    Scalar,
)

STRING = Scalar(name="string")
INTEGER = Scalar(name="integer")

API = Api(
    operations=(
        Operation(
            method="POST",
            path="/jobs",
            summary="Books a job",
            tag="jobs",
            parameters=(Parameter(name="dry", location="query", type=STRING),),
            request=Body(type=Named(name="jobs")),
            responses=(Response(status="200", body=Body(type=ListOf(items=STRING))),),
        ),
    ),
    models=(
        Model(
            name="jobs",
            properties=(
                Property(name="id", wire_name="id", type=INTEGER),
                Property(name="Parent", wire_name="parent", type=Named(name="jobs")),
                Property(name="owner", wire_name="owner", type=Named(name="person")),
                Property(name="state", wire_name="state", type=Named(name="State")),
            ),
        ),
        Model(
            name="person",
            properties=(Property(name="name", wire_name="name", type=STRING),),
        ),
        Model(
            name="user",
            properties=(Property(name="mail", wire_name="mail", type=STRING),),
        ),
    ),
    enumerations=(
        Enumeration(name="State", members=(EnumMember(name="Open", value="0"),)),
    ),
)


def corrected(toml: str, api: Api = API) -> tuple[Api, list[str]]:
    """The corrected API, and code and message of each finding."""
    findings = Findings()
    corrections = read_corrections(toml, "specs/corrections.toml", findings)
    result = correct(api, corrections, findings)
    return result, [f"{f.code} {f.message}" for f in findings.sorted_findings()]


def entry(fact: str, value: str) -> str:
    return f"[[correct]]\nfact = '{fact}'\nvalue = {value}\nreason = 'They told us.'\n"


def member(api: Api, model: str, name: str) -> Property:
    found = next(entry for entry in api.models if entry.name == model)
    return next(prop for prop in found.properties if prop.wire_name == name)


@pytest.mark.parametrize(
    "text",
    [
        'operation "POST /jobs".path',
        "model jobs.id.nullable",
        'model "a \\"b\\" c"."x.y".description',
        'operation "GET /a".parameter.$expand.required',
    ],
)
def test_an_address_reads_back_as_it_is_written(text: str) -> None:
    assert str(parse(text)) == text


def test_a_parameter_may_be_named_after_a_blank() -> None:
    assert parse('operation "GET /a".parameter "$top".required') == Address(
        kind="operation", name="GET /a", way=("parameter", "$top", "required")
    )


@pytest.mark.parametrize("text", ["", "model", "thing x.y", 'model "open'])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse(text)


def test_a_path_is_corrected_and_gains_its_parameters() -> None:
    api, findings = corrected(entry('operation "POST /jobs".path', "'/db/{name}/jobs'"))
    operation = api.operations[0]
    assert operation.path == "/db/{name}/jobs"
    assert [(p.name, p.location) for p in operation.parameters] == [
        ("name", "path"),
        ("dry", "query"),
    ]
    assert operation.origins[-1].basis == "corrected"
    assert operation.origins[-1].note == "They told us."
    assert operation.origins[-1].place.line == 1
    assert findings == []


def test_an_operation_that_no_page_shows_is_added() -> None:
    api, findings = corrected(
        entry(
            'operation "GET /jobs/{id}"',
            "{ summary = 'Reads a job', response = 'jobs',"
            " parameters = { id = 'integer', deep = 'boolean' } }",
        )
    )
    operation = api.operations[1]
    assert (operation.method, operation.path) == ("GET", "/jobs/{id}")
    assert [(p.name, p.location, p.required) for p in operation.parameters] == [
        ("id", "path", True),
        ("deep", "query", False),
    ]
    answer = operation.responses[0].body
    assert answer is not None and answer.type == Named(name="jobs")
    assert findings == []


@pytest.mark.parametrize(
    ("fact", "value", "attribute", "expected"),
    [
        ("nullable", "true", "nullable", "nullable"),
        ("nullable", "false", "nullable", "not-nullable"),
        ("required", "true", "required", True),
        ("description", "'Key.'", "description", "Key."),
        ("wire_name", "'ID'", "wire_name", "ID"),
        ("type", "'Collection of person'", "type", ListOf(items=Named(name="person"))),
    ],
)
def test_a_fact_of_a_member_is_corrected(
    fact: str, value: str, attribute: str, expected: object
) -> None:
    api, findings = corrected(entry(f"model jobs.id.{fact}", value))
    assert getattr(api.models[0].properties[0], attribute) == expected
    assert findings == []


def test_bounds_keep_their_digits_and_hints_become_facts() -> None:
    api, _ = corrected(
        entry("model jobs.id.maximum", "9007199254740993")
        + entry("model jobs.id.read_only", "true")
    )
    prop = member(api, "jobs", "id")
    assert prop.constraints.maximum == "9007199254740993"
    assert prop.suggestions.read_only


def test_a_renamed_model_is_renamed_wherever_it_stands() -> None:
    api, _ = corrected(entry("model jobs.name", "'Job'"))
    assert api.models[0].name == "Job"
    assert member(api, "Job", "parent").type == Named(name="Job")
    request = api.operations[0].request
    assert request is not None and request.type == Named(name="Job")


def test_two_models_become_one() -> None:
    api, _ = corrected(entry("model person.same_as", "'user'"))
    assert [model.name for model in api.models] == ["jobs", "user"]
    assert member(api, "jobs", "owner").type == Named(name="user")
    assert [prop.wire_name for prop in api.models[1].properties] == ["mail", "name"]


def test_a_model_is_split_for_the_members_that_are_named() -> None:
    api, findings = corrected(
        entry("model person.split", "{ name = 'Owner', at = ['jobs.owner'] }")
    )
    assert member(api, "jobs", "owner").type == Named(name="Owner")
    assert {model.name for model in api.models} == {"jobs", "person", "user", "Owner"}
    assert findings == []


def test_an_enumeration_gains_a_member_and_its_wire_form() -> None:
    api, _ = corrected(
        entry("enum State.member.Closed", "3") + entry("enum State.wire", "'integer'")
    )
    state = api.enumerations[0]
    assert [(m.name, m.value) for m in state.members] == [
        ("Open", "0"),
        ("Closed", "3"),
    ]
    assert state.wire == "integer"


@pytest.mark.parametrize(
    "fact",
    [
        'operation "GET /none".path',
        "model none.id.nullable",
        "model jobs.none.nullable",
        "model jobs.id.colour",
        "enum None.wire",
        "tag none.name",
    ],
)
def test_a_correction_whose_target_is_gone_is_an_error(fact: str) -> None:
    api, findings = corrected(entry(fact, "true"))
    assert api == API
    assert len(findings) == 1 and findings[0].startswith("HW402")


def test_a_type_that_nothing_describes_is_refused() -> None:
    api, findings = corrected(entry("model jobs.id.type", "'Collection of Nobody'"))
    assert api == API
    assert "no model or enumeration is called 'Nobody'" in findings[0]


def test_a_correction_that_changes_nothing_is_said_to_be_needless() -> None:
    _, findings = corrected(entry('operation "POST /jobs".path', "'/jobs'"))
    assert [finding[:5] for finding in findings] == ["HW403"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[correct]]\nfact = 'model jobs.name'\nvalue = 'J'", "needs `reason`"),
        ("[[correct]]\nvalue = 1\nreason = 'x'", "needs `fact`"),
        ("[[correct]]\nfact = 'model jobs.name'\nreason = 'x'", "needs `value`"),
        ("[[correct]]\nfact = 'jobs'\nvalue = 1\nreason = 'x'", "is no address"),
        ("[[corect]]\nfact = 'x'", "neither [[correct]] nor [names]"),
        ("[[correct]\n", "no valid TOML"),
        ("[names]\n'model jobs' = 'class'\n'model x' = '1a'", "no Python name"),
    ],
)
def test_what_the_file_gets_wrong_is_said_with_its_line(toml: str, words: str) -> None:
    findings = Findings()
    read_corrections(toml, "c.toml", findings)
    finding, *_ = findings.sorted_findings()
    assert finding.code == "HW401"
    assert words in finding.message
    assert finding.place.line > 0


def test_a_wrong_entry_does_not_lose_the_others() -> None:
    api, findings = corrected(
        "[[correct]]\nfact = 'x'\nvalue = 1\nreason = 'x'\n"
        + entry("model jobs.name", "'Job'")
    )
    assert api.models[0].name == "Job"
    assert len(findings) == 1


def test_a_response_that_no_page_states_is_given_a_type() -> None:
    bare = replace(API.operations[0], responses=(Response(status="204"),))
    api, _ = corrected(
        entry('operation "POST /jobs".response.type', "'jobs'"),
        replace(API, operations=(bare,)),
    )
    (answer,) = api.operations[0].responses
    assert answer.status == "200"
    assert answer.body is not None and answer.body.type == Named(name="jobs")


def test_names_are_pinned_by_address() -> None:
    findings = Findings()
    read = read_corrections("[names]\n'model jobs' = 'Job'\n", "c.toml", findings)
    assert read.names == ((Address(kind="model", name="jobs"), "Job"),)
    assert len(findings) == 0


def test_pinned_names_reach_the_naming_pass() -> None:
    toml = (
        "[names]\n'operation \"POST /jobs\"' = 'submit'\n"
        "'model \"a b\"' = 'Pair'\n'model jobs._id' = 'key'\n"
        "'operation \"POST /jobs\".parameter.$top' = 'first'\n"
        "'enum State.Open' = 'is_open'\n'tag jobs' = 'work'\n"
    )
    read = read_corrections(toml, "c.toml", Findings())
    assert pins_of(read.names) == {
        "operations": {"POST /jobs": "submit"},
        "models": {"a_b": "Pair"},
        "fields": {"jobs": {"_id": "key"}},
        "arguments": {
            "POST /jobs": {
                "path:$top": "first",
                "query:$top": "first",
                "header:$top": "first",
            }
        },
        "members": {"State": {"Open": "is_open"}},
        "groups": {"jobs": "work"},
    }


def test_a_confirmed_guess_is_settled() -> None:
    """The correction is needed although it changes nothing, and the warning is gone."""
    place = Place(page="jobs.html", line=3)
    guess = Origin(
        fact="path", place=place, text="Books a job", rule="x", basis="inferred"
    )
    operation = replace(API.operations[0], page="jobs.html", origins=(guess,))
    findings = Findings()
    findings.add(
        Finding(code="HW204", severity="warning", message="guessed", place=place)
    )
    toml = entry('operation "POST /jobs".path', "'/jobs'")
    corrections = read_corrections(toml, "c.toml", findings)
    api = correct(replace(API, operations=(operation,)), corrections, findings)
    assert list(findings) == []
    document: Any = build(api, findings)
    post = document["paths"]["/jobs"]["post"]
    assert "x-inferred" not in post
    assert "They told us." in post["x-corrected"]


def test_what_took_effect_is_listed_with_its_reason() -> None:
    api, _ = corrected(entry("model jobs.name", "'Job'") + entry("model x.y.z", "1"))
    assert corrections_as_text(api.corrections) == (
        'model jobs.name = "Job"\n'
        "    specs/corrections.toml, line 1\n"
        "    because: They told us.\n"
    )
    assert corrections_as_text(()) == "Nothing is corrected.\n"


def _codes(text: str) -> tuple[Api, list[str]]:
    findings = Findings()
    corrections = read_corrections(text, "corrections.toml", findings)
    return correct(API, corrections, findings), [
        f"{each.code} {each.message}" for each in findings
    ]


def _entry(fact: str, value: str) -> str:
    return f"[[correct]]\nfact = '{fact}'\nvalue = {value}\nreason = 'known'\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_entry("model jobs.split", '{name = "other"}'), "`at` lists the members"),
        (_entry("model jobs.id.maximum", "0x" + "f" * 5_000), "more digits than"),
        ("[[correct]]\nfact = []\nvalue = 1\nreason = 'known'\n", "needs `fact`"),
        ("names = 'job'\n", "`names` is a table"),
        ("[names]\n'model jobs' = 0x" + "f" * 5_000, "the value is no Python name"),
        (_entry('operation "POST /jobs".response.status', "'yes'"), "a status such as"),
    ],
)
def test_what_no_correction_is_is_a_finding_and_the_rest_is_used(
    text: str, said: str
) -> None:
    good = _entry("model person.description", "'Somebody'")
    api, messages = _codes(text + "\n" + good)
    assert [said in message for message in messages] == [True]
    (person,) = (each for each in api.models if each.name == "person")
    assert person.description == "Somebody"


def test_a_name_that_a_path_has_twice_is_one_parameter() -> None:
    api, _ = _codes(_entry('operation "POST /jobs".path', '"/jobs/{id}/of/{id}"'))
    assert [each.name for each in api.operations[0].parameters] == ["id", "dry"]


def test_findings_of_names_say_the_line() -> None:
    findings = Findings()
    read_corrections("\n[names]\n'model a' = 'a'\n'what b' = 'b'\n", "c", findings)
    assert [each.place.line for each in findings] == [4]
