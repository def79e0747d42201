"""Paths: each operation where its method and path put it, variants together."""

from __future__ import annotations

import re
from collections import defaultdict

from helpwright.diagnostics import Finding
from helpwright.openapi.addresses import external_docs
from helpwright.openapi.bodies import request_body, responses
from helpwright.openapi.components import Components
from helpwright.openapi.descriptions import described
from helpwright.openapi.dump import JSON
from helpwright.openapi.marks import marks, place_of
from helpwright.openapi.operation_ids import OperationIds
from helpwright.openapi.parameters import parameters
from helpwright.openapi.variants import merged
from helpwright.spec import Api, Operation

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PREFIX = re.compile(r"api|v[0-9]+(?:[._][0-9]+)*", re.IGNORECASE)


def path_items(api: Api, components: Components) -> dict[str, JSON]:
    """Path items in the order of the paths, methods in that of OpenAPI."""
    together: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation in sorted(api.operations, key=_order):
        together[operation.path, operation.method.lower()].append(operation)
    ids = OperationIds()
    items: dict[str, JSON] = {}
    for (path, method), operations in together.items():
        written = _operation(operations, components, ids)
        item = items.setdefault(path, {})
        assert isinstance(item, dict)
        if method in METHODS:
            item[method] = written
        else:
            _report_method(operations[0], components)
            others = item.setdefault("x-additional-operations", {})
            assert isinstance(others, dict)
            others[operations[0].method] = written
    return items


def tag_of(operation: Operation) -> str:
    """The controller; without an index the first word of the path that is a name."""
    if operation.tag:
        return operation.tag
    for segment in operation.path.split("/"):
        if segment and "{" not in segment and not _PREFIX.fullmatch(segment):
            return segment
    return ""


def _order(operation: Operation) -> tuple[str, str, int, str, str, str]:
    method = operation.method.lower()
    place = METHODS.index(method) if method in METHODS else len(METHODS)
    path = operation.path
    return path.lower(), path, place, method, operation.query, operation.page


def _operation(
    operations: list[Operation], components: Components, ids: OperationIds
) -> dict[str, JSON]:
    if len(operations) == 1:
        only = operations[0]
        return _single(only, components, ids.take(only))
    name = ids.take(operations[0])
    variants = [
        _single(each, components, _variant_id(each, name, ids)) for each in operations
    ]
    _report_variants(operations, components)
    return merged(variants, name)


def _variant_id(operation: Operation, name: str, ids: OperationIds) -> str:
    query = [p.name for p in operation.parameters if p.location == "query"]
    return ids.take(operation, query=query) if query else name


def _single(operation: Operation, components: Components, name: str) -> dict[str, JSON]:
    out: dict[str, JSON] = {"operationId": name}
    tag = tag_of(operation)
    if tag:
        out["tags"] = [tag]
    if operation.summary:
        out["summary"] = operation.summary
    out.update(described(operation.description))
    out.update(external_docs(operation.address))
    if operation.deprecated:
        out["deprecated"] = True
    if operation.idempotent:
        out["x-idempotent"] = True
    if given := parameters(operation, components):
        out["parameters"] = given
    if operation.request is not None:
        out["requestBody"] = request_body(operation.request, components)
    out["responses"] = responses(operation, components)
    unread = "" if operation.documented else "operation: only the index lists it"
    out.update(marks(operation.origins, sources=components.sources, unread=unread))
    return out


def _report_variants(operations: list[Operation], components: Components) -> None:
    first = operations[0]
    components.findings.add(
        Finding(
            code="HW608",
            severity="note",
            message=f"{len(operations)} actions are documented as"
            f" {first.method} {first.path}",
            place=place_of(operations[1].origins, "path"),
            text=", ".join(f"?{each.query}" for each in operations if each.query),
            made_of_it="one operation that lists them under x-variants",
        )
    )


def _report_method(operation: Operation, components: Components) -> None:
    components.findings.add(
        Finding(
            code="HW609",
            severity="warning",
            message=f"OpenAPI 3.1 knows no method {operation.method!r}",
            place=place_of(operation.origins, "method"),
            text=f"{operation.method} {operation.path}",
            made_of_it="listed under x-additional-operations",
        )
    )
