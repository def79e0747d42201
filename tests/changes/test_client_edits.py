"""Random edits of pages, judged by what they do to the emitted client and its tests.

`tests/benchmarks/edits.py` does the same a thousand times, with a type checker.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from edit_trials import trials

pytestmark = [
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore::Warning"),
]


def test_no_edit_that_breaks_a_test_of_the_client_is_called_harmless(
    tmp_path: Path,
) -> None:
    found = list(trials(1, 8, tmp_path))
    wrong = [
        ([change.message for change in trial.changes], trial.broken[:3])
        for trial in found
        if trial.is_harmless and trial.broken
    ]
    assert wrong == []
    # Edits that were all harmless, or all harmful, would show nothing.
    assert any(trial.is_harmless for trial in found)
    assert sum(bool(trial.broken) for trial in found) > 3
