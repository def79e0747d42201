"""The build hook for hatchling: `[tool.hatch.build.hooks.helpwright]`.

It generates before wheels, sdists and editable installs are put together, and has what it
generated included where version control ignores it. What is a package is for the
project to say, as ever: `packages = ["output/works"]`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from helpwright.build import generated


class HelpwrightBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Generates what `helpwright.toml` asks for."""

    PLUGIN_NAME = "helpwright"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it looks for files."""
        config = generated(Path(self.root))
        names = (f"{config.out}/**", config.spec, config.openapi)
        build_data["artifacts"].extend(f"/{name}" for name in names)


@hookimpl
def hatch_register_build_hook() -> type[HelpwrightBuildHook]:
    """Called by hatchling to learn of the hook."""
    return HelpwrightBuildHook
