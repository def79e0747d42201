"""Takes out the defence that the environment names: see `.ci/mutations`."""

from __future__ import annotations

import os

from defences import MUTATIONS, take_out

if WITHOUT := os.environ.get("HELPWRIGHT_WITHOUT", ""):
    take_out(MUTATIONS[int(WITHOUT)])
