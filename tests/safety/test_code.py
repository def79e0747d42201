"""No text of a stranger becomes code: the classes of attack whose target is Python.

The numbers are those of docs/safety.md, which lists all classes.
"""

from __future__ import annotations

import ast
import contextlib
import enum
import inspect
import re
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from code_check import api_modules, check_code
from hostile_package import (
    hostile,
    imported,
    known,
    models_of,
    package_of,
    texts_in_code,
    write,
)
from payloads import (
    BRACES,
    CODE,
    DOCSTRINGS,
    FAMILIES,
    LINES,
    MARK,
    NAMES,
    NUMBERS,
    PATTERNS,
    QUOTES,
    SHELLS,
    TYPES,
)
from timing import timed

from helpwright import config, escape
from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.names import resolve
from helpwright.openapi.defaults import NO_DEFAULT, typed_default
from helpwright.spec import Named, Scalar, ScalarName

sys.path.insert(0, str(Path(__file__).parents[2] / "templates"))  # for `runtime`


@pytest.mark.parametrize("family", FAMILIES)
def test_emitted_code_is_made_of_templates_names_and_literals(family: str) -> None:
    package = hostile(family)
    check_code(package.files, package.names, known())


def alone(text: str) -> None:
    """Checks the code of a document with nothing but `text` in it."""
    package = package_of((text,))
    check_code(package.files, package.names, known())


# --- literals and comments ------------------------------------------------------------


@pytest.mark.parametrize("text", (*QUOTES, *SHELLS))
def test_t01_string_literal_breakout(text: str) -> None:
    written = escape.literal(text)
    assert ast.literal_eval(written) == text
    assert ast.literal_eval(f"[{written}, {written}]") == [text, text]
    family = "quotes" if text in QUOTES else "shell"
    # As alias of a member, value of an enumeration, member of a failure rule.
    assert text in texts_in_code(family)


@pytest.mark.parametrize("text", DOCSTRINGS)
def test_t02_docstring_breakout(text: str) -> None:
    for indent in (0, 4, 8):
        statement = inspect.cleandoc(escape.docstring(text, indent=indent))
        (node,) = ast.parse(statement).body
        assert isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    alone(text)


@pytest.mark.parametrize("text", LINES)
def test_t03_comment_breakout(text: str) -> None:
    written = escape.comment(text)
    assert all(line.startswith("#") for line in written.splitlines())
    assert ast.parse(written).body == []
    for module in api_modules(package_of((text,)).files).values():
        # What reads by lines and the compiler agree where a line ends.
        assert module.splitlines() == module.removesuffix("\n").split("\n")
        assert not any(char in module for char in "\0\r\x1a\u2028")


# --- names ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", NAMES)
def test_t04_identifiers(text: str, tmp_path: Path) -> None:
    alone(text)


def test_t04_identifiers_of_a_whole_package(tmp_path: Path) -> None:
    package = hostile("names")
    with imported(write(package.files, tmp_path), "hostile_names.models") as models:
        for name in models.__all__:
            getattr(models, name)


def schemas_of(text: str) -> dict[str, Any]:
    """Schemas whose types are `text`, each in another way."""
    return {
        "Boat": {
            "type": "object",
            "properties": {
                "a": {"type": text},
                "b": {"type": [text, "null"]},
                "c": {"type": "string", "format": text},
                "d": {"$ref": f"#/components/schemas/{text}"},
                "e": {"type": "array", "items": {"type": text}},
                "f": {
                    "type": "object",
                    "x-key-schema": {"type": text, "format": text},
                    "additionalProperties": {"type": text},
                },
                "g": {"type": "string", "contentEncoding": text},
                "h": {"anyOf": [{"type": text}, {"type": "null"}]},
            },
        }
    }


@pytest.mark.parametrize("text", TYPES)
def test_t05_type_strings(text: str, tmp_path: Path) -> None:
    alone(text)
    with models_of(schemas_of(text), tmp_path) as models:
        for path in tmp_path.rglob("*.py"):
            assert text not in path.read_text(encoding="utf-8")
        assert models.Boat.model_validate({"a": 1}).a == 1


