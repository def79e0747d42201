"""Names that mean something to Python, to Pydantic or to the code around the name.

The lists are written down, because importing Pydantic to ask it costs more than
resolving all names; a test holds them against what is installed.
"""

from __future__ import annotations

import builtins
import keyword

KEYWORDS = frozenset(keyword.kwlist)

BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))

ANNOTATIONS = frozenset(
    {"bool", "bytes", "dict", "float", "int", "list", "object", "set", "str", "tuple"}
    | {"datetime", "decimal", "enum", "typing", "uuid"}
)
"""What annotations are made of. A field of that name would stand in front of it in the
class body, where Pydantic looks annotations up."""

PYDANTIC = frozenset(
    {
        "construct",
        "copy",
        "dict",
        "from_orm",
        "json",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
        "mro",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "register",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
    }
)
"""Public attributes of `BaseModel` and of its metaclass."""

MODEL = frozenset({"from_json", "one_required", "to_dict", "to_json"})
"""Attributes that the emitted package's own `Model` adds."""

FIELDS = KEYWORDS | ANNOTATIONS | PYDANTIC | MODEL

ARGUMENTS = (
    KEYWORDS
    | ANNOTATIONS
    | {"self", "cls", "body", "timeout", "headers", "query", "options"}
)
"""What a method's own arguments are called, and what its signature is made of."""

METHODS = KEYWORDS | {"with_options", "with_raw_response", "with_streaming_response"}

CLIENT = KEYWORDS | {
    "aclose",
    "auth",
    "base_url",
    "call",
    "call_raw",
    "call_streamed",
    "close",
    "default_base_url",
    "default_failure_rules",
    "default_user_agent",
    "delete",
    "get",
    "headers",
    "http",
    "options",
    "patch",
    "post",
    "put",
    "request",
    "send",
    "stream",
    "timeout",
    "with_options",
    "with_raw_response",
    "with_streaming_response",
}
"""What a client offers beside its groups."""

_IMPORTED = """
Annotated Any Answer AsyncIterator Awaitable Base64Bytes BaseModel Body
Callable ClassVar Decimal Depends Enum Field Final Generic Header IntEnum Iterable Iterator JsonValue
KeyValuePair KeyValuePairParams Literal MISSING Mapping Model NetBytes NetDate
NetDateTime NetDecimal NetGuid NetTimeSpan NotRequired OneRequired OpenIntEnum
OpenStrEnum Path Protocol Query RequestModel Required Self Sequence SpelledDate
SpelledDateTime SpelledGuid SpelledTimeSpan StrEnum TypeAlias TypeVar TypedDict UNSET
UUID Union Unpack
"""
_DEFINED = """
APIRouter ApiError AsyncClient AsyncResource Client ClientOptions
CallOptions DocumentedApp FastAPI HttpError Operation Options RawResponse Request
Resource Response Route Timeout Transport
"""

CLASSES = frozenset(BUILTINS | KEYWORDS | {*_IMPORTED.split(), *_DEFINED.split()})
"""Classes that emitted modules import or define whatever the API is."""

MEMBERS = KEYWORDS | {"mro", "name", "value"}
"""What `Enum` refuses as a member, or needs itself."""

_DEVICES = {"con", "prn", "aux", "nul", "conin", "conout"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""File names that Windows keeps for itself, with any suffix."""

GROUPS = CLIENT | _DEVICES
"""A group is an attribute of the client and a file name."""
