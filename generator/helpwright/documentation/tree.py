"""Members of a body or a model, down to the last: what a page unfolds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from helpwright.documentation.phrases import Code, Link, Phrase, joined
from helpwright.documentation.places import Slugs
from helpwright.documentation.provenance import Mark, Provenance, Subject, Witness
from helpwright.documentation.words import SchemaWords
from helpwright.names import document as doc
from helpwright.names.document import Json
from helpwright.value import dataclass, replace


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a tree shows."""

    repeated: int
    """Members up to which it shows again what it has shown elsewhere."""
    most: int
    """Members in all; what lies below more is left to the pages of the models."""


DEEPEST = 45
"""Members inside each other that a tree shows; those below are left to the pages of the
models. Whoever reads trees, browsers among them, goes down by recursion."""

PAGE = Extent(repeated=160, most=320)
ALONE = Extent(repeated=0, most=5000)
"""For a text that leads nowhere else."""

Way: TypeAlias = tuple[str, ...]
"""Names of the members on the way from the root of a tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A member, and those of what it holds."""

    name: str
    anchor: str
    type: Phrase
    required: bool = False
    deprecated: bool = False
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Phrase, ...] = ()
    marks: tuple[Mark, ...] = ()
    sources: tuple[Witness, ...] = ()
    """Where what was read stands; only where nothing else shows the same member."""
    told: Link | None = None
    """The member on its model's page, which tells more than this; None on that page."""
    holds: str = ""
    """Name of the model whose members follow; empty where they have no name."""
    note: Phrase = ()
    """What must be known of the members that follow: which of them are needed."""
    sampled: Link | None = None
    """The model's page, where samples alone show all of the members that follow."""
    rows: tuple[Row, ...] = ()
    elsewhere: Phrase = ()
    """Where the members are shown, if not here."""


@dataclass(frozen=True, slots=True)
class Members:
    """The members of one schema, and what must be known of them."""

    rows: tuple[Row, ...] = ()
    note: Phrase = ()
    holds: str = ""
    elsewhere: Phrase = ()
    sampled: Link | None = None


NO_MEMBERS = Members()


@dataclass(slots=True)
class _Growth:
    """What one tree shows where."""

    page: str
    slugs: Slugs
    prefix: str
    """What all its anchors begin with."""
    subject: str = ""
    """What holds the members, in words, where this page is the one to tell of them."""
    repeats: bool = False
    """Whether a model is shown again where it comes again."""
    homes: dict[str, Way] = field(default_factory=dict)
    """Where a model is shown first."""
    anchors: dict[Way, str] = field(default_factory=dict)
    """Anchors of the members of models where these are shown first."""


