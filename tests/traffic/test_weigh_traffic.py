"""What real answers add to the documentation, and where they contradict it."""

from __future__ import annotations

import json

from helpwright.diagnostics import Findings
from helpwright.evidence.traffic import weigh_traffic
from helpwright.samples import read_json
from helpwright.spec import (
    Api,
    Body,
    Enumeration,
    EnumMember,
    ListOf,
    Model,
    Named,
    Operation,
    Property,
    Response,
    Scalar,
    Unknown,
)
from helpwright.traffic import Observations, Shape
from helpwright.traffic.observations import Room
from helpwright.traffic.shapes import add_value

INTEGER, STRING = Scalar(name="integer"), Scalar(name="string")
TypeRefLike = Named | ListOf | Unknown | Scalar
KEY = "GET /jobs"


def weighed(
    answer: TypeRefLike, *values: object, status: str = "200"
) -> tuple[Api, list[str]]:
    """The API after `GET /jobs`, which answers `answer`, was seen to answer `values`."""
    api = Api(
        operations=(
            Operation(
                method="GET",
                path="/jobs",
                tag="Jobs",
                responses=(Response(status="200", body=Body(type=answer)),),
            ),
        ),
        models=(
            Model(
                name="Job",
                properties=(
                    Property(
                        name="Id",
                        wire_name="id",
                        type=INTEGER,
                        nullable="not-nullable",
                    ),
                    Property(name="Rank", wire_name="rank", type=INTEGER),
                    Property(name="State", wire_name="state", type=Named(name="State")),
                    Property(name="Name", wire_name="name", type=STRING, required=True),
                    Property(name="Next", wire_name="next", type=Named(name="Job")),
                ),
            ),
        ),
        enumerations=(
            Enumeration(name="State", members=(EnumMember(name="Open", value="0"),)),
        ),
    )
    observations = Observations()
    observed = observations.of(KEY)
    for value in values:
        root = read_json(json.dumps(value)).root
        assert root is not None
        observed.counts[status] = observed.counts.get(status, 0) + 1
        known = observed.responses.setdefault(status, Shape())
        assert known is not None
        add_value(known, root, Room(left=1000))
    findings = Findings()
    result = weigh_traffic(api, observations, "specs/observed.json", findings)
    return result, sorted(f.code for f in findings)


JOB = {"id": 1, "rank": 2, "state": 0, "name": "x", "next": None}


def prop(api: Api, model: str, name: str) -> Property:
    found = next(entry for entry in api.models if entry.name == model)
    return next(each for each in found.properties if each.wire_name == name)


def test_a_null_that_came_may_come() -> None:
    api, codes = weighed(Named(name="Job"), JOB, JOB | {"rank": None})
    assert prop(api, "Job", "rank").nullable == "nullable"
    assert prop(api, "Job", "rank").origins[-1].rule == "traffic.null"
    assert prop(api, "Job", "id").nullable == "not-nullable"
    assert codes == []


def test_a_null_against_the_counting_is_reported_and_believed() -> None:
    api, codes = weighed(Named(name="Job"), JOB | {"id": None})
    assert prop(api, "Job", "id").nullable == "nullable"
    assert codes == ["HW340"]


def test_members_that_no_page_mentions_are_added_wherever_they_stand() -> None:
    nested = JOB | {"next": JOB | {"cost": 1.5}}
    api, _ = weighed(ListOf(items=Named(name="Job")), [nested])
    cost = prop(api, "Job", "cost")
    assert cost.type == Scalar(name="decimal number")
    assert not cost.documented


def test_an_answer_that_no_page_documents_gets_a_type() -> None:
    api, _ = weighed(
        Unknown(), [{"key": "0c4f3a1e-1d2b-4c3d-8e4f-5a6b7c8d9e0f", "at": "2026-01-02"}]
    )
    answer = api.operations[0].responses[0].body
    assert answer is not None and isinstance(answer.type, ListOf)
    assert answer.type.items == Named(name="JobsAnswer")
    key = prop(api, "JobsAnswer", "key")
    assert key.type == Scalar(name="globally unique identifier")


def test_a_status_that_no_page_documents_is_added() -> None:
    api, _ = weighed(Named(name="Job"), {"Message": "gone"}, status="404")
    assert [response.status for response in api.operations[0].responses] == [
        "200",
        "404",
    ]


def test_the_form_of_an_enumeration_is_learnt() -> None:
    api, _ = weighed(Named(name="Job"), JOB | {"state": "Open"})
    assert api.enumerations[0].wire == "string"


def test_another_type_than_documented_is_reported_and_not_believed() -> None:
    api, codes = weighed(Named(name="Job"), JOB | {"rank": "two"})
    assert prop(api, "Job", "rank").type == INTEGER
    assert codes == ["HW342"]


def test_a_required_member_that_never_came_is_noted() -> None:
    _, codes = weighed(Named(name="Job"), {"id": 1})
    assert codes == ["HW341"]


def test_operations_that_are_gone_are_reported() -> None:
    observations = Observations()
    observations.of("GET /old").counts["200"] = 1
    findings = Findings()
    api = weigh_traffic(Api(), observations, "specs/observed.json", findings)
    assert api == Api()
    assert [finding.code for finding in findings] == ["HW343"]


def test_many_models_of_one_name_stay_short() -> None:
    places = {f"place{n}": {"row": {f"cell{n}": n}} for n in range(300)}
    api, _ = weighed(Unknown(), places)
    names = [each.name for each in api.models if each.name.startswith("Row")]
    assert names[:3] == ["Row", "RowValue", "RowValue2"]
    assert len(set(names)) == 300
    assert max(map(len, names)) < 12
