"""What `helpwright.toml` says, or `[tool.helpwright]` in `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import field, fields
from keyword import iskeyword
from pathlib import Path
from typing import Any

from helpwright.access import (
    Authentication,
    FailureFlag,
    SettingError,
    authentication_of,
    failures_of,
)
from helpwright.diagnostics import Finding, HelpwrightError
from helpwright.limits import Limits, advice, limits_of
from helpwright.place import Place
from helpwright.value import dataclass

FILE = "helpwright.toml"
DEFAULT_OUT = "output"
DEFAULT_SITE = "site"
DEFAULT_PACKAGE = "api_client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where a run reads and writes, and what the API is to be called.

    Paths are relative to `root`, with the separators that the user wrote.
    """

    root: Path = Path()
    """Folder of the configuration file; the current folder where there is none."""
    file: str = ""
    """Name of the configuration file; empty where there is none."""
    pages: tuple[str, ...] = ()
    """Files, folders and addresses of help pages."""
    out: str = DEFAULT_OUT
    """Folder that the package is written to, beside `spec` and `openapi`."""
    spec: str = f"{DEFAULT_OUT}/spec.json"
    openapi: str = f"{DEFAULT_OUT}/openapi.json"
    package: str = DEFAULT_PACKAGE
    """Import name of the emitted package."""
    title: str = ""
    """Title of the API; empty to take the pages' own."""
    version: str = ""
    """Version of the API; no help page states one."""
    server_url: str = ""
    """Where the API is served; empty to take what the pages' addresses tell."""
    corrections: str = ""
    """A file of corrections, begun where it is not there; empty for none."""
    overlays: tuple[str, ...] = ()
    """OpenAPI Overlay documents, applied in this order."""
    names: str = ""
    """A file that keeps the names once given; empty for none."""
    observations: str = ""
    """What `helpwright observe` wrote of real traffic; empty for none."""
    accepted: str = ""
    """Changes that a person has accepted, for `helpwright diff`; empty for none."""
    changelog: str = ""
    """A changelog of the package that `generate` adds to; empty for none."""
    templates: str = ""
    """A folder of templates that stand in for ours one by one; empty for none."""
    site: str = DEFAULT_SITE
    """Folder that `helpwright docs` writes the documentation to."""
    reference: str = ""
    """What the site lets readers try calls with: `scalar`, or a file that holds its
    bundle for browsers; empty for nothing."""

    auth: Authentication | None = None
    """How the client says who is asking; no help page tells."""
    failures: tuple[FailureFlag, ...] = ()
    """Members by which a successful answer says that the call failed."""
    limits: Limits = field(default_factory=Limits)
    """How much is read before a run stops, and says so."""

    def path(self, name: str) -> Path:
        """`name`, one of the paths above, from the current folder."""
        return self.root / name

    @property
    def additions(self) -> Path:
        """Module of the package that a person writes; nothing else ever does."""
        return self.path(self.out).joinpath(*self.package.split("."), "additions.py")

    def below_out(self, name: str) -> str:
        """`name` by its path below the output folder; empty where it stands elsewhere."""
        below = os.path.relpath(self.path(name), self.path(self.out))
        return "" if below.startswith(os.pardir) else below.replace(os.sep, "/")

    def read(self, name: str) -> str:
        """The text of a file that the settings name. Raises HelpwrightError."""
        try:
            return _text(self.path(name), self.limits.file_bytes)
        except UnreadableError as error:
            raise _error("HW015", name, str(error), error.advice) from None


