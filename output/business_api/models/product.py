"""Models of Product."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING
from pydantic.alias_generators import to_camel

from ..runtime.enums import OpenIntEnum
from ..runtime.models import Model
from ..runtime.scalars import NetDecimal


class Product(Model, alias_generator=to_camel):
    """Body of `POST /api/{database}/Product`."""

    account_id: str | None = None
    additional_units: NetDecimal | MISSING = MISSING
    messages: list[Any] | None = None
    can_change: bool | MISSING = MISSING
    cannot_change_reason: str | None = None
    components: Any = None
    constellation_notition: str | None = None
    coverage_account_id: str | None = None
    current_stock: NetDecimal | MISSING = MISSING
    date_created: str | None = None
    description: str | None = None
    discount_account_id: str | None = None
    ean_code: str | None = None
    intrastat_code: int | MISSING = MISSING
    last_update: str | None = None
    margin: NetDecimal | MISSING = MISSING
    max_stock: NetDecimal | MISSING = MISSING
    min_stock: NetDecimal | MISSING = MISSING
    preferred_product_supplier: PreferredProductSupplier | None = None
    price_per: NetDecimal | MISSING = MISSING
    price_vat_excl: NetDecimal | MISSING = MISSING
    price_vat_incl: NetDecimal | MISSING = MISSING
    print_on_invoice: bool | MISSING = MISSING
    print_on_quote: bool | MISSING = MISSING
    print_on_shipping_order: bool | MISSING = MISSING
    print_on_warehouse_order: bool | MISSING = MISSING
    product_descriptions: Any = None
    product_discount_group_id: str | None = None
    product_group_id: str | None = None
    product_id: str | None = None
    product_state: ProductState | MISSING = MISSING
    product_suppliers: Any = None
    product_type: ProductType | MISSING = MISSING
    project_entry_type: ProjectEntryType | MISSING = MISSING
    project_surcharge_perc: NetDecimal | MISSING = MISSING
    publish_on_web: bool | MISSING = MISSING
    purchase_order_count: int | MISSING = MISSING
    quantity_scale: int | MISSING = MISSING
    short_name: str | None = None
    stocks: Any = None
    stock_transaction_count: int | MISSING = MISSING
    stock_transfer_price: NetDecimal | MISSING = MISSING
    unit: str | None = None
    vat_code_id: int | MISSING = MISSING
    weight: NetDecimal | MISSING = MISSING


class PreferredProductSupplier(Model, alias_generator=to_camel):
    """Value of `Product.preferred_product_supplier`."""

    messages: list[Any] | None = None
    can_change: bool | MISSING = MISSING
    cannot_change_reason: str | None = None
    currency_id: str | None = None
    discount_percentage: NetDecimal | MISSING = MISSING
    min_order_quantity: NetDecimal | MISSING = MISSING
    part_number: str | None = None
    preferred: bool | MISSING = MISSING
    price: NetDecimal | MISSING = MISSING
    product_supplier_id: str | None = None
    purchase_surcharge_percentage: NetDecimal | MISSING = MISSING


class ProductState(OpenIntEnum):
    """Value of `Product.product_state`."""

    ACTIVE = 0


class ProductType(OpenIntEnum):
    """Value of `Product.product_type`."""

    NON_STOCK_PRODUCT = 0


class ProjectEntryType(OpenIntEnum):
    """Value of `Product.project_entry_type`."""

    NONE = 0
