"""How the emitted client writes XML, where an operation has nothing else.

Names, namespaces and order come from the samples, by way of the XML objects of the
document. What no sample shows follows `DataContractSerializer`: alphabetical order, the
namespace of the class around a member, and that of arrays around simple values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpwright.escape import docstring, literal
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.annotations import is_pair
from helpwright.views.facts import (
    answers_xml,
    body_schema,
    request_body,
    sends_xml,
    successes,
)
from helpwright.views.files import CopiedFile, FileView, RenderedFile
from helpwright.views.imports import Import, import_lines
from helpwright.views.layout import Brackets, Part, Text, laid_out
from helpwright.views.places import RUNTIME, path_of

_FORMS = f"{RUNTIME}.xml.forms"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
"""Namespace of what has no class: items that are simple values, and entries."""
_CONSTANTS = {
    ARRAYS: "ARRAYS",
    "http://schemas.microsoft.com/2003/10/Serialization/": "SERIALIZATION",
}
"""Namespaces that the runtime has names for."""
_FILES = ("__init__", "forms", "reading", "writing")
_SIMPLE = {
    "string": "string",
    "integer": "int",
    "number": "decimal",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A body or an answer in XML."""

    key: str
    """`trams.create`, by which the operation asks for it."""
    schema: Json


def body_root(operation: OperationNode, names: Names) -> Root | None:
    """What an operation sends in XML; None where it sends something else.

    Nor is there one where neither a type nor a sample tells of the body: what is sent is
    the caller's own text then.
    """
    body = request_body(operation)
    if body is None or not sends_xml(body) or not body_schema(body):
        return None
    return Root(key=_key(operation, names), schema=body_schema(body))


def answer_root(operation: OperationNode, names: Names) -> Root | None:
    """What an operation answers in XML; None where it answers something else."""
    if not answers_xml(operation):
        return None
    schemas = (body_schema(response) for response in successes(operation))
    schema = next((each for each in schemas if each), {})
    return Root(key=_key(operation, names), schema=schema)


def _key(operation: OperationNode, names: Names) -> str:
    name = names.operations[operation.key]
    return f"{names.groups[name.tag].attribute}.{name.method}"


def needs_xml(document: Json) -> bool:
    """Whether an operation sends or answers XML, for want of JSON."""
    return any(
        answers_xml(each)
        or ((body := request_body(each)) is not None and sends_xml(body))
        for each in doc.operations(document)
    )


def xml_files(document: Json, names: Names) -> Iterator[FileView]:
    """`elements.py` and what reads and writes XML; nothing where JSON is enough."""
    operations = tuple(doc.operations(document))
    bodies = [root for each in operations if (root := body_root(each, names))]
    answers = [root for each in operations if (root := answer_root(each, names))]
    if not bodies and not answers:
        return
    writer = _Elements(document)
    tables = [writer.roots("BODIES", bodies), writer.roots("ANSWERS", answers)]
    objects = writer.objects()
    imports = {Import("__future__", "annotations")}
    imports |= {Import(_FORMS, name) for name in writer.used}
    yield RenderedFile(
        path=path_of(names, "elements.py"),
        template="client/elements.py.jinja",
        context={
            "docstring": docstring(
                "How bodies and answers stand in XML: names, namespaces and order.",
                indent=0,
            ),
            "imports": import_lines(imports, folder=""),
            "tables": (objects, *tables),
        },
    )
    for name in _FILES:
        yield CopiedFile(
            path=path_of(names, "runtime", "xml", f"{name}.py"),
            source=f"runtime/xml/{name}.py",
        )


