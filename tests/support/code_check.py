"""What emitted Python may consist of: the templates' own code, names that the names stage
gave, and literals. Nothing else may come of a text.
"""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import tokenize
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from payloads import MARK

from helpwright.names import GroupName, Names

NODES = (
    *(ast.Module, ast.Expr, ast.Constant, ast.Import, ast.ImportFrom, ast.alias),
    *(ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.arguments, ast.arg),
    *(ast.Name, ast.Attribute, ast.Load, ast.Store, ast.keyword, ast.Call),
    *(ast.Assign, ast.AnnAssign, ast.Subscript, ast.Tuple, ast.List, ast.Dict),
    *(ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub, ast.Lambda, ast.Await),
    *(ast.If, ast.Return, ast.Raise, ast.Compare, ast.IsNot, ast.NotIn),
    *(ast.BoolOp, ast.And, ast.Pass),
)
"""Of modules that depend on the API. A format string is not among them."""

FORMAT_STRINGS = {
    "f'module {__name__!r} has no attribute {name!r}'",
    "f'.{_MODULES[name]}'",
}
"""Those that templates hold."""

FORMAT_NODES = (ast.JoinedStr, ast.FormattedValue)


class Foreign(AssertionError):
    """Emitted code holds what neither a template nor the names stage put there."""


@dataclass(frozen=True)
class Vocabulary:
    """What the modules of a harmless API are made of."""

    identifiers: frozenset[str]
    calls: frozenset[str]
    patterns: frozenset[str]
    """Names that views make of those of a group: `{}Service`, `{}_operations`."""

    def names(self, names: Names) -> set[str]:
        """All names that modules of an API with these names may hold."""
        stems = {stem for group in names.groups.values() for stem in _stems(group)}
        made = {pattern.format(stem) for pattern in self.patterns for stem in stems}
        # Where a method is called as a builtin type, the type is spelled out.
        return {*self.identifiers, *derived(names), *made, "builtins"}


def api_modules(files: Mapping[str, str]) -> dict[str, str]:
    """The Python modules that depend on the API: all but those that are copied."""
    return {
        path: text
        for path, text in files.items()
        if path.endswith(".py") and not _is_copied(path)
    }


def _is_copied(path: str) -> bool:
    return "/runtime/" in path or path.endswith("/server/document.py")


def united(vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """What all of them know."""
    listed = tuple(vocabularies)
    return Vocabulary(
        frozenset().union(*(each.identifiers for each in listed)),
        frozenset().union(*(each.calls for each in listed)),
        frozenset().union(*(each.patterns for each in listed)),
    )


def vocabulary(files: Mapping[str, str], names: Names) -> Vocabulary:
    """What templates bring into the modules of `files`, names of the API aside."""
    own = set(derived(names))
    found: set[str] = set()
    calls: set[str] = set()
    for text in api_modules(files).values():
        tree = ast.parse(text)
        found.update(name for name in identifiers(tree) if name not in own)
        calls.update(map(_callee, _calls(tree)))
    stems = {stem for group in names.groups.values() for stem in _stems(group)}
    made = {name: _pattern(name, stems) for name in found}
    return Vocabulary(
        frozenset(name for name, pattern in made.items() if not pattern),
        frozenset(call for call in calls if own.isdisjoint(call.split("."))),
        frozenset(pattern for pattern in made.values() if pattern),
    )


def _stems(group: GroupName) -> tuple[str, str]:
    return group.attribute, group.protocol.removesuffix("Api") or group.protocol


def _pattern(name: str, stems: Iterable[str]) -> str:
    """`{}Service` for a name that holds one of `stems`, else nothing."""
    held = sorted((stem for stem in stems if stem in name), key=len)
    return name.replace(held[-1], "{}") if held else ""


def check_code(files: Mapping[str, str], names: Names, known: Vocabulary) -> None:
    """Raises Foreign, or SyntaxError, where a module of `files` holds anything of a text
    but literals, docstrings, and names that the names stage gave.
    """
    own = set(derived(names))
    for name in own:
        _check_name(name)
    legal = known.names(names)
    for path, text in files.items():
        if path.endswith(".py"):
            compile(text, path, "exec", dont_inherit=True)
    for path, text in api_modules(files).items():
        _check_lines(path, text)
        tree = ast.parse(text)
        _check_nodes(path, tree)
        for name in identifiers(tree):
            if not legal.issuperset(name.split(".")):
                raise Foreign(f"{path}: the name {name!r} came from nowhere")
        for call in _calls(tree):
            callee = _callee(call)
            if callee in known.calls:
                continue
            if hasattr(builtins, callee) or not legal.issuperset(callee.split(".")):
                raise Foreign(f"{path}: {ast.unparse(call)[:200]} is called")


def constants(files: Mapping[str, str]) -> set[object]:
    """All texts and numbers in the modules that depend on the API."""
    return {
        node.value
        for text in api_modules(files).values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
    }


# --- what is in a module --------------------------------------------------------------


def identifiers(tree: ast.Module) -> Iterator[str]:
    """Every name in `tree`, those inside annotations that are written as texts too."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name, asname=other):
                yield from name.split(".")
                if other:
                    yield other
            case ast.ImportFrom(module=str(name)):
                yield from name.split(".")
            case _:
                pass


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _callee(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _check_nodes(path: str, tree: ast.Module) -> None:
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            if ast.unparse(node) not in FORMAT_STRINGS:
                raise Foreign(f"{path}: the format string {ast.unparse(node)[:200]}")
            inside.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        if not isinstance(node, NODES):
            raise Foreign(f"{path}: {type(node).__name__}, {ast.unparse(node)[:200]}")


def _check_lines(path: str, text: str) -> None:
    """What reads by lines and what compiles must agree; comments are the templates'."""
    if text.splitlines() != text.removesuffix("\n").split("\n"):
        raise Foreign(f"{path}: another reader counts other lines than the compiler")
    for char in set(text):
        if (
            char != "\n"
            and unicodedata.category(char)
            in (
                "Cc",
                "Cf",
                "Cs",
                "Zl",
                "Zp",
            )
            and char not in "\u200c\u200d"
        ):
            raise Foreign(f"{path}: holds {char!r}")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and MARK in token.string:
            raise Foreign(f"{path}: the comment {token.string!r}")


def _check_name(name: str) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise Foreign(f"{name!r} is no name in Python")
    if unicodedata.normalize("NFKC", name) != name:
        raise Foreign(f"{name!r} is another name for the compiler")
    if name.startswith("__"):
        raise Foreign(f"{name!r} means something to Python")


# --- names ----------------------------------------------------------------------------


def derived(names: Names) -> Iterable[str]:
    """The names that the names stage gave, and those that views make of them."""
    yield from names.package.split(".")
    for group in names.groups.values():
        yield from (group.attribute, group.module, group.resource, group.protocol)
        yield group.async_resource
        yield f"build_{group.attribute}_router"
        for resource in (group.resource, group.async_resource):
            yield f"{resource}WithRawResponse"
            yield f"{resource}WithStreamingResponse"
    for call in names.operations.values():
        attribute = names.groups[call.tag].attribute
        what = call.method.removeprefix("list_").removeprefix("get_")
        yield from (call.method, f"{call.method}_{attribute}")
        yield from (f"_{call.method.upper()}", f"_PAGES_OF_{call.method.upper()}")
        yield from (f"iterate_{what}", f"iterate_{what}_")
        yield from call.arguments.values()
    for model in names.models.values():
        yield from (model.class_name, model.params, model.module)
        yield from model.fields.values()
    for enum in names.enums.values():
        yield from (enum.class_name, enum.module)
        yield from enum.members.values()
