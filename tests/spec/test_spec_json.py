"""The spec as JSON: exact round trip, readable, and refused with the place of the fault."""

from __future__ import annotations

import codecs
import dataclasses
import json
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import timed

from helpwright import spec, spec_json
from helpwright.diagnostics import Finding
from helpwright.place import Place
from helpwright.spec import (
    Api,
    ListOf,
    Model,
    Named,
    Operation,
    Parameter,
    Property,
    Scalar,
)

SCHEMA = Path(__file__).parents[2] / "docs" / "spec.schema.json"

_TEXT = st.text(
    st.characters(exclude_categories=["Cs"]),
    max_size=6,
)
_TYPES = st.recursive(
    st.one_of(
        st.builds(
            Scalar,
            name=st.sampled_from(get_args(spec.ScalarName)),
            form=st.sampled_from(["", "decimal"]),
        ),
        st.builds(Named, name=_TEXT),
        st.builds(spec.Bytes),
        st.builds(spec.Unknown, text=_TEXT),
    ),
    lambda inner: st.one_of(
        st.builds(ListOf, items=inner),
        st.builds(spec.MapOf, key=inner, value=inner),
        st.builds(spec.PairOf, key=inner, value=inner),
    ),
    max_leaves=4,
)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type annotation of the spec."""
    if hint == spec.TypeRef:
        return _TYPES
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: _values(each) for name, each in hints.items()})
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=2).map(tuple)
    if origin in (Union, UnionType):
        return st.one_of([_values(each) for each in arguments])
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: _TEXT,
        int: st.integers(-(10**30), 10**30),
        bool: st.booleans(),
        type(None): st.none(),
    }
    return simple[hint]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_part_of_a_spec_survives_the_round_trip(data: st.DataObject) -> None:
    parts = {
        "models": spec.Model,
        "operations": spec.Operation,
        "enumerations": spec.Enumeration,
        "tags": spec.Tag,
        "pages": spec.PageRef,
        "corrections": spec.AppliedCorrection,
    }
    name = data.draw(st.sampled_from(sorted(parts)))
    api = Api(title="T", **{name: (data.draw(_values(parts[name])),)})
    text = spec_json.dump(api)
    assert spec_json.load(text) == api
    assert spec_json.dump(spec_json.load(text)) == text


def test_what_holds_its_default_is_left_out() -> None:
    api = Api(models=(Model(name="Boat", properties=(_length(),)),))
    assert json.loads(spec_json.dump(api)) == {
        "version": "1",
        "models": [
            {
                "name": "Boat",
                "properties": [
                    {
                        "name": "Length",
                        "wire_name": "length",
                        "type": {"kind": "scalar", "name": "decimal number"},
                    }
                ],
            }
        ],
    }


def test_a_member_of_a_model_takes_one_line_of_a_diff() -> None:
    api = Api(models=(Model(name="Boat", properties=(_length(), _length())),))
    lines = spec_json.dump(api).splitlines()
    assert sum("wire_name" in line for line in lines) == 2


def test_findings_stand_beside_the_api_and_are_not_part_of_it() -> None:
    finding = Finding(
        code="HW101", severity="warning", message="m", place=Place(page="p", line=4)
    )
    text = spec_json.dump(Api(), [finding])
    assert json.loads(text)["findings"] == [
        {
            "code": "HW101",
            "severity": "warning",
            "message": "m",
            "place": {"page": "p", "line": 4},
        }
    ]
    assert spec_json.load(text) == Api()


def _broken() -> Iterator[tuple[str, Any, str]]:
    member = {"name": "a", "wire_name": "a"}
    inner = {"kind": "list", "items": {"kind": "scalar", "name": "strin"}}

    def models(type_: Any) -> Any:
        return {
            "version": "1",
            "models": [{"name": "M", "properties": [member | type_]}],
        }

    path = "models[0].properties[0].type"
    yield "scalar", models({"type": inner}), f"{path}.items.name: "
    yield "kind", models({"type": {"kind": "blob"}}), f"{path}.kind: expected one of "
    yield "no kind", models(
        {"type": {"name": "Boat"}}
    ), f"{path}.kind: expected one of "
    yield "no object", models({"type": "string"}), f"{path}: "
    yield "missing", models({}), f"{path}: Field required"
    yield "unknown member", {"modls": []}, "modls: "
    yield "number", {"operations": [{"method": 3, "path": "/"}]}, "operations[0].method"
    yield "array", [], "spec: "
    later = {"version": "2", "models": [{"name": "M", "shape": "round"}]}
    yield "later version", later, "version: expected 1, found 2"


@pytest.mark.parametrize(
    ("value", "message"), [pytest.param(v, m, id=name) for name, v, m in _broken()]
)
def test_a_bad_value_is_refused_with_its_path(value: Any, message: str) -> None:
    with pytest.raises(spec_json.SpecError) as caught:
        spec_json.load(json.dumps(value))
    first, *others = str(caught.value).splitlines()
    assert first.startswith(message)
    assert not others


@pytest.mark.parametrize("text", ["", "{", "\x00", '{"version": "1"'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(spec_json.SpecError, match="no JSON"):
        spec_json.load(text)


@pytest.mark.parametrize("kind", ["map", "pair"])
@pytest.mark.parametrize("name", ["string", "strin"])
@timed
def test_types_in_types_are_read_once(kind: str, name: str) -> None:
    type_: dict[str, Any] = {"kind": "scalar", "name": name}
    for _ in range(30):
        type_ = {"kind": kind, "key": {"kind": "bytes"}, "value": type_}
    member = {"name": "a", "wire_name": "a", "type": type_}
    file = {"version": "1", "models": [{"name": "M", "properties": [member]}]}
    begin = time.perf_counter()
    with nullcontext() if name == "string" else pytest.raises(spec_json.SpecError):
        spec_json.load(json.dumps(file))
    assert time.perf_counter() - begin < 20


def test_the_mark_that_editors_put_first_is_no_fault() -> None:
    assert spec_json.load(codecs.BOM_UTF8 + spec_json.dump(Api()).encode()) == Api()


def test_many_faults_fit_on_a_screen() -> None:
    faults = {"operations": [{"method": 1, "path": 2}] * 50}
    with pytest.raises(spec_json.SpecError) as caught:
        spec_json.load(json.dumps(faults))
    lines = str(caught.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "… and 90 more."


def test_the_published_schema_is_current(request: pytest.FixtureRequest) -> None:
    schema = spec_json.json_schema()
    if request.config.getoption("--update-cases", default=False):
        SCHEMA.write_text(schema, encoding="utf-8", newline="\n")
    assert SCHEMA.read_text(encoding="utf-8") == schema


def test_the_schema_accepts_a_spec_and_refuses_a_bad_one() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    api = Api(
        models=(Model(name="Boat", properties=(_length(),)),),
        operations=(
            Operation(
                method="GET",
                path="/boats",
                parameters=(
                    Parameter(
                        name="ids",
                        location="query",
                        type=ListOf(items=Named(name="Boat")),
                    ),
                ),
            ),
        ),
    )
    written = json.loads(spec_json.dump(api))
    validator.validate(written)
    written["models"][0]["properties"][0]["type"]["kind"] = "blob"
    assert not validator.is_valid(written)


def _length() -> Property:
    return Property(
        name="Length", wire_name="length", type=Scalar(name="decimal number")
    )
