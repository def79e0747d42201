"""What is installed: pinned, with hashes, from no address that the project names."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
EXTRAS = sorted(PROJECT["optional-dependencies"])


def pins(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def test_both_files_pin_the_same() -> None:
    versions = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert pins(versions) == pins(LOCK), "run .ci/pin"


def test_each_pin_has_hashes_and_no_address() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_environment_gets_what_its_packages_ask_for(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "generator"))
    sys.modules.pop("installation", None)
    import installation

    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"][extra]]
    chosen = installation._pinned(wanted)
    names = {name for name, _ in pins(chosen)}
    assert {installation._name(each) for each in wanted} <= names
    assert "pydantic-core" in names, "what the packages themselves need is there too"
    if extra == "fetch":
        assert "pytest" not in names, "and nothing that others need"


def test_an_environment_of_what_is_not_pinned_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "generator"))
    sys.modules.pop("installation", None)
    import installation

    with pytest.raises(
        installation.SetupError, match="lacks no-such-thing; run .ci/pin"
    ):
        installation._pinned(["no-such-thing>=1"])
