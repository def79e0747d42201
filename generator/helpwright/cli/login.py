"""What the user gives for pages behind a login, read from the options."""

from __future__ import annotations

import getpass
import os
import re
import sys
from argparse import Namespace
from pathlib import Path

from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.place import Place
from helpwright.sources.fetch import Courtesy, Login

PASSWORD = "HELPWRIGHT_PASSWORD"
_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)


def login(options: Namespace) -> Login:
    """The login that the options describe. Raises HelpwrightError where they don't."""
    headers: dict[str, str] = {}
    for text in options.header:
        lines = _lines(text[1:]) if text.startswith("@") else [text]
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon or not _NAME.fullmatch(name.strip()):
                raise _error("--header", "is given as 'NAME: VALUE'")
            headers[name.strip()] = _value("--header", value)
    if options.cookie:
        headers["Cookie"] = _value("--cookie", options.cookie)
    return Login(headers=headers, user=_user(options.user))


def courtesy(options: Namespace) -> Courtesy:
    return Courtesy(rate=options.rate)


def _value(option: str, text: str) -> str:
    value = text.strip()
    if not (value.isascii() and value.isprintable()):
        raise _error(option, "holds a character that no header can: give ASCII")
    return value


def _lines(file: str) -> list[str]:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _error("--header", f"{file} cannot be read: {error}") from None
    return [line for line in text.splitlines() if line.strip()]


def _user(given: str | None) -> tuple[str, str] | None:
    if not given:
        return None
    name, colon, password = given.partition(":")
    if colon:
        return name, password
    if PASSWORD in os.environ:
        return name, os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise _error("--user", f"needs a password: NAME:PASSWORD, or {PASSWORD}")
    return name, getpass.getpass(f"Password of {name}: ")


def _error(option: str, message: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW014", severity="error", message=message, place=Place(page=option)
        )
    )
