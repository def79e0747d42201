"""The intermediate spec: what the pages say, each fact with the place it comes from.

Types only. Everything is frozen and built of tuples, so that a stage can hand its value on
without fear that a later one changes it. `spec_json` writes these types to JSON and back.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from helpwright.place import Place
from helpwright.value import dataclass

SPEC_VERSION = "1"
"""Version of the JSON form; raised when a reader of an older one would misread it."""


# --- where a fact stands ----------------------------------------------------------------


Basis: TypeAlias = Literal["read", "inferred", "corrected"]
Strength: TypeAlias = Literal["proved", "shown", "suggested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one fact of a node comes from, and by which rule."""

    fact: str
    """Attribute of the node that this explains: `type`, `required`, `nullable` …"""
    place: Place
    text: str
    """The words that stand there, shortened to what a line can hold."""
    rule: str
    """Name of the rule that read them, such as `table.type` or `counting.restart`."""
    basis: Basis = "read"
    note: str = ""
    """Why, in a sentence, where the fact was not simply read."""
    strength: Strength | Literal[""] = ""
    """How far a witness of the evidence stage carries; empty for what was read."""


# --- types ------------------------------------------------------------------------------

ScalarName: TypeAlias = Literal[
    "string",
    "integer",
    "unsigned integer",
    "byte",
    "signed byte",
    "character",
    "boolean",
    "decimal number",
    "date",
    "time interval",
    "globally unique identifier",
    "URI",
    "Object",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A simple type, named by the words the page shows for it."""

    name: ScalarName
    form: Literal["", "decimal", "double", "date-time-offset"] = ""
    """What samples add: `N.0` is decimal, `N.1` is double, XML tells an offset."""
    kind: Literal["scalar"] = "scalar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """`Collection of X`."""

    items: TypeRef
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf:
    """`Dictionary of K [key] and V [value]`."""

    key: TypeRef
    value: TypeRef
    kind: Literal["map"] = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOf:
    """`Pair of K [key] and V [value]`."""

    key: TypeRef
    value: TypeRef
    kind: Literal["pair"] = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """`Collection of byte` that a sample shows as base64 text."""

    kind: Literal["bytes"] = "bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A model or an enumeration, by its name in `Api.models` or `Api.enumerations`."""

    name: str
    kind: Literal["named"] = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The page states no type, or one that no rule reads; `text` is what stands there."""

    text: str = ""
    kind: Literal["unknown"] = "unknown"


TypeRef: TypeAlias = Scalar | ListOf | MapOf | PairOf | Bytes | Named | Unknown


# --- facts about values -------------------------------------------------------------------

Nullability: TypeAlias = Literal["nullable", "not-nullable", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Bounds that the page states. Numbers stay text: no digit of theirs may be lost."""

    min_length: int | None = None
    max_length: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    pattern: str | None = None
    """As the page has it, in .NET's syntax."""
    data_type: str | None = None
    """What `Data type: T` names."""
    notes: tuple[str, ...] = ()
    """Additional information that no rule reads, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What descriptions hint at. Never more than a suggestion: prose proves nothing."""

    read_only: bool = False
    deprecated: bool = False
    allowed_values: tuple[str, ...] = ()
    unit: str = ""
    dependency: str = ""
    """The sentence that ties this member to others, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlName:
    """How a model or a member is called in XML."""

    name: str
    namespace: str = ""
    order: int | None = None
    """Position among its siblings in the sample, counted from 0."""
    item_name: str = ""
    """Element name of a collection's items, where a sample shows one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A member of a model."""

    name: str
    """As the table has it; the wire name where only a sample shows the member.

    Empty between interpretation and evidence where the page lost the cell.
    """
    wire_name: str
    """As JSON has it."""
    type: TypeRef
    required: bool = False
    description: str = ""
    nullable: Nullability = "unknown"
    constraints: Constraints = field(default_factory=Constraints)
    suggestions: Suggestions = field(default_factory=Suggestions)
    xml: XmlName | None = None
    documented: bool = True
    """False where no table has the member and a sample does."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An object type."""

    name: str
    """The page's name, or one derived from the member that holds it (see `documented`)."""
    properties: tuple[Property, ...] = ()
    description: str = ""
    one_required: tuple[tuple[str, ...], ...] = ()
    """Groups of wire names; of each group at least one member must be given."""
    xml: XmlName | None = None
    documented: bool = True
    """False where no page describes the model and only samples show it."""
    address: str = ""
    """Address of its ResourceModel page, where one was read."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMember:
    name: str
    value: str
    """Number as text, of any size; empty where no page and no sample shows it."""
    wire_name: str = ""
    """As JSON has it, where samples carry names and spell this one otherwise."""
    description: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    name: str
    members: tuple[EnumMember, ...] = ()
    description: str = ""
    wire: Literal["integer", "string", "unknown"] = "unknown"
    """Whether samples carry the number or the name."""
    complete: bool = True
    """False where members are known from samples alone, so that others may exist."""
    address: str = ""
    origins: tuple[Origin, ...] = ()


# --- operations ---------------------------------------------------------------------------

SampleKind: TypeAlias = Literal[
    "json", "xml", "form", "text", "binary", "image", "unavailable", "error"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What stands under a media type's heading."""

    kind: SampleKind
    """What it is, not what its heading says; JSON under `text/html` is `json`."""
    text: str
    """As it stands on the page, or the words that stand in its place."""
    place: Place
    cut: bool = False
    """True where the text ends before the value does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaType:
    name: str
    sample: Sample | None = None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a request or a response carries."""

    type: TypeRef
    media_types: tuple[MediaType, ...] = ()
    description: str = ""
    xml: XmlName | None = None
    """The root element that XML samples show."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: str
    """`200`, `204`, `404`, or `default`."""
    description: str = ""
    body: Body | None = None
    origins: tuple[Origin, ...] = ()


ParameterStyle: TypeAlias = Literal["plain", "exploded", "comma", "indexed-pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    """As the address has it."""
    location: Literal["path", "query", "header"]
    type: TypeRef
    required: bool = False
    default: str | None = None
    """The words after `Default value is`; empty text is the empty string."""
    description: str = ""
    nullable: Nullability = "unknown"
    constraints: Constraints = field(default_factory=Constraints)
    suggestions: Suggestions = field(default_factory=Suggestions)
    allowed_values: tuple[str, ...] = ()
    """Values that the description lists for an OData option."""
    style: ParameterStyle = "plain"
    catch_all: bool = False
    documented: bool = True
    """False where the address has it and no table does."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One documented action. Two of them may share method and path."""

    method: str
    """Upper case."""
    path: str
    """OpenAPI template: leading slash, plain `{name}`, no query."""
    query: str = ""
    """The query part of the title as it stands, without the question mark."""
    summary: str = ""
    description: str = ""
    tag: str = ""
    parameters: tuple[Parameter, ...] = ()
    request: Body | None = None
    responses: tuple[Response, ...] = ()
    page: str = ""
    """Name of the page that documents it; empty where only an index lists it."""
    address: str = ""
    """Address of that page, where it is known."""
    documented: bool = True
    """False where only an index row is known of it."""
    deprecated: bool = False
    idempotent: bool = False
    """True where a person has said so; no page ever does."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A controller of the index page."""

    name: str
    description: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A page that was read."""

    name: str
    kind: Literal["operation", "model", "index"]
    form: str
    """How it came: `html`, `pipes`, `blank-lines` …"""
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A correction or an overlay's action that took effect."""

    target: str
    """Address of the fact, or the overlay's JSONPath."""
    value: str
    """What was written there, as JSON."""
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Everything that is known of an API."""

    version: str = SPEC_VERSION
    title: str = ""
    pages: tuple[PageRef, ...] = ()
    tags: tuple[Tag, ...] = ()
    operations: tuple[Operation, ...] = ()
    models: tuple[Model, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()
