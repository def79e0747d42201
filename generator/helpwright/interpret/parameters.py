"""Parameters from the address, and from the table that describes them."""

from __future__ import annotations

import re

from helpwright.interpret.address import Address, Key
from helpwright.interpret.annotations import Annotations
from helpwright.interpret.matching import Match, Way, match_rows
from helpwright.interpret.models import (
    annotation_origins,
    read_row_type,
    row_annotations,
)
from helpwright.interpret.prose import documentation
from helpwright.interpret.reporting import Reporter, read_from
from helpwright.interpret.rows import NamedRow
from helpwright.place import Place
from helpwright.spec import (
    Basis,
    Constraints,
    ListOf,
    MapOf,
    Origin,
    PairOf,
    Parameter,
    ParameterStyle,
    Scalar,
    TypeRef,
    Unknown,
)
from helpwright.value import replace

_WAYS: dict[Way, str] = {
    "case": "the table writes it in another case",
    "member": "the table names the member, the address the parameter too",
    "spelling": "the table spells it in another way",
    "position": "the table has another name in its place",
}
_ODATA_LIST = frozenset({"$expand", "$select"})
_LISTED = re.compile(r"[A-Za-z_][\w./]*(?:(?:\s*[,;|]\s*|\s+)[A-Za-z_][\w./]*)*")
_MOST_NAMED = 16
"""Names that a finding lists."""
_NAMED_SOURCE = re.compile(r"\bin the request (URI|body)\b", re.IGNORECASE)


def is_body_row(row: NamedRow) -> bool:
    """Whether a row of the old generation says that the parameter is the body."""
    match = _NAMED_SOURCE.search(row.text("annotations"))
    return match is not None and match[1].lower() == "body"


def read_parameters(
    address: Address, title: Place, rows: tuple[NamedRow, ...], report: Reporter
) -> tuple[Parameter, ...]:
    """The parameters in path and query: those of the address first, in its order.

    A name that no row describes is a parameter too; a row that belongs to no name in the
    address is taken as a query parameter, since a complex type whose members do not all
    convert from a string leaves no trace in the address.
    """
    names = tuple(" ".join(row.text("name").split()) for row in rows)
    matches = match_rows(address.keys, names, whole=not report.document.cut)
    used = {match.row for match in matches.values()}
    left = [row for index, row in enumerate(rows) if index not in used]
    pair_row = next((row for row in left if _is_pair(row)), None)
    found: list[Parameter] = []
    for index, key in enumerate(address.keys):
        match = matches.get(index)
        row = rows[match.row] if match else None
        if row is None and (_ends(key, "key") or _ends(key, "value")):
            row = pair_row
        found.append(_parameter(key, row, match, title, report))
    open_keys = [key for index, key in enumerate(address.keys) if index not in matches]
    found += _without_key(left, address, open_keys, report)
    return tuple(found)


def read_header(row: NamedRow, report: Reporter) -> Parameter:
    """A row of a vendor's table of headers."""
    name = " ".join(row.text("name").split())
    return _described(
        Parameter(name=name, location="header", type=Unknown()), row, report
    )


def _parameter(
    key: Key, row: NamedRow | None, match: Match | None, title: Place, report: Reporter
) -> Parameter:
    in_path = key.location == "path"
    origin = read_from("name", title, key.name, f"title.{key.location}")
    parameter = Parameter(
        name=key.name,
        location=key.location,
        type=key.type or Unknown(),
        required=in_path,
        default=key.default,
        constraints=key.constraints,
        catch_all=key.catch_all,
        documented=row is not None,
        origins=(origin,),
    )
    if row is not None:
        parameter = _described(parameter, row, report)
        if match and match.way != "same":
            parameter = _renamed(parameter, row, match.way, report)
        if isinstance(parameter.type, PairOf) and match is None:
            side = parameter.type.key if _ends(key, "key") else parameter.type.value
            parameter = replace(parameter, type=side)
    if in_path and isinstance(parameter.type, Unknown) and not parameter.type.text:
        note = "what stands in a path is text where nothing says more"
        origin = read_from("type", title, key.name, "path.text", "inferred", note)
        parameter = replace(
            parameter,
            type=Scalar(name="string"),
            origins=(*parameter.origins, origin),
        )
    return _shaped(parameter, key)


def _ends(key: Key, word: str) -> bool:
    return key.name.rsplit(".", 1)[-1].lower() == word


def _is_pair(row: NamedRow) -> bool:
    """Whether the row is a key-value pair, which the address writes as `key` and `value`."""
    return row.text("type").startswith("Pair of ")


def _described(parameter: Parameter, row: NamedRow, report: Reporter) -> Parameter:
    """`parameter` with what its row says."""
    kind, origins = read_row_type(row, report)
    if row.has("type") or not _NAMED_SOURCE.search(row.text("annotations")):
        annotations = row_annotations(row, report)
        origins = (*origins, *annotation_origins(row))
    else:
        annotations = Annotations()
    description = documentation(row.text("description"))
    if description:
        place = row.where("description", "Description")
        read = read_from("description", place, description, "table.description")
        origins = (*origins, read)
    name = read_from("name", row.where("name", "Name"), row.text("name"), "table.name")
    allowed = _allowed_values(parameter.name, description)
    return replace(
        parameter,
        type=parameter.type if isinstance(kind, Unknown) and not kind.text else kind,
        required=parameter.required or annotations.required,
        default=(
            parameter.default if annotations.default is None else annotations.default
        ),
        description=description,
        constraints=_both(parameter.constraints, annotations.constraints),
        allowed_values=allowed,
        style="comma" if allowed else "plain",
        origins=(*parameter.origins, name, *origins),
    )


