"""Files of the client: the package itself, its groups of operations, and its runtime."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpwright.escape import docstring, literal
from helpwright.names import GroupName, Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.client_auth import CredentialsView, credentials, failure_rules
from helpwright.views.client_methods import Methods, MethodView, MethodViews
from helpwright.views.files import CopiedFile, FileView, RenderedFile
from helpwright.views.imports import Import, import_lines
from helpwright.views.places import RUNTIME, path_of
from helpwright.views.xml_forms import xml_files

_FUTURE = Import("__future__", "annotations")
_RESOURCES = f"{RUNTIME}.resources"

RUNTIME_FILES = (
    "__init__",
    "addresses",
    "auth",
    "bodies",
    "calls",
    "clients",
    "decoding",
    "drift",
    "enums",
    "errors",
    "failures",
    "jsontext",
    "lenient",
    "masking",
    "modelkind",
    "models",
    "notices",
    "operations",
    "options",
    "pages",
    "problems",
    "references",
    "requests",
    "resources",
    "responses",
    "retries",
    "scalars",
    "spelling",
)
"""Modules that are the same for every API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """The module of one group."""

    docstring: str
    imports: str
    type_imports: str
    """Indented; empty where annotations need nothing of their own."""
    resource: str
    async_resource: str
    words: str
    """Docstring of the group's class."""
    async_words: str
    raw: str
    """Classes of the same methods that return the answer, or open it."""
    async_raw: str
    streamed: str
    async_streamed: str
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A group as an attribute of a client."""

    attribute: str
    module: str
    resource: str
    async_resource: str
    docstring: str


def client_files(
    document: Json,
    names: Names,
    *,
    additions: bool = False,
    only: Collection[str] | None = None,
) -> tuple[FileView, ...]:
    """All files of the package but for the models and the server.

    With `additions` the package offers the clients of its module `additions`, which a
    person writes, in place of those that they derive from. `only` names the tags whose
    modules are wanted.
    """
    operations: dict[str, list[OperationNode]] = {tag: [] for tag in names.groups}
    for operation in doc.operations(document):
        operations[names.operations[operation.key].tag].append(operation)
    words = {
        str(tag["name"]): str(tag.get("description", ""))
        for tag in document.get("tags", ())
    }
    methods = MethodViews(document, names)
    groups = [tag for tag, found in operations.items() if found]
    return (
        *_package(
            document,
            names,
            [(tag, words.get(tag, "")) for tag in groups],
            "additions" if additions else "client",
        ),
        *(
            _resource(
                tag,
                words.get(tag, ""),
                names.groups[tag],
                methods.of(operations[tag]),
                names,
            )
            for tag in groups
            if only is None or tag in only
        ),
        *_runtime(names),
        *xml_files(document, names),
    )


def _package(
    document: Json, names: Names, groups: list[tuple[str, str]], clients: str
) -> Iterator[FileView]:
    title = str(document.get("info", {}).get("title", "API"))
    views = tuple(
        GroupView(
            attribute=names.groups[tag].attribute,
            module=f".resources.{names.groups[tag].module}",
            resource=names.groups[tag].resource,
            async_resource=names.groups[tag].async_resource,
            docstring=docstring(words or f"The operations of {tag}.", indent=8),
        )
        for tag, words in groups
    )
    known = credentials(document)
    rules = failure_rules(document)
    yield RenderedFile(
        path=path_of(names, "__init__.py"),
        template="client/package.py.jinja",
        context={
            "docstring": docstring(f"A client of {title}.", indent=0),
            "clients": clients,
        },
    )
    yield CopiedFile(path=path_of(names, "py.typed"), source="client/py.typed")
    yield RenderedFile(
        path=path_of(names, "client.py"),
        template="client/client.py.jinja",
        context={
            "title": docstring(f"The two clients of {title}.", indent=0),
            "words": docstring(
                _about(document, "waits for its answers", known), indent=4
            ),
            "async_words": docstring(_about(document, "is awaited", known), indent=4),
            "base_url": _server(document),
            "credentials": known,
            "failure_rules": rules,
            "imports": import_lines(
                _client_imports(bool(views), known, bool(rules)), folder=""
            ),
            "type_imports": import_lines(
                {
                    Import(view.module, name)
                    for view in views
                    for name in (view.resource, view.async_resource)
                },
                folder="",
                indent=4,
            ),
            "groups": views,
        },
    )
    yield RenderedFile(
        path=path_of(names, "resources", "__init__.py"),
        template="client/resources.py.jinja",
    )


def _client_imports(
    groups: bool, known: CredentialsView | None, rules: bool
) -> set[Import]:
    imports = {
        Import(f"{RUNTIME}.clients", "AsyncBaseClient"),
        Import(f"{RUNTIME}.clients", "BaseClient"),
    }
    if groups:
        imports |= {
            Import("functools", "cached_property"),
            Import("typing", "TYPE_CHECKING"),
        }
    if known:
        imports |= known.imports | {
            Import("typing", "Unpack"),
            Import("httpx2"),
            Import(f"{RUNTIME}.options", "ClientOptions"),
        }
    if rules:
        imports.add(Import(f"{RUNTIME}.failures", "FailureFlag"))
    return imports


def _about(document: Json, how: str, known: CredentialsView | None) -> str:
    info = document.get("info", {})
    parts = [
        f"A client of {info.get('title', 'the API')} that {how}.",
        str(info.get("description", "")),
        known.words if known else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _server(document: Json) -> str:
    """Literal of the API's address; empty where the document knows no whole one."""
    servers = document.get("servers") or [{}]
    url = str(servers[0].get("url", ""))
    return literal(url.rstrip("/")) if url.startswith(("https://", "http://")) else ""


def _resource(
    tag: str, words: str, group: GroupName, methods: Methods, names: Names
) -> FileView:
    taken = {each.class_name for each in names.models.values()}
    taken |= {each.class_name for each in names.enums.values()}
    raw = _free(f"{group.resource}WithRawResponse", taken)
    async_raw = _free(f"{group.async_resource}WithRawResponse", taken)
    streamed = _free(f"{group.resource}WithStreamingResponse", taken)
    async_streamed = _free(f"{group.async_resource}WithStreamingResponse", taken)
    imports = {
        _FUTURE,
        Import("functools", "cached_property"),
        *(
            Import(_RESOURCES, name)
            for name in (
                "AsyncResource",
                "Resource",
                "async_raw",
                "async_streamed",
                "raw",
                "streamed",
            )
        ),
        *methods.imports,
    }
    if methods.type_imports:
        imports.add(Import("typing", "TYPE_CHECKING"))
    view = ResourceView(
        docstring=docstring(f"The operations of {tag}.", indent=0),
        imports=import_lines(imports, folder="resources"),
        type_imports=import_lines(methods.type_imports, folder="resources", indent=4),
        resource=group.resource,
        async_resource=group.async_resource,
        words=docstring(words or f"The operations of {tag}.", indent=4),
        async_words=docstring(
            words or f"The operations of {tag}, to be awaited.", indent=4
        ),
        raw=raw,
        async_raw=async_raw,
        streamed=streamed,
        async_streamed=async_streamed,
        methods=methods.views,
    )
    return RenderedFile(
        path=path_of(names, "resources", f"{group.module}.py"),
        template="client/resource.py.jinja",
        context={"view": view},
    )


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _runtime(names: Names) -> Iterator[FileView]:
    for name in RUNTIME_FILES:
        yield CopiedFile(
            path=path_of(names, "runtime", f"{name}.py"), source=f"runtime/{name}.py"
        )
