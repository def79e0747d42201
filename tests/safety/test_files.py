"""Nothing of a stranger decides what is read, run, written or removed.

The numbers are those of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from help_pages import render_site
from hostile_package import hostile, imported, write
from orchard import ORCHARD
from payloads import CODE, FAMILIES, MARK, PATHS

from helpwright import config, escape
from helpwright.cli import main
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.names import lock, resolve
from helpwright.write.output import write as write_output
from helpwright.write.paths import problem_of

SOURCES = Path(config.__file__).parent


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that nobody may touch, with a file in it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "theirs.txt").write_text("theirs", encoding="utf-8")
    return folder


def untouched(folder: Path) -> bool:
    """Whether the folder holds what it held."""
    return [p.name for p in folder.iterdir()] == ["theirs.txt"] and (
        folder / "theirs.txt"
    ).read_text(encoding="utf-8") == "theirs"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of harmless help pages."""
    folder = tmp_path / "project" / "pages"
    folder.mkdir(parents=True)
    for number, html in enumerate(render_site(ORCHARD, "5.2").values()):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    return folder


# --- where is written -----------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_t12_file_names(path: str, tmp_path: Path) -> None:
    # What stands for a slash in another script is a letter like others.
    assert problem_of(path) or path in (f".git/hooks/{MARK}", f".{MARK}", f"..∕{MARK}")
    if problem_of(path):
        with pytest.raises(HelpwrightError) as raised:
            write_output({path: "x"}, tmp_path / "out", Findings())
        assert raised.value.finding.code == "HW801"
        assert not (tmp_path / "out").exists()
        assert MARK not in "".join(os.listdir(tmp_path))


@pytest.mark.parametrize("family", FAMILIES)
def test_t12_files_of_a_package(family: str) -> None:
    paths = [*hostile(family).files]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert problem_of(path) == ""
        assert path.isascii()
        top = ("pyproject.toml", "README.md", "api.md", f"hostile_{family}")
        assert path.partition("/")[0] in top


@pytest.mark.parametrize("where", ["acme", "acme/models", "acme/client.py"])
def test_t13_links_in_the_output_folder(
    where: str, tmp_path: Path, outside: Path
) -> None:
    files = {"acme/client.py": "new", "acme/models/boats.py": "new"}
    link = tmp_path / "out" / where
    link.parent.mkdir(parents=True)
    target = outside / "theirs.txt" if where.endswith(".py") else outside
    link.symlink_to(target)
    with contextlib.suppress(HelpwrightError):
        write_output(files, tmp_path / "out", Findings())
    assert untouched(outside)


NAMED = (
    "../outside/theirs.txt",
    "/etc/hostname",
    "a/../../outside/theirs.txt",
    "link/x",
)


@pytest.mark.parametrize("path", NAMED)
def test_t13_a_manifest_that_names_files_of_others(
    path: str, tmp_path: Path, outside: Path
) -> None:
    """A manifest may come with the folder; only what a run wrote is ever removed."""
    out = tmp_path / "out"
    write_output({"a.txt": "ours"}, out, Findings())
    (out / "link").symlink_to(outside)
    manifest = out / ".helpwright-manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    theirs = content["files"]["a.txt"]
    for name in (path, "link/theirs.txt"):
        content["files"][name] = theirs
    content["files"]["link/theirs.txt"] = hashlib.sha256(b"theirs").hexdigest()
    content["files"][path] = hashlib.sha256(b"theirs").hexdigest()
    manifest.write_text(json.dumps(content), encoding="utf-8")
    with contextlib.suppress(HelpwrightError):
        write_output({"b.txt": "new"}, out, Findings())
    assert untouched(outside)


