"""Says where each fact of a spec comes from, and what is still open.

    explanation = explain(api, findings, "WorkNew.PriceListId")
    print(as_text(explanation))

An address is readable (`WorkNew.PriceListId`, `POST /jobs.path`) or a JSON pointer into
the spec or into the OpenAPI document.
"""

from helpwright.explain.addresses import AddressError, Found, find
from helpwright.explain.facts import Explanation, Fact, explain
from helpwright.explain.output import (
    as_json,
    as_text,
    corrections_as_text,
    questions_as_text,
)
from helpwright.explain.questions import OpenQuestion, open_questions

__all__ = [
    "AddressError",
    "Explanation",
    "Fact",
    "Found",
    "OpenQuestion",
    "as_json",
    "as_text",
    "corrections_as_text",
    "explain",
    "find",
    "open_questions",
    "questions_as_text",
]
