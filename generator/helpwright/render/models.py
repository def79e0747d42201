"""The bodies of the models, made by datamodel-code-generator with templates of ours.

It gets names that we have decided, types, and no word of a vendor's; what it finds is how
the types are written. Everything else the templates take from the views.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from helpwright.render.templates import templates_folder
from helpwright.views.classes import ClassView, EnumView

_BODY = re.compile(r"^#= (\S+)\n(.*?)\n#=$", re.MULTILINE | re.DOTALL)
_ROOT = "Root_"


def class_bodies(views: Iterable[ClassView | EnumView]) -> dict[str, str]:
    """The text of each class by its name."""
    by_name = {view.name: view for view in views}
    if not by_name:
        return {}
    text = _generated(by_name)
    return {name: body for name, body in _BODY.findall(text) if name in by_name}


def _generated(views: dict[str, ClassView | EnumView]) -> str:
    # Imported here: it takes longer than everything else that an unchanged run does.
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import InputFileType
    from datamodel_code_generator.format import PythonVersion

    root = ClassView(
        name=_ROOT,
        head=f"class {_ROOT}:",
        docstring="",
        statements=(),
        members={},
        schema={},
        imports=frozenset(),
    )
    data: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for name, view in {**views, _ROOT: root}.items():
        data[name]["view"] = view
    text = generate(
        {
            "title": _ROOT,
            "type": "object",
            "$defs": {name: view.schema for name, view in views.items()},
        },
        input_file_type=InputFileType.JsonSchema,
        custom_template_dir=templates_folder() / "models",
        custom_class_name_generator=str,
        extra_template_data=data,
        target_python_version=PythonVersion.PY_311,
        strict_nullable=True,
        use_title_as_name=True,
        no_alias=True,
        disable_timestamp=True,
        formatters=[],
    )
    if not isinstance(text, str):
        raise TypeError(f"one module was expected, not {type(text).__name__}")
    return text
