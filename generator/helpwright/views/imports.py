"""Imports as data, and their lines as isort and black would leave them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from helpwright.escape import LINE, line_width
from helpwright.value import dataclass
from helpwright.views.layout import Brackets, laid_out


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`, or `import module` where `name` is empty."""

    module: str
    """A module of the emitted package starts with a dot and counts from its root:
    `.runtime.scalars`."""
    name: str = ""
    alias: str = ""


def import_lines(imports: Iterable[Import], *, folder: str, indent: int = 0) -> str:
    """Import statements for a module in `folder` of the emitted package.

    `folder` has slashes, and is empty for the package itself. Sections for the standard
    library, for other packages and for this one stand apart; no line break at the end.
    """
    sections: tuple[list[Import], ...] = ([], [], [], [])
    for each in sorted(set(imports), key=_order):
        sections[_section(each.module)].append(each)
    blocks = [_block(section, folder, indent) for section in sections if section]
    return "\n\n".join(blocks)


def _section(module: str) -> int:
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 1 if module.partition(".")[0] in sys.stdlib_module_names else 2


def _order(each: Import) -> tuple[bool, str, str]:
    return bool(each.name), each.module.lower(), each.module


def _block(imports: list[Import], folder: str, indent: int) -> str:
    margin = " " * indent
    lines = [
        f"{margin}import {each.module}" + (f" as {each.alias}" if each.alias else "")
        for each in imports
        if not each.name
    ]
    names: dict[str, list[Import]] = {}
    for each in imports:
        if each.name:
            names.setdefault(relative(each.module, folder), []).append(each)
    for module in sorted(names, key=_nearness):
        listed = [
            f"{each.name} as {each.alias}" if each.alias else each.name
            for each in sorted(names[module], key=lambda each: _kind(each.name))
        ]
        head = f"from {module} import "
        line = f"{margin}{head}{', '.join(listed)}"
        if line_width(line) > LINE:
            opened = Brackets(f"{head}(", tuple(listed), ")")
            line = margin + laid_out(opened, indent=indent)
        lines.append(line)
    return "\n".join(lines)


def relative(module: str, folder: str) -> str:
    """`module`, counted from the package's root, as seen from a module in `folder`."""
    if not module.startswith("."):
        return module
    target = module[1:].split(".") if module != "." else []
    here = folder.split("/") if folder else []
    shared = 0
    while shared < min(len(target), len(here)) and target[shared] == here[shared]:
        shared += 1
    return "." * (len(here) - shared + 1) + ".".join(target[shared:])


def _nearness(module: str) -> tuple[int, object]:
    """Far relative modules come first, as isort has them."""
    dots = len(module) - len(module.lstrip("."))
    return -dots, _natural(module)


def _kind(name: str) -> tuple[int, object]:
    """isort's order within a statement: constants, classes, then the rest."""
    if name.isupper() and len(name.encode()) > 1:  # Bytes, as ruff counts.
        return 0, _natural(name)
    return (1 if name[0].isupper() else 2), _natural(name)


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Numbers by their value and letters without case, as people sort."""
    parts = re.findall(r"(\d+)|(\D+)", name.lower())
    return [(int(number or -1), word) for number, word in parts], name


def export_order(name: str) -> tuple[int, object]:
    """ruff's order within `__all__`: as in imports, but for case."""
    parts = re.findall(r"(\d+)|(\D+)", name)
    return _kind(name)[0], [(int(number or -1), word) for number, word in parts]
