"""XML objects: how members, items and whole bodies are called in XML."""

from __future__ import annotations

from helpwright.openapi.components import Components
from helpwright.openapi.dump import JSON
from helpwright.spec import Body, ListOf, MapOf, Named, TypeRef, XmlName


def xml_object(
    name: XmlName, *, but: str = "", within: XmlName | None = None
) -> dict[str, JSON]:
    """The XML object of `name`.

    A name that equals `but` needs no saying, nor does the namespace of what it stands
    `within`.
    """
    out: dict[str, JSON] = {}
    if name.name and name.name != but:
        out["name"] = name.name
    if name.namespace and (within is None or name.namespace != within.namespace):
        out["namespace"] = name.namespace
    if name.order is not None:
        out["x-order"] = name.order
    return out


def with_item_name(
    schema: dict[str, JSON], type_: TypeRef, name: str, components: Components
) -> dict[str, JSON]:
    """`schema`, that of `type_`, whose items are called `name` where nothing says so.

    The items of a dictionary are its entries, which hold a key and a value.
    """
    keyword = "additionalProperties" if isinstance(type_, MapOf) else "items"
    items = schema.get(keyword)
    if not isinstance(type_, ListOf | MapOf) or not name or not isinstance(items, dict):
        return schema
    own = _own_name(type_.items, components) if isinstance(type_, ListOf) else None
    if own is not None and own.name == name:
        return schema
    return {**schema, keyword: {**items, "xml": {"name": name}}}


def with_root(
    schema: dict[str, JSON], body: Body, components: Components
) -> dict[str, JSON]:
    """`schema`, that of `body`, with its root element where its model does not name it."""
    if body.xml is None:
        return schema
    xml = xml_object(body.xml)
    own = _own_name(body.type, components)
    if own is not None and xml_object(own) == xml:
        return schema
    named = with_item_name(schema, body.type, body.xml.item_name, components)
    return {**named, "xml": xml} if xml else named


def _own_name(type_: TypeRef, components: Components) -> XmlName | None:
    """How a model is called wherever it stands."""
    model = components.models.get(type_.name) if isinstance(type_, Named) else None
    return model.xml if model else None
