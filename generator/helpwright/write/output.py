"""Makes a folder hold the files of a run.

Only what differs is touched. What a person changed is left and reported; what is no
longer made is removed where it is still as it was written.
"""

from __future__ import annotations

import contextlib
import difflib
import errno
from collections.abc import Container, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.place import Place
from helpwright.sources.source import digest
from helpwright.transaction import Patience, Transaction, alone
from helpwright.transaction.places import (
    exists,
    is_inside,
    is_plain_file,
    mark_of,
    mark_of_content,
)
from helpwright.value import dataclass
from helpwright.write.manifest import (
    NAME,
    Manifest,
    ManifestError,
    manifest_text,
    read_manifest,
)
from helpwright.write.paths import problem_of

__all__ = ["Difference", "Written", "check", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run did to the output folder. Paths are sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that a person changed, and that are as they were."""
    beside: tuple[Path, ...] = ()
    """Files outside the output folder that were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A file that a run would change."""

    path: str
    kind: Literal["missing", "differs", "no longer made"]
    diff: str
    """Unified, from what stands there to what would."""


@dataclass(slots=True)
class _Plan:
    """What would have to be done to each file."""

    write: dict[str, bytes] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of files to write: what stands in the place, and what is to stand there."""


def write(
    files: Mapping[str, str | bytes],
    out: Path,
    findings: Findings,
    *,
    once: Mapping[str, str | bytes] | None = None,
    standing: Mapping[str, str] | None = None,
    beside: Mapping[Path, str] | None = None,
    inputs: Mapping[str, str] | None = None,
    generator: str = "",
    patience: Patience | None = None,
) -> Written:
    """Makes the folder `out` hold `files`, by path below it.

    `once` are files that belong to the user: they are written where nothing stands and
    never looked at again. `standing` are the hashes of those of `files` that this run has
    seen in their places as they are to be; they are not read again. `beside` are files that stand elsewhere. `inputs` and
    `generator` go to the manifest for `unchanged`. All of it is done, or nothing: raises
    HelpwrightError where something can't be written, or another run is at work here.
    """
    own = frozenset(once or ())
    elsewhere = {place: text.encode() for place, text in (beside or {}).items()}
    with reported(out), alone(out, elsewhere, patience):
        manifest = read_manifest(out)
        # Another run may have been at work since they were seen.
        known = standing if standing and _stand(standing, manifest) else {}
        wanted = _encoded({**files, **(once or {})}, known)
        plan = _plan(wanted, own, out, manifest, known)
        _report_kept(plan, out, findings)
        final = Manifest(
            generator=generator, inputs=dict(inputs or {}), files=plan.hashes
        )
        changed = {
            place: content
            for place, content in elsewhere.items()
            if differs(place, content)
        }
        _carry_out(plan, out, changed, final)
    return Written(
        written=tuple(sorted(plan.write)),
        unchanged=tuple(sorted(plan.unchanged)),
        removed=tuple(sorted(plan.remove)),
        kept=tuple(sorted(plan.keep)),
        beside=tuple(changed),
    )


def check(
    files: Mapping[str, str | bytes],
    out: Path,
    *,
    once: Mapping[str, str | bytes] | None = None,
) -> tuple[Difference, ...]:
    """What `write` would change, and what a person has changed. Writes nothing.

    Raises HelpwrightError where the folder can't be read.
    """
    wanted = _encoded({**files, **(once or {})})
    with reported(out):
        plan = _plan(wanted, frozenset(once or ()), out, read_manifest(out), {})
        found = []
        for path in (*plan.write, *(path for path in plan.keep if path in wanted)):
            place = out / path
            old = place.read_bytes() if is_plain_file(place) else b""
            found.append(
                Difference(
                    path=path,
                    kind="differs" if exists(place) else "missing",
                    diff=unified_diff(path, old, wanted[path]),
                )
            )
        for path in plan.remove:
            old = (out / path).read_bytes()
            found.append(
                Difference(
                    path=path, kind="no longer made", diff=unified_diff(path, old, b"")
                )
            )
    return tuple(sorted(found, key=lambda difference: difference.path))


# --- planning -------------------------------------------------------------------------


def _encoded(
    files: Mapping[str, str | bytes], but_for: Container[str] = ()
) -> dict[str, bytes]:
    """Contents as bytes. Raises HelpwrightError on a path that may not be written."""
    folded: dict[str, str] = {}
    for path in files:
        problem = problem_of(path)
        twin = folded.setdefault(path.casefold(), path)
        if twin != path:
            problem = f"it differs from {twin!r} only in case"
        if problem:
            raise _error("HW801", path[:120], f"the file can't be named so: {problem}")
    return {
        path: content if isinstance(content, bytes) else content.encode()
        for path, content in files.items()
        if path not in but_for
    }


def _plan(
    wanted: Mapping[str, bytes],
    own: frozenset[str],
    out: Path,
    manifest: Manifest,
    standing: Mapping[str, str],
) -> _Plan:
    plan = _Plan(unchanged=list(standing), hashes=dict(standing))
    for path, content in wanted.items():
        _refuse_links(out, path)
        if path in own:
            if exists(out / path):
                plan.unchanged.append(path)
            else:
                plan.write[path] = content
        else:
            _plan_file(plan, path, content, out / path, manifest)
    for path in manifest.files:
        if path in standing:
            continue
        if path not in wanted and is_inside(out, path) and exists(out / path):
            if _is_ours(path, out / path, manifest):
                plan.remove.append(path)
            else:
                plan.keep.append(path)
    return plan


def _stand(standing: Mapping[str, str], manifest: Manifest) -> bool:
    return all(manifest.files.get(path) == each for path, each in standing.items())


def _plan_file(
    plan: _Plan, path: str, content: bytes, place: Path, manifest: Manifest
) -> None:
    plan.hashes[path] = fresh = digest(content)
    written = manifest.files.get(path, "")
    mark = standing = mark_of(place)
    if standing not in (fresh, written) and is_plain_file(place):
        # Line ends may be others.
        standing = digest(place.read_bytes())
    if standing == fresh:
        plan.unchanged.append(path)
    elif not mark or (standing and standing == written):
        plan.write[path] = content
        plan.marks[path] = mark, mark_of_content(content) if b"\r" in content else fresh
    else:
        # As it was last written, so that undoing the change gives the file back to us.
        plan.hashes[path] = written
        plan.keep.append(path)


def _is_ours(path: str, place: Path, manifest: Manifest) -> bool:
    """Whether the file is as a run wrote it."""
    return is_plain_file(place) and digest(place.read_bytes()) == manifest.files.get(
        path
    )


def differs(place: Path, content: bytes) -> bool:
    """Whether something other than `content` stands at `place`, line ends aside."""
    return not is_plain_file(place) or digest(place.read_bytes()) != digest(content)


def _refuse_links(out: Path, path: str) -> None:
    if not is_inside(out, path):
        raise _error(
            "HW803",
            str(out / path),
            "a folder on the way is a link, or no folder",
            advice="put a folder in its place; links may lead out of the output folder",
        )


# --- carrying out ---------------------------------------------------------------------


def _carry_out(
    plan: _Plan, out: Path, beside: Mapping[Path, bytes], manifest: Manifest
) -> None:
    text = manifest_text(manifest).encode()
    place = out / NAME
    same = is_plain_file(place) and place.read_bytes() == text
    if same and not (plan.write or plan.remove or beside):
        return
    with Transaction(out) as transaction:
        for path, content in plan.write.items():
            marks = plan.marks.get(path)
            transaction.put(out / path, content, lasting=False, marks=marks)
        for where, content in beside.items():
            transaction.put(where, content)
        for path in plan.remove:
            transaction.remove(out / path)
        transaction.put(place, text)
        transaction.commit()


# --- saying ---------------------------------------------------------------------------


def _report_kept(plan: _Plan, out: Path, findings: Findings) -> None:
    for path in plan.keep:
        made = path in plan.hashes
        findings.add(
            Finding(
                code="HW805",
                severity="warning",
                message="the file was changed by hand"
                + ("" if made else ", and is no longer made"),
                place=Place(page=str(out / path)),
                made_of_it="it is left as it is",
                advice=(
                    "delete it to have it written again"
                    if made
                    else "delete it when you need it no more"
                ),
            )
        )


def unified_diff(path: str, old: bytes, new: bytes) -> str:
    """Unified diff of two texts; empty where one of them is no text."""
    try:
        before, after = (text.decode().splitlines(True) for text in (old, new))
    except UnicodeDecodeError:
        return ""
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@contextlib.contextmanager
def reported(out: Path) -> Iterator[None]:
    """Says of an error of the system what it means for the user."""
    try:
        yield
    except ManifestError as error:
        raise _error(
            "HW804",
            str(out / NAME),
            f"the manifest can't be used: {error}",
            advice="restore it from version control; without it, files that differ"
            " from what would be written count as changed by hand",
        ) from None
    except OSError as error:
        where = str(error.filename or out)
        raise _error(
            "HW802",
            where,
            f"{_REASONS.get(error.errno or 0, _OTHER)}: {error.strerror}",
        ) from error


_OTHER = "the output can't be written"
_REASONS = {
    errno.ENOSPC: "there is no room for the output",
    errno.EDQUOT: "there is no room for the output",
    errno.EACCES: "the output may not be written here",
    errno.EPERM: "the output may not be written here",
    errno.EROFS: "the output may not be written here",
    errno.ENOTDIR: "the output needs a folder here",
    errno.EEXIST: "the output needs a folder here",
    errno.EISDIR: "the output needs a file here",
}


def _error(code: str, where: str, message: str, advice: str = "") -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code=code,
            severity="error",
            message=message,
            place=Place(page=where),
            made_of_it="nothing was changed",
            advice=advice,
        ),
        status=1,
    )
