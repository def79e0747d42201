"""Views of what the configuration says: credentials that a client takes, failure rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpwright.escape import literal
from helpwright.names.document import Json
from helpwright.value import dataclass
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Part, laid_out
from helpwright.views.places import RUNTIME

_AUTH = f"{RUNTIME}.auth"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsView:
    """How the clients' constructors take credentials."""

    arguments: tuple[str, ...]
    """Finished parameters: `token: Secret | None = None`."""
    condition: str
    """Holds where all of them were given."""
    auth: str
    """The object made of them, laid out for its place in the constructor."""
    words: str
    """A sentence for the class's docstring."""
    imports: frozenset[Import]


def credentials(document: Json) -> CredentialsView | None:
    """The credentials of the document's security scheme; None where it has none."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    required = [name for each in document.get("security", ()) for name in each]
    scheme = next((schemes[name] for name in required if name in schemes), None)
    return _of(scheme) if scheme else None


def _of(scheme: Mapping[str, Any]) -> CredentialsView | None:
    place = scheme.get("in")
    match scheme.get("type"), scheme.get("scheme", "").lower():
        case "http", "basic":
            return _view("BasicAuth", ("username", "password"))
        case "http", "bearer":
            return _view("BearerAuth", ("token",))
        case "apiKey", _ if place in ("header", "query"):
            kind = "ApiKeyHeader" if place == "header" else "ApiKeyQuery"
            return _view(kind, ("api_key",), (literal(str(scheme["name"])), "api_key"))
        case "apiKey", _ if "x-login" in scheme:
            return _session(scheme["x-login"])
        case "oauth2", _ if "password" in scheme.get("flows", {}):
            return _token(scheme["flows"]["password"])
    return None


def _session(login: Mapping[str, Any]) -> CredentialsView:
    names = ("username", "password")
    fields = zip((login["user"], login["password"]), names, strict=True)
    pairs = tuple(f"{literal(str(field))}: {name}" for field, name in fields)
    made: list[Part] = [literal(str(login["url"])), Brackets("{", pairs, "}")]
    if login.get("json"):
        made.append("as_json=True")
    return _view("CookieSession", names, tuple(made))


def _token(flow: Mapping[str, Any]) -> CredentialsView:
    made: list[Part] = [
        "username",
        "password",
        f"token_url={literal(str(flow.get('tokenUrl') or '/token'))}",
    ]
    fields = flow.get("x-fields", {})
    if fields:
        pairs = tuple(
            f"{literal(str(k))}: {literal(str(v))}" for k, v in fields.items()
        )
        made.append(Brackets("fields={", pairs, "}"))
    return _view("PasswordGrant", ("username", "password"), tuple(made))


def _view(
    kind: str, names: tuple[str, ...], made: tuple[Part, ...] | None = None
) -> CredentialsView:
    call = Brackets(f"{kind}(", made or names, ")")
    statement = Brackets("options.setdefault(", ('"auth"', call), ")")
    types = {"username": "str"}
    arguments = tuple(
        f"{name}: {types.get(name, 'Secret')} | None = None" for name in names
    )
    shown = " and ".join(f"`{name}`" for name in names)
    return CredentialsView(
        arguments=arguments,
        condition=" and ".join(f"{name} is not None" for name in names),
        auth=" " * 12 + laid_out(statement, indent=12),
        words=f"It says who is asking by {shown}, or by an `auth` of yours.",
        imports=frozenset({Import(_AUTH, kind), Import(_AUTH, "Secret")}),
    )


def failure_rules(document: Json) -> str:
    """The tuple of the document's failure flags; empty where it has none."""
    flags: list[Part] = []
    for each in document.get("x-failures", ()):
        items = [literal(str(each["member"])), _value(each["equals"])]
        if each.get("message"):
            items.append(literal(str(each["message"])))
        flags.append(Brackets("FailureFlag(", tuple(items), ")"))
    if not flags:
        return ""
    rules = Brackets("default_failure_rules = (", tuple(flags), ")")
    if len(flags) == 1:
        rules = Brackets(rules.head, rules.items, ",)", comma=False)
    return "    " + laid_out(rules, indent=4)


def _value(value: object) -> str:
    return literal(value) if isinstance(value, str) else repr(value)
