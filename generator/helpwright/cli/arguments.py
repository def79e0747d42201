"""What each command takes. Imports next to nothing, so that `--help` is instant."""

from __future__ import annotations

from argparse import (
    ArgumentParser,
    ArgumentTypeError,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Mapping, Sequence

from helpwright import __version__

_PAGES = "a file, a folder or an address of help pages, HTML or text"


def parser(given: Sequence[str] = ()) -> ArgumentParser:
    """The parser of the command line `given`.

    Where that begins with a command, the parser knows this one alone: to set up all of
    them takes longer than to see that there is nothing to do.
    """
    top = ArgumentParser(
        prog="helpwright",
        description="Reads ASP.NET Web API help pages into OpenAPI, a typed client and "
        "a server skeleton.",
        epilog="example:\n  helpwright generate pages/ --out vendor",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"helpwright {__version__}")
    common = ArgumentParser(add_help=False)
    common.add_argument(
        "--traceback",
        action="store_true",
        help="show where in Helpwright an unexpected error came from",
    )
    commands = top.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        title="commands",
        prog="helpwright",
    )
    chosen = given[:1] if given and given[0] in _COMMANDS else _COMMANDS
    for name in chosen:
        summary, examples, takes = _COMMANDS[name]
        takes(
            commands.add_parser(
                name,
                help=summary,
                description=f"{summary[0].upper()}{summary[1:]}.",
                epilog="example:\n" + "\n".join(f"  {line}" for line in examples),
                formatter_class=RawDescriptionHelpFormatter,
                parents=[common],
            )
        )
    return top


def _generate(command: ArgumentParser) -> None:
    command.add_argument("pages", nargs="*", metavar="PAGES", help=_PAGES)
    command.add_argument(
        "--out",
        metavar="DIR",
        help="write everything under DIR, and read no configuration "
        "(default without configuration: ./output)",
    )
    # What looks writes nothing, what watches writes.
    ways = command.add_mutually_exclusive_group()
    ways.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when something would change",
    )
    ways.add_argument(
        "--watch",
        action="store_true",
        help="generate again whenever pages, templates, corrections or the "
        "configuration change",
    )
    _config(command)
    _network(command)


def _init(command: ArgumentParser) -> None:
    command.add_argument(
        "pages",
        nargs="?",
        metavar="PAGES",
        help="the folder or the address of the help pages (default: pages)",
    )
    command.add_argument(
        "--package",
        default="api_client",
        metavar="NAME",
        help="import name of the package (default: api_client)",
    )
    command.add_argument(
        "--out",
        default="output",
        metavar="DIR",
        help="the folder that is generated into (default: output)",
    )


def _openapi(command: ArgumentParser) -> None:
    command.add_argument("pages", nargs="+", metavar="PAGES", help=_PAGES)
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE, not to standard output"
    )
    command.add_argument(
        "--sources", action="store_true", help="say where each fact stands (x-source)"
    )
    _config(command)
    _network(command)


def _lint(command: ArgumentParser) -> None:
    command.add_argument("pages", nargs="*", metavar="PAGES", help=_PAGES)
    command.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to print the findings (default: text)",
    )
    command.add_argument(
        "--strict", action="store_true", help="let warnings fail as errors do"
    )
    _config(command)
    _network(command)


def _explain(command: ArgumentParser) -> None:
    command.add_argument(
        "pointer",
        nargs="?",
        metavar="POINTER",
        help="Model.Member, 'VERB /path', or a JSON pointer into the spec or the "
        "OpenAPI document",
    )
    command.add_argument(
        "--open",
        action="store_true",
        help="list what is undecided, and what would decide it",
    )
    command.add_argument(
        "--corrections",
        action="store_true",
        help="list the corrections and the overlays' actions that took effect",
    )
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how to print it (default: text)",
    )
    command.add_argument(
        "--spec",
        metavar="FILE",
        help="the spec to ask (default: as configured, or output/spec.json)",
    )
    _config(command)


def _mock(command: ArgumentParser) -> None:
    from helpwright.cli import mock_arguments

    mock_arguments.add(command, _PAGES)
    _config(command)
    _network(command)


def _docs(command: ArgumentParser) -> None:
    command.add_argument("pages", nargs="*", metavar="PAGES", help=_PAGES)
    command.add_argument(
        "--out",
        dest="site",
        metavar="DIR",
        help="the folder of the site (default: as configured, or site)",
    )
    command.add_argument(
        "--since",
        metavar="OLD",
        help="add a page of what has changed since OLD: a spec, pages, an address, or "
        "REVISION:PATH",
    )
    command.add_argument(
        "--markdown",
        action="store_true",
        help="write the Markdown pages alone, for a git host or a site of your own",
    )
    command.add_argument(
        "--serve",
        action="store_true",
        help="write nothing; serve the site, and again whenever something changes",
    )
    command.add_argument(
        "--port",
        type=int,
        default=8000,
        help="of --serve; 0 takes a free one (default: 8000)",
    )
    _config(command)
    _network(command)


