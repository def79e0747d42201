"""Answers for jobs. This file is yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ...models.jobs import Job


class JobsService:
    """Implements `JobsApi`. A method that is not written yet may stay out."""

    async def create(self, body: Job) -> Any:
        raise NotImplementedError