class Trees:
    """Grows trees over the schemas of one document."""

    def __init__(
        self,
        document: Json,
        words: SchemaWords,
        provenance: Provenance,
        extent: Extent = PAGE,
    ) -> None:
        self._schemas = doc.schemas(document)
        self._words = words
        self._provenance = provenance
        self._extent = extent
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._own_anchors: dict[str, dict[str, str]] = {}

    def members(self, schema: Json, page: str, prefix: str, slugs: Slugs) -> Members:
        """The members of what `schema` is, or holds, with anchors below `prefix`."""
        growth = _Growth(page, slugs, prefix)
        self._settle(schema, growth)
        most = self._extent.repeated
        growth.repeats = self._count(schema, frozenset(), most + 1) <= most
        return self._members(schema, prefix, (), (), growth)

    def own_members(self, component: str) -> Members:
        """The members of a component, on its own page; those of others are left to theirs."""
        page = self._words.places.schemas[component]
        growth = _Growth(page, Slugs(), "member", self._words.title(component))
        growth.homes = {component: ()}
        here = {"$ref": f"#/components/schemas/{component}"}
        return self._members(here, "member", (), (), growth)

    def member_anchor(self, component: str, member: str) -> str:
        """The anchor of a member on its model's page."""
        found = self._own_anchors.get(component)
        if found is None:
            slugs = Slugs()
            names = self._schemas[component].get("properties", {})
            found = {name: slugs.of(name, "member") for name in names}
            self._own_anchors[component] = found
        return found[member]

    def row(
        self,
        name: str,
        schema: Json,
        node: Json,
        *,
        page: str,
        prefix: str,
        slugs: Slugs,
        subject: str,
    ) -> Row:
        """A row of its own: a parameter of `subject`, described by `node`."""
        growth = _Growth(page, slugs, prefix, subject)
        required = bool(node.get("required"))
        return self._row(name, schema, node, (), (), "", required, prefix, growth)

    def marks(self, node: Json, subject: Subject) -> tuple[Mark, ...]:
        """The marks of `node`, which stays the same object as long as this lives."""
        found = self._marks.get(id(node))
        if found is None:
            found = self._marks[id(node)] = self._provenance.marks(node, subject)
        return found

    # --- rows -----------------------------------------------------------------------------

    def _row(
        self,
        name: str,
        schema: Json,
        node: Json,
        way: Way,
        models: tuple[str, ...],
        owner: str,
        required: bool,
        prefix: str,
        growth: _Growth,
    ) -> Row:
        way = (*way, name)
        anchor = growth.anchors.get(way) or growth.slugs.of(name, prefix)
        marks = self.marks(node, "member")
        told = None
        if owner and not growth.subject:
            page = self._words.places.schemas[owner]
            told = Link(name, page, self.member_anchor(owner, name))
        elif self._extent is PAGE:
            words = f"{growth.subject}: {name}" if growth.subject else name
            self._provenance.concern(marks, words, growth.page, anchor)
        below = self._members(schema, anchor, way, models, growth)
        return Row(
            name=name,
            anchor=anchor,
            type=self._words.type_of(schema),
            required=required,
            deprecated=bool(node.get("deprecated")),
            paragraphs=paragraphs_of(node),
            facts=(
                *self._words.facts(schema, in_address=schema is not node),
                *suggestions_of(node),
            ),
            marks=marks,
            sources=() if told else self._provenance.sources(node),
            told=told if len(way) > 1 else None,
            holds=below.holds,
            note=below.note,
            sampled=below.sampled,
            rows=below.rows,
            elsewhere=below.elsewhere,
        )

    def _members(
        self,
        schema: Json,
        prefix: str,
        way: tuple[str, ...],
        models: tuple[str, ...],
        growth: _Growth,
    ) -> Members:
        found = self._holder(schema)
        if found is None:
            return Members()
        component, holder = found
        if len(way) >= DEEPEST:
            return Members(elsewhere=_again(component, growth))
        holds = self._words.title(component) if component else ""
        if component:
            is_home = growth.homes.get(component) == way
            is_new = component in growth.homes and component not in models
            if not (is_home or is_new and growth.repeats):
                return Members(elsewhere=_again(component, growth))
            models = (*models, component)
        required = holder.get("required", ())
        rows = tuple(
            self._row(
                name,
                member,
                member,
                way,
                models,
                component,
                name in required,
                prefix,
                growth,
            )
            for name, member in holder.get("properties", {}).items()
        )
        sampled = None
        if component and not growth.subject and _all_sampled(rows):
            sampled = self._words.link(component)
            rows = tuple(_without_inferred(row) for row in rows)
        return Members(rows, one_required(holder), holds, sampled=sampled)

    # --- which models are shown where ------------------------------------------------------

    def _holder(self, schema: Json) -> tuple[str, Json] | None:
        """The component and the schema that hold the members of `schema`, through lists."""
        for _ in range(20):
            choices = schema.get("anyOf") or schema.get("oneOf")
            if choices and "properties" not in schema:
                real = [each for each in choices if each != {"type": "null"}]
                if len(real) != 1:
                    return None
                schema = real[0]
            component = doc.component(schema)
            if component is not None:
                named = self._schemas.get(component)
                if named is None or not named.get("properties"):
                    return None
                return component, named
            if schema.get("properties"):
                return "", schema
            inner = schema.get("items") or schema.get("additionalProperties")
            if not isinstance(inner, Mapping):
                return None
            schema = inner
        return None

    def _settle(self, schema: Json, growth: _Growth) -> None:
        """Finds the shortest way to each model, for as many as are shown."""
        waiting: deque[tuple[Json, Way, str]] = deque([(schema, (), growth.prefix)])
        while waiting:
            current, way, prefix = waiting.popleft()
            found = self._holder(current)
            if found is None or len(way) >= DEEPEST:
                continue
            component, holder = found
            members = holder["properties"]
            if component:
                much = len(growth.anchors) + len(members) > self._extent.most
                if component in growth.homes or growth.anchors and much:
                    continue
                growth.homes[component] = way
            for name, member in members.items():
                anchor = growth.slugs.of(name, prefix)
                growth.anchors[*way, name] = anchor
                waiting.append((member, (*way, name), anchor))

    def _count(self, schema: Json, models: frozenset[str], most: int) -> int:
        """Members of `schema` when each is shown wherever it stands; `most` at the most."""
        found = self._holder(schema) if most > 0 else None
        if found is None or found[0] in models:
            return 0
        component, holder = found
        inside = models | {component} if component else models
        count = 0
        for member in holder["properties"].values():
            count += 1 + self._count(member, inside, most - count - 1)
            if count >= most:
                return most
        return count


