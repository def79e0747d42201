"""`python3 tests [PYTEST ARGS]`: the tests, under each supported Python that is here.

This file keeps to a syntax that old interpreters read, so that they can say what is
missing.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "helpwright: Python 3.11 or later is needed; this is Python %d.%d (%s)\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

TESTS = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(TESTS), "generator")]

import matrix

if __name__ == "__main__":
    sys.exit(matrix.main(sys.argv[1:]))