class _Elements:
    """Writes elements of one document, and remembers the models that they lead to."""

    def __init__(self, document: Json) -> None:
        self._schemas = doc.schemas(document)
        self._reached: dict[str, str] = {}
        self.used = {"XmlForm", "XmlObject"}

    # --- tables ---------------------------------------------------------------------------

    def roots(self, name: str, roots: Iterable[Root]) -> str:
        """The table of all bodies or of all answers."""
        entries = tuple(self._form(root) for root in roots)
        return _table(name, "XmlForm", entries)

    def _form(self, root: Root) -> Part:
        element = self._root(root.schema)
        return Brackets(f"{literal(root.key)}: XmlForm(", (element, "OBJECTS"), ")")

    def objects(self) -> str:
        """The table of the models that the roots lead to. To be called after `roots`."""
        entries: dict[str, Part] = {}
        while waiting := [name for name in self._reached if name not in entries]:
            for name in waiting:
                entries[name] = self._object(name)
        return _table(
            "OBJECTS", "XmlObject", tuple(entries[n] for n in sorted(entries))
        )

    def _object(self, name: str) -> Part:
        schema = self._schemas[name]
        namespace = self._namespace(name)
        members = ordered(schema)
        entries: list[Part] = []
        for wire in members:
            member = schema["properties"][wire]
            xml = member.get("xml", {})
            element = self._element(
                member,
                name=str(xml.get("name") or encoded(wire)),
                namespace=_other(xml.get("namespace"), namespace),
                around=namespace,
            )
            entries.append(_keyed(wire, element))
        mapping = Brackets("{", tuple(entries), "}")
        head = f"{literal(name)}: XmlObject("
        return Brackets(head, (Text("", namespace), mapping), ")")

    def _namespace(self, name: str) -> str:
        """Namespace of the members of a model.

        A class of which no sample shows the element itself has that of its members, or
        else that of the class that holds it.
        """
        schema = self._schemas[name]
        own = schema.get("xml", {}).get("namespace")
        if own is not None:
            return str(own)
        of_members = (
            member.get("xml", {}).get("namespace")
            for member in schema.get("properties", {}).values()
        )
        known = next((each for each in of_members if each), None)
        return self._reached.get(name, "") if known is None else str(known)

    # --- elements -------------------------------------------------------------------------

    def _root(self, schema: Json) -> Part:
        name = doc.component(schema)
        xml = schema.get("xml", {})
        if name is not None and not xml:
            xml = self._schemas.get(name, {}).get("xml", {})
        found = str(
            xml.get("name") or (encoded(name) if name else self._name_of(schema))
        )
        namespace = str(xml.get("namespace", ""))
        return self._element(schema, name=found, namespace=namespace, around=namespace)

    def _element(
        self, schema: Json, *, name: str, namespace: str | None, around: str
    ) -> Part:
        """The element of `schema`, inside of the namespace `around`.

        `namespace` is None where it is that one.
        """
        schema = self._resolved(schema)
        items: list[Part] = [f"name={literal(name)}"]
        if namespace is not None:
            items.append(self._namespace_part("namespace=", namespace))
        within = around if namespace is None else namespace
        component = doc.component(schema)
        if component is not None:
            self._reached.setdefault(component, around)
            return self._made("XmlModel", [*items, f"model={literal(component)}"])
        kinds = _kinds(schema)
        if kinds == ["array"]:
            item = self._item(schema.get("items", {}), within)
            return self._made("XmlList", [*items, _headed("item", item)])
        if kinds == ["object"] and not is_pair(schema):
            return self._made("XmlDictionary", [*items, *self._entry(schema, within)])
        if len(kinds) != 1 or kinds == ["object"]:
            return self._made("XmlAny", items)
        kind = _text_kind(schema)
        if kind:
            items.append(f"kind={literal(kind)}")
        if doc.is_integer_enumeration(schema) and doc.enum_members(schema):
            members = doc.enum_members(schema)
            pairs = tuple(f"{each.value}: {literal(each.name)}" for each in members)
            items.append(Brackets("names={", pairs, "}"))
        return self._made("XmlText", items)

    def _namespace_part(self, head: str, namespace: str) -> Part:
        constant = _CONSTANTS.get(namespace)
        if constant is None:
            return Text(head, namespace)
        self.used.add(constant)
        return f"{head}{constant}"

    def _made(self, kind: str, items: Iterable[Part]) -> Part:
        self.used.add(kind)
        return Brackets(f"{kind}(", tuple(items), ")")

    def _item(self, schema: Json, within: str) -> Part:
        """An item of a list that stands in the namespace `within`."""
        target = self._resolved(schema)
        own = self._schemas.get(doc.component(target) or "", {}).get("xml", {})
        xml = {**own, **schema.get("xml", {})}
        namespace = self._item_namespace(target, within)
        return self._element(
            schema,
            name=str(xml.get("name") or self._name_of(target)),
            namespace=_other(namespace, within),
            around=within,
        )

    def _item_namespace(self, schema: Json, within: str) -> str:
        component = doc.component(schema)
        if component is not None:
            self._reached.setdefault(component, within)
            return self._namespace(component)
        # XmlSerializer knows no namespaces, unless it is told of one.
        return ARRAYS if within else ""

    def _entry(self, schema: Json, within: str) -> Iterator[Part]:
        values = schema.get("additionalProperties")
        values = values if isinstance(values, Mapping) else {}
        key = schema.get("x-key-schema", {"type": "string"})
        names = [self._name_of(self._resolved(each)) for each in (key, values)]
        name = values.get("xml", {}).get("name") or f"KeyValueOf{''.join(names)}"
        yield f"entry={literal(str(name))}"
        namespace = ARRAYS if within else ""
        if namespace != within:
            yield self._namespace_part("entry_namespace=", namespace)
        value = self._element(values, name="Value", namespace=None, around=namespace)
        yield _headed("value", value)

    def _resolved(self, schema: Json) -> Json:
        """`schema` without null, and what it refers to where that is no model."""
        choices = [
            each
            for each in (schema.get("anyOf") or schema.get("oneOf") or ())
            if each.get("type") != "null"
        ]
        if len(choices) == 1:
            schema = choices[0]
        name = doc.component(schema)
        if name is None or doc.is_object(self._schemas.get(name, {})):
            return schema
        return self._schemas.get(name, {})

    def _name_of(self, schema: Json) -> str:
        """What `DataContractSerializer` calls a value of which no sample is known."""
        component = doc.component(schema)
        if component is not None:
            own = self._schemas[component].get("xml", {}).get("name")
            return str(own or encoded(component))
        form = str(schema.get("format", ""))
        if form in _FORMAT_NAMES:
            return _FORMAT_NAMES[form]
        kinds = _kinds(schema)
        if kinds == ["array"]:
            return f"ArrayOf{self._name_of(self._resolved(schema.get('items', {})))}"
        if schema.get("contentEncoding") == "base64":
            return "base64Binary"
        return _SIMPLE.get(kinds[0] if len(kinds) == 1 else "", "anyType")


