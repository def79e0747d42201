"""The whole job on sites of 100 and of 1,000 operations, and on changes of them.

    python tests/benchmarks/large.py [--rounds N] [--sizes 100 1000]

Pages are rendered as the newest generation of the package would: an action page each, and
a page for each of as many models as there are pairs of operations. Runs, in CPU seconds
of whole processes: everything into an empty folder, again with nothing changed, and again
with one page changed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import ROOT, Cost, cost, cpu, in_turn, peak

sys.path.insert(0, str(ROOT / "tests" / "rendering"))

from help_pages import (
    Action,
    Controller,
    ModelPage,
    Row,
    Shown,
    Site,
    Type,
    render_site,
)

JSON = "application/json, text/json"
TYPES = ("string", "integer", "decimal number", "date", "boolean")
VALUES = ('"sample string {}"', "{}", "{}.0", '"2026-02-03T04:05:06+00:00"', "true")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--sizes", type=int, nargs="*", default=[100, 1000])
    given = options.parse_args()
    print(f"median of {given.rounds} rounds, Python {sys.version.split()[0]}")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            report(size, Path(folder), given.rounds)


def report(size: int, folder: Path, rounds: int) -> None:
    """Prints what each run costs on a site of `size` operations."""
    write_site(size, folder / "pages")
    costs = in_turn(_runs(folder), rounds)
    fresh = cpu(costs["fresh"])
    for name, measured in costs.items():
        print(
            f"{size:6} operations, {name:18}{cpu(measured):8.2f} s CPU "
            f"{peak(measured):6.0f} MiB {cpu(measured) / fresh:6.3f}×"
        )


def write_site(size: int, folder: Path, *, dense: bool = False) -> None:
    """Writes a site of `size` operations, ten to a controller, two to a model.

    A `dense` one has two models to an operation, one that is sent and one that is answered.
    """
    count = 2 * size if dense else (size + 1) // 2
    models = [ModelPage(f"Item{n}", rows=_rows(n)) for n in range(count)]
    if dense:
        actions = [_exchange(n, *models[2 * n : 2 * n + 2]) for n in range(size)]
    else:
        actions = [_action(n, models[n // 2]) for n in range(size)]
    controllers = tuple(
        Controller(f"Group{n // 10}", actions=tuple(actions[n : n + 10]))
        for n in range(0, size, 10)
    )
    pages = render_site(Site(controllers, tuple(models)), "5.2")
    folder.mkdir(parents=True)
    for number, text in enumerate(pages.values()):
        (folder / f"{number:05}.html").write_text(text, encoding="utf-8")


def _rows(number: int) -> tuple[Row, ...]:
    return tuple(
        Row(f"Member{n}", Type(TYPES[(n + number) % len(TYPES)]), f"What {n} holds.")
        for n in range(20)
    )


def _shown(model: ModelPage) -> Shown:
    values = ",\n  ".join(
        f'"{row.name}": {VALUES[TYPES.index(row.type.text)].format(n + 1)}'
        for n, row in enumerate(model.rows)
    )
    return Shown(
        Type("{}", (model.name,)),
        rows=model.rows,
        samples=((JSON, f"{{\n  {values}\n}}"),),
    )


def _exchange(number: int, sent: ModelPage, answered: ModelPage) -> Action:
    path = f"api/group{number // 10}/item{number}"
    return Action(
        "POST",
        path,
        f"Adds item {number}.",
        body=_shown(sent),
        result=_shown(answered),
    )


def _action(number: int, model: ModelPage) -> Action:
    path = f"api/group{number // 10}/item{number // 2}"
    shown = _shown(model)
    if number % 2:
        return Action("POST", path, f"Adds item {number}.", body=shown, result=shown)
    key = Row("id", Type("integer"), "Key.", ("Required",))
    address = f"{path}/{{id}}"
    return Action("GET", address, f"Gets item {number}.", uri=(key,), result=shown)


def _runs(folder: Path) -> dict[str, Callable[[], Cost]]:
    fresh, kept = folder / "fresh", folder / "kept"
    for project in (fresh, kept):
        project.mkdir()
        settings = f'pages = ["{(folder / "pages").as_posix()}"]\n'
        (project / "helpwright.toml").write_text(settings, encoding="utf-8")
    changed = folder / "pages" / "00005.html"
    text = changed.read_text(encoding="utf-8")
    rounds = iter(range(1000))
    _generate(kept)

    def whole() -> Cost:
        shutil.rmtree(fresh / "output", ignore_errors=True)
        shutil.rmtree(fresh / ".helpwright", ignore_errors=True)
        return _generate(fresh)

    def again() -> Cost:
        return _generate(kept)

    def one() -> Cost:
        new = text.replace("What 3 holds.", f"What 3 holds, {next(rounds)}.")
        changed.write_text(new, encoding="utf-8")
        try:
            return _generate(kept)
        finally:
            changed.write_text(text, encoding="utf-8")
            _generate(kept)

    return {"fresh": whole, "nothing changed": again, "one page changed": one}


def _generate(project: Path) -> Cost:
    return cost([sys.executable, "-m", "helpwright", "generate"], project)


if __name__ == "__main__":
    main()
