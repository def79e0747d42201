"""Routes of FastAPI that read requests and write answers as ASP.NET Web API does."""

from __future__ import annotations

import warnings
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from inspect import isawaitable, iscoroutinefunction, signature
from typing import Any, ClassVar, Literal, ParamSpec, TypeAlias, TypeVar

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from pydantic.warnings import UnsupportedFieldAttributeWarning
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import Scope

from ...runtime.jsontext import dumps
from .answering import documented, encode
from .direct import OF_REQUEST, DirectCall, Mistyped, direct_call
from .documentation import PARAMETER, Documentation, Operation
from .faults import Fault, invalid, not_implemented, of_status
from .problems import Problem, Rule
from .receiving import Received, receive

T = TypeVar("T")
P = ParamSpec("P")

Reply: TypeAlias = T | Awaitable[T]
"""What a method gives that may be `async def` or plain `def`."""

Fallback: TypeAlias = Literal["sample", "501"]
"""What answers where nothing is implemented: the documented sample, or status 501."""

_NO_QUERY = QueryParams()
JSON_UTF8 = "application/json; charset=utf-8"
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # A page may document HTML or XML; a browser must not run what stands in it.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}

# FastAPI silences this warning where it builds the schema of a body, but models are
# built when they are first used.
warnings.filterwarnings(
    "ignore",
    message="The 'alias' attribute with value",
    category=UnsupportedFieldAttributeWarning,
)


