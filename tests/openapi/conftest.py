"""Builds documents and proves each of them valid."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from helpwright import openapi
from helpwright.diagnostics import Finding, Findings
from helpwright.spec import Api, Body, MediaType, Model, Operation, Property, Response

Document: TypeAlias = dict[str, Any]


class Builder:
    """Builds documents, checks them, and keeps the findings of the last one."""

    def __init__(self) -> None:
        self.found: tuple[Finding, ...] = ()

    def __call__(self, api: Api, **options: Any) -> Document:
        findings = Findings()
        document: Document = openapi.build(api, findings, **options)
        self.found = findings.sorted_findings()
        errors = [error.message for error in _errors(document)]
        assert not errors
        return document

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.found]

    def operation(self, operation: Operation, **parts: Any) -> Document:
        """The operation object of `operation` in an API of nothing else."""
        document = self(Api(operations=(operation,), **parts))
        (item,) = document["paths"].values()
        (written,) = item.values()
        assert isinstance(written, dict)
        return written

    def property(self, property_: Property, **parts: Any) -> Document:
        """The schema of `property_`, the one member of a model."""
        model = Model(name="Holder", properties=(property_,))
        models = (model, *parts.pop("models", ()))
        document = self(Api(models=models, **parts))
        schemas = document["components"]["schemas"]
        written: Document = schemas["Holder"]["properties"][property_.wire_name]
        return written

    def content(self, body: Body, **parts: Any) -> Document:
        """The content of a 200 response that carries `body`."""
        operation = Operation(
            method="GET", path="/x", responses=(Response(status="200", body=body),)
        )
        written: Document = self.operation(operation, **parts)["responses"]["200"]
        content: Document = written["content"]
        return content

    def schema(self, type_: Any, **parts: Any) -> Document:
        """The schema of `type_` as it stands for a whole response."""
        body = Body(type=type_, media_types=(MediaType(name="application/json"),))
        schema: Document = self.content(body, **parts)["application/json"]["schema"]
        return schema


def _errors(document: Document) -> Any:
    return OpenAPIV31SpecValidator(document).iter_errors()


@pytest.fixture
def build() -> Builder:
    return Builder()
