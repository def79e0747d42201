"""Compares operations: texts, request bodies and responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpwright.changes.change import Change, Verdict
from helpwright.changes.parameters import compare_parameters
from helpwright.changes.types import judge_type
from helpwright.changes.words import (
    folded,
    place_of,
    python_words,
    type_words,
    xml_words,
)
from helpwright.spec import Body, Named, Operation, Origin, Response


def compare_operations(
    old: Operation, new: Operation, renamed: Mapping[str, str]
) -> Iterator[Change]:
    """Changes from one state of an operation to the next.

    `renamed` maps names of models and enumerations to what they are called now.
    """
    comparison = _Comparison(f"{new.method} {new.path}", renamed)
    yield from comparison.texts(old, new)
    yield from compare_parameters(comparison.name, old, new, renamed)
    yield from comparison.request(old, new)
    yield from comparison.responses(old, new)


class _Comparison:
    """Compares the parts of one operation, and knows what to call them."""

    def __init__(self, name: str, renamed: Mapping[str, str]) -> None:
        self.name = name
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
            name=self.name,
            where=where,
            old=was,
            new=now,
            message=message,
            old_place=place_of(old, fact),
            new_place=place_of(new, fact),
        )

    def texts(self, old: Operation, new: Operation) -> Iterator[Change]:
        before = folded(f"{old.summary} {old.description}")
        after = folded(f"{new.summary} {new.description}")
        origins = (old.origins, new.origins)
        if before != after:
            yield self._change(
                "documentation",
                "description",
                before,
                after,
                f"Reword `{self.name}`",
                *origins,
                "summary",
            )
        if python_words(old.tag) != python_words(new.tag):
            message = f"Move `{self.name}` from the group {old.tag} to {new.tag}"
            yield self._change(
                "code-breaking", "tag", old.tag, new.tag, message, *origins, "tag"
            )
        if old.path != new.path and old.path.casefold() == new.path.casefold():
            # The server takes any case; names in Python come of its words.
            same = python_words(old.path) == python_words(new.path)
            verdict: Verdict = "documentation" if same else "code-breaking"
            message = f"Write the path of `{self.name}` as `{new.path}`"
            yield self._change(
                verdict, "path", old.path, new.path, message, *origins, "path"
            )
        if old.deprecated != new.deprecated:
            was, now = (
                "deprecated" if each.deprecated else "not deprecated"
                for each in (old, new)
            )
            message = f"`{self.name}` is {now}"
            yield self._change(
                "documentation", "deprecated", was, now, message, *origins
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
            yield from self._forms("request body", was, now)

    def responses(self, old: Operation, new: Operation) -> Iterator[Change]:
        was, now = _success(old), _success(new)
        if was is not None and now is not None:
            yield from self._answer(was, now)
        elif was is not None and was.body is not None:
            # Its page is gone, and the index still lists it: the wire may be the same.
            yield self._body("code-breaking", "response", was.body, None)
        elif now is not None and now.body is not None:
            yield self._body("addition", "response", None, now.body)
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
                f"{word} the answer {status} of `{self.name}`",
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
            yield from self._forms("response", was, now)
        if old.status != new.status and (was is None) == (now is None):
            yield self._change(
                "wire-breaking",
                "response, status",
                old.status,
                new.status,
                f"`{self.name}` answers {new.status}, no longer {old.status}",
                old.origins,
                new.origins,
                "status",
            )
        if folded(old.description) != folded(new.description):
            yield self._change(
                "documentation",
                "response, description",
                folded(old.description),
                folded(new.description),
                f"Reword the answer of `{self.name}`",
                old.origins,
                new.origins,
                "description",
            )

    def _body(
        self, verdict: Verdict, where: str, old: Body | None, new: Body | None
    ) -> Change:
        was = type_words(old.type) if old else ""
        now = type_words(new.type) if new else ""
        if old is None or new is None:
            message = f"{'Add' if new else 'Remove'} the {where} of `{self.name}`"
        else:
            message = f"Change the {where} of `{self.name}` from {was} to {now}"
        return self._change(
            verdict,
            where,
            was,
            now,
            message,
            old.origins if old else (),
            new.origins if new else (),
            "type",
        )

    def _forms(self, where: str, old: Body, new: Body) -> Iterator[Change]:
        """Media types and the name of the root in XML."""
        origins = (old.origins, new.origins)
        before = [media.name for media in old.media_types]
        after = [media.name for media in new.media_types]
        for name in before:
            if name not in after:
                message = f"Remove {name} from the {where} of `{self.name}`"
                place = f"{where}, media type {name}"
                yield self._change("wire-breaking", place, name, "", message, *origins)
        for name in after:
            if name not in before:
                message = f"Add {name} to the {where} of `{self.name}`"
                place = f"{where}, media type {name}"
                yield self._change("addition", place, "", name, message, *origins)
        # Of a model the model itself says what XML calls it.
        model = isinstance(new.type, Named)
        if old.xml is not None and new.xml is not None and not model:
            was, now = xml_words(old.xml), xml_words(new.xml)
            if was != now:
                message = f"XML calls the {where} of `{self.name}` {now}, not {was}"
                place = f"{where}, XML name"
                yield self._change(
                    "wire-breaking", place, was, now, message, *origins, "xml"
                )


def _success(operation: Operation) -> Response | None:
    for response in operation.responses:
        if response.status.startswith("2"):
            return response
    return operation.responses[0] if operation.responses else None
