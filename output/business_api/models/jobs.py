"""Models of jobs."""

from __future__ import annotations

from typing import Annotated

from pydantic import MISSING, Field

from ..runtime.models import OneRequired, RequestModel
from ..runtime.scalars import NetDateTime, NetDecimal, NetGuid


class Job(OneRequired, RequestModel):
    """Body of `POST /jobs`.

    https://field-service.example/Help/Api/CreateJob
    """

    one_required = (
        ("project_id", "project_reference_back_office", "project"),
        ("job_type_id", "job_type_code", "job_type"),
        ("job_status_id", "job_status_code"),
    )

    id: NetGuid | MISSING = MISSING
    """Key of the job."""

    parent_id: Annotated[NetGuid | MISSING, Field(alias="_parent_id")] = MISSING
    """Points to the job above this one, for jobs with several levels."""

    parent_job: Annotated[Job | None, Field(alias="_parent_job")] = None
    """The job above this one (jobs with several levels), given in full when a job is
    added or changed.
    """

    parent_jobs_reference_back_office: Annotated[
        str | None,
        Field(alias="_parent_jobs_reference_back_office"),
    ] = None
    """The job above this one (jobs with several levels), named by its ERP key when a
    job is added or changed.
    """

    project_id: NetGuid | MISSING = MISSING
    """Points to the project that the job belongs to."""

    project_reference_back_office: str | None = None
    """The project, named by its ERP key when a job is added or changed."""

    project: Project | None = None
    """The project, given in full when a job is added or changed."""

    job_type_id: NetGuid | MISSING = MISSING
    """Points to the type of the job."""

    job_type_code: str | None = None
    """The type of the job, named by its ERP key when a job is added or changed."""

    job_type: JobType | None = None
    """The type of the job, given in full when a job is added or changed."""

    job_priority_id: NetGuid | MISSING = MISSING
    """Points to the priority of the job."""

    job_priority_code: str | None = None
    """Points to the status of the job.

    Where the GUID is not known, give job_type_code.
    """

    job_priority: JobPriority | None = None
    """The priority of the job, given in full when a job is added or changed."""

    job_status_id: NetGuid | MISSING = MISSING
    """Points to the status of the job."""

    job_status_code: str | None = None
    """The status of the job by its code, one of "Canceled, ToBePlanned, Waiting,
    Pooling, Suggested, Activated or Open". When the status is Suggested AND
    suggested_user AND suggested_date_start are filled, a job_planning is added as well.
    """

    db_address_id: NetGuid | MISSING = MISSING
    """Points to the db_address of a job that is not done on mobile equipment.

    It has to be the address_id of the location or of the equipment.
    """

    contact_id: NetGuid | MISSING = MISSING
    """Points to the main contact of the job where that is not the project's."""

    requested_by_company_id: NetGuid | MISSING = MISSING
    """Points to the company that asked for the job, where a particular one did."""

    requested_by_contact_id: NetGuid | MISSING = MISSING
    """Points to the contact of requested_company_id who asked for the job."""

    reference_back_office: Annotated[str | None, Field(max_length=50)] = None
    """Reference under which the back office keeps the job.

    Embedded entities are found by it.
    """

    name: Annotated[str, Field(max_length=255)]
    """What the job is called."""

    description: Annotated[str | None, Field(max_length=4000)] = None
    """Text that describes the job."""

    working_sequence: int | MISSING = MISSING
    """Position among the jobs of a multi job, which are worked off in this order."""

    internal_memo: str | None = None
    """Memo that back office, planners and technicians pass among themselves."""

    prejob_information: str | None = None
    """What the technician should know before setting out (ring the customer
    first,...).
    """

    estimated_time: int | MISSING = MISSING
    """How long the job should take (in minutes). Planning and statistics use it."""

    earliest_date_plannable: NetDateTime | MISSING = MISSING
    """Earliest date on which the job may be planned (Not Before)."""

    due_date: NetDateTime | MISSING = MISSING
    """Latest date on which the job may be planned (Not After)."""

    date_create: NetDateTime | MISSING = MISSING
    """Date+time at which the job was created."""

    date_update: NetDateTime | MISSING = MISSING
    """Date+time at which the job was last changed."""

    date_closed: NetDateTime | MISSING = MISSING
    """Date+time at which the job was completed."""

    suggested_user_id: NetGuid | MISSING = MISSING
    """Points to the user proposed for the job (planning uses it).

    When the status is Suggested AND suggested_user AND suggested_date_start are filled,
    a job_planning is added as well.
    """

    suggested_user_code: str | None = None
    """The proposed user, named by its ERP key when a job is added or changed."""

    suggested_user: User | None = None
    """The proposed user, given in full when a job is added or changed."""

    suggested_date_start: NetDateTime | MISSING = MISSING
    """Date+time proposed for the start (planning uses it).

    When the status is Suggested AND suggested_user AND suggested_date_start are filled,
    a job_planning is added as well.
    """

    skill_id: NetGuid | MISSING = MISSING
    """Points to the skill that the job asks for, if any (planning uses it)."""

    skill_code: str | None = None
    """The skill, named by its ERP key when a job is added or changed."""

    skill: Skill | None = None
    """The skill, given in full when a job is added or changed."""

    customer_reference: Annotated[str | None, Field(max_length=50)] = None
    """The customer's own reference for the job."""

    approval_responsible_user_id: NetGuid | MISSING = MISSING
    """Where several users share the job, points to the one who is its "WO Leader"."""

    date_reported_by_company: NetDateTime | MISSING = MISSING
    """Date+time at which the company told of the problem."""

    id2: int | MISSING = MISSING
    """Number that the system gives the job.

    It stands in for an empty reference_back_office.
    """

    company_id: NetGuid | MISSING = MISSING
    """Set by the system from the project_id."""

    company_code: str | None = None
    """Set by the system from the project_id."""

    db_address_name: Annotated[str | None, Field(max_length=100)] = None
    """Name of the address to go to, for mobile equipment."""

    db_address_street: Annotated[str | None, Field(max_length=50)] = None
    """Street to go to, for mobile equipment, where it must be given."""

    db_address_street2: Annotated[str | None, Field(max_length=50)] = None
    """Second line of the street."""

    db_address_street_number: Annotated[str | None, Field(max_length=50)] = None
    """House number to go to, for mobile equipment."""

    db_address_city: Annotated[str | None, Field(max_length=50)] = None
    """Town to go to, for mobile equipment, where it must be given."""

    db_address_zip: Annotated[str | None, Field(max_length=50)] = None
    """Postal code to go to, for mobile equipment, where it must be given."""

    db_address_db_country_id: NetGuid | MISSING = MISSING
    """Points to the country to go to, for mobile equipment."""

    db_address_db_country_code: str | None = None
    """Code of the country to go to, for mobile equipment."""

    db_address_phone: Annotated[str | None, Field(max_length=50)] = None
    """Telephone number there, for mobile equipment."""

    db_address_email: Annotated[str | None, Field(max_length=250)] = None
    """E-mail address there, for mobile equipment."""

    db_address_latitude_decimal: NetDecimal | MISSING = MISSING
    """Latitude of the address."""

    db_address_longitude_decimal: NetDecimal | MISSING = MISSING
    """Longitude of the address."""

    estimated_quantity_remark: Annotated[str | None, Field(max_length=4000)] = None
    """Which parts the technician should fetch or use up, in words."""

    modified_dateutc: NetDateTime | MISSING = MISSING
    """Read-only: the database sets it (GetUtcDate) whenever a job is added or
    changed.
    """


