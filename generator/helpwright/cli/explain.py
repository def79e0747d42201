"""`helpwright explain`: where a fact in the spec comes from, and what is still open."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from helpwright import config as configuration
from helpwright.config import Config
from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.holding import reading
from helpwright.openapi.dump import JSON, dumps
from helpwright.place import Place

if TYPE_CHECKING:
    from helpwright.explain import OpenQuestion


def run(options: Namespace) -> int:
    """Runs the command and returns its exit status."""
    from helpwright import spec_json
    from helpwright.explain import (
        AddressError,
        as_json,
        as_text,
        corrections_as_text,
        explain,
        open_questions,
        questions_as_text,
    )

    if (bool(options.pointer), options.open, options.corrections).count(True) != 1:
        raise _error("HW014", "POINTER", "give a POINTER, --open or --corrections")
    config, path = _spec(options)
    try:
        with reading(config):
            content = spec_json.content_of(path, config.limits)
        api, findings = spec_json.load_all(content)
    except OSError as error:
        raise _no_spec(path, error.strerror or "") from None
    except spec_json.SpecError as error:
        raise _no_spec(path, str(error)) from None
    as_data = options.format == "json"
    if options.open:
        questions = open_questions(api)
        plain: JSON = {"open": [_plain(question) for question in questions]}
        text = dumps(plain) if as_data else questions_as_text(questions)
    elif options.corrections:
        applied: JSON = {"corrections": [asdict(each) for each in api.corrections]}
        text = dumps(applied) if as_data else corrections_as_text(api.corrections)
    else:
        try:
            explanation = explain(api, findings, options.pointer)
        except AddressError as error:
            raise _error("HW017", options.pointer, str(error)) from None
        text = dumps(as_json(explanation)) if as_data else as_text(explanation)
    sys.stdout.buffer.write(text.encode("utf-8"))
    return 0


def _plain(question: OpenQuestion) -> dict[str, JSON]:
    return {**asdict(question), "correct": str(question.correct)}


def _spec(options: Namespace) -> tuple[Config, Path]:
    """The settings, and the spec to ask."""
    if options.spec:
        return Config(), Path(options.spec)
    file = Path(options.config) if options.config else configuration.find(Path.cwd())
    config = Config() if file is None else configuration.load(file)
    return config, config.path(config.spec)


def _no_spec(path: Path, message: str) -> HelpwrightError:
    advice = "write it with `helpwright generate`, or name another with --spec"
    return _error(
        "HW016", path.as_posix(), f"the spec cannot be read: {message}", advice
    )


def _error(code: str, page: str, message: str, advice: str = "") -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code=code,
            severity="error",
            message=message,
            place=Place(page=page),
            advice=advice,
        )
    )
