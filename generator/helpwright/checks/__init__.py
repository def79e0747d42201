"""Checks: what is wrong with the documentation itself.

Nothing here changes what is made of the pages. A check compares what they say with what
they say elsewhere, and reports where the two can't both be right.
"""

from __future__ import annotations

from helpwright.checks.bounds import check_bounds
from helpwright.checks.descriptions import check_descriptions
from helpwright.checks.operations import check_operations
from helpwright.checks.samples import check_samples
from helpwright.checks.secrets import check_secrets
from helpwright.diagnostics import Findings
from helpwright.limits import DEFAULTS, Limits
from helpwright.spec import Api

__all__ = ["check"]


def check(api: Api, findings: Findings, limits: Limits = DEFAULTS) -> None:
    """Reports what is wrong with the documentation of `api`."""
    check_operations(api, findings)
    check_bounds(api, findings)
    check_descriptions(api, findings)
    check_samples(api, findings, limits)
    check_secrets(api, findings, limits)
