"""From hostile pages to everything that is made of them, as a user runs it.

A mark stands wherever a page, an index, an overlay, the corrections, the lock of names, a
recording, a template of the project's own and the configuration can put one. Nothing of it may run, and nothing may be written elsewhere.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from code_check import check_code
from help_pages import (
    Action,
    Controller,
    EnumPage,
    ModelPage,
    Row,
    Shown,
    Site,
    Type,
    render_site,
)
from hostile_package import hostile, known, write
from markdown_check import outline
from payloads import FAMILIES, MARK

from helpwright import config, escape
from helpwright.cli import main
from helpwright.diagnostics import Findings
from helpwright.pipeline import describe, emit

TEXTS = [t for each in FAMILIES.values() for t in each if MARK in t and "\0" not in t]


def site(texts: list[str]) -> Site:
    """Pages that hold `texts` in every place that a page has."""
    actions, models = [], []
    for number, text in enumerate(texts):
        model = f"Boat{number} {text}"
        rows = (
            Row(text, Type("string"), text, (text, f"Default value is {text}")),
            Row("N", Type("integer"), text, (f"Default value is {text}",)),
            Row(
                "P",
                Type("string"),
                "",
                (f"Matching regular expression pattern: {text}",),
            ),
            Row(
                "R", Type(text), text, (f"Range: inclusive between {text} and {text}",)
            ),
            Row("E", Type("{}", (f"Sort{number}",)), text),
        )
        sample = json.dumps({text: text, "N": 1, "P": text, "R": text})
        shown = Shown(
            Type("{}", (model,)),
            text,
            rows,
            (("application/json, text/json", sample), (text, text)),
        )
        path = f"api/h{number}/{{id}}/{text}?q={{q}}"
        actions.append(Action("POST", path, text, rows[:2], body=shown, result=shown))
        models.append(ModelPage(model, text, rows))
        members = ((text, number, text), ("Other", 99, ""))
        models.append(EnumPage(f"Sort{number}", text, members))
    return Site((Controller(texts[0], texts[0], tuple(actions)),), tuple(models))


OVERLAY = {
    "overlay": "1.0.0",
    "actions": [
        {
            "target": "$.info",
            "update": {
                "title": f'"""{MARK}',
                "description": f"<script>{MARK}</script>",
            },
        },
        {
            "target": "$.paths.*.*",
            "update": {"summary": f"\\{MARK}", "x-idempotent": MARK},
        },
    ],
}


def recording(texts: list[str]) -> dict[str, Any]:
    """Traffic of the operations of `site`, with `texts` wherever a recording has some."""
    entries = []
    for number, text in enumerate(texts):
        body = {text: text, "N": text, "P": [text, 1], "R": {text: None}}
        sent = {"name": text, "value": text}
        request = {
            "method": "POST",
            "url": f"https://{MARK}.example/api/h{number}/1/{quote(text, errors='replace')}?q={MARK}",
            "headers": [sent],
            "queryString": [sent],
            "postData": {"mimeType": text, "text": json.dumps(body), "params": [sent]},
        }
        content = {"mimeType": "application/json", "text": json.dumps(body)}
        response = {"status": 200, "statusText": text, "headers": [sent]}
        entries.append(
            {"request": request, "response": {**response, "content": content}}
        )
        entries.append({"request": {**request, "method": text}, "response": response})
    return {"log": {"creator": {"name": texts[0]}, "entries": entries}}


def override(root: Path) -> None:
    """Templates of the project's own that hold the mark, in words and in what they print."""
    ours = Path(__file__).parents[2] / "templates"
    for name, text in (
        ("package/README.md.jinja", f"\nOf {MARK}: {{{{ '<b>' | e }}}}.\n"),
        ("models/module.py.jinja", f"\n# {MARK} {{{{ 'import os' }}}}\n"),
    ):
        place = root / "templates" / name
        place.parent.mkdir(parents=True)
        place.write_text((ours / name).read_text(encoding="utf-8") + text, "utf-8")


