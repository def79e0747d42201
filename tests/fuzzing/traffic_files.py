"""Recordings of traffic: HAR files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

from pieces import changed
from sample_bodies import NAMES as MEMBERS
from sample_bodies import WORDS, changed_sample, pieces_of
from trees import changed_value, written

NAMES = (
    *("log", "entries", "request", "response", "method", "url", "status", "content"),
    *("text", "encoding", "mimeType", "postData", "headers", "queryString", *MEMBERS),
)
_URLS = (
    *(
        "http://x/boxes/1",
        "http://x/boxes?a=1&a=2&b",
        "/boxes",
        "http://[::1",
        "",
        "//",
    ),
    *("http://x/%2e%2e/boxes/%00", "http://x:99999/boxes", "http://x/v1/BOXES/", "x"),
    *(
        "http://u:p@x/boxes/ä?%ff=%",
        "data:,x",
        "http://x/boxes/1;v=2#f",
        "http://x\n/b",
    ),
)
_STATUSES = (200, 201, 204, 400, 404, 500, 0, -1, 99, 1000, "200", "x", None, 2.5, 1e9)
_TYPES = (
    *("application/json", "text/json; charset=utf-8", "application/xml", "", "x", None),
    *("application/problem+json", "a/b/c", "A" * 100 + "/json", "text/html", 3),
)
_ENCODINGS = ("base64", "base64", "", None, "gzip", 3)


def changed_recording(text: str, random: Random, others: Sequence[str]) -> str:
    """`text`, a HAR file, with other exchanges in it, or broken."""
    if random.random() < 0.85:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if random.random() < 0.6 and (found := _changed_entry(value, random)):
            return found
        if value is not None:
            return written(changed_value(value, random, NAMES), random)
    taken = [pieces_of(random.choice(others))] if others else []
    return "".join(changed(pieces_of(text), random, WORDS, taken))


def _changed_entry(value: object, random: Random) -> str:
    """One exchange of the recording with another address, status or body."""
    try:
        entries = value["log"]["entries"]  # type: ignore[index]
        entry = json.loads(json.dumps(random.choice(entries)))
        match random.randrange(6):
            case 0:
                entry["request"]["url"] = random.choice(_URLS)
            case 1:
                entry["response"]["status"] = random.choice(_STATUSES)
            case 2:
                entry["response"]["content"]["mimeType"] = random.choice(_TYPES)
            case 3:
                entry["response"]["content"]["encoding"] = random.choice(_ENCODINGS)
            case 4:
                body = entry["request"]["postData"]["text"]
                entry["request"]["postData"]["text"] = changed_sample(body, random)
            case _:
                body = entry["response"]["content"]["text"]
                entry["response"]["content"]["text"] = changed_sample(body, random)
        entries.append(entry)
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError):
        return ""
    return written(value, random)
