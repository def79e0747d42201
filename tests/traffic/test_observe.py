"""Observing traffic: what is kept are types, and never a value."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest
from timing import timed

from helpwright.diagnostics import Findings
from helpwright.spec import Api, Operation, Parameter, Scalar
from helpwright.traffic import Observations, observe, read_har
from helpwright.traffic.observations import dumps, loads
from helpwright.traffic.shapes import form_of

TEXT = Scalar(name="string")
API = Api(
    operations=(
        Operation(
            method="GET",
            path="/api/jobs/{id}",
            parameters=(Parameter(name="id", location="path", type=TEXT),),
        ),
        Operation(method="GET", path="/api/jobs/open"),
        Operation(
            method="GET",
            path="/api/jobs",
            query="page={page}",
            parameters=(Parameter(name="page", location="query", type=TEXT),),
        ),
        Operation(method="GET", path="/api/jobs"),
        Operation(method="POST", path="/api/jobs"),
    )
)


def entry(
    method: str, url: str, answer: object = None, status: int = 200, sent: object = None
) -> dict[str, Any]:
    request: dict[str, Any] = {"method": method, "url": url}
    if sent is not None:
        request["postData"] = {"text": json.dumps(sent)}
    content = {
        "mimeType": "application/json; charset=utf-8",
        "text": json.dumps(answer),
    }
    return {"request": request, "response": {"status": status, "content": content}}


def observed(*entries: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What would be written of these entries, and the findings' messages."""
    findings = Findings()
    har = json.dumps({"log": {"entries": entries}}).encode()
    observations = Observations()
    observe(read_har(har, "traffic.har", findings), API, observations)
    text = dumps(observations)
    assert dumps(loads(text)) == text
    operations: dict[str, Any] = json.loads(text)["operations"]
    return operations, [finding.message for finding in findings]


def test_types_nulls_and_forms_of_an_answer_are_kept() -> None:
    found, _ = observed(
        entry("GET", "https://h/api/jobs/7", {"id": 7, "at": "2026-01-02T03:04:05Z"}),
        entry("GET", "https://h/api/jobs/8", {"id": 8, "at": None, "cost": 1.5}),
    )
    shape = found["GET /api/jobs/{id}"]["responses"]["200"]["shape"]
    assert shape["seen"] == 2
    assert shape["members"] == {
        "id": {"seen": 2, "kinds": ["integer"]},
        "at": {"seen": 2, "kinds": ["null", "string"], "forms": ["date-time-utc"]},
        "cost": {"seen": 1, "kinds": ["number"]},
    }


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://h/api/jobs/open", "GET /api/jobs/open"),
        ("https://h/mount/v7/API/Jobs/12/", "GET /api/jobs/{id}"),
        ("https://h/api/jobs?page=2", "GET /api/jobs?page={page}"),
        ("https://h/api/jobs", "GET /api/jobs"),
    ],
)
def test_a_request_is_matched_to_the_closest_operation(url: str, key: str) -> None:
    found, _ = observed(entry("GET", url, {}))
    assert list(found) == [key]


def test_requests_to_what_is_not_documented_are_left_out() -> None:
    found, findings = observed(entry("GET", "https://h/token/s3cret", {"a": 1}))
    assert found == {}
    assert findings == []


def test_statuses_and_requests_are_kept() -> None:
    found, _ = observed(
        entry("POST", "https://h/api/jobs", {"Message": "no"}, 400, {"name": "x"})
    )
    record = found["POST /api/jobs"]
    assert record["responses"]["400"]["count"] == 1
    assert record["responses"]["400"]["media_types"] == ["application/json"]
    assert record["request"]["members"]["name"]["kinds"] == ["string"]


CANARY = "c4n4ry-9f8e7d6c5b4a39281706"


def test_no_value_survives_wherever_it_stands() -> None:
    values = {
        "text": CANARY,
        "list": [CANARY, {"deep": CANARY}],
        "map": {CANARY: 1, "other": 2},
        "number": 4711471147114711,
        "mail": {"someone@example.org": True},
        "id": {"0c4f3a1e-1d2b-4c3d-8e4f-5a6b7c8d9e0f": 1},
    }
    full = entry("POST", f"https://user:{CANARY}@{CANARY}.example/api/jobs", values)
    full["request"] |= {
        "postData": {"text": json.dumps({"password": CANARY})},
        "headers": [{"name": "Authorization", "value": CANARY}],
        "cookies": [{"name": CANARY, "value": CANARY}],
    }
    full["response"]["content"]["mimeType"] = f"application/{CANARY} x"
    path = entry("GET", f"https://h/api/jobs/{CANARY}?{CANARY}={CANARY}", [CANARY])
    broken = {"request": {"url": CANARY}, "response": {"status": CANARY}}
    found, findings = observed(full, path, broken)
    text = json.dumps(found) + "".join(findings)
    for secret in (CANARY, "4711", "someone", "0c4f3a1e", CANARY.encode().hex()):
        assert secret not in text
    assert len(findings) == 1


