"""RedNotebook's markup, txt2tags, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from mentorjournal.interchange import limits

_RULE = re.compile(r"[ \t]*([=_-])\1{19,}[ \t]*")
_TITLE = re.compile(
    r"[ \t]*(={1,5}|\+{1,5})[ \t]*([^=+\s](?:.*[^=+\s])?|[^=+\s].*?\S)[ \t]*\1(?:\[[\w-]*\])?[ \t]*"
)
_FENCE = re.compile(r'[ \t]*(```|""")[ \t]*')
_NUMBERED = re.compile(r"^([ \t]*)\+ (?=\S)")
_QUOTE = re.compile(r"^\t+")
_IMAGE = re.compile(r'\[""([^"\n]{1,1000})""(\.\w{1,5})(?:\?(\d{0,5}))?\]')
_LINK = re.compile(r'\[([^\[\]"\n]{0,500}) ""([^"\n]{1,1000})""\]')
_DAY_LINK = re.compile(r"\[([^\[\]\n]{1,500}) (\d{4}-\d{2}-\d{2})\]")
_KEPT = re.compile(r'``([^`\n]+)``|""([^"\n]+)""|(?:https?|ftp|file)://[^\s<>"\])]+')
_MARKS = (
    (re.compile(r"(?<![/:])//(?=[^\s/])((?:[^/\n]|/(?!/))+?)(?<=\S)//(?!/)"), "*"),
    (re.compile(r"(?<!-)--(?=[^\s-])((?:[^-\n]|-(?!-))+?)(?<=\S)--(?!-)"), "~~"),
    (re.compile(r"(?<!_)__(?=[^\s_])((?:[^_\n]|_(?!_))+?)(?<=\S)__(?!_)"), "*"),
)

Shown = Callable[[str, str, bool], str]
"""Given an address, a label and whether it is a picture: the Markdown for it."""


def to_markdown(text: str, shown: Shown) -> str:
    """The Markdown for a txt2tags text; underlined words become emphasised ones."""
    lines: list[str] = []
    in_fence = False
    for line in text.split("\n"):
        if len(line) > limits.MAX_INLINE_LINE_CHARS:
            lines.append(line)
        elif _FENCE.fullmatch(line):
            in_fence = not in_fence
            lines.append("```")
        else:
            lines.append(line if in_fence else _line(line, shown))
    return "\n".join(lines)


def _line(line: str, shown: Shown) -> str:
    if _RULE.fullmatch(line):
        # Not "---", which would make a heading of the line above it.
        return "***"
    title = _TITLE.fullmatch(line)
    if title:
        return f"{'#' * len(title[1])} {_inline(title[2], shown)}"
    line = _QUOTE.sub("> ", _NUMBERED.sub(r"\g<1>1. ", line))
    if line.rstrip().endswith("\\\\"):
        line = line.rstrip().removesuffix("\\\\").rstrip() + "\\"
    return _inline(line, shown)


def _inline(line: str, shown: Shown) -> str:
    """Convert a line, with everything that is not markup set aside first."""
    aside: list[str] = []

    def keep(markdown: str) -> str:
        aside.append(markdown)
        return f"\x02{len(aside) - 1}\x03"

    line = _IMAGE.sub(lambda found: keep(shown(found[1] + found[2], "", True)), line)
    line = _LINK.sub(lambda found: keep(shown(found[2], found[1].strip(), False)), line)
    line = _DAY_LINK.sub(lambda found: f"{found[1]} ({found[2]})", line)
    line = _KEPT.sub(lambda found: keep(_kept(found)), line)
    for mark, markdown in _MARKS:
        line = mark.sub(lambda found, sign=markdown: f"{sign}{found[1]}{sign}", line)  # type: ignore[misc]
    return re.sub(r"\x02(\d+)\x03", lambda found: aside[int(found[1])], line)


def _kept(found: re.Match[str]) -> str:
    if found[1]:
        return f"`{found[1]}`"
    return found[2] or found[0]
