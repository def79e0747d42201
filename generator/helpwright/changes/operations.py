"""Compares operations: parameters, request bodies and responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.changes.change import Change, Verdict
from helpwright.changes.types import judge_bounds, judge_null, judge_type
from helpwright.changes.words import place_of, type_words
from helpwright.spec import Body, Operation, Origin, Parameter, Response


def compare_operations(
    name: str, old: Operation, new: Operation, renamed: Mapping[str, str]
) -> Iterator[Change]:
    """Changes from one state of an operation to the next; `name` is `VERB /path`."""
    comparison = _Comparison(name, renamed)
    yield from comparison.texts(old, new)
    yield from comparison.parameters(old, new)
    yield from comparison.request(old, new)
    yield from comparison.responses(old, new)


class _Comparison:
    """Compares the parts of one operation, and knows what to call them."""

    def __init__(self, name: str, renamed: Mapping[str, str]) -> None:
        self._name = name
        self._renamed = renamed

    def _change(
        self,
        verdict: Verdict,
        where: str,
        was: str,
        now: str,
        message: str,
        old: tuple[Origin, ...] = (),
        new: tuple[Origin, ...] = (),
        fact: str = "",
    ) -> Change:
        return Change(
            verdict=verdict,
            subject="operation",
            name=self._name,
            where=where,
            old=was,
            new=now,
            message=message,
            old_place=place_of(old, fact),
            new_place=place_of(new, fact),
        )

    def texts(self, old: Operation, new: Operation) -> Iterator[Change]:
        before = " ".join(f"{old.summary} {old.description}".split())
        after = " ".join(f"{new.summary} {new.description}".split())
        origins = (old.origins, new.origins)
        if before != after:
            message = f"Reword `{self._name}`"
            yield self._change(
                "documentation", "description", before, after, message, *origins
            )
        if old.tag != new.tag:
            message = f"Move `{self._name}` from the group {old.tag} to {new.tag}"
            yield self._change(
                "code-breaking", "tag", old.tag, new.tag, message, *origins, "tag"
            )
        if old.path != new.path:
            message = f"Write the path of `{self._name}` as `{new.path}`"
            yield self._change(
                "documentation", "path", old.path, new.path, message, *origins, "path"
            )
        if old.deprecated != new.deprecated:
            words = "deprecated" if new.deprecated else "no longer deprecated"
            message = f"`{self._name}` is {words}"
            yield self._change("documentation", "deprecated", "", "", message, *origins)

    def parameters(self, old: Operation, new: Operation) -> Iterator[Change]:
        before = {_key(parameter): parameter for parameter in old.parameters}
        after = {_key(parameter): parameter for parameter in new.parameters}
        for key, was in before.items():
            if key in after:
                yield from self._parameter(was, after[key])
            else:
                yield self._change(
                    "code-breaking",
                    f"parameter {was.name}",
                    type_words(was.type),
                    "",
                    f"Remove the parameter `{was.name}` of `{self._name}`",
                    was.origins,
                    new.origins,
                    "name",
                )
        for key, now in after.items():
            if key not in before:
                required = "required " if now.required else ""
                yield self._change(
                    "wire-breaking" if now.required else "addition",
                    f"parameter {now.name}",
                    "",
                    type_words(now.type),
                    f"Add the {required}parameter `{now.name}` to `{self._name}`",
                    old.origins,
                    now.origins,
                    "name",
                )

    def _parameter(self, old: Parameter, new: Parameter) -> Iterator[Change]:
        place = f"parameter {new.name}"
        called = f"the parameter `{new.name}` of `{self._name}`"
        origins = (old.origins, new.origins)
        found: list[tuple[Verdict, str, str, str]] = []
        verdict = judge_type(
            old.type, new.type, self._renamed, sent=True, received=False
        )
        if verdict is not None:
            found.append((verdict, "type", type_words(old.type), type_words(new.type)))
        if old.required != new.required:
            was, now = (
                "required" if each.required else "optional" for each in (old, new)
            )
            found.append(
                ("wire-breaking" if new.required else "addition", "required", was, now)
            )
        if old.default != new.default:
            # Whoever leaves the parameter out now asks for something else.
            was, now = (
                "none" if each.default is None else repr(each.default)
                for each in (old, new)
            )
            verdict = "wire-breaking" if old.default is not None else "addition"
            found.append((verdict, "default", was, now))
        if old.style != new.style:
            found.append(("wire-breaking", "style", old.style, new.style))
        verdict = judge_null(old.nullable, new.nullable, sent=True, received=False)
        if verdict not in (None, "documentation"):
            assert verdict is not None
            found.append((verdict, "nullable", old.nullable, new.nullable))
        if old.allowed_values != new.allowed_values:
            lost = set(old.allowed_values) - set(new.allowed_values)
            limits = not old.allowed_values
            verdict = "wire-breaking" if lost or limits else "addition"
            if not new.allowed_values:
                verdict = "addition"
            was, now = ", ".join(old.allowed_values), ", ".join(new.allowed_values)
            found.append((verdict, "allowed values", was, now))
        for bound, was, now, verdict in judge_bounds(
            old.constraints, new.constraints, sent=True
        ):
            found.append((verdict, bound.replace("_", " "), was, now))
        for verdict, fact, was, now in found:
            message = (
                f"Change {fact} of {called} from {was or 'none'} to {now or 'none'}"
            )
            yield self._change(
                verdict,
                f"{place}, {fact}",
                was,
                now,
                message,
                *origins,
                fact.replace(" ", "_"),
            )
        if " ".join(old.description.split()) != " ".join(new.description.split()):
            yield self._change(
                "documentation",
                f"{place}, description",
                old.description,
                new.description,
                f"Reword {called}",
                *origins,
                "description",
            )

    def request(self, old: Operation, new: Operation) -> Iterator[Change]:
        was, now = old.request, new.request
        if was is None and now is not None:
            yield self._body("wire-breaking", "request body", None, now)
        elif was is not None and now is None:
            yield self._body("code-breaking", "request body", was, None)
        elif was is not None and now is not None:
            verdict = judge_type(
                was.type, now.type, self._renamed, sent=True, received=False
            )
            if verdict is not None:
                yield self._body(verdict, "request body", was, now)
            yield from self._media("request body", was, now)

    def responses(self, old: Operation, new: Operation) -> Iterator[Change]:
        was, now = _success(old), _success(new)
        if was is not None and now is not None:
            yield from self._answer(was, now)
        before = {response.status: response for response in old.responses}
        after = {response.status: response for response in new.responses}
        for status in sorted(before.keys() ^ after.keys()):
            response = after.get(status) or before[status]
            if response in (was, now):
                continue
            word = "Document" if status in after else "No longer document"
            yield self._change(
                "documentation",
                f"response {status}",
                "documented" if status in before else "",
                "documented" if status in after else "",
                f"{word} the answer {status} of `{self._name}`",
                old.origins,
                new.origins,
            )

    def _answer(self, old: Response, new: Response) -> Iterator[Change]:
        was, now = old.body, new.body
        if was is None and now is not None:
            yield self._body("addition", "response", None, now)
        elif was is not None and now is None:
            yield self._body("wire-breaking", "response", was, None)
        elif was is not None and now is not None:
            verdict = judge_type(
                was.type, now.type, self._renamed, sent=False, received=True
            )
            if verdict is not None:
                yield self._body(verdict, "response", was, now)
            yield from self._media("response", was, now)
        if " ".join(old.description.split()) != " ".join(new.description.split()):
            yield self._change(
                "documentation",
                "response, description",
                old.description,
                new.description,
                f"Reword the answer of `{self._name}`",
                old.origins,
                new.origins,
                "description",
            )

    def _body(
        self, verdict: Verdict, where: str, old: Body | None, new: Body | None
    ) -> Change:
        was = type_words(old.type) if old else ""
        now = type_words(new.type) if new else ""
        return self._change(
            verdict,
            where,
            was,
            now,
            f"Change the {where} of `{self._name}` from {was or 'none'} to"
            f" {now or 'none'}",
            old.origins if old else (),
            new.origins if new else (),
            "type",
        )

    def _media(self, where: str, old: Body, new: Body) -> Iterator[Change]:
        before = [media.name for media in old.media_types]
        after = [media.name for media in new.media_types]
        for name in before:
            if name not in after:
                yield self._change(
                    "wire-breaking",
                    f"{where}, media type {name}",
                    name,
                    "",
                    f"Remove {name} from the {where} of `{self._name}`",
                    old.origins,
                    new.origins,
                )
        for name in after:
            if name not in before:
                yield self._change(
                    "addition",
                    f"{where}, media type {name}",
                    "",
                    name,
                    f"Add {name} to the {where} of `{self._name}`",
                    old.origins,
                    new.origins,
                )


def _key(parameter: Parameter) -> tuple[str, str]:
    return parameter.location, parameter.name.casefold()


def _success(operation: Operation) -> Response | None:
    for response in operation.responses:
        if response.status.startswith("2"):
            return response
    return operation.responses[0] if operation.responses else None
