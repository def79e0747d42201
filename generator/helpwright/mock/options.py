"""How a mock behaves."""

from __future__ import annotations

from typing import Literal

from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MockOptions:
    """What `helpwright mock` and the pytest plugin can ask for."""

    vary: int | None = None
    """Seed of values drawn from the schemas; None for the documented samples."""
    delay: float = 0.0
    """Seconds before each answer."""
    fail: float = 0.0
    """Share of requests that fail with 500 or 503, from 0 to 1."""
    dates: Literal["iso", "microsoft"] = "iso"
    nulls: float = 0.0
    """Share of members that may be null and are, from 0 to 1."""
    state: bool = False
    """Whether what was posted can be got, changed and deleted."""
    fresh: bool = True
    """Whether the GUIDs and dates of samples are new in each answer."""