def _both(route: Constraints, table: Constraints) -> Constraints:
    """The constraints of the table, and those of the route that it does not repeat."""
    if route == Constraints():
        return table
    return Constraints(
        min_length=route.min_length if table.min_length is None else table.min_length,
        max_length=route.max_length if table.max_length is None else table.max_length,
        minimum=table.minimum or route.minimum,
        maximum=table.maximum or route.maximum,
        pattern=table.pattern or route.pattern,
        data_type=table.data_type,
        notes=table.notes,
    )


def _allowed_values(name: str, description: str) -> tuple[str, ...]:
    """The values that the description of an OData option lists, if it does nothing else."""
    if name.lower() not in _ODATA_LIST:
        return ()
    words = description.rsplit(":", 1)[-1].strip(" .\t\n")
    if not _LISTED.fullmatch(words):
        return ()
    return tuple(dict.fromkeys(re.split(r"[\s,;|]+", words)))


def _renamed(
    parameter: Parameter, row: NamedRow, way: Way, report: Reporter
) -> Parameter:
    place = row.where("name", "Name")
    if way == "position":
        report.doubt(
            "HW240",
            f"no row is called {parameter.name}, as the address has it",
            place,
            row.text("name"),
            "the row in its place was taken",
            "look at the address and add a correction if it is another one",
        )
    note = f"{_WAYS[way]}; the address counts"
    basis: Basis = "inferred" if way == "position" else "read"
    origin = read_from("name", place, row.text("name"), f"match.{way}", basis, note)
    return replace(parameter, origins=(*parameter.origins, origin))


def _shaped(parameter: Parameter, key: Key) -> Parameter:
    """`parameter` in the form that indices in the address show."""
    kind: TypeRef = parameter.type
    style: ParameterStyle = parameter.style
    if key.shape == "list":
        style = "exploded"
        kind = kind if isinstance(kind, ListOf) else ListOf(items=kind)
    elif key.shape == "map":
        style = "indexed-pairs"
        if not isinstance(kind, MapOf):
            kind = MapOf(key=Scalar(name="string"), value=kind)
    else:
        style = _usual_style(parameter)
    return replace(parameter, type=kind, style=style)


def _usual_style(parameter: Parameter) -> ParameterStyle:
    """How ASP.NET reads a parameter of this type where no index in the address tells."""
    if parameter.style != "plain" or parameter.location != "query":
        return parameter.style
    if isinstance(parameter.type, ListOf):
        return "exploded"
    return "indexed-pairs" if isinstance(parameter.type, MapOf) else "plain"


def _without_key(
    rows: list[NamedRow], address: Address, open_keys: list[Key], report: Reporter
) -> list[Parameter]:
    """Parameters from rows that belong to no name in the address."""
    known = {key.name.lower() for key in address.keys}
    found: dict[str, Parameter] = {}
    for row in rows:
        name = " ".join(row.text("name").split())
        place = row.where("name", "Name")
        if _is_pair(row) and {"key", "value"} <= known:
            continue
        if not name or name.lower() in known or name in found:
            report.note(
                "HW241",
                "the row repeats a parameter that another row describes",
                place,
                name,
                "not read",
            )
        elif (
            row.has("annotations")
            and row.text("annotations") == "None."
            and not (row.has("type"))
        ):
            report.note(
                "HW242",
                "the page does not say where the parameter is defined",
                place,
                name,
                "not read: requests and tokens of the framework are shown like this",
            )
        elif 0 < len(open_keys) <= len(rows) and row.has("type"):
            report.doubt(
                "HW243",
                f"the row is in no address, and no row describes {_listed(open_keys)}",
                place,
                name,
                "not read: it seems to be a part of that parameter",
            )
        else:
            found[name] = _not_in_address(name, row, report)
    return list(found.values())


def _listed(keys: list[Key]) -> str:
    """The names of the first few, so that each row's finding can hold them."""
    names = [key.name for key in keys[:_MOST_NAMED]]
    more = len(keys) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _not_in_address(name: str, row: NamedRow, report: Reporter) -> Parameter:
    place = row.where("name", "Name")
    note = "the address does not have it"
    report.doubt(
        "HW244",
        "the table has a parameter that the address does not have",
        place,
        name,
        "taken as a query parameter",
        "add a correction if it is sent in another way",
    )
    origin: Origin = read_from(
        "location", place, name, "row.without-key", "inferred", note
    )
    parameter = Parameter(
        name=name, location="query", type=Unknown(), origins=(origin,)
    )
    described = _described(parameter, row, report)
    return replace(described, style=_usual_style(described))