@pytest.mark.parametrize("at", ["first.txt", "second.txt"])
def test_t14_files_are_put_in_place_whole(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks while a run writes sees the old file or the new one."""
    out = tmp_path / "out"
    write_output({"first.txt": "old" * 999, "second.txt": "old" * 999}, out, Findings())
    seen: list[str] = []
    put = os.replace

    def looking(source: Any, target: Any, **settings: Any) -> None:
        text = (out / at).read_text(encoding="utf-8")
        seen.append(text[:3] if text in ("old" * 999, "new" * 999) else "torn")
        mode = os.stat(source).st_mode & 0o7777
        assert not mode & 0o022, "others can write what is about to be put in place"
        put(source, target, **settings)

    monkeypatch.setattr(os, "replace", looking)
    write_output({"first.txt": "new" * 999, "second.txt": "new" * 999}, out, Findings())
    assert seen and set(seen) <= {"old", "new"}
    assert (out / at).read_text(encoding="utf-8") == "new" * 999


# --- what is run ----------------------------------------------------------------------

FORBIDDEN = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
DANGEROUS = ("pickle", "marshal", "shelve", "dill", "xml.etree", "xml.dom", "xml.sax")


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCES)))
def test_t19_nothing_is_run_that_was_read(path: Path) -> None:
    """No module of ours evaluates text, loads pickles, or starts a shell."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in FORBIDDEN
            assert not called.endswith(("yaml.load", "unsafe_load", "full_load"))
            assert called not in ("os.system", "os.popen", "subprocess.getoutput")
            for keyword in node.keywords:
                assert keyword.arg != "shell" or ast.unparse(keyword.value) == "False"
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module)]
        for name in names:
            assert not name.startswith(
                DANGEROUS
            ), f"{name} runs or expands what it reads"


# --- files of ours that may come from others ------------------------------------------

BOATS = {
    "paths": {
        "/boats": {
            "post": {"tags": ["boats"], "responses": {"200": {}}, "summary": "x"}
        }
    },
    "components": {
        "schemas": {
            "Boat": {"type": "object", "properties": {"Name": {"type": "string"}}},
            "Sort": {"type": "string", "enum": ["Yacht", "Barge"]},
        }
    },
}
WISHES = (
    *("import", "None", "match", "print", "open", "str", "type", "self", "__class__"),
    *("__init__", "_private", "", "1d", "𝐢𝐦𝐩𝐨𝐫𝐭", "ﬁeld", "a b", "a\u202eb", "x" * 300),
    *(f"x):\n{CODE}", "con", "nul", *PATHS[:6]),
    f"x = {CODE}",
    "mro",
    "name",
    "__init_subclass__",
    "Client",
    "model_config",
)


@pytest.mark.parametrize("wish", WISHES)
def test_t21_names_lock(wish: str, tmp_path: Path) -> None:
    """A lock file may wish for any name; none that is no name comes of it."""
    wishes = {
        "groups": {"boats": wish},
        "resources": {"boats": wish},
        "async_resources": {"boats": wish},
        "protocols": {"boats": wish},
        "operations": {"POST /boats": wish},
        "models": {"Boat": wish, "Sort": wish},
        "params": {"Boat": wish},
        "fields": {"Boat": {"Name": wish}},
        "members": {"Sort": {"Yacht": wish, "Barge": wish}},
    }
    kept = lock.loads(json.dumps(wishes))
    from code_check import check_code
    from hostile_package import known

    from helpwright.pipeline import emit

    (tmp_path / "names.lock").write_text(json.dumps(wishes), encoding="utf-8")
    settings = config.Config(root=tmp_path, package="acme", names="names.lock")
    package = emit(BOATS, settings, Findings())
    assert resolve(BOATS, package="acme", lock=kept) == package.names
    check_code(package.files, package.names, known())
    for path in package.files:
        assert problem_of(path) == ""
    enum = package.names.enums["Sort"]
    assert {"mro", "name", "value"}.isdisjoint(enum.members.values())


LOCKS = (
    *("[]", "5", "null", '"x"', "{", "", "[" * 10000, '{"groups": []}'),
    *('{"groups": {"a": 5}}', '{"fields": {"a": "b"}}', '{"other": {}}'),
    '{"members": {"a": {"b": ["c"]}}}',
)


@pytest.mark.parametrize("text", LOCKS, ids=range(len(LOCKS)))
def test_t21_a_names_lock_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="lock file"):
        lock.loads(text)


FETCHED = (
    *(
        "[]",
        "5",
        "null",
        "{",
        "[" * 10000,
        '{"version": 1}',
        '{"version": 1, "pages": 5}',
    ),
    '{"version": 1, "start": "", "pages": [{"address": "", "file": 5}]}',
    *(
        json.dumps(
            {
                "version": 1,
                "start": "https://erp.example",
                "pages": [{"address": "a", "file": name, "sha256": "", "fetched": ""}],
            }
        )
        for name in ("../x", "/etc/passwd", "a/../../x", "..\\x", "C:\\x", "a\\..\\x")
    ),
)


