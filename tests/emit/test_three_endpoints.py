"""The models of the three endpoints: what they take, keep and send."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from emitted import imported, write_package
from pydantic import MISSING, ValidationError

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.names import resolve
from helpwright.names.document import operations, schemas
from helpwright.openapi.dump import dumps
from helpwright.pipeline import describe
from helpwright.views.annotations import Annotations
from helpwright.views.models import models_view

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The OpenAPI document of `specs/pages`."""
    config = Config(root=ROOT, pages=("specs/pages",))
    return describe(config, Findings()).document


@pytest.fixture(scope="module")
def package(document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(document, tmp_path_factory.mktemp("three"), "three")


@pytest.fixture
def models(package: Path) -> Iterator[ModuleType]:
    with imported(package.parent, "three") as module:
        yield module


def digits(text: str) -> Any:
    """JSON with every number as it is written."""
    return json.loads(text, parse_float=str, parse_int=str)


# --- documented samples ---------------------------------------------------------------


def samples(document: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Where a JSON sample of a model stands, the model's component, and the sample."""
    for operation in operations(document):
        bodies = [operation.node.get("requestBody", {})]
        bodies += operation.node["responses"].values()
        for body in bodies:
            for media, content in body.get("content", {}).items():
                name = content["schema"].get("$ref", "").rpartition("/")[2]
                if name and isinstance(content.get("example"), dict):
                    text = dumps(content["example"])
                    yield f"{operation.key}, {media}", name, text


def test_documented_samples_come_back_with_every_member_and_digit(
    document: dict[str, Any], models: ModuleType
) -> None:
    names = resolve(document, package="three").models
    seen = []
    for place, component, text in samples(document):
        model = getattr(models, names[component].class_name).from_json(text)
        assert digits(model.to_json()) == digits(text), place
        seen.append(place)
    assert len(seen) >= 7
    assert any("text/html" in place for place in seen)


def test_the_order_of_members_is_the_documented_one(
    document: dict[str, Any], models: ModuleType
) -> None:
    for place, component, text in samples(document):
        if component == "Product":
            model = models.Product.from_json(text)
            assert list(json.loads(model.to_json())) == list(json.loads(text)), place


def test_the_generator_of_models_writes_the_types_that_the_client_does(
    document: dict[str, Any],
) -> None:
    """The bodies come from datamodel-code-generator, signatures from the views."""
    names = resolve(document, package="three")
    annotations = Annotations(document, names)
    bodies = emitted_bodies(document)
    for component, model in names.models.items():
        members = schemas(document)[component]["properties"]
        for wire, schema in members.items():
            text = annotations.of(schema).text
            line = f"{model.fields[wire]}: {text}"
            other = f"{model.fields[wire]}: Annotated[{text}"
            opened = f"{model.fields[wire]}: Annotated[\n        {text}"
            body = bodies[model.class_name]
            assert line in body or other in body or opened in body, line


def emitted_bodies(document: dict[str, Any]) -> dict[str, str]:
    from helpwright.render.models import class_bodies

    modules = models_view(document, resolve(document, package="three")).modules
    return class_bodies(view for views in modules.values() for view in views)


# --- what a program meets -------------------------------------------------------------


def test_a_name_is_loaded_when_it_is_asked_for(package: Path) -> None:
    program = (
        "import sys, three.models, three.params\n"
        "assert 'pydantic' not in sys.modules\n"
        "assert 'WorkNew' in dir(three.models)\n"
        "from three.models import WorkNew\n"
        "assert 'three.models.works' in sys.modules\n"
        "assert 'three.models.jobs' not in sys.modules\n"
        "try:\n"
        "    three.models.Nothing\n"
        "except AttributeError as error:\n"
        "    assert 'three.models' in str(error) and 'Nothing' in str(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=package.parent, check=False
    )
    assert done.returncode == 0


def test_members_have_names_of_python_and_of_the_wire(models: ModuleType) -> None:
    by_name = models.WorkNew(price_list_id=1)
    by_wire = models.WorkNew.model_validate({"PriceListId": 1})
    assert by_name == by_wire
    assert by_name.to_json() == '{"PriceListId":1}'
    assert models.WorkNew.model_fields["price_list_id"].alias == "PriceListId"


def test_a_leading_underscore_is_a_member_like_others(models: ModuleType) -> None:
    parent = "6d0b7ad6-51c4-4ea5-a4a4-ca0c6e1ba8b1"
    job = models.Job(
        parent_id=parent,
        name="Pump",
        project={},
        job_type_code="T",
        job_status_code="S",
    )
    assert str(job.parent_id) == parent
    assert json.loads(job.to_json())["_parent_id"] == parent


def test_unset_null_and_value_are_three_things(models: ModuleType) -> None:
    assert models.WorkNew().to_json() == "{}"
    assert models.WorkNew(price_list_id=None).to_json() == '{"PriceListId":null}'
    assert models.Info().order is MISSING
    with pytest.raises(ValidationError):
        models.Info(order=None)


def test_requests_refuse_unknown_members_and_answers_keep_them(
    models: ModuleType,
) -> None:
    with pytest.raises(ValidationError, match="price_list"):
        models.WorkNew(price_list=1)
    product = models.Product.from_json('{"newInVersion9": 1.50}')
    assert product.to_json() == '{"newInVersion9":1.50}'


def test_one_of_each_group_must_be_given(models: ModuleType) -> None:
    given = {"name": "Pump", "project_reference_back_office": "P1"}
    given |= {"job_type_code": "T", "job_status_code": "S"}
    assert models.Job(**given)
    for name in given:
        with pytest.raises(ValidationError):
            models.Job(**{key: v for key, v in given.items() if key != name})


def test_bounds_hold(models: ModuleType) -> None:
    given = {"project": {}, "job_type": {}, "job_status_code": "S"}
    assert models.Job(name="x" * 255, **given)
    with pytest.raises(ValidationError, match="at most 255"):
        models.Job(name="x" * 256, **given)
    with pytest.raises(ValidationError, match="at most 50"):
        models.Job(name="x", reference_back_office="x" * 51, **given)


def test_enumerations_know_their_names_and_take_new_values(models: ModuleType) -> None:
    product = models.Product.from_json('{"productState": 0, "productType": 77}')
    assert product.product_state is models.ProductState.ACTIVE
    assert product.product_type == 77
    assert product.to_json() == '{"productState":0,"productType":77}'


def test_equal_places_are_one_model(models: ModuleType) -> None:
    names = set(models.__all__)
    assert {"EquipmentFamily", "SalesOrganization", "WorkFlowNew"} <= names
    assert not [name for name in names if name[-1].isdigit()]


# --- what a type checker says ---------------------------------------------------------

PROGRAM = """
from three.models import Info, WorkNew
from three.params import InfoParams, WorkNewParams

work = WorkNew(price_list_id=None, current_work_flow=None)
body: WorkNewParams = {
    "price_list_id": None,
    "current_work_flow": {"infos": [{"order": 1}]},
}
reveal_type(work.price_list_id)
reveal_type(Info().order)
"""
WRONG = {
    "WorkNew(price_list=1)": 'Unexpected keyword argument "price_list"',
    "Info(order=None)": 'Argument "order" to "Info" has incompatible type "None"',
    'bad: WorkNewParams = {"price_list": 1}': 'Extra key "price_list"',
    'info: InfoParams = {"order": None}': 'Incompatible types (expression has type "None"',
    "Info().order + 1": "Unsupported operand types",
}


def test_mypy_knows_the_models_and_the_mappings(package: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("\n".join((PROGRAM, *WRONG)))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", program],
        cwd=package.parent,
        capture_output=True,
        check=False,
        text=True,
    )
    said = done.stdout.splitlines()
    assert any('is "int | None"' in line for line in said)
    assert any('is "int | MISSING"' in line for line in said)
    wrong = [line for line in said if ": error: " in line]
    first = PROGRAM.count("\n") + 2
    found = {int(line.split(":")[1]) - first: line for line in wrong}
    assert set(found) == set(range(len(WRONG))), done.stdout
    for place, expected in enumerate(WRONG.values()):
        assert expected in found[place]
