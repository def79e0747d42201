"""The application: what no route answers, and the OpenAPI document."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from .direct import DirectCall
from .documentation import Documentation
from .faults import Fault, method_not_allowed, not_found, of_status
from .publishing import merged, published
from .routes import DocumentedRoute, refusal


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
        self._handlers = len(self.exception_handlers)
        self._direct: dict[tuple[str, str], DocumentedRoute] = {}
        # First, and so behind whatever is added later.
        self.add_middleware(DirectRoutes, documented=self)

    def include_router(self, router: APIRouter, *settings: Any, **named: Any) -> None:
        """As FastAPI does; routes included as they are can be called directly."""
        super().include_router(router, *settings, **named)
        if not (settings or named or router.prefix or router.dependencies):
            for route in router.routes:
                if isinstance(route, DocumentedRoute):
                    operation = route.operation
                    self._direct[operation.method, operation.path] = route

    def direct(
        self, scope: Scope
    ) -> tuple[DocumentedRoute, DirectCall, tuple[str, ...]] | None:
        """The route of a request, how to call it, and the values in its path.

        None where FastAPI has to look: nothing is documented there, or something was
        set that only FastAPI knows.
        """
        is_plain = not (self.dependency_overrides or self.router.dependencies)
        if not is_plain or len(self.exception_handlers) != self._handlers:
            return None
        if scope["type"] != "http" or scope.get("root_path"):
            return None
        method, path = scope["method"], scope["path"]
        route, values = self._direct.get((method, path)), tuple[str, ...]()
        if route is None or "{" in path:
            for operation, values in self.documentation.at(path):
                if operation.method == method:
                    route = self._direct.get((method, operation.path))
                    break
        call = route.direct if route is not None else None
        return (route, call, values) if route is not None and call is not None else None

    def openapi(self) -> dict[str, Any]:
        """The documentation, with the answers that refuse, and routes that it lacks.

        What FastAPI finds out about documented routes is left aside: it knows one media
        type a body and no samples, and takes 422 for the only answer that refuses.
        """
        if self.openapi_schema is None:
            found = super().openapi()
            for operation in self.documentation.operations.values():
                if operation.template != operation.path:
                    spelled = operation.template.replace(":path}", "}")
                    found["paths"].pop(spelled, None)
            self.openapi_schema = merged(published(self.documentation.document), found)
        return self.openapi_schema


class DirectRoutes:
    """Answers for documented routes; everything else is FastAPI's."""

    def __init__(self, app: ASGIApp, documented: DocumentedApp) -> None:
        self._app = app
        self._documented = documented

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._documented.direct(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        route, call, values = found
        scope["route"], scope["endpoint"] = route, route.endpoint
        request = Request(scope, receive, send)
        response = await route.answer_directly(call, request, values)
        await response(scope, receive, send)


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
