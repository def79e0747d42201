"""Successes that are none: servers that answer 200 and report a failure in the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

__all__ = ["FailureFlag"]


@dataclass(frozen=True, slots=True)
class FailureFlag:
    """A failure where `member` of the answer, in any casing, has the value `equals`."""

    member: str
    equals: str | int | bool | None
    message: str = ""
    """Member that holds the message."""

    def __call__(self, body: Any) -> str | None:
        """The message of the failure that `body` reports; `None` where it reports
        none.
        """
        if not isinstance(body, Mapping):
            return None
        members = {
            name.casefold(): value
            for name, value in cast("Mapping[str, Any]", body).items()
        }
        found = members.get(self.member.casefold(), _ABSENT)
        if type(found) is not type(self.equals) or found != self.equals:
            return None
        return str(members.get(self.message.casefold()) or "the call failed")


_ABSENT = object()
