"""What a sample is does not depend on how long it is."""

from __future__ import annotations

import time

import pytest
from timing import timed

from helpwright.interpret.samples import sample_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a=b" + "&a=b" * 100_000, "form"),
        ("a=b" + "&a=b" * 100_000 + "&", "text"),
        ('"' + "x" * 200_000 + '"', "json"),
        ('"' + "x" * 200_000, "text"),
    ],
)
@timed
def test_long_samples_are_what_short_ones_are(text: str, kind: str) -> None:
    begin = time.process_time()
    assert sample_kind(text) == kind
    assert time.process_time() - begin < 2
