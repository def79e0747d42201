"""Our client of a document and those of others, written to a folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Any

from measure import ROOT

OURS, ATTRS, MODELS, JAVA = (
    "ours",
    "openapi-python-client",
    "datamodel-code-generator",
    "openapi-generator",
)
PACKAGES = {
    OURS: "bench_api",
    ATTRS: "bench_client",
    MODELS: "peer_client",
    JAVA: "openapi_client",
}


def write(document: dict[str, Any], folder: Path) -> list[str]:
    """Writes a client of each generator that is installed, and says which."""
    source = folder / "openapi.json"
    source.write_text(json.dumps(document), encoding="utf-8")
    _write_ours(document, folder)
    commands = {
        ATTRS: [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", str(source), "--meta", "none"),
            *("--output-path", str(folder / PACKAGES[ATTRS])),
        ],
        MODELS: [
            *(sys.executable, "-m", "datamodel_code_generator"),
            *("--input", str(source), "--input-file-type", "openapi"),
            *("--output", str(folder / "peer_models.py"), "--formatters", "builtin"),
            *("--output-model-type", "pydantic_v2.BaseModel"),
            *("--generate-client", "httpx2", "--client-package", PACKAGES[MODELS]),
            *("--client-output", str(folder / PACKAGES[MODELS])),
            *("--client-model-package", "peer_models"),
        ],
        JAVA: [
            *("java", "-jar", _jar(), "generate", "-g", "python"),
            *("-i", str(source), "-o", str(folder / "java")),
        ],
    }
    found = [OURS]
    for name, command in commands.items():
        if shutil.which(command[0]) is None or not all(command):
            print(f"{name} is not here", file=sys.stderr)
            continue
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if name == JAVA and done.returncode == 0:
            (folder / "java" / PACKAGES[JAVA]).rename(folder / PACKAGES[JAVA])
        if done.returncode == 0:
            found.append(name)
        else:
            print(f"{name} failed: {done.stderr[-500:]}", file=sys.stderr)
    return found


def _write_ours(document: dict[str, Any], folder: Path) -> None:
    """In a process of its own, so that this one stays small."""
    program = (
        "import json, sys; from pathlib import Path\n"
        "from helpwright import pipeline\n"
        "from helpwright.config import Config\n"
        "from helpwright.diagnostics import Findings\n"
        "folder = Path(sys.argv[1])\n"
        "document = json.loads((folder / 'openapi.json').read_text('utf-8'))\n"
        f"config = Config(package={PACKAGES[OURS]!r})\n"
        "emitted = pipeline.emit(document, config, Findings())\n"
        "for path, text in emitted.files.items():\n"
        "    place = folder / path\n"
        "    place.parent.mkdir(parents=True, exist_ok=True)\n"
        "    place.write_text(text, encoding='utf-8')\n"
    )
    command = [sys.executable, "-c", program, str(folder)]
    subprocess.run(command, cwd=ROOT / "generator", check=True)


def _jar() -> str:
    found = util.find_spec("openapi_generator_cli")
    if found is None or not found.submodule_search_locations:
        return ""
    return str(Path(found.submodule_search_locations[0], "openapi-generator.jar"))


FIRST_CALLS = {
    OURS: """
import httpx2, bench_api
answer = httpx2.Response(200, content=b"{}")
client = bench_api.Client("https://x", transport=httpx2.MockTransport(lambda r: answer))
client.group0.create_op0(1, body={})
""",
    ATTRS: """
import httpx
from bench_client import Client
from bench_client.api.group0 import post_api_group0_op0_id as operation
from bench_client.models import Model0A
answer = httpx.Response(200, json={})
transport = httpx.MockTransport(lambda r: answer)
client = Client("https://x", httpx_args={"transport": transport})
operation.sync(1, client=client, body=Model0A())
""",
    MODELS: """
import httpx2
from peer_client import Client
answer = httpx2.Response(200, json={})
http = httpx2.Client(transport=httpx2.MockTransport(lambda r: answer))
client = Client(base_url="https://x", http_client=http)
client.group0.post_api_group0_op0_by_id(id=1, body={})
""",
    JAVA: """
import urllib3
import openapi_client
from openapi_client.rest import RESTClientObject, RESTResponse
def answer(*arguments, **more):
    headers = {"Content-Type": "application/json"}
    response = urllib3.HTTPResponse(b"{}", headers, 200, preload_content=False)
    return RESTResponse(response)
RESTClientObject.request = answer
group = openapi_client.Group0Api(openapi_client.ApiClient())
group.api_group0_op0_id_post(1, openapi_client.Model0A())
""",
}
"""Programs that make the first call of a drawn API."""
