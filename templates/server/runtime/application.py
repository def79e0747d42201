"""The application around the routers: what no route answers, and its OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match

from .documentation import Documentation, Operation
from .faults import Fault, method_not_allowed, not_found, of_status
from .routes import refusal

_METHODS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")


class DocumentedApp(FastAPI):
    """A FastAPI application that speaks as ASP.NET Web API where no route does."""

    def __init__(self, documentation: Documentation) -> None:
        info = documentation.document.get("info", {})
        super().__init__(
            title=info.get("title", ""),
            version=info.get("version", ""),
            description=info.get("description", ""),
            openapi_tags=documentation.document.get("tags"),
            servers=documentation.document.get("servers"),
            separate_input_output_schemas=False,
            redirect_slashes=False,
        )
        self._documentation = documentation
        self.add_exception_handler(StarletteHTTPException, _refuse)
        self.add_exception_handler(Exception, _fail)

    def openapi(self) -> dict[str, Any]:
        """FastAPI's document, with all media types and samples of the documentation.

        FastAPI knows one media type a body, and answers 422 where this server answers 400.
        """
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = super().openapi()
        for operation in self._documentation.operations.values():
            node = document["paths"].get(operation.path, {})
            if operation.method.lower() in node:
                _complete(node[operation.method.lower()], operation)
        schemas = document.get("components", {}).get("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        return document


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    return refusal(_fault(request, error))


def _fault(request: Request, error: StarletteHTTPException) -> Fault:
    """What Starlette's router found, in ASP.NET's words."""
    if error.status_code == 404 and "route" not in request.scope:
        return not_found(str(request.url))
    if error.status_code == 405:
        return method_not_allowed(request.method, _allowed(request))
    return of_status(error.status_code, error.detail, error.headers)


def _allowed(request: Request) -> list[str]:
    """Methods that some route takes at the path of the request."""
    app: FastAPI = request.app
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in app.router.routes
        )
    ]


async def _fail(request: Request, error: Exception) -> Response:
    """Starlette logs the error; the answer tells nothing of it."""
    return refusal(of_status(500))


def _complete(node: dict[str, Any], operation: Operation) -> None:
    node["responses"].pop("422", None)
    for part, documented in (
        (node.get("requestBody"), operation.node.get("requestBody")),
        (
            node["responses"].get(str(operation.answer.status)),
            operation.node["responses"].get(str(operation.answer.status)),
        ),
    ):
        if part is None or documented is None or "content" not in documented:
            continue
        given: dict[str, Any] = next(iter(part.get("content", {}).values()), {})
        part["content"] = {
            media_type: {**given, **_samples(content)}
            for media_type, content in documented["content"].items()
        }


def _samples(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in ("example", "examples") if name in content}
