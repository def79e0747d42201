"""The routes of Product, and what they call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from fastapi import APIRouter, Body, Path, Query, Response

from ...models.product import Product
from ..document import DOCUMENTATION
from ..runtime.implementing import implemented
from ..runtime.routes import DocumentedRequest, Fallback, Reply, documented_route


class ProductApi(Protocol):
    """What answers the requests of Product."""

    def create(
        self,
        database: str,
        body: Product,
        expand: (
            Sequence[
                Literal[
                    "Components",
                    "ProductDescriptions",
                    "ProductSuppliers",
                    "Stocks",
                ]
            ]
            | None
        ),
    ) -> Reply[Product]:
        """Creates a product from the values given.

        https://erp.example/Help/Api/POST-api-database-Product
        """
        raise NotImplementedError


def build_product_router(
    implementation: ProductApi | None = None,
    fallback: Fallback = "sample",
) -> APIRouter:
    """Routes to `implementation`; the fallback answers for what it lacks."""
    api = implemented(implementation)
    router = APIRouter(
        tags=["Product"],
        route_class=documented_route(DOCUMENTATION, fallback),
    )

    @router.post("/api/{database}/Product", response_model=Product)
    async def create_product(
        request: DocumentedRequest,
        database: Annotated[str, Path()],
        body: Annotated[Product, Body()],
        expand: Annotated[
            list[
                Literal[
                    "Components",
                    "ProductDescriptions",
                    "ProductSuppliers",
                    "Stocks",
                ]
            ]
            | None,
            Query(alias="$expand"),
        ] = None,
    ) -> Response:
        return await request.answer(api.create, database, body, expand)

    return router
