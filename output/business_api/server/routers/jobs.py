"""The routes of jobs, and what they call."""

from __future__ import annotations

from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Body, Response

from ...models.jobs import Job
from ..document import DOCUMENTATION
from ..runtime.implementing import implemented
from ..runtime.routes import DocumentedRequest, Fallback, Reply, documented_route


class JobsApi(Protocol):
    """What answers the requests of jobs."""

    def create(self, body: Job) -> Reply[Any]:
        """Creates a work order.

        https://field-service.example/Help/Api/CreateJob
        """
        raise NotImplementedError


def build_jobs_router(
    implementation: JobsApi | None = None,
    fallback: Fallback = "sample",
) -> APIRouter:
    """Routes to `implementation`; the fallback answers for what it lacks."""
    api = implemented(implementation)
    router = APIRouter(
        tags=["jobs"],
        route_class=documented_route(DOCUMENTATION, fallback),
    )

    @router.post("/jobs", response_model=Any)
    async def create_jobs(
        request: DocumentedRequest,
        body: Annotated[Job, Body()],
    ) -> Response:
        return await request.answer(api.create, body)

    return router
