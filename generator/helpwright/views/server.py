"""Views of the server: what it implements and routes, group by group, and its application."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from helpwright.escape import docstring
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.openapi.dump import dumps
from helpwright.value import dataclass
from helpwright.views.files import CopiedFile, FileView, RenderedFile
from helpwright.views.imports import Import, export_order, import_lines
from helpwright.views.layout import Brackets, Choices, Part, laid_out
from helpwright.views.places import path_of
from helpwright.views.server_parts import implementations_file
from helpwright.views.server_routes import (
    DOCUMENTATION,
    ROUTES,
    MethodView,
    OperationView,
    Routes,
    RouteView,
)

_FASTAPI = "fastapi"
_RUNTIME_FILES = (
    "__init__",
    "answering",
    "application",
    "binding",
    "direct",
    "documentation",
    "faults",
    "fitting",
    "formats",
    "forms",
    "implementing",
    "json_values",
    "media",
    "mending",
    "parameters",
    "pattern_texts",
    "patterns",
    "problems",
    "publishing",
    "receiving",
    "routes",
    "typed_text",
    "xml_text",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The module of one group."""

    docstring: str
    imports: str
    protocol: str
    """Class of the implementation: `WorksApi`."""
    protocol_docstring: str
    methods: tuple[MethodView, ...]
    factory: str
    """First line, or lines, of the function that builds the router."""
    router: str
    """The call that makes the router, indented."""
    routes: tuple[RouteView, ...]
    service: str
    """Local variable that holds the implementation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppView:
    """The module of the application."""

    imports: str
    signature: str
    name: str
    """Local variable that holds the application."""
    includes: tuple[str, ...]
    """The statements that include the routers, indented."""


def server_files(
    document: Json,
    names: Names,
    *,
    text: str = "",
    only: Collection[str] | None = None,
) -> tuple[FileView, ...]:
    """All files of the `server` subpackage.

    `text` is what `dumps` makes of the document, where that is known; `only` names the
    tags whose routers are wanted.
    """
    operations: dict[str, list[OperationNode]] = {tag: [] for tag in names.groups}
    for operation in doc.operations(document):
        operations[names.operations[operation.key].tag].append(operation)
    described = {
        str(tag["name"]): str(tag.get("description", ""))
        for tag in document.get("tags", ())
    }
    operations = {tag: found for tag, found in operations.items() if found}
    routes = Routes(document, names)
    groups = {
        tag: _group(tag, described.get(tag, ""), found, routes, names)
        for tag, found in operations.items()
        if only is None or tag in only
    }
    return (
        RenderedFile(
            path=path_of(names, "server", "__init__.py"),
            template="server/package.py.jinja",
            context={"package": names.package, **_exports(operations, names)},
        ),
        RenderedFile(
            path=path_of(names, "server", "app.py"),
            template="server/app.py.jinja",
            context={"app": _app(operations, names)},
        ),
        implementations_file(operations, names),
        CopiedFile(
            path=path_of(names, "server", "document.py"),
            source="server/document.py",
        ),
        RenderedFile(
            path=path_of(names, "server", "openapi.json"),
            template="server/openapi.json.jinja",
            context={"document": text or dumps(dict(document))},
        ),
        RenderedFile(
            path=path_of(names, "server", "routers", "__init__.py"),
            template="server/routers.py.jinja",
        ),
        *(
            RenderedFile(
                path=path_of(
                    names, "server", "routers", f"{names.groups[tag].module}.py"
                ),
                template="server/router.py.jinja",
                context={"group": group},
            )
            for tag, group in groups.items()
        ),
        *(
            CopiedFile(
                path=path_of(names, "server", "runtime", f"{name}.py"),
                source=f"server/runtime/{name}.py",
            )
            for name in _RUNTIME_FILES
        ),
    )


def factory_of(tag: str, names: Names) -> str:
    """Name of the function that builds the router of a group."""
    return f"build_{names.groups[tag].attribute}_router"


def _group(
    tag: str,
    description: str,
    operations: Iterable[OperationNode],
    routes: Routes,
    names: Names,
) -> GroupView:
    views = [routes.of(nodes) for nodes in _together(operations)]
    methods = tuple(method for view in views for method in view.methods)
    protocol = names.groups[tag].protocol
    service = _service(views)
    imports = {
        Import("typing", "Protocol"),
        Import(_FASTAPI, "APIRouter"),
        Import(_FASTAPI, "Response"),
        Import(DOCUMENTATION, "DOCUMENTATION"),
        Import(".server.runtime.implementing", "implemented"),
        *(Import(ROUTES, name) for name in ("DocumentedRequest", "Fallback", "Reply")),
        Import(ROUTES, "documented_route"),
    }
    for view in views:
        imports |= view.imports
    head = Brackets(
        f"def {factory_of(tag, names)}(",
        (_optional("implementation", protocol), 'fallback: Fallback = "sample"'),
        ") -> APIRouter:",
    )
    made = Brackets(
        "router = APIRouter(",
        (
            Brackets("tags=[", (routes.literal(tag),), "]"),
            Brackets(
                "route_class=documented_route(", ("DOCUMENTATION", "fallback"), ")"
            ),
        ),
        ")",
    )
    words = f"What answers the requests of {tag}.\n\n{description}"
    return GroupView(
        docstring=docstring(f"The routes of {tag}, and what they call.", indent=0),
        imports=import_lines(imports, folder="server/routers"),
        protocol=protocol,
        protocol_docstring=docstring(words, indent=4),
        methods=methods,
        factory=laid_out(head),
        router=f"    {laid_out(made, indent=4)}",
        routes=tuple(view.route(service) for view in views),
        service=service,
    )


def _together(operations: Iterable[OperationNode]) -> list[list[OperationNode]]:
    """Operations by method and path: the variants of one stand together."""
    found: dict[tuple[str, str], list[OperationNode]] = {}
    for operation in operations:
        found.setdefault((operation.method, operation.path), []).append(operation)
    return list(found.values())


def _service(views: Iterable[OperationView]) -> str:
    """A name for the implementation that no argument of a route hides."""
    taken = {name for view in views for name in view.arguments}
    return next((n for n in ("api", "service") if n not in taken), None) or _free(
        "implemented_api", taken
    )


def _free(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _app(groups: Iterable[str], names: Names) -> AppView:
    attributes = {tag: names.groups[tag].attribute for tag in groups}
    fallback, app = (_free(name, attributes.values()) for name in ("fallback", "app"))
    signature = Brackets(
        "def create_app(",
        (
            "*",
            *(_optional(attributes[tag], names.groups[tag].protocol) for tag in groups),
            f'{fallback}: Fallback = "sample"',
        ),
        ") -> FastAPI:",
    )
    imports = {
        Import(_FASTAPI, "FastAPI"),
        Import(DOCUMENTATION, "DOCUMENTATION"),
        Import(".server.runtime.application", "DocumentedApp"),
        Import(".server.runtime.implementing", "starting_anyway"),
        Import(ROUTES, "Fallback"),
    }
    for tag in groups:
        module = f".server.routers.{names.groups[tag].module}"
        imports.add(Import(module, names.groups[tag].protocol))
        imports.add(Import(module, factory_of(tag, names)))
    return AppView(
        imports=import_lines(imports, folder="server"),
        signature=laid_out(signature),
        name=app,
        includes=tuple(
            _include(app, factory_of(tag, names), attributes[tag], fallback)
            for tag in groups
        ),
    )


def _optional(name: str, protocol: str) -> Part:
    """A parameter that takes an implementation, or none."""
    return Choices((protocol, "None"), head=f"{name}: ", tail=" = None")


def _include(app: str, factory: str, parameter: str, fallback: str) -> str:
    made = Brackets(f"{factory}(", (parameter, fallback), ")")
    return f"    {laid_out(Brackets(f'{app}.include_router(', (made,), ')'), indent=4)}"


def _exports(groups: Iterable[str], names: Names) -> dict[str, object]:
    """What the subpackage itself offers."""
    imports = {Import(".server.app", "create_app")}
    exported = ["create_app"]
    for tag in groups:
        module = f".server.routers.{names.groups[tag].module}"
        imports.add(Import(module, names.groups[tag].protocol))
        exported.append(names.groups[tag].protocol)
    listed = Brackets(
        "__all__ = [",
        tuple(f'"{name}"' for name in sorted(exported, key=export_order)),
        "]",
    )
    return {
        "imports": import_lines(imports, folder="server"),
        "exported": laid_out(listed),
    }
