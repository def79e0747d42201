"""One escaping function for each place that a vendor's text can go to.

Whatever stands on a page is a stranger's text. It reaches emitted files through these
functions and in no other way; none of them serves two places. What may deceive a
reader's eye or terminal (control characters, marks that turn the direction of writing)
is taken out of prose and written as an escape in literals.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Section: TypeAlias = tuple[str, Sequence[tuple[str, str]]]
"""A part of a docstring, such as `Args`: its title, and words by name."""

LINE = 88
"""Longest line of emitted code."""

_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NOT_SHOWN = re.compile(f"{_LINE_BREAK.pattern}|{_UNSEEN.pattern}")
_HTML = re.compile(r"[&<>\"'{}`]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_HTML_CODE = re.compile(r"[&<>]|\{(?=[{%#+~=>-])")
_AT_START = re.compile(r"[#>+=:~^!?/|-]+|\d{1,9}[.)](?=\s|\Z)")
_IN_LINE = re.compile(
    r"[&\\`*_\[\]<>|{}~$^@]|:(?=[\w+-]+:|//)|={2,}|\+{2,}|-{2,}|#"
    r"|(?<=www)\.|(?<=WWW)\."
)
_TAKE_BACKSLASH = frozenset("`*_")
_PLAIN_CODE = re.compile(
    r"[\w./{}?=,;:()\[\]$#+!%'\"-]+(?: [\w./{}?=,;:()\[\]$#+!%'\"-]+)*"
)
_TEMPLATE = re.compile(r"\{[{%#+~=>-]")
_IN_DIAGRAM = re.compile(r"[^\w ,.]")
_INCLUSION = re.compile(r"^[ \t]*;*-+8<", re.MULTILINE)
_BLANK = re.compile(r"(?:(?<=\n)|\A)([ \t]*)\n")
_BLANK_LINE = re.compile(r"\n\s*\n")
_LIST_ITEM = re.compile(r"[-*•–]\s+\S|\(?\d{1,3}[.)]\s+\S")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]][.!?])\s+(?=[A-ZÀ-ÖØ-Þ(])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|ca|vs|incl|excl|max|min|no|nr|resp)\.$")
_OPEN_END = re.compile(r"[\w)\]}\"'”’»%]$")


def line_width(text: str) -> int:
    """Columns that `text` takes, as black counts them: two for a wide character."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


# --- Python code ----------------------------------------------------------------------


def literal(text: str) -> str:
    """A Python literal of `text` on one line, in the quotes that black prefers."""
    # With a double quote in front, repr takes single quotes whatever follows.
    body = repr('"' + text)[2:-1]
    if text.count('"') > text.count("'"):
        return f"'{body}'"
    body = re.sub(r"\\(.)|\"", _for_double_quotes, body)
    return f'"{body}"'


def _for_double_quotes(match: re.Match[str]) -> str:
    if match[0] == '"':
        return '\\"'
    return "'" if match[1] == "'" else match[0]


def docstring(
    text: str, *, indent: int, link: str = "", sections: Sequence[Section] = ()
) -> str:
    """A docstring statement of `text`, wrapped, each line indented by `indent` blanks.

    The first sentence stands apart where the whole does not fit on a line. `sections`
    follow, each with a title and what it says of each name; `link` is an address that
    ends it. Evaluated, it holds the words of `text` in their order, but for what no
    reader sees and for a full stop where a paragraph ends without one. Empty where
    there is nothing to say.
    """
    width = LINE - indent
    paragraphs = [_closed(part) for part in _paragraphs(text)]
    tail = [" ".join(prose(link).split())] if link else []
    sections = [section for section in sections if section[1]]
    if not sections:
        paragraphs += tail
    if not paragraphs:
        return ""
    escaped = [_in_docstring(part) for part in paragraphs]
    margin = " " * indent
    if (
        not sections
        and len(escaped) == 1
        and "\n" not in escaped[0]
        and len(escaped[0]) <= width - 6
    ):
        return f'{margin}"""{escaped[0]}"""'
    lines: list[str] = []
    for part in _with_summary(escaped, width):
        if lines:
            lines.append("")
        # Quotes stand before the very first line.
        lines += _wrapped(part, width, first=3 if not lines else 0)
    for title, items in sections:
        lines += ["", f"{title}:"]
        for name, words in items:
            lines += _item(name, words, width)
    if sections and tail:
        lines += ["", *_wrapped(_in_docstring(tail[0]), width, first=0)]
    if len(lines) == 1:
        # Only the quotes at its end found no room; they should not stand there alone.
        lines = list(_wrapped(escaped[0], width - 6, first=3))
    body = "\n".join(f"{margin}{line}" if line else "" for line in lines)
    return f'{margin}"""{body.lstrip()}\n{margin}"""'


