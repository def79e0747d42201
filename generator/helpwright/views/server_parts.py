"""Views of what an application is put together from: an implementation of each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from helpwright.names import Names
from helpwright.names.document import OperationNode
from helpwright.value import dataclass
from helpwright.views.files import FileView, RenderedFile
from helpwright.views.imports import Import, import_lines
from helpwright.views.layout import Brackets, assignment, laid_out
from helpwright.views.places import path_of

IMPLEMENTATIONS = "Implementations"
"""What all implementations together are called."""
MODULE = ".server.implementations"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A group as type checkers compare it with its implementation."""

    member: str
    """The annotation of the implementation in `Implementations`, indented."""
    checked: str
    """Head of a class that is both protocol and implementation, indented."""
    head: str
    """Head of a function that takes the implementation, indented."""
    operations: str
    """The statement that asks the implementation for each operation, indented."""


def implementations_file(
    operations: Mapping[str, Sequence[OperationNode]], names: Names
) -> FileView:
    """The module that says which implementations there are. `operations` are by tag."""
    protocols = {Import("typing", "TYPE_CHECKING"), Import("typing", "TypedDict")}
    own: set[Import] = set()
    for tag in operations:
        module = names.groups[tag].module
        protocols.add(Import(f".server.routers.{module}", names.groups[tag].protocol))
        own.add(Import(f".server.impl.{module}", class_of(tag, names)))
    return RenderedFile(
        path=path_of(names, "server", "implementations.py"),
        template="server/implementations.py.jinja",
        context={
            "imports": import_lines(protocols, folder="server"),
            "own": import_lines(own, folder="server", indent=4),
            "parts": tuple(
                _part(tag, found, names) for tag, found in operations.items()
            ),
        },
    )


def class_of(tag: str, names: Names) -> str:
    """The class that a person writes: `WorksService` for the protocol `WorksApi`."""
    name = f"{names.groups[tag].protocol.removesuffix('Api')}Service"
    class_name = attrgetter("class_name")
    taken = set(map(class_name, names.models.values()))
    taken.update(map(class_name, names.enums.values()))
    while name in taken:
        name = f"Own{name}"
    return name


def _part(tag: str, operations: Sequence[OperationNode], names: Names) -> PartView:
    group, own = names.groups[tag], class_of(tag, names)
    checked = Brackets(f"class Checked{own}(", (own, group.protocol), "):")
    head = Brackets(
        f"def {group.attribute}_operations(", (f"own: {own}",), ") -> list[object]:"
    )
    methods = [names.operations[operation.key].method for operation in operations]
    asked = Brackets(
        "return [", tuple(f"own.{name}" for name in dict.fromkeys(methods)), "]"
    )
    return PartView(
        member=assignment(group.attribute, group.protocol, indent=4),
        checked=f"    {laid_out(checked, indent=4)}",
        head=f"    {laid_out(head, indent=4)}",
        operations=f"        {laid_out(asked, indent=8)}",
    )
