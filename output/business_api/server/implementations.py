"""What a server is put together from: an implementation of each group.

Type checkers name here each operation that an implementation of yours lacks, or has in
another form than it is documented in by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from .routers.jobs import JobsApi
from .routers.product import ProductApi
from .routers.works import WorksApi

if TYPE_CHECKING:
    from .impl.jobs import JobsService
    from .impl.product import ProductService
    from .impl.works import WorksService


class Implementations(TypedDict):
    """By group: a type checker names what is missing."""

    product: ProductApi
    jobs: JobsApi
    works: WorksApi


if TYPE_CHECKING:

    class CheckedProductService(ProductService, ProductApi):
        """Type checkers name above what has another form."""

    def product_operations(own: ProductService) -> list[object]:
        """Type checkers name below what is missing."""
        return [own.create]

    class CheckedJobsService(JobsService, JobsApi):
        """Type checkers name above what has another form."""

    def jobs_operations(own: JobsService) -> list[object]:
        """Type checkers name below what is missing."""
        return [own.create]

    class CheckedWorksService(WorksService, WorksApi):
        """Type checkers name above what has another form."""

    def works_operations(own: WorksService) -> list[object]:
        """Type checkers name below what is missing."""
        return [own.create]