def _item(name: str, words: str, width: int) -> Iterator[str]:
    """`words` about `name`, an identifier, below the title of a section."""
    text = " ".join(part.replace("\n", " ") for part in _paragraphs(words))
    margin = " " * 4
    wrapper = textwrap.TextWrapper(
        width=width,
        initial_indent=margin,
        subsequent_indent=margin * 2,
        break_on_hyphens=False,
        break_long_words=False,
    )
    for line in wrapper.wrap(_in_docstring(f"{name}: {_closed(text)}".rstrip(": "))):
        yield from _folded(line, width, margin * 2)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of `text`: one line each, or one for each item of a list."""
    found = []
    for block in _BLANK_LINE.split(prose(text)):
        lines: list[str] = []
        for line in block.split("\n"):
            words = " ".join(line.split())
            if not words:
                continue
            if lines and not _LIST_ITEM.match(words):
                lines[-1] += f" {words}"
            else:
                lines.append(words)
        if lines:
            found.append("\n".join(lines))
    return found


def _closed(paragraph: str) -> str:
    """`paragraph` with a full stop; addresses and lists are left alone."""
    if "\n" in paragraph and not paragraph.endswith('"'):
        return paragraph
    if not _OPEN_END.search(paragraph) or "://" in paragraph.rpartition(" ")[2]:
        return paragraph
    return f"{paragraph}."


def _in_docstring(text: str) -> str:
    """`text` between triple quotes: what could end it, and backslashes, escaped."""
    text = text.replace("\\", "\\\\")
    return re.sub(r'"(?="|$)|^"', r'\\"', text)


def _with_summary(paragraphs: list[str], width: int) -> Iterator[str]:
    """`paragraphs`, the first sentence apart where it fits on the first line."""
    first, *rest = paragraphs
    if len(first) > width - 6 or "\n" in first:
        for end in _SENTENCE_END.finditer(first.split("\n")[0]):
            if end.start() > width - 3:
                break
            if not _ABBREVIATION.search(first[: end.start()].lower()):
                yield first[: end.start()]
                first = first[end.end() :]
                break
    yield first
    yield from rest


def _wrapped(paragraph: str, width: int, *, first: int) -> Iterator[str]:
    for line in paragraph.split("\n"):
        item = _LIST_ITEM.match(line)
        hang = line.index(" ") + 1 if item else 0
        wrapper = textwrap.TextWrapper(
            width=width,
            initial_indent=" " * first,
            subsequent_indent=" " * hang,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for number, part in enumerate(wrapper.wrap(line)):
            skip = first if number == 0 else 0
            yield from _folded(part[skip:], width - skip, " " * hang)
        first = 0


def _folded(line: str, width: int, margin: str) -> Iterator[str]:
    """`line` cut where a word is longer than a line, never within an escape."""
    start, before = 0, ""
    while len(before) + len(line) - start > width:
        head = line[start : start + width - len(before)]
        slashes = len(head) - len(head.rstrip("\\"))
        head = head[: len(head) - slashes % 2]
        yield before + head
        start, before = start + len(head), margin
    yield before + line[start:]


def comment(text: str, *, indent: int = 0) -> str:
    """Comment lines that hold `text`, wrapped, each indented by `indent` blanks."""
    start = " " * indent + "# "
    lines = textwrap.wrap(
        " ".join(prose(text).split()),
        width=LINE,
        initial_indent=start,
        subsequent_indent=start,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


# --- other places ---------------------------------------------------------------------


def prose(text: str) -> str:
    """`text` without what no reader sees; all line breaks become line feeds."""
    return _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))


def markdown(text: str) -> str:
    """`text` as words within a line of Markdown, a table's cell included."""
    words = " ".join(prose(text).split())
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#+!|~$.:-])", r"\\\1", words)


def html(text: str) -> str:
    """`text` for HTML that stands in Markdown: between tags, or in a quoted attribute.

    It is on one line, since a blank line ends a block of HTML. Braces are references
    too: what goes through a template of others before it is read holds none of theirs.
    """
    words = " ".join(prose(text).split())
    return _HTML.sub(_reference, words)


