"""Names that a file gives are hostile text, and many may want the same one."""

from __future__ import annotations

import time

from timing import timed

from helpwright.names.scope import Claim, Scope


def test_half_of_a_character_is_no_name() -> None:
    scope = Scope(reserved=(), alive=["a"], wishes=[{"a": "\ud800"}])
    assert scope.assign([Claim(key="a", names=["b"])]) == {"a": "b"}


@timed
def test_many_of_one_name_get_numbers_in_time_that_grows_with_their_count() -> None:
    claims = [Claim(key=f"{n:05}", names=["a"]) for n in range(8_000)]
    start = time.process_time()
    given = Scope(reserved={"a_3"}, alive=()).assign(claims)
    assert time.process_time() - start < 2
    assert list(given.values())[:5] == ["a", "a_", "a_2", "a_4", "a_5"]
    assert len(set(given.values())) == 8_000
