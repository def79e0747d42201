"""The operations of Product."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .. import models
from ..runtime.operations import Operation
from ..runtime.options import CallOptions
from ..runtime.resources import (
    AsyncResource,
    Resource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from ..models.product import Product
    from ..params.product import ProductParams

_CREATE: Operation[Product] = Operation(
    "POST",
    "/api/{database}/Product",
    body=lambda: models.Product,
    returns=lambda: models.Product,
    styles={"$expand": "comma"},
)


class ProductResource(Resource):
    """The operations of Product."""

    @cached_property
    def with_raw_response(self) -> ProductResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return ProductResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> ProductResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return ProductResourceWithStreamingResponse(self._streamed())

    def create(
        self,
        database: str,
        *,
        body: Product | ProductParams,
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
        ) = None,
        **options: Unpack[CallOptions],
    ) -> Product:
        """Creates a product from the values given.

        Args:
            body: The product as it should become.
            expand: Components ProductDescriptions ProductSuppliers Stocks.

        https://erp.example/Help/Api/POST-api-database-Product
        """
        return self._call(
            _CREATE,
            options,
            path={"database": database},
            params={"$expand": expand},
            body=body,
        )


class AsyncProductResource(AsyncResource):
    """The operations of Product, to be awaited."""

    @cached_property
    def with_raw_response(self) -> AsyncProductResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return AsyncProductResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> AsyncProductResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return AsyncProductResourceWithStreamingResponse(self._streamed())

    async def create(
        self,
        database: str,
        *,
        body: Product | ProductParams,
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
        ) = None,
        **options: Unpack[CallOptions],
    ) -> Product:
        """Creates a product from the values given.

        Args:
            body: The product as it should become.
            expand: Components ProductDescriptions ProductSuppliers Stocks.

        https://erp.example/Help/Api/POST-api-database-Product
        """
        return await self._call(
            _CREATE,
            options,
            path={"database": database},
            params={"$expand": expand},
            body=body,
        )


class ProductResourceWithRawResponse:
    """The methods of `ProductResource`, which return a `RawResponse`."""

    def __init__(self, group: ProductResource) -> None:
        self.create = raw(group.create)


class ProductResourceWithStreamingResponse:
    """The methods of `ProductResource`, which return a `StreamedResponse`."""

    def __init__(self, group: ProductResource) -> None:
        self.create = streamed(group.create)


class AsyncProductResourceWithRawResponse:
    """The methods of `AsyncProductResource`, which return a `RawResponse`."""

    def __init__(self, group: AsyncProductResource) -> None:
        self.create = async_raw(group.create)


class AsyncProductResourceWithStreamingResponse:
    """The methods of `AsyncProductResource`, for `async with`."""

    def __init__(self, group: AsyncProductResource) -> None:
        self.create = async_streamed(group.create)
