"""Authentication and failures, which the configuration tells, in the document's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from helpwright.access import Authentication, FailureFlag

__all__ = ["secured"]


def secured(
    document: dict[str, Any],
    authentication: Authentication | None,
    failures: Sequence[FailureFlag] = (),
) -> dict[str, Any]:
    """`document` with what the configuration says. The document given is not changed."""
    result = dict(document)
    scheme = _scheme(authentication) if authentication else None
    if scheme:
        components = dict(result.pop("components", {}))
        components["securitySchemes"] = {"default": scheme}
        result["components"] = components
        result["security"] = [{"default": []}]
    if failures:
        result["x-failures"] = [
            {"member": each.member, "equals": each.equals}
            | ({"message": each.message} if each.message else {})
            for each in failures
        ]
    return result


def _scheme(authentication: Authentication) -> dict[str, Any] | None:
    match authentication.kind:
        case "basic" | "bearer" as scheme:
            return {"type": "http", "scheme": scheme}
        case "api-key":
            place, name = authentication.place, authentication.name
            return {"type": "apiKey", "in": place, "name": name}
        case "password-grant":
            flow: dict[str, Any] = {"tokenUrl": authentication.url, "scopes": {}}
            if authentication.fields:
                flow["x-fields"] = dict(authentication.fields)
            return {"type": "oauth2", "flows": {"password": flow}}
        case "cookie-session":
            login = {
                "url": authentication.url,
                "user": authentication.user,
                "password": authentication.password,
                "json": authentication.json,
            }
            cookie = "ASP.NET_SessionId"
            return {"type": "apiKey", "in": "cookie", "name": cookie, "x-login": login}
        case _:
            return None
