"""What servers say when a call fails: `HttpError` of ASP.NET and what stands in for
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, cast

from .jsontext import decode_text, loads
from .notices import shown

__all__ = ["Problem", "read_problem"]

_LONGEST = 300
"""Characters of a message that an exception shows; `Problem.body` has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The body of an error, taken apart.

    The members are those of `System.Web.Http.HttpError`; a problem document of RFC
    9457, an OAuth error and an HTML page are read into the same ones.
    """

    message: str = ""
    message_detail: str = ""
    model_state: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: dict[str, tuple[str, ...]]()
    )
    exception_message: str = ""
    exception_type: str = ""
    stack_trace: str = ""
    inner: Problem | None = None
    """The exception behind the exception, where the server tells."""
    code: str = ""
    """An error code, where the server has one."""
    body: Any = None
    """The JSON, the text where it is none, `None` where there is nothing."""

    def with_message(self, message: str) -> Problem:
        """The same problem under another message, where one is given."""
        return replace(self, message=message or self.message)

    def describe(self) -> str:
        """One line for a person: the messages, then what is wrong with which member."""
        parts = [self.message, self.message_detail, self.exception_message]
        if self.inner is not None:
            parts.append(self.inner.exception_message or self.inner.message)
        parts += [
            f"{path}: {'; '.join(messages)}" if path else "; ".join(messages)
            for path, messages in self.model_state.items()
        ]
        text = " ".join(dict.fromkeys(" ".join(p.split()) for p in parts if p.strip()))
        return shown(text, _LONGEST)


def read_problem(
    data: bytes, content_type: str = "", charset: str | None = None
) -> Problem:
    """The problem in the body of an answer. Never fails; what is not understood is
    text.
    """
    if not data.strip():
        return Problem()
    try:
        value = loads(data, charset)
    except ValueError:
        return _from_text(_text(data, charset), content_type)
    if isinstance(value, dict):
        return _from_members(cast("dict[str, Any]", value))
    message = value if isinstance(value, str) else ""
    return Problem(message=message, body=value)


def _text(data: bytes, charset: str | None) -> str:
    try:
        return decode_text(data, charset)
    except ValueError:
        return data.decode("latin-1")


def _from_members(body: dict[str, Any]) -> Problem:
    members = {_plain(name): value for name, value in body.items()}
    if isinstance(error := members.get("error"), dict):
        # OData and many others wrap the whole in one member.
        members = {_plain(k): v for k, v in cast("dict[str, Any]", error).items()}

    def text(*names: str) -> str:
        for name in names:
            value = members.get(name)
            if isinstance(value, dict):
                value = cast("dict[str, Any]", value).get("value")
            if isinstance(value, str) and value:
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        return ""

    inner = members.get("innerexception", members.get("innererror"))
    return Problem(
        message=text("message", "title", "errordescription", "errormessage", "error"),
        message_detail=text("messagedetail", "detail"),
        model_state=_model_state(members.get("modelstate", members.get("errors"))),
        exception_message=text("exceptionmessage"),
        exception_type=text("exceptiontype"),
        stack_trace=text("stacktrace"),
        inner=(
            _from_members(cast("dict[str, Any]", inner))
            if isinstance(inner, dict)
            else None
        ),
        code=text("errorcode", "code", "error"),
        body=body,
    )


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()


def _model_state(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        return {}
    state: dict[str, tuple[str, ...]] = {}
    for path, messages in cast("dict[str, Any]", value).items():
        if isinstance(messages, dict):
            # As `ModelStateDictionary` is written by those who return it themselves.
            messages = cast("dict[str, Any]", messages)
            messages = messages.get("_errors", messages.get("Errors"))
        if not isinstance(messages, list):
            messages = [messages]
        found = [_message(each) for each in cast("Iterable[Any]", messages)]
        state[path] = tuple(each for each in found if each)
    return state


def _message(value: Any) -> str:
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        value = members.get("ErrorMessage") or members.get("errorMessage") or ""
    return str(value) if value is not None else ""


# --- pages and XML --------------------------------------------------------------------

_DROPPED = re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
_TITLES = re.compile(r"(?is)<(title|h1|h2|h3)\b[^<>]*>(.{0,500}?)</\1\s*>")
_TAG = re.compile(r"<[^<>]*>")
_XML_MEMBER = re.compile(
    r"<(?:\w+:)?(Message|MessageDetail|ExceptionMessage|ExceptionType|StackTrace)>"
    r"([^<]*)</"
)


def _from_text(text: str, content_type: str) -> Problem:
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<head")) or "html" in content_type:
        return Problem(message=_from_page(text), body=text)
    if start.startswith("<"):
        members = {
            name: unescape(value) for name, value in _XML_MEMBER.findall(text[:65536])
        }
        return replace(_from_members(members), body=text)
    return Problem(message=text.strip(), body=text)


def _from_page(text: str) -> str:
    """The headings of an error page, which is where IIS and gateways say what it is."""
    text = _DROPPED.sub(" ", text[:65536])
    found = [_TAG.sub(" ", content) for _, content in _TITLES.findall(text)]
    if not any(part.strip() for part in found):
        found = [_TAG.sub(" ", text)]
    lines = [" ".join(unescape(part).split()) for part in found]
    return " – ".join(dict.fromkeys(line for line in lines if line))
