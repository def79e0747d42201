"""Every Python name of an API, decided in one pass over its OpenAPI document.

Nothing after this stage makes up a name. The result does not depend on the order of the
document, and names that a lock file or a person gave come before all others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from helpwright.diagnostics import Finding, Findings
from helpwright.names import document as doc
from helpwright.names import models, modules, reserved
from helpwright.names import operations as calls
from helpwright.names.document import Json, OperationNode
from helpwright.names.lock import entries
from helpwright.names.scope import Claim, Scope, closeness, folded
from helpwright.names.types import EnumName, GroupName, ModelName, Names, OperationName
from helpwright.names.words import ascii_name, pascal, snake
from helpwright.place import Place

__all__ = ["EnumName", "GroupName", "ModelName", "Names", "OperationName", "resolve"]

_GROUP_CLASSES = {
    "resources": "{}Resource",
    "async_resources": "Async{}Resource",
    "protocols": "{}Api",
}


def resolve(
    document: Json,
    *,
    package: str,
    lock: Mapping[str, Any] | None = None,
    pins: Mapping[str, Any] | None = None,
    findings: Findings | None = None,
) -> Names:
    """Python names for everything in `document`.

    `lock` and `pins` have the form of `lock.entries`; what they name is kept where it
    is legal and free, pins before the lock. A pin that could not be kept is reported.
    Raises ValueError where `package` is no dotted identifier.
    """
    if not models.legal_package(package):
        raise ValueError(f"{package!r} can't be imported: it is no dotted identifier")
    names = _Resolver(document, (pins or {}, lock or {})).names(package)
    if pins and findings is not None:
        _report_pins(pins, entries(names), (), findings)
    return names


def _report_pins(
    pinned: Mapping[str, Any],
    given: Mapping[str, Any],
    way: tuple[str, ...],
    findings: Findings,
) -> None:
    """Reports pins of things that exist and are called otherwise."""
    for key, name in pinned.items():
        chosen = given.get(key)
        if isinstance(name, Mapping):
            if isinstance(chosen, Mapping):
                _report_pins(name, chosen, (*way, key), findings)
        elif chosen is not None and chosen != name:
            findings.add(
                Finding(
                    code="HW701",
                    severity="warning",
                    message=f"{' '.join((*way[1:], key))} can't be called {name!r}:"
                    " the name is reserved, or something else has it",
                    place=Place(page="corrections"),
                    text=str(name),
                    made_of_it=f"it is called {chosen!r}",
                    advice="pin another name",
                )
            )


class _Resolver:
    def __init__(self, document: Json, wishes: Sequence[Mapping[str, Any]]) -> None:
        self._document = document
        self._schemas = doc.schemas(document)
        self._wishes = wishes
        self._operations = list(doc.operations(document))
        self._by_tag = self._group()

    def names(self, package: str) -> Names:
        attributes = self._attributes()
        files = self._files(attributes)
        classes = self._classes(attributes)
        # Scripts without capitals give a class and a member the same name.
        uncased = {name for name in classes.values() if name[0] == name[0].lower()}
        forbidden = reserved.FIELDS | uncased
        found = modules.modules(
            self._document,
            self._operations,
            {tag: files[group] for tag, group in self._tags.items()},
        )
        return Names(
            package=package,
            groups={
                tag: GroupName(
                    attribute=attribute,
                    module=files[tag],
                    resource=classes["resources", tag],
                    async_resource=classes["async_resources", tag],
                    protocol=classes["protocols", tag],
                )
                for tag, attribute in attributes.items()
            },
            operations=self._operation_names(),
            models={
                name: ModelName(
                    class_name=classes["models", name],
                    params=classes["params", name],
                    module=found[name],
                    fields=self._fields(name, schema, forbidden),
                )
                for name, schema in self._schemas.items()
                if doc.is_object(schema)
            },
            enums={
                name: EnumName(
                    class_name=classes["models", name],
                    module=found[name],
                    members=self._members(name, schema),
                )
                for name, schema in self._schemas.items()
                if doc.is_enumeration(schema)
            },
        )

    def _group(self) -> dict[str, list[OperationNode]]:
        """Operations by tag, tags in the document's order.

        Tags that say the same, such as `Bookings` and `bookings`, are one group.
        """
        declared = [tag["name"] for tag in self._document.get("tags", ())]
        used = [doc.tag_of(operation) for operation in self._operations]
        same: dict[str, str] = {}
        for tag in sorted({*used}):
            same.setdefault(folded(snake(tag, "group")), tag)
        self._tags = {tag: same[folded(snake(tag, "group"))] for tag in used}
        order = [self._tags[tag] for tag in declared if tag in self._tags]
        order += [self._tags[tag] for tag in used]
        by_tag: dict[str, list[OperationNode]] = {tag: [] for tag in order}
        for tag, operation in zip(used, self._operations, strict=True):
            by_tag[self._tags[tag]].append(operation)
        return by_tag

    def _attributes(self) -> dict[str, str]:
        wanted = {tag: snake(tag, "group") for tag in self._by_tag}
        claims = [
            Claim(key=tag, names=[name], rank=closeness(tag, name))
            for tag, name in wanted.items()
        ]
        scope = self._scope("groups", reserved.GROUPS, wanted, folding=True)
        return scope.assign(claims)

    def _files(self, attributes: Mapping[str, str]) -> dict[str, str]:
        claims = [
            Claim(key=tag, names=[ascii_name(name)], rank=closeness(tag, name))
            for tag, name in attributes.items()
        ]
        scope = Scope(reserved=reserved.GROUPS, alive=attributes, fold=folded)
        return scope.assign(claims)

    def _classes(self, attributes: Mapping[str, str]) -> dict[tuple[str, str], str]:
        """Class names of models, typed dictionaries and groups, all of one scope."""
        objects = [n for n, schema in self._schemas.items() if doc.is_object(schema)]
        sections: dict[str, Collection[str]] = {
            "models": self._schemas,
            "params": objects,
            **dict.fromkeys(_GROUP_CLASSES, attributes),
        }
        scope = Scope(
            reserved=reserved.CLASSES,
            alive=[f"{part} {key}" for part, keys in sections.items() for key in keys],
            wishes=[
                {
                    f"{part} {key}": name
                    for part in sections
                    for key, name in wish.get(part, {}).items()
                    if not (part == "params" and self._is_renamed(key, wish))
                }
                for wish in self._wishes
            ],
            fold=folded,
            underscore=False,
        )
        given = {
            ("models", claim.key): name
            for claim, name in _assigned(
                scope, "models", models.class_claims(self._document)
            )
        }
        params = []
        for name in objects:
            stem = given["models", name]
            params.append(Claim(key=name, names=[f"{stem}Params", f"{stem}Dict"]))
        for claim, chosen in _assigned(scope, "params", params):
            given["params", claim.key] = chosen
        for part, pattern in _GROUP_CLASSES.items():
            claims = []
            for tag in attributes:
                wanted = pattern.format(pascal(tag, "Group"))
                claims.append(Claim(key=tag, names=[wanted]))
            for claim, chosen in _assigned(scope, part, claims):
                given[part, claim.key] = chosen
        return given

    def _is_renamed(self, model: str, wish: Mapping[str, Any]) -> bool:
        """Whether a stronger wish gives `model` another name than `wish` does."""
        names = [each.get("models", {}).get(model) for each in self._wishes]
        strongest = next((name for name in names if name), None)
        return bool(strongest != wish.get("models", {}).get(model))

    def _operation_names(self) -> dict[str, OperationName]:
        methods: dict[str, str] = {}
        for tag, operations in self._by_tag.items():
            claims = calls.claims(tag, operations, self._schemas)
            keys = [claim.key for claim in claims]
            scope = self._scope("operations", reserved.METHODS, keys)
            methods |= scope.assign(claims)
        return {
            operation.key: OperationName(
                tag=self._tags[doc.tag_of(operation)],
                method=methods[operation.key],
                arguments=self._arguments(operation),
            )
            for operation in self._operations
        }

    def _arguments(self, operation: OperationNode) -> dict[str, str]:
        claims = models.argument_claims(operation)
        keys = [claim.key for claim in claims]
        scope = self._scope("arguments", reserved.ARGUMENTS, keys, within=operation.key)
        return scope.assign(claims)

    def _fields(
        self, name: str, schema: Json, forbidden: Collection[str]
    ) -> dict[str, str]:
        properties = schema.get("properties", {})
        scope = self._scope("fields", forbidden, properties, within=name)
        return scope.assign(models.field_claims(properties))

    def _members(self, name: str, schema: Json) -> dict[str, str]:
        claims = models.member_claims(
            member.name for member in doc.enum_members(schema)
        )
        keys = [claim.key for claim in claims]
        scope = self._scope("members", reserved.MEMBERS, keys, within=name)
        return scope.assign(claims)

    def _scope(
        self,
        section: str,
        reserved_names: Collection[str],
        alive: Collection[str],
        *,
        within: str | None = None,
        folding: bool = False,
    ) -> Scope:
        wishes = [wish.get(section, {}) for wish in self._wishes]
        if within is not None:
            wishes = [wish.get(within, {}) for wish in wishes]
        if folding:
            return Scope(
                reserved=reserved_names, alive=alive, wishes=wishes, fold=folded
            )
        return Scope(reserved=reserved_names, alive=alive, wishes=wishes)


def _assigned(
    scope: Scope, section: str, claims: Sequence[Claim]
) -> list[tuple[Claim, str]]:
    """Claims with their names, told apart from those of other sections of the scope."""
    keyed = [
        Claim(key=f"{section} {claim.key}", names=claim.names, rank=claim.rank)
        for claim in claims
    ]
    return list(zip(claims, scope.assign(keyed).values(), strict=True))
