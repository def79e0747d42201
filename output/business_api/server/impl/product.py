"""Answers for Product. This file is yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from ...models.product import Product


class ProductService:
    """Implements `ProductApi`. A method that is not written yet may stay out."""

    async def create(
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
    ) -> Product:
        raise NotImplementedError
