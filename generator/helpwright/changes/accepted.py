"""Changes that a person has seen and accepted: `specs/accepted.toml`.

[[accepted]]
fingerprint = "1f0c63b09a5e7d42"
reason = "We never sent this parameter."
"""

from __future__ import annotations

import tomllib

from helpwright.diagnostics import Finding, Findings
from helpwright.place import Place


def read_accepted(text: str, page: str, findings: Findings) -> dict[str, str]:
    """Fingerprints of accepted changes with the reason; `page` names the file.

    An entry without a reason is a finding and accepts nothing.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse(f"no valid TOML: {error}", page, findings)
        return {}
    for name, entries in tables.items():
        if name != "accepted" or not isinstance(entries, list):
            _refuse(f"{name} is no list of entries [[accepted]]", page, findings)
    entries = tables.get("accepted")
    accepted = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
        fingerprint = entry.get("fingerprint") if isinstance(entry, dict) else None
        reason = entry.get("reason") if isinstance(entry, dict) else None
        if isinstance(fingerprint, str) and isinstance(reason, str) and reason.strip():
            accepted[fingerprint] = reason.strip()
        else:
            _refuse(f"entry {number} needs a fingerprint and a reason", page, findings)
    return accepted


def _refuse(message: str, page: str, findings: Findings) -> None:
    findings.add(
        Finding(
            code="HW410",
            severity="error",
            message=message,
            place=Place(page=page),
            made_of_it="it accepts nothing; the other entries count",
            advice='write [[accepted]] with fingerprint = "…" and reason = "…"',
        )
    )
