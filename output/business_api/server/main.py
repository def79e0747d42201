"""The server with your implementations. This file is yours: it was written once.

Run it with `uvicorn business_api.server.main:app`.
"""

from __future__ import annotations

from .app import create_app
from .impl.jobs import JobsService
from .impl.product import ProductService
from .impl.works import WorksService
from .implementations import Implementations

IMPLEMENTATIONS: Implementations = {
    "product": ProductService(),
    "jobs": JobsService(),
    "works": WorksService(),
}

app = create_app(**IMPLEMENTATIONS)
