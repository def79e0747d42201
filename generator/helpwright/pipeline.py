"""Composes the stages. The one module that knows all of them.

    sources → read → interpret → evidence → corrections → checks → openapi
            → names → views → render

Stages are imported where they are called, so that what a command does not need costs it
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.inputs import pages_of
from helpwright.place import Place
from helpwright.sources import PageFile
from helpwright.value import dataclass, replace

if TYPE_CHECKING:
    from helpwright.corrections import Corrections
    from helpwright.interpret import Subjects
    from helpwright.names import Names
    from helpwright.page_cache import PageCache
    from helpwright.spec import Api, AppliedCorrection

Progress = Callable[[str, int, int], None]
"""Gets what is being done, how much of it is done, and how much there is."""


def _silent(what: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a set of pages says, and the OpenAPI document made of it."""

    api: Api
    document: dict[str, Any]
    files: tuple[PageFile, ...]
    """What was given as pages, those included that could not be read."""


def describe(
    config: Config,
    findings: Findings,
    *,
    sources: bool = False,
    progress: Progress = _silent,
    files: Sequence[PageFile] = (),
    cache: PageCache | None = None,
    subjects: Subjects | None = None,
) -> Described:
    """Reads the pages of `config`, `files` where they are known, and describes their API.

    `sources` adds where each fact stands to the document, as `x-source`. What `cache`
    has of the pages is not parsed; `subjects` gets what each page is about. Raises
    HelpwrightError when no page is found, or a file that `config` names is not there.
    """
    files = tuple(files) or pages_of(config, findings)
    api = understand(files, config, findings, progress, cache, subjects)
    document, api = documented(api, config, findings, sources=sources)
    return Described(api=api, document=document, files=files)


def documented(
    api: Api, config: Config, findings: Findings, *, sources: bool = False
) -> tuple[dict[str, Any], Api]:
    """The OpenAPI document of `api`, and `api` with the overlays that were applied."""
    from helpwright import openapi
    from helpwright.openapi.security import secured

    document = openapi.build(
        api,
        findings,
        title=config.title,
        version=config.version,
        server_url=config.server_url,
        sources=sources,
    )
    document = secured(document, config.auth, config.failures)
    for name in config.overlays:
        document, applied = _overlaid(document, config, name, findings)
        api = replace(api, corrections=(*api.corrections, *applied))
    return document, api


def understand(
    files: Sequence[PageFile],
    config: Config,
    findings: Findings,
    progress: Progress = _silent,
    cache: PageCache | None = None,
    subjects: Subjects | None = None,
) -> Api:
    """The API that `files` describe, weighed, corrected and checked.

    `subjects` gets what each page documents or shows.
    """
    from helpwright.interpret import interpret
    from helpwright.reading import read_pages

    read = read_pages(files, findings, progress, cache)
    documents = tuple(page.document for page in read)
    api = interpret(documents, findings, subjects, limits=config.limits)
    hashes = {page.document.page: page.sha256 for page in read}
    return judged(api, hashes, config, findings, subjects)


def judged(
    api: Api,
    hashes: Mapping[str, str],
    config: Config,
    findings: Findings,
    subjects: Subjects | None = None,
) -> Api:
    """What was interpreted, weighed, corrected and checked; `hashes` are the pages'."""
    from helpwright.checks import check
    from helpwright.evidence import weigh

    pages = tuple(replace(ref, sha256=hashes[ref.name]) for ref in api.pages)
    api = weigh(replace(api, pages=pages), findings, config.limits)
    if subjects is not None:
        from helpwright.reach import add_shown

        add_shown(subjects, api)
    if config.observations:
        api = _with_traffic(api, config, findings)
    if config.corrections:
        from helpwright.corrections import correct

        api = correct(api, corrections_of(config, findings), findings)
    check(api, findings, config.limits)
    return _with_public_addresses(api)


def _with_public_addresses(api: Api) -> Api:
    """`api` without what its pages' addresses hold of logins and tokens."""
    from helpwright.openapi.addresses import public_address

    def public(address: str) -> str:
        return public_address(address) if "://" in address else address

    return replace(
        api,
        pages=tuple(replace(p, address=public(p.address)) for p in api.pages),
        operations=tuple(replace(o, address=public(o.address)) for o in api.operations),
        models=tuple(replace(m, address=public(m.address)) for m in api.models),
        enumerations=tuple(
            replace(e, address=public(e.address)) for e in api.enumerations
        ),
    )


