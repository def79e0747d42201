"""Records requests and answers as a HAR file, without secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from helpwright.limits import DEFAULTS, advice
from helpwright.mock.asking import Asked
from helpwright.mock.shared import jsontext, masking

_SECRET = re.compile(
    r"passw|pwd|secret|token|api[-_]?key|auth|credential|session", re.IGNORECASE
)


class Recording:
    """Entries of a HAR file, which `helpwright observe` reads."""

    def __init__(self, target: str, most: int = DEFAULTS.mock_exchanges) -> None:
        self.say: Callable[[str], object] | None = None
        """Is told when there are more than `most`; the others are not kept."""
        self._most = most
        self._is_over = False
        self._target = target.rstrip("/")
        self._entries: list[dict[str, Any]] = []

    def __len__(self) -> int:
        return len(self._entries)

    def add(
        self,
        asked: Asked,
        status: int,
        headers: list[tuple[str, str]],
        body: bytes,
        milliseconds: float,
    ) -> None:
        """Keeps an exchange, unless there are as many as there may be."""
        if len(self._entries) >= self._most:
            if self.say is not None and not self._is_over:
                kept = f"{self._most:,} exchanges, and takes no more"
                self.say(f"The recording has {kept}; {advice('mock_exchanges')}.")
            self._is_over = True
            return
        sent = asked.headers.get("content-type", "")
        answered = dict(headers).get("content-type", "")
        url = masking.mask_url(f"{self._target}{asked.target}")
        self._entries.append(
            {
                "startedDateTime": datetime.now(UTC).isoformat(),
                "time": round(milliseconds, 3),
                "request": {
                    "method": asked.method,
                    "url": url,
                    "httpVersion": "HTTP/1.1",
                    "headers": _pairs(dict(asked.headers)),
                    "queryString": [],
                    "cookies": [],
                    "headersSize": -1,
                    "bodySize": len(asked.body),
                    "postData": {"mimeType": sent, "text": masked(asked.body)},
                },
                "response": {
                    "status": status,
                    "statusText": "",
                    "httpVersion": "HTTP/1.1",
                    "headers": _pairs(dict(headers)),
                    "cookies": [],
                    "content": {
                        "size": len(body),
                        "mimeType": answered,
                        "text": masked(body),
                    },
                    "redirectURL": "",
                    "headersSize": -1,
                    "bodySize": len(body),
                },
                "cache": {},
                "timings": {"send": 0, "wait": round(milliseconds, 3), "receive": 0},
            }
        )

    def dumps(self) -> str:
        """The HAR file's text."""
        creator = {"name": "helpwright", "version": "1"}
        log = {"version": "1.2", "creator": creator, "entries": self._entries}
        return json.dumps({"log": log}, indent=2) + "\n"


def masked(body: bytes) -> str:
    """The text of a body; of one that is JSON, members that sound secret are masked."""
    try:
        return jsontext.dumps(_without_secrets(jsontext.loads(body))).decode()
    except (ValueError, TypeError):
        text = body.decode("utf-8", "replace")
        return masking.mask_url(f"?{text}")[1:] if "=" in text else text


def _without_secrets(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_secrets(item) for item in value]
    if isinstance(value, dict):
        return {
            name: _masked(item) if _SECRET.search(name) else _without_secrets(item)
            for name, item in value.items()
        }
    return value


def _masked(value: Any) -> Any:
    """What a member holds that sounds secret: its texts are, one by one in a list."""
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return masking.MASK if isinstance(value, str) else _without_secrets(value)


def _pairs(headers: dict[str, str]) -> list[dict[str, str]]:
    safe = masking.mask_headers(headers)
    return [{"name": name, "value": value} for name, value in safe.items()]
