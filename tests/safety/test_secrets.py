"""Secrets in samples: kept out of what readers get, and reported.

The number is that of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from timing import timed

from helpwright.checks import check
from helpwright.diagnostics import Finding, Findings
from helpwright.documentation import documentation_files
from helpwright.place import Place
from helpwright.report import as_json, as_sarif, as_text
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    MediaType,
    Operation,
    Sample,
    SampleKind,
    Unknown,
)
from helpwright.views.redaction import MASK, redacted, redacted_value

SECRETS = (
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLWhlcmU",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "sk-live-abcdefghijklmnopqrstuv",
    "Server=db;User Id=sa;Password=hunter2;",
    "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=aHVudGVyMg==;",
    "Bearer abcdefghijklmnop.qrstuv",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----",
    "https://admin:hunter2@erp.example/api",
)


def told_by(secret: str) -> list[str]:
    """What nobody may read of `secret`."""
    return [secret.split("\n")[0], *re.findall(r"hunter2|aHVudGVyMg|MIIEvQ", secret)]


@pytest.mark.parametrize("secret", SECRETS)
def test_t25_secrets_in_samples(secret: str) -> None:
    """What looks like a key in a sample is in no page that is made for readers."""
    from helpwright.config import Config
    from helpwright.pipeline import emit

    body = {"type": "object", "properties": {"Note": {"type": "string"}}}
    media = {
        "schema": {"$ref": "#/components/schemas/Body"},
        "example": {"Note": secret},
    }
    parameter = {
        "name": "q",
        "in": "query",
        "required": True,
        "example": secret,
        "schema": {"type": "string"},
    }
    operation = {
        "tags": ["notes"],
        "parameters": [parameter],
        "requestBody": {"content": {"application/json": media}},
        "responses": {
            "200": {"description": "", "content": {"application/json": media}}
        },
    }
    api: dict[str, Any] = {
        "info": {"title": "Notes", "version": "1"},
        "servers": [{"url": "/"}],
        "paths": {"/notes": {"post": operation}},
        "components": {"schemas": {"Body": body}},
    }
    package = emit(api, Config(package="acme"), Findings())
    pages = documentation_files(api, (), package.names)
    told = told_by(secret)
    for text in (package.files["README.md"], package.files["api.md"], *pages.values()):
        for part in told:
            assert part not in text


def reported(text: str, kind: SampleKind, *enumerated: str) -> list[Finding]:
    """What the checks say of secrets in a sample."""
    place = Place(page="tokens.html", line=20)
    sample = Sample(kind=kind, text=text, place=place)
    # The same sample stands under two media types, as pages have it.
    types = tuple(MediaType(name=name, sample=sample) for name in ("a/json", "b/json"))
    members = tuple(EnumMember(name=name, value="") for name in enumerated)
    operation = Operation(
        method="POST",
        path="/tokens",
        page="tokens.html",
        request=Body(type=Unknown(), media_types=types),
    )
    api = Api(
        operations=(operation,),
        enumerations=(Enumeration(name="Kind", members=members),),
    )
    findings = Findings()
    check(api, findings)
    return [each for each in findings.sorted_findings() if each.code == "HW508"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("kind", ["json", "xml", "text"])
def test_t25_a_secret_is_reported_and_not_told(secret: str, kind: SampleKind) -> None:
    text = {
        "json": json.dumps({"Id": 1, "Note": secret}, indent=1),
        "xml": f"<Box>\n<Id>1</Id>\n<Note>{secret}</Note></Box>",
        "text": secret,
    }[kind]
    (finding,) = reported(text, kind)
    assert finding.severity == "warning"
    assert finding.place.page == "tokens.html"
    assert finding.place.line == (20 if kind == "text" else 22)
    assert MASK in finding.text
    assert "POST /tokens" in finding.message
    for told in (as_text([finding]), as_json([finding]), as_sarif([finding])):
        assert not any(part in told for part in told_by(secret))


NAMED = ("client_secret", "Password", "userPwd", "ApiKey", "access_token")


@pytest.mark.parametrize("name", NAMED)
def test_t25_what_a_member_is_called_tells_a_secret(name: str) -> None:
    (finding,) = reported(json.dumps({name: "hunter2"}), "json")
    assert name in finding.message and "hunter2" not in repr(finding)
    (finding,) = reported(f"<Box><{name}>hunter2</{name}></Box>", "xml")
    assert name in finding.message and "hunter2" not in repr(finding)
    assert redacted_value({name: "hunter2"}) == {name: MASK}


HARMLESS = (
    *({"Password": value} for value in ("sample string 3", "", None, True, 7, [])),
    {"PasswordChanged": "2024-01-31T10:00:00.1234567+01:00"},
    {"PasswordChanged": "2024-01-31"},
    {"PasswordHash": "QEA="},
    {"SecretAge": "00:00:00.1234567"},
    {"PasswordUri": "http://webapihelppage1.com"},
    {"ApiKey": "2b9aef0b-1c0c-4a5e-9d3b-0f6a3c8f1d2e"},
    {"PasswordPolicy": "Strict"},
    {"Secretary": "Jane Doe", "TokenCount": "7", "Keyword": "harbour"},
    {"Id": "2b9aef0b-1c0c-4a5e-9d3b-0f6a3c8f1d2e", "Note": "sample string 1"},
    {"Note": "Bearer certificates. The token: see below. Password: ask"},
    {"Type": "System.Object, mscorlib, PublicKeyToken=b77a5c561934e089"},
    {"Url": "https://erp.example:8080/api/boats@home", "Time": "12:30"},
)


@pytest.mark.parametrize("sample", HARMLESS, ids=str)
def test_t25_no_false_alarm(sample: dict[str, Any]) -> None:
    assert reported(json.dumps(sample), "json", "Strict", "Lax") == []


HOSTILE = (
    *("eyJ", "-eyJ", "token:", "password:a", "pwd" + " " * 9, "Bearer x "),
    *("-----BEGIN A-----", "-----BEGIN ", "-----END A-----", "//a:", "//:", ":"),
    *("eyJaaaaaaaa.", "sk-", "secret=", "Bearer ", "AKIA", "'", "a@", "//"),
)


@pytest.mark.parametrize("part", HOSTILE)
@timed
def test_t25_no_text_takes_long(part: str) -> None:
    for text in (part * (100_000 // len(part)), "//" + part * (100_000 // len(part))):
        began = time.process_time()
        redacted(text)
        reported(text, "text")
        assert time.process_time() - began < 1


def test_t25_no_secret_in_titles() -> None:
    """Titles go into navigation, into the index of the search, and into names of pages."""
    from helpwright.documentation import documentation
    from helpwright.names import resolve

    secret = SECRETS[1]
    document = {
        "info": {"title": f"Orchard {secret}"},
        "tags": [{"name": "trees"}],
        "paths": {
            "/trees": {
                "get": {
                    "tags": ["trees"],
                    "summary": f"Lists for {secret}. With {secret}, that is.",
                    "responses": {},
                }
            }
        },
    }
    made = documentation(document, [], resolve(document, package="orchard"))
    told = (made.files.values(), made.descriptions.values(), made.navigation)
    assert secret not in "".join(str(each) for each in (*map(list, told[:2]), told[2]))
    page = made.files[made.navigation[1].children[0].path]
    assert page.count(f"With {MASK}, that is") == 0 and "that is" in page
