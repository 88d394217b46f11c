"""Setting type: runs of text in, lines of known width out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mentorjournal.reports.faces import face, shown
from mentorjournal.reports.look import GREY, LINK, Style
from mentorjournal.reports.references import ASKED, PLACE, with_marks
from mentorjournal.reports.runs import BREAK, Run, clean
from mentorjournal.reports.scripts import base_level, between_ideographs, runs_rightwards

if TYPE_CHECKING:
    from mentorjournal.reports.faces import AnyFace

_SEAMS = re.compile(r"(?<=[/\-?&=._@:,;+])(?=.)")
_GAPS = re.compile(f"([ {BREAK}])")
_QUIET = 0.84
_ADDRESS = 24
_WIDE = 0.4
_FEW, _SCRAP = 6, 9


class Ink(NamedTuple):
    """What a stretch of text is drawn with."""

    face: AnyFace
    size: float
    color: int
    strike: bool = False
    shade: bool = False
    link: str = ""


class Stretch(NamedTuple):
    """Text of one ink on one line; `width` in points. One with `rtl` is drawn from right to left."""

    ink: Ink
    text: str
    width: float
    rtl: bool = False


class Line(NamedTuple):
    """One line: its stretches from left to right, at least one, and their width in points.

    It begins `indent` points into the measure: one of a paragraph with `rtl` ends at its right edge.
    """

    stretches: tuple[Stretch, ...]
    width: float
    indent: float = 0.0
    rtl: bool = False


class _Word(NamedTuple):
    """What stands between two places where a line may end; `space` is the width before it."""

    parts: tuple[tuple[Ink, str, float], ...]
    width: float
    space: float
    forced: bool = False


@lru_cache(maxsize=512)
def ink_for(style: Style, run: Run) -> Ink:
    """The ink of a run (whose text is ignored) in a paragraph's style."""
    chosen = face(
        "sans" if run.code or run.quiet else style.family,
        bold=style.bold or run.bold,
        italic=style.italic != run.italic,
    )
    size = style.size * (_QUIET if run.quiet else 0.95 if run.code else 1.0)
    color = GREY if run.quiet else LINK if run.link else style.color
    return Ink(chosen, size, color, run.strike, run.code, run.link)


class Setter:
    """Sets text for one document and remembers the characters that no face could show."""

    def __init__(self, missing: set[str] | None = None) -> None:
        self.missing: set[str] = set() if missing is None else missing

    def lines(self, text: str | Sequence[Run], style: Style, width: float) -> list[Line]:
        """Break a text into lines of at most `width` points; text without a word gives none."""
        if isinstance(text, str):
            text = (Run(text),)
        text = with_marks(text)
        if len(text) == 1:
            simple = self._simple(text[0], style, width)
            if simple is not None:
                return simple
        lines = list(_filled(_in_company(list(self._words(text, style)), width), width))
        whole = "".join(run.text for run in text)
        if runs_rightwards(whole):
            return lines
        from mentorjournal.reports.ordering import ordered

        return ordered(lines, base_level(whole), width)

    def width(self, text: str, style: Style) -> float:
        """Width in points of a plain text on one line."""
        return sum(line.width for line in self.lines(text, style, 1e9))

    def _simple(self, run: Run, style: Style, width: float) -> list[Line] | None:
        """Lines of a single run that one face can show: the common case, kept short for speed."""
        ink = ink_for(style, run._replace(text=""))
        text = clean(run.text)
        if run.link[:1] == PLACE:
            return None
        if not text.isascii() and (BREAK in text or ink.face.lacks(text)):
            return None
        measure = _measure(ink)
        space = measure(" ")
        lines: list[Line] = []
        words: list[str] = []
        used = -space
        for word in _company([word for word in text.split(" ") if word], measure, width):
            wide = measure(word)
            if wide > width or (len(word) >= _ADDRESS and wide > width * _WIDE):
                return None
            if used + space + wide > width:
                lines.append(Line((Stretch(ink, " ".join(words), used),), used))
                words, used = [word], wide
            else:
                words.append(word)
                used += space + wide
        if words:
            lines.append(Line((Stretch(ink, " ".join(words), used),), used))
        return lines

    def _words(self, runs: Sequence[Run], style: Style) -> Iterator[_Word]:
        parts: list[tuple[Ink, str, float]] = []
        space = 0.0
        forced = False
        for token, base in _tokens(runs, style):
            if token not in (" ", BREAK):
                for number, piece in enumerate(_pieces(token, base)):
                    if number and parts:
                        yield _word(parts, space, forced=forced)
                        parts, space, forced = [], 0.0, False
                    parts.extend(self._inked(piece, base))
                continue
            if forced and token == BREAK and not parts:
                parts.append((base, "", 0.0))
            if parts:
                yield _word(parts, space, forced=forced)
                parts, forced = [], False
            forced = forced or token == BREAK
            space = _measure(base)(" ")
        if parts:
            yield _word(parts, space, forced=forced)

    def _inked(self, token: str, base: Ink) -> Iterator[tuple[Ink, str, float]]:
        """A token in the faces that can show it; all of them have the letters of ASCII."""
        if token.isascii():
            yield base, token, base.face.width(token) * base.size
            return
        for text, chosen in shown(token, base.face, self.missing):
            ink = base if chosen is base.face else base._replace(face=chosen)
            yield ink, text, _measure(ink)(text)


