"""The GitHub Action, run step by step; the GitLab job and the pre-commit hooks."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from helpwright.cli.arguments import parser

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "templates" / "project" / "action.yml"
GH = """#!/bin/sh
printf '%s\\n' "$@" >> "$ASKED"
[ "$2" = create ]
"""


def git(*arguments: str, cwd: Path) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@t.invalid")
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout


class Repository:
    """A clone with a remote, in which the action runs."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        self.remote = folder / "remote.git"
        self.asked = folder / "asked"
        self.changes = folder / "changes.md"
        self._tools = folder / "tools"
        self._environment = folder / "environment"
        self._tools.mkdir()
        self._tool("gh", GH)
        python = shlex.quote(sys.executable)
        self._tool("helpwright", f'#!/bin/sh\nexec {python} -m helpwright "$@"\n')
        git("init", "-q", "--bare", str(self.remote), cwd=folder)
        git("init", "-q", "-b", "main", str(self.clone), cwd=folder)
        shutil.copytree(ROOT / "specs" / "pages", self.clone / "pages")
        settings = 'pages = ["pages"]\nchangelog = "CHANGES.md"\n'
        (self.clone / "helpwright.toml").write_text(settings, encoding="utf-8")
        git("remote", "add", "origin", str(self.remote), cwd=self.clone)
        self._step("Regenerate", {})
        git("add", "--all", cwd=self.clone)
        git("commit", "-qm", "Begin", cwd=self.clone)

    def _tool(self, name: str, text: str) -> None:
        path = self._tools / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def edit(self, old: str, new: str) -> None:
        page = self.clone / "pages" / "works.html"
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new), encoding="utf-8")

    def run_action(self) -> None:
        """Runs the steps as GitHub does: in order, each if its condition holds."""
        action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
        inputs = {name: each["default"] for name, each in action["inputs"].items()}
        for step in action["runs"]["steps"]:
            condition = step.get("if")
            if condition is not None:
                name, _, value = condition.removeprefix("env.").partition(" == ")
                if self._kept().get(name) != value.strip("'"):
                    continue
            self._step(step["name"], inputs)

    def _step(self, name: str, inputs: dict[str, str]) -> None:
        action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
        (step,) = (each for each in action["runs"]["steps"] if each["name"] == name)
        own = {
            key: inputs.get(value.removeprefix("${{ inputs.").removesuffix(" }}"), "")
            for key, value in step.get("env", {}).items()
        }
        environment = {
            **os.environ,
            **self._kept(),
            **own,
            "ASKED": str(self.asked),
            "GITHUB_ENV": str(self._environment),
            "RUNNER_TEMP": str(self.changes.parent),
            "PATH": f"{self._tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "generator"),
        }
        assert step["shell"] == "bash"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.clone,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (name, done.stdout, done.stderr)

    def _kept(self) -> dict[str, str]:
        if not self._environment.exists():
            return {}
        lines = self._environment.read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def branches(self) -> set[str]:
        names = git("branch", "--format=%(refname:short)", cwd=self.remote)
        return set(names.split())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_change_opens_a_pull_request_with_what_it_means(
    repository: Repository,
) -> None:
    repository.edit("\ninteger\n", "\nstring\n")
    repository.run_action()
    assert "from integer to string" in repository.changes.read_text(encoding="utf-8")
    asked = repository.asked.read_text(encoding="utf-8").splitlines()
    assert asked[asked.index("create") :][:5] == [
        *("create", "--base", "main", "--head", "helpwright")
    ]
    pushed = git("show", "--stat", "--format=", "helpwright", cwd=repository.remote)
    assert "pages/works.html" in pushed and "resources/works.py" in pushed
    changes = git("show", "helpwright:CHANGES.md", cwd=repository.remote)
    assert "## Unreleased\n\n### Breaking\n\n- Change the response of" in changes


def test_new_dates_open_none(repository: Repository) -> None:
    repository.edit("2026-05-11T14:26", "2027-06-12T15:27")
    repository.run_action()
    assert not repository.asked.exists()
    assert repository.branches() == set()


def test_nothing_new_opens_none(repository: Repository) -> None:
    repository.run_action()
    assert not repository.asked.exists()


def test_a_change_that_is_too_long_for_a_pull_request_is_cut(
    repository: Repository,
) -> None:
    repository.edit("<p></p>", f"<p>{' '.join(['words'] * 20_000)}</p>")
    repository.run_action()
    said = repository.changes.read_text(encoding="utf-8")
    assert len(said) <= 60_010 and said.endswith("…\n")
    assert repository.asked.exists()


def test_what_cannot_be_compared_stops_the_action(repository: Repository) -> None:
    settings = repository.clone / "helpwright.toml"
    settings.write_text('pages = ["pages"]\naccepted = "accepted.toml"\n')
    (repository.clone / "accepted.toml").write_bytes(b"\xff")
    with pytest.raises(AssertionError, match="Say what changed"):
        repository.run_action()
    assert not repository.asked.exists()


def test_words_of_pages_are_no_commands_of_the_runner() -> None:
    """The runner takes lines that begin with two colons, or hold `##[`, for its own."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        stopped = False
        for line in step["run"].splitlines():
            if "::stop-commands::$token" in line or "::$token::" in line:
                stopped = "stop-commands" in line
            assert stopped or not line.strip().startswith("helpwright "), line
        assert not stopped


def test_the_inputs_of_pages_are_never_run(repository: Repository) -> None:
    """A value that is written into a script would be code of whoever sets it."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert all("${{" not in step["run"] for step in action["runs"]["steps"])


def test_the_job_for_gitlab_calls_commands_that_exist() -> None:
    text = (ROOT / "docs" / "ci" / "gitlab.yml").read_text(encoding="utf-8")
    script = "\n".join(yaml.safe_load(text)["helpwright"]["script"])
    calls = [
        line.split("||")[0].split(">")[0]
        for line in script.replace("\\\n", " ").splitlines()
        if line.strip().startswith("helpwright ")
    ]
    assert len(calls) == 3
    for call in calls:
        parser().parse_args(shlex.split(call)[1:])


def test_the_hooks_for_pre_commit_call_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == {"helpwright", "helpwright-generate"}
    for hook in hooks:
        parser().parse_args(shlex.split(hook["entry"])[1:])
        assert hook["pass_filenames"] is False
