"""Calls documented routes without what FastAPI does for routes of any kind.

`receiving` has read and checked a request; what is left is to give each argument its
type. A route that takes more than documented arguments goes through FastAPI.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import Parameter, iscoroutinefunction, signature
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from fastapi import Request, Response, params
from pydantic import TypeAdapter, ValidationError

from .receiving import Received

Endpoint: TypeAlias = Callable[..., Awaitable[Response]]
Errors: TypeAlias = list[Mapping[str, Any]]

OF_REQUEST: set[Callable[[Request], Any]] = set()
"""Dependencies that take the request alone and give a value at once."""


class Mistyped(Exception):
    """Arguments that models refuse; `errors` are pydantic's, place in front."""

    def __init__(self, errors: Errors) -> None:
        super().__init__()
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Argument:
    name: str
    place: str
    """`path`, `query` or `body`; `value` for what a dependency gives."""
    wire: str
    validate: Callable[[Any], Any]
    default: Any
    """`Parameter.empty` where the argument is required."""


class DirectCall:
    """A function of a route, and what it takes."""

    def __init__(
        self, endpoint: Endpoint, request: str, arguments: list[_Argument]
    ) -> None:
        self._endpoint = endpoint
        self._request = request
        self._arguments = arguments

    async def __call__(self, request: Request, received: Received) -> Response:
        """The answer of the endpoint; raises Mistyped."""
        values: dict[str, Any] = {self._request: request}
        errors: Errors = []
        for argument in self._arguments:
            given = _given(argument, request, received)
            if given is Parameter.empty:
                values[argument.name] = argument.default
                if argument.default is Parameter.empty:
                    errors += _missing(argument)
                continue
            try:
                values[argument.name] = argument.validate(given)
            except ValidationError as error:
                errors += _placed(argument, error)
        if errors:
            raise Mistyped(errors)
        return await self._endpoint(**values)


def direct_call(endpoint: Endpoint) -> DirectCall | None:
    """How to call `endpoint`; None where it takes what only FastAPI knows."""
    if not iscoroutinefunction(endpoint):
        return None
    try:
        hints = get_type_hints(endpoint, include_extras=True)
    except NameError:
        return None
    request = ""
    arguments: list[_Argument] = []
    for parameter in signature(endpoint).parameters.values():
        hint = hints.get(parameter.name)
        if isinstance(hint, type) and issubclass(hint, Request):
            request = parameter.name
            continue
        argument = _argument(parameter, hint)
        if argument is None:
            return None
        arguments.append(argument)
    is_body = [argument.place == "body" for argument in arguments]
    return DirectCall(endpoint, request, arguments) if sum(is_body) < 2 else None


def _argument(parameter: Parameter, hint: Any) -> _Argument | None:
    if get_origin(hint) is not Annotated or len(get_args(hint)) != 2:
        return None
    marker: Any = get_args(hint)[1]
    given: Any = getattr(marker, "dependency", None)
    if given in OF_REQUEST:
        return _Argument(parameter.name, "value", "", given, None)
    places = ((params.Path, "path"), (params.Query, "query"), (params.Body, "body"))
    place = next((name for kind, name in places if type(marker) is kind), "")
    if not place:
        return None
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    alias: str | None = getattr(marker, "alias", None)
    return _Argument(
        name=parameter.name,
        place=place,
        wire=alias or parameter.name,
        validate=adapter.validate_python,
        default=parameter.default,
    )


def _given(argument: _Argument, request: Request, received: Received) -> Any:
    """What was sent for `argument`; `Parameter.empty` where that is nothing."""
    match argument.place:
        case "path":
            return received.path.by_name.get(argument.wire, Parameter.empty)
        case "query":
            return received.query.by_name.get(argument.wire, Parameter.empty)
        case "body":
            return received.body if received.has_body else Parameter.empty
        case _:
            return request


def _missing(argument: _Argument) -> Errors:
    place = _place(argument)
    return [{"type": "missing", "loc": place, "msg": "Field required", "input": None}]


def _placed(argument: _Argument, error: ValidationError) -> Iterator[Mapping[str, Any]]:
    for each in error.errors(include_url=False):
        yield {**each, "loc": (*_place(argument), *each["loc"])}


def _place(argument: _Argument) -> tuple[str, ...]:
    """Where FastAPI says that an argument stands."""
    if argument.place == "body":
        return (argument.place,)
    return (argument.place, argument.wire)
