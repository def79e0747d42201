"""What people say in the configuration because no help page does: how requests are
authenticated, and which successes are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpwright.value import dataclass

KINDS = {
    "none": (),
    "basic": (),
    "bearer": (),
    "api-key": ("in", "name"),
    "password-grant": ("url", "fields"),
    "cookie-session": ("url", "user", "password", "json"),
}
"""Kinds of authentication, and what else is said of each."""


class SettingError(ValueError):
    """The configuration says something that can't be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """How an API wants to know who is asking."""

    kind: str
    """A key of `KINDS`."""
    place: str = "header"
    """Where an API key stands: `header` or `query`."""
    name: str = "X-Api-Key"
    """Header or parameter of an API key."""
    url: str = ""
    """Where tokens are got, or where sessions are opened."""
    fields: tuple[tuple[str, str], ...] = ()
    """Further fields of the form that gets a token."""
    user: str = "user"
    """Field of the login form that takes the user's name."""
    password: str = "password"
    """Field of the login form that takes the password."""
    json: bool = False
    """Whether the login takes JSON in place of a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureFlag:
    """A member by which a successful answer says that the call failed."""

    member: str
    equals: str | int | bool | None
    message: str = ""
    """Member that holds the message; empty where there is none."""


def authentication_of(table: object) -> Authentication:
    """What the table `auth` of the configuration says. Raises SettingError."""
    if isinstance(table, str):
        table = {"kind": table}
    if not isinstance(table, Mapping):
        raise SettingError("auth is a kind, or a table with one")
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise SettingError(f"auth.kind is one of {', '.join(KINDS)}, not {kind!r}")
    for key in table:
        if key != "kind" and key not in KINDS[kind]:
            raise SettingError(f"auth of the kind {kind!r} has no {key!r}")
    if table.get("in", "header") not in ("header", "query"):
        raise SettingError(f'auth.in is "header" or "query", not {table["in"]!r}')
    extra = table.get("fields", {})
    if not isinstance(extra, Mapping) or not all(
        isinstance(each, str) for each in extra.values()
    ):
        raise SettingError("auth.fields is a table of texts")
    is_json = table.get("json", False)
    if not isinstance(is_json, bool):
        raise SettingError(f"auth.json is true or false, not {is_json!r}")
    default = {"password-grant": "/token", "cookie-session": "/login"}.get(kind, "")
    return Authentication(
        kind=kind,
        place=_text(table, "in", "header"),
        name=_text(table, "name", "X-Api-Key"),
        url=_text(table, "url", default),
        fields=tuple((str(key), value) for key, value in extra.items()),
        user=_text(table, "user", "user"),
        password=_text(table, "password", "password"),
        json=is_json,
    )


def failures_of(tables: object) -> tuple[FailureFlag, ...]:
    """What the tables `failures` of the configuration say. Raises SettingError."""
    if not isinstance(tables, Sequence) or isinstance(tables, str):
        raise SettingError("failures is a list of tables")
    flags = []
    for table in tables:
        if not isinstance(table, Mapping) or not {"member", "equals"} <= table.keys():
            raise SettingError("each of failures says member and equals")
        if unknown := table.keys() - {"member", "equals", "message"}:
            raise SettingError(f"failures have no {', '.join(sorted(unknown))}")
        value = table["equals"]
        if not isinstance(value, str | int | bool):
            raise SettingError("failures.equals is a text, a whole number or a boolean")
        flags.append(
            FailureFlag(
                member=_text(table, "member", ""),
                equals=value,
                message=_text(table, "message", ""),
            )
        )
    return tuple(flags)


def _text(table: Mapping[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (key in table and not value):
        raise SettingError(f"{key} is text that is not empty, not {value!r}")
    return value
