"""Makes all that a run writes, and puts it in place. Prints nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from helpwright.config import Config
from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.place import Place
from helpwright.sources import PageFile
from helpwright.value import dataclass, replace

if TYPE_CHECKING:
    from helpwright.incremental.memory import Memory
    from helpwright.interpret import Subjects
    from helpwright.names import Names
    from helpwright.page_cache import PageCache
    from helpwright.pipeline import Progress
    from helpwright.spec import Api
    from helpwright.write.output import Difference


_MANY = 12
"""Pages; of fewer, all are reached by a change, or as good as all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All that a run makes, in memory."""

    counts: Mapping[str, int]
    """How many `pages` were read, and `operations`, `models` and `enumerations` found."""
    files: Mapping[str, str | bytes]
    """By path below the output folder."""
    beside: Mapping[str, str]
    """By path from the configuration: what has its place outside the output folder."""
    once: Mapping[str, str]
    """By path from the configuration: what a person goes on writing, if it is not there."""
    own: Mapping[str, str]
    """The same by path below the output folder. What stands there is never looked at."""
    pages: tuple[PageFile, ...]
    """What was given as pages, those included that could not be read."""
    cache: PageCache | None = None
    """Where the next run looks for what is in `memory`."""
    memory: Memory | None = None
    standing: Mapping[str, str] = field(default_factory=dict)
    """Hash of each of `files` that was seen to stand in its place, by path."""
    outdated: tuple[str, ...] = ()
    """Entries of the cache that nothing asks for after this run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What a run did. Paths are from the configuration."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    implementers: tuple[str, ...]
    """What has changed for implementations of the server; nothing where it is new."""


def make(
    config: Config,
    findings: Findings,
    progress: Progress,
    *,
    pages: Sequence[PageFile],
    inputs: Mapping[str, str],
    generator: str,
    keep: bool = True,
) -> Made:
    """Everything that `config` asks for. Raises HelpwrightError as `pipeline` does, and
    where no page could be read, so that what earlier pages came to stays.

    `pages` are those of `config`, `inputs` and `generator` what `helpwright.inputs` says
    of this run. A project keeps what its pages hold, so that what has not changed is not
    made again; not where `keep` is False.
    """
    from helpwright.page_cache import FOLDER, PageCache

    if not config.file:
        return _whole(config, pages, findings, progress, None)
    cache = PageCache(config.root / FOLDER, generator, writable=keep)
    renewed = None
    if len(pages) >= _MANY and config.path(config.out).is_dir():
        from helpwright.incremental import renew

        renewed = renew(
            config,
            pages,
            findings,
            inputs=inputs,
            generator=generator,
            cache=cache,
        )
    if renewed is None:
        return _whole(config, pages, findings, progress, cache)
    texts: dict[str, str | bytes] = {
        config.spec: renewed.spec,
        config.openapi: renewed.openapi,
    }
    files, beside = _placed(config, texts, renewed.names, renewed.files)
    # Of what did not change, both sides say the same.
    beside |= _changelog(renewed.old.api, renewed.new.api, config)
    return Made(
        counts=renewed.counts,
        files=files,
        beside=beside,
        once={},
        own={},
        pages=tuple(pages),
        cache=cache,
        memory=renewed.memory,
        outdated=renewed.outdated,
        standing=renewed.standing,
    )


def _whole(
    config: Config,
    pages: Sequence[PageFile],
    findings: Findings,
    progress: Progress,
    cache: PageCache | None,
) -> Made:
    """Everything, whatever the last run left."""
    from helpwright import pipeline, spec_json
    from helpwright.interpret import Subjects
    from helpwright.openapi.dump import dumps

    many = cache is not None and len(pages) >= _MANY
    subjects = Subjects() if many else None
    described = pipeline.describe(
        config,
        findings,
        progress=progress,
        files=pages,
        cache=cache,
        subjects=subjects,
    )
    openapi = dumps(described.document)
    emitted = pipeline.emit(described.document, config, findings, text=openapi)
    api = described.api
    if not api.pages:
        raise _nothing_read(pages, findings)
    texts = {
        config.spec: spec_json.dump(api, findings.sorted_findings()),
        config.openapi: openapi,
    }
    files, beside = _placed(config, texts, emitted.names, emitted.files)
    names = ("pages", "operations", "models", "enumerations")
    return Made(
        counts={name: len(getattr(api, name)) for name in names},
        files=files,
        beside={**beside, **_changelog(_earlier(config), api, config)},
        once=_starter(api, config),
        own=emitted.own,
        pages=described.files,
        cache=cache,
        memory=_memory(api, subjects, emitted.names, cache),
    )


def _nothing_read(pages: Sequence[PageFile], findings: Findings) -> HelpwrightError:
    """What no page could be read for, as the first of them shows it."""
    found = findings.sorted_findings()
    first = next((each for each in found if each.severity == "error"), None)
    return HelpwrightError(
        Finding(
            code="HW008",
            severity="error",
            message=f"none of {len(pages):,} pages is a help page that can be read",
            place=first.place if first else Place(page=pages[0].name if pages else ""),
            text=first.message if first else "",
            made_of_it="nothing was written",
            advice="see what `helpwright lint` says of each",
        ),
        status=1,
    )