_FORMAT_NAMES = {
    "date-time": "dateTime",
    "date": "dateTime",
    "double": "double",
    "float": "double",
    "time-span": "duration",
    "uri": "anyURI",
    "uuid": "guid",
}


# --- order and names ------------------------------------------------------------------


def ordered(schema: Json) -> list[str]:
    """Members of a model in the order of their elements.

    Where a member that no sample shows stands is not known; it comes before the first
    whose name is greater, as `DataContractSerializer` sorts by Unicode's numbers.
    """
    members: Mapping[str, Json] = schema.get("properties", {})

    def name(wire: str) -> str:
        return str(members[wire].get("xml", {}).get("name") or wire)

    places = {
        wire: each.get("xml", {}).get("x-order") for wire, each in members.items()
    }
    placed = sorted(
        (wire for wire, place in places.items() if place is not None),
        key=lambda wire: (places[wire], wire),
    )
    found: list[str] = []
    passed = 0
    for wire in sorted((w for w in members if places[w] is None), key=name):
        while passed < len(placed) and name(placed[passed]) <= name(wire):
            found.append(placed[passed])
            passed += 1
        found.append(wire)
    return found + placed[passed:]


_UNFIT = re.compile(r"[^\w.\-]")
_NO_START = re.compile(r"[^A-Za-z_]")


def encoded(name: str) -> str:
    """`name` as `XmlConvert.EncodeLocalName` of .NET makes an element's name of it."""
    name = _UNFIT.sub(_escaped, name)
    if "\u00c0" <= name[:1] <= "\ufffd":
        return name
    return _NO_START.sub(_escaped, name[:1]) + name[1:]


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _kinds(schema: Json) -> list[str]:
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    return [str(kind) for kind in kinds if kind != "null"]


def _text_kind(schema: Json) -> str:
    """How a simple value is written, where that is not as in JSON."""
    kinds = {"Char": "character", "DateTimeOffset": "offset"}
    kind = kinds.get(str(schema.get("x-dotnet-type", "")), "")
    return "duration" if schema.get("format") == "time-span" else kind


# --- layout ---------------------------------------------------------------------------


def _other(namespace: object, around: str) -> str | None:
    """`namespace` where it is known and not the one `around`."""
    return None if namespace is None or namespace == around else str(namespace)


def _headed(keyword: str, element: Part) -> Part:
    assert isinstance(element, Brackets)
    return Brackets(
        f"{keyword}={element.head}", element.items, element.tail, element.comma
    )


def _keyed(name: str, element: Part) -> Part:
    assert isinstance(element, Brackets)
    head = f"{literal(name)}: {element.head}"
    return Brackets(head, element.items, element.tail, element.comma)


def _table(name: str, kind: str, entries: Sequence[Part]) -> str:
    head = f"{name}: dict[str, {kind}] = {{"
    return laid_out(Brackets(head, tuple(entries), "}"))