class UnreadableError(ValueError):
    """A file that a person writes can't be read; the message says why."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


def _text(path: Path, max_bytes: int) -> str:
    """The text of a file, without the mark that some editors begin it with."""
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    if len(content) > max_bytes:
        message = f"has more than {max_bytes:,} bytes, which is the limit"
        raise UnreadableError(message, advice("file_bytes"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"is no UTF-8: see line {line}"
        raise UnreadableError(message, "save it as UTF-8") from None


def without_file(pages: tuple[str, ...], out: str = DEFAULT_OUT) -> Config:
    """Settings for pages given on the command line: everything goes under `out`."""
    return Config(
        pages=pages,
        out=out,
        spec=f"{out}/spec.json",
        openapi=f"{out}/openapi.json",
        corrections=f"{out}/corrections.toml",
    )


def find(start: Path) -> Path | None:
    """The configuration file that holds in `start`: there, or in a folder above it.

    Looks no higher than the folder that holds a repository. Above `start`, a file of
    somebody else's, as may lie in a folder for temporary files, is passed over.
    """
    for folder in (start, *start.parents):
        for name, is_ours in ((FILE, Path.is_file), ("pyproject.toml", _has_table)):
            path = folder / name
            if is_ours(path) and (folder == start or _is_trusted(path, start)):
                return path
        if (folder / ".git").exists():
            return None
    return None


def _is_trusted(path: Path, start: Path) -> bool:
    """Whether a file is this user's, the system's, or of whoever owns `start`."""
    if os.name != "posix":
        return True
    return path.stat().st_uid in (os.getuid(), 0, start.stat().st_uid)


def load(path: Path) -> Config:
    """Reads a configuration file. Raises HelpwrightError on anything it does not know."""
    return loaded(_parse(path), path)


def loaded(table: Mapping[str, Any], path: Path) -> Config:
    """What `table`, which stands in the file `path`, says. Raises HelpwrightError."""
    if path.name == "pyproject.toml":
        for key in ("tool", "helpwright"):
            table = table.get(key, {})
            if not isinstance(table, Mapping):
                raise _error("HW013", path.name, "[tool.helpwright] is a table")
    config = Config(root=path.parent, file=path.name, **_settings(table, path.name))
    _check_places(config)
    return config


_WRITTEN = (
    *("out", "spec", "openapi", "names", "corrections", "observations"),
    *("changelog", "site"),
)


def _check_places(config: Config) -> None:
    """Refuses to write outside the project: the file may have come with a clone, and
    links with it.

    The project is the repository, or the folder of the file where there is none.
    """
    root = Path(os.path.realpath(config.root))
    inside = next((p for p in (root, *root.parents) if (p / ".git").exists()), root)
    places: dict[Path, str] = {}
    for key in _WRITTEN:
        name = getattr(config, key)
        place = Path(os.path.realpath(root / name))
        below = place.relative_to(inside) if place.is_relative_to(inside) else None
        if name and (below is None or ".git" in map(str.lower, below.parts)):
            raise _error(
                "HW013",
                config.file,
                f"{key} names {name!r}, which is no place in the project",
                advice=f"name one below {inside}, or give the place on the command line",
            )
        other = places.setdefault(place, key) if name else key
        if other != key:
            raise _error(
                "HW013",
                config.file,
                f"{key} and {other} name the same place, {name!r}",
                advice="each of them would be written over the other: name two",
            )


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path, Limits().file_bytes))
    except UnreadableError as error:
        raise _error("HW010", path.name, str(error), error.advice) from None
    except (ValueError, RecursionError) as error:
        # Not every ValueError of the reader is one of its own: numbers may be too long.
        raise _error("HW011", path.name, f"is not valid TOML: {error}") from None


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml has our table; one that is no TOML is not our business."""
    if not path.is_file():
        return False
    try:
        text = path.read_text(encoding="utf-8")
        return "helpwright" in text and "helpwright" in tomllib.loads(text)["tool"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


_KEYS = tuple(f.name for f in fields(Config) if f.name not in ("root", "file"))


def _settings(table: Mapping[str, object], file: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            from difflib import get_close_matches

            near = get_close_matches(key, _KEYS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise _error(
                "HW012",
                file,
                f"knows no setting {key!r}{hint}",
                advice=f"the settings are {', '.join(_KEYS)}",
            )
        settings[key] = _setting(key, value, file)
    if not settings.get("pages"):
        raise _error("HW013", file, "names no pages", advice='add pages = ["FOLDER"]')
    package = settings.get("package", DEFAULT_PACKAGE)
    if not all(map(_is_importable, package.split("."))):
        raise _error("HW013", file, f"package {package!r} is no Python name")
    out = settings.get("out", DEFAULT_OUT)
    return {"spec": f"{out}/spec.json", "openapi": f"{out}/openapi.json"} | settings


def _is_importable(part: str) -> bool:
    """Whether `part` can stand in an import path, and means there what it shows."""
    if not part.isidentifier() or iskeyword(part) or part.startswith("__"):
        return False
    return part.isascii() or unicodedata.normalize("NFKC", part) == part


def _setting(key: str, value: object, file: str) -> object:
    if key in ("pages", "overlays"):
        return _strings(key, value, file)
    try:
        if key == "auth":
            return authentication_of(value)
        if key == "failures":
            return failures_of(value)
        if key == "limits":
            return limits_of(value)
    except SettingError as error:
        raise _error("HW013", file, str(error)) from None
    return _string(key, value, file)


def _strings(key: str, value: object, file: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list):
        raise _error("HW013", file, f"{key} is a list of files and folders")
    return tuple(_string(key, each, file) for each in values)


def _string(key: str, value: object, file: str) -> str:
    if not isinstance(value, str) or not value:
        raise _error("HW013", file, f"{key} is text that is not empty, not {value!r}")
    if "\0" in value:
        raise _error("HW013", file, f"{key} holds a NUL, which no name can")
    return value


def _error(code: str, file: str, message: str, advice: str = "") -> HelpwrightError:
    return HelpwrightError(
        Finding(
            code=code,
            severity="error",
            message=message,
            place=Place(page=file),
            advice=advice,
        )
    )
