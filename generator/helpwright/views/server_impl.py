"""Views of what a person goes on writing: implementations, and the program that runs them.

These files are written once. They import nothing of the API when they run, so that a server
starts whatever became of a model; type checkers name what no longer fits.
"""

from __future__ import annotations

from helpwright.escape import docstring
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.files import FileView, RenderedFile
from helpwright.views.imports import Import, import_lines
from helpwright.views.layout import Brackets, laid_out
from helpwright.views.places import path_of
from helpwright.views.server_parts import IMPLEMENTATIONS, MODULE, class_of
from helpwright.views.server_routes import Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplView:
    """The class that implements one group."""

    docstring: str
    imports: str
    """What annotations need, indented; empty where that is nothing."""
    name: str
    words: str
    methods: tuple[str, ...]
    """The first line, or lines, of each."""


def impl_paths(document: Json, names: Names) -> tuple[str, ...]:
    """Paths of the files that `impl_files` makes."""
    tags = {names.operations[each.key].tag for each in doc.operations(document)}
    modules = ["__init__", *(names.groups[tag].module for tag in tags)]
    stubs = (path_of(names, "server", "impl", f"{each}.py") for each in modules)
    return (*stubs, path_of(names, "server", "main.py"))


def impl_files(document: Json, names: Names) -> tuple[FileView, ...]:
    """Stubs of all implementations, and `main.py`, which serves them."""
    operations: dict[str, list[OperationNode]] = {tag: [] for tag in names.groups}
    for operation in doc.operations(document):
        operations[names.operations[operation.key].tag].append(operation)
    routes = Routes(document, names)
    tags = [tag for tag, found in operations.items() if found]
    files: list[FileView] = [
        RenderedFile(
            path=path_of(names, "server", "impl", f"{names.groups[tag].module}.py"),
            template="server/impl.py.jinja",
            context={"impl": _impl(tag, operations[tag], routes, names)},
        )
        for tag in tags
    ]
    package = path_of(names, "server", "impl", "__init__.py")
    files.append(RenderedFile(path=package, template="server/impl_package.py.jinja"))
    files.append(_main(tags, names))
    return tuple(files)


def _impl(
    tag: str, operations: list[OperationNode], routes: Routes, names: Names
) -> ImplView:
    methods: list[str] = []
    imports: set[Import] = set()
    for operation in operations:
        method, needed = routes.stub(operation)
        methods.append(method)
        imports |= needed
    protocol = names.groups[tag].protocol
    words = f"Implements `{protocol}`. A method that is not written yet may stay out."
    return ImplView(
        docstring=docstring(f"Answers for {tag}. This file is yours.", indent=0),
        imports=import_lines(imports, folder="server/impl", indent=4),
        name=class_of(tag, names),
        words=docstring(words, indent=4),
        methods=tuple(methods),
    )


def _main(tags: list[str], names: Names) -> FileView:
    imports = {
        Import(".server.app", "create_app"),
        Import(MODULE, IMPLEMENTATIONS),
    }
    for tag in tags:
        module = f".server.impl.{names.groups[tag].module}"
        imports.add(Import(module, class_of(tag, names)))
    listed = Brackets(
        f"IMPLEMENTATIONS: {IMPLEMENTATIONS} = {{",
        tuple(
            f'"{names.groups[tag].attribute}": {class_of(tag, names)}()' for tag in tags
        ),
        "}",
    )
    return RenderedFile(
        path=path_of(names, "server", "main.py"),
        template="server/main.py.jinja",
        context={
            "package": names.package,
            "imports": import_lines(imports, folder="server"),
            "implementations": laid_out(listed),
        },
    )
