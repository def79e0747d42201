"""APIs as interpretation hands them on: types from tables, samples still unread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from helpwright.interpret.types import read_type
from helpwright.place import Place
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    MediaType,
    Model,
    Operation,
    Origin,
    PageRef,
    Property,
    Response,
    Sample,
    SampleKind,
    TypeRef,
    Unknown,
)

MEDIA_TYPES: dict[SampleKind, str] = {
    "json": "application/json",
    "xml": "application/xml",
}


def type_from(display: str) -> TypeRef:
    """The type that a page displays with these words; nothing for none."""
    return read_type(display, ()).type if display else Unknown()


def row(name: str, display: str = "", description: str = "") -> Property:
    """A row of a table."""
    place = Place(page="page.html", line=1, cell=f"Body Parameters, {name}, Name")
    origins = [Origin(fact="name", place=place, text=name, rule="table.name")]
    if description:
        origins.append(
            Origin(
                fact="description",
                place=place,
                text=description,
                rule="table.description",
            )
        )
    return Property(
        name=name,
        wire_name=name,
        type=type_from(display),
        description=description,
        origins=tuple(origins),
    )


def model(name: str, *rows: Sequence[str]) -> Model:
    """A model of a table; each row is a name, a type and perhaps a description."""
    return Model(name=name, properties=tuple(row(*each) for each in rows))


def enumeration(name: str, **members: int) -> Enumeration:
    return Enumeration(
        name=name,
        members=tuple(EnumMember(name=n, value=str(v)) for n, v in members.items()),
    )


def body(display: str, page: str, **samples: str | list[str]) -> Body:
    """A body of a type, with JSON and XML samples by their kind."""
    found: list[MediaType] = []
    for kind, name in MEDIA_TYPES.items():
        texts = samples.get(kind, [])
        for number, text in enumerate([texts] if isinstance(texts, str) else texts):
            if text:
                place = Place(page=page, line=100, cell=f"Formats, {name}")
                sample = Sample(kind=kind, text=text, place=place)
                suffix = f";v={number}" if number else ""
                found.append(MediaType(name=name + suffix, sample=sample))
    return Body(type=type_from(display), media_types=tuple(found))


def operation(
    call: str,
    *,
    accepts: str = "",
    returns: str = "",
    page: str = "page.html",
    request: dict[str, Any] | None = None,
    **response: str | list[str],
) -> Operation:
    """`VERB /path` whose response, and whose request if given, has these samples."""
    method, path = call.split()
    responses: tuple[Response, ...] = ()
    if returns or response:
        answer = body(returns, page, **response)
        responses = (Response(status="200", body=answer),)
    sent = None
    if accepts or request:
        sent = body(accepts, page, **(request or {}))
    return Operation(
        method=method, path=path, request=sent, responses=responses, page=page
    )


def api(
    *operations: Operation,
    models: Iterable[Model] = (),
    enumerations: Iterable[Enumeration] = (),
    site: bool = False,
) -> Api:
    """An API; `site` adds the index page that makes all pages those of one site."""
    pages = [
        PageRef(name=name, kind="operation", form="html")
        for name in dict.fromkeys(operation.page for operation in operations)
    ]
    if site:
        pages.append(PageRef(name="index.html", kind="index", form="html"))
    return Api(
        pages=tuple(pages),
        operations=operations,
        models=tuple(models),
        enumerations=tuple(enumerations),
    )