@pytest.mark.parametrize("text", FETCHED, ids=range(len(FETCHED)))
def test_t21_pages_lock(text: str, tmp_path: Path) -> None:
    from helpwright.sources.fetch.lock import read_lock

    (tmp_path / "pages.lock").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_lock(tmp_path)


ELSEWHERE = ("../outside/x", "{}/x", "/etc/helpwright", "a/../../outside/x", ".git/x")
WRITTEN = ("out", "spec", "openapi", "names", "corrections", "changelog")


@pytest.mark.parametrize("key", WRITTEN)
@pytest.mark.parametrize("path", ELSEWHERE)
def test_t21_a_configuration_writes_into_its_own_project(
    key: str, path: str, pages: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that was cloned says where to write; not into the folders around it."""
    project = pages.parent
    path = path.format(outside)
    file = project / "helpwright.toml"
    file.write_text(
        f'pages = ["pages"]\n{key} = {escape.toml(path)}\n', encoding="utf-8"
    )
    monkeypatch.chdir(project)
    with pytest.raises(HelpwrightError) as raised:
        config.load(file)
    assert raised.value.finding.code == "HW013"
    assert main(["generate"]) == 2
    assert untouched(outside)


@pytest.mark.parametrize("key", WRITTEN)
def test_t21_a_configuration_writes_through_no_link_out_of_its_project(
    key: str, pages: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = pages.parent
    (project / "link").symlink_to(outside)
    file = project / "helpwright.toml"
    file.write_text(f'pages = ["pages"]\n{key} = "link/x"\n', encoding="utf-8")
    monkeypatch.chdir(project)
    assert main(["generate"]) == 2
    assert untouched(outside)


def test_t21_a_repository_may_hold_several_folders(tmp_path: Path) -> None:
    """A configuration may write anywhere in its repository, but into what git keeps."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "tools").mkdir()
    file = tmp_path / "tools" / "helpwright.toml"
    file.write_text('pages = ["p"]\nout = "../client"\n', encoding="utf-8")
    assert config.load(file).out == "../client"


# --- templates ------------------------------------------------------------------------

EVIL_TEMPLATE = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    "{% for c in ().__class__.__base__.__subclasses__() %}{% endfor %}"
    f"{{{{ cycler.__init__.__globals__.os.system('touch {MARK}') }}}}"
)


