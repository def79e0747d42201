"""The routes of works, and what they call."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import APIRouter, Body, Response

from ...models.works import WorkNew
from ..document import DOCUMENTATION
from ..runtime.implementing import implemented
from ..runtime.routes import DocumentedRequest, Fallback, Reply, documented_route


class WorksApi(Protocol):
    """What answers the requests of works."""

    def create(self, body: WorkNew) -> Reply[int]:
        """Answers `POST /api/v2/works`.

        https://lims.example/Help/Api/POST-api-v2-works
        """
        raise NotImplementedError


def build_works_router(
    implementation: WorksApi | None = None,
    fallback: Fallback = "sample",
) -> APIRouter:
    """Routes to `implementation`; the fallback answers for what it lacks."""
    api = implemented(implementation)
    router = APIRouter(
        tags=["works"],
        route_class=documented_route(DOCUMENTATION, fallback),
    )

    @router.post("/api/v2/works", response_model=int)
    async def create_works(
        request: DocumentedRequest,
        body: Annotated[WorkNew, Body()],
    ) -> Response:
        return await request.answer(api.create, body)

    return router
