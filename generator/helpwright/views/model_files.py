"""Files of the models, and of the typed dictionaries that stand in for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from helpwright.escape import docstring, literal
from helpwright.names import ModelName, Names
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.value import dataclass
from helpwright.views.annotations import Annotations
from helpwright.views.files import FileView, ModelsFile, RenderedFile
from helpwright.views.imports import Import, export_order, import_lines
from helpwright.views.layout import Brackets, assignment, laid_out
from helpwright.views.models import models_view
from helpwright.views.places import path_of
from helpwright.views.usage import Usage, usages

_FUTURE = Import("__future__", "annotations")


def model_files(
    document: Json, names: Names, *, only: Collection[str] | None = None
) -> tuple[FileView, ...]:
    """`models/` and `params/` of the package; nothing where the API has no models.

    `only` names the modules that are wanted.
    """
    uses = usages(document)
    return (
        *_models(document, names, uses, only),
        *_params(document, names, uses, only),
    )


# --- models ---------------------------------------------------------------------------


def _models(
    document: Json,
    names: Names,
    uses: Mapping[str, Usage],
    only: Collection[str] | None,
) -> Iterator[FileView]:
    modules = models_view(document, names, uses, only).modules
    for module, classes in modules.items():
        needed = {each for view in classes for each in view.imports}
        needed = {each for each in needed if each.module != f".models.{module}"}
        yield ModelsFile(
            path=path_of(names, "models", f"{module}.py"),
            docstring=docstring(_of_group(names, module), indent=0),
            imports=import_lines({_FUTURE, *needed}, folder="models"),
            classes=classes,
        )
    exported = {
        module: [view.name for view in classes] for module, classes in modules.items()
    }
    if exported and only is None:
        yield _lazy_package(names, "models", "Models and enumerations.", exported)


def _of_group(names: Names, module: str) -> str:
    tags = {group.module: tag for tag, group in names.groups.items()}
    # A group of many models has several modules: `orders`, `orders_2` …
    tag = tags.get(module) or tags.get(re.sub(r"_[0-9]+$", "", module))
    if tag is not None:
        return f"Models of {tag}."
    if module.startswith("shared"):
        return "Models that several groups share."
    return "Models that no operation mentions."


def _lazy_package(
    names: Names, folder: str, text: str, modules: Mapping[str, Iterable[str]]
) -> RenderedFile:
    """`__init__.py` of a folder whose modules are loaded when a name is asked for."""
    by_name = {name: module for module, listed in modules.items() for name in listed}
    ordered = sorted(by_name)
    imports = {Import(f".{folder}.{by_name[name]}", name) for name in ordered}
    exported = tuple(literal(name) for name in sorted(ordered, key=export_order))
    entries = tuple(f"{literal(name)}: {literal(by_name[name])}" for name in ordered)
    return RenderedFile(
        path=path_of(names, folder, "__init__.py"),
        template="models/__init__.py.jinja",
        context={
            "docstring": docstring(text, indent=0),
            "imports": import_lines(imports, folder=folder, indent=4),
            "exported": laid_out(Brackets("__all__ = [", exported, "]")),
            "modules": laid_out(Brackets("_MODULES = {", entries, "}")),
        },
    )


# --- typed dictionaries ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamsView:
    """A typed dictionary, finished."""

    head: str
    docstring: str
    declarations: tuple[str, ...]


def _params(
    document: Json,
    names: Names,
    uses: Mapping[str, Usage],
    only: Collection[str] | None,
) -> Iterator[FileView]:
    annotations = Annotations(document, names, params=True)
    views: dict[str, list[ParamsView]] = {}
    needed: dict[str, set[Import]] = {}
    exported: dict[str, list[str]] = {}
    for name, usage in uses.items():
        model = names.models.get(name)
        if model is None or not usage.request:
            continue
        if only is not None and model.module not in only:
            continue
        schema = doc.schemas(document)[name]
        imports = needed.setdefault(
            model.module, {_FUTURE, Import("typing", "TypedDict")}
        )
        view = _typed_dict(model, schema, annotations, imports)
        views.setdefault(model.module, []).append(view)
        exported.setdefault(model.module, []).append(model.params)
    for module, classes in views.items():
        imports = {i for i in needed[module] if i.module != f".params.{module}"}
        yield RenderedFile(
            path=path_of(names, "params", f"{module}.py"),
            template="models/params.py.jinja",
            context={
                "docstring": docstring(
                    f"{_of_group(names, module)[:-1]}, as mappings.", indent=0
                ),
                "imports": import_lines(imports, folder="params"),
                "classes": tuple(classes),
            },
        )
    if exported and only is None:
        text = "Models as mappings: what a body may be written as."
        yield _lazy_package(names, "params", text, exported)


def _typed_dict(
    model: ModelName, schema: Json, annotations: Annotations, imports: set[Import]
) -> ParamsView:
    required = frozenset(schema.get("required", ()))
    declarations = []
    for wire, member in schema.get("properties", {}).items():
        annotation = annotations.of(member)
        imports |= annotation.imports
        part = annotation.part
        if wire in required:
            imports.add(Import("typing", "Required"))
            part = Brackets("Required[", (part,), "]", comma=False)
        declarations.append(assignment(model.fields[wire], part, indent=4))
    bases = ("TypedDict", "total=False")
    return ParamsView(
        head=laid_out(Brackets(f"class {model.params}(", bases, "):")),
        docstring=docstring(f"`{model.class_name}` as a mapping.", indent=4),
        declarations=tuple(declarations),
    )
