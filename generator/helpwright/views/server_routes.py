"""Views of the server's operations: the method that answers, the route that calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from helpwright.escape import docstring, literal
from helpwright.names import Names
from helpwright.names import document as doc
from helpwright.names.document import Json, OperationNode
from helpwright.value import dataclass
from helpwright.views.annotations import ANY, NONE, Annotation, Annotations
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Choices, Part, laid_out

DOCUMENTATION = ".server.document"
ROUTES = ".server.runtime.routes"

_PLACES = ("path", "query", "header")
_MARKERS = {
    "path": "Path",
    "text": "Path",
    "query": "Query",
    "value": "Depends",
    "header": "Header",
    "body": "Body",
}
_ABSTRACT = {"dict": "Mapping", "list": "Sequence"}
TEXT = Annotation(("str",))


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """A method of a protocol."""

    signature: str
    """Indented, up to the colon."""
    docstring: str
    """Indented; empty where the documentation says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """A route and the function behind it."""

    decorator: str
    signature: str
    body: str
    """All three indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Argument:
    name: str
    wire: str
    place: str
    """`path`, `query`, `header` or `body`; `text` and `value` are what FastAPI has no type
    for in path and query."""
    annotation: Annotation
    """As the implementation gets it: null where the argument may be missing."""
    default: str = ""
    """Empty where it is required."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """One operation of the document, with all its variants."""

    methods: tuple[MethodView, ...]
    imports: frozenset[Import]
    arguments: tuple[str, ...]
    _decorator: Part = field(repr=False)
    _head: Brackets = field(repr=False)
    _calls: tuple[tuple[str, str, tuple[str, ...]], ...] = field(repr=False)
    """Condition, method and arguments of each variant; the last has no condition."""
    _request: str = "request"

    def route(self, service: str) -> RouteView:
        """The route that calls `service`, a local variable."""
        lines: list[str] = []
        for condition, method, arguments in self._calls:
            margin = "        "
            if condition:
                lines.append(f"{margin}if {condition}:")
                margin += "    "
            call = Brackets(
                f"return await {self._request}.answer(",
                (f"{service}.{method}", *arguments),
                ")",
            )
            lines.append(margin + laid_out(call, indent=len(margin)))
        return RouteView(
            decorator=f"    {laid_out(self._decorator, indent=4)}",
            signature=f"    {laid_out(self._head, indent=4)}",
            body="\n".join(lines),
        )


class Routes:
    """Makes the views of operations of one document."""

    def __init__(self, document: Json, names: Names) -> None:
        self._names = names
        self._schemas = doc.schemas(document)
        self._annotations = Annotations(document, names, exact=True)

    literal = staticmethod(literal)

    def of(self, variants: Sequence[OperationNode]) -> OperationView:
        """The view of operations that share method and path."""
        arguments = self._united([self._arguments(each) for each in variants])
        result = self._result(variants[0])
        taken = {each.name for each in arguments}
        request = "request" if "request" not in taken else "http_request"
        while request in taken:
            request += "_"
        first = self._names.operations[variants[0].key]
        group = self._names.groups[first.tag].attribute
        imports = result.imports
        for each in variants:
            imports |= abstract(self._result(each)).imports
        for argument in arguments:
            imports |= abstract(argument.annotation).imports | _imports(argument)
        settings: list[Part] = [literal(variants[0].path)]
        if result is not NONE:
            settings.append(_named("response_model=", result))
        decorator = f"@router.{variants[0].method}("
        if variants[0].method not in doc.HTTP_METHODS:
            decorator = "@router.api_route("
            settings.append(f"methods=[{literal(variants[0].method.upper())}]")
        ordered = sorted(
            arguments, key=lambda each: bool(each.default) and each.place != "value"
        )
        return OperationView(
            methods=tuple(self._method(each) for each in variants),
            imports=imports,
            arguments=tuple(taken),
            _decorator=Brackets(decorator, tuple(settings), ")"),
            _head=Brackets(
                f"async def {first.method}_{group}(",
                (f"{request}: DocumentedRequest", *map(_parameter, ordered)),
                ") -> Response:",
            ),
            _calls=tuple(self._calls(variants)),
            _request=request,
        )

    def stub(self, operation: OperationNode) -> tuple[str, set[Import]]:
        """A method as a person begins to write it, and what its annotations need."""
        result = abstract(self._result(operation))
        imports = set(result.imports)
        for argument in self._arguments(operation):
            imports |= abstract(argument.annotation).imports
        return self._head(operation, "async def", result.text), imports

    def _head(self, operation: OperationNode, define: str, result: str) -> str:
        """The first line, or lines, of a method."""
        arguments = tuple(
            _named(f"{each.name}: ", abstract(each.annotation))
            for each in self._arguments(operation)
        )
        name = self._names.operations[operation.key].method
        head = Brackets(f"{define} {name}(", ("self", *arguments), f") -> {result}:")
        return f"    {laid_out(head, indent=4)}"

    def _method(self, operation: OperationNode) -> MethodView:
        node = operation.node
        result = abstract(self._result(operation)).text
        words = "\n\n".join(
            str(node[part]) for part in ("summary", "description") if part in node
        )
        link = str(node.get("externalDocs", {}).get("url", ""))
        return MethodView(
            signature=self._head(operation, "def", f"Reply[{result}]"),
            docstring=docstring(
                words or f"Answers `{operation.key}`.", indent=8, link=link
            ),
        )

    def _result(self, operation: OperationNode) -> Annotation:
        """What the method gives: the first documented success."""
        schema = doc.result_schema(operation)
        if schema is not None:
            return self._annotations.of(schema)
        statuses = [s for s in operation.node["responses"] if str(s).startswith("2")]
        contents = [operation.node["responses"][s].get("content") for s in statuses]
        described = bool(statuses) and not contents[0]
        return NONE if described else self._annotations.of({})

    def _arguments(self, operation: OperationNode) -> list[_Argument]:
        """Arguments of the operation: the path's, the body, then the others."""
        name = self._names.operations[operation.key]
        found = [
            self._argument(parameter, name.arguments[f"{place}:{parameter['name']}"])
            for place in _PLACES
            for parameter in operation.parameters
            if parameter["in"] == place
        ]
        body = operation.node.get("requestBody")
        if body is None:
            return found
        position = sum(each.place in ("path", "text") for each in found)
        content: Json = next(iter(body.get("content", {}).values()), {})
        annotation = self._annotations.of(content.get("schema", {}))
        optional = body.get("required") is False
        argument = _Argument(
            name="body",
            wire="body",
            place="body",
            annotation=annotation.with_null() if optional else annotation,
            default="None" if optional else "",
        )
        return [*found[:position], argument, *found[position:]]

    def _argument(self, parameter: Json, name: str) -> _Argument:
        schema = parameter.get("schema", {})
        place = str(parameter["in"])
        annotation = self._annotations.of(schema)
        if not self._is_simple(schema):
            place = "text" if place == "path" else "value"
            if not self._is_bound(parameter):
                annotation = TEXT if place == "text" else ANY
        default = "" if parameter.get("required") else self._default(schema)
        return _Argument(
            name=name,
            wire=str(parameter["name"]),
            place=place,
            annotation=annotation.with_null() if default == "None" else annotation,
            default=default,
        )

    def _is_simple(self, schema: Json) -> bool:
        """Whether FastAPI reads `schema` from an address: a scalar, or a list of such."""
        schema = self._plain(schema)
        if schema.get("type") == "array":
            return self._is_scalar(schema.get("items", {}))
        return self._is_scalar(schema)

    def _is_scalar(self, schema: Json, seen: tuple[str, ...] = ()) -> bool:
        name = doc.component(schema) if "$ref" in schema else None
        if name in seen:
            return False
        seen = seen if name is None else (*seen, name)
        schema = self._plain(schema)
        choices = schema.get("anyOf")
        if choices:
            return all(self._is_scalar(choice, seen) for choice in choices)
        kinds = schema.get("type", ())
        kinds = {kinds} if isinstance(kinds, str) else {*kinds}
        return bool(kinds) and kinds.isdisjoint({"array", "object"})

    def _is_bound(self, parameter: Json) -> bool:
        """Whether the runtime reads the parts of a value that FastAPI can't read."""
        schema = self._plain(parameter.get("schema", {}))
        is_dictionary = isinstance(schema.get("additionalProperties"), Mapping)
        is_list = schema.get("type") == "array"
        return is_dictionary or is_list or parameter.get("style") == "deepObject"

    def _plain(self, schema: Json) -> Json:
        name = doc.component(schema) if "$ref" in schema else None
        return schema if name is None else self._schemas.get(name, {})

    def _default(self, schema: Json) -> str:
        """The documented default as an expression; `None` where there is none to state."""
        value = schema.get("default")
        enum = self._names.enums.get(doc.component(schema) or "")
        if enum is not None:
            member = enum.members.get(str(value))
            return f"{enum.class_name}.{member}" if member else "None"
        if isinstance(value, str) and self._annotations.of(schema).text == "str":
            return literal(value)
        return repr(value) if isinstance(value, (bool, int)) else "None"

    def _united(self, variants: Sequence[list[_Argument]]) -> list[_Argument]:
        """Arguments of all variants; those that not all have may be missing."""
        together: dict[tuple[str, str], list[_Argument]] = {}
        for variant in variants:
            for each in variant:
                together.setdefault((each.place, each.wire), []).append(each)
        found: list[_Argument] = []
        for same in together.values():
            first = same[0]
            if len(same) < len(variants) and not first.default:
                first = _Argument(
                    name=first.name,
                    wire=first.wire,
                    place=first.place,
                    annotation=first.annotation.with_null(),
                    default="None",
                )
            found.append(first)
        return found

    def _calls(
        self, variants: Sequence[OperationNode]
    ) -> list[tuple[str, str, tuple[str, ...]]]:
        """The variants that ask for most first; each is called where all it needs is there."""
        arguments = {each.key: self._arguments(each) for each in variants}
        common = set.intersection(
            *({a.wire for a in args} for args in arguments.values())
        )
        calls: list[tuple[str, str, tuple[str, ...]]] = []
        for each in sorted(variants, key=lambda v: -len(arguments[v.key])):
            own = [a.name for a in arguments[each.key] if a.wire not in common]
            condition = " and ".join(f"{name} is not None" for name in own)
            names = tuple(a.name for a in arguments[each.key])
            calls.append((condition, self._names.operations[each.key].method, names))
        last = calls[-1]
        return [*calls[:-1], ("", last[1], last[2])]


