"""Tells models from other values without importing Pydantic for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["is_model", "members_of"]


def is_model(value: Any) -> TypeGuard[BaseModel]:
    """Whether `value` is a model. Where Pydantic was never loaded, nothing is."""
    main = sys.modules.get("pydantic.main")
    return main is not None and isinstance(value, main.BaseModel)


def members_of(model: BaseModel) -> dict[str, Any]:
    """The members of `model` that are set, by their names on the wire."""
    return model.model_dump(by_alias=True, exclude_unset=True, warnings=False)
