"""The operations of works."""

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
    from ..models.works import WorkNew
    from ..params.works import WorkNewParams

_CREATE: Operation[int] = Operation(
    "POST",
    "/api/v2/works",
    body=lambda: models.WorkNew,
    returns=lambda: int,
)


class WorksResource(Resource):
    """The operations of works."""

    @cached_property
    def with_raw_response(self) -> WorksResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return WorksResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> WorksResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return WorksResourceWithStreamingResponse(self._streamed())

    def create(
        self,
        *,
        body: WorkNew | WorkNewParams,
        **options: Unpack[CallOptions],
    ) -> int:
        """`POST /api/v2/works`.

        https://lims.example/Help/Api/POST-api-v2-works
        """
        return self._call(_CREATE, options, body=body)


class AsyncWorksResource(AsyncResource):
    """The operations of works, to be awaited."""

    @cached_property
    def with_raw_response(self) -> AsyncWorksResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return AsyncWorksResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> AsyncWorksResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return AsyncWorksResourceWithStreamingResponse(self._streamed())

    async def create(
        self,
        *,
        body: WorkNew | WorkNewParams,
        **options: Unpack[CallOptions],
    ) -> int:
        """`POST /api/v2/works`.

        https://lims.example/Help/Api/POST-api-v2-works
        """
        return await self._call(_CREATE, options, body=body)


class WorksResourceWithRawResponse:
    """The methods of `WorksResource`, which return a `RawResponse`."""

    def __init__(self, group: WorksResource) -> None:
        self.create = raw(group.create)


class WorksResourceWithStreamingResponse:
    """The methods of `WorksResource`, which return a `StreamedResponse`."""

    def __init__(self, group: WorksResource) -> None:
        self.create = streamed(group.create)


class AsyncWorksResourceWithRawResponse:
    """The methods of `AsyncWorksResource`, which return a `RawResponse`."""

    def __init__(self, group: AsyncWorksResource) -> None:
        self.create = async_raw(group.create)


class AsyncWorksResourceWithStreamingResponse:
    """The methods of `AsyncWorksResource`, for `async with`."""

    def __init__(self, group: AsyncWorksResource) -> None:
        self.create = async_streamed(group.create)