def _memory(
    api: Api, subjects: Subjects | None, names: Names, cache: PageCache | None
) -> Memory | None:
    if cache is None or subjects is None:
        return None
    from helpwright.incremental.memory import memory_of

    return memory_of(api.pages, subjects, names, cache)


def _placed(
    config: Config,
    texts: Mapping[str, str | bytes],
    names: Names,
    package: Mapping[str, str | bytes],
) -> tuple[dict[str, str | bytes], dict[str, str]]:
    """The files of the output folder, and those that stand elsewhere."""
    from helpwright.names import lock

    if config.names:
        texts = {**texts, config.names: lock.dumps(names)}
    files, beside = dict(package), dict[str, str]()
    for name, text in texts.items():
        below = config.below_out(name)
        if below:
            files[below] = text
        else:
            beside[name] = _text(text)
    return files, beside


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode()


def _earlier(config: Config) -> Api | None:
    """What the spec says that a changelog goes on from; None where there is none."""
    if not config.changelog or not config.path(config.spec).is_file():
        return None
    from helpwright import spec_json

    try:
        return spec_json.load(config.read(config.spec))
    except (ValueError, KeyError, TypeError):
        return None


def _changelog(earlier: Api | None, api: Api, config: Config) -> dict[str, str]:
    """The changelog with what has changed since the spec was last written.

    Left alone where it is not asked for, where there is no earlier spec that can be
    read, and where nothing has changed that programs notice.
    """
    if not config.changelog or earlier is None:
        return {}
    from helpwright.changes import compare
    from helpwright.changes.changelog import begun, with_changes

    there = config.path(config.changelog).is_file()
    before = config.read(config.changelog) if there else begun(config.package)
    after = with_changes(before, compare(earlier, api))
    return {} if there and after == before else {config.changelog: after}


def _starter(api: Api, config: Config) -> dict[str, str]:
    """The corrections file of a project that has none yet."""
    if not config.corrections or config.path(config.corrections).exists():
        return {}
    from helpwright.explain.starter import starter

    return {config.corrections: starter(api)}


def differences(config: Config, made: Made) -> tuple[Difference, ...]:
    """What `put` would change. Writes nothing."""
    from helpwright.write.beside import check_beside
    from helpwright.write.output import check

    below = check(made.files, config.path(config.out))
    return (
        *check_beside(made.beside, config.root),
        *(replace(each, path=f"{config.out}/{each.path}") for each in below),
    )


def put(
    config: Config,
    made: Made,
    findings: Findings,
    *,
    made_of: Mapping[str, str],
    generator: str,
) -> Put:
    """Writes what differs. `made_of` and `generator` are what `inputs` says of them.

    Raises HelpwrightError where it can't be written; then nothing was.
    """
    from helpwright.sources.source import digest
    from helpwright.write.output import write

    implementers = _for_implementers(made, config)
    outside = {**made.beside, **made.once}
    # A person goes on writing the changelog: another text there asks for no run.
    beside = {
        config.below_out(name) or name: digest(text.encode())
        for name, text in outside.items()
        if name != config.changelog
    }
    done = write(
        made.files,
        config.path(config.out),
        findings,
        once=made.own,
        standing=made.standing,
        beside={config.root / name: text for name, text in outside.items()},
        inputs={**made_of, **beside},
        generator=generator,
    )
    if made.cache and made.memory:
        from helpwright.incremental.memory import keep

        keep(made.memory, {**made_of, **beside}, generator, made.cache)
        made.cache.packs.forget(made.outdated)
    changed = [name for name in outside if config.root / name in done.beside]
    return Put(
        written=(*changed, *(f"{config.out}/{path}" for path in done.written)),
        unchanged=len(done.unchanged) + len(outside) - len(changed),
        removed=tuple(f"{config.out}/{path}" for path in done.removed),
        implementers=implementers,
    )


def _for_implementers(made: Made, config: Config) -> tuple[str, ...]:
    """What `made` changes in the protocols that stand in the output folder."""
    from helpwright.changes.protocols import protocol_changes

    out = config.path(config.out)
    folder = "/".join((*config.package.split("."), "server", "routers", ""))
    after = {p: _text(f) for p, f in made.files.items() if p.startswith(folder)}
    before = {
        f"{folder}{place.name}": place.read_text(encoding="utf-8", errors="replace")
        for place in sorted((out / folder).glob("*.py"))
        if place.is_file()
    }
    if not before:
        return ()
    same = {path for path in before if before[path] == after.get(path)}
    before, after = (
        {path: text for path, text in texts.items() if path not in same}
        for texts in (before, after)
    )
    return tuple(protocol_changes(before, after))
