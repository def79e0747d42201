"""Pages that are given as addresses: fetched for the run, and forgotten after it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpwright.cli.console import Console
from helpwright.config import Config
from helpwright.diagnostics import Findings
from helpwright.value import replace


def is_address(page: str) -> bool:
    return page.lower().startswith(("http://", "https://"))


@contextmanager
def local_pages(
    config: Config, options: Namespace, findings: Findings, console: Console
) -> Iterator[Config]:
    """`config` with the pages of its addresses in folders that last for the block.

    A site that is asked for more than once is better mirrored by `helpwright fetch`.
    """
    if not any(map(is_address, config.pages)):
        yield config
        return
    # Whoever reads files only does not pay for these.
    from tempfile import TemporaryDirectory

    from helpwright.cli.login import courtesy, login
    from helpwright.sources.fetch import fetch

    with TemporaryDirectory(prefix="helpwright-") as top:
        pages = []
        for number, page in enumerate(config.pages):
            if is_address(page):
                folder = Path(top, str(number))
                fetch(
                    page,
                    folder,
                    findings,
                    login=login(options),
                    courtesy=courtesy(options),
                    limits=config.limits,
                    progress=console.progress,
                )
                page = str(folder)
            pages.append(page)
        yield replace(config, pages=tuple(pages))
