"""`dataclass` as the standard library has it, but that nothing guards a frozen one twice.

Types say that a frozen value can't be changed, and the type checker sees to it. A guard
at run time as well would make each value cost two and a half times as much, of which a
run makes millions, and each class half as much again, which every run pays for.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, **others):
        """Makes `cls` a data class; `frozen` gives it a hash of its members."""
        return dataclasses.dataclass(cls, unsafe_hash=frozen and eq, eq=eq, **others)
