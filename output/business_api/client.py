"""The two clients of Business API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .runtime.clients import AsyncBaseClient, BaseClient

if TYPE_CHECKING:
    from .resources.jobs import AsyncJobsResource, JobsResource
    from .resources.product import AsyncProductResource, ProductResource
    from .resources.works import AsyncWorksResource, WorksResource


class Client(BaseClient):
    """A client of Business API that waits for its answers."""

    @cached_property
    def product(self) -> ProductResource:
        """The operations of Product."""
        from .resources.product import ProductResource

        return ProductResource(self)

    @cached_property
    def jobs(self) -> JobsResource:
        """The operations of jobs."""
        from .resources.jobs import JobsResource

        return JobsResource(self)

    @cached_property
    def works(self) -> WorksResource:
        """The operations of works."""
        from .resources.works import WorksResource

        return WorksResource(self)


class AsyncClient(AsyncBaseClient):
    """A client of Business API that is awaited."""

    @cached_property
    def product(self) -> AsyncProductResource:
        """The operations of Product."""
        from .resources.product import AsyncProductResource

        return AsyncProductResource(self)

    @cached_property
    def jobs(self) -> AsyncJobsResource:
        """The operations of jobs."""
        from .resources.jobs import AsyncJobsResource

        return AsyncJobsResource(self)

    @cached_property
    def works(self) -> AsyncWorksResource:
        """The operations of works."""
        from .resources.works import AsyncWorksResource

        return AsyncWorksResource(self)
