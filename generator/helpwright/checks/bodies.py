"""What operations carry, and what to call it."""

from __future__ import annotations

from collections.abc import Iterator

from helpwright.spec import Api, Body


def bodies(api: Api) -> Iterator[tuple[str, Body]]:
    """Every body, after what a message calls it: `the request of POST /boats`."""
    for operation in api.operations:
        name = f"{operation.method} {operation.path}"
        if operation.request:
            yield f"the request of {name}", operation.request
        for response in operation.responses:
            if response.body:
                yield f"the response of {name}", response.body
