"""Makes the documentation that people publish, and puts it in place. Prints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.sources import PageFile
from helpwright.spec import Api
from helpwright.value import dataclass

if TYPE_CHECKING:
    from helpwright.documentation import Documentation
    from helpwright.pipeline import Progress
    from helpwright.site import Reference
    from helpwright.write.output import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The documentation of an API, in memory."""

    api: Api
    document: Mapping[str, Any]
    """OpenAPI, with the place of each fact."""
    documentation: Documentation
    pages: tuple[PageFile, ...]
    """What was given as pages, those included that could not be read."""

    @property
    def title(self) -> str:
        """What the API is called, for readers."""
        from helpwright.views.redaction import redacted

        return redacted(str(self.document["info"]["title"]))


def publication(
    config: Config,
    findings: Findings,
    progress: Progress,
    *,
    before: Api | None = None,
) -> Publication:
    """The documentation of what `config` reads. Raises HelpwrightError as `pipeline` does.

    `before` is the API at an earlier time; what has changed since then gets a page.
    """
    from helpwright import inputs, pipeline
    from helpwright.changes import compare
    from helpwright.documentation import documentation
    from helpwright.page_cache import FOLDER, PageCache

    cache = None
    if config.file:
        cache = PageCache(config.root / FOLDER, inputs.generator())
    described = pipeline.describe(
        config, findings, sources=True, progress=progress, cache=cache
    )
    names = pipeline.names_of(described.document, config, findings)
    made = documentation(
        described.document,
        findings.sorted_findings(),
        names,
        changes=compare(before, described.api) if before else (),
        templates=_templates(config),
    )
    return Publication(
        api=described.api,
        document=described.document,
        documentation=made,
        pages=described.files,
    )


def site_of(
    publication: Publication, config: Config, findings: Findings, *, server: str = ""
) -> Mapping[str, bytes]:
    """The files of the site. Raises HelpwrightError where it can't be made.

    `server` is what the interactive reference calls, if not the mock at its usual port.
    """
    from helpwright.site import built

    return built(
        publication.documentation,
        findings,
        title=publication.title,
        reference=_reference(publication, config, server),
        templates=_templates(config),
    ).files


def put_site(
    files: Mapping[str, str | bytes], config: Config, findings: Findings
) -> Written:
    """Makes the folder of the site hold `files`; what people put there stays."""
    from helpwright.write.output import write

    return write(files, config.path(config.site), findings)


def without_sources(value: Any) -> Any:
    """A document without the place of each fact."""
    if isinstance(value, dict):
        return {
            key: without_sources(each)
            for key, each in value.items()
            if key not in ("x-source", "x-pages")
        }
    if isinstance(value, list):
        return [without_sources(each) for each in value]
    return value


def _reference(
    publication: Publication, config: Config, server: str
) -> Reference | None:
    if not config.reference:
        return None
    from helpwright.page_cache import FOLDER
    from helpwright.site import Reference
    from helpwright.site.reference import MOCK
    from helpwright.site.scalar import script
    from helpwright.views.redaction import redacted_value

    return Reference(
        document=redacted_value(without_sources(publication.document)),
        script=script(
            config.reference, config.path(config.reference), config.root / FOLDER
        ),
        server=server or MOCK,
    )


def _templates(config: Config) -> Path | None:
    from helpwright.pipeline import templates_of

    return templates_of(config)