def _observe(command: ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE.har",
        help="traffic recorded by a browser, by mitmproxy or by an emitted client",
    )
    command.add_argument(
        "--spec", metavar="FILE", help="the spec to match (default: as configured)"
    )
    command.add_argument(
        "--into",
        metavar="FILE",
        help="where the observations go (default: as configured, or observed.json "
        "beside the spec)",
    )
    command.add_argument(
        "--fresh", action="store_true", help="forget what was observed before"
    )
    _config(command)


def _diff(command: ArgumentParser) -> None:
    state = "a spec, pages, an address, or REVISION:PATH in this repository"
    command.add_argument("old", metavar="OLD", help=state)
    command.add_argument("new", metavar="NEW", help=state)
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json", "changelog"),
        default="text",
        help="how to print the changes (default: text)",
    )
    command.add_argument(
        "--accepted",
        metavar="FILE",
        help="changes that were accepted (default: as configured)",
    )
    command.add_argument(
        "--fail-on",
        choices=("wire-breaking", "code-breaking", "addition", "documentation"),
        metavar="VERDICT",
        help="exit with 1 when a change is at or above VERDICT: wire-breaking, "
        "code-breaking, addition or documentation",
    )
    _config(command)
    _network(command)


def _fetch(command: ArgumentParser) -> None:
    command.add_argument(
        "address", metavar="URL", help="the index of the help pages, or one of them"
    )
    command.add_argument(
        "--into",
        metavar="DIR",
        help="where the pages go (default: a folder named after the host)",
    )
    _network(command)


def _network(command: ArgumentParser) -> None:
    group = command.add_argument_group(
        "addresses", "What is given here goes to the site's own origin, and no file."
    )
    group.add_argument(
        "--rate",
        type=_rate,
        default=5.0,
        metavar="N",
        help="requests a second, at most (default: 5)",
    )
    group.add_argument(
        "--header",
        action="append",
        default=[],
        metavar="'NAME: VALUE'",
        help="send a header; @FILE reads one a line from FILE",
    )
    group.add_argument("--cookie", metavar="COOKIES", help="send cookies: 'a=1; b=2'")
    group.add_argument(
        "--user",
        metavar="NAME[:PASSWORD]",
        help="basic authentication; the password is taken from HELPWRIGHT_PASSWORD, "
        "or asked for, where it is left out",
    )


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0
    if not 0 < rate <= 1000:
        raise ArgumentTypeError("a number above 0, at most 1000")
    return rate


def _config(command: ArgumentParser) -> None:
    command.add_argument(
        "--config",
        metavar="FILE",
        help="the configuration (default: helpwright.toml, or [tool.helpwright] in "
        "pyproject.toml, here or in a folder above)",
    )


_COMMANDS: Mapping[
    str, tuple[str, tuple[str, ...], Callable[[ArgumentParser], None]]
] = {
    "generate": (
        "read help pages and write spec, OpenAPI document, client and server",
        (
            "helpwright generate                       as helpwright.toml says",
            "helpwright generate pages/ --out vendor   everything under vendor/",
            "helpwright generate --check               is what was written current?",
        ),
        _generate,
    ),
    "openapi": (
        "write only the OpenAPI document",
        ("helpwright openapi pages/ -o openapi.json",),
        _openapi,
    ),
    "init": (
        "write a configuration, corrections and a workflow for a project",
        (
            "helpwright init https://vendor.example/Help --package vendor",
            "helpwright init pages/",
        ),
        _init,
    ),
    "lint": (
        "list what is doubtful in help pages, and what is wrong with them",
        ("helpwright lint pages/ --format sarif > pages.sarif",),
        _lint,
    ),
    "explain": (
        "show where a fact in the spec comes from",
        (
            "helpwright explain WorkNew.PriceListId",
            "helpwright explain 'POST /jobs.path' --spec specs/spec.json",
            "helpwright explain --open",
        ),
        _explain,
    ),
    "fetch": (
        "mirror a help site into a folder, politely, and only what is new",
        ("helpwright fetch https://vendor.example/Help --into pages",),
        _fetch,
    ),
    "observe": (
        "keep what recorded traffic shows: types, and no value",
        ("helpwright observe monday.har tuesday.har",),
        _observe,
    ),
    "mock": (
        "act out the vendor's server, from its pages alone",
        ("helpwright mock pages/ --port 8080 --state",),
        _mock,
    ),
    "docs": (
        "make a documentation site that can be published, or read from its files",
        (
            "helpwright docs                    as helpwright.toml says, into site/",
            "helpwright docs pages/ --out site",
            "helpwright docs --serve            read it while you edit what it is made of",
        ),
        _docs,
    ),
    "diff": (
        "say what changed in a documentation, and what it breaks",
        (
            "helpwright diff HEAD~1:specs/spec.json specs/spec.json",
            "helpwright diff old-pages/ pages/ --format markdown",
        ),
        _diff,
    ),
    "doctor": (
        "print what a maintainer needs for a report, with secrets masked",
        ("helpwright doctor",),
        _config,
    ),
}
"""What each is for, examples, and what adds its arguments."""
