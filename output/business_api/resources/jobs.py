"""The operations of jobs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

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
    from ..models.jobs import Job
    from ..params.jobs import JobParams

_CREATE: Operation[Any] = Operation(
    "POST",
    "/jobs",
    body=lambda: models.Job,
    returns=lambda: Any,
)


class JobsResource(Resource):
    """The operations of jobs."""

    @cached_property
    def with_raw_response(self) -> JobsResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return JobsResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> JobsResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return JobsResourceWithStreamingResponse(self._streamed())

    def create(self, *, body: Job | JobParams, **options: Unpack[CallOptions]) -> Any:
        """Creates a work order.

        https://field-service.example/Help/Api/CreateJob
        """
        return self._call(_CREATE, options, body=body)


class AsyncJobsResource(AsyncResource):
    """The operations of jobs, to be awaited."""

    @cached_property
    def with_raw_response(self) -> AsyncJobsResourceWithRawResponse:
        """The same methods, which return the answer with its headers."""
        return AsyncJobsResourceWithRawResponse(self._raw())

    @cached_property
    def with_streaming_response(self) -> AsyncJobsResourceWithStreamingResponse:
        """The same methods, which return before the answer's body is read."""
        return AsyncJobsResourceWithStreamingResponse(self._streamed())

    async def create(
        self,
        *,
        body: Job | JobParams,
        **options: Unpack[CallOptions],
    ) -> Any:
        """Creates a work order.

        https://field-service.example/Help/Api/CreateJob
        """
        return await self._call(_CREATE, options, body=body)


class JobsResourceWithRawResponse:
    """The methods of `JobsResource`, which return a `RawResponse`."""

    def __init__(self, group: JobsResource) -> None:
        self.create = raw(group.create)


class JobsResourceWithStreamingResponse:
    """The methods of `JobsResource`, which return a `StreamedResponse`."""

    def __init__(self, group: JobsResource) -> None:
        self.create = streamed(group.create)


class AsyncJobsResourceWithRawResponse:
    """The methods of `AsyncJobsResource`, which return a `RawResponse`."""

    def __init__(self, group: AsyncJobsResource) -> None:
        self.create = async_raw(group.create)


class AsyncJobsResourceWithStreamingResponse:
    """The methods of `AsyncJobsResource`, for `async with`."""

    def __init__(self, group: AsyncJobsResource) -> None:
        self.create = async_streamed(group.create)
