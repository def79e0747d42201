"""What calls cost: one row there or back, and lists of 10,000 rows.

    python tests/benchmarks/calls.py WHO

Prints CPU seconds by what was called, as JSON, the best of several runs; NaN where the
client does not read the answer. Started by
`client.py`, once for each client, in a folder that holds the packages.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from clients import ATTRS, JAVA, MODELS, OURS
from drawn_apis import row

ROWS = 10_000
BY_HAND = "by hand"
DATES = {
    "dates without zone": "2024-01-31T12:30:15.5",
    "dates with seven digits": "2024-01-31T12:30:15.1234567",
    "dates with an offset": "2024-01-31T12:30:15+01:00",
}
JSON = {"Content-Type": "application/json; charset=utf-8"}

Call = Callable[[], Any]


def main() -> None:
    who = sys.argv[1]
    sys.path.insert(0, "")
    one = [row(1)]
    found = {
        "GET of one row": best(GET[who](json.dumps(one).encode()), 1000),
        "POST of one row": best(POST[who](json.dumps(one[0]).encode()), 1000),
    }
    for name, text in DATES.items():
        rows = json.dumps([row(number, text) for number in range(ROWS)]).encode()
        what = f"GET of {ROWS:,} rows, {name}"
        try:
            found[what] = best(GET[who](rows), 1)
        except Exception as error:  # noqa: BLE001  Each client has errors of its own.
            print(f"{who}: {what}: {type(error).__name__}", file=sys.stderr)
            found[what] = float("nan")
    print(json.dumps(found))


def best(run: Call, times: int) -> float:
    """CPU seconds of one `run`, the best of nine measurements."""
    measured = []
    for _ in range(9):
        started = time.process_time()
        for _ in range(times):
            run()
        measured.append((time.process_time() - started) / times)
    return min(measured)


# --- httpx2, json and a model of Pydantic, as one would write them ---


def bare(text: bytes) -> tuple[Any, Any]:
    """A client of httpx2, and the adapter of a list of rows."""
    import datetime
    import uuid
    from decimal import Decimal

    import httpx2
    from pydantic import BaseModel, ConfigDict, TypeAdapter
    from pydantic.alias_generators import to_pascal

    class Row(BaseModel):
        model_config = ConfigDict(alias_generator=to_pascal)
        id: int
        key: uuid.UUID
        changed: datetime.datetime
        name: str | None = None
        remark: str | None = None
        open: bool
        price: Decimal
        weight: Decimal | None = None
        ratio: float
        count: int

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=text, headers=JSON)

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    return http, TypeAdapter(list[Row])


def get_by_hand(text: bytes) -> Call:
    http, adapter = bare(text)
    large = len(text) > 10_000

    def call() -> Any:
        response = http.get("https://x/rows")
        response.raise_for_status()
        value = response.json()
        return adapter.validate_python(value) if large else value

    return call


def post_by_hand(text: bytes) -> Call:
    http, _ = bare(text)
    one = json.loads(text)

    def call() -> Any:
        response = http.post("https://x/rows", json=one)
        response.raise_for_status()
        return response.json()

    return call


# --- ours and those of others ---


def ours(text: bytes) -> Any:
    import httpx2

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=text, headers=JSON)

    package = importlib.import_module("bench_api")
    return package.Client("https://x", transport=httpx2.MockTransport(answer)).rows


def get_ours(text: bytes) -> Call:
    rows = ours(text)
    return lambda: rows.list()


def post_ours(text: bytes) -> Call:
    rows = ours(text)
    model = importlib.import_module("bench_api.models").Row.from_json(text)
    return lambda: rows.create(body=model)


def attrs(text: bytes) -> Any:
    import httpx

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=text, headers=JSON)

    package = importlib.import_module("bench_client")
    transport = httpx.MockTransport(answer)
    return package.Client("https://x", httpx_args={"transport": transport})


def get_attrs(text: bytes) -> Call:
    client = attrs(text)
    operation = importlib.import_module("bench_client.api.rows.get_rows")
    return lambda: operation.sync(client=client)


def post_attrs(text: bytes) -> Call:
    client = attrs(text)
    operation = importlib.import_module("bench_client.api.rows.post_rows")
    models = importlib.import_module("bench_client.models")
    model = models.Row.from_dict(json.loads(text))
    return lambda: operation.sync(client=client, body=model)


def models_(text: bytes) -> Any:
    import httpx2

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=text, headers=JSON)

    package = importlib.import_module("peer_client")
    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    return package.Client(base_url="https://x", http_client=http).rows


def get_models(text: bytes) -> Call:
    rows = models_(text)
    return lambda: rows.get_rows()


def post_models(text: bytes) -> Call:
    rows = models_(text)
    model = importlib.import_module("peer_models").Row.model_validate_json(text)
    return lambda: rows.post_rows(body=model)


def java(text: bytes) -> Any:
    import urllib3

    package = importlib.import_module("openapi_client")
    rest = importlib.import_module("openapi_client.rest")

    def answer(*arguments: Any, **more: Any) -> Any:
        whole = urllib3.HTTPResponse(text, JSON, 200, preload_content=False)
        return rest.RESTResponse(whole)

    rest.RESTClientObject.request = answer
    return package.RowsApi(package.ApiClient())


def get_java(text: bytes) -> Call:
    return java(text).rows_get  # type: ignore[no-any-return]


def post_java(text: bytes) -> Call:
    rows = java(text)
    package = importlib.import_module("openapi_client")
    model = package.Row.from_json(text)
    return lambda: rows.rows_post(model)


GET = {
    BY_HAND: get_by_hand,
    OURS: get_ours,
    ATTRS: get_attrs,
    MODELS: get_models,
    JAVA: get_java,
}
POST = {
    BY_HAND: post_by_hand,
    OURS: post_ours,
    ATTRS: post_attrs,
    MODELS: post_models,
    JAVA: post_java,
}

if __name__ == "__main__":
    main()
