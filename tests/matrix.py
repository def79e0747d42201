"""Finds the supported Pythons of this machine and runs the tests under each of them."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import environment

SUPPORTED = ("3.11", "3.12", "3.13")
_ASK = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def main(arguments: Sequence[str]) -> int:
    """Runs pytest with `arguments` under every supported Python; 0 when all pass.

    A newer one that this is run with is tried as well. Without arguments the tests run on
    all cores, and those that no version of Python changes under the first alone. A version
    that is not on this machine is named; that is no failure, as long as one is. From the
    second on which HELPWRIGHT_TESTS_END names, no further test is begun.
    """
    versions = dict.fromkeys([*SUPPORTED, environment.VERSION])
    found = {version: _find(version) for version in versions}
    failed, late = [], []
    end = float(os.environ.get("HELPWRIGHT_TESTS_END", "inf"))
    chosen = list(arguments) or ["--numprocesses=auto"]
    for version, base in found.items():
        if base is None:
            continue
        if time.time() > end:
            late.append(version)
            continue
        print(f"Python {version}", file=sys.stderr, flush=True)
        try:
            python = environment.interpreter(
                f".venv-{version}", ["fetch", "test"], base, version
            )
        except environment.SetupError as error:
            print(f"helpwright: {error}", file=sys.stderr)
            return 2
        command = [python, "-m", "pytest", *chosen]
        if not arguments:
            chosen = ["--numprocesses=auto", "-m", "not once"]
        if subprocess.call(command, cwd=environment.ROOT) != 0:
            failed.append(version)
    return _report(found, failed, late)


def _report(
    found: dict[str, str | None], failed: Sequence[str], late: Sequence[str]
) -> int:
    ran = [version for version, base in found.items() if base and version not in late]
    absent = [version for version, base in found.items() if not base]
    print(f"Tested with Python {', '.join(ran) or 'none'}.", file=sys.stderr)
    if absent:
        print(
            f"Not tested with Python {', '.join(absent)}: not on this machine.",
            file=sys.stderr,
        )
    if late:
        print(f"Not tested with Python {', '.join(late)}: no time.", file=sys.stderr)
    if failed:
        print(f"Failed with Python {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed) or not ran)


def _find(version: str) -> str | None:
    """An interpreter of `version`: this one, one on PATH, pyenv's, or the launcher's."""
    for command in _candidates(version):
        try:
            asked = subprocess.run(
                [*command, "-c", _ASK],
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        lines = asked.stdout.split("\n")
        if asked.returncode == 0 and lines[0] == version:
            return lines[1].strip()
    return None


def _candidates(version: str) -> Iterator[list[str]]:
    yield [sys.executable]
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield [on_path]
    roots = [os.environ.get("PYENV_ROOT", ""), os.path.expanduser("~/.pyenv")]
    if on_path and os.path.basename(os.path.dirname(on_path)) == "shims":
        roots.append(os.path.dirname(os.path.dirname(on_path)))
    for root in filter(None, roots):
        pattern = os.path.join(glob.escape(root), "versions", f"{version}.*")
        for folder in sorted(glob.glob(pattern), reverse=True):
            yield [os.path.join(folder, "bin", "python")]
    if os.name == "nt":
        yield ["py", f"-{version}"]
