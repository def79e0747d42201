"""Classes, fields and members: legal, unlike each other, and close to the page."""

from __future__ import annotations

import keyword
import random
import unicodedata
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpwright.diagnostics import Findings
from helpwright.names import Names, lock, reserved, resolve


def document(models: dict[str, Iterable[str]], **enums: list[str]) -> dict[str, Any]:
    schemas: dict[str, Any] = {
        name: {"type": "object", "properties": {member: {} for member in members}}
        for name, members in models.items()
    }
    for name, members in enums.items():
        values = list(range(len(members)))
        schemas[name] = {"type": "integer", "enum": values, "x-enum-varnames": members}
    return {"paths": {}, "components": {"schemas": schemas}}


def fields(*members: str, **options: Any) -> dict[str, str]:
    names = resolve(document({"Boat": members}), package="acme", **options)
    return dict(names.models["Boat"].fields)


# --- fields ---------------------------------------------------------------------------


def test_python_and_pydantic_keep_their_words() -> None:
    assert fields("class", "copy", "modelConfig", "MRO", "Date", "type", "id") == {
        "class": "class_",
        "copy": "copy_",
        "modelConfig": "model_config_",
        "MRO": "mro_",
        "Date": "date",
        "type": "type",
        "id": "id",
    }


@pytest.mark.parametrize("wire", ["List", "Int", "Datetime", "Decimal", "Uuid", "Str"])
def test_a_field_never_hides_a_type(wire: str) -> None:
    assert fields(wire) == {wire: f"{wire.lower()}_"}


def test_a_leading_underscore_makes_no_private_attribute() -> None:
    assert fields("_parent_id") == {"_parent_id": "parent_id"}
    assert fields("_parent_id", "parent_id", "__parent_id") == {
        "_parent_id": "parent_id_",
        "parent_id": "parent_id",
        "__parent_id": "parent_id_2",
    }


def test_names_that_differ_only_in_case_or_form() -> None:
    assert fields("ID", "id", "Id") == {"ID": "id_", "id": "id", "Id": "id_2"}
    assert fields("ﬁeld", "field") == {"ﬁeld": "field_", "field": "field"}
    assert fields("e\u0301tat", "\u00e9tat") == {
        "e\u0301tat": "état_",
        "\u00e9tat": "état",
    }


def test_a_number_comes_only_when_nothing_else_is_left() -> None:
    given_names = set(fields("a-b", "a_b", "a b", "aB").values())
    assert given_names == {"a_b", "a_b_", "a_b_2", "a_b_3"}


def test_a_field_never_has_the_name_of_a_class_without_capitals() -> None:
    names = resolve(document({"客户": ["客户", "名称"]}), package="acme")
    assert names.models["客户"].class_name == "客户"
    assert dict(names.models["客户"].fields) == {"客户": "客户_", "名称": "名称"}


def test_names_of_300_characters() -> None:
    long = {f"{'word ' * 60}{tail}": "" for tail in "ab"}
    given_names = fields(*long)
    assert len(set(given_names.values())) == 2
    assert all(len(name) <= 70 for name in given_names.values())


# --- classes --------------------------------------------------------------------------


def classes(*components: str) -> dict[str, str]:
    names = resolve(document(dict.fromkeys(components, ())), package="acme")
    return {key: model.class_name for key, model in names.models.items()}


def test_classes_beside_those_that_modules_import() -> None:
    assert classes("Decimal", "Model", "Client", "Warning", "List") == {
        "Decimal": "DecimalModel",
        "Model": "ModelModel",
        "Client": "ClientModel",
        "Warning": "WarningModel",
        "List": "List",
    }


def test_classes_that_differ_only_in_case() -> None:
    assert classes("Boat", "boat", "BOAT") == {
        "Boat": "BoatModel",
        "boat": "Boat_",
        "BOAT": "BOAT",
    }


