"""Models of Product, as mappings."""

from __future__ import annotations

from typing import Any, TypedDict

from ..models.product import ProductState, ProductType, ProjectEntryType
from ..runtime.scalars import NetDecimal


class ProductParams(TypedDict, total=False):
    """`Product` as a mapping."""

    account_id: str | None
    additional_units: NetDecimal
    messages: list[Any] | None
    can_change: bool
    cannot_change_reason: str | None
    components: Any
    constellation_notition: str | None
    coverage_account_id: str | None
    current_stock: NetDecimal
    date_created: str | None
    description: str | None
    discount_account_id: str | None
    ean_code: str | None
    intrastat_code: int
    last_update: str | None
    margin: NetDecimal
    max_stock: NetDecimal
    min_stock: NetDecimal
    preferred_product_supplier: PreferredProductSupplierParams | None
    price_per: NetDecimal
    price_vat_excl: NetDecimal
    price_vat_incl: NetDecimal
    print_on_invoice: bool
    print_on_quote: bool
    print_on_shipping_order: bool
    print_on_warehouse_order: bool
    product_descriptions: Any
    product_discount_group_id: str | None
    product_group_id: str | None
    product_id: str | None
    product_state: ProductState
    product_suppliers: Any
    product_type: ProductType
    project_entry_type: ProjectEntryType
    project_surcharge_perc: NetDecimal
    publish_on_web: bool
    purchase_order_count: int
    quantity_scale: int
    short_name: str | None
    stocks: Any
    stock_transaction_count: int
    stock_transfer_price: NetDecimal
    unit: str | None
    vat_code_id: int
    weight: NetDecimal


class PreferredProductSupplierParams(TypedDict, total=False):
    """`PreferredProductSupplier` as a mapping."""

    messages: list[Any] | None
    can_change: bool
    cannot_change_reason: str | None
    currency_id: str | None
    discount_percentage: NetDecimal
    min_order_quantity: NetDecimal
    part_number: str | None
    preferred: bool
    price: NetDecimal
    product_supplier_id: str | None
    purchase_surcharge_percentage: NetDecimal
