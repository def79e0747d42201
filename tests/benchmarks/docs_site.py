"""What the documentation site of a large API costs.

    python tests/benchmarks/docs_site.py [--sizes 100,1000]

The help pages are drawn as in `large.py`. Target: 60 s of wall time on two cores for 1,000
operations, and every page below 150 KB with its styles and scripts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from large import write_site
from measure import cost

TARGET_SECONDS = 60
TARGET_BYTES = 150_000


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--sizes", default="100,1000")
    for size in map(int, options.parse_args().sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            report(size, Path(folder))


def report(size: int, folder: Path) -> None:
    """Prints what the site of `size` operations costs."""
    write_site(size, folder / "pages")
    command = [sys.executable, "-m", "helpwright", "docs", "pages", "--out", "site"]
    began = time.perf_counter()
    spent = cost(command, folder)
    seconds = time.perf_counter() - began
    site = folder / "site"
    pages = [path.stat().st_size for path in site.rglob("*.html")]
    shared = ("site.css", "site.js", "theme.js")
    loaded = sum((site / "assets" / name).stat().st_size for name in shared)
    heaviest = max(pages) + loaded
    search = (site / "assets" / "search.js").stat().st_size
    print(
        f"{size} operations: {len(pages)} pages in {seconds:.1f} s "
        f"({spent.cpu:.1f} s CPU, {spent.peak:.0f} MiB); the heaviest page is "
        f"{heaviest / 1000:.0f} KB, search {search / 1000:.0f} KB"
    )
    if size == 1000:
        assert seconds <= TARGET_SECONDS, "takes too long"
    assert heaviest < TARGET_BYTES, "a page is too heavy"


if __name__ == "__main__":
    main()