def test_a_base64_body_is_read() -> None:
    one = entry("GET", "https://h/api/jobs")
    encoded = base64.b64encode(b'{"a": true}').decode()
    one["response"]["content"] = {"text": encoded, "encoding": "base64"}
    found, _ = observed(one)
    shape = found["GET /api/jobs"]["responses"]["200"]["shape"]
    assert shape["members"]["a"]["kinds"] == ["boolean"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"log": {}}', b"\xff", b"[" * 90_000]
)
def test_what_is_no_har_is_refused_and_not_quoted(content: bytes) -> None:
    findings = Findings()
    assert list(read_har(content, "x.har", findings)) == []
    (finding,) = findings
    assert "no HAR file" in finding.message and finding.text == ""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-01-02T03:04:05.1234567", "date-time"),
        ("2026-01-02T03:04:05+01:00", "date-time-offset"),
        ("2026-01-02", "date"),
        ("/Date(1234567890123+0100)/", "microsoft-date"),
        ("{0C4F3A1E-1D2B-4C3D-8E4F-5A6B7C8D9E0F}", "uuid"),
        ("1.02:03:04.5", "time-span"),
        ("Active, Closed", "word"),
        ("12.50", "number"),
        ("a b!", "text"),
        ("", "text"),
    ],
)
def test_the_form_of_a_string(text: str, form: str) -> None:
    assert form_of(text) == form


def test_a_body_that_is_no_json_leaves_the_status() -> None:
    one = entry("GET", "https://h/api/jobs", status=502)
    one["response"]["content"] = {"mimeType": "text/html", "text": "<html>bad</html>"}
    found, _ = observed(one)
    assert found["GET /api/jobs"]["responses"] == {
        "502": {"count": 1, "media_types": ["text/html"]}
    }


@pytest.mark.parametrize(
    ("path", "url", "matches"),
    [
        ("/x/{a}-{b}", "https://h/x/1-2", True),
        ("/x/{a}-{b}", "https://h/x/-2", False),
        ("/x/{a}{b}", "https://h/x/1", False),
        ("/x/{a}{b}", "https://h/x/12", True),
        ("/x/{a}.json", "https://h/app/X/7.JSON/", True),
        ("/x/{a}.json", "https://h/x/.json", False),
        ("/x/{a}.json", "https://h/x/1/2.json", False),
        ("/x/{a}/y", "https://h/y", False),
    ],
)
def test_a_parameter_stands_for_one_character_or_more_of_its_segment(
    path: str, url: str, matches: bool
) -> None:
    api = Api(operations=(Operation(method="GET", path=path),))
    har = json.dumps({"log": {"entries": [entry("GET", url, {})]}}).encode()
    tally = observe(read_har(har, "t.har", Findings()), api, Observations())
    assert tally.used == matches


def test_a_parameter_for_the_rest_of_the_path_goes_over_slashes() -> None:
    rest = Parameter(name="p", location="path", type=TEXT, catch_all=True)
    operation = Operation(method="GET", path="/files/{p}", parameters=(rest,))
    har = json.dumps(
        {"log": {"entries": [entry("GET", "https://h/v1/files/a/b.txt", {})]}}
    ).encode()
    api = Api(operations=(operation,))
    assert observe(read_har(har, "t.har", Findings()), api, Observations()).used == 1


@pytest.mark.parametrize("path", ["/x/{a}-{b}-{c}-{d}-{e}-z", "/x/{a}{b}{c}{d}{e}z"])
@timed
def test_a_path_of_many_parameters_is_matched_in_time_that_grows_with_the_text(
    path: str,
) -> None:
    api = Api(operations=(Operation(method="GET", path=path),))
    url = "https://h/x/" + "-" * 5_000
    har = json.dumps({"log": {"entries": [entry("GET", url, {})]}}).encode()
    start = time.process_time()
    assert observe(read_har(har, "t.har", Findings()), api, Observations()).used == 0
    assert time.process_time() - start < 1


def _file(shape: str, count: str = "1") -> str:
    answer = f'{{"count": {count}, "media_types": [], "shape": {shape}}}'
    operation = f'{{"responses": {{"200": {answer}}}}}'
    return f'{{"version": "1", "operations": {{"GET /a": {operation}}}}}'


_SHAPE = '{"seen": 1, "kinds": ["object"]}'


@pytest.mark.parametrize(
    "text",
    [
        _file(_SHAPE, count="Infinity"),
        _file(_SHAPE.replace("1", "1e999")),
        _file('{"seen": 1, "kinds": [], "members": {"a": ' * 450 + _SHAPE + "}}" * 450),
        _file('{"seen": 1, "kinds": [], "members": {"\\ud800": ' + _SHAPE + "}}"),
    ],
    ids=["endless", "too large", "deep", "half of a character"],
)
def test_what_no_observations_are_is_refused_whole(text: str) -> None:
    assert loads(_file(_SHAPE)).operations
    with pytest.raises(ValueError, match=r"no observations|half of a character"):
        loads(text)
