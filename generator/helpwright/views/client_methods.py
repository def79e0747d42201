"""Views of the client's operations: what does not change, and the methods that call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from helpwright.escape import LINE, docstring, literal
from helpwright.names import Names, OperationName
from helpwright.names.document import Json, OperationNode
from helpwright.views.annotations import (
    ANY,
    NONE,
    Annotation,
    Annotations,
    united,
)
from helpwright.views.imports import Import
from helpwright.views.layout import Brackets, Part, flat, laid_out, opened
from helpwright.views.parts import accepting, headed, spelled_out
from helpwright.views.places import RUNTIME

_OPERATIONS = f"{RUNTIME}.operations"
_JSON = "application/json"
_UNPACKED = "**options: Unpack[CallOptions]"
_BUILTINS = frozenset(
    {"bool", "bytes", "dict", "float", "int", "list", "object", "str"}
)

_STATUS_ERRORS = {
    "400": "BadRequestError",
    "401": "UnauthorizedError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "405": "MethodNotAllowedError",
    "406": "NotAcceptableError",
    "409": "ConflictError",
    "410": "GoneError",
    "412": "PreconditionFailedError",
    "413": "PayloadTooLargeError",
    "415": "UnsupportedMediaTypeError",
    "422": "UnprocessableEntityError",
    "429": "TooManyRequestsError",
    "500": "InternalServerError",
    "502": "BadGatewayError",
    "503": "ServiceUnavailableError",
    "504": "GatewayTimeoutError",
}


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
        views = []
        for operation, name in zip(operations, names, strict=True):
            result = result_of(operation, self._results)
            arguments = list(self._all_arguments(operation, name))
            for annotation in (result, *(each.annotation for each in arguments)):
                type_imports |= spelled_out(annotation, hidden).imports
            views.append(
                self._view(operation, name, result, arguments, hidden, imports)
            )
        return Methods(
            views=tuple(views),
            imports=frozenset(imports),
            type_imports=frozenset(type_imports - imports),
        )

    def _view(
        self,
        operation: OperationNode,
        name: OperationName,
        result: Annotation,
        arguments: list[_Argument],
        hidden: frozenset[str],
        imports: set[Import],
    ) -> MethodView:
        constant = f"_{name.method.upper()}"
        signature = self._signature(name.method, arguments, result, hidden)
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
        mapping = self._mappings.of(schema)
        if mapping != annotation:
            annotation = united((annotation, mapping))
        return _Argument(
            name=name.arguments[f"{place}:{wire}"],
            wire=wire,
            place=place,
            annotation=accepting(annotation),
            required=bool(parameter.get("required")),
            words=_words(parameter, schema),
        )

    def _body(self, operation: OperationNode) -> Iterator[_Argument]:
        body = request_body(operation)
        if body is None:
            return
        schema = body_schema(body)
        annotation = self._arguments.of(schema)
        mapping = self._mappings.of(schema)
        if mapping != annotation:
            annotation = united((annotation, mapping))
        yield _Argument(
            name="body",
            wire="",
            place="body",
            annotation=accepting(annotation),
            required=body.get("required") is not False,
            words=str(body.get("description", "")),
        )

    # --- statements -----------------------------------------------------------------------

    def _signature(
        self,
        method: str,
        arguments: list[_Argument],
        result: Annotation,
        hidden: frozenset[str],
    ) -> Brackets:
        path = [each.part(hidden) for each in arguments if each.place == "path"]
        rest = [each.part(hidden) for each in arguments if each.place != "path"]
        parts: list[Part] = ["self", *path, *(["*", *rest] if rest else ()), _UNPACKED]
        returned = spelled_out(result, hidden)
        return Brackets(f"def {method}(", tuple(parts), f") -> {returned.text}:")

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
            sends = _preferred(body.get("content", {}))
            if sends != _JSON:
                settings.append(f"sends={literal(sends)}")
        returned = result_of(operation, self._evaluated)
        if returned != NONE:
            settings.append(headed("returns=lambda: ", returned))
            imports |= returned.imports
        accepts = _accepted(operation)
        if accepts != _JSON:
            settings.append(f"accepts={literal(accepts)}")
        styles = _styles(operation)
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
            (_STATUS_ERRORS[status], str(response["description"]))
            for status, response in operation.node["responses"].items()
            if status in _STATUS_ERRORS and response.get("description")
        ]
        return docstring(
            text or f"`{title}`.",
            indent=8,
            link=link,
            sections=(("Args", described), ("Raises", failures)),
        )


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


# --- what the document says of an operation -----------------------------------------------


def request_body(operation: OperationNode) -> Json | None:
    """The request body of an operation; None where it has none."""
    body: Json | None = operation.node.get("requestBody")
    return body if body and body.get("content") else None


def body_schema(body: Json) -> Json:
    """The schema of a body; all its media types have the same."""
    schemas = (media.get("schema", {}) for media in body.get("content", {}).values())
    return next((schema for schema in schemas if schema), {})


def result_of(operation: OperationNode, annotations: Annotations) -> Annotation:
    """What an operation returns: bytes where no text is documented, None where nothing."""
    found: list[Annotation] = []
    for response in _successes(operation):
        content = response.get("content", {})
        if not content:
            found.append(NONE)
        elif schema := body_schema(response):
            found.append(annotations.of(schema))
        elif any(_is_text(name) for name in content):
            found.append(ANY)
        else:
            found.append(Annotation(("bytes",)))
    return united(found) if found else ANY


def template_of(operation: OperationNode) -> str:
    """The path as the runtime reads it: `{*rest}` may hold slashes."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "path" and parameter.get("x-catch-all"):
            path = path.replace(f"{{{parameter['name']}}}", f"{{*{parameter['name']}}}")
    return path


def _successes(operation: OperationNode) -> list[Json]:
    responses = operation.node["responses"]
    found = [r for status, r in responses.items() if str(status)[:1] == "2"]
    return found or [r for status, r in responses.items() if status == "default"]


def _is_text(media_type: str) -> bool:
    return any(word in media_type for word in ("json", "xml", "text/", "form"))


def _preferred(content: Mapping[str, object]) -> str:
    """The media type of `content` that is written: JSON where there is JSON."""
    kinds = list(content)
    return next((k for k in (_JSON, "text/json") if k in kinds), kinds[0])


def _accepted(operation: OperationNode) -> str:
    kinds = [kind for each in _successes(operation) for kind in each.get("content", {})]
    if not kinds or _JSON in kinds:
        return _JSON
    return ", ".join(dict.fromkeys(kinds))


def _styles(operation: OperationNode) -> tuple[str, ...]:
    found = []
    for parameter in operation.parameters:
        style = str(parameter.get("x-aspnet-style", ""))
        if parameter.get("explode") is False and parameter.get("style") == "form":
            style = "comma"
        if parameter["in"] == "query" and style:
            found.append(f"{literal(str(parameter['name']))}: {literal(style)}")
    return tuple(found)


def _words(parameter: Json, schema: Json) -> str:
    words = str(parameter.get("description", ""))
    if "default" not in schema:
        return words
    default = schema["default"]
    shown = f'"{default}"' if isinstance(default, str) else str(default)
    return f"{words}\n\nThe server takes {shown} where it is left out."


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
