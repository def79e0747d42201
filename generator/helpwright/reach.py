"""What each page is about: whatever a change of the page can reach.

A page documents operations and types; the samples of an operation show, besides, objects
of every type that its bodies lead to, and prove things of them. Pages that share none of
this have no word in what is made of one another.
"""

from __future__ import annotations

from helpwright.interpret import Subjects
from helpwright.openapi.components import named_in
from helpwright.spec import Api, Operation


def add_shown(subjects: Subjects, api: Api) -> None:
    """Adds, for each page of an operation, the types that its body and answers reach."""
    members = {
        model.name: {name for each in model.properties for name in named_in(each.type)}
        for model in api.models
    }
    shown: dict[str, set[str]] = {}
    for operation in api.operations:
        title = f"{operation.method} {operation.path}"
        shown.setdefault(title, set()).update(_closure(_types(operation), members))
    for page, documented in subjects.documented.items():
        found = {name for each in documented for name in shown.get(each, ())}
        subjects.shown[page] = found


def _types(operation: Operation) -> set[str]:
    bodies = [operation.request, *(each.body for each in operation.responses)]
    types = [body.type for body in bodies if body]
    types += [each.type for each in operation.parameters]
    return {name for each in types for name in named_in(each)}


def _closure(names: set[str], members: dict[str, set[str]]) -> set[str]:
    found = set(names)
    waiting = list(names)
    while waiting:
        new = members.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
