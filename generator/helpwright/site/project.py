"""The project that Zensical builds: its settings, the pages, and the theme."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpwright.documentation import Documentation, Entry
from helpwright.escape import prose, toml
from helpwright.render.templates import folder_of, read_template
from helpwright.site import compacting, folding

ASSETS = ("site.css", "theme.js", "site.js", "icon.svg")
"""What every page loads, below `assets/`."""

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "base-uri 'none'; "
    "form-action 'none'"
)
"""What a page may load: what stands beside it, from the same place, and nothing else."""

_FEW = 120
"""As many entries fit into every page; of more, those of the section that it is in."""

_VERY_FEW = 60
"""Up to so many entries all groups of operations are open."""

_EXTENSIONS = (
    "admonition",
    "attr_list",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.escapeall",
    "pymdownx.superfences",
    "pymdownx.highlight",
)


def write_project(
    documentation: Documentation,
    folder: Path,
    *,
    title: str,
    reference: str,
    templates: Path | None,
) -> Path:
    """Writes the project below `folder` and returns its configuration.

    `reference` is the path of the interactive reference; empty where there is none.
    """
    entries = list(_flat(documentation.navigation))
    verbs = {entry.path: entry.request.partition(" ")[0] for entry in entries}
    titles = {entry.path: _label(entry) for entry in entries}
    for path in markdown_of(documentation):
        place = folder / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        head = _front_matter(
            name=titles.get(path, ""),
            verb=verbs.get(path, ""),
            description=documentation.descriptions.get(path, ""),
        )
        text = head + folding.folded(drawn(documentation, path))[0]
        place.write_text(text, encoding="utf-8", newline="\n")
    theme = folder / "theme"
    theme.mkdir()
    for name in ("main.html", "404.html"):
        text = read_template(f"site/{name}", templates)
        (theme / name).write_text(text, encoding="utf-8")
    configuration = folder / "zensical.toml"
    settings = _settings(documentation.navigation, title, reference, len(entries))
    configuration.write_text(settings, encoding="utf-8")
    return configuration


def assets(templates: Path | None) -> dict[str, bytes]:
    """The files that every page loads, by their path in the site.

    Those of the user's are copied as they are.
    """
    return {
        f"assets/{name}": asset(f"site/{name}", templates).encode() for name in ASSETS
    }


def asset(name: str, templates: Path | None) -> str:
    """The text of one of the files that pages load."""
    text = read_template(name, templates)
    if folder_of(name, templates) != templates:
        if name.endswith(".css"):
            return compacting.styles(text)
        if name.endswith(".js"):
            return compacting.script(text)
    return text


def drawn(documentation: Documentation, path: str) -> str:
    """A page of Markdown, with SVG in place of what others draw."""
    text = documentation.files[path]
    drawing = documentation.drawings.get(path)
    return text.replace(drawing.block, drawing.html.strip(), 1) if drawing else text


def markdown_of(documentation: Documentation) -> tuple[str, ...]:
    """The pages that become HTML."""
    return tuple(path for path in documentation.files if path.endswith(".md"))


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)


def _label(entry: Entry) -> str:
    """What an entry is called beside its verb."""
    if entry.title == entry.request:
        return entry.request.partition(" ")[2]
    return entry.title or entry.path


def _front_matter(**settings: str) -> str:
    # YAML reads a text of JSON, but for the halves that JSON writes of a rare character.
    lines = [
        f"{name}: {json.dumps(prose(text), ensure_ascii=False)}"
        for name, text in settings.items()
        if text
    ]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _settings(
    navigation: Iterable[Entry], title: str, reference: str, count: int
) -> str:
    extensions = (f"[project.markdown_extensions.{name}]" for name in _EXTENSIONS)
    return "\n".join(
        [
            "[project]",
            f"site_name = {toml(title)}",
            "use_directory_urls = false",
            f"nav = [{', '.join(_item(entry) for entry in navigation)}]",
            "[project.plugins.search]",
            "enabled = false",
            "[project.validation]",
            "invalid_links = false",
            "invalid_link_anchors = false",
            *extensions,
            # Coloured by a script: marked up, code takes three times as much.
            "use_pygments = false",
            "[project.extra]",
            f"policy = {toml(POLICY)}",
            f"reference = {toml(reference)}",
            f"whole_navigation = {str(count <= _FEW).lower()}",
            f"open_operations = {str(count <= _VERY_FEW).lower()}",
            "[project.theme]",
            'custom_dir = "theme"',
            "font = false",
            "",
        ]
    )


def _item(entry: Entry) -> str:
    """An entry as Zensical's configuration has it."""
    title = toml(_label(entry))
    if not entry.children:
        return f"{{{title} = {toml(entry.path)}}}"
    children = [_item(child) for child in entry.children]
    if entry.path:
        children.insert(0, f'{{"Overview" = {toml(entry.path)}}}')
    return f"{{{title} = [{', '.join(children)}]}}"