@pytest.fixture(scope="module", params=["5.2"])
def project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A project of hostile pages, generated."""
    top = tmp_path_factory.mktemp(f"whole{request.param.replace('.', '')}")
    root = top / "project"
    (root / "pages").mkdir(parents=True)
    for number, html in enumerate(
        render_site(site(TEXTS[::12]), request.param).values()
    ):
        comment = (
            f"<!-- saved from url=(0040)https://me:hunter2@erp.example/{MARK}?t=1 -->"
        )
        text = html.replace("<html", f"{comment}\n<html", 1)
        name = f"{number} '; $(touch {MARK}).html" if number % 3 else f"{number}.html"
        (root / "pages" / name).write_text(text, encoding="utf-8", errors="replace")
    (root / "overlay.json").write_text(json.dumps(OVERLAY), encoding="utf-8")
    title = escape.toml(f"{MARK} ${{{{ x }}}} <b>")
    (root / "corrections.toml").write_text(
        f"[[correct]]\nfact = {escape.toml(f'model {MARK}.x')}\nvalue = {title}\n"
        f"reason = {title}\n",
        encoding="utf-8",
    )
    (root / "names.lock").write_text(
        json.dumps({"groups": {TEXTS[0]: "import"}, "models": {"x": f"{MARK}()"}}),
        encoding="utf-8",
    )
    (root / "helpwright.toml").write_text(
        f'pages = ["pages"]\ntitle = {title}\nversion = {title}\n'
        'overlays = ["overlay.json"]\ncorrections = "corrections.toml"\n'
        'names = "names.lock"\nspec = "spec.json"\nopenapi = "openapi.json"\n'
        'templates = "templates"\n',
        encoding="utf-8",
    )
    override(root)
    har = recording(TEXTS[::12])
    (root / "traffic.har").write_text(json.dumps(har), encoding="utf-8")
    (top / "outside").mkdir()
    before = os.getcwd()
    os.chdir(root)
    try:
        assert main(["generate"]) in (0, 1)
        assert main(["observe", "traffic.har", "--into", "observed.json"]) in (0, 1)
        with (root / "helpwright.toml").open("a", encoding="utf-8") as file:
            file.write('observations = "observed.json"\n')
        assert main(["generate"]) in (0, 1)
    finally:
        os.chdir(before)
    return root


def test_nothing_is_written_elsewhere(project: Path) -> None:
    assert {p.name for p in project.parent.iterdir()} == {"project", "outside"}
    assert list((project.parent / "outside").iterdir()) == []
    assert not [p for p in project.parent.rglob(MARK)]
    made = {p.name for p in project.iterdir()} - {".helpwright"}
    given = {"pages", "overlay.json", "corrections.toml", "helpwright.toml"}
    given |= {"templates", "traffic.har", "observed.json"}
    assert made == given | {"names.lock", "spec.json", "openapi.json", "output"}


def test_code_is_made_of_templates_names_and_literals(project: Path) -> None:
    settings = replace(config.load(project / "helpwright.toml"))
    package = emit(describe(settings, Findings()).document, settings, Findings())
    # The one mark in a comment is what a template of the project's own writes there.
    own = f"\n# {MARK} import os\n"
    files = {path: text.replace(own, "") for path, text in package.files.items()}
    assert files != package.files
    check_code(files, package.names, known())
    for path in (project / "output").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))


def test_other_files_are_what_they_should_be(project: Path) -> None:
    for name in ("spec.json", "openapi.json", "names.lock", "observed.json"):
        json.loads((project / name).read_text(encoding="utf-8"))
    out = project / "output"
    tomllib.loads((out / "pyproject.toml").read_text(encoding="utf-8"))
    for file in ("README.md", "api.md"):
        outline((out / file).read_text(encoding="utf-8"))
    for path in project.rglob("*.json"):
        assert "hunter2" not in path.read_text(encoding="utf-8"), path


def test_what_was_given_has_come_through(project: Path) -> None:
    """No place of the input was passed over, or the rest would show nothing."""
    out = project / "output"
    assert f"Of {MARK}: &lt;b&gt;." in (out / "README.md").read_text(encoding="utf-8")
    modules = [
        p.read_text(encoding="utf-8") for p in (out / "api_client").rglob("*.py")
    ]
    assert any(f"# {MARK} import os" in text for text in modules)
    observed = json.loads((project / "observed.json").read_text(encoding="utf-8"))
    assert observed["operations"]
    assert "hunter2" not in json.dumps(observed)


WATCH = """
import importlib, pkgutil, sys, warnings
warnings.simplefilter("ignore")
import asyncio, fastapi, httpx2, pydantic, json
from pydantic.alias_generators import to_camel

FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen",
             "socket.connect", "socket.bind", "os.remove", "os.rename", "os.mkdir")

def watch(event, args):
    if event.startswith(FORBIDDEN):
        raise SystemExit(f"{event} {args!r}")
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wxa+"):
        raise SystemExit(f"open {args!r}")
    if event == "exec" and args[0].co_filename == "<string>":
        # Annotations are evaluated; a text in them is a constant, never a name.
        if {"__import__", "pathlib", "touch"} & {*args[0].co_names}:
            raise SystemExit(f"exec {args[0].co_names}")

sys.dont_write_bytecode = True
sys.addaudithook(watch)
for folder, name in zip(sys.argv[1::2], sys.argv[2::2]):
    sys.path.insert(0, folder)
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if ".impl" not in module.name and not module.name.endswith(".main"):
            importlib.import_module(module.name)
    models = getattr(package, "models", None) or importlib.import_module(f"{name}.models")
    for each in models.__all__:
        made = getattr(models, each)
        if hasattr(made, "model_rebuild"):
            made.model_rebuild()
            repr(made.model_construct())
    with_wire = httpx2.MockTransport(lambda request: httpx2.Response(200, json={}))
    client = package.Client("https://erp.example", transport=with_wire)
    for group in [n for n in dir(type(client)) if not n.startswith("_")]:
        dir(getattr(client, group))
    app = importlib.import_module(f"{name}.server").create_app()
    json.dumps(app.openapi())
print("unharmed")
"""


def test_importing_and_using_it_runs_nothing(project: Path, tmp_path: Path) -> None:
    """Everything is imported and used under a watch for what programs do to a system."""
    packages: list[Any] = [project / "output", "api_client"]
    for family in ("docstrings", "braces"):
        packages += [
            write(hostile(family).files, tmp_path / family),
            f"hostile_{family}",
        ]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *map(str, packages)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "unharmed", (done.stdout + done.stderr)[-2000:]
    assert not list(tmp_path.rglob(MARK))


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_reports_of_the_pages(
    project: Path, form: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["lint", str(project / "pages"), "--format", form]) in (0, 1)
    said = capfdbinary.readouterr().out.decode()
    if form == "text":
        assert not any(c in said for c in "\x1b\r\x9b\u202e\u2028")
    else:
        json.loads(said)
