"""Entries of the cache lie many to a file, and the folder holds little that is dead."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from helpwright import packs
from helpwright.packs import Packs


def name(number: int) -> str:
    return f"{number:064x}"


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def test_many_entries_are_one_file(tmp_path: Path) -> None:
    written = Packs(tmp_path / "new" / "cache")
    for number in range(500):
        written.put(name(number), b"%d" % number)
    assert written.get(name(7)) == b"7"
    written.flush()
    assert len(list((tmp_path / "new" / "cache").iterdir())) == 1
    read = Packs(tmp_path / "new" / "cache")
    assert [read.get(name(n)) for n in (0, 499, 500)] == [b"0", b"499", b""]


def test_no_more_is_held_than_a_pack(tmp_path: Path) -> None:
    written = Packs(tmp_path)
    for number in range(5):
        written.put(name(number), bytes([number]) * (packs._MOST_PENDING // 2))
    assert len(list(tmp_path.iterdir())) == 1
    written.flush()
    assert len(list(tmp_path.iterdir())) == 2
    assert Packs(tmp_path).get(name(4))[:1] == b"\4"


def test_what_cannot_be_written_is_only_not_there(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    written = Packs(tmp_path / "cache")
    written.put(name(1), b"1")
    written.flush()
    assert written.get(name(1)) == b""
    only_read = Packs(tmp_path / "other", writable=False)
    only_read.put(name(1), b"1")
    only_read.flush()
    assert not (tmp_path / "other").exists()


def test_a_pack_with_a_torn_entry_goes(tmp_path: Path) -> None:
    written = Packs(tmp_path)
    written.put(name(1), b"one")
    written.put(name(2), b"two")
    written.flush()
    (pack,) = tmp_path.iterdir()
    pack.write_bytes(pack.read_bytes()[:-1])
    read = Packs(tmp_path)
    assert read.get(name(2)) == b""
    read.put(name(2), b"two")
    read.keep_only({name(1), name(2)})
    assert not pack.exists()
    assert [Packs(tmp_path).get(name(n)) for n in (1, 2)] == [b"one", b"two"]


def test_a_torn_pack_is_made_anew_under_its_name(tmp_path: Path) -> None:
    for _ in range(2):
        written = Packs(tmp_path)
        if not written.get(name(1)):
            written.put(name(1), b"one")
        written.keep_only({name(1)})
        (pack,) = tmp_path.iterdir()
        assert Packs(tmp_path).get(name(1)) == b"one"
        pack.write_bytes(pack.read_bytes()[:-1])


def test_what_others_left_goes(tmp_path: Path) -> None:
    (tmp_path / "new-1-0").write_bytes(b"of a run that was killed")
    (tmp_path / name(1)).write_bytes(b"no pack")
    (tmp_path / "scalar.js").write_bytes(b"of somebody else")
    kept = Packs(tmp_path)
    kept.put(name(2), b"two")
    kept.keep_only({name(2)})
    assert sorted(path.name for path in tmp_path.iterdir())[1:] == ["scalar.js"]
    assert Packs(tmp_path).get(name(2)) == b"two"


@given(
    runs=st.lists(
        st.lists(st.integers(0, 12), min_size=1, max_size=12), min_size=1, max_size=12
    )
)
def test_what_lives_is_kept_and_what_is_dead_stays_below_it(
    runs: list[list[int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for live in runs:
            run = Packs(place)
            for number in live:
                if not run.get(name(number)):
                    run.put(name(number), bytes([number]) * 2_000)
            run.keep_only({name(number) for number in live})
            after = Packs(place)
            for number in live:
                assert after.get(name(number)) == bytes([number]) * 2_000
            bound = 2 * len(set(live)) * 2_000 + 4_000
            assert size(place) <= bound
