"""Answers that are no success, with the bodies and words of ASP.NET Web API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from .problems import Problem, model_state


class Fault(Exception):
    """Ends a request with an answer that is no success."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        problems: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = tuple(problems)
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, object]:
        """The JSON that ASP.NET's `HttpError` becomes."""
        body: dict[str, object] = {"Message": self.message}
        if self.problems:
            body["ModelState"] = model_state(self.problems)
        return body


def invalid(problems: Iterable[Problem]) -> Fault:
    """400: the request does not keep to the documentation; `ModelState` says where."""
    return Fault(400, "The request is invalid.", problems=problems)


def not_found(address: str) -> Fault:
    """404: no documented path matches; `address` is the whole URL of the request."""
    return Fault(
        404, f"No HTTP resource was found that matches the request URI '{address}'."
    )


def method_not_allowed(method: str, allowed: Iterable[str]) -> Fault:
    """405: the path is documented, for `allowed` only."""
    return Fault(
        405,
        f"The requested resource does not support http method '{method}'.",
        headers={"Allow": ", ".join(sorted(allowed))},
    )


def not_acceptable(offered: Iterable[str]) -> Fault:
    """406: none of the media types of the documentation is acceptable."""
    return Fault(
        406, f"The resource is available as {', '.join(offered)} and in no other form."
    )


def unsupported_media_type(media_type: str) -> Fault:
    """415: the body's media type is empty, or is not documented."""
    if media_type:
        return Fault(
            415,
            f"The request entity's media type '{media_type}' is not supported for this "
            "resource.",
        )
    return Fault(
        415,
        "The request contains an entity body but no Content-Type header. The inferred "
        "media type 'application/octet-stream' is not supported for this resource.",
    )


def not_implemented(what: str, reason: str) -> Fault:
    """501: nobody has written the answer and the documentation shows none to give."""
    return Fault(501, f"{what} is not implemented: {reason}.")


def of_status(
    status: int, message: object = None, headers: Mapping[str, str] | None = None
) -> Fault:
    """Any other status; in ASP.NET's words where `message` adds nothing."""
    text = str(message or "")
    if text in ("", _phrase(status)):
        text = _WORDS.get(status) or f"{_phrase(status)}."
    return Fault(status, text, headers=headers)


_WORDS = {
    401: "Authorization has been denied for this request.",
    403: "Authorization has been denied for this request.",
    500: "An error has occurred.",
}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
