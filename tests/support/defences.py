"""The defences of each class of attack, and what stands in for them when they are taken out.

A test that passes without its defence shows nothing; `.ci/mutations` takes them out one by
one and sees the tests of the class fail.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpwright import escape
from helpwright.render import templates


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A defence, and what is left without it."""

    tests: str
    """Start of the names of the tests that must fail."""
    defence: str
    """`module:name` below `helpwright`; or a template's path."""
    stand_in: Any = None
    """In the place of the function or value."""
    old: str = ""
    """Of a template: the words of the defence, and those in their place."""
    new: str = ""
    endless: bool = False
    """True where the tests need not end without the defence."""


def _raw(text: str) -> str:
    return f'"{text}"'


def _same(text: str, *_: object, **__: object) -> str:
    return text


def _true(*_: object, **__: object) -> bool:
    return True


def _false(*_: object, **__: object) -> bool:
    return False


def _nothing(*_: object, **__: object) -> str:
    return ""


def _unsafe_yaml(text: str, *_: object) -> Any:
    import yaml

    return yaml.unsafe_load(text)


def _comment(text: str, *, indent: int = 0) -> str:
    return " " * indent + f"# {text}"


def _alone(self: Any, name: str, key: str) -> bool:
    return bool(name.isidentifier())


NO_NAMES: frozenset[str] = frozenset()

MUTATIONS = (
    Mutation(tests="test_t01_", defence="escape:literal", stand_in=_raw),
    Mutation(tests="test_t02_", defence="escape:_in_docstring", stand_in=_same),
    Mutation(tests="test_t03_", defence="escape:comment", stand_in=_comment),
    Mutation(tests="test_t03_", defence="escape:prose", stand_in=_same),
    Mutation(tests="test_t04_", defence="names.scope:Scope._free", stand_in=_alone),
    Mutation(tests="test_t04_", defence="names.words:normal", stand_in=_same),
    Mutation(
        tests="test_t05_",
        defence="views.annotations:Annotations._scalar",
        stand_in=lambda self, kind, schema: importlib.import_module(
            "helpwright.views.annotations"
        ).Annotation((kind,)),
    ),
    Mutation(
        tests="test_t06_", defence="openapi.defaults:typed_default", stand_in=_same
    ),
    Mutation(
        tests="test_t06_",
        defence="views.examples:_number",
        stand_in=lambda sample, schema: schema.get("minimum", 1),
    ),
    Mutation(
        tests="test_t07_", defence="views.constraints:enforced_pattern", stand_in=_same
    ),
    Mutation(tests="test_t08_", defence="views.server_routes:literal", stand_in=_raw),
    Mutation(tests="test_t08_", defence="views.client_methods:literal", stand_in=_raw),
    Mutation(
        tests="test_t08b_",
        defence="views.client_methods:literal",
        stand_in=lambda text: f"f{text!r}",
    ),
    Mutation(
        tests="test_t08b_",
        defence="runtime/addresses.py",
        old='quote(text, safe="/:@!$&\'()*+,;=~%")',
        new="text",
    ),
    Mutation(tests="test_t09_", defence="names.scope:Scope._free", stand_in=_true),
    Mutation(tests="test_t09_", defence="views.layout:literal", stand_in=_raw),
    Mutation(tests="test_t10_", defence="views.layout:literal", stand_in=_raw),
    Mutation(tests="test_t11_", defence="names.models:legal_package", stand_in=_true),
    Mutation(tests="test_t11_", defence="config:_is_importable", stand_in=_true),
    Mutation(tests="test_t12_", defence="write.paths:problem_of", stand_in=_nothing),
    Mutation(tests="test_t13_", defence="transaction.places:is_inside", stand_in=_true),
    Mutation(tests="test_t13_", defence="write.manifest:problem_of", stand_in=_nothing),
    Mutation(
        tests="test_t14_",
        defence="transaction.changing:Transaction.put",
        stand_in=lambda self, place, content, **_: place.write_bytes(content[:5]),
    ),
    Mutation(tests="test_t15_", defence="escape:toml", stand_in=_raw),
    Mutation(tests="test_t15_", defence="escape:markdown", stand_in=_same),
    Mutation(tests="test_t15_", defence="escape:workflow", stand_in=_raw),
    Mutation(tests="test_t15_", defence="escape:documentation", stand_in=_same),
    Mutation(tests="test_t15_", defence="changes.report:_code", stand_in=_raw),
    Mutation(tests="test_t16_", defence="escape:html", stand_in=_same),
    Mutation(
        tests="test_t16_",
        defence="server/runtime/application.py",
        old='escape(str(info.get("title", "")))',
        new='str(info.get("title", ""))',
    ),
    Mutation(
        tests="test_t18_",
        defence="views.examples:_MOST",
        stand_in=3_000_000,
        endless=True,
    ),
    Mutation(tests="test_t19_", defence="xml", stand_in=None),
    Mutation(
        tests="test_t19_",
        defence="corrections.yaml_values:read_yaml",
        stand_in=_unsafe_yaml,
    ),
    Mutation(tests="test_t20_", defence="packs:_hash", stand_in=lambda _: "0" * 64),
    Mutation(
        tests="test_t20_",
        defence="page_cache:PageCache.name",
        stand_in=lambda self, source: "a" * 64,
    ),
    Mutation(tests="test_t20_", defence="page_cache:_text", stand_in=_same),
    Mutation(tests="test_t20_", defence="page_cache:is_name", stand_in=_true),
    Mutation(tests="test_t20_", defence="incremental.kept_names:_name", stand_in=_same),
    Mutation(tests="test_t21_", defence="config:_check_places", stand_in=_nothing),
    Mutation(tests="test_t21_", defence="names.lock:_problem", stand_in=_nothing),
    Mutation(tests="test_t21_", defence="names.scope:Scope._free", stand_in=_true),
    Mutation(
        tests="test_t22_",
        defence="pipeline:templates_of",
        stand_in=lambda config: (
            config.path(config.templates).resolve() if config.templates else None
        ),
    ),
    Mutation(
        tests="test_t23_",
        defence="runtime/addresses.py",
        old='segment in (".", "..")',
        new='segment in ("...",)',
    ),
    Mutation(
        tests="test_t23_",
        defence="runtime/addresses.py",
        old='_quote(text, safe="/" if catch_all else "")',
        new="text",
    ),
    Mutation(
        tests="test_t23_",
        defence="runtime/requests.py",
        old="if not _VALUE.fullmatch(value):",
        new="if False:",
    ),
    Mutation(
        tests="test_t23_",
        defence="runtime/requests.py",
        old="target.host != base.host",
        new="False",
    ),
    Mutation(
        tests="test_t23_",
        defence="runtime/clients.py",
        old="follow_redirects=False",
        new="follow_redirects=True",
    ),
    Mutation(
        tests="test_t24_",
        defence="server/runtime/routes.py",
        old='"Content-Security-Policy": "default-src \'none\'; sandbox",',
        new="",
    ),
    Mutation(tests="test_t24_", defence="mock.app:_SAFE_HEADERS", stand_in=()),
    Mutation(tests="test_t24_", defence="mock.running:LOOPBACK", stand_in="0.0.0.0"),
    Mutation(tests="test_t25_", defence="views.redaction:redacted", stand_in=_same),
    Mutation(tests="test_t25_", defence="secrets:has_secret", stand_in=_false),
    Mutation(tests="test_t25_", defence="secrets:is_secret", stand_in=_false),
    Mutation(tests="test_t26_", defence="escape:markdown", stand_in=escape.html),
    Mutation(tests="test_t26_", defence="escape:literal", stand_in=escape.toml),
    Mutation(tests="test_t27_", defence="escape:_visible", stand_in=_same),
    Mutation(tests="test_t27_", defence="cli.console:shown", stand_in=_same),
    Mutation(
        tests="test_t28_", defence="openapi.addresses:public_address", stand_in=_same
    ),
    Mutation(tests="test_t29_", defence="names.reserved:FIELDS", stand_in=NO_NAMES),
    Mutation(tests="test_t30_", defence="names.reserved:FIELDS", stand_in=NO_NAMES),
    Mutation(
        tests="test_t31_",
        defence="samples.json_reader:read_json.__defaults__",
        stand_in=(1, 10**6),
    ),
    Mutation(
        tests="test_t31_",
        defence="samples.xml_reader:read_xml.__defaults__",
        stand_in=(1, 10**6),
    ),
    Mutation(tests="test_t32_", defence="views.examples:literal", stand_in=_raw),
)


