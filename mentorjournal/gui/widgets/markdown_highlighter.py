"""Live styling of Markdown: marks are dimmed, what they mean is shown in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from mentorjournal.gui.widgets.markdown_lines import Line, take_apart

if TYPE_CHECKING:
    from mentorjournal.gui.theme import Theme

T = TypeVar("T")

LONGEST_SPAN = 400
"""Characters between an opening and a closing mark; bounds the search for the closing one."""

LONGEST_LINE = 10_000
"""Characters of one line that are styled."""

_IN_FENCE = 1
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_DEEPEST = 3
_LAST_OF_PLANE = "\uffff"

# Where a span may begin; only there is the search for a whole one worth its while.
_OPENING = re.compile(r"[`!\[*_~=]|https?://")

_SPAN = re.compile(
    rf"(?P<code>(?P<tick>`+)(?!`)(?P<code_text>.{{1,{LONGEST_SPAN}}}?)(?<!`)(?P=tick)(?!`))"
    r"|(?P<link>!?\[(?P<link_text>[^\[\]]{0,400})\]\((?P<address>[^()\s]{0,2000})\))"
    rf"|(?P<bold>(?P<b>\*\*|__)(?=[^\s*_])(?P<bold_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)(?P=b))"
    rf"|(?P<strike>~~(?=\S)(?P<strike_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)~~)"
    rf"|(?P<marked>==(?=\S)(?P<marked_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)==)"
    rf"|(?P<italic>(?<![\w*\\])(?P<i>[*_])(?=[^\s*_])(?P<italic_text>.{{1,{LONGEST_SPAN}}}?)(?<=[^\s\\])(?P=i)(?![\w*]))"
    r"|(?P<url>https?://[^\s<>()\[\]]{3,500})"
)


# How a span differs from plain text, as bits, because spans within spans add up and speed matters: this
# runs at every key.
_BOLD, _ITALIC, _STRIKE, _MONO, _UNDERLINE = 1, 2, 4, 8, 16
_FAINT, _MUTED, _LINK, _CODE_GROUND, _MARK_GROUND = 32, 64, 128, 256, 512
_SIZE_1, _SIZE_2, _SIZE_3 = 1024, 2048, 4096

_SPANS = {
    "code": _MONO | _CODE_GROUND,
    "link": _LINK | _UNDERLINE,
    "bold": _BOLD,
    "strike": _STRIKE | _FAINT,
    "marked": _MARK_GROUND,
    "italic": _ITALIC,
    "url": _LINK | _UNDERLINE,
}
_COLOURS = ((_FAINT, "faint"), (_LINK, "accent_text"), (_MUTED, "muted"))
_GROUNDS = ((_CODE_GROUND, "quiet_soft"), (_MARK_GROUND, "accent_soft"))
_HEADING_SIZES = ((_SIZE_1, 1.35), (_SIZE_2, 1.2), (_SIZE_3, 1.08))
_HEADINGS = {1: _BOLD | _SIZE_1, 2: _BOLD | _SIZE_2, 3: _BOLD | _SIZE_3}


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles line by line; only fenced code reaches over lines, as the state of a line."""

    def __init__(self, document: QTextDocument, theme: Theme, point_size: float) -> None:
        super().__init__(document)
        self._theme, self._points = theme, point_size
        self._formats: dict[int, QTextCharFormat] = {}
        self._offsets: list[int] | None = None

    def restyle(self, theme: Theme, point_size: float) -> None:
        """Other colours or another size."""
        if (theme, point_size) != (self._theme, self._points):
            self._theme, self._points = theme, point_size
            self._formats.clear()
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One line."""
        text = text[:LONGEST_LINE]
        self._offsets = None if text.isascii() or max(text) <= _LAST_OF_PLANE else _utf16_offsets(text)
        inside = self.previousBlockState() == _IN_FENCE
        fence = _FENCE.match(text) is not None
        self.setCurrentBlockState(_IN_FENCE if inside != fence else 0)
        if fence or inside:
            self._set(0, len(text), _MONO | _FAINT if fence else _MONO)
        elif text:
            self._style_line(text)

    def _style_line(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading:
            level = len(heading[1])
            base = _HEADINGS.get(level, _BOLD)
            self._set(0, len(text), base)
            self._set(0, level + 1, base | _FAINT)
            self._style_spans(text, level + 1, len(text), base)
        elif _RULE.fullmatch(text):
            self._set(0, len(text), _FAINT)
        else:
            self._style_text(text, take_apart(text))

    def _style_text(self, text: str, line: Line) -> None:
        base = _ITALIC | _MUTED if line.quote else 0
        if line.box and not line.box.startswith("[ ]"):
            base |= _STRIKE | _FAINT
        start = line.prefix_length
        if start:
            self._set(0, start, _FAINT)
        if line.box:
            self._set(start - len(line.box), 3, _MONO | _BOLD | _LINK)
        if base:
            self._set(start, len(text) - start, base)
        self._style_spans(text, start, len(text), base)

    def _style_spans(self, text: str, start: int, end: int, base: int, depth: int = 0) -> None:
        opening = _OPENING.search(text, start, end)
        while opening:
            at = opening.start()
            found = _SPAN.match(text, at, end)
            if found:
                self._style_span(text, found, base, depth)
            opening = _OPENING.search(text, found.end() if found else at + 1, end)

    def _style_span(self, text: str, found: re.Match[str], base: int, depth: int) -> None:
        kind = found.lastgroup or ""
        look = base | _SPANS[kind]
        if kind == "url":
            self._set(found.start(), found.end() - found.start(), look)
            return
        start, end = found.span(f"{kind}_text")
        self._set(found.start(), start - found.start(), base | _FAINT)
        self._set(start, end - start, look)
        self._set(end, found.end() - end, base | _FAINT)
        if kind not in {"code", "link"} and depth < _DEEPEST:
            self._style_spans(text, start, end, look, depth + 1)

    def _set(self, start: int, length: int, look: int) -> None:
        """Qt counts in UTF-16 units, Python in characters."""
        if self._offsets is not None:
            first = self._offsets[start]
            start, length = first, self._offsets[start + length] - first
        made = self._formats.get(look)
        if made is None:
            made = self._formats[look] = self._make_format(look)
        self.setFormat(start, length, made)

    def _make_format(self, look: int) -> QTextCharFormat:
        made = QTextCharFormat()
        if look & _BOLD:
            made.setFontWeight(QFont.Weight.Bold)
        if look & _MONO:
            made.setFontFamilies(["monospace"])
            made.setFontFixedPitch(True)
        made.setFontItalic(bool(look & _ITALIC))
        made.setFontStrikeOut(bool(look & _STRIKE))
        made.setFontUnderline(bool(look & _UNDERLINE))
        size = _first(_HEADING_SIZES, look)
        if size:
            made.setFontPointSize(self._points * size)
        colour, ground = _first(_COLOURS, look), _first(_GROUNDS, look)
        if colour:
            made.setForeground(QColor(self._theme.colour(colour)))
        if ground:
            made.setBackground(QColor(self._theme.colour(ground)))
        return made


def _first(choices: tuple[tuple[int, T], ...], look: int) -> T | None:
    return next((value for bit, value in choices if look & bit), None)


def _utf16_offsets(text: str) -> list[int]:
    """For each character, and the end, its place in UTF-16 units."""
    offsets, at = [0], 0
    for character in text:
        at += 2 if character > _LAST_OF_PLANE else 1
        offsets.append(at)
    return offsets
