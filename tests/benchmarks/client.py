"""What it costs to live with the emitted client, beside peers and code written by hand.

    python tests/benchmarks/client.py [--rounds N] [--sizes 3,100,1000]

For APIs drawn at random, in turn and in CPU seconds of whole processes: importing the
package (beside importing Pydantic and httpx2 alone), and a first call on top of that. Then,
in this process: a call over an in-process transport (beside httpx2 and json by hand), and
decoding 10,000 rows (beside a Pydantic model by hand). Peers are openapi-python-client and
datamodel-code-generator's own client, on the same OpenAPI document; they need the `bench`
extra. Targets: 1.3 for the import, 1 s for the first call at 1,000 operations, 1.2 for
calls and for decoding.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import ROOT, cost, cpu, in_turn, peak

sys.path.insert(0, str(ROOT / "generator"))

GROUP = 20
"""Operations of a group."""
FIELDS = 20
"""Members of a model; an operation has 2.3 models."""
ROWS = 10_000

ALONE = "import pydantic, httpx2"
OURS = """
import httpx2, bench_api
answer = httpx2.Response(200, content=b"{}")
client = bench_api.Client("https://x", transport=httpx2.MockTransport(lambda r: answer))
client.group0.create_op0(1, body={})
"""
CLIENT_OF_ATTRS = """
import httpx
from bench_client import Client
from bench_client.api.group0 import post_api_group0_op0_id as operation
from bench_client.models import Model0A
answer = httpx.Response(200, json={})
transport = httpx.MockTransport(lambda r: answer)
client = Client("https://x", httpx_args={"transport": transport})
operation.sync(1, client=client, body=Model0A())
"""

CLIENT_OF_MODELS = """
import httpx2
from peer_client import Client
answer = httpx2.Response(200, json={})
http = httpx2.Client(transport=httpx2.MockTransport(lambda r: answer))
client = Client(base_url="https://x", http_client=http)
client.group0.post_api_group0_op0_by_id(id=1, body={})
"""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--sizes", default="3,100,1000")
    settings = options.parse_args()
    for size in map(int, settings.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            processes(size, Path(folder), settings.rounds)
    with tempfile.TemporaryDirectory() as folder:
        in_process(Path(folder))


def drawn(operations: int) -> dict[str, Any]:
    """An OpenAPI document. The same number gives the same document."""
    draw = random.Random(operations)
    kinds: list[dict[str, Any]] = [
        {"type": ["string", "null"]},
        {"type": "integer"},
        {"type": "number", "format": "decimal"},
        {"type": "boolean"},
        {"type": "string", "format": "date-time"},
        {"type": "string", "format": "uuid"},
    ]
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for number in range(operations):
        group = f"group{number // GROUP}"
        names = [f"Model{number}{letter}" for letter in "ABC"[: 2 + (number % 3 == 0)]]
        for name, inner in zip(names, [*names[1:], ""], strict=True):
            members = {f"Member{n}": draw.choice(kinds) for n in range(FIELDS)}
            if inner:
                reference = {"$ref": f"#/components/schemas/{inner}"}
                members["Inner"] = {"anyOf": [reference, {"type": "null"}]}
            schemas[name] = {"type": "object", "properties": members}
        body = {"$ref": f"#/components/schemas/{names[0]}"}
        content = {"content": {"application/json": {"schema": body}}}
        key = {"name": "id", "in": "path", "required": True}
        paths[f"/api/{group}/op{number}/{{id}}"] = {
            "post": {
                "tags": [group],
                "parameters": [{**key, "schema": {"type": "integer"}}],
                "requestBody": {"required": True, **content},
                "responses": {"200": {"description": "OK", **content}},
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bench", "version": "1.0.0"},
        "servers": [{"url": "https://bench.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def emit(document: dict[str, Any], folder: Path) -> None:
    """Writes our package of `document`, `bench_api`."""
    from helpwright import pipeline
    from helpwright.config import Config
    from helpwright.diagnostics import Findings

    files = pipeline.emit(document, Config(package="bench_api"), Findings()).files
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


# --- whole processes --------------------------------------------------------------------


def processes(size: int, folder: Path, rounds: int) -> None:
    """Prints what importing and a first call cost with `size` operations."""
    document = drawn(size)
    emit(document, folder)
    programs = {
        "pydantic and httpx2 alone": ALONE,
        "ours, import": "import bench_api",
        "ours, first call": OURS,
        **peers(document, folder),
    }
    runs = {name: _run(program, folder) for name, program in programs.items()}
    costs = in_turn(runs, rounds)
    alone = cpu(costs["pydantic and httpx2 alone"])
    print(f"{size} operations, median of {rounds} rounds")
    for name, measured in costs.items():
        seconds = cpu(measured)
        print(
            f"  {name:44}{seconds:7.3f} s CPU  {seconds / alone:5.2f}×  "
            f"+{seconds - alone:6.3f} s {peak(measured):6.0f} MiB"
        )


def _run(program: str, folder: Path) -> Callable[[], Any]:
    return lambda: cost([sys.executable, "-c", program], folder)


def peers(document: dict[str, Any], folder: Path) -> dict[str, str]:
    """Programs for the peers that are installed and can make a client of `document`."""
    source = folder / "openapi.json"
    source.write_text(json.dumps(document), encoding="utf-8")
    python = sys.executable
    found = {}
    made = subprocess.run(
        [
            *(python, "-m", "openapi_python_client", "generate", "--meta", "none"),
            *("--path", str(source), "--output-path", str(folder / "bench_client")),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode == 0:
        found["openapi-python-client, import"] = "import bench_client"
        found["openapi-python-client, first call"] = CLIENT_OF_ATTRS
    made = subprocess.run(
        [
            *(python, "-m", "datamodel_code_generator", "--input", str(source)),
            *("--input-file-type", "openapi", "--formatters", "builtin"),
            *("--output", str(folder / "peer_models.py")),
            *("--output-model-type", "pydantic_v2.BaseModel"),
            *("--generate-client", "httpx2", "--client-package", "peer_client"),
            *("--client-output", str(folder / "peer_client")),
            *("--client-model-package", "peer_models"),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode == 0:
        found["datamodel-code-generator, import"] = "import peer_client"
        found["datamodel-code-generator, first call"] = CLIENT_OF_MODELS
    return found


# --- calls and rows ---------------------------------------------------------------------


def in_process(folder: Path) -> None:
    """Prints what a call and decoding cost, beside code written by hand."""
    emit(rows_document(), folder)
    sys.path.insert(0, str(folder))
    report("a GET of one row", *calls(1, "get"))
    report("a POST of one row", *calls(1, "post"))
    by_hand, ours = decoding()
    report(f"decoding {ROWS} rows", by_hand, ours)


def report(name: str, by_hand: float, ours: float) -> None:
    print(
        f"{name:28}{ours * 1e6:12.0f} µs, by hand {by_hand * 1e6:12.0f} µs: "
        f"{ours / by_hand:5.2f}×"
    )


def rows_document() -> dict[str, Any]:
    """An API of one model with members of every common type."""
    row = {
        "type": "object",
        "properties": {
            "Id": {"type": "integer"},
            "Key": {"type": "string", "format": "uuid"},
            "Changed": {"type": "string", "format": "date-time"},
            "Name": {"type": ["string", "null"]},
            "Remark": {"type": ["string", "null"]},
            "Open": {"type": "boolean"},
            "Price": {"type": "number", "format": "decimal"},
            "Weight": {"type": ["number", "null"], "format": "decimal"},
            "Ratio": {"type": "number", "format": "double"},
            "Count": {"type": "integer"},
        },
    }
    reference = {"$ref": "#/components/schemas/Row"}
    listed = {"type": "array", "items": reference}

    def operation(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
        content = {"content": {"application/json": {"schema": schema}}}
        return {
            "tags": ["rows"],
            "responses": {"200": {"description": "OK", **content}},
            **({"requestBody": {"required": True, **content}} if more else {}),
        }

    return {
        "openapi": "3.1.0",
        "info": {"title": "Rows", "version": "1"},
        "paths": {
            "/rows": {"get": operation(listed), "post": operation(reference, body=True)}
        },
        "components": {"schemas": {"Row": row}},
    }


def row(number: int) -> dict[str, Any]:
    return {
        "Id": number,
        "Key": f"0f8fad5b-d9cb-469f-a165-{number:012x}",
        "Changed": "2024-01-31T12:30:15.5",
        "Name": f"row {number}",
        "Remark": None,
        "Open": True,
        "Price": 12.5,
        "Weight": 0.25,
        "Ratio": 0.5,
        "Count": number,
    }


def calls(count: int, method: str) -> tuple[float, float]:
    """CPU seconds of a call by hand and of ours, best of several runs."""
    import httpx2

    package = importlib.import_module("bench_api")
    one = row(1)
    text = json.dumps([one] * count if method == "get" else one).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=text, headers=headers)

    bare = httpx2.Client(transport=httpx2.MockTransport(answer))
    client = package.Client("https://x", transport=httpx2.MockTransport(answer))
    model = importlib.import_module("bench_api.models").Row.from_json(json.dumps(one))

    def by_hand() -> Any:
        sent = {"json": one} if method == "post" else {}
        response = bare.request(method, "https://x/rows", **sent)
        response.raise_for_status()
        return response.json()

    def ours() -> Any:
        if method == "post":
            return client.rows.create(body=model)
        return client.rows.list()

    return best(by_hand, 2000), best(ours, 2000)


def decoding() -> tuple[float, float]:
    """CPU seconds of 10,000 rows by hand and by ours, best of several runs."""
    import datetime
    import uuid
    from decimal import Decimal

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

    text = json.dumps([row(number) for number in range(ROWS)]).encode()
    adapter = TypeAdapter(list[Row])
    models = importlib.import_module("bench_api.models")
    decoding_module = importlib.import_module("bench_api.runtime.decoding")
    decoder = decoding_module.Decoder(lambda: list[models.Row], "GET /rows")

    def ours() -> Any:
        return decoder.validate(*decoder.parse(text))

    return best(lambda: adapter.validate_python(json.loads(text)), 1), best(ours, 1)


def best(run: Callable[[], Any], times: int) -> float:
    """CPU seconds of one `run`, the best of seven measurements."""
    measured = []
    for _ in range(7):
        started = time.process_time()
        for _ in range(times):
            run()
        measured.append((time.process_time() - started) / times)
    return min(measured)


if __name__ == "__main__":
    main()
