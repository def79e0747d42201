"""Models of Product."""

from __future__ import annotations

from typing import Any

from pydantic.alias_generators import to_camel

from ..runtime.enums import OpenIntEnum
from ..runtime.models import UNSET, Model
from ..runtime.scalars import NetDecimal


class Product(Model, alias_generator=to_camel):
    """Body and answer of `POST /api/{database}/Product`.

    https://erp.example/Help/Api/POST-api-database-Product
    """

    account_id: str | None = None
    additional_units: NetDecimal = UNSET
    messages: list[Any] | None = None
    can_change: bool = UNSET
    cannot_change_reason: str | None = None
    components: Any = None
    constellation_notition: str | None = None
    coverage_account_id: str | None = None
    current_stock: NetDecimal = UNSET
    date_created: str | None = None
    description: str | None = None
    discount_account_id: str | None = None
    ean_code: str | None = None
    intrastat_code: int = UNSET
    last_update: str | None = None
    margin: NetDecimal = UNSET
    max_stock: NetDecimal = UNSET
    min_stock: NetDecimal = UNSET
    preferred_product_supplier: PreferredProductSupplier | None = None
    price_per: NetDecimal = UNSET
    price_vat_excl: NetDecimal = UNSET
    price_vat_incl: NetDecimal = UNSET
    print_on_invoice: bool = UNSET
    print_on_quote: bool = UNSET
    print_on_shipping_order: bool = UNSET
    print_on_warehouse_order: bool = UNSET
    product_descriptions: Any = None
    product_discount_group_id: str | None = None
    product_group_id: str | None = None
    product_id: str | None = None
    product_state: ProductState = UNSET
    product_suppliers: Any = None
    product_type: ProductType = UNSET
    project_entry_type: ProjectEntryType = UNSET
    project_surcharge_perc: NetDecimal = UNSET
    publish_on_web: bool = UNSET
    purchase_order_count: int = UNSET
    quantity_scale: int = UNSET
    short_name: str | None = None
    stocks: Any = None
    stock_transaction_count: int = UNSET
    stock_transfer_price: NetDecimal = UNSET
    unit: str | None = None
    vat_code_id: int = UNSET
    weight: NetDecimal = UNSET


class PreferredProductSupplier(Model, alias_generator=to_camel):
    """Value of `Product.preferred_product_supplier`.

    https://erp.example/Help/Api/POST-api-database-Product
    """

    messages: list[Any] | None = None
    can_change: bool = UNSET
    cannot_change_reason: str | None = None
    currency_id: str | None = None
    discount_percentage: NetDecimal = UNSET
    min_order_quantity: NetDecimal = UNSET
    part_number: str | None = None
    preferred: bool = UNSET
    price: NetDecimal = UNSET
    product_supplier_id: str | None = None
    purchase_surcharge_percentage: NetDecimal = UNSET


class ProductState(OpenIntEnum):
    """Value of `Product.product_state`.

    https://erp.example/Help/Api/POST-api-database-Product
    """

    ACTIVE = 0


class ProductType(OpenIntEnum):
    """Value of `Product.product_type`.

    https://erp.example/Help/Api/POST-api-database-Product
    """

    NON_STOCK_PRODUCT = 0


class ProjectEntryType(OpenIntEnum):
    """Value of `Product.project_entry_type`.

    https://erp.example/Help/Api/POST-api-database-Product
    """

    NONE = 0
