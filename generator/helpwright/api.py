"""Helpwright for build scripts: `read`, `openapi`, `generate` and `diff`.

The same as the commands of these names, with the same guarantees: the same input gives
the same bytes, nothing is written halfway, and no page that can't be read costs another.
Nothing is printed. Findings come with the result; a HelpwrightError says what keeps a run
from being one, as the commands do with status 2.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpwright import config as configuration
from helpwright.changes import Change, compare
from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.holding import reading, writing
from helpwright.spec import Api
from helpwright.value import dataclass, replace

__all__ = [
    "Change",
    "Finding",
    "Generated",
    "HelpwrightError",
    "OpenApi",
    "Read",
    "diff",
    "generate",
    "openapi",
    "read",
]

Pages = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""A file or a folder of help pages, or several of them."""


@dataclass(frozen=True, slots=True)
class Read:
    """What pages say."""

    api: Api
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OpenApi:
    """The OpenAPI document of pages."""

    document: dict[str, Any]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run did. Paths are from the folder of the configuration, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    current: bool
    """Whether all was as the last run had left it, and nothing was read."""
    findings: tuple[Finding, ...]


def read(pages: Pages) -> Read:
    """Reads pages into the spec, in which every fact knows where it stands."""
    from helpwright import inputs, pipeline

    findings = Findings()
    config = configuration.without_file(_names(pages))
    with reading(config):
        files = inputs.pages_of(config, findings)
        api = pipeline.understand(files, config, findings)
    return Read(api, tuple(findings.sorted_findings()))


def openapi(
    pages: Pages, *, title: str = "", version: str = "", sources: bool = False
) -> OpenApi:
    """The OpenAPI 3.1 document of pages, as a plain value.

    `sources` says where each fact stands, as `x-source`.
    """

    from helpwright import pipeline

    findings = Findings()
    config = configuration.without_file(_names(pages))
    config = replace(config, title=title, version=version)
    with reading(config):
        described = pipeline.describe(config, findings, sources=sources)
    return OpenApi(described.document, tuple(findings.sorted_findings()))


def generate(
    project: str | os.PathLike[str] = ".", *, out: str | os.PathLike[str] | None = None
) -> Generated:
    """Does what the configuration of the folder `project`, or above it, asks for.

    `out` is another folder for everything that is written, from the current one; then
    only the package, the spec and the OpenAPI document are. A run for which there is
    nothing to do reads no page. Raises HelpwrightError where there is no configuration.
    """
    from helpwright import inputs
    from helpwright.making import make, put
    from helpwright.write.manifest import unchanged

    findings = Findings()
    config = _project(Path(project), out)
    with writing(config):
        pages = inputs.pages_of(config, findings)
        made_of, generator = inputs.inputs_of(config, pages), inputs.generator()
        if unchanged(config.path(config.out), made_of, generator):
            return Generated((), (), True, ())
        made = make(
            config,
            findings,
            lambda *_: None,
            pages=pages,
            inputs=made_of,
            generator=generator,
        )
        done = put(config, made, findings, made_of=made_of, generator=generator)
    return Generated(
        tuple(sorted(done.written)),
        tuple(sorted(done.removed)),
        False,
        tuple(findings.sorted_findings()),
    )


def diff(old: Pages | Api, new: Pages | Api) -> tuple[Change, ...]:
    """What changed between two states, the worst first; each is pages, or was read.

    A file that ends in `.json` is a spec.
    """
    return compare(_state(old), _state(new))


def _state(state: Pages | Api) -> Api:
    if isinstance(state, Api):
        return state
    names = _names(state)
    if len(names) == 1 and names[0].endswith(".json"):
        return _spec(names[0])
    return read(state).api


def _spec(name: str) -> Api:
    from helpwright import spec_json
    from helpwright.place import Place

    try:
        return spec_json.load(spec_json.content_of(Path(name)))
    except (OSError, spec_json.SpecError) as error:
        raise HelpwrightError(
            Finding(
                code="HW016",
                severity="error",
                message=f"the spec cannot be read: {error}",
                place=Place(page=name),
                advice="give a spec that `helpwright generate` wrote, or pages",
            )
        ) from None


def _names(pages: Pages) -> tuple[str, ...]:
    if isinstance(pages, str | os.PathLike):
        return (os.fspath(pages),)
    return tuple(os.fspath(page) for page in pages)


def _project(folder: Path, out: str | os.PathLike[str] | None) -> Config:

    from helpwright.place import Place

    path = configuration.find(folder.resolve())
    if path is None:
        raise HelpwrightError(
            Finding(
                code="HW010",
                severity="error",
                message="no helpwright.toml is there or above",
                place=Place(page=str(folder)),
                advice="write one: helpwright init",
            )
        )
    config = configuration.load(path)
    if out is None:
        return config
    place = str(Path(out).absolute())
    return replace(
        config,
        out=place,
        spec=f"{place}/spec.json",
        openapi=f"{place}/openapi.json",
        changelog="",
    )
