"""Views of the client's operations: what does not change, and the methods that call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpwright.escape import LINE, docstring, literal
from helpwright.names import Names, OperationName
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.names.words import normal
from helpwright.value import dataclass, replace
from helpwright.views.annotations import (
    ANY,
    NONE,
    Annotation,
    Annotations,
)
from helpwright.views.facts import (
    JSON,
    STATUS_ERRORS,
    accepted,
    body_schema,
    media_type_of,
    request_body,
    result_of,
    styles_of,
    template_of,
    words_of,
)
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Part, flat, laid_out, opened
from helpwright.views.paging import Paging, paging_of
from helpwright.views.parts import accepting, either, headed, spelled_out
from helpwright.views.places import RUNTIME
from helpwright.views.xml_forms import answer_root, body_root

_OPERATIONS = f"{RUNTIME}.operations"
_ITERATORS = {
    Import("collections.abc", "AsyncIterator"),
    Import("collections.abc", "Iterator"),
}
_UNPACKED = "**options: Unpack[CallOptions]"
_BUILTINS = frozenset(
    {"bool", "bytes", "dict", "float", "int", "list", "object", "str"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesView:
    """The method that goes through all pages of another."""

    constant: str
    signature: str
    async_signature: str
    docstring: str
    call: str
    """All but the constant indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """A method of both groups of a tag, the one that waits and the one that is awaited."""

    name: str
    constant: str
    """The statement that defines the operation."""
    signature: str
    async_signature: str
    docstring: str
    call: str
    async_call: str
    """All five indented."""
    pages: PagesView | None = None

    def wrapped(self, wrapper: str, group: str) -> str:
        """The statement that gives a class the method of `group` in a `wrapper`."""
        call = Brackets(
            f"self.{self.name} = {wrapper}(", (f"{group}.{self.name}",), ")", False
        )
        return _indented(call, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """The methods of one tag, with what their module imports."""

    views: tuple[MethodView, ...]
    imports: frozenset[Import]
    """What the module needs when it runs."""
    type_imports: frozenset[Import]
    """What only annotations mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Argument:
    name: str
    wire: str
    place: str
    """`path`, `query`, `header` or `body`."""
    annotation: Annotation
    required: bool
    words: str

    def part(self, hidden: frozenset[str]) -> Part:
        """The argument in a signature of a class with methods called as `hidden`."""
        annotation = spelled_out(self.annotation, hidden)
        if self.required:
            return headed(f"{self.name}: ", annotation)
        return headed(f"{self.name}: ", annotation.with_null(), " = None")


class _RuntimeAnnotations(Annotations):
    """Annotations that are evaluated, when the first call is made."""

    def _named(self, name: str, seen: tuple[str, ...]) -> Annotation:
        named = self._names.enums.get(name) or self._names.models.get(name)
        if named is None:
            return super()._named(name, seen)
        return Annotation(
            (f"models.{named.class_name}",), frozenset({Import(".", "models")})
        )


class MethodViews:
    """Makes the views of operations of one document."""

    def __init__(self, document: Json, names: Names) -> None:
        self._names = names
        self._schemas = doc.schemas(document)
        self._results = Annotations(document, names, exact=True)
        self._arguments = Annotations(document, names, exact=True)
        self._mappings = Annotations(document, names, params=True, exact=True)
        self._evaluated = _RuntimeAnnotations(document, names)

    def of(self, operations: Iterable[OperationNode]) -> Methods:
        """The methods of `operations`, which all belong to one tag."""
        operations = tuple(operations)
        names = [self._names.operations[each.key] for each in operations]
        # Within the class, a method called `list` stands in front of the type.
        hidden = _BUILTINS & {name.method for name in names}
        imports = {
            Import("typing", "Unpack"),
            Import(_OPERATIONS, "Operation"),
            Import(f"{RUNTIME}.options", "CallOptions"),
        }
        type_imports: set[Import] = set()
        views: list[MethodView] = []
        taken = {name.method for name in names}
        constants = _constants(name.method for name in names)
        for operation, name in zip(operations, names, strict=True):
            result = result_of(operation, self._results)
            arguments = list(self._all_arguments(operation, name))
            for annotation in (result, *(each.annotation for each in arguments)):
                type_imports |= spelled_out(annotation, hidden).imports
            constant = constants[name.method]
            view = self._view(
                operation, name, constant, result, arguments, hidden, imports
            )
            paging = paging_of(operation, self._schemas)
            if paging is not None:
                item = self._results.of(paging.schema)
                pages = _pages(
                    name.method, constant, paging, item, arguments, hidden, taken
                )
                view = replace(view, pages=pages)
                type_imports |= spelled_out(item, hidden).imports | _ITERATORS
                imports.add(Import(f"{RUNTIME}.pages", "Paging"))
            views.append(view)
        return Methods(
            views=tuple(views),
            imports=frozenset(imports),
            type_imports=frozenset(type_imports - imports),
        )

    def _view(
        self,
        operation: OperationNode,
        name: OperationName,
        constant: str,
        result: Annotation,
        arguments: list[_Argument],
        hidden: frozenset[str],
        imports: set[Import],
    ) -> MethodView:
        returned = spelled_out(result, hidden).text
        signature = _head(name.method, arguments, returned, hidden)
        call = _call(constant, arguments)
        return MethodView(
            name=name.method,
            constant=self._constant(constant, operation, result, imports),
            signature=_indented(signature, 4),
            async_signature=_indented(_prefixed("async ", signature), 4),
            docstring=self._docstring(operation, arguments),
            call=_indented(_prefixed("return ", call), 8),
            async_call=_indented(_prefixed("return await ", call), 8),
        )

    # --- arguments ------------------------------------------------------------------------

    def _all_arguments(
        self, operation: OperationNode, name: OperationName
    ) -> Iterator[_Argument]:
        for place in ("path", "body", "query", "header"):
            if place == "body":
                yield from self._body(operation)
            for parameter in operation.parameters:
                if parameter["in"] == place:
                    yield self._parameter(parameter, place, name)

    def _parameter(self, parameter: Json, place: str, name: OperationName) -> _Argument:
        wire = str(parameter["name"])
        schema = parameter.get("schema", {})
        annotation = self._arguments.of(schema)
        annotation = either(annotation, self._mappings.of(schema))
        return _Argument(
            name=name.arguments[f"{place}:{wire}"],
            wire=wire,
            place=place,
            annotation=accepting(annotation),
            required=bool(parameter.get("required")),
            words=words_of(parameter, schema),
        )

    def _body(self, operation: OperationNode) -> Iterator[_Argument]:
        body = request_body(operation)
        if body is None:
            return
        schema = body_schema(body)
        annotation = self._arguments.of(schema)
        annotation = either(annotation, self._mappings.of(schema))
        yield _Argument(
            name="body",
            wire="",
            place="body",
            annotation=accepting(annotation),
            required=body.get("required") is not False,
            words=str(body.get("description", "")),
        )

    # --- statements -----------------------------------------------------------------------

    def _constant(
        self,
        name: str,
        operation: OperationNode,
        result: Annotation,
        imports: set[Import],
    ) -> str:
        settings: list[Part] = [
            literal(operation.method.upper()),
            literal(template_of(operation)),
        ]
        body = request_body(operation)
        if body is not None:
            schema = self._evaluated.of(body_schema(body))
            if schema != ANY:
                settings.append(headed("body=lambda: ", schema))
                imports |= schema.imports
            sends = media_type_of(body.get("content", {}))
            if sends != JSON:
                settings.append(f"sends={literal(sends)}")
        returned = result_of(operation, self._evaluated)
        if returned != NONE:
            settings.append(headed("returns=lambda: ", returned))
            imports |= returned.imports
        accepts = accepted(operation)
        if accepts != JSON:
            settings.append(f"accepts={literal(accepts)}")
        roots = (
            ("writes", "BODIES", body_root(operation, self._names)),
            ("reads", "ANSWERS", answer_root(operation, self._names)),
        )
        for setting, table, root in roots:
            if root is not None:
                settings.append(
                    f"{setting}=lambda: elements.{table}[{literal(root.key)}]"
                )
                imports.add(Import(".", "elements"))
        styles = styles_of(operation)
        if styles:
            settings.append(Brackets("styles={", styles, "}"))
        if operation.node.get("x-idempotent"):
            settings.append("idempotent=True")
        return _assigned(name, result, Brackets("Operation(", tuple(settings), ")"))

    def _docstring(self, operation: OperationNode, arguments: list[_Argument]) -> str:
        node = operation.node
        words = [str(node.get(key, "")) for key in ("summary", "description")]
        text = "\n\n".join(dict.fromkeys(part for part in words if part.strip()))
        title = f"{operation.method.upper()} {operation.path}"
        link = str(node.get("externalDocs", {}).get("url", ""))
        described = [(each.name, each.words) for each in arguments if each.words]
        failures = [
            (STATUS_ERRORS[status], str(response["description"]))
            for status, response in operation.node["responses"].items()
            if status in STATUS_ERRORS and response.get("description")
        ]
        return docstring(
            text or f"`{title}`.",
            indent=8,
            link=link,
            sections=(("Args", described), ("Raises", failures)),
        )


def _constants(methods: Iterable[str]) -> dict[str, str]:
    """The constant of each method's operation; `straße` and `strasse` have two."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for method in methods:
        constant = f"_{method.upper()}"
        # That of its pages must be free as well, and Python compares normal forms.
        while not taken.isdisjoint(map(normal, (constant, _of_pages(constant)))):
            constant += "_"
        taken.update(map(normal, (constant, _of_pages(constant))))
        found[method] = constant
    return found


def _of_pages(constant: str) -> str:
    return f"_PAGES_OF{constant}"


def _pages(
    method: str,
    operation: str,
    paging: Paging,
    item: Annotation,
    arguments: list[_Argument],
    hidden: frozenset[str],
    taken: set[str],
) -> PagesView:
    what = method.removeprefix("list_").removeprefix("get_")
    name = "iterate" if method in ("list", "get") else f"iterate_{what}"
    while name in taken:
        name += "_"
    taken.add(name)
    constant = _of_pages(operation)
    text = spelled_out(item, hidden).text
    signature = _head(name, arguments, f"Iterator[{text}]", hidden)
    async_signature = _head(name, arguments, f"AsyncIterator[{text}]", hidden)
    call = _call(operation, arguments)
    _, *rest = call.items
    whole = Brackets("return self._pages(", (call.items[0], constant, *rest), ")")
    words = f"Goes through all pages of `{method}`, which are asked for one by one."
    return PagesView(
        constant=paging.statement(constant),
        signature=_indented(signature, 4),
        async_signature=_indented(async_signature, 4),
        docstring=docstring(words, indent=8),
        call=_indented(whole, 8),
    )


def _head(
    method: str, arguments: list[_Argument], result: str, hidden: frozenset[str]
) -> Brackets:
    path = [each.part(hidden) for each in arguments if each.place == "path"]
    named = [each for each in arguments if each.place != "path"]
    named.sort(key=lambda each: not each.required)
    rest = [each.part(hidden) for each in named]
    parts: list[Part] = ["self", *path, *(["*", *rest] if rest else ()), _UNPACKED]
    return Brackets(f"def {method}(", tuple(parts), f") -> {result}:")


def _call(constant: str, arguments: list[_Argument]) -> Brackets:
    items: list[Part] = [constant, "options"]
    for place, keyword in (
        ("path", "path"),
        ("query", "params"),
        ("header", "headers"),
    ):
        pairs = tuple(
            f"{literal(each.wire)}: {each.name}"
            for each in arguments
            if each.place == place
        )
        if pairs:
            items.append(Brackets(f"{keyword}={{", pairs, "}"))
    if any(each.place == "body" for each in arguments):
        items.append("body=body")
    return Brackets("self._call(", tuple(items), ")")


# --- layout -------------------------------------------------------------------------------


def _prefixed(words: str, part: Brackets) -> Brackets:
    return Brackets(words + part.head, part.items, part.tail, part.comma)


def _indented(part: Part, indent: int) -> str:
    return " " * indent + laid_out(part, indent=indent)


def _assigned(name: str, result: Annotation, value: Brackets) -> str:
    """`name: Operation[result] = value`, broken where black breaks it."""
    line = f"{name}: Operation[{result.text}] = "
    if len(line) + len(value.head) <= LINE:
        return laid_out(_prefixed(line, value))
    if len(line) < LINE:
        return f"{line}(\n    {laid_out(value, indent=4)}\n)"
    annotation = Brackets(f"{name}: Operation[", (result.part,), "] = ", comma=False)
    head = opened(annotation, indent=0)
    fits = len("] = ") + len(flat(value)) <= LINE
    return head + (flat(value) if fits else opened(value, indent=0))
