"""The documentation as a static site: Markdown pages in, the files of the site out.

Zensical makes HTML of the pages, in a private folder and with a theme of ours. What comes
of it is held against a list of what documentation consists of, and handed on in memory.
"""

from helpwright.site.building import Site, built
from helpwright.site.reference import Reference

__all__ = ["Reference", "Site", "built"]
