"""The whole job beside its peers, and what is left to do of it when little has changed.

    python tests/benchmarks/peers.py [--rounds N] [--site NAME=FOLDER] [--sizes 100 1000]
        [--dense 100] [--peers NAME] [--out FILE]

For the three endpoints, for folders of pages of your own, and for drawn sites of so many
operations, with a model to two of them or, `--dense`, with two to each: `helpwright generate` from the pages to spec, document, models, client and
server; and each peer on the OpenAPI document that came of it. Then `helpwright generate`
again, with nothing changed and with one page changed. CPU seconds and memory of whole
processes, in turn. Needs the `bench` extra, and Java for openapi-generator.

`--out` keeps the figures as JSON, case by case; `plot.py` draws them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from large import write_site
from measure import ROOT, Cost, cost, cpu, in_turn, peak

OURS = "helpwright"
FIRST = "openapi-python-client"
Runs = dict[str, Callable[[], Cost]]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--site", action="append", default=[], metavar="NAME=FOLDER")
    options.add_argument("--sizes", type=int, nargs="*", default=[100, 1000])
    options.add_argument("--dense", type=int, nargs="*", default=[])
    options.add_argument("--out", type=Path)
    options.add_argument("--peers", nargs="*", default=list(PEERS), metavar="NAME")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for case, folder in _cases(given, Path(name)):
            # A round of the largest takes minutes, and is not moved by a cold cache.
            rounds = given.rounds if "1000 " not in case else 1
            costs = in_turn(_runs(folder, given.peers), rounds, warm=rounds > 1)
            runs = _report(case, costs)
            if given.out:
                _keep(given.out, case, {"rounds": rounds, "runs": runs})


def _keep(place: Path, case: str, found: dict[str, object]) -> None:
    """Puts the figures of a case among those that are there of others."""
    figures = {"python": "", "cases": {}}
    if place.is_file():
        figures = json.loads(place.read_text(encoding="utf-8"))
    figures["python"] = sys.version.split()[0]
    figures["cases"] |= {case: found}  # type: ignore[operator]
    place.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _cases(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Each case with its folder, which has a folder of pages."""
    given = {"three endpoints": ROOT / "specs" / "pages"}
    for site in options.site:
        name, _, pages = site.partition("=")
        given[name] = Path(pages)
    for name, pages in given.items():
        case = folder / name.replace(" ", "-")
        shutil.copytree(pages, case / "pages")
        yield name, case
    for size in options.sizes:
        write_site(size, folder / str(size) / "pages")
        yield f"{size} operations", folder / str(size)
    for size in options.dense:
        write_site(size, folder / f"dense-{size}" / "pages", dense=True)
        yield f"{size} operations, {2 * size} models", folder / f"dense-{size}"


def _runs(folder: Path, peers: Sequence[str]) -> Runs:
    kept = folder / "kept"
    _project(kept, folder / "pages")
    _generate(kept)
    document = folder / "openapi.json"
    shutil.copy(kept / "output" / "openapi.json", document)
    changes = _changes(sorted((folder / "pages").rglob("*.html"))[1:])

    def whole() -> Cost:
        fresh = folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        _project(fresh, folder / "pages")
        return _generate(fresh)

    def one_page() -> Cost:
        next(changes)
        return _generate(kept)

    return {
        OURS: whole,
        **{name: _peer(name, folder, document) for name in peers},
        "nothing changed": lambda: _generate(kept),
        "one page changed": one_page,
    }


def _project(folder: Path, pages: Path) -> None:
    folder.mkdir()
    settings = f'pages = ["{pages.as_posix()}"]\n'
    (folder / "helpwright.toml").write_text(settings, encoding="utf-8")


def _generate(project: Path) -> Cost:
    return cost([sys.executable, "-m", "helpwright", "generate"], project)