def root_anchor(prefix: str) -> str:
    """The anchor of a whole tree whose members' anchors begin with `prefix`."""
    return f"tree.{prefix}"


def _again(component: str, growth: _Growth) -> Phrase:
    """Where on the same page the members of `component` are shown, if they are."""
    way = growth.homes.get(component)
    if way is None or not growth.anchors:
        return ()
    if not way:
        return (
            Link("The members from the top", growth.page, root_anchor(growth.prefix)),
            " again",
        )
    link = Link(".".join(way), growth.page, growth.anchors[way], is_code=True)
    return ("The same members as ", link)


def _all_sampled(rows: Sequence[Row]) -> bool:
    """Whether samples alone show these members, so that one mark says it for all."""
    return len(rows) > 1 and all(
        any(witness.is_sampled for mark in row.marks for witness in mark.witnesses)
        for row in rows
    )


def _without_inferred(row: Row) -> Row:
    kept = tuple(mark for mark in row.marks if mark.kind != "inferred")
    return replace(row, marks=kept)


def paragraphs_of(node: Json) -> tuple[str, ...]:
    """The description of `node` in paragraphs."""
    text = str(node.get("description", ""))
    return tuple(part for part in (p.strip() for p in text.split("\n\n")) if part)


def suggestions_of(node: Json) -> Iterator[Phrase]:
    """What the description hints at and nothing proves."""
    hints: Json = node.get("x-suggestions", {})
    if hints.get("readOnly"):
        yield ("Read-only, as its description suggests",)
    if hints.get("deprecated"):
        yield ("Deprecated, as its description suggests",)
    if values := hints.get("allowedValues"):
        listed = joined([(Code(str(value)),) for value in values])
        yield ("Values that its description names: ", *listed)
    if unit := hints.get("unit"):
        yield ("Unit, as its description suggests: ", str(unit))


def one_required(schema: Json) -> Phrase:
    """`At least one of a and b is required.`, for each such group."""
    out: list[Phrase] = []
    for group in (schema, *schema.get("allOf", ())):
        names = [n for each in group.get("anyOf", ()) for n in each.get("required", ())]
        if len(names) > 1:
            listed = joined([(Code(name),) for name in names], ", ", " and ")
            out.append(("At least one of ", *listed, " is required."))
        elif names:
            out.append((Code(names[0]), " is required."))
    return joined(out, " ")