@pytest.mark.parametrize("text", NUMBERS)
@pytest.mark.parametrize(
    "name", ["integer", "boolean", "decimal number", "globally unique identifier"]
)
def test_t06_defaults(text: str, name: ScalarName) -> None:
    found = typed_default(text, Scalar(name=name), {})
    assert found is NO_DEFAULT or isinstance(found, (bool, int, float))
    assert typed_default(text, Named(name="Boat"), {}) is NO_DEFAULT


@pytest.mark.parametrize("text", [*NUMBERS, ["x"], {"x": CODE}, 1.5, None, 10**30])
def test_t06_defaults_and_bounds_of_an_overlay(text: object) -> None:
    """An overlay may put anything anywhere; only numbers count as such."""
    odd = {"type": "integer", "default": text, "minimum": text, "maximum": text}
    more = {"type": "string", "minLength": text, "maxLength": text, "default": text}
    parameters = [
        {"name": "n", "in": "query", "required": True, "schema": odd},
        {"name": "m", "in": "query", "schema": odd},
        {"name": "t", "in": "query", "required": True, "schema": more},
    ]
    model = {"type": "object", "properties": {"N": odd, "T": more}, "required": ["N"]}
    body = {"content": {"application/json": {"schema": model}}}
    operation = {"parameters": parameters, "requestBody": body, "responses": {}}
    document = {"paths": {"/boats": {"post": operation}}}
    package = package_from(document)
    check_code(package.files, package.names, known())
    for block in snippets(package.files["README.md"]):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                assert called in SNIPPET_CALLS, block


SNIPPET_CALLS = {"Client", "create", "print", "RetryPolicy", "BearerAuth", "head"} | {
    "with_options",
}


def package_from(document: dict[str, Any]) -> Any:
    from helpwright.config import Config
    from helpwright.pipeline import emit

    return emit(document, Config(package="acme"), Findings())


