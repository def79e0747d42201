"""`python3 generator [ARGS]`: Helpwright from a checkout, set up on first use.

Without arguments it generates what helpwright.toml beside this folder says. This file
keeps to a syntax that old interpreters read, so that they can say what is missing.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "helpwright: Python 3.11 or later is needed; this is Python %d.%d (%s)\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

import environment


def main():  # type: ignore[no-untyped-def]
    """Runs the command line in the checkout's own environment."""
    try:
        python = environment.interpreter(".venv", ["fetch"])
    except environment.SetupError as error:
        sys.stderr.write("helpwright: %s\n" % error)
        return 2
    if not environment.runs_in(python):
        return environment.replace_by([python] + sys.orig_argv[1:])
    from helpwright.cli import program

    if len(sys.argv) == 1:
        os.chdir(environment.ROOT)
    return program(sys.argv[1:] or ["generate"])


if __name__ == "__main__":
    sys.exit(main())