class DocumentedRequest(Request):
    """A request under the documented names, for FastAPI to validate."""

    def __init__(
        self,
        request: Request,
        *,
        operation: Operation,
        received: Received,
        body: bytes,
        fallback: Fallback,
    ) -> None:
        super().__init__(request.scope, request.receive)
        self.operation = operation
        self.received = received
        self.fallback = fallback
        self._sent = body

    async def body(self) -> bytes:
        """As it was sent; a blank for an empty form, so that FastAPI finds a body."""
        return self._sent or (b" " if self.received.has_body else b"")

    async def json(self) -> Any:
        """The body, bound to its schema."""
        return self.received.body

    @property
    def query_params(self) -> QueryParams:
        """The documented ones, one pair a value."""
        pairs = self.received.query.pairs
        return QueryParams(pairs) if pairs else _NO_QUERY

    @property
    def headers(self) -> Headers:
        """Those that were sent; the body counts as JSON, which it has become."""
        received = self.received
        if not received.has_body or received.sent_in == "application/json":
            return super().headers
        return Headers({**super().headers, "content-type": "application/json"})

    async def answer(
        self,
        method: Callable[P, Awaitable[object] | object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Response:
        """What `method` of an implementation gives, in the form that was asked for.

        A method that is no coroutine function runs in a thread. Where it raises
        NotImplementedError, or takes other arguments than the documentation has by now,
        the fallback answers.
        """
        if not _takes(method, len(args)):
            return self._fallback()
        try:
            if iscoroutinefunction(method):
                result = await method(*args, **kwargs)
            else:
                result = await run_in_threadpool(method, *args, **kwargs)
                if isawaitable(result):
                    result = await result
        except NotImplementedError:
            return self._fallback()
        if isinstance(result, Response):
            return result
        body, media_type = encode(self.operation, result, self.received.answer_in)
        return _response(self.operation.answer.status, body, media_type)

    def _fallback(self) -> Response:
        if self.fallback == "501":
            reason = "the server is set to answer 501 until it is"
            raise not_implemented(self.operation.name, reason)
        body, media_type = documented(self.operation, self.received.answer_in)
        return _response(self.operation.answer.status, body, media_type)


@lru_cache(maxsize=4096)
def _takes(method: Callable[..., object], count: int) -> bool:
    """Whether `method` can be called with `count` arguments by position."""
    try:
        signature(method).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # something built in, which shows no signature
        return True
    return True


def from_query(name: str, of_type: Any = Any) -> Callable[[Request], Any]:
    """A dependency that gives a value of the query that FastAPI can't read."""

    @cache
    def adapter() -> TypeAdapter[Any]:
        return TypeAdapter(of_type)

    def value(request: Request) -> Any:
        assert isinstance(request, DocumentedRequest)
        given = request.received.query.by_name.get(name)
        if given is None:
            return None
        try:
            return adapter().validate_python(given)
        except ValidationError as error:
            found = error.errors(include_url=False)
            placed = [{**each, "loc": ("query", name, *each["loc"])} for each in found]
            raise RequestValidationError(placed) from None

    OF_REQUEST.add(value)
    return value


class DocumentedRoute(APIRoute):
    """A route of a documented operation; paths match ignoring case and a final slash.

    Its path is that of the documentation, with the documented names.
    """

    documentation: ClassVar[Documentation]
    fallback: ClassVar[Fallback]
    operation: Operation

    def __init__(
        self, path: str, endpoint: Callable[..., Any], **settings: Any
    ) -> None:
        method = next(iter(settings.get("methods") or ("GET",)))
        self.operation = self.documentation.operation(method, path)
        self._before = self.documentation.before(self.operation)
        settings = _described(self.operation, settings)
        super().__init__(self.operation.template, endpoint, **settings)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the route of FastAPI matches the path in the documented spelling."""
        match, child_scope = super().matches(scope)
        if scope["type"] != "http":
            return match, child_scope
        sent = scope["path"]
        if match is Match.NONE:
            path = _spelled(self.operation, sent)
            if path is None:
                return Match.NONE, {}
            match, child_scope = super().matches({**scope, "path": path})
        if any(other.pattern.fullmatch(sent) for other in self._before):
            return Match.NONE, {}
        return match, child_scope

    def get_route_handler(
        self,
    ) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, once the request is read; faults become answers."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            return await self._answer(request, _values(request), handle)

        return answer

    @cached_property
    def direct(self) -> DirectCall | None:
        """How to call the endpoint without FastAPI, where that comes to the same."""
        return direct_call(self.endpoint)

    async def answer_directly(
        self, call: DirectCall, request: Request, values: Sequence[str]
    ) -> Response:
        """The answer to a request; `values` are those of the path's parameters."""

        def handle(documented: DocumentedRequest) -> Awaitable[Response]:
            return call(documented, documented.received)

        try:
            return await self._answer(request, values, handle)
        except StarletteHTTPException as error:
            return refusal(of_status(error.status_code, error.detail, error.headers))

    async def _answer(
        self,
        request: Request,
        values: Sequence[str],
        handle: Callable[[DocumentedRequest], Awaitable[Response]],
    ) -> Response:
        operation = self.operation
        try:
            body = await request.body() if operation.takes_body else b""
        except ClientDisconnect:
            # Nobody is left to be told, and nothing went wrong here.
            return refusal(of_status(400, "The body broke off."))
        read = partial(
            receive,
            operation,
            path=list(zip(operation.path_names, values, strict=True)),
            query=request.scope["query_string"],
            headers=request.headers,
            body=body,
        )
        try:
            received = read(quick=True)
            request.scope["path_params"] = received.path.by_name
            documented = DocumentedRequest(
                request,
                operation=operation,
                received=received,
                body=body,
                fallback=self.fallback,
            )
            return await handle(documented)
        except Fault as fault:
            return refusal(fault)
        except RequestValidationError as error:
            return refusal(_invalid(read, error.errors()))
        except Mistyped as error:
            return refusal(_invalid(read, error.errors))
        except HTTPException as error:
            return refusal(of_status(error.status_code, error.detail, error.headers))


def refusal(fault: Fault) -> Response:
    """The answer that `fault` stands for."""
    headers = {**SAFE_HEADERS, "Content-Type": JSON_UTF8, **fault.headers}
    return Response(dumps(fault.body), fault.status, headers)


def _invalid(
    read: Callable[..., Received], errors: Sequence[Mapping[str, Any]]
) -> Fault:
    """What pydantic found, in the words of ASP.NET where it has some."""
    try:
        read(quick=False)
    except Fault as fault:
        return fault
    return invalid(map(_problem, errors))


def _problem(error: Mapping[str, Any]) -> Problem:
    path = error["loc"][:0:-1]
    rule: Rule = "required" if error["type"] == "missing" else "value"
    return Problem(rule, error.get("input"), error["msg"], path=list(path))


def _described(operation: Operation, settings: dict[str, Any]) -> dict[str, Any]:
    """`settings` of a route, completed from the documentation."""
    node = operation.node
    status = operation.answer.status
    response = node["responses"].get(str(status), {})
    return {
        **settings,
        "operation_id": settings.get("operation_id") or node.get("operationId"),
        "summary": settings.get("summary") or node.get("summary"),
        "description": settings.get("description") or node.get("description"),
        "status_code": settings.get("status_code") or status,
        "response_description": response.get("description", ""),
    }


def _values(request: Request) -> list[str]:
    """Values of the path's parameters, in the path's order."""
    return [str(value) for value in request.path_params.values()]


def _spelled(operation: Operation, path: str) -> str | None:
    """`path` as the documentation spells it; None where it is another path."""
    if not path.rstrip("/").casefold().endswith(operation.tail):
        return None
    found = operation.pattern.fullmatch(path)
    if found is None:
        return None
    values = iter(found.groups()[1:])
    spelled = PARAMETER.sub(lambda _: next(values), operation.template)
    return f"{found[1]}{spelled}"


def documented_route(
    documentation: Documentation, fallback: Fallback
) -> type[DocumentedRoute]:
    """A class of routes for the operations of `documentation`."""
    members = {"documentation": documentation, "fallback": fallback}
    return type("DocumentedRoute", (DocumentedRoute,), members)


def _response(status: int, body: bytes | None, media_type: str) -> Response:
    headers = dict(SAFE_HEADERS)
    if body is not None:
        headers["Content-Type"] = f"{media_type}; charset=utf-8"
    return Response(body, status, headers)
