"""How much is read before Helpwright stops, and says so: pages come from strangers.

Each limit has a name in the table `limits` of the configuration. What is beyond one is
left out with a finding that names it; nothing is ever cut without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields

from helpwright.access import SettingError
from helpwright.value import dataclass

MIB = 2**20
_MOST = 2**53
"""More than any machine holds; systems refuse to count much further."""
DEEPEST = 100
"""What later stages walk by recursion may nest no deeper, whatever is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read of each kind. Every number is positive."""

    pages: int = 20_000
    """Pages in one run."""
    page_bytes: int = 64 * MIB
    """Bytes of one page, as it is stored; the largest real ones seen have 20 MB."""
    page_parts: int = 1_000_000
    """Cells, paragraphs, headings, links, images and samples of one page."""
    text_bytes: int = 16 * MIB
    """Bytes of a page that is text; the same page as HTML has several times as many."""
    total_bytes: int = 1024 * MIB
    """Bytes of all pages of a run together."""
    file_bytes: int = 16 * MIB
    """Bytes of a file that people write: settings, corrections, an overlay, a lock."""
    har_bytes: int = 512 * MIB
    """Bytes of a recording of traffic."""
    har_values: int = 5_000_000
    """Values in a recording, and in each body that it holds as a text. Real ones have
    some three hundred for each request."""
    spec_bytes: int = 128 * MIB
    """Bytes of a spec that is compared, explained or observed."""
    observed_places: int = 50_000
    """Members and items of bodies that observations tell apart, all recordings together."""
    overlay_values: int = 1_000_000
    """Values in an overlay, anchors spelt out, and in what its actions put together."""
    text_line: int = 10_000
    """Characters of a line of a text that may be a title or the head of a table."""
    text_columns: int = 32
    """Columns that the head of a table in a text may have; known ones have four."""
    text_cells: int = 256
    """Cells between pipes on one line of a text."""
    text_parts: int = 32
    """Parts, such as `Sample:` and what follows, that one line of a text is taken into."""
    text_layouts: int = 64
    """Ways to place the columns of a table that only blanks show; the likeliest first."""
    table_depth: int = 32
    """Tables inside each other on a page; deeper ones are read as if they were none."""
    type_depth: int = field(default=32, metadata={"most": DEEPEST})
    """Collections and dictionaries that a type puts inside each other."""
    row_columns: int = 64
    """Columns that cells may stretch a row of a table to."""
    fitted_columns: int = 16
    """Columns of a table whose rows are fitted in where they have too few or too many
    cells: all ways are tried. Real tables have at most nine."""
    sample_headings: int = 64
    """Lines of media types above the samples that may belong to them; pages have three."""
    sample_depth: int = field(default=64, metadata={"most": DEEPEST})
    """Objects and lists that a sample, or a body of traffic, puts inside each other."""
    compared_xml: int = 16
    """XML samples of a body that each of its JSON samples is compared with."""
    compared_objects: int = 256
    """Models that one object of a sample shows which are compared with each other."""
    compared_names: int = 64
    """Models of one name that another one is compared with, whether it is the same."""
    counted_members: int = 1_000
    """Members of an object whose numbers are looked at: no class has as many, and the
    time goes with their square."""
    counted_orders: int = 64
    """Places tried for where a serializer has moved members to the front."""
    counted_states: int = 2**21
    """States that the counters of a model's objects may have at once."""
    counted_work: int = 2**28
    """The same for all members of the objects together."""
    searched_description: int = 4_000
    """Characters of a description that are searched for units, values and conditions: what
    a person would read. Patterns that look ahead cost the square of a text."""
    searched_sentence: int = 500
    """The same of one of its sentences, for conditions."""
    overlay_path: int = 10_000
    """Characters of the JSONPath of an action."""
    overlay_steps: int = 10_000
    """Steps that such a path may take, besides 32 for each value of the document."""
    overlay_depth: int = field(default=100, metadata={"most": DEEPEST})
    """Objects and lists inside each other in what an overlay makes of a document."""
    fetch_seconds: float = 120.0
    """How long one answer of a site may take, however steadily it comes."""
    fetch_total_seconds: float = 6 * 3600.0
    """How long a site is asked for pages."""
    fetch_redirects: int = 5
    """Redirects from the address of a page to the page."""
    fetch_depth: int = 100
    """Links from the first page of a site to any other."""
    fetch_address_length: int = 2_000
    """Characters of the address of a page."""
    mock_body_bytes: int = 32 * MIB
    """Bytes of the body of a request to the mock."""
    mock_exchanges: int = 10_000
    """Requests and answers that the mock records."""
    mock_values: int = 2_000
    """Values that the mock draws for an answer. A text that must be long counts as one
    more for each thousand characters."""
    wait_seconds: float = 60.0
    """How long a run waits for another one that is at work on the same folder."""


DEFAULTS = Limits()
"""What holds where nobody says otherwise."""


def limits_of(table: object) -> Limits:
    """What the table `limits` of the configuration says. Raises SettingError."""
    if not isinstance(table, Mapping):
        raise SettingError("limits is a table of numbers")
    known = {each.name: type(each.default) for each in fields(Limits)}
    most = {each.name: each.metadata.get("most") for each in fields(Limits)}
    for name, value in table.items():
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(str(name), known, 1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known)}"
            )
            raise SettingError(f"limits has no {name!r}; {hint}")
        kinds = (int, float) if known[name] is float else (int,)
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        if not is_number or not 0 < value <= _MOST:
            word = "number" if known[name] is float else "whole number"
            raise SettingError(
                f"limits.{name} is a {word} above 0, at most {_MOST:,}, not {value!r}"
            )
        if most[name] is not None and value > most[name]:
            raise SettingError(
                f"limits.{name} is at most {most[name]}, not {value!r}: what lies deeper"
                " would end the program's stack"
            )
    return Limits(**table)


def advice(name: str) -> str:
    """What a user does who wants more than the limit `name` lets through."""
    return f"if it is right, raise `{name}` under [limits] in helpwright.toml"
