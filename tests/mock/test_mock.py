"""A mock of the project's pages, asked over a socket."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest

from helpwright.mock import MockApp, MockOptions
from helpwright.mock.shared import exact
from helpwright.openapi.dump import dumps
from helpwright.pytest import VendorApi

from .conftest import Ask

GUID = re.compile(r'"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"')


def content(document: Any, path: str, part: str) -> Any:
    node = document["paths"][path]["post"]
    node = node["requestBody"] if part == "request" else node["responses"]["200"]
    return node["content"]["application/json"]["example"]


PRODUCT = "/api/{database}/Product"


def test_answers_with_the_documented_sample(
    vendor_api: VendorApi, vendor_api_document: Any, ask: Ask
) -> None:
    sent = content(vendor_api_document, PRODUCT, "request")
    answer = ask("POST", f"{vendor_api.url}/API/north/product/", sent)
    expected = content(vendor_api_document, PRODUCT, "response")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    numbers: list[str] = []  # as they are written, so that 2.0 is not 2
    assert json.loads(answer.text, parse_float=numbers.append) == json.loads(
        dumps(expected), parse_float=lambda text: None
    )
    assert numbers == re.findall(r"\b\d+\.\d+\b", dumps(expected))


def test_answers_in_xml_where_it_is_asked_to(vendor_api: VendorApi, ask: Ask) -> None:
    answer = ask("POST", f"{vendor_api.url}/api/x/Product", {}, Accept="text/xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.text.startswith("<Product ")


def test_says_what_was_wrong_with_a_request(vendor_api: VendorApi, ask: Ask) -> None:
    body = {"workTypeId": "x", "Colour": 1, "CurrentWorkFlow": {"Infos": [{}, 5]}}
    answer = ask("POST", f"{vendor_api.url}/api/v2/works?apikey=geheim", body)
    assert answer.status == 400
    assert set(answer.json["ModelState"]) == {"WorkTypeId", "CurrentWorkFlow.Infos[1]"}
    [call] = vendor_api.calls
    assert call.operation == "POST /api/v2/works"
    assert call.problems[0].startswith("WorkTypeId: Error converting value")
    assert "geheim" not in call.as_text()


def test_knows_what_was_never_called_or_sent(vendor_api: VendorApi, ask: Ask) -> None:
    ask("POST", f"{vendor_api.url}/api/v2/works", {"Identification": "a", "Hue": 1})
    journal = vendor_api.journal
    assert journal.never_called() == [f"POST {PRODUCT}", "POST /jobs"]
    never = journal.never_sent()
    assert "WorkNew.ReferenceKey" in never
    assert "Info.InfoId" in never
    assert "WorkNew.Identification" not in never
    assert vendor_api.calls[0].unknown == ("Hue",)
    assert "1 of 3 operations called" in journal.summary()


@pytest.mark.parametrize(
    ("path", "method", "status", "message"),
    [
        ("/nowhere", "GET", 404, "No HTTP resource was found"),
        ("/jobs", "PUT", 405, "does not support http method 'PUT'"),
    ],
)
def test_refuses_as_the_original_does(
    vendor_api: VendorApi, ask: Ask, path: str, method: str, status: int, message: str
) -> None:
    answer = ask(method, f"{vendor_api.url}{path}")
    assert answer.status == status
    assert message in answer.json["Message"]


def test_prefer_chooses_another_answer(vendor_api: VendorApi, ask: Ask) -> None:
    url = f"{vendor_api.url}/api/v2/works"
    answer = ask("POST", url, {}, Prefer="code=503, delay=0")
    assert answer.status == 503
    assert answer.headers["preference-applied"] == "code=503"
    assert "Message" in answer.json
    assert ask("POST", url, {}, Prefer="code=9000; delay=x").status == 200


@pytest.mark.vendor_api(fail=1.0)
def test_fails_on_demand(vendor_api: VendorApi, ask: Ask) -> None:
    answer = ask("POST", f"{vendor_api.url}/api/v2/works", {})
    assert answer.status in (500, 503)
    assert vendor_api.calls[-1].problems == ()


@pytest.mark.vendor_api(delay=0.2)
def test_takes_its_time_on_demand(vendor_api: VendorApi, ask: Ask) -> None:
    started = time.perf_counter()
    ask("POST", f"{vendor_api.url}/api/v2/works", {})
    assert time.perf_counter() - started >= 0.2


@pytest.mark.vendor_api(vary=7)
def test_values_of_a_seed_are_always_the_same(
    vendor_api: VendorApi, vendor_api_document: Any, ask: Ask
) -> None:
    url = f"{vendor_api.url}/api/x/Product"
    first = [ask("POST", url, {}).text for _ in range(5)]
    assert len(set(first)) == 5
    from helpwright.mock.running import running

    with running(MockApp(exact(vendor_api_document), MockOptions(vary=7))) as again:
        assert [
            ask("POST", f"{again}/api/x/Product", {}).text for _ in range(5)
        ] == first


@pytest.mark.vendor_api(nulls=1.0)
def test_nulls_wherever_they_may_be(vendor_api: VendorApi, ask: Ask) -> None:
    product = ask("POST", f"{vendor_api.url}/api/x/Product", {}).json
    assert product["accountId"] is None
    assert product["canChange"] is True


BERTHS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "", "version": "1"},
    "paths": {},
    "components": {"schemas": {}},
}


def _berths() -> dict[str, Any]:
    berth = {
        "type": "object",
        "properties": {
            "Id": {"type": "string", "format": "uuid"},
            "Copy": {"type": "string", "format": "uuid"},
            "Name": {"type": "string"},
            "Since": {"type": "string", "format": "date-time"},
        },
    }
    guid = "6044311a-0722-4aa6-be51-f774cd217b4f"
    example = {
        "Id": guid,
        "Copy": guid,
        "Name": guid[:8],
        "Since": "2020-01-02T03:04:05.5Z",
    }
    body = {"application/json": {"schema": berth, "example": example}}
    several = {"type": "array", "items": berth}
    listed = {"application/json": {"schema": several, "example": [example]}}
    ok = {"200": {"description": "", "content": body}}
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    }
    one = {"parameters": [parameter], "responses": ok}
    gone = {"parameters": [parameter], "responses": {"204": {"description": ""}}}
    return {
        **BERTHS,
        "paths": {
            "/berths": {
                "get": {"responses": {"200": {"description": "", "content": listed}}},
                "post": {"requestBody": {"content": body}, "responses": ok},
            },
            "/berths/{id}": {
                "get": one,
                "put": {**one, "requestBody": {"content": body}},
                "delete": gone,
            },
        },
    }


class TestOtherDocument:
    """An API with things that have ids."""

    @pytest.fixture
    def vendor_api_document(self) -> dict[str, Any]:
        return _berths()

    def test_guids_and_dates_are_fresh_and_stay_alike(
        self, vendor_api: VendorApi, ask: Ask
    ) -> None:
        first, second = (ask("GET", f"{vendor_api.url}/berths/1").json for _ in "ab")
        assert first["Id"] == first["Copy"] != second["Id"]
        assert GUID.fullmatch(json.dumps(first["Id"]))
        assert first["Name"] == "6044311a"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d)?Z", first["Since"])
        assert first["Since"] > "2020-01-02T03:04:05.5Z"

    @pytest.mark.vendor_api(dates="microsoft")
    def test_dates_of_older_servers(self, vendor_api: VendorApi, ask: Ask) -> None:
        text = ask("GET", f"{vendor_api.url}/berths/1").text
        assert re.search(r'"Since":"\\/Date\(\d{13}\)\\/"', text)

    @pytest.mark.vendor_api(dates="microsoft", nulls=0.01)
    def test_dates_of_older_servers_beside_nulls(
        self, vendor_api: VendorApi, ask: Ask
    ) -> None:
        text = ask("GET", f"{vendor_api.url}/berths/1").text
        assert re.search(r'"Since":"\\/Date\(\d{13}\)\\/"', text)

    @pytest.mark.vendor_api(state=True)
    def test_what_was_posted_can_be_got_changed_and_deleted(
        self, vendor_api: VendorApi, ask: Ask
    ) -> None:
        url = f"{vendor_api.url}/berths"
        made = ask("POST", url, {"name": "North"}).json
        assert made["Name"] == "North"
        one = f"{url}/{made['Id']}"
        assert ask("GET", one).json == made
        assert ask("PUT", one, {"Name": "South"}).json == {**made, "Name": "South"}
        assert ask("GET", one.upper().replace("HTTP", "http")).json["Name"] == "South"
        other = ask("POST", url, {}).json
        assert other["Id"] != made["Id"]
        assert len(ask("GET", url).json) == 2
        assert ask("DELETE", one).status == 204
        assert ask("GET", one).status == 404
        assert ask("GET", url).json == [other]
        third = ask("POST", url, {"name": "West"}).json
        assert ask("GET", url).json == [other, third]

    def test_without_state_nothing_is_kept(
        self, vendor_api: VendorApi, ask: Ask
    ) -> None:
        url = f"{vendor_api.url}/berths"
        ask("POST", url, {"Name": "North"})
        assert len(ask("GET", url).json) == 1
        assert ask("GET", f"{url}/77").json["Name"] == "6044311a"


class TestPostingWithoutAnAnswer:
    """A thing that is posted has what getting it shows."""

    @pytest.fixture
    def vendor_api_document(self) -> dict[str, Any]:
        document = _berths()
        posting = document["paths"]["/berths"]["post"]
        posting["responses"] = {"204": {"description": ""}}
        return document

    @pytest.mark.vendor_api(state=True)
    def test_it_is_whole(self, vendor_api: VendorApi, ask: Ask) -> None:
        url = f"{vendor_api.url}/berths"
        assert ask("POST", url, {"Name": "North"}).status == 204
        [made] = ask("GET", url).json
        assert made["Name"] == "North"
        assert made.keys() == {"Id", "Copy", "Name", "Since"}
        assert ask("GET", f"{url}/{made['Id']}").json == made


class TestModelThatHoldsItself:
    """Many members of its own type, and no sample: all of them would be millions."""

    @pytest.fixture
    def vendor_api_document(self) -> dict[str, Any]:
        document = _berths()
        berth = {"$ref": "#/components/schemas/Berth"}
        members = {f"Neighbour{number}": berth for number in range(15)}
        answer = {"description": "", "content": {"application/json": {"schema": berth}}}
        getting = document["paths"]["/berths"]["get"]
        getting["responses"] = {"200": answer}
        schema = {
            "type": "object",
            "properties": {"Id": {"type": "integer"}, **members},
        }
        document["components"] = {"schemas": {"Berth": schema}}
        return document

    def test_it_is_answered_less_deep(self, vendor_api: VendorApi, ask: Ask) -> None:
        answer = ask("GET", f"{vendor_api.url}/berths")
        assert len(answer.text) < 100_000
        assert answer.json["Neighbour14"]["Id"] >= -5
