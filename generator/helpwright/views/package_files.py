"""Files around the package: how it is installed, what it is, and where all operations are."""

from __future__ import annotations

import re
from collections.abc import Collection

from helpwright.escape import markdown, prose, toml
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.examples import ADDRESS, Examples, ExampleView
from helpwright.views.files import FileView, RenderedFile
from helpwright.views.xml_forms import needs_xml

_LINK = re.compile(r"https?://[^\s<>()\[\]\\|`]+")
_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """An operation in Markdown."""

    call: str
    """`client.works.create`."""
    request: str
    """Method and path, for a code span."""
    summary: str
    link: str
    """Address of its page, where there is one that is safe to link to."""
    example: ExampleView


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A group of operations in Markdown."""

    name: str
    words: str
    operations: tuple[OperationView, ...]


def package_files(
    document: Json, names: Names, *, only: Collection[str] | None = None
) -> tuple[FileView, ...]:
    """`pyproject.toml`, `README.md` and `api.md`, which stand beside the package.

    The last two list all operations, or those whose keys are in `only`.
    """
    groups = _groups(document, names, only)
    info = document.get("info", {})
    title = str(info.get("title", "API"))
    version = str(info.get("version", ""))
    top = names.package.partition(".")[0]
    xml = needs_xml(document)
    context = {
        "xml": xml,
        "title": markdown(title),
        "description": markdown(str(info.get("description", ""))),
        "package": names.package,
        "distribution": names.package.replace("_", "-").replace(".", "-"),
        "address": ADDRESS,
        "groups": groups,
        "first": next((o for g in groups for o in g.operations), None),
    }
    return (
        RenderedFile(
            path="pyproject.toml",
            template="package/pyproject.toml.jinja",
            context={
                "distribution": toml(str(context["distribution"])),
                "version": toml(version if _VERSION.fullmatch(version) else "0.0.0"),
                "description": toml(f"A client and a server of {title}."),
                "package": toml(top),
                "xml": xml,
            },
        ),
        RenderedFile(
            path="README.md", template="package/README.md.jinja", context=context
        ),
        RenderedFile(path="api.md", template="package/api.md.jinja", context=context),
    )


def _groups(
    document: Json, names: Names, only: Collection[str] | None
) -> tuple[GroupView, ...]:
    examples = Examples(document, names)
    operations: dict[str, list[OperationNode]] = {tag: [] for tag in names.groups}
    for operation in doc.operations(document):
        if only is None or operation.key in only:
            operations[names.operations[operation.key].tag].append(operation)
    words = {
        str(tag["name"]): str(tag.get("description", ""))
        for tag in document.get("tags", ())
    }
    return tuple(
        GroupView(
            name=names.groups[tag].attribute,
            words=markdown(words.get(tag, "")),
            operations=tuple(_operation(each, names, examples) for each in found),
        )
        for tag, found in operations.items()
        if found
    )


def _operation(
    operation: OperationNode, names: Names, examples: Examples
) -> OperationView:
    name = names.operations[operation.key]
    link = str(operation.node.get("externalDocs", {}).get("url", ""))
    return OperationView(
        call=f"client.{names.groups[name.tag].attribute}.{name.method}",
        request=_code(f"{operation.method.upper()} {operation.path}"),
        summary=markdown(str(operation.node.get("summary", ""))),
        link=link if _LINK.fullmatch(link) and prose(link) == link else "",
        example=examples.of(operation),
    )


def _code(text: str) -> str:
    """`text` for a code span within a table's cell, where nothing can be escaped."""
    return re.sub(r"[`|\s]+", " ", prose(text))