def abstract(annotation: Annotation) -> Annotation:
    """`annotation` with `Sequence` and `Mapping` in place of `list` and `dict`.

    An implementation may answer with any of them, and a method that is called `list` does
    not stand in front of the type.
    """
    imports = set(annotation.imports)
    choices = tuple(_abstract(choice, imports) for choice in annotation.choices)
    return Annotation(choices, frozenset(imports))


def _abstract(part: Part, imports: set[Import]) -> Part:
    match part:
        case Brackets(head=head, items=items, tail=tail, comma=comma):
            name = _ABSTRACT.get(head.removesuffix("["))
            if name is not None:
                imports.add(Import("collections.abc", name))
            inner = tuple(_abstract(item, imports) for item in items)
            return Brackets(f"{name}[" if name else head, inner, tail, comma)
        case Choices(choices=choices):
            return Choices(tuple(_abstract(choice, imports) for choice in choices))
    return part


def _named(head: str, annotation: Annotation) -> Part:
    """`head` before an annotation, so that layout may open the annotation's brackets."""
    match annotation.part:
        case Brackets(head=own, items=items, tail=tail, comma=comma):
            return Brackets(f"{head}{own}", items, tail, comma)
        case Choices(choices=choices):
            return Choices(choices, head)
    return f"{head}{annotation.text}"


def _parameter(argument: _Argument) -> Part:
    """A parameter of a route's function, as FastAPI reads it."""
    default = f" = {argument.default}" if argument.default else ""
    alias = "" if argument.wire == argument.name else f"alias={literal(argument.wire)}"
    marker: Part
    match argument.place:
        case "body":
            marker = "Body()"
        case "value":
            # A dependency has no default: it gives None where there is no value.
            default = ""
            of_type = argument.annotation.without_null()
            kind = () if of_type is ANY else (of_type.part,)
            given = Brackets("from_query(", (literal(argument.wire), *kind), ")")
            marker = Brackets("Depends(", (given,), ")")
        case place:
            marker = Brackets(f"{_MARKERS[place]}(", (alias,) if alias else (), ")")
    part = argument.annotation.part
    return Brackets(f"{argument.name}: Annotated[", (part, marker), f"]{default}")


def _imports(argument: _Argument) -> set[Import]:
    marker = Import("fastapi", _MARKERS[argument.place])
    imports = {Import("typing", "Annotated"), marker}
    if argument.place == "value":
        imports.add(Import(ROUTES, "from_query"))
    return imports