class Project(RequestModel):
    """Value of `Job.project`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    parent_id: Annotated[NetGuid | MISSING, Field(alias="_parent_id")] = MISSING
    root_parent_id: NetGuid | MISSING = MISSING
    parent_reference_back_office: Annotated[
        str | None,
        Field(alias="_parent_reference_back_office"),
    ] = None
    equipment_family_id: NetGuid | MISSING = MISSING
    equipment_family_code: str | None = None
    equipment_family: EquipmentFamily | None = None
    equipment_model_id: NetGuid | MISSING = MISSING
    equipment_model_code: str | None = None
    equipment_model: EquipmentModel | None = None
    project_status_id: NetGuid | MISSING = MISSING
    project_status_code: str | None = None
    project_status: ProjectStatus | None = None
    company_id: NetGuid | MISSING = MISSING
    company_code: str | None = None
    db_address_id: NetGuid | MISSING = MISSING
    db_address_code: str | None = None
    location: str | None = None
    contact_id: NetGuid | MISSING = MISSING
    contact_reference_back_office: str | None = None
    owner_user_id: NetGuid | MISSING = MISSING
    name: str | None = None
    description: str | None = None
    reference_back_office: str | None = None
    serial_number: str | None = None
    barcode: str | None = None
    date_start_production: NetDateTime | MISSING = MISSING
    date_create: NetDateTime | MISSING = MISSING
    date_update: NetDateTime | MISSING = MISSING
    updated_by_user_id: NetGuid | MISSING = MISSING
    customer_reference: str | None = None
    warranty_date_until: NetDateTime | MISSING = MISSING
    last_standard_result_score_1: str | None = None
    last_standard_result_score_2: str | None = None
    target_standard_result_score_1: str | None = None
    target_standard_result_score_2: str | None = None
    date_built: NetDateTime | MISSING = MISSING
    shutdown_consequence: str | None = None
    id2: int | MISSING = MISSING
    nb_open_jobs: int | MISSING = MISSING
    date_next_job: NetDateTime | MISSING = MISSING
    date_last_job: NetDateTime | MISSING = MISSING
    nb_jobs_planned: int | MISSING = MISSING
    nb_jobs_tobeplanned: int | MISSING = MISSING
    nb_jobs_waitingfurtheraction: int | MISSING = MISSING
    back_office_timestamp: NetDateTime | MISSING = MISSING
    modified_dateutc: NetDateTime | MISSING = MISSING
    is_mobile_installation: bool | MISSING = MISSING


class EquipmentFamily(RequestModel):
    """Value of `Project.equipment_family`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    description: str | None = None
    code: str | None = None
    parent_id: Annotated[NetGuid | MISSING, Field(alias="_parent_id")] = MISSING
    parent_code: Annotated[str | None, Field(alias="_parent_code")] = None
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class SalesOrganization(RequestModel):
    """Value of `EquipmentFamily.sales_organization`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    code: str | None = None
    name: str | None = None
    description: str | None = None
    db_country_id: NetGuid | MISSING = MISSING
    db_currency_id: NetGuid | MISSING = MISSING
    db_language_id: NetGuid | MISSING = MISSING
    accountancy_code: str | None = None
    archived: bool | MISSING = MISSING
    default_unit_of_measure_system_type: str | None = None
    street: str | None = None
    street2: str | None = None
    street_number: str | None = None
    zip: str | None = None
    city: str | None = None
    email: str | None = None
    phone: str | None = None
    fax: str | None = None
    url: str | None = None
    vat_reg_code: str | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class EquipmentModel(RequestModel):
    """Value of `Project.equipment_model`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    code: str | None = None
    name: str | None = None
    description: str | None = None
    equipment_brand_id: NetGuid | MISSING = MISSING
    equipment_brand_code: str | None = None
    equipment_brand: EquipmentBrand | None = None
    equipment_family_id: NetGuid | MISSING = MISSING
    equipment_family_code: str | None = None
    equipment_family: EquipmentFamily | None = None
    date_in_production_since: NetDateTime | MISSING = MISSING
    date_out_of_production_since: NetDateTime | MISSING = MISSING
    date_end_support: NetDateTime | MISSING = MISSING
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    replacement_period_nb_months: int | MISSING = MISSING
    warranty_period_nb_months: int | MISSING = MISSING
    translations: list[Translation] | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class EquipmentBrand(RequestModel):
    """Value of `EquipmentModel.equipment_brand`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    code: str | None = None
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class Translation(RequestModel):
    """Item of `EquipmentModel.translations`.

    https://field-service.example/Help/Api/CreateJob
    """

    field_name: str | None = None
    language_code: str | None = None
    value_translated: str | None = None


class ProjectStatus(RequestModel):
    """Value of `Project.project_status`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    is_default: bool | MISSING = MISSING
    is_closed: bool | MISSING = MISSING
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    code: str | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class JobType(RequestModel):
    """Value of `Job.job_type`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    sales_organization_id: NetGuid | MISSING = MISSING
    description: str | None = None
    is_default: bool | MISSING = MISSING
    modified_dateutc: NetDateTime | MISSING = MISSING
    code: str | None = None


class JobPriority(RequestModel):
    """Value of `Job.job_priority`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    is_default: bool | MISSING = MISSING
    sequence: int | MISSING = MISSING
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    code: str | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING


