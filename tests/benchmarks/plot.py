"""Draws the figures that `peers.py` keeps as an SVG, without a library.

    python tests/benchmarks/plot.py docs/benchmarks.json docs/benchmarks.svg

CPU seconds, and memory, of each tool by the number of operations; both axes are
logarithmic, so that a line's slope is how it grows.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

CASES = {"three endpoints": 3, "100 operations": 100, "1000 operations": 1000}
COLOURS = (
    *("#0b5fa5", "#c4501b", "#2f8f4e", "#7a4fb3", "#9a7b12", "#b3305f", "#4a4a4a"),
    *("#1a9aa0", "#8a8a8a", "#5c3d1e"),
)
PANELS = (("cpu", "CPU seconds"), ("peak", "MiB at most"))
WIDTH, HEIGHT, LEFT, TOP, GAP = 380, 300, 60, 50, 90

Line = Sequence[tuple[float, float]]


def main() -> None:
    source, target = map(Path, sys.argv[1:3])
    cases = json.loads(source.read_text(encoding="utf-8"))["cases"]
    tools = list(
        dict.fromkeys(t for c in CASES if c in cases for t in cases[c]["runs"])
    )
    panels = []
    for number, (member, title) in enumerate(PANELS):
        lines = {
            tool: [
                (size, cases[case]["runs"][tool][member])
                for case, size in CASES.items()
                if tool in cases.get(case, {"runs": {}})["runs"]
            ]
            for tool in tools
        }
        panels.append(_panel(title, lines, LEFT + number * (WIDTH + GAP)))
    target.write_text(_svg(panels, tools), encoding="utf-8")


def _svg(panels: Sequence[str], tools: Sequence[str]) -> str:
    width = LEFT + 2 * WIDTH + GAP + 30
    below = TOP + HEIGHT + 60
    legend = [
        f'<rect x="{LEFT + n % 3 * 290}" y="{below + n // 3 * 20 - 9}" width="14" '
        f'height="4" fill="{COLOURS[n]}"/><text x="{LEFT + n % 3 * 290 + 20}" '
        f'y="{below + n // 3 * 20 - 3}">{escape(tool)}</text>'
        for n, tool in enumerate(tools)
    ]
    height = below + (len(tools) + 2) // 3 * 20
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" role="img" '
        'aria-label="CPU seconds and memory by number of operations">'
    )
    return "\n".join(
        [
            head,
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *panels,
            *legend,
            "</svg>\n",
        ]
    )


def _panel(title: str, lines: Mapping[str, Line], left: int) -> str:
    values = [value for line in lines.values() for _, value in line]
    low = math.floor(math.log10(min(values)))
    high = math.ceil(math.log10(max(values)))

    def x(size: float) -> float:
        return round(left + (math.log10(size) - 0.3) / 2.9 * WIDTH, 1)

    def y(value: float) -> float:
        share = (math.log10(value) - low) / (high - low)
        return round(TOP + HEIGHT - share * HEIGHT, 1)

    parts = [f'<text x="{left}" y="{TOP - 20}" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(
            f'<path d="M{left} {at}h{WIDTH}" stroke="#ddd"/>'
            f'<text x="{left - 8}" y="{at + 4}" text-anchor="end">{10**power:g}</text>'
        )
    for size in CASES.values():
        parts.append(
            f'<path d="M{x(size)} {TOP}v{HEIGHT}" stroke="#eee"/><text x="{x(size)}" '
            f'y="{TOP + HEIGHT + 18}" text-anchor="middle">{size} operations</text>'
        )
    for (_, line), colour in zip(lines.items(), COLOURS, strict=False):
        points = " ".join(f"{x(size)},{y(value)}" for size, value in line)
        wide = 3 if colour == COLOURS[0] else 1.5
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" '
            f'stroke-width="{wide}"/>'
        )
        parts += [
            f'<circle cx="{x(size)}" cy="{y(value)}" r="3" fill="{colour}"/>'
            for size, value in line
        ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
