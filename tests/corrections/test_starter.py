"""The corrections file of a new project: all that is open, and ready to be settled."""

from __future__ import annotations

import re
import tomllib

from helpwright.corrections import correct, read_corrections
from helpwright.diagnostics import Findings
from helpwright.explain.starter import starter
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Enumeration,
    EnumMember,
    Model,
    Operation,
    Origin,
    Property,
    Scalar,
    Unknown,
)


def guessed(fact: str, note: str) -> Origin:
    place = Place(page="jobs.html", line=7)
    return Origin(
        fact=fact, place=place, text="", rule="x", basis="inferred", note=note
    )


API = Api(
    operations=(
        Operation(
            method="POST", path="/jobs", origins=(guessed("path", "from the summary"),)
        ),
    ),
    models=(
        Model(
            name='a "job"',
            properties=(
                Property(name="x.y", wire_name="x.y", type=Unknown()),
                Property(
                    name="n",
                    wire_name="n",
                    type=Scalar(name="integer"),
                    origins=(guessed("nullable", "two of three\n[[correct]]"),),
                ),
            ),
        ),
    ),
    enumerations=(
        Enumeration(
            name="State",
            members=(EnumMember(name="Open", value="0"),),
            wire="integer",
            complete=False,
        ),
    ),
)


def test_it_says_nothing_until_a_person_does() -> None:
    assert tomllib.loads(starter(API)) == {}


def test_every_entry_is_a_correction_once_its_marks_are_gone() -> None:
    _, _, entries = starter(API).partition("fill in what you know.")
    text = re.sub(
        r"^# (?=\[\[|fact|value|reason|\]|    )", "", entries, flags=re.MULTILINE
    )
    text = text.replace('reason = ""', 'reason = "They said so."')
    findings = Findings()
    corrections = read_corrections(text, "corrections.toml", findings)
    assert {str(entry.address) for entry in corrections.entries} == {
        'operation "POST /jobs".path',
        'model "a \\"job\\""."x.y".type',
        'model "a \\"job\\"".n.nullable',
        "enum State.member.ANOTHER",
    }
    correct(API, corrections, findings)
    assert list(findings) == []


def test_one_entry_may_settle_several_facts() -> None:
    toml = "[[correct]]\nfact = ['model M.a.nullable', 'model M.b.nullable']\n"
    findings = Findings()
    read = read_corrections(
        toml + "value = true\nreason = 'They said so.'", "c.toml", findings
    )
    assert [entry.address.way[0] for entry in read.entries] == ["a", "b"]
    assert list(findings) == []
