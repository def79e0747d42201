"""The application around the routers: what no route answers, and its OpenAPI
document.
"""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from .documentation import Documentation
from .faults import Fault, method_not_allowed, not_found, of_status
from .publishing import merged, published
from .routes import refusal


class DocumentedApp(FastAPI):
    """A FastAPI application that speaks as ASP.NET Web API where no route does."""

    def __init__(self, documentation: Documentation) -> None:
        info = documentation.document.get("info", {})
        super().__init__(
            # FastAPI puts it into the pages at /docs and /redoc as it stands.
            title=escape(str(info.get("title", ""))),
            version=info.get("version", ""),
            description=info.get("description", ""),
            openapi_tags=documentation.document.get("tags"),
            servers=documentation.document.get("servers"),
            separate_input_output_schemas=False,
            redirect_slashes=False,
        )
        self.documentation = documentation
        self.add_exception_handler(StarletteHTTPException, _refuse)
        self.add_exception_handler(Exception, _fail)

    def openapi(self) -> dict[str, Any]:
        """The documentation, with the answers that refuse, and routes that it lacks.

        What FastAPI finds out about documented routes is left aside: it knows one media
        type a body and no samples, and takes 422 for the only answer that refuses.
        """
        if self.openapi_schema is None:
            found = super().openapi()
            self.openapi_schema = merged(published(self.documentation.document), found)
        return self.openapi_schema


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    return refusal(_fault(request, error))


def _fault(request: Request, error: StarletteHTTPException) -> Fault:
    """What Starlette's router found, in ASP.NET's words."""
    if error.status_code == 404 and "route" not in request.scope:
        return not_found(str(request.url))
    if error.status_code == 405:
        return method_not_allowed(request.method, _allowed(request, error))
    return of_status(error.status_code, error.detail, error.headers)


def _allowed(request: Request, error: StarletteHTTPException) -> list[str]:
    """Methods of the documented path; those of the route where it is another's."""
    app: DocumentedApp = request.app
    of_route = (error.headers or {}).get("Allow", "").split(", ")
    return app.documentation.methods(request.scope["path"]) or of_route


async def _fail(request: Request, error: Exception) -> Response:
    """Starlette logs the error; the answer tells nothing of it."""
    return refusal(of_status(500))
