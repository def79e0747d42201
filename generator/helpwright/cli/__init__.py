"""The command line: the only place that prints and that decides the exit status.

0 done, warnings allowed; 1 done, but something could not be read, or a check found a
difference; 2 wrong use or configuration.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence

from helpwright.cli.arguments import parser


def program(argv: Sequence[str] | None = None) -> int:
    """`main` as a process of its own, which ends with it."""
    status = main(argv)
    # What is left goes with the process: a last search for cycles in it is in vain.
    gc.freeze()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status. Never lets an error out."""
    given = sys.argv[1:] if argv is None else argv
    options = parser(given).parse_args(given)
    # A run builds large values and keeps them to its end: looking for garbage every 700
    # objects costs a tenth of its time and finds none.
    gc.set_threshold(1_000_000, 50, 100)
    _replace_closed_streams()
    try:
        # Each command is a module of its own: what it imports is paid for only by it.
        command = importlib.import_module(f"helpwright.cli.{options.command}")
        status: int = command.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader of a pipe, `head` say, has gone; Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("helpwright: interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        if options.traceback:
            raise
        from helpwright.cli.failures import explain

        return explain(error)


def _replace_closed_streams() -> None:
    """Stands in for streams that the caller has closed, which Python has as None.

    Who can't be told anything is not told; results that nobody can get are an error.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        # Writing to it is an OSError.
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115
