"""`helpwright explain`: where a fact in the spec comes from, and what is still open."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from helpwright import config
from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.openapi.dump import JSON, dumps
from helpwright.spec import Place

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
    path = _spec(options)
    try:
        api, findings = spec_json.load_all(path.read_bytes())
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


def _spec(options: Namespace) -> Path:
    """The spec to ask."""
    if options.spec:
        return Path(options.spec)
    file = Path(options.config) if options.config else config.find(Path.cwd())
    if file:
        loaded = config.load(file)
        return loaded.path(loaded.spec)
    return Path(config.DEFAULT_OUT, "spec.json")


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