def test_a_model_beside_a_typed_dictionary_and_a_group_of_its_name() -> None:
    spec = document({"Boat": (), "BoatParams": (), "BoatsResource": (), "BoatsApi": ()})
    spec["paths"] = {"/boats": {"get": {"tags": ["Boats"], "responses": {}}}}
    names = resolve(spec, package="acme")
    given_names = [
        *(model.class_name for model in names.models.values()),
        *(model.params for model in names.models.values()),
        *(group.resource for group in names.groups.values()),
        *(group.protocol for group in names.groups.values()),
    ]
    assert len(set(given_names)) == len(given_names)
    assert names.models["BoatParams"].class_name == "BoatParams"
    assert names.models["Boat"].params == "BoatDict"


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_a_table_is_called_as_the_documentation_calls_one_of_its_rows() -> None:
    spec = document({"jobs": ("id",), "Boats": ("Id",), "settings": ("id",)})
    schemas = spec["components"]["schemas"]
    schemas["jobs"]["properties"]["_parent_job"] = reference("jobs")
    schemas["Boats"]["properties"]["Boat"] = reference("Boats")
    schemas["jobs"]["properties"]["all_settings"] = reference("settings")
    names = resolve(spec, package="acme")
    assert {key: m.class_name for key, m in names.models.items()} == {
        "jobs": "Job",
        "Boats": "Boats",
        "settings": "Settings",
    }


def test_a_model_lives_where_its_users_are() -> None:
    spec = document({"Boat": (), "Pier": (), "Engine": (), "Unused": ()})
    schemas = spec["components"]["schemas"]
    schemas["Boat"]["properties"] = {"Engine": reference("Engine")}

    def get(tag: str, *names: str) -> dict[str, Any]:
        content = {
            f"application/{place}": {"schema": reference(name)}
            for place, name in enumerate(names)
        }
        return {"get": {"tags": [tag], "responses": {"200": {"content": content}}}}

    spec["paths"] = {"/boats": get("Boats", "Boat"), "/piers": get("Piers", "Pier")}
    modules = resolve(spec, package="acme").models
    assert (modules["Boat"].module, modules["Engine"].module) == ("boats", "boats")
    assert (modules["Pier"].module, modules["Unused"].module) == ("piers", "other")
    # Used by both now, and so is what it refers to.
    spec["paths"]["/piers"] = get("Piers", "Pier", "Boat")
    modules = resolve(spec, package="acme").models
    assert (modules["Boat"].module, modules["Engine"].module) == ("shared", "shared")


# --- enumerations ---------------------------------------------------------------------


def test_members_of_an_enumeration() -> None:
    members = ["None", "InStock", "2ndHand", "-1", "mro", "in stock", "Grün"]
    names = resolve(document({}, State=members), package="acme")
    assert dict(names.enums["State"].members) == {
        "None": "NONE",
        "InStock": "IN_STOCK",
        "2ndHand": "VALUE_2ND_HAND",
        "-1": "MINUS_1",
        "mro": "MRO",
        "in stock": "IN_STOCK_",
        "Grün": "GRÜN",
    }


# --- names that were given before -----------------------------------------------------


def locked(names: Names) -> dict[str, Any]:
    return lock.loads(lock.dumps(names))


def test_a_new_member_does_not_take_the_name_of_an_old_one() -> None:
    old = resolve(document({"Boat": ["ID"]}), package="acme")
    assert fields("ID", "id") == {"ID": "id_", "id": "id"}
    assert fields("ID", "id", lock=locked(old)) == {"ID": "id", "id": "id_"}


def test_a_new_class_does_not_take_the_name_of_an_old_one() -> None:
    old = resolve(document({"boat": ()}), package="acme")
    spec = document({"boat": (), "Boat": (), "BoatParams": ()})
    names = resolve(spec, package="acme", lock=locked(old))
    assert names.models["boat"].class_name == "Boat"
    assert names.models["boat"].params == "BoatParams"
    assert names.models["Boat"].class_name == "BoatModel"


def test_what_is_gone_keeps_no_name() -> None:
    old = resolve(document({"Boat": ["ID"]}), package="acme")
    assert fields("id", lock=locked(old)) == {"id": "id"}