@pytest.mark.parametrize("place", ["pages", "project", "out", "cwd"])
def test_t22_templates_are_never_found_by_themselves(
    place: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies among the pages, or where the command is run, stands in for nothing."""
    project = pages.parent
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    root = {"pages": pages, "project": project, "out": project / "out", "cwd": cwd}[
        place
    ]
    for name in ("templates", ".", ".helpwright/templates", "helpwright"):
        folder = root / name / "package"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "README.md.jinja").write_text(EVIL_TEMPLATE, encoding="utf-8")
        for module in ("jinja2", "helpwright", "json", "yaml"):
            code = f"open({str(tmp_path / MARK)!r}, 'w')\n"
            (root / name / f"{module}.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(cwd)
    assert main(["generate", str(pages), "--out", str(project / "out")]) in (0, 1)
    readme = (project / "out" / "README.md").read_text(encoding="utf-8")
    assert (
        "Client" in readme and "__class__" not in readme and "subclasses" not in readme
    )
    found = [p for p in tmp_path.rglob(MARK)]
    assert found == []


def test_t22_templates_do_not_lie_among_the_pages(
    pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Templates are code, and pages come from strangers."""
    project = pages.parent
    folder = pages / "templates" / "package"
    folder.mkdir(parents=True)
    (folder / "README.md.jinja").write_text(EVIL_TEMPLATE, encoding="utf-8")
    (project / "helpwright.toml").write_text(
        'pages = ["pages"]\ntemplates = "pages/templates"\n', encoding="utf-8"
    )
    monkeypatch.chdir(project)
    assert main(["generate"]) == 2
    assert "HW703" in capsys.readouterr().err
    assert not (project / MARK).exists()


# --- depth and size -------------------------------------------------------------------

DEEP = (
    "[" * 20_000,
    "[" * 20_000 + "]" * 20_000,
    '{"a":' * 20_000,
    '{"a":' * 20_000 + "1" + "}" * 20_000,
    "[{" * 10_000,
    "9" * 20_000,
    "-" + "9" * 10_000 + "." + "9" * 10_000,
    '"' + "\\" * 20_000,
    '"' + "\\u" * 10_000,
)


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_t31_deep_samples(text: str) -> None:
    from helpwright.openapi.dump import loads
    from helpwright.samples import Contents, read_json, without_references

    root = read_json(text).root
    if root is not None:
        Contents().number(without_references(root))
        assert _depth(root) <= 64
    try:
        loads(text)
    except ValueError:
        pass


def _depth(node: Any) -> int:
    level, depth = [node], 0
    while level:
        level = [i for n in level for i in (*n.items, *(m.value for m in n.members))]
        depth += 1
    return depth - 1


@pytest.mark.parametrize("text", ["<a>" * 20_000, "<a>" * 10_000 + "</a>" * 10_000])
def test_t31_deep_xml(text: str) -> None:
    from helpwright.samples import read_xml

    element, depth = read_xml(text).root, 0
    while element is not None and element.children:
        element, depth = element.children[0], depth + 1
    assert depth <= 64


MODELS: dict[str, Any] = {
    "itself": {"A": ["A"]},
    "each other": {"A": ["B"], "B": ["A"]},
    "a ring": {f"M{n}": [f"M{(n + 1) % 40}"] for n in range(40)},
    "a chain": {f"M{n}": [f"M{n + 1}"] for n in range(40)} | {"M40": []},
    "all of all": {f"M{n}": [f"M{m}" for m in range(20)] for n in range(20)},
}


@pytest.mark.parametrize("form", MODELS)
def test_t18_recursive_models(form: str, tmp_path: Path) -> None:
    """Models that hold themselves or hang in long chains are models like others."""
    from helpwright.config import Config
    from helpwright.pipeline import emit

    schemas = {
        name: {
            "type": "object",
            "properties": {o: {"$ref": f"#/components/schemas/{o}"} for o in others},
            "required": others,
        }
        for name, others in MODELS[form].items()
    }
    first = next(iter(schemas))
    content = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{first}"}}
    }
    node = {
        "tags": ["boats"],
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }
    document = {"paths": {"/a": {"post": node}}, "components": {"schemas": schemas}}
    package = emit(document, Config(package="acme"), Findings())
    assert sum(map(len, package.files.values())) < 3_000_000
    with imported(write(package.files, tmp_path), "acme.models") as models:
        getattr(models, package.names.models[first].class_name).model_rebuild()


@pytest.mark.parametrize(("count", "codes"), [(45, []), (46, ["HW705"])])
def test_t18_chains_that_pydantic_follows_by_recursion(
    count: int, codes: list[str], tmp_path: Path
) -> None:
    """Rings of optional lists, the dearest form: what is not reported can be used."""
    from helpwright.config import Config
    from helpwright.pipeline import emit

    schemas: dict[str, Any] = {
        f"M{n}": {
            "type": "object",
            "properties": {
                "Next": {
                    "type": ["array", "null"],
                    "items": {"$ref": f"#/components/schemas/M{(n + 1) % count}"},
                }
            },
        }
        for n in range(count)
    }
    findings = Findings()
    document = {"paths": {}, "components": {"schemas": schemas}}
    package = emit(document, Config(package="acme"), findings)
    assert [finding.code for finding in findings] == codes
    with imported(write(package.files, tmp_path), "acme.models") as models:
        if not codes:
            assert models.M0.model_validate({"Next": [{}]}).next == [models.M1()]


def test_the_classes_are_all_here() -> None:
    """Each class of attack has a test that is named after it, T17 in tests/sources."""
    here = Path(__file__).parent
    text = "".join(p.read_text(encoding="utf-8") for p in here.glob("test_*.py"))
    numbers = {n for n in range(1, 33) if f"def test_t{n:02d}_" in text}
    assert set(range(1, 33)) - numbers <= {17}
    assert "def test_t08b_" in text
    assert len(FAMILIES) > 10
