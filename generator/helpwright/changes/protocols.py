"""What became of the methods that a server implements, between two generations of it."""

from __future__ import annotations

import ast
from collections.abc import Mapping


def protocol_changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """A line for each method that is new, changed or gone: `new: WorksApi.update`.

    Both are texts of the modules of routers, by path. What can't be read counts as empty.
    """
    before, after = _methods(old), _methods(new)
    lines = [f"new: {name}" for name in after if name not in before]
    lines += [
        f"changed: {name}{signature}"
        for name, signature in after.items()
        if before.get(name, signature) != signature
    ]
    return lines + [f"gone: {name}" for name in before if name not in after]


def _methods(modules: Mapping[str, str]) -> dict[str, str]:
    """Signatures of the methods of protocols, by class and name."""
    found: dict[str, str] = {}
    for text in modules.values():
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and _is_protocol(node):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef):
                        found[f"{node.name}.{method.name}"] = _signature(method)
    return found


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(b, ast.Name) and b.id == "Protocol" for b in node.bases)


def _signature(method: ast.FunctionDef) -> str:
    arguments = ast.unparse(method.args).removeprefix("self").removeprefix(", ")
    returns = f" -> {ast.unparse(method.returns)}" if method.returns else ""
    return f"({arguments}){returns}"
