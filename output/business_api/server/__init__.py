"""A server of the API, to fill in.

Each group of operations has a protocol that says what to implement. Until that is done,
the documented samples answer, or the status 501:

    from business_api.server import create_app

    app = create_app()

Needs FastAPI, and uvicorn or another server to run `app`.
"""

from __future__ import annotations

from .app import create_app
from .routers.jobs import JobsApi
from .routers.product import ProductApi
from .routers.works import WorksApi

__all__ = ["JobsApi", "ProductApi", "WorksApi", "create_app"]
