"""What `helpwright mock` takes, and what of it is none. Imports nothing of ours."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError

_ORIGIN = re.compile(
    r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?"
)
_SERVER = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?", re.IGNORECASE)


def add(command: ArgumentParser, pages: str) -> None:
    """Adds the arguments; `pages` says what those are."""
    command.add_argument("pages", nargs="*", metavar="PAGES", help=pages)
    command.add_argument(
        "--port", type=_port, default=8765, help="0 takes a free one (default: 8765)"
    )
    command.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, which only this machine reaches)",
    )
    command.add_argument(
        "--allow-origin",
        type=_origin,
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let pages of ORIGIN, such as https://docs.example, ask the mock from "
        "a browser; may be given several times (default: none)",
    )
    _behaviour(command)
    command.add_argument(
        "--proxy",
        type=_server,
        metavar="URL",
        help="pass everything on to the server at URL, and say how its answers differ",
    )
    command.add_argument(
        "--har",
        metavar="FILE",
        help="as a proxy, record what passes, secrets masked; helpwright observe reads it",
    )


def _behaviour(command: ArgumentParser) -> None:
    command.add_argument(
        "--state",
        action="store_true",
        help="let what was posted be got, changed and deleted by the id in the path",
    )
    command.add_argument(
        "--vary",
        type=int,
        metavar="SEED",
        help="draw values from the types, the same for the same seed, instead of samples",
    )
    command.add_argument(
        "--delay",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="before each answer",
    )
    command.add_argument(
        "--fail",
        type=_share,
        default=0.0,
        metavar="RATE",
        help="share of requests that get 500 or 503, from 0 to 1",
    )
    command.add_argument(
        "--dates",
        choices=("iso", "microsoft"),
        default="iso",
        help="how JSON writes dates (default: iso)",
    )
    command.add_argument(
        "--nulls",
        type=_share,
        default=0.0,
        metavar="RATE",
        help="share of members that may be null and are, from 0 to 1",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise ArgumentTypeError(f"a number from 0 to 65535, not {text!r}")
    return int(text)


def _share(text: str) -> float:
    if not 0 <= (number := _number(text)) <= 1:
        raise ArgumentTypeError(f"a number from 0 to 1, not {text!r}")
    return number


def _seconds(text: str) -> float:
    if not 0 <= (number := _number(text)) <= 3600:
        raise ArgumentTypeError(f"seconds from 0 to 3600, not {text!r}")
    return number


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"a number, not {text!r}") from None


def _server(text: str) -> str:
    if not _SERVER.fullmatch(text):
        raise ArgumentTypeError(
            f"an address such as https://api.example/base, not {text!r}"
        )
    return text


def _origin(text: str) -> str:
    """An origin as browsers send it: what anybody could be, `*` or `null`, is none."""
    origin = text.lower().removesuffix("/")
    if not _ORIGIN.fullmatch(origin):
        raise ArgumentTypeError(
            f"one origin such as https://docs.example, without a path, not {text!r}"
        )
    default = ":443" if origin.startswith("https") else ":80"
    return origin.removesuffix(default)