def test_a_pin_comes_before_the_lock() -> None:
    old = resolve(document({"Boat": ["ID"]}), package="acme")
    pins = {"fields": {"Boat": {"ID": "number"}}, "models": {"Boat": "Vessel"}}
    names = resolve(
        document({"Boat": ["ID"]}), package="acme", lock=locked(old), pins=pins
    )
    assert names.models["Boat"].class_name == "Vessel"
    assert names.models["Boat"].params == "VesselParams"
    assert dict(names.models["Boat"].fields) == {"ID": "number"}


@pytest.mark.parametrize("name", ["class", "copy", "not a name", "", "_hidden", "ﬁx"])
def test_a_pin_that_can_not_be_kept_is_reported(name: str) -> None:
    findings = Findings()
    pins = {"fields": {"Boat": {"ID": name, "Gone": "gone"}}}
    assert fields("ID", pins=pins, findings=findings) == {"ID": "id"}
    (finding,) = findings
    assert finding.code == "HW701"
    assert "Boat ID can't be called" in finding.message


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"fields": []}', '{"models": {"a": 1}}', '{"x": {}}']
)
def test_a_lock_that_is_not_what_was_written_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="the names' lock file"):
        lock.loads(text)


def test_a_lock_with_nonsense_in_it_does_no_harm() -> None:
    nonsense = {"fields": {"Boat": {"a": "import os", "b": "class", "c": "same"}}}
    nonsense["fields"]["Boat"]["d"] = "same"
    assert fields("a", "b", "c", "d", lock=nonsense) == {
        "a": "a",
        "b": "b",
        "c": "same",
        "d": "d",
    }


# --- any names at all -----------------------------------------------------------------

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([*keyword.kwlist, *keyword.softkwlist, *sorted(reserved.FIELDS)]),
    st.text(alphabet="aA_1 -éﬁ", max_size=5),
)
MODELS = st.dictionaries(WORDS, st.lists(WORDS, unique=True, max_size=8), max_size=6)


@settings(max_examples=50, deadline=None)
@given(MODELS, st.lists(WORDS, unique=True, max_size=6), st.randoms())
def test_names_are_legal_unlike_each_other_and_stable(
    models: dict[str, list[str]], members: list[str], order: random.Random
) -> None:
    spec = document(models, State=members)
    names = resolve(spec, package="acme")
    for model in names.models.values():
        check(model.fields.values(), reserved.FIELDS)
        assert all(name[0] != "_" for name in model.fields.values())
    for enum in names.enums.values():
        check(enum.members.values(), frozenset())
        assert all(name[0] != "_" for name in enum.members.values())
    listed = [*names.models.values(), *names.enums.values()]
    check((each.class_name for each in listed), reserved.CLASSES)
    folded = {each.class_name.casefold() for each in listed}
    assert len(folded) == len(listed)

    shuffled = list(models.items())
    order.shuffle(shuffled)
    again = document({k: order.sample(v, len(v)) for k, v in shuffled}, State=members)
    assert lock.dumps(resolve(again, package="acme")) == lock.dumps(names)
    kept = resolve(again, package="acme", lock=locked(names))
    assert lock.dumps(kept) == lock.dumps(names)


@settings(max_examples=40, deadline=None)
@given(MODELS, MODELS)
def test_the_lock_keeps_every_name_that_is_still_wanted(
    before: dict[str, list[str]], after: dict[str, list[str]]
) -> None:
    old = resolve(document(before), package="acme")
    new = resolve(document({**before, **after}), package="acme", lock=locked(old))
    for key, model in old.models.items():
        assert new.models[key].class_name == model.class_name
        assert new.models[key].params == model.params
        for wire, name in new.models[key].fields.items():
            assert model.fields.get(wire, name) == name


def check(names: Iterable[str], forbidden: Iterable[str]) -> None:
    given_names = list(names)
    for name in given_names:
        assert name.isidentifier() and not keyword.iskeyword(name)
        assert unicodedata.normalize("NFKC", name) == name
        assert name not in forbidden
    assert len(set(given_names)) == len(given_names)
