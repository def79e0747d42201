"""Models and enumerations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .jobs import (
        EquipmentBrand,
        EquipmentFamily,
        EquipmentModel,
        Job,
        JobPriority,
        JobType,
        Project,
        ProjectStatus,
        SalesOrganization,
        Skill,
        Translation,
        User,
    )
    from .product import (
        PreferredProductSupplier,
        Product,
        ProductState,
        ProductType,
        ProjectEntryType,
    )
    from .works import (
        Info,
        WorkAccountNew,
        WorkFlowEstimatedTimeNew,
        WorkFlowNew,
        WorkNew,
    )

__all__ = [
    "EquipmentBrand",
    "EquipmentFamily",
    "EquipmentModel",
    "Info",
    "Job",
    "JobPriority",
    "JobType",
    "PreferredProductSupplier",
    "Product",
    "ProductState",
    "ProductType",
    "Project",
    "ProjectEntryType",
    "ProjectStatus",
    "SalesOrganization",
    "Skill",
    "Translation",
    "User",
    "WorkAccountNew",
    "WorkFlowEstimatedTimeNew",
    "WorkFlowNew",
    "WorkNew",
]

_MODULES = {
    "EquipmentBrand": "jobs",
    "EquipmentFamily": "jobs",
    "EquipmentModel": "jobs",
    "Info": "works",
    "Job": "jobs",
    "JobPriority": "jobs",
    "JobType": "jobs",
    "PreferredProductSupplier": "product",
    "Product": "product",
    "ProductState": "product",
    "ProductType": "product",
    "Project": "jobs",
    "ProjectEntryType": "product",
    "ProjectStatus": "jobs",
    "SalesOrganization": "jobs",
    "Skill": "jobs",
    "Translation": "jobs",
    "User": "jobs",
    "WorkAccountNew": "works",
    "WorkFlowEstimatedTimeNew": "works",
    "WorkFlowNew": "works",
    "WorkNew": "works",
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
