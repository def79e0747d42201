"""The application: all routers on one server."""

from __future__ import annotations

from fastapi import FastAPI

from .document import DOCUMENTATION
from .routers.jobs import JobsApi, build_jobs_router
from .routers.product import ProductApi, build_product_router
from .routers.works import WorksApi, build_works_router
from .runtime.application import DocumentedApp
from .runtime.implementing import starting_anyway
from .runtime.routes import Fallback


@starting_anyway
def create_app(
    *,
    product: ProductApi | None = None,
    jobs: JobsApi | None = None,
    works: WorksApi | None = None,
    fallback: Fallback = "sample",
) -> FastAPI:
    """An application that answers with what is given.

    A method may be `async def` or plain `def`. Where an implementation is missing, or a
    method of it is, the documented sample answers, or with `"501"` as fallback that
    status.
    """
    app = DocumentedApp(DOCUMENTATION)
    app.include_router(build_product_router(product, fallback))
    app.include_router(build_jobs_router(jobs, fallback))
    app.include_router(build_works_router(works, fallback))
    return app
