"""Rules for one line of Markdown: how a list goes on, how deep it is, how text is wrapped in marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

INDENT = "    "
"""Four spaces nest below bullets and below numbers of any width (CommonMark 0.31, list items)."""

DEEPEST = 5
"""Levels a list may be indented."""

_LINE = re.compile(
    r"(?P<quote>(?:\s*>\s?)*)(?P<indent>\s*)"
    r"(?:(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>\s+)(?P<box>\[[ xX]\]\s+)?)?(?P<text>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: quote signs, indent, list mark, check box, text."""

    quote: str
    indent: str
    mark: str
    box: str
    text: str
    prefix_length: int

    @property
    def is_item(self) -> bool:
        """Whether it is a list item."""
        return bool(self.mark)

    @property
    def goes_on(self) -> bool:
        """Whether the next line starts like it: list items and quotes."""
        return self.is_item or bool(self.quote)

    @property
    def is_empty(self) -> bool:
        """Whether nothing follows the marks."""
        return not self.text.strip()


def take_apart(line: str) -> Line:
    """The parts of a line; every line has them, most are empty."""
    found = _LINE.fullmatch(line)
    if found is None:
        return Line("", "", "", "", line, 0)
    return Line(
        quote=found["quote"],
        indent=found["indent"],
        mark=found["mark"] or "",
        box=found["box"] or "",
        text=found["text"],
        prefix_length=found.start("text"),
    )


def next_prefix(line: str) -> str:
    """What the line after `line` starts with: the same mark, the next number, an empty box."""
    parts = take_apart(line)
    if not parts.is_item:
        return parts.quote
    number = re.fullmatch(r"(\d+)([.)])", parts.mark)
    mark = f"{int(number[1]) + 1}{number[2]}" if number else parts.mark
    return f"{parts.quote}{parts.indent}{mark} {'[ ] ' if parts.box else ''}"


def indented(line: str) -> str | None:
    """A list item one level deeper; None when it is none, or as deep as can be."""
    parts = take_apart(line)
    if not parts.is_item or len(parts.indent) >= len(INDENT) * DEEPEST:
        return None
    return parts.quote + INDENT + line[len(parts.quote) :]


def outdented(line: str) -> str | None:
    """A list item one level less deep; None when it is none, or at the margin."""
    parts = take_apart(line)
    if not parts.is_item or not parts.indent:
        return None
    return parts.quote + parts.indent[len(INDENT) :] + line[len(parts.quote) + len(parts.indent) :]


def toggled_box(line: str) -> str | None:
    """The line with its check box ticked or cleared; None without a box."""
    parts = take_apart(line)
    if not parts.box:
        return None
    start = parts.prefix_length - len(parts.box)
    return line[:start] + ("[x]" if parts.box.startswith("[ ]") else "[ ]") + line[start + 3 :]


def box_span(line: str) -> tuple[int, int] | None:
    """Start and end of the "[ ]" in a line, in characters."""
    parts = take_apart(line)
    start = parts.prefix_length - len(parts.box)
    return (start, start + 3) if parts.box else None


def wrapped(text: str, mark: str) -> str:
    """`text` between marks such as "**", or without them when it has them; outer spaces stay outside."""
    bare = text.strip()
    if len(bare) > 2 * len(mark) and bare.startswith(mark) and bare.endswith(mark):
        inner = bare[len(mark) : -len(mark)]
        if not (mark == "*" and inner.startswith("*") and not inner.startswith("**")):
            return text.replace(bare, inner, 1)
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return f"{lead}{mark}{bare}{mark}{trail}"


def attachment_link(name: str, attachment_id: str, *, is_picture: bool) -> str:
    """Markdown that shows or names a kept file."""
    plain = re.sub(r"[\[\]\r\n]+", " ", name).strip()
    return f"{'!' if is_picture else ''}[{plain}](attachment:{attachment_id})"
