"""The runtime of emitted servers, imported from the templates that it is copied from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import helpwright
from helpwright.openapi.dump import dumps
from helpwright.render.templates import templates_folder

if TYPE_CHECKING:
    from templates.runtime import jsontext, masking
    from templates.server.runtime import (
        answering,
        binding,
        documentation,
        faults,
        forms,
        media,
        mending,
        publishing,
        receiving,
        typed_text,
        xml_text,
    )
else:
    # In a checkout the templates stand beside the sources, in a wheel within the package.
    if not templates_folder().is_relative_to(helpwright.__path__[0]):
        helpwright.__path__.append(str(templates_folder().parent))
    _RUNTIME = "helpwright.templates.server.runtime"
    answering = import_module(f"{_RUNTIME}.answering")
    binding = import_module(f"{_RUNTIME}.binding")
    documentation = import_module(f"{_RUNTIME}.documentation")
    faults = import_module(f"{_RUNTIME}.faults")
    forms = import_module(f"{_RUNTIME}.forms")
    media = import_module(f"{_RUNTIME}.media")
    mending = import_module(f"{_RUNTIME}.mending")
    publishing = import_module(f"{_RUNTIME}.publishing")
    receiving = import_module(f"{_RUNTIME}.receiving")
    typed_text = import_module(f"{_RUNTIME}.typed_text")
    xml_text = import_module(f"{_RUNTIME}.xml_text")
    jsontext = import_module("helpwright.templates.runtime.jsontext")
    masking = import_module("helpwright.templates.runtime.masking")

__all__ = [
    "answering",
    "binding",
    "documentation",
    "exact",
    "faults",
    "forms",
    "jsontext",
    "masking",
    "media",
    "mending",
    "publishing",
    "receiving",
    "typed_text",
    "xml_text",
]


def exact(document: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document as the runtime reads it, every digit kept."""
    value: dict[str, Any] = jsontext.loads(dumps(document))
    return value
