"""Models as mappings: what a body may be written as."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .jobs import (
        EquipmentBrandParams,
        EquipmentFamilyParams,
        EquipmentModelParams,
        JobParams,
        JobPriorityParams,
        JobTypeParams,
        ProjectParams,
        ProjectStatusParams,
        SalesOrganizationParams,
        SkillParams,
        TranslationParams,
        UserParams,
    )
    from .product import PreferredProductSupplierParams, ProductParams
    from .works import (
        InfoParams,
        WorkAccountNewParams,
        WorkFlowEstimatedTimeNewParams,
        WorkFlowNewParams,
        WorkNewParams,
    )

__all__ = [
    "EquipmentBrandParams",
    "EquipmentFamilyParams",
    "EquipmentModelParams",
    "InfoParams",
    "JobParams",
    "JobPriorityParams",
    "JobTypeParams",
    "PreferredProductSupplierParams",
    "ProductParams",
    "ProjectParams",
    "ProjectStatusParams",
    "SalesOrganizationParams",
    "SkillParams",
    "TranslationParams",
    "UserParams",
    "WorkAccountNewParams",
    "WorkFlowEstimatedTimeNewParams",
    "WorkFlowNewParams",
    "WorkNewParams",
]

_MODULES = {
    "EquipmentBrandParams": "jobs",
    "EquipmentFamilyParams": "jobs",
    "EquipmentModelParams": "jobs",
    "InfoParams": "works",
    "JobParams": "jobs",
    "JobPriorityParams": "jobs",
    "JobTypeParams": "jobs",
    "PreferredProductSupplierParams": "product",
    "ProductParams": "product",
    "ProjectParams": "jobs",
    "ProjectStatusParams": "jobs",
    "SalesOrganizationParams": "jobs",
    "SkillParams": "jobs",
    "TranslationParams": "jobs",
    "UserParams": "jobs",
    "WorkAccountNewParams": "works",
    "WorkFlowEstimatedTimeNewParams": "works",
    "WorkFlowNewParams": "works",
    "WorkNewParams": "works",
}


def __getattr__(name: str) -> object:
    """Loads the module of a name when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
