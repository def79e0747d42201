"""Which pages were made by a generator that leaves nullable values out of its count.

An application can carry a generator of its own that counts nullable values like all
others. Then nothing starts again at 1, and everything looks as if it could not be null. So
a page is believed about that only where some value starts again on it, or on another page
of the same API. Pages are of one API where an index lists them, where their addresses have
one host, or where they show the same model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from helpwright.diagnostics import Finding, Findings
from helpwright.evidence.exhibits import Exhibit
from helpwright.evidence.graph import Group
from helpwright.evidence.numbering import Solution
from helpwright.evidence.steps import Numbered
from helpwright.spec import Api


def trusted_groups(
    api: Api, solutions: Mapping[Group, Solution], findings: Findings
) -> set[Group]:
    """The groups whose numbering may prove that a value is not nullable.

    Numbers that come out right in no way, and APIs that are not believed, are findings.
    """
    sites = _Sites(api)
    pages = {group: _pages(group) for group in solutions}
    for found in pages.values():
        sites.join(found)
    restarting = {
        sites.of(page)
        for solution in solutions.values()
        for page in _pages_with_restart(solution)
    }
    trusted = {
        group
        for group, found in pages.items()
        if any(sites.of(page) in restarting for page in found)
    }
    doubted: dict[str, Exhibit] = {}
    for group, solution in solutions.items():
        for each in solution.broken:
            _report_broken(group, each, findings)
        if group not in trusted and _looks_decided(solution):
            exhibit = min(
                (each.seen.exhibit for each in solution.objects),
                key=lambda exhibit: (exhibit.place.page, exhibit.place.line),
            )
            site = sites.of(exhibit.place.page)
            known = doubted.setdefault(site, exhibit)
            doubted[site] = min(
                (known, exhibit), key=lambda e: (e.place.page, e.place.line)
            )
    for exhibit in doubted.values():
        _report_doubt(exhibit, findings)
    return trusted


def _looks_decided(solution: Solution) -> bool:
    return any(
        options.decided and options.takes for options in solution.options.values()
    )


def _report_doubt(exhibit: Exhibit, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW311",
            severity="note",
            message="no value of this API starts again at 1, as nullable ones do",
            place=exhibit.at(exhibit.root.line),
            made_of_it="nothing was taken to be proved not nullable:"
            " the generator of the samples may have been changed",
        )
    )


def _report_broken(group: Group, each: Numbered, findings: Findings) -> None:
    name = group.name or group.derived
    findings.add(
        Finding(
            code="HW313",
            severity="note",
            message=f"the numbers in a sample of {name} come out right in no way",
            place=each.seen.exhibit.at(each.seen.node.line),
            made_of_it="where they do not, it was left open what may be null",
        )
    )


def _pages(group: Group) -> list[str]:
    return sorted({seen.exhibit.place.page for seen in group.seen})


def _pages_with_restart(solution: Solution) -> Iterable[str]:
    for each in solution.objects:
        for key, step in zip(each.keys, each.steps, strict=True):
            options = solution.options.get(key)
            if options and step and step.kind == "shown" and not options.takes:
                yield each.seen.exhibit.place.page


class _Sites:
    """Pages as far as they are known to be of one API."""

    def __init__(self, api: Api) -> None:
        self._into: dict[str, str] = {}
        if any(page.kind == "index" for page in api.pages):
            self.join([page.name for page in api.pages])
        by_host: dict[str, list[str]] = {}
        for page in api.pages:
            if host := urlsplit(page.address).netloc:
                by_host.setdefault(host, []).append(page.name)
        for names in by_host.values():
            self.join(names)

    def of(self, page: str) -> str:
        while (into := self._into.get(page, page)) != page:
            page = into
        return page

    def join(self, pages: Iterable[str]) -> None:
        first = ""
        for page in pages:
            here = self.of(page)
            first = first or here
            if here != first:
                self._into[here] = first
