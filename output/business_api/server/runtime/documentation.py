"""What the documentation says of each operation, read from its OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ...runtime.jsontext import dumps, loads
from .binding import Bind, Binder, Report, Schema
from .fitting import fits
from .media import Form, form_of, is_spoken
from .mending import mended
from .parameters import ParameterBinder
from .xml_text import parse_xml, write_xml

PARAMETER = re.compile(r"\{([^{}]*)\}")
"""A parameter in a path template."""


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one of its media types."""

    media_type: str
    form: Form
    schema: Schema
    sample: bytes | None
    """As it goes over the wire; None where the documentation shows none."""
    examples: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Further samples by name."""


@dataclass(frozen=True)
class Answer:
    """A documented response."""

    status: int
    contents: tuple[Content, ...]
    described: bool = True
    """False where the documentation says nothing of the response."""

    @cached_property
    def media_types(self) -> tuple[str, ...]:
        """In the order of the documentation."""
        return tuple(content.media_type for content in self.contents)

    def content(self, media_type: str) -> Content | None:
        """The content of that media type, if it is documented."""
        return next((c for c in self.contents if c.media_type == media_type), None)


@dataclass(frozen=True)
class Operation:
    """A documented operation; what requests need is compiled on demand."""

    method: str
    """Upper case."""
    path: str
    """Template, such as `/api/berths/{id}`."""
    node: Mapping[str, Any] = field(repr=False)
    binder: Binder = field(repr=False)

    @property
    def name(self) -> str:
        """Method and path, as messages name the operation."""
        return f"{self.method} {self.path}"

    @cached_property
    def segments(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))

    @cached_property
    def path_names(self) -> tuple[str, ...]:
        """Parameters of the path, in the path's order."""
        return tuple(PARAMETER.findall(self.path))

    @cached_property
    def template(self) -> str:
        """The path as Starlette needs it: its parameters have Python names."""
        catch_all = {
            p["name"] for p in self._parameters("path") if p.get("x-catch-all")
        }
        names: list[str] = []

        def replace(found: re.Match[str]) -> str:
            name = found[1]
            is_free = name.isascii() and name.isidentifier() and name not in names
            names.append(name if is_free else f"parameter_{len(names)}")
            return f"{{{names[-1]}{':path' if name in catch_all else ''}}}"

        return PARAMETER.sub(replace, self.path)

    @cached_property
    def tail(self) -> str:
        """What every path of the operation ends in, case folded."""
        return self.path.rpartition("}")[2].rstrip("/").casefold()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches a path that is this one, behind any prefix; the first group is that.

        Case does not matter, and neither does a slash at the end.
        """
        pieces: list[str] = []
        end = 0
        for found in PARAMETER.finditer(self.template):
            pieces.append(re.escape(self.template[end : found.start()]))
            pieces.append("(.+)" if found[1].endswith(":path") else "([^/]+)")
            end = found.end()
        pieces.append(re.escape(self.template[end:].rstrip("/")))
        return re.compile(f"(.*?){''.join(pieces)}/?", re.IGNORECASE | re.DOTALL)

    @cached_property
    def path_binder(self) -> ParameterBinder:
        return ParameterBinder(self._parameters("path"), self.binder)

    @cached_property
    def query_binder(self) -> ParameterBinder:
        return ParameterBinder(self._parameters("query"), self.binder)

    @cached_property
    def body(self) -> Mapping[str, tuple[Content, Bind]]:
        """Contents of the request body by media type in lower case, and their binds."""
        return {
            content.media_type.lower(): (content, self.binder.compile(content.schema))
            for content in _contents(self.node.get("requestBody", {}))
        }

    @cached_property
    def quick_body(self) -> Mapping[str, tuple[Content, Bind]]:
        """The same, but whether text is a date or GUID is left to models."""
        return self._quickly(whole=False)

    @cached_property
    def whole_body(self) -> Mapping[str, tuple[Content, Bind]]:
        """The same as `body`, with binds that are quick where nothing is wrong."""
        return self._quickly(whole=True)

    def _quickly(self, *, whole: bool) -> Mapping[str, tuple[Content, Bind]]:
        quick: dict[str, tuple[Content, Bind]] = {}
        binds: list[tuple[Schema, Bind]] = []
        for name, (content, bind) in self.body.items():
            known = [b for schema, b in binds if schema == content.schema]
            binds.append(
                (
                    content.schema,
                    known[0] if known else self._quick(content, bind, whole),
                )
            )
            quick[name] = content, binds[-1][1]
        return quick

    def _quick(self, content: Content, bind: Bind, whole: bool) -> Bind:
        is_fine = fits(content.schema, self.binder, whole=whole)

        def bind_quickly(value: Any, report: Report) -> Any:
            return value if is_fine(value) else bind(value, report)

        return bind_quickly

    @property
    def takes_body(self) -> bool:
        return "requestBody" in self.node

    @property
    def body_required(self) -> bool:
        """Whether a body must be there; where the document does not say, it must."""
        return self.node.get("requestBody", {}).get("required") is not False

    @cached_property
    def answer(self) -> Answer:
        """The first documented success; `default` where there is none."""
        responses: Mapping[str, Any] = self.node.get("responses", {})
        for status, response in responses.items():
            if status.startswith("2"):
                contents = self._shown(response)
                described = bool(contents) or not response.get("content")
                return Answer(int(status), contents, described)
        response = responses.get("default", {})
        contents = self._shown(response)
        return Answer(200, contents, described=bool(contents))

    def _shown(self, response: Mapping[str, Any]) -> tuple[Content, ...]:
        """Contents of a response, their samples as the documentation wants them."""
        return tuple(
            replace(
                content,
                sample=self._mended(content, content.sample),
                examples={
                    name: self._mended(content, sample) or sample
                    for name, sample in content.examples.items()
                },
            )
            for content in _contents(response)
        )

    def _mended(self, content: Content, sample: bytes | None) -> bytes | None:
        if sample is None or content.form not in ("json", "xml"):
            return sample
        schema, binder = content.schema, self.binder
        try:
            if content.form == "json":
                value = loads(sample)
            else:
                value = parse_xml(sample, schema, binder)
        except ValueError:
            return sample
        fitting = mended(value, schema, binder)
        if fitting == value:
            return sample
        if content.form == "json":
            return dumps(fitting)
        return write_xml(fitting, schema, binder)

    def _parameters(self, place: str) -> Sequence[Schema]:
        return [each for each in self.node.get("parameters", ()) if each["in"] == place]


class Documentation:
    """The operations of one OpenAPI document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        components: Mapping[str, Any] = document.get("components", {})
        binder = Binder(components.get("schemas", {}))
        self.operations: dict[tuple[str, str], Operation] = {
            (method.upper(), path): Operation(method.upper(), path, node, binder)
            for path, item in document.get("paths", {}).items()
            for method, node in {
                **item,
                **item.get("x-additional-operations", {}),
            }.items()
            if "responses" in node
        }

    @classmethod
    def load(cls, path: Path) -> Documentation:
        """Reads the document in the file `path`.

        Raises OSError where it can't be read and ValueError where it is no JSON.
        """
        return cls(loads(path.read_bytes()))

    def operation(self, method: str, path: str) -> Operation:
        """The operation of that method and path template; raises KeyError."""
        return self.operations[method.upper(), path]

    def before(self, operation: Operation) -> list[Operation]:
        """Those whose paths could be the same and count before that of `operation`.

        As OpenAPI has it, text in a path goes before a parameter, whatever the methods.
        """
        own = _openness(operation.segments)
        return [
            other
            for other in self._alike[len(operation.segments)]
            if _overlap(other.segments, operation.segments)
            and _openness(other.segments) < own
        ]

    def at(self, path: str) -> list[tuple[Operation, tuple[str, ...]]]:
        """Operations at a path as sent, and the values of its parameters."""
        count = len(path.rstrip("/").split("/"))
        found = [
            (operation, match.groups()[1:])
            for operation in (*self._alike.get(count, ()), *self._catch_alls)
            if (match := operation.pattern.fullmatch(path)) and not match[1]
        ]
        first = min((_openness(o.segments) for o, _ in found), default=None)
        return [each for each in found if _openness(each[0].segments) == first]

    @cached_property
    def _catch_alls(self) -> list[Operation]:
        return [o for o in self.operations.values() if ":path}" in o.template]

    def methods(self, path: str) -> list[str]:
        """Methods that are documented for a path as it was sent, under any prefix."""
        here = [o for o in self.operations.values() if o.pattern.fullmatch(path)]
        first = min((_openness(o.segments) for o in here), default=None)
        return [o.method for o in here if _openness(o.segments) == first]

    @cached_property
    def _alike(self) -> dict[int, list[Operation]]:
        """Operations by number of segments."""
        alike: dict[int, list[Operation]] = {}
        for operation in self.operations.values():
            alike.setdefault(len(operation.segments), []).append(operation)
        return alike


