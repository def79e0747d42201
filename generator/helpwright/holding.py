"""Which folders a run holds while it works, so that none is changed under it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from helpwright.config import Config
from helpwright.transaction import Patience, alone, is_unfinished, together


@contextlib.contextmanager
def writing(
    config: Config, say: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """For a run that writes what `config` asks for; a run that was cut off is finished.

    `say` hears of another run that is waited for. Raises HelpwrightError where that takes
    too long, or the folder can't be made.
    """
    patience, out = _patience(config, say), config.path(config.out)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(alone(out, beside(config), patience))
        except OSError:
            # Imported here: most runs have nothing to write.
            from helpwright.write.output import reported

            with reported(out):
                raise
        stack.enter_context(_pages(config, patience))
        yield


@contextlib.contextmanager
def reading(
    config: Config, say: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """The same for a run that only reads: pages, spec, output."""
    patience, out = _patience(config, say), config.path(config.out)
    with together(out, beside(config), patience), _pages(config, patience):
        yield


def beside(config: Config) -> tuple[Path, ...]:
    """The files outside the output folder that runs write."""
    names = (
        *(config.spec, config.openapi, config.names),
        *(config.changelog, config.corrections),
    )
    return tuple(
        config.path(name) for name in names if name and not config.below_out(name)
    )


@contextlib.contextmanager
def _pages(config: Config, patience: Patience) -> Iterator[None]:
    if is_unfinished(config.path(config.site)):
        with alone(config.path(config.site), patience=patience):
            pass
    with contextlib.ExitStack() as stack:
        for page in config.pages:
            stack.enter_context(together(config.path(page), patience=patience))
        yield


def _patience(config: Config, say: Callable[[str], None]) -> Patience:
    return Patience(seconds=config.limits.wait_seconds, say=say)
