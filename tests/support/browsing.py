"""What tests in a real browser share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from playwright.sync_api import Page

T = TypeVar("T")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium in a container, without the calls home of a person's browser."""


class Watch:
    """What a page complained of, and what it asked for beside the site."""

    def __init__(self, page: Page, base: str) -> None:
        self.complaints: list[str] = []
        self._base = base
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._request(request.url))
        page.on("dialog", lambda dialog: self._dialog(dialog))

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self._base, "data:", "about:")):
            self.complaints.append(f"asked for {url}")

    def _dialog(self, dialog: object) -> None:
        self.complaints.append("opened a dialog")
        getattr(dialog, "dismiss")()  # noqa: B009


def spread(values: Sequence[T], most: int) -> Sequence[T]:
    """At most `most` of `values`, from all along the list."""
    if len(values) <= most:
        return values
    return [values[round(n * (len(values) - 1) / (most - 1))] for n in range(most)]