def _openness(segments: Sequence[str]) -> list[int]:
    """How much each segment leaves open: text, text with a parameter, a parameter."""
    return [
        0 if "{" not in segment else 2 if PARAMETER.fullmatch(segment) else 1
        for segment in segments
    ]


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether some path could be both."""
    pairs = zip(one, other, strict=True)
    return all("{" in a + b or a.casefold() == b.casefold() for a, b in pairs)


def _contents(body: Mapping[str, Any]) -> tuple[Content, ...]:
    return tuple(
        _content(media_type, node)
        for media_type, node in body.get("content", {}).items()
        if is_spoken(media_type)
    )


def _content(media_type: str, node: Mapping[str, Any]) -> Content:
    """A media type's form by its sample: JSON stands under `text/html` too."""
    schema, form = node.get("schema", {}), form_of(media_type)
    if form == "other" and not isinstance(node.get("example", ""), str):
        form = "json"
    sample = _body(node["example"], form) if "example" in node else None
    examples = {
        name: _body(example["value"], form)
        for name, example in node.get("examples", {}).items()
        if "value" in example
    }
    return Content(media_type, form, schema, sample, examples)


def _body(sample: Any, form: Form) -> bytes:
    if form != "json" and isinstance(sample, str):
        return sample.encode("utf-8", "replace")
    return dumps(sample)
