"""Models of jobs, as mappings."""

from __future__ import annotations

from typing import Required, TypedDict

from ..runtime.scalars import NetDateTime, NetDecimal, NetGuid


class JobParams(TypedDict, total=False):
    """`Job` as a mapping."""

    id: NetGuid
    parent_id: NetGuid
    parent_job: JobParams | None
    parent_jobs_reference_back_office: str | None
    project_id: NetGuid
    project_reference_back_office: str | None
    project: ProjectParams | None
    job_type_id: NetGuid
    job_type_code: str | None
    job_type: JobTypeParams | None
    job_priority_id: NetGuid
    job_priority_code: str | None
    job_priority: JobPriorityParams | None
    job_status_id: NetGuid
    job_status_code: str | None
    db_address_id: NetGuid
    contact_id: NetGuid
    requested_by_company_id: NetGuid
    requested_by_contact_id: NetGuid
    reference_back_office: str | None
    name: Required[str]
    description: str | None
    working_sequence: int
    internal_memo: str | None
    prejob_information: str | None
    estimated_time: int
    earliest_date_plannable: NetDateTime
    due_date: NetDateTime
    date_create: NetDateTime
    date_update: NetDateTime
    date_closed: NetDateTime
    suggested_user_id: NetGuid
    suggested_user_code: str | None
    suggested_user: UserParams | None
    suggested_date_start: NetDateTime
    skill_id: NetGuid
    skill_code: str | None
    skill: SkillParams | None
    customer_reference: str | None
    approval_responsible_user_id: NetGuid
    date_reported_by_company: NetDateTime
    id2: int
    company_id: NetGuid
    company_code: str | None
    db_address_name: str | None
    db_address_street: str | None
    db_address_street2: str | None
    db_address_street_number: str | None
    db_address_city: str | None
    db_address_zip: str | None
    db_address_db_country_id: NetGuid
    db_address_db_country_code: str | None
    db_address_phone: str | None
    db_address_email: str | None
    db_address_latitude_decimal: NetDecimal
    db_address_longitude_decimal: NetDecimal
    estimated_quantity_remark: str | None
    modified_dateutc: NetDateTime


class ProjectParams(TypedDict, total=False):
    """`Project` as a mapping."""

    id: NetGuid
    parent_id: NetGuid
    root_parent_id: NetGuid
    parent_reference_back_office: str | None
    equipment_family_id: NetGuid
    equipment_family_code: str | None
    equipment_family: EquipmentFamilyParams | None
    equipment_model_id: NetGuid
    equipment_model_code: str | None
    equipment_model: EquipmentModelParams | None
    project_status_id: NetGuid
    project_status_code: str | None
    project_status: ProjectStatusParams | None
    company_id: NetGuid
    company_code: str | None
    db_address_id: NetGuid
    db_address_code: str | None
    location: str | None
    contact_id: NetGuid
    contact_reference_back_office: str | None
    owner_user_id: NetGuid
    name: str | None
    description: str | None
    reference_back_office: str | None
    serial_number: str | None
    barcode: str | None
    date_start_production: NetDateTime
    date_create: NetDateTime
    date_update: NetDateTime
    updated_by_user_id: NetGuid
    customer_reference: str | None
    warranty_date_until: NetDateTime
    last_standard_result_score_1: str | None
    last_standard_result_score_2: str | None
    target_standard_result_score_1: str | None
    target_standard_result_score_2: str | None
    date_built: NetDateTime
    shutdown_consequence: str | None
    id2: int
    nb_open_jobs: int
    date_next_job: NetDateTime
    date_last_job: NetDateTime
    nb_jobs_planned: int
    nb_jobs_tobeplanned: int
    nb_jobs_waitingfurtheraction: int
    back_office_timestamp: NetDateTime
    modified_dateutc: NetDateTime
    is_mobile_installation: bool


class EquipmentFamilyParams(TypedDict, total=False):
    """`EquipmentFamily` as a mapping."""

    id: NetGuid
    name: str | None
    description: str | None
    code: str | None
    parent_id: NetGuid
    parent_code: str | None
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    modified_dateutc: NetDateTime