class User(RequestModel):
    """Value of `Job.suggested_user`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    db_language_id: NetGuid | MISSING = MISSING
    username: str | None = None
    firstname: str | None = None
    lastname: str | None = None
    code: str | None = None
    archived: bool | MISSING = MISSING
    disabled: bool | MISSING = MISSING
    emergency_contact: str | None = None
    bankaccount: str | None = None
    social_security: str | None = None
    place_of_birth: str | None = None
    nationality: str | None = None
    functions: str | None = None
    birthdate: NetDateTime | MISSING = MISSING
    skype: str | None = None
    notes: str | None = None
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization: SalesOrganization | None = None
    sales_organization_code: str | None = None
    is_team_leader: bool | MISSING = MISSING
    team_leader_user_id: NetGuid | MISSING = MISSING
    email: str | None = None
    phone: str | None = None
    fax: str | None = None
    mobile: str | None = None
    private_email: str | None = None
    private_phone: str | None = None
    private_fax: str | None = None
    private_mobile: str | None = None
    private_street: str | None = None
    private_street_number: str | None = None
    private_city: str | None = None
    private_zip: str | None = None
    private_db_country_id: NetGuid | MISSING = MISSING
    private_db_country_code: str | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING
    allow_hero_app: bool | MISSING = MISSING
    allow_sales_app: bool | MISSING = MISSING
    allow_service_app: bool | MISSING = MISSING
    user_group_id: NetGuid | MISSING = MISSING


class Skill(RequestModel):
    """Value of `Job.skill`.

    https://field-service.example/Help/Api/CreateJob
    """

    id: NetGuid | MISSING = MISSING
    name: str | None = None
    description: str | None = None
    code: str | None = None
    sales_organization_id: NetGuid | MISSING = MISSING
    sales_organization_code: str | None = None
    sales_organization: SalesOrganization | None = None
    modified_dateutc: NetDateTime | MISSING = MISSING
