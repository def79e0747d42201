"""The names of a whole API, as the views read them. Types only."""

from __future__ import annotations

from collections.abc import Mapping

from helpwright.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupName:
    """What one tag is called: `client.<attribute>`."""

    attribute: str
    """On the client: `works`."""
    module: str
    """File name of its modules, without `.py`; the attribute in ASCII."""
    resource: str
    """Class of the group on `Client`: `WorksResource`."""
    async_resource: str
    protocol: str
    """Class that a server implements: `WorksApi`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationName:
    """What one operation, or one variant of it, is called within its group."""

    tag: str
    method: str
    """Name of the method: `create`."""
    arguments: Mapping[str, str]
    """Argument by parameter, keyed `query:part`; unlike a method's own arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """What a component with members is called."""

    class_name: str
    params: str
    """Typed dictionary of the same members: `WorkNewParams`."""
    module: str
    """Its module under `models`, without package or `.py`."""
    fields: Mapping[str, str]
    """Field by property, in the property's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumName:
    """What an enumeration is called."""

    class_name: str
    module: str
    members: Mapping[str, str]
    """Member by the documented name: `x-enum-varnames`, or else the value as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every Python name of the emitted package."""

    package: str
    groups: Mapping[str, GroupName]
    """By tag, in the document's order of tags, then of operations."""
    operations: Mapping[str, OperationName]
    """By key of `document.operations`: `POST /jobs`, `GET /berths?part`."""
    models: Mapping[str, ModelName]
    """By component."""
    enums: Mapping[str, EnumName]
    """By component."""
