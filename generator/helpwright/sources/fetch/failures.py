"""Why a page can't be had."""

from __future__ import annotations


class FetchError(Exception):
    """A page can't be had; the message says why."""

    def __init__(self, message: str, *, status: int = 0, advice: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.advice = advice


class NoPageError(FetchError):
    """What lies there is no page: a picture, an archive."""


class PassingError(Exception):
    """An answer that may be another one later."""

    def __init__(self, message: str, *, status: int = 0, wait: float = 0) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
        """Seconds that the server asks for."""
