"""A project's own templates stand in for ours, and their mistakes have a line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from helpwright.cli import main
from helpwright.render.templates import templates_folder
from helpwright.render.user_templates import CONTEXT_VERSION

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
MODULE = "models/module.py.jinja"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one page and an empty folder of templates."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    shutil.copy(ROOT / "specs" / "pages" / "works.html", tmp_path / "pages")
    (tmp_path / "templates").mkdir()
    (tmp_path / "helpwright.toml").write_text(
        'pages = ["pages"]\ntemplates = "templates"\npackage = "works"\n',
        encoding="utf-8",
    )
    return tmp_path


def override(project: Path, name: str, text: str) -> Path:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ours(name: str) -> str:
    return (templates_folder() / name).read_text(encoding="utf-8")


def models(project: Path) -> str:
    (path,) = (project / "output").rglob("models/works.py")
    return path.read_text(encoding="utf-8")


def test_a_template_stands_in_for_ours_and_the_others_stay(project: Path) -> None:
    assert main(["generate"]) == 0
    plain = {p: p.read_bytes() for p in (project / "output").rglob("*.py")}
    override(project, MODULE, "# Ours alone.\n" + ours(MODULE))
    assert main(["generate"]) == 0
    assert models(project).startswith("# Ours alone.\n")
    changed = [p for p, text in plain.items() if p.read_bytes() != text]
    assert {p.parent.name for p in changed} == {"models"}


def test_the_template_of_classes_and_files_that_are_copied(project: Path) -> None:
    name = "models/pydantic_v2/BaseModel.jinja2"
    override(project, name, "# A class.\n" + ours(name))
    override(project, "runtime/enums.py", "# Ours.\n" + ours("runtime/enums.py"))
    assert main(["generate"]) == 0
    assert models(project).count("# A class.\n") > 1
    (enums,) = (project / "output").rglob("works/runtime/enums.py")
    assert enums.read_text(encoding="utf-8").startswith("# Ours.\n")


def test_a_change_of_a_template_is_noticed(project: Path) -> None:
    override(project, MODULE, ours(MODULE))
    assert main(["generate"]) == 0
    assert main(["generate", "--check"]) == 0
    override(project, MODULE, "# Changed.\n" + ours(MODULE))
    assert main(["generate", "--check"]) == 1
    assert main(["generate"]) == 0
    assert models(project).startswith("# Changed.\n")


def test_templates_include_others_that_begin_with_an_underscore(project: Path) -> None:
    override(project, "_head.jinja", "# From another file.\n")
    override(project, MODULE, '{% include "_head.jinja" %}\n' + ours(MODULE))
    assert main(["generate"]) == 0
    assert models(project).startswith("# From another file.\n")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (MODULE, "\n\n{{ docstrin }}\n", "module.py.jinja:3: error HW703"),
        (MODULE, "\n{% for %}\n", "module.py.jinja:2: error HW703"),
        (MODULE, "\n{% include 'gone' %}\n", "module.py.jinja:2: error HW703"),
        (MODULE, "\n{{ 1 / 0 }}\n", "module.py.jinja:2: error HW703"),
        (MODULE, "\n{{ 1 + 'a' }}\n", "module.py.jinja:2: error HW703"),
        (MODULE, f"\n{{% include '{MODULE}' %}}\n", "module.py.jinja:2: error HW703"),
        (
            MODULE,
            f"{{# helpwright context {CONTEXT_VERSION + 1} #}}\n",
            "module.py.jinja:1: error HW703",
        ),
        ("models/modul.py.jinja", "", "did you mean models/module.py.jinja?"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_nothing_is_written(
    project: Path, capsys: Capture, name: str, text: str, words: str
) -> None:
    override(project, name, text)
    assert main(["generate"]) == 2
    error = capsys.readouterr().err
    assert words in error and "Traceback" not in error
    assert not (project / "output").exists()


def test_a_folder_that_is_not_there_is_said(project: Path, capsys: Capture) -> None:
    shutil.rmtree(project / "templates")
    assert main(["generate"]) == 2
    assert "HW703" in capsys.readouterr().err


def test_what_each_template_gets_is_documented(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every template and every name in its context stands in docs/templates.md."""
    from helpwright import render

    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.*?) \|", text, re.MULTILINE)
    documented = {name: set(re.findall(r"`(\w+)`", names)) for name, names in rows}
    seen: dict[str, set[str]] = {}

    def spy(name: str, context: dict[str, object], user: Path | None = None) -> str:
        seen.setdefault(name, set()).update(context)
        return str(real(name, context, user))

    real = render.render_template
    monkeypatch.setattr(render, "render_template", spy)
    monkeypatch.setattr("helpwright.render.models.render_template", spy)
    assert main(["generate", str(ROOT / "specs" / "pages")]) == 0
    assert len(seen) > 8
    for name, context in seen.items():
        assert documented[name] == context, name
