"""`python -m helpwright`."""

import sys

from helpwright.cli import main

sys.exit(main())
