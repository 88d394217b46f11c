"""Live styling of Markdown: marks are dimmed, what they mean is shown in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from mentorjournal.gui.widgets.markdown_lines import Line, take_apart

if TYPE_CHECKING:
    from mentorjournal.gui.theme import Theme

LONGEST_SPAN = 600
"""Characters between an opening and a closing mark; bounds the search for the closing one."""

LONGEST_LINE = 20_000
"""Characters of one line that are styled."""

_IN_FENCE = 1
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_SIZES = {1: 1.35, 2: 1.2, 3: 1.08}
_DEEPEST = 3
_LAST_OF_PLANE = "\uffff"

_SPAN = re.compile(
    rf"(?P<code>(?P<tick>`+)(?!`)(?P<code_text>.{{1,{LONGEST_SPAN}}}?)(?<!`)(?P=tick)(?!`))"
    r"|(?P<link>!?\[(?P<link_text>[^\[\]]{0,400})\]\((?P<address>[^()\s]{0,2000})\))"
    rf"|(?P<bold>(?P<b>\*\*|__)(?=[^\s*_])(?P<bold_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)(?P=b))"
    rf"|(?P<strike>~~(?=\S)(?P<strike_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)~~)"
    rf"|(?P<marked>==(?=\S)(?P<marked_text>.{{1,{LONGEST_SPAN}}}?)(?<=\S)==)"
    rf"|(?P<italic>(?<![\w*\\])(?P<i>[*_])(?=[^\s*_])(?P<italic_text>.{{1,{LONGEST_SPAN}}}?)(?<=[^\s\\])(?P=i)(?![\w*]))"
    r"|(?P<url>https?://[^\s<>()\[\]]{3,500})"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How one span differs from the text around it."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    mono: bool = False
    underline: bool = False
    colour: str = ""
    ground: str = ""
    size: float = 1.0

    def and_also(self, other: Look) -> Look:
        """Both, where `other` wins on colours."""
        return Look(
            bold=self.bold or other.bold,
            italic=self.italic or other.italic,
            strike=self.strike or other.strike,
            mono=self.mono or other.mono,
            underline=self.underline or other.underline,
            colour=other.colour or self.colour,
            ground=other.ground or self.ground,
            size=max(self.size, other.size),
        )


_PLAIN = Look()
_MARK = Look(colour="faint")
_SPANS = {
    "code": Look(mono=True, ground="quiet_soft"),
    "link": Look(colour="accent_text", underline=True),
    "bold": Look(bold=True),
    "strike": Look(strike=True, colour="faint"),
    "marked": Look(ground="accent_soft"),
    "italic": Look(italic=True),
    "url": Look(colour="accent_text", underline=True),
}


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles line by line; only fenced code reaches over lines, as the state of a line."""

    def __init__(self, document: QTextDocument, theme: Theme, point_size: float) -> None:
        super().__init__(document)
        self._theme, self._points = theme, point_size
        self._formats: dict[Look, QTextCharFormat] = {}
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
        self._offsets = None if not text or max(text) <= _LAST_OF_PLANE else _utf16_offsets(text)
        inside = self.previousBlockState() == _IN_FENCE
        fence = _FENCE.match(text) is not None
        self.setCurrentBlockState(_IN_FENCE if inside != fence else 0)
        if fence or inside:
            self._set(0, len(text), Look(mono=True, colour="faint" if fence else ""))
        elif text:
            self._style_line(text)

    def _style_line(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading:
            base = Look(bold=True, size=_SIZES.get(len(heading[1]), 1.0))
            self._set(0, len(text), base)
            self._set(0, len(heading[1]) + 1, base.and_also(_MARK))
            self._style_spans(text, len(heading[1]) + 1, len(text), base)
        elif _RULE.fullmatch(text):
            self._set(0, len(text), _MARK)
        else:
            self._style_text(text, take_apart(text))

    def _style_text(self, text: str, line: Line) -> None:
        base = _PLAIN
        if line.quote:
            base = Look(italic=True, colour="muted")
        if line.box and not line.box.startswith("[ ]"):
            base = base.and_also(Look(strike=True, colour="faint"))
        start = line.prefix_length
        if start:
            self._set(0, start, _MARK)
        if line.box:
            self._set(start - len(line.box), 3, Look(mono=True, bold=True, colour="accent_text"))
        if base != _PLAIN:
            self._set(start, len(text) - start, base)
        self._style_spans(text, start, len(text), base)

    def _style_spans(self, text: str, start: int, end: int, base: Look, depth: int = 0) -> None:
        for found in _SPAN.finditer(text, start, end):
            kind = found.lastgroup or ""
            if kind == "url":
                self._set(found.start(), found.end() - found.start(), base.and_also(_SPANS["url"]))
                continue
            inner_start, inner_end = found.span(f"{kind}_text")
            look = base.and_also(_SPANS[kind])
            dim = base.and_also(_MARK)
            self._set(found.start(), inner_start - found.start(), dim)
            self._set(inner_start, inner_end - inner_start, look)
            self._set(inner_end, found.end() - inner_end, dim)
            if kind not in {"code", "link"} and depth < _DEEPEST:
                self._style_spans(text, inner_start, inner_end, look, depth + 1)

    def _set(self, start: int, length: int, look: Look) -> None:
        """Qt counts in UTF-16 units, Python in characters."""
        if self._offsets is not None:
            first = self._offsets[start]
            start, length = first, self._offsets[start + length] - first
        self.setFormat(start, length, self._format(look))

    def _format(self, look: Look) -> QTextCharFormat:
        made = self._formats.get(look)
        if made is None:
            made = self._formats[look] = self._make_format(look)
        return made

    def _make_format(self, look: Look) -> QTextCharFormat:
        made = QTextCharFormat()
        if look.bold:
            made.setFontWeight(QFont.Weight.Bold)
        if look.mono:
            made.setFontFamilies(["monospace"])
            made.setFontFixedPitch(True)
        made.setFontItalic(look.italic)
        made.setFontStrikeOut(look.strike)
        made.setFontUnderline(look.underline)
        if look.size > 1:
            made.setFontPointSize(self._points * look.size)
        if look.colour:
            made.setForeground(QColor(self._theme.colour(look.colour)))
        if look.ground:
            made.setBackground(QColor(self._theme.colour(look.ground)))
        return made


def _utf16_offsets(text: str) -> list[int]:
    """For each character, and the end, its place in UTF-16 units."""
    offsets, at = [0], 0
    for character in text:
        at += 2 if character > _LAST_OF_PLANE else 1
        offsets.append(at)
    return offsets