def html_code(text: str) -> str:
    """`text` for a `pre` element that stands in Markdown, with its line breaks.

    Those of blank lines are references: a blank line would end the block of HTML.
    """
    code = _HTML_CODE.sub(_reference, prose(text).expandtabs(4))
    return _BLANK.sub(r"\1&#10;", code)


def documentation(text: str, *, begins: bool = True) -> str:
    """`text` as words within a line of Markdown that readers of every kind publish.

    CommonMark with the additions of git hosts, Python-Markdown and its extensions:
    none finds an element, a link, a heading, an emoji or a formula in it. A backslash
    stands only before what all of them take one before; the rest are references.
    `begins` says whether the words may stand where a line begins.
    """
    words = " ".join(prose(text).split())
    start = _AT_START.match(words) if begins else None
    if start is None:
        return _IN_LINE.sub(_in_line, words)
    return _in_line(start) + _IN_LINE.sub(_in_line, words[start.end() :])


def _in_line(match: re.Match[str]) -> str:
    found = match[0]
    if found in _TAKE_BACKSLASH:
        return f"\\{found}"
    # Of the number of a list's item only what follows it is a mark.
    digits = found[:-1] if found[0].isdigit() else ""
    rest = found[len(digits) :]
    return digits + "".join(_REFERENCES.get(c) or _number(c) for c in rest)


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0]) or _number(match[0])


def _number(char: str) -> str:
    return f"&#{ord(char)};"


def documentation_code(text: str) -> str:
    """`text` as code within a line of Markdown, a table's cell included."""
    words = " ".join(prose(text).split())
    is_plain = _PLAIN_CODE.fullmatch(words) and not words.startswith(("#!", ":::"))
    if is_plain and not _TEMPLATE.search(words):
        return f"`{words}`"
    return f"<code>{documentation(words)}</code>" if words else ""


def code_span(text: str) -> str:
    """`text` as code within a line of CommonMark that is no table's."""
    words = " ".join(prose(text).split())
    if not words:
        return ""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {words} {marks}" if longest else f"{marks}{words}{marks}"


def documentation_block(text: str, language: str) -> str:
    """`text` as a block of code in Markdown. `language` is one of ours, or empty.

    What a reader of templates or of inclusions could take for its own stands in HTML.
    """
    body = prose(text).strip("\n")
    if _TEMPLATE.search(body) or _INCLUSION.search(body):
        return f"<pre><code>{html_code(body)}</code></pre>"
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{body}\n{fence}"


def mermaid(text: str) -> str:
    """`text` as a label between quotes in a diagram of Mermaid, in a block of Markdown.

    All but letters, digits, blanks, full stops, commas and underscores are Mermaid's
    references, so that no reader of the block finds a mark of its own.
    """
    words = " ".join(prose(text).split())
    return _IN_DIAGRAM.sub(lambda found: f"#{ord(found[0])};", words)


def toml(text: str) -> str:
    """A TOML basic string of `text`, without lone surrogates: TOML refuses them."""
    out = []
    for char in text:
        code = ord(char)
        if char in '"\\':
            out.append(f"\\{char}")
        elif 0xD800 <= code <= 0xDFFF:
            continue
        elif code < 0x20 or 0x7F <= code < 0xA0 or _NOT_SHOWN.match(char):
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            out.append(char)
    return f'"{"".join(out)}"'


def pull_request(text: str) -> str:
    """`text` as words within a line of Markdown that a git host shows to a team.

    There `@name` calls somebody and `#1` points at an issue, escaped or not; what no
    reader sees comes between the mark and the word.
    """
    return re.sub(r"(@|\\#)(?=\w)", "\\1\u200b", markdown(text))


def workflow(text: str) -> str:
    """`text` as a value in a workflow of GitHub: YAML without an expression in it."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    quoted = _NOT_SHOWN.sub(lambda found: f"\\U{ord(found[0]):08x}", quoted)
    return quoted.replace("${{", "${{ '${{' }}")


def terminal(text: str) -> str:
    """`text` on one line of a terminal: nothing in it moves or turns the cursor."""
    return _visible(" ".join(text.split()))


def terminal_lines(text: str) -> str:
    """Lines of ours for a terminal; nothing in them moves or turns the cursor."""
    return "\n".join(map(_visible, text.split("\n")))


def _visible(line: str) -> str:
    return _NOT_SHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", line)
