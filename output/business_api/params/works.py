"""Models of works, as mappings."""

from __future__ import annotations

from typing import TypedDict

from ..runtime.scalars import NetDateTime


class WorkNewParams(TypedDict, total=False):
    """`WorkNew` as a mapping."""

    identification: str | None
    reference_key: str | None
    work_type_id: int
    owner_user_id: int
    price_list_id: int | None
    account_id: int | None
    related_account_id: int | None
    confidential: bool
    service_center_id: int | None
    priority_id: int | None
    work_class_id: int | None
    work_subclass_id: int | None
    work_conclusion_id: int | None
    inherit_account: bool
    exchange_date: NetDateTime
    multi_currency_config_currency_id: int | None
    current_work_flow: WorkFlowNewParams | None
    work_flow_estimated_times: list[WorkFlowEstimatedTimeNewParams] | None
    work_account: list[WorkAccountNewParams] | None


class WorkFlowNewParams(TypedDict, total=False):
    """`WorkFlowNew` as a mapping."""

    work_flow_step_to_id: int
    responsible_user_id: int
    responsible_service_area_id: int
    conclusion: NetDateTime
    execution: NetDateTime
    sample_status_id: int
    required_account: bool
    require_account_fields: bool
    estimated_work: float
    allow_samples: bool
    edit_estimated_times: bool
    priority_required: bool
    required_conclusion: bool
    required_class: bool
    required_subclass: bool
    required_perform_time: bool
    allow_edit_template_sample: bool
    infos: list[InfoParams] | None


class InfoParams(TypedDict, total=False):
    """`Info` as a mapping."""

    info_id: int
    info_type_id: int
    measurement_unit_id: int | None
    display_value: str | None
    force_scale: int | None
    force_signif_digits: int | None
    input_scale: int | None
    input_signif_digits: int | None
    input_format: str | None
    value_text: str | None
    value_integer: int | None
    value_float: float | None
    value_date_time: NetDateTime
    value_boolean: bool
    value_account_id: int | None
    dependent_info_id: int | None
    inherited: bool
    order: int
    work_model_inherited: bool
    require_when_enter_step: bool
    require_when_leave_step: bool
    edit_only_at_this_step: bool
    propagate: bool
    allow_edit_propagate: bool
    attribute: str | None
    info_group_id: int | None


class WorkFlowEstimatedTimeNewParams(TypedDict, total=False):
    """`WorkFlowEstimatedTimeNew` as a mapping."""

    work_flow_step_id: int
    required: bool
    estimated_time: float


class WorkAccountNewParams(TypedDict, total=False):
    """`WorkAccountNew` as a mapping."""

    relationship_work_account_id: int
    account_id: int
    related_account_id: int
    inherited: bool
