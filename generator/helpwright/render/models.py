"""The bodies of the models, made by datamodel-code-generator with templates of ours.

It gets names that we have decided, types, and no word of a vendor's; what it finds is
how the types are written. Everything else the templates take from the views.

Its models are made directly. The parser before them would read the same few kinds of
schema, and costs more than the rest of a run together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpwright.render.templates import folder_of, render_template, templates_folder
from helpwright.views.classes import ClassView, EnumView

if TYPE_CHECKING:
    from datamodel_code_generator.model.pydantic_v2.base_model import BaseModel
    from datamodel_code_generator.types import DataType

_CLASS = "models/pydantic_v2/BaseModel.jinja2"
_TYPES = {
    "boolean": "bool",
    "integer": "int",
    "null": "None",
    "number": "float",
    "string": "str",
}


def class_bodies(
    views: Iterable[ClassView | EnumView], templates: Path | None = None
) -> dict[str, str]:
    """The text of each class by its name; `templates` is a folder of the user's own."""
    bodies: dict[str, str] = {}
    for view in views:
        if isinstance(view, EnumView):
            context = {"view": view}
            body = render_template("models/enumeration.py.jinja", context, templates)
        else:
            body = _rendered(view, templates)
        bodies[view.name] = body.strip("\n")
    return bodies


def _rendered(view: ClassView, templates: Path | None) -> str:
    if folder_of(_CLASS, templates) != templates:
        return _model(view, templates_folder()).render()
    from helpwright.render.user_templates import blamed

    with blamed(templates):
        return _model(view, templates).render()


def _model(view: ClassView, templates: Path) -> BaseModel:
    # Imported here: it takes longer than everything else that an unchanged run does.
    from datamodel_code_generator.model.pydantic_v2.base_model import (
        BaseModel,
        DataModelField,
    )
    from datamodel_code_generator.reference import Reference

    return BaseModel(
        reference=Reference(path=view.name, name=view.name),
        fields=[
            DataModelField(
                name=name,
                original_name=name,
                data_type=_type(schema),
                required=True,
            )
            for name, schema in view.schema["properties"].items()
        ],
        custom_template_dir=templates / "models",
        extra_template_data=defaultdict(dict, {view.name: {"view": view}}),
    )


def _type(schema: Mapping[str, Any]) -> DataType:
    """The type of one of the few schemas that the views write."""
    from datamodel_code_generator.types import DataType

    choices = schema.get("anyOf")
    if choices:
        optional = {"type": "null"} in choices
        types = [_type(choice) for choice in choices if choice != {"type": "null"}]
        return DataType(data_types=types, is_optional=optional, use_union_operator=True)
    kind = schema.get("type")
    if kind == "array":
        items = _type(schema["items"])
        return DataType(data_types=[items], is_list=True, use_standard_collections=True)
    if kind == "object":
        values = _type(schema["additionalProperties"])
        return DataType(
            data_types=[values], is_dict=True, use_standard_collections=True
        )
    if "$ref" in schema:
        return DataType(type=schema["$ref"].rpartition("/")[2])
    if "customTypePath" in schema:
        return DataType(type=schema["customTypePath"].rpartition(".")[2])
    return DataType(type=_TYPES.get(str(kind), "Any"))
