"""`python -m helpwright`."""

import sys

from helpwright.cli import program

sys.exit(program())