def _tokens(runs: Sequence[Run], style: Style) -> Iterator[tuple[str, Ink]]:
    """Words, spaces and line breaks, each with the ink of its run."""
    for run in runs:
        ink = ink_for(style, run._replace(text=""))
        if run.link[:1] == PLACE:
            yield "", ink
        yield from ((token, ink) for token in _GAPS.split(clean(run.text)) if token)


def _pieces(token: str, base: Ink) -> Sequence[str]:
    """The parts of a token between which a line may end; what no face can show stays whole, and is named once."""
    parts = tuple(between_ideographs(token))
    missing: set[str] = set()
    if len(parts) > 1:
        list(shown(token, base.face, missing))
    return (token,) if missing else parts


def _word(parts: list[tuple[Ink, str, float]], space: float, *, forced: bool) -> _Word:
    wide = parts[0][2] if len(parts) == 1 else sum(part[2] for part in parts)
    return _Word(tuple(parts), wide, space, forced)


def _measure(ink: Ink) -> Callable[[str], float]:
    size = ink.size
    width = ink.face.width
    return lambda text: width(text) * size


def _company(words: list[str], measure: Callable[[str], float], width: float) -> list[str]:
    """The words of a paragraph, the last one tied to the one before if it is short: no line for a scrap."""
    if len(words) > _FEW and len(words[-1]) <= _SCRAP:
        tied = f"{words[-2]} {words[-1]}"
        if measure(tied) <= width * _WIDE:
            words[-2:] = [tied]
    return words


def _in_company(words: list[_Word], width: float) -> list[_Word]:
    """As `_company`, for words of several inks."""
    if len(words) > _FEW and not words[-1].forced:
        left, right = words[-2:]
        if not right.space:
            return words
        wide = left.width + right.space + right.width
        if sum(len(text) for _, text, _ in right.parts) <= _SCRAP and wide <= width * _WIDE:
            gap = (_between(left.parts[-1][0], right.parts[0][0]), " ", right.space)
            words[-2:] = [_Word((*left.parts, gap, *right.parts), wide, left.space, left.forced)]
    return words


def _filled(words: Iterable[_Word], width: float) -> Iterator[Line]:
    """Fill lines first fit; a word wider than a line is broken at its seams, then anywhere."""
    line: list[tuple[Ink, str, float]] = []
    used = 0.0
    begun = False
    for word in words:
        for piece in _chopped(word, width) if _is_long(word, width) else (word,):
            space = piece.space if line else 0.0
            if (begun and piece.forced) or (line and used + space + piece.width > width):
                yield _joined(line, used)
                line, used, space = [], 0.0, 0.0
            begun = True
            if space:
                line.append((_between(line[-1][0], piece.parts[0][0]), " ", space))
            line.extend(piece.parts)
            used += space + piece.width
    if begun:
        yield _joined(line, used)


def _between(left: Ink, right: Ink) -> Ink:
    """The ink of the space between two words: a stroke or a link goes through it only if it goes on."""
    return left if left == right else left._replace(strike=False, shade=False, link="")


def _is_long(word: _Word, width: float) -> bool:
    """Whether a word is wider than a line, or so long, as addresses are, that a line would be left half empty."""
    if word.width <= width * _WIDE:
        return False
    return word.width > width or sum(len(text) for _, text, _ in word.parts) >= _ADDRESS


def _chopped(word: _Word, width: float) -> Iterator[_Word]:
    """A word in parts: at slashes, dots and the like first, anywhere if that is not enough."""
    space, forced = word.space, word.forced
    for ink, text, _ in word.parts:
        measure = _measure(ink)
        for seam in (text,) if ink.link[:1] == ASKED else _SEAMS.split(text):
            whole = measure(seam) <= width or ink.link[:1] == ASKED
            pieces = (seam,) if whole else _cut(seam, ink, width)
            for piece in pieces:
                wide = measure(piece)
                yield _Word(((ink, piece, wide),), wide, space, forced)
                space, forced = 0.0, False


def _cut(text: str, ink: Ink, width: float) -> Iterator[str]:
    start, used = 0, 0.0
    measure = _measure(ink)
    for at, char in enumerate(text):
        wide = measure(char)
        if used + wide > width and at > start:
            yield text[start:at]
            start, used = at, 0.0
        used += wide
    yield text[start:]


def _joined(parts: list[tuple[Ink, str, float]], width: float) -> Line:
    """A line whose neighbours of the same ink are one stretch."""
    stretches: list[Stretch] = []
    for ink, text, wide in parts:
        last = stretches[-1] if stretches else None
        if last and last.ink == ink:
            stretches[-1] = Stretch(last.ink, last.text + text, last.width + wide)
        else:
            stretches.append(Stretch(ink, text, wide))
    return Line(tuple(stretches), width)
