"""The corrections file of a new project: every doubtful fact, ready to be settled.

It is written once, and nothing but a person touches it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.escape import comment, toml
from helpwright.explain.questions import OpenQuestion, open_questions
from helpwright.spec import Api

_HEAD = """\
# What you know better than the documentation.
#
# Each [[correct]] sets one fact, or several of the same value. `reason` is obligatory, and
# `link` may say where it can be looked up. A correction whose target is gone is an error,
# one that the documentation has come to agree with a warning. `helpwright explain` shows
# what is known of a fact, and lists everything that is open with --open.
#
# [[correct]]
# fact = 'model Boat.lengthM.nullable'
# value = true
# reason = "Boats that were never measured have none."
#
# [names]                                # names in Python that you choose
# 'operation "POST /boats"' = "register"
#
# Below stands what these pages leave open. Remove the marks and fill in what you know.
"""
_VALUES = {
    "nullable": "true",
    "path": '"/path"',
    "method": '"POST"',
    "type": '"string"',
    "wire_name": '"name"',
    "wire": '"integer"',
    "members": "1",
}


def starter(api: Api) -> str:
    """The text of a commented corrections file for `api`; valid TOML that says nothing."""
    grouped: dict[tuple[str, str], list[OpenQuestion]] = {}
    for question in open_questions(api):
        grouped.setdefault((question.fact, question.why), []).append(question)
    lines = [_HEAD]
    for questions in grouped.values():
        lines += [*_entry(questions), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(questions: list[OpenQuestion]) -> Iterator[str]:
    first = questions[0]
    yield comment(f"Open: {first.why}.")
    yield comment(f"Decided by {first.decided_by}.")
    yield "# [[correct]]"
    facts = [toml(str(question.correct)) for question in questions]
    if len(facts) == 1:
        yield f"# fact = {facts[0]}"
    else:
        yield "# fact = ["
        yield from (f"#     {fact}," for fact in facts)
        yield "# ]"
    yield f"# value = {_VALUES[first.fact]}"
    yield '# reason = ""'