def take_out(mutation: Mutation) -> None:
    """Takes a defence out for the rest of this process.

    Raises LookupError where it is not there: then the table is out of date.
    """
    if mutation.defence == "xml":
        _let_document_types_through()
    elif mutation.old:
        _alter_template(mutation)
    else:
        _replace(mutation.defence, mutation.stand_in)


def _let_document_types_through() -> None:
    reader = importlib.import_module("helpwright.samples.xml_reader")
    reader._Builder._refuse = lambda self, *_: None  # type: ignore[attr-defined]


def _replace(defence: str, stand_in: Any) -> None:
    module, _, name = defence.partition(":")
    holder: Any = importlib.import_module(f"helpwright.{module}")
    *outer, name = name.split(".")
    for part in outer:
        holder = getattr(holder, part)
    if not hasattr(holder, name):
        raise LookupError(f"there is no {defence}")
    original = getattr(holder, name)
    setattr(holder, name, stand_in)
    if outer or not callable(original):
        return
    if module.startswith("views.") and original.__module__ != holder.__name__:
        return  # Only that view loses it.
    _load_all()
    for each in [m for n, m in sys.modules.items() if n.startswith("helpwright")]:
        if getattr(each, name, None) is original:
            setattr(each, name, stand_in)


def _load_all() -> None:
    package = Path(templates.__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        if parts[0] in ("cli", "build", "__main__", "api", "pytest", "mock"):
            continue
        try:
            importlib.import_module(".".join(("helpwright", *parts)))
        except ImportError:
            continue


def _alter_template(mutation: Mutation) -> None:
    read: Callable[..., str] = templates.read_template
    if mutation.old not in read(mutation.defence):
        raise LookupError(f"{mutation.defence} holds no {mutation.old}")

    def altered(name: str, user: Path | None = None) -> str:
        text = read(name, user)
        if name == mutation.defence:
            return text.replace(mutation.old, mutation.new)
        return text

    import helpwright.render

    templates.read_template = altered
    helpwright.render.read_template = altered
