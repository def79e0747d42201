"""Models of works."""

from __future__ import annotations

from pydantic import MISSING
from pydantic.alias_generators import to_pascal

from ..runtime.models import RequestModel
from ..runtime.scalars import NetDateTime


class WorkNew(RequestModel, alias_generator=to_pascal):
    """Body of `POST /api/v2/works`.

    https://lims.example/Help/Api/POST-api-v2-works
    """

    identification: str | None = None
    reference_key: str | None = None
    work_type_id: int | MISSING = MISSING
    owner_user_id: int | MISSING = MISSING
    price_list_id: int | None = None
    account_id: int | None = None
    related_account_id: int | None = None
    confidential: bool | MISSING = MISSING
    service_center_id: int | None = None
    priority_id: int | None = None
    work_class_id: int | None = None
    work_subclass_id: int | None = None
    work_conclusion_id: int | None = None
    inherit_account: bool | MISSING = MISSING
    exchange_date: NetDateTime | MISSING = MISSING
    multi_currency_config_currency_id: int | None = None
    current_work_flow: WorkFlowNew | None = None
    work_flow_estimated_times: list[WorkFlowEstimatedTimeNew] | None = None
    work_account: list[WorkAccountNew] | None = None


class WorkFlowNew(RequestModel, alias_generator=to_pascal):
    """Value of `WorkNew.current_work_flow`.

    https://lims.example/Help/Api/POST-api-v2-works
    """

    work_flow_step_to_id: int | MISSING = MISSING
    responsible_user_id: int | MISSING = MISSING
    responsible_service_area_id: int | MISSING = MISSING
    conclusion: NetDateTime | MISSING = MISSING
    execution: NetDateTime | MISSING = MISSING
    sample_status_id: int | MISSING = MISSING
    required_account: bool | MISSING = MISSING
    require_account_fields: bool | MISSING = MISSING
    estimated_work: float | MISSING = MISSING
    allow_samples: bool | MISSING = MISSING
    edit_estimated_times: bool | MISSING = MISSING
    priority_required: bool | MISSING = MISSING
    required_conclusion: bool | MISSING = MISSING
    required_class: bool | MISSING = MISSING
    required_subclass: bool | MISSING = MISSING
    required_perform_time: bool | MISSING = MISSING
    allow_edit_template_sample: bool | MISSING = MISSING
    infos: list[Info] | None = None


class Info(RequestModel, alias_generator=to_pascal):
    """Item of `WorkFlowNew.infos`.

    https://lims.example/Help/Api/POST-api-v2-works
    """

    info_id: int | MISSING = MISSING
    info_type_id: int | MISSING = MISSING
    measurement_unit_id: int | None = None
    display_value: str | None = None
    force_scale: int | None = None
    force_signif_digits: int | None = None
    input_scale: int | None = None
    input_signif_digits: int | None = None
    input_format: str | None = None
    value_text: str | None = None
    value_integer: int | None = None
    value_float: float | None = None
    value_date_time: NetDateTime | MISSING = MISSING
    value_boolean: bool | MISSING = MISSING
    value_account_id: int | None = None
    dependent_info_id: int | None = None
    inherited: bool | MISSING = MISSING
    order: int | MISSING = MISSING
    work_model_inherited: bool | MISSING = MISSING
    require_when_enter_step: bool | MISSING = MISSING
    require_when_leave_step: bool | MISSING = MISSING
    edit_only_at_this_step: bool | MISSING = MISSING
    propagate: bool | MISSING = MISSING
    allow_edit_propagate: bool | MISSING = MISSING
    attribute: str | None = None
    info_group_id: int | None = None


class WorkFlowEstimatedTimeNew(RequestModel, alias_generator=to_pascal):
    """Item of `WorkNew.work_flow_estimated_times`.

    https://lims.example/Help/Api/POST-api-v2-works
    """

    work_flow_step_id: int | MISSING = MISSING
    required: bool | MISSING = MISSING
    estimated_time: float | MISSING = MISSING


class WorkAccountNew(RequestModel, alias_generator=to_pascal):
    """Item of `WorkNew.work_account`.

    https://lims.example/Help/Api/POST-api-v2-works
    """

    relationship_work_account_id: int | MISSING = MISSING
    account_id: int | MISSING = MISSING
    related_account_id: int | MISSING = MISSING
    inherited: bool | MISSING = MISSING