def _changes(pages: list[Path]) -> Iterator[None]:
    """Each time, another word in the first paragraph of the next page that has one."""
    for number in range(1, 1000):
        for page in pages:
            text = page.read_text(encoding="utf-8-sig")
            words, end, rest = text.partition(".</p>")
            if end:
                page.write_text(f"{words}, change {number}{end}{rest}", "utf-8")
                yield


# --- peers ----------------------------------------------------------------------------

_CODEGEN = (
    *("{python}", "-m", "datamodel_code_generator", "--disable-warnings"),
    *("--input-file-type", "openapi"),
)
PEERS: Mapping[str, tuple[str, ...]] = {
    FIRST: (
        *("{python}", "-m", "openapi_python_client", "generate", "--overwrite"),
        *("--path", "{document}", "--output-path", "{out}"),
    ),
    "datamodel-code-generator, models": (
        *_CODEGEN,
        *("--input", "{document}", "--output", "{out}/models.py"),
    ),
    "datamodel-code-generator, models, no black": (
        *_CODEGEN,
        *("--input", "{document}", "--output", "{out}/models.py"),
        *("--formatters", "builtin"),
    ),
    "datamodel-code-generator, client": (
        *_CODEGEN,
        *("--input", "{document}", "--output", "{out}/models.py"),
        *("--generate-client", "httpx2", "--client-output", "{out}/client"),
        *("--client-package", "client", "--client-model-package", "models"),
        *("--client-server-base-url", "https://api.example.com"),
    ),
    "datamodel-code-generator, server": (
        *_CODEGEN,
        *("--input", "{document}", "--output", "{out}/models.py"),
        *("--generate-server", "fastapi", "--server-output", "{out}/server"),
        *("--server-package", "server", "--server-model-package", "models"),
    ),
    "openapi-generator, python": (
        *("{java}", "-jar", "{jar}", "generate", "-g", "python"),
        *("-i", "{document}", "-o", "{out}"),
    ),
    "openapi-generator, python-fastapi": (
        *("{java}", "-jar", "{jar}", "generate", "-g", "python-fastapi"),
        *("-i", "{document}", "-o", "{out}"),
    ),
}


def _peer(name: str, folder: Path, document: Path) -> Callable[[], Cost]:
    out = folder / "peer"
    found = importlib.util.find_spec("openapi_generator_cli")
    places = {
        "python": sys.executable,
        "java": shutil.which("java") or "java",
        "jar": (
            Path(found.origin).with_name("openapi-generator.jar")
            if found and found.origin
            else ""
        ),
        "document": document,
        "out": out,
    }
    command = [argument.format(**places) for argument in PEERS[name]]

    def run() -> Cost:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        try:
            measured = cost(command, folder)
        except (RuntimeError, OSError) as error:
            # Some of them can't make anything of some documents.
            print(str(error)[-300:], file=sys.stderr)
            return Cost(cpu=math.nan, peak=math.nan)
        if not any(out.iterdir()):
            print(f"{name} has made nothing", file=sys.stderr)
            return Cost(cpu=math.nan, peak=math.nan)
        return measured

    return run


# --- saying ---------------------------------------------------------------------------


def _report(case: str, costs: Mapping[str, list[Cost]]) -> dict[str, dict[str, float]]:
    """Prints what each run of a case costs, and gives it back."""
    print(case)
    fresh, first = cpu(costs[OURS]), cpu(costs[FIRST])
    found = {}
    for name, measured in costs.items():
        if math.isnan(cpu(measured)):
            print(f"  {name:44}  fails")
            continue
        again = name.endswith("changed")
        ratio = cpu(measured) / (fresh if again else first)
        print(
            f"  {name:44}{cpu(measured):8.2f} s {peak(measured):6.0f} MiB {ratio:7.3f}× "
            f"{OURS if again else FIRST}",
            flush=True,
        )
        found[name] = {"cpu": round(cpu(measured), 3), "peak": round(peak(measured))}
    return found


if __name__ == "__main__":
    main()