class SalesOrganizationParams(TypedDict, total=False):
    """`SalesOrganization` as a mapping."""

    id: NetGuid
    code: str | None
    name: str | None
    description: str | None
    db_country_id: NetGuid
    db_currency_id: NetGuid
    db_language_id: NetGuid
    accountancy_code: str | None
    archived: bool
    default_unit_of_measure_system_type: str | None
    street: str | None
    street2: str | None
    street_number: str | None
    zip: str | None
    city: str | None
    email: str | None
    phone: str | None
    fax: str | None
    url: str | None
    vat_reg_code: str | None
    modified_dateutc: NetDateTime


class EquipmentModelParams(TypedDict, total=False):
    """`EquipmentModel` as a mapping."""

    id: NetGuid
    code: str | None
    name: str | None
    description: str | None
    equipment_brand_id: NetGuid
    equipment_brand_code: str | None
    equipment_brand: EquipmentBrandParams | None
    equipment_family_id: NetGuid
    equipment_family_code: str | None
    equipment_family: EquipmentFamilyParams | None
    date_in_production_since: NetDateTime
    date_out_of_production_since: NetDateTime
    date_end_support: NetDateTime
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    replacement_period_nb_months: int
    warranty_period_nb_months: int
    translations: list[TranslationParams] | None
    modified_dateutc: NetDateTime


class EquipmentBrandParams(TypedDict, total=False):
    """`EquipmentBrand` as a mapping."""

    id: NetGuid
    name: str | None
    code: str | None
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    modified_dateutc: NetDateTime


class TranslationParams(TypedDict, total=False):
    """`Translation` as a mapping."""

    field_name: str | None
    language_code: str | None
    value_translated: str | None


class ProjectStatusParams(TypedDict, total=False):
    """`ProjectStatus` as a mapping."""

    id: NetGuid
    name: str | None
    is_default: bool
    is_closed: bool
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    code: str | None
    modified_dateutc: NetDateTime


class JobTypeParams(TypedDict, total=False):
    """`JobType` as a mapping."""

    id: NetGuid
    name: str | None
    sales_organization_id: NetGuid
    description: str | None
    is_default: bool
    modified_dateutc: NetDateTime
    code: str | None


class JobPriorityParams(TypedDict, total=False):
    """`JobPriority` as a mapping."""

    id: NetGuid
    name: str | None
    is_default: bool
    sequence: int
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    code: str | None
    modified_dateutc: NetDateTime


class UserParams(TypedDict, total=False):
    """`User` as a mapping."""

    id: NetGuid
    db_language_id: NetGuid
    username: str | None
    firstname: str | None
    lastname: str | None
    code: str | None
    archived: bool
    disabled: bool
    emergency_contact: str | None
    bankaccount: str | None
    social_security: str | None
    place_of_birth: str | None
    nationality: str | None
    functions: str | None
    birthdate: NetDateTime
    skype: str | None
    notes: str | None
    sales_organization_id: NetGuid
    sales_organization: SalesOrganizationParams | None
    sales_organization_code: str | None
    is_team_leader: bool
    team_leader_user_id: NetGuid
    email: str | None
    phone: str | None
    fax: str | None
    mobile: str | None
    private_email: str | None
    private_phone: str | None
    private_fax: str | None
    private_mobile: str | None
    private_street: str | None
    private_street_number: str | None
    private_city: str | None
    private_zip: str | None
    private_db_country_id: NetGuid
    private_db_country_code: str | None
    modified_dateutc: NetDateTime
    allow_hero_app: bool
    allow_sales_app: bool
    allow_service_app: bool
    user_group_id: NetGuid


class SkillParams(TypedDict, total=False):
    """`Skill` as a mapping."""

    id: NetGuid
    name: str | None
    description: str | None
    code: str | None
    sales_organization_id: NetGuid
    sales_organization_code: str | None
    sales_organization: SalesOrganizationParams | None
    modified_dateutc: NetDateTime
