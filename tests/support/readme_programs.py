"""The programs in the README of an emitted package."""

from __future__ import annotations

import re
from pathlib import Path


def programs(folder: Path) -> list[str]:
    """Every Python program in README.md."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def user_program(folder: Path) -> str:
    """A program that uses every operation: the examples, each in a function."""
    parts = ["from __future__ import annotations\n"]
    for number, program in enumerate(programs(folder)):
        imports, _, rest = program.partition("\n\nwith ")
        if not rest:
            continue
        body = "\n".join(f"    {line}".rstrip() for line in f"with {rest}".split("\n"))
        parts.append(f"{imports}\n\n\ndef use_{number}() -> None:\n{body}\n")
    return "\n".join(parts)
