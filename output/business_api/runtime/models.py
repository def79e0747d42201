"""The base of all models: what a request may leave out, and what a response may add."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, Self, TypedDict, TypeVar

from pydantic import (
    MISSING,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .jsontext import dumps, loads

__all__ = [
    "UNSET",
    "Answer",
    "KeyValuePair",
    "KeyValuePairParams",
    "Model",
    "OneRequired",
    "RequestModel",
    "is_set",
]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

UNSET: Any = MISSING
"""Default of a member that may be left out but may not be null.

It is not sent. Its type is `Any`, so that the member keeps its own.
"""


class Answer:
    """Validation context of an answer, which no rule about requests may refuse."""

    def __init__(self) -> None:
        self.recased: set[str] = set()
        """Names that came in another casing than the documented one."""


def is_set(model: BaseModel, name: str) -> bool:
    """Whether the member `name` of `model` was given, by a program or by the server."""
    return name in model.model_fields_set


class Model(BaseModel):
    """A model that responses carry, or requests and responses.

    Members have Python's names here and the documented names on the wire; both are
    accepted. What was not set is not sent, and `None` is sent as null. Members that the
    documentation does not know are kept in `model_extra` and sent back.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        validate_assignment=False,
        protected_namespaces=(),
        defer_build=True,
    )

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The model in a JSON text, with all digits of its numbers.

        Raises:
            pydantic.ValidationError: the text does not have the documented shape.
            ValueError: the text is not JSON.
        """
        return cls.model_validate(loads(text))

    def to_dict(self) -> dict[str, Any]:
        """The members that are set, by their names on the wire."""
        return self.model_dump(exclude_unset=True, warnings=False)

    def to_json(self) -> str:
        """The members that are set, as JSON, with all digits of their numbers."""
        return dumps(self.to_dict()).decode()


class RequestModel(Model):
    """A model that only requests carry. It refuses members that are not documented."""

    model_config = ConfigDict(extra="forbid")


class OneRequired(Model):
    """A model of whose members, of each of some groups, at least one must be given."""

    one_required: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """The groups, by the names that members have in Python."""

    @model_validator(mode="after")
    def _check_groups(self, info: ValidationInfo) -> Self:
        if not isinstance(info.context, Answer):
            for group in self.one_required:
                if self.model_fields_set.isdisjoint(group):
                    raise PydanticCustomError(
                        "one_required",
                        "At least one of {members} must be given",
                        {"members": ", ".join(group)},
                    )
        return self


class KeyValuePair(Model, Generic[_Key, _Value]):
    """`KeyValuePair<TKey, TValue>` of .NET."""

    key: _Key = Field(alias="Key")
    value: _Value = Field(alias="Value")


class KeyValuePairParams(TypedDict, Generic[_Key, _Value]):
    """What a caller may pass in place of a `KeyValuePair`."""

    key: _Key
    value: _Value
