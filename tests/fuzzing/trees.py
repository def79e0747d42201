"""Changes to JSON values, and odd ways to write them down."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from random import Random
from typing import Any

from pieces import ODD_WORDS

ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, -1, 1.0, 1.1, -0.0, 1e300, 2**31, 2**63, 10**40),
    *("", "sample string 1", "2024-05-06T07:08:09.1234567+01:00", "/Date(1)/", "1"),
    *("00:00:01.1234567", "d1a2b3c4-0000-1111-2222-333344445555", "QEA=", "P1D"),
    *([], {}, [[]], [{}], [None], {"": ""}, {"$id": "1"}, {"$ref": "1"}),
    *({"Key": 1, "Value": 2}, {"$type": "X.Y, Z"}, {"m_Item1": 1, "m_Item2": ""}),
)


def changed_value(root: Any, random: Random, names: Sequence[str]) -> Any:
    """`root` after a few changes; it stays JSON. `names` mean something as members."""
    root = copy.deepcopy(root)
    for _ in range(1 + int(random.expovariate(0.7)) % 6):
        places = list(_places(root))
        if not places:
            return random.choice(ODD_VALUES)
        holder, key = random.choice(places)
        _change(holder, key, random, names)
    return root


def _places(root: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [root] if isinstance(root, dict | list) else []
    while waiting:
        holder = waiting.pop()
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, value in pairs:
            found.append((holder, key))
            if isinstance(value, dict | list) and value:
                waiting.append(value)
        if len(found) > 2000:
            break
    return found


def _change(holder: Any, key: Any, random: Random, names: Sequence[str]) -> None:
    if (isinstance(holder, dict) and key not in holder) or (
        isinstance(holder, list) and key >= len(holder)
    ):
        return
    value = holder[key]
    match random.randrange(9):
        case 0:
            del holder[key]
        case 1:
            holder[key] = copy.deepcopy(random.choice(ODD_VALUES))
        case 2:
            holder[key] = random.choice(ODD_WORDS)
        case 3:
            holder[key] = _nested(value, random)
        case 4 if isinstance(holder, dict):
            holder[_name(random, names)] = holder.pop(key)
        case 5 if isinstance(holder, dict):
            holder[_name(random, names)] = copy.deepcopy(value)
        case 6 if isinstance(holder, list):
            holder.insert(random.randint(0, len(holder)), copy.deepcopy(value))
        case 7 if isinstance(value, bool):
            holder[key] = not value
        case 7 if isinstance(value, int | float):
            holder[key] = value + random.choice((-1, 1, 0.1, 1000))
        case 7 if isinstance(value, str):
            holder[key] = value[: random.randint(0, len(value))] + random.choice(
                ODD_WORDS
            )
        case _:
            holder[key] = [copy.deepcopy(value) for _ in range(random.choice((1, 3)))]


def _nested(value: Any, random: Random) -> Any:
    for _ in range(random.choice((1, 2, 70))):
        value = [value] if random.random() < 0.5 else {"Inner": value}
    return value


def _name(random: Random, names: Sequence[str]) -> str:
    return random.choice(names) if random.random() < 0.7 else random.choice(ODD_WORDS)


def written(value: Any, random: Random) -> str:
    """`value` as JSON, with or without line breaks and escapes."""
    indent = random.choice((None, 2, 2, 1, "\t"))
    try:
        return json.dumps(value, indent=indent, ensure_ascii=random.random() < 0.3)
    except (ValueError, RecursionError):
        return "{}"  # A number with more digits than Python writes.
