"""A server on the emitted runtime, asked over ASGI."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException as StarletteHTTPException
from templates.server.runtime.application import DocumentedApp
from templates.server.runtime.documentation import Documentation
from templates.server.runtime.implementing import implemented
from templates.server.runtime.routes import (
    DocumentedRequest,
    Fallback,
    documented_route,
)

from .conftest import DOCUMENT, Ask

pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute")
HARBOUR = Documentation(DOCUMENT)


class Boat(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    Id: int | None = None
    Name: str
    Draught: float | None = None
    Berth: dict[str, Any] | None = None
    Masts: list[int] | None = None
    Launched: str | None = None
    Kind: int | None = None
    Tender: dict[str, Any] | None = None


class Fleet:
    """An implementation that lacks some methods, has sync ones, and fails on demand."""

    def __init__(self) -> None:
        self.created: list[Boat] = []

    def create(self, body: Boat) -> object:
        if body.Name == "Wreck":
            raise ZeroDivisionError
        if body.Name == "Ghost":
            raise NotImplementedError
        if body.Name == "Secret":
            raise HTTPException(403)
        if body.Name == "Teapot":
            raise StarletteHTTPException(418, "Short and stout.")
        if body.Name == "Teapot":
            raise StarletteHTTPException(418, "Short and stout.")
        if body.Name == "Taken":
            raise HTTPException(409, "The berth is taken.", {"Retry-After": "9"})
        self.created.append(body)
        return body

    async def list(self, kinds: Any, take: Any) -> object:
        return [Boat(Name=f"{kinds} {take}")]


def boats_router(fleet: Any, fallback: Fallback = "sample") -> APIRouter:
    boats = implemented(fleet)
    router = APIRouter(tags=["Boats"], route_class=documented_route(HARBOUR, fallback))

    @router.get("/api/Boats", response_model=list[Boat])
    async def list_(
        request: DocumentedRequest,
        kinds: Annotated[list[int] | None, Query()] = None,
        take: int | None = None,
    ) -> Response:
        return await request.answer(boats.list, kinds, take)

    @router.post("/api/Boats", response_model=Boat)
    async def create(request: DocumentedRequest, body: Boat) -> Response:
        return await request.answer(boats.create, body)

    @router.get("/api/Boats/{id}", response_model=None)
    async def get(request: DocumentedRequest, id: Annotated[int, Path()]) -> Response:
        return await request.answer(boats.get, id)

    @router.delete("/api/Boats/{id}", response_model=None)
    async def delete(
        request: DocumentedRequest, id: Annotated[int, Path()]
    ) -> Response:
        return await request.answer(boats.delete, id)

    return router


@pytest.fixture
def fleet() -> Fleet:
    return Fleet()


@pytest.fixture
def harbour(fleet: Fleet, ask: Callable[[Any], Ask]) -> Ask:
    app = DocumentedApp(HARBOUR)
    app.include_router(boats_router(fleet))
    return ask(app)


def state(response: httpx2.Response) -> dict[str, list[str]]:
    assert response.status_code == 400
    body = response.json()
    assert body["Message"] == "The request is invalid."
    found: dict[str, list[str]] = body["ModelState"]
    return found


def test_an_implementation_gets_a_typed_body_under_the_documented_names(
    harbour: Ask, fleet: Fleet
) -> None:
    response = harbour("POST", "/api/Boats", json={"NAME": "Gull", "hull": 1})
    assert response.status_code == 200
    assert fleet.created == [Boat(Name="Gull")]
    assert response.json() == {"Name": "Gull"}


@pytest.mark.parametrize("path", ["/API/boats", "/api/Boats/", "/aPi/BOATS/"])
def test_case_and_final_slash_of_a_path_do_not_matter(harbour: Ask, path: str) -> None:
    assert harbour("GET", path).status_code == 200


def test_parameters_arrive_converted(harbour: Ask) -> None:
    response = harbour("GET", "/api/boats?KINDS[0]=motor&kinds=0&Take=3")
    assert response.json() == [{"Name": "[1, 0] 3"}]


def test_a_body_may_come_as_xml_or_as_a_form(harbour: Ask, fleet: Fleet) -> None:
    for kind, body in (
        ("application/xml", "<Boat><Name>Gull</Name><Kind>Motor</Kind></Boat>"),
        ("application/x-www-form-urlencoded", "name=Gull&kind=1"),
        ("text/json; charset=utf-16", '{"Name":"Gull","Kind":1}'),
    ):
        encoding = "utf-16" if "utf-16" in kind else "utf-8"
        response = harbour(
            "POST",
            "/api/Boats",
            content=body.encode(encoding),
            headers={"Content-Type": kind, "Accept": "application/json"},
        )
        assert response.status_code == 200, response.text
        assert fleet.created.pop() == Boat(Name="Gull", Kind=1)


def test_an_answer_comes_in_the_form_that_was_asked_for(harbour: Ask) -> None:
    boat = {"Name": "Gull & <Son>", "Kind": 0}

    def answer(accept: str) -> httpx2.Response:
        return harbour("POST", "/api/Boats", json=boat, headers={"Accept": accept})

    assert answer("application/xml").text == (
        '<Boat xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:harbour">'
        "<Kind>Sail</Kind><Name>Gull &amp; &lt;Son&gt;</Name></Boat>"
    )
    html = answer("text/html")
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert html.json() == boat
    assert "sandbox" in html.headers["content-security-policy"]


def test_every_answer_forbids_sniffing(harbour: Ask) -> None:
    for method, path in (
        ("GET", "/api/Boats"),
        ("PUT", "/api/Boats"),
        ("GET", "/nowhere"),
        ("POST", "/api/Boats"),
        ("DELETE", "/api/Boats/1"),
    ):
        headers = harbour(method, path).headers
        assert headers["x-content-type-options"] == "nosniff"


class TestRefusals:
    """Statuses, bodies and words of ASP.NET."""

    def test_member_paths(self, harbour: Ask) -> None:
        response = harbour(
            "POST", "/api/Boats", json={"Berth": {}, "Masts": [1, "x"], "kind": 9}
        )
        assert state(response) == {
            "Berth": ["One of these fields is required: Pier, Metres."],
            "Masts[1]": [
                "Error converting value \"x\" to type 'System.Int64'. Path 'Masts[1]'."
            ],
            "Kind": ["Error converting value 9 to type 'Kind'. Path 'Kind'."],
            "Name": ["The Name field is required."],
        }

    def test_no_body(self, harbour: Ask) -> None:
        response = harbour("POST", "/api/Boats")
        assert state(response) == {
            "": ["A value is required but was not present in the request."]
        }

    @pytest.mark.parametrize(
        "body", [b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"Name": "\xff"}']
    )
    def test_body_that_is_no_json(self, harbour: Ask, body: bytes) -> None:
        response = harbour(
            "POST",
            "/api/Boats",
            content=body,
            headers={"Content-Type": "application/json"},
        )
        assert "The body can't be read" in state(response)[""][0]

    def test_half_a_surrogate_pair(self, harbour: Ask) -> None:
        response = harbour(
            "POST",
            "/api/Boats",
            content=b'{"Name": "\\ud800"}',
            headers={"Content-Type": "application/json"},
        )
        assert "The body can't be read" in state(response)[""][0]

    def test_parameter_in_the_path(self, harbour: Ask) -> None:
        response = harbour("GET", "/api/Boats/gull")
        assert state(response) == {"id": ["The value 'gull' is not valid for id."]}

    def test_unknown_path(self, harbour: Ask) -> None:
        response = harbour("GET", "/api/planes?x=1")
        assert response.status_code == 404
        assert response.json() == {
            "Message": "No HTTP resource was found that matches the request URI "
            "'http://pier.test/api/planes?x=1'."
        }

    def test_other_method(self, harbour: Ask) -> None:
        response = harbour("PATCH", "/api/boats/1")
        assert response.status_code == 405
        assert response.headers["allow"] == "DELETE, GET"
        assert response.json() == {
            "Message": "The requested resource does not support http method 'PATCH'."
        }

    def test_media_type_of_the_body(self, harbour: Ask) -> None:
        response = harbour(
            "POST", "/api/Boats", content="a", headers={"Content-Type": "text/plain"}
        )
        assert response.status_code == 415
        assert "media type 'text/plain' is not supported" in response.text
        response = harbour("POST", "/api/Boats", content=b"a")
        assert response.status_code == 415
        assert "no Content-Type header" in response.text

    def test_media_type_of_the_answer(self, harbour: Ask, fleet: Fleet) -> None:
        response = harbour(
            "POST", "/api/Boats", json={"Name": "Gull"}, headers={"Accept": "image/png"}
        )
        assert response.status_code == 406
        assert not fleet.created, "nothing is done that can't be answered"

    @pytest.mark.parametrize(
        ("name", "status", "message"),
        [
            ("Wreck", 500, "An error has occurred."),
            ("Secret", 403, "Authorization has been denied for this request."),
            ("Taken", 409, "The berth is taken."),
            ("Teapot", 418, "Short and stout."),
        ],
    )
    def test_what_an_implementation_raises(
        self, harbour: Ask, name: str, status: int, message: str
    ) -> None:
        response = harbour("POST", "/api/Boats", json={"Name": name})
        assert (response.status_code, response.json()) == (status, {"Message": message})
        assert ("retry-after" in response.headers) == (status == 409)

    def test_a_caller_that_goes_away_is_no_error_of_the_server(self) -> None:
        app = DocumentedApp(HARBOUR)
        app.include_router(boats_router(Fleet()))
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/Boats",
            "query_string": b"",
            "headers": [(b"content-type", b"application/json")],
        }
        received = iter(
            [
                {"type": "http.request", "body": b"{", "more_body": True},
                {"type": "http.disconnect"},
            ]
        )
        sent: list[Any] = []

        async def receive() -> Any:
            return next(received)

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        assert sent[0]["status"] == 400


class TestFallback:
    """What answers where nobody has written the answer."""

    def test_a_method_that_is_missing_or_not_written(self, harbour: Ask) -> None:
        response = harbour("POST", "/api/Boats", json={"Name": "Ghost"})
        assert response.json() == {"Id": 7, "Name": "Gull"}
        assert harbour("DELETE", "/api/Boats/1").status_code == 204

    def test_the_sample_of_the_media_type_that_was_asked_for(
        self, ask: Callable[[Any], Ask]
    ) -> None:
        app = FastAPI()
        app.include_router(boats_router(None), prefix="/v9")
        for accept, text in (
            ("application/xml", "<Boat><Id>7</Id><Name>Gull</Name></Boat>"),
            ("text/html", '{"Id":7,"Name":"<b>Gull</b>"}'),
        ):
            response = ask(app)(
                "POST", "/v9/API/boats", json={"Name": "a"}, headers={"Accept": accept}
            )
            assert (response.status_code, response.text) == (200, text)

    def test_no_empty_success_where_the_documentation_shows_no_answer(
        self, harbour: Ask
    ) -> None:
        response = harbour("GET", "/api/Boats/1")
        assert response.status_code == 501
        assert response.json() == {
            "Message": "GET /api/Boats/{id} is not implemented: "
            "the documentation shows no answer to give."
        }

    def test_501_where_it_is_set(self, ask: Callable[[Any], Ask]) -> None:
        app = FastAPI()
        app.include_router(boats_router(None, "501"))
        for method, path in (("GET", "/api/Boats"), ("DELETE", "/api/Boats/1")):
            assert ask(app)(method, path).status_code == 501

    def test_what_is_not_valid_is_refused_all_the_same(
        self, ask: Callable[[Any], Ask]
    ) -> None:
        app = FastAPI()
        app.include_router(boats_router(None))
        assert ask(app)("POST", "/api/Boats", json={"Name": ""}).status_code == 400