def snippets(markdown: str) -> list[str]:
    """The Python of fenced blocks."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(markdown)
    return [t.content for t in tokens if t.type == "fence" and t.info == "python"]


# --- values ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", PATTERNS)
@timed
def test_t07_regular_expressions(text: str, tmp_path: Path) -> None:
    """A pattern that pydantic can't read must not keep the package from being imported,
    and none may take more time than the text is long.
    """
    member = {"type": "string", "pattern": text}
    body = {"type": "object", "properties": {"a": member}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Boat"}}}
    operation = {"requestBody": {"content": content}, "responses": {}}
    document = {
        "paths": {"/boats": {"post": operation}},
        "components": {"schemas": {"Boat": body}},
    }
    package = package_from(document)
    began = time.process_time()
    with imported(write(package.files, tmp_path), "acme.models") as models:
        models.Boat.model_rebuild()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(models, "__file__", "")
            try:
                models.Boat(a="a" * 5000 + "!")
            except ValueError:
                pass
    assert time.process_time() - began < 2


@pytest.mark.parametrize("text", (*QUOTES, *LINES))
def test_t08_paths_in_client_and_routes(text: str) -> None:
    path = f"/boats/{text}"
    operation = {"tags": ["boats"], "summary": text, "responses": {}}
    package = package_from({"paths": {path: {"get": operation}}})
    check_code(package.files, package.names, known())
    for module in ("resources", "server/routers"):
        tree = ast.parse(package.files[f"acme/{module}/boats.py"])
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
        assert path in texts


@pytest.mark.parametrize("text", BRACES)
def test_t08b_format_strings(text: str, tmp_path: Path) -> None:
    """Braces in a path are no expression, here and when the client fills them in."""
    path = f"/boats/{text}/{{id}}"
    parameter = {"name": "id", "in": "path", "required": True, "schema": {}}
    names = [*_placeholders(path)]
    others = [{**parameter, "name": name} for name in names if name != "id"]
    operation = {
        "tags": ["boats"],
        "parameters": [parameter, *others],
        "responses": {"200": {"description": text}},
    }
    package = package_from({"paths": {path: {"get": operation}}})
    check_code(package.files, package.names, known())
    write(package.files, tmp_path)
    with imported(tmp_path, "acme.runtime.addresses") as addresses:
        filled = addresses.PathTemplate(path).fill(dict.fromkeys(names, "{id}"))
    assert filled.endswith("/%7Bid%7D")
    assert "{" not in filled and "class" not in filled.replace("__class__", "")


def _placeholders(path: str) -> list[str]:
    return re.findall(r"\{\*?([^{}]*)\}", path)


@pytest.mark.parametrize("text", [*NAMES, *QUOTES, "mro", "_value_", "name", "value"])
@pytest.mark.parametrize("kind", ["string", "integer"])
def test_t09_enumerations(text: str, kind: str, tmp_path: Path) -> None:
    values: list[object] = (
        [text, f"{text}2", "Other", "other"] if kind == "string" else [0, 1, 2, 3]
    )
    schema = {
        "type": kind,
        "enum": values,
        "x-enum-varnames": [text, f"{text}2", "Other", "other"],
        "x-enum-descriptions": [text, text, text, text],
    }
    module = class_module({"Sort": schema}, "Sort")
    made = executed(module, tmp_path)["Sort"]
    assert issubclass(made, enum.Enum)
    assert [member.value for member in made] == values
    assert [made(value).value for value in values] == values


def class_module(schemas: dict[str, Any], name: str) -> str:
    """The emitted module of models that holds `name`."""
    files = package_from({"paths": {}, "components": {"schemas": schemas}}).files
    (text,) = (t for p, t in files.items() if f"class {name}(" in t and "/models/" in p)
    return text


def executed(module: str, folder: Path) -> dict[str, Any]:
    """What `module` defines, on the runtime of `templates/`, in an empty folder."""
    code = module.replace("from ..runtime.", "from runtime.")
    made = ModuleType("executed")
    space = vars(made)
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "executed", made)
        exec(compile(code, "executed", "exec", dont_inherit=True), space)  # noqa: S102
        for each in [*space.values()]:
            if hasattr(each, "model_rebuild") and each.__module__ == "executed":
                each.model_rebuild()
    assert not list(folder.iterdir()), "running the module has left something"
    return space


@pytest.mark.parametrize("text", (*QUOTES, f'x"]: {CODE}', f"x'): {CODE}"))
def test_t10_keys_and_aliases(text: str, tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {text: {}, "b": {}}, "required": [text]}
    module = class_module({"Boat": schema}, "Boat")
    boat = executed(module, tmp_path)["Boat"]
    wire = {text: 1}
    if "\ud800" in text:
        return  # Half a character can't be sent; the member keeps its Python name.
    assert boat.model_validate(wire).model_dump(by_alias=True)[text] == 1


PACKAGES = (
    f"acme; {CODE}",
    f"acme\n{CODE}",
    f"acme.{CODE}",
    "acme..boats",
    ".acme",
    "acme.",
    "../acme",
    "/acme",
    "acme/boats",
    "acme boats",
    "import",
    "acme.class",
    "𝐢𝐦𝐩𝐨𝐫𝐭",
    "acme.ｃｌａｓｓ",
    "ﬁeld",
    "__import__('os')",
    "1acme",
    "acme-boats",
    "",
    "acme\x00",
    "__main__",
    "acme.__init__",
)


@pytest.mark.parametrize("package", PACKAGES)
def test_t11_import_paths(package: str, tmp_path: Path) -> None:
    """The one import path that a configuration names is dotted identifiers, or refused."""
    with pytest.raises(ValueError, match="import"):
        resolve({"paths": {}}, package=package)
    file = tmp_path / "helpwright.toml"
    file.write_text(
        f'pages = ["p"]\npackage = {escape.toml(package)}\n', encoding="utf-8"
    )
    with pytest.raises(HelpwrightError):
        config.load(file)


# --- classes --------------------------------------------------------------------------

TYPE_NAMES = (
    *("Date", "Datetime", "DateTime", "Decimal", "Int", "Integer", "List", "Str"),
    *("Float", "Bool", "Bytes", "Dict", "Set", "Tuple", "Any", "Optional", "Union"),
    *("UUID", "Guid", "Enum", "Literal", "Annotated", "Field", "Model", "MISSING"),
    *("UNSET", "NetDateTime", "NetGuid", "NetDecimal", "typing", "Object", "Type"),
)


@pytest.mark.parametrize("name", TYPE_NAMES)
def test_t29_annotations_are_not_shadowed(name: str, tmp_path: Path) -> None:
    """A member that is called as a type must not stand in front of the type."""
    properties = {
        name: {"type": ["string", "null"], "format": "date-time"},
        "A": {"type": ["string", "null"], "format": "date-time"},
        "B": {"type": ["integer", "null"]},
        "C": {"type": ["number", "null"]},
        "D": {"type": "array", "items": {"type": "string", "format": "uuid"}},
        "E": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "F": {"type": ["string", "null"], "format": "date"},
        "G": {"type": ["string", "null"], "contentEncoding": "base64"},
        "H": {"type": ["number", "null"], "format": "double"},
    }
    schema = {"type": "object", "properties": properties}
    module = class_module({"Boat": schema}, "Boat")
    boat = executed(module, tmp_path)["Boat"]
    boat.model_rebuild()
    wire = {name: "2024-01-31T10:00:00", "A": "2024-01-31T10:00:00", "B": 7}
    made = boat.model_validate(wire)
    assert made.model_dump(by_alias=True, exclude_unset=True)["B"] == 7
    assert made.a == getattr(made, next(iter(boat.model_fields)))


PYDANTIC_NAMES = (
    *("copy", "json", "schema", "dict", "validate", "construct", "register", "mro"),
    *("model_fields", "parse_obj", "model_dump", "model_config", "model_validate"),
    *("model_post_init", "model_extra", "model_computed_fields", "from_orm"),
    *("_x", "__x", "_private", "__dict__", "__init__", "__class__", "__slots__"),
    *("__pydantic_fields__", "model_rebuild", "model_copy", "self", "cls"),
)


@pytest.mark.parametrize("name", PYDANTIC_NAMES)
def test_t30_names_of_pydantic(
    name: str, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    """A member that pydantic or Python would take for its own is a member like others."""
    schema = {"type": "object", "properties": {name: {"type": "integer"}, "B": {}}}
    module = class_module({"Boat": schema}, "Boat")
    boat = executed(module, tmp_path)["Boat"]
    made = boat.model_validate({name: 7})
    assert made.model_dump(by_alias=True, exclude_unset=True) == {name: 7}
    assert len(boat.model_fields) == 2
    assert [str(each.message) for each in recwarn] == []


# --- snippets, and the helpers themselves ---------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
def test_t32_snippets_are_code_too(family: str) -> None:
    """What a reader copies from README does what it seems to do, and nothing else."""
    package = hostile(family)
    blocks = snippets(package.files["README.md"])
    assert len(blocks) > len(set(FAMILIES[family]))
    legal = known().names(package.names)
    for block in blocks:
        for node in ast.walk(ast.parse(block)):
            assert not isinstance(node, (ast.JoinedStr, ast.Lambda, ast.Import))
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called.startswith("client.") or called in SNIPPET_FUNCTIONS
                assert legal.union(SNIPPET_NAMES).issuperset(called.split("."))


SNIPPET_FUNCTIONS = {
    "Client",
    "print",
    "RetryPolicy",
    "BearerAuth",
    "UUID",
    "super",
} | {
    "self.http.head",
}
SNIPPET_NAMES = SNIPPET_FUNCTIONS | {"client", "with_options", "self", "http", "head"}


HELPERS = ("literal", "toml", "markdown", "terminal", "html", "documentation")
TELLING = f"a`b*c <b> \x1b[1m \\ \" ' # | {MARK} é"


@pytest.mark.parametrize("name", HELPERS)
def test_t26_each_place_has_its_own_helper(name: str) -> None:
    """A helper that served two places would escape too little for one of them, or too
    much for the other.
    """
    helper = getattr(escape, name)
    others = {*HELPERS, "comment", "prose"} - {name}
    assert helper(TELLING) not in {getattr(escape, o)(TELLING) for o in others}
    # Nothing harmless is escaped, and nothing twice.
    assert MARK in helper(TELLING)
    assert "é" in helper("é") and "a b" in helper("a b")
    if name in ("terminal",):
        assert helper(helper(TELLING)) == helper(TELLING)
