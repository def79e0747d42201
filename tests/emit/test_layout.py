"""What the views lay out, black leaves alone."""

from __future__ import annotations

import ast
import keyword

import black
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.views.annotations import Annotation
from helpwright.views.imports import Import, import_lines, relative
from helpwright.views.layout import (
    Brackets,
    Choices,
    Part,
    Text,
    assignment,
    flat,
    laid_out,
)
from helpwright.views.parts import either
from helpwright.views.type_hints import part_of

NAMES = st.from_regex(r"[a-z]{1,12}(_[a-z]{1,12}){0,3}", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name)
)
LITERALS = st.builds(Text, st.just("alias="), st.text(max_size=150))


@st.composite
def hints(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(st.from_regex(r"[A-Z][a-z]{1,30}", fullmatch=True))
    if depth == 0 or draw(st.booleans()):
        return name
    inner = draw(hints(depth - 1))
    kind = draw(st.sampled_from(["list[{}]", "dict[str, {}]", "{} | None"]))
    return kind.format(inner)


def black_leaves(source: str) -> None:
    assert black.format_str(source, mode=black.Mode()) == source


@settings(max_examples=30, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), st.lists(LITERALS))
def test_calls(names: list[str], literals: list[Text]) -> None:
    items: tuple[Part, ...] = (*(f"{n}={n}" for n in names), *literals[:1])
    call = Brackets("result = Field(", items, ")")
    source = laid_out(call) + "\n"
    black_leaves(source)
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse(flat(call)))


@settings(max_examples=30, deadline=None)
@given(NAMES, hints(), st.sampled_from(["", "None"]), st.lists(LITERALS, max_size=1))
def test_fields(name: str, hint: str, value: str, arguments: list[Text]) -> None:
    part = part_of(hint)
    assert flat(part) == hint
    if arguments:
        call = Brackets("Field(", (*arguments, "max_length=50"), ")")
        part = Brackets("Annotated[", (part, call), "]")
    source = "class A:\n" + assignment(name, part, value, indent=4) + "\n"
    black_leaves(source)
    assert max(map(len, source.split("\n"))) <= 88
    tail = f" = {value}" if value else ""
    wanted = ast.parse(f"class A:\n    {name}: {flat(part)}{tail}")
    assert ast.dump(ast.parse(source)) == ast.dump(wanted)


@settings(max_examples=20, deadline=None)
@given(st.sets(st.builds(Import, NAMES.map(".models.{}".format), NAMES), min_size=1))
def test_imports(imports: set[Import]) -> None:
    black_leaves(import_lines(imports, folder="params") + "\n")


def test_imports_stand_in_their_sections() -> None:
    imports = {
        Import("__future__", "annotations"),
        Import("decimal", "Decimal"),
        Import("datetime", alias="dt"),
        Import("pydantic", "Field"),
        Import("pydantic", "MISSING"),
        Import(".runtime.models", "Model"),
        Import(".models.shared", "Item10"),
        Import(".models.shared", "Item9"),
    }
    assert import_lines(imports, folder="models") == (
        "from __future__ import annotations\n\n"
        "import datetime as dt\n"
        "from decimal import Decimal\n\n"
        "from pydantic import MISSING, Field\n\n"
        "from ..runtime.models import Model\n"
        "from .shared import Item9, Item10"
    )


def test_modules_as_seen_from_elsewhere() -> None:
    assert relative(".runtime.models", "") == ".runtime.models"
    assert relative(".runtime.models", "runtime") == ".models"
    assert relative(".models.works", "server/routers") == "...models.works"
    assert relative("pydantic", "models") == "pydantic"


# --- one or the other -----------------------------------------------------------------


def test_a_list_may_hold_models_and_mappings() -> None:
    def listed(*items: str) -> Annotation:
        item = items[0] if len(items) == 1 else Choices(items)
        return Annotation((Brackets("list[", (item,), "]", comma=False), "None"))

    found = either(listed("Tram", "None"), listed("TramParams", "None"))
    assert found.text == "list[Tram | TramParams | None] | None"
    assert either(listed("Tram"), listed("Tram")) == listed("Tram")
    other = Annotation(("dict[str, Tram]", "None"))
    assert either(listed("Tram"), other).text == "list[Tram] | dict[str, Tram] | None"