def _with_traffic(api: Api, config: Config, findings: Findings) -> Api:
    """`api` with what traffic showed. Nothing was observed where the file is not there."""
    from helpwright.evidence.traffic import weigh_traffic
    from helpwright.traffic.observations import loads

    if not config.path(config.observations).is_file():
        return api
    try:
        observations = loads(config.read(config.observations))
    except ValueError as error:
        findings.add(
            Finding(
                code="HW344",
                severity="error",
                message=str(error),
                place=Place(page=config.observations),
                made_of_it="nothing; the pages are used without it",
                advice="write it anew: helpwright observe FILE.har --fresh",
            )
        )
        return api
    return weigh_traffic(api, observations, config.observations, findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The parts of the package that a change may touch; all others stay as they are."""

    tags: frozenset[str]
    """Groups of operations."""
    modules: frozenset[str]
    """Modules of models, without package or `.py`."""
    listing: bool = True
    """Whether what lists all operations is to be made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitted:
    """The package made of an OpenAPI document."""

    names: Names
    files: dict[str, str]
    """The text of each file, by path below the output folder."""
    own: dict[str, str]
    """The same for files that a person goes on writing: they are written once."""


def emit(
    document: dict[str, Any],
    config: Config,
    findings: Findings,
    *,
    text: str = "",
    names: Names | None = None,
    only: Touched | None = None,
) -> Emitted:
    """Names everything in `document`, unless `names` has, and renders the package.

    `text` is what `dumps` makes of the document, where that is known. Of the files that
    belong to a group, those of the groups and modules in `only`.
    """
    from helpwright.render import render
    from helpwright.views.client_files import client_files
    from helpwright.views.model_files import model_files
    from helpwright.views.nesting import check_nesting
    from helpwright.views.package_files import package_files
    from helpwright.views.server import server_files
    from helpwright.views.server_impl import impl_files

    names = names or names_of(document, config, findings)
    tags, modules = (only.tags, only.modules) if only else (None, None)
    additions = config.additions.is_file()
    if additions:
        findings.add(_added(config))
    if only is None:
        check_nesting(document, findings)
    files = (
        *(package_files(document, names) if only is None or only.listing else ()),
        *client_files(document, names, additions=additions, only=tags),
        *model_files(document, names, only=modules),
        *server_files(document, names, text=text, only=tags),
    )
    templates = templates_of(config)
    # What is written once is there since the first run.
    own = impl_files(document, names) if only is None else ()
    return Emitted(
        names=names, files=render(files, templates), own=render(own, templates)
    )


def listing(
    document: dict[str, Any], config: Config, names: Names, operation: str
) -> dict[str, str]:
    """What lists all operations as it would be if there were but this one, by path."""
    from helpwright.render import render
    from helpwright.views.package_files import package_files

    files = package_files(document, names, only=(operation,))
    return render(
        (each for each in files if each.path.endswith(".md")), templates_of(config)
    )


def templates_of(config: Config) -> Path | None:
    """The folder of a user's own templates; None where there is none.

    Raises HelpwrightError where it lies among the pages: templates are code, and pages
    come from strangers.
    """
    if not config.templates:
        return None
    folder = config.path(config.templates).resolve()
    if any(folder.is_relative_to(config.path(page).resolve()) for page in config.pages):
        raise HelpwrightError(
            Finding(
                code="HW703",
                severity="error",
                message="templates lie among the pages, which others write",
                place=Place(page=config.templates),
                made_of_it="nothing was written",
                advice="keep templates in a folder of their own: they are code",
            )
        )
    return folder


def _added(config: Config) -> Finding:
    return Finding(
        code="HW704",
        severity="note",
        message="the package takes its clients from additions of yours",
        place=Place(page=config.additions.as_posix()),
        made_of_it="Client and AsyncClient of that module are the package's own",
    )


def names_of(document: dict[str, Any], config: Config, findings: Findings) -> Names:
    """Every Python name for `document`, those kept that a file of `config` has."""
    from helpwright.names import lock, resolve
    from helpwright.names.pins import pins_of

    kept: dict[str, Any] = {}
    if config.names and config.path(config.names).is_file():
        try:
            kept = lock.loads(config.read(config.names))
        except ValueError as error:
            raise _unusable(config.names, str(error)) from None
    # What is wrong with the corrections was said when they were applied.
    pinned = corrections_of(config, Findings()).names if config.corrections else ()
    return resolve(
        document,
        package=config.package,
        lock=kept,
        pins=pins_of(pinned),
        findings=findings,
    )


def _unusable(file: str, message: str) -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code="HW702",
            severity="error",
            message=message,
            place=Place(page=file),
            advice="restore it from version control, or delete it to name anew",
        )
    )


def corrections_of(config: Config, findings: Findings) -> Corrections:
    """The corrections that `config` names; none where the file is not there."""
    from helpwright.corrections import Corrections, read_corrections

    if not config.path(config.corrections).is_file():
        return Corrections()
    text = config.read(config.corrections)
    return read_corrections(text, config.corrections, findings)


def _overlaid(
    document: dict[str, Any], config: Config, name: str, findings: Findings
) -> tuple[dict[str, Any], tuple[AppliedCorrection, ...]]:
    from helpwright.corrections.overlay import apply_overlay, read_overlay
    from helpwright.openapi.form import fit

    overlay = read_overlay(config.read(name), name, findings, config.limits)
    if overlay is None:
        return document, ()
    made, applied = apply_overlay(document, overlay, name, findings, config.limits)
    return fit(made, document, name, findings), applied
