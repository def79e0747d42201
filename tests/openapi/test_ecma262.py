"""Patterns that two dialects of regular expressions share."""

from __future__ import annotations

import json
import random
import shutil
import subprocess

import pytest

from helpwright.openapi.ecma262 import is_pattern

SHARED = [
    "",
    r"^\d{3}$",
    r"^\+?[0-9 ]{5,20}$",
    r"^[\w\-.]+@([\w-]+\.)+[\w-]{2,4}$",
    r"^(?=.*\d)(?=.*[a-z]).{4,8}$",
    r"(?<!a)b(?<=b)",
    r"(a)\1",
    r"(?<year>\d{4})-\k<year>",
    r"(?:a|b|)*?",
    r"\p{Lu}\P{N}",
    r"[\x41-\x5A\u00e9\cA\0]",
    r"[a-]|[-a]|[+--]",
    r"x{2}y{2,}z{2,3}?",
    r"[^\s\]]",
]
DOTNET_ONLY = {
    "options": r"(?i)abc",
    "atomic group": r"(?>a+)b",
    "comment": r"a(?#b)",
    "quoted group name": r"(?'n'a)",
    "balancing group": r"(?<a-b>x)",
    "conditional": r"(a)?(?(1)b|c)",
    "anchors": r"\Aabc\z",
    "end before a line break": r"abc\Z",
    "continued match": r"\Ga",
    "bell and escape": r"\a\e",
    "block name": r"\p{IsGreek}",
    "class subtraction": r"[a-z-[aeiou]]",
    "bracket first in a class": r"[]a]",
    "literal braces": r"a{,5}",
    "needless escape": r"\@\-\_",
    "set in a range": r"[\w-.]",
    "numbers of named groups": r"(?<a>x)(y)\1",
    "character beyond 16 bits": "[\U0001f600]",
}
BROKEN = [
    "[a-z",
    "(",
    ")",
    "*",
    "a**",
    "a|*",
    "(?=a)*",
    "^*",
    r"\b+",
    "x{2,1}",
    "[z-a]",
    "\\",
    "[\\",
    r"(a)\2",
    r"\k<no>",
    "(?<a>x)(?<a>y)",
    "(??)",
    "(?",
    "{",
    "]",
    r"\u12",
    r"\x4",
    r"\c1",
    r"\01",
]


@pytest.mark.parametrize("pattern", SHARED)
def test_shared_patterns(pattern: str) -> None:
    assert is_pattern(pattern)


@pytest.mark.parametrize("name", DOTNET_ONLY)
def test_patterns_of_dotnet_alone(name: str) -> None:
    assert not is_pattern(DOTNET_ONLY[name])


@pytest.mark.parametrize("pattern", BROKEN)
def test_broken_patterns(pattern: str) -> None:
    assert not is_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(" * 100_000, "[" * 100_000, "(a+)+$" * 20_000])
def test_reading_takes_linear_time_and_no_stack(pattern: str) -> None:
    is_pattern(pattern)


TOKENS = [
    *r"^$.*+?()[]{}|\/-,:=!<>",
    *("a", "b", "z", "0", "1", "9"),
    *(r"\d", r"\b", r"\1", r"\-", r"\k<a>", r"\u0041", r"\p{L}"),
    *("(?<a>", "(?:", "(?=", "(?<!", "{1,2}", "[a-z]", "[^"),
]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is absent here")
def test_what_is_accepted_is_accepted_by_an_engine() -> None:
    chance = random.Random(262)
    drawn = {
        "".join(chance.choices(TOKENS, k=chance.randint(1, 9))) for _ in range(100_000)
    }
    accepted = [*SHARED, *sorted(filter(is_pattern, drawn))]
    assert len(accepted) > 1000
    script = "for (const p of JSON.parse(require('fs').readFileSync(0))) RegExp(p, 'u')"
    result = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(accepted),
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
