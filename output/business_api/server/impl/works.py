"""Answers for works. This file is yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...models.works import WorkNew


class WorksService:
    """Implements `WorksApi`. A method that is not written yet may stay out."""

    async def create(self, body: WorkNew) -> int:
        raise NotImplementedError
