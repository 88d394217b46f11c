"""The type faces: found in their packages, registered once, with a stand-in for characters they lack."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mentorjournal.errors import ReportError

if TYPE_CHECKING:
    from mentorjournal.reports.shaped import ShapedFace

    AnyFace: TypeAlias = "Face | ShapedFace"

_PACKAGED = {
    ("serif", False, False): ("font_source_serif_pro", "SourceSerifPro-Regular"),
    ("serif", True, False): ("font_source_serif_pro", "SourceSerifPro-Bold"),
    ("serif", False, True): ("font_source_serif_pro", "SourceSerifPro-It"),
    ("serif", True, True): ("font_source_serif_pro", "SourceSerifPro-BoldIt"),
    ("sans", False, False): ("font_source_sans_pro", "SourceSansPro-Regular"),
    ("sans", True, False): ("font_source_sans_pro", "SourceSansPro-Semibold"),
    ("sans", False, True): ("font_source_sans_pro", "SourceSansPro-It"),
    ("sans", True, True): ("font_source_sans_pro", "SourceSansPro-SemiboldIt"),
}
_INSTALLED = (
    ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("NotoSerifHebrew-Regular.ttf", "NotoSerifHebrew-Bold.ttf"),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSerifDevanagari-Regular.ttf", "NotoSerifDevanagari-Bold.ttf"),
    ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("Nirmala.ttf", "NirmalaB.ttf"),
    ("seguisym.ttf", "seguisym.ttf"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("simsun.ttc", "simsun.ttc"),
    ("msgothic.ttc", "msgothic.ttc"),
    ("malgun.ttf", "malgunbd.ttf"),
    ("Arial Unicode.ttf", "Arial Unicode.ttf"),
    ("GeezaPro.ttc", "GeezaPro.ttc"),
    ("PingFang.ttc", "PingFang.ttc"),
    ("Songti.ttc", "Songti.ttc"),
    ("Kohinoor.ttc", "Kohinoor.ttc"),
)
"""Faces that are known to come with systems, each with its bold one; those of a script with serifs first."""
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_JOINERS: Final = frozenset("\u200c\u200d")
_LOCK = threading.Lock()


class Face:
    """One registered face: its name, the characters it has and their widths."""

    __slots__ = ("_words", "ascent", "covered", "name", "string_width")

    def __init__(self, name: str, path: Path) -> None:
        font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        self.name = name
        self.covered: dict[int, int] = font.face.charToGlyph
        self.ascent = font.face.ascent / 1000.0
        self.string_width: Callable[[str, float], float] = font.stringWidth
        self._words: dict[str, float] = {}

    def width(self, word: str) -> float:
        """Width of a word at a size of one point; remembered, because a text repeats its words."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) > 20_000:  # noqa: PLR2004 - about 2 MB of memory
                self._words.clear()
            known = self._words[word] = self.string_width(word, 1.0)
        return known

    def lacks(self, text: str) -> set[int]:
        """The characters of a text that this face cannot show."""
        return {code for code in map(ord, set(text)) if code not in self.covered}


@cache
def _packaged(family: str, bold: bool, italic: bool) -> Face:
    package, stem = _PACKAGED[family, bold, italic]
    found = find_spec(package)
    folders = found.submodule_search_locations if found else None
    path = Path(folders[0]) / "files" / f"{stem}.ttf" if folders else None
    if path is None or not path.is_file():
        raise ReportError(
            f"The document was not made: the type face {stem} is missing from this installation. "
            "Nothing was changed. Install the program again, then try once more."
        )
    return Face(f"Journal-{stem}", path)


def face(family: str, *, bold: bool = False, italic: bool = False) -> Face:
    """The face of a family ("serif" or "sans"), read from disk the first time it is used."""
    with _LOCK:
        return _packaged(family, bold, italic)


@cache
def _installed(bold: bool) -> tuple[ShapedFace, ...]:
    """Faces of this computer that may stand in; looked for only when a character is missing."""
    from mentorjournal.reports.shaped import ShapedFace

    wanted = {names[bold] for names in _INSTALLED}
    folders = [Path(folder) for folder in _FOLDERS] + [Path.home() / ".fonts"]
    places = {
        path.name: path
        for folder in reversed(folders)
        if folder.is_dir()
        for path in sorted(folder.rglob("*.tt[fc]"), reverse=True)
        if path.name in wanted
    }
    faces = []
    for name in dict.fromkeys(names[bold] for names in _INSTALLED):
        if name in places:
            try:
                faces.append(ShapedFace(f"Installed-{Path(name).stem}".replace(" ", ""), places[name]))
            except (OSError, ValueError):
                continue
    return tuple(faces)


@cache
def _stand_in(code: int, wanted: Face) -> AnyFace | None:
    """The face that shows a character which `wanted` lacks: ours first, then an installed one."""
    near = (face(family) for family in (("sans", "serif") if "Sans" in wanted.name else ("serif", "sans")))
    for other in near:
        if code in other.covered:
            return other
    bold = "Bold" in wanted.name or "Semibold" in wanted.name
    with _LOCK:
        others = (*(_installed(bold=True) if bold else ()), *_installed(bold=False))
    return next((other for other in others if code in other.covered), None)


def _faces_of(text: str, wanted: Face, lacking: set[int]) -> list[AnyFace | None]:
    """The face of each character; marks and joiners stay with the letter before them where its face has them."""
    found: list[AnyFace | None] = []
    for char in text:
        code, before = ord(char), found[-1] if found else None
        joins = char in _JOINERS or unicodedata.category(char)[0] == "M"
        if joins and before is not None and (char in _JOINERS or code in before.covered):
            found.append(before)
        else:
            found.append(wanted if code not in lacking else _stand_in(code, wanted))
    return found


def shown(text: str, wanted: AnyFace, missing: set[str]) -> Iterator[tuple[str, AnyFace]]:
    """A text in stretches of one face each; what no face has is named in brackets and reported.

    A symbol becomes its Unicode name in brackets ("[thumbs up sign]"), a run of letters its count and script
    ("[12 characters: CJK]"), so that a reader sees that something stood there, and never an empty box.
    """
    lacking = wanted.lacks(text) if not text.isascii() else set()
    if not lacking or not isinstance(wanted, Face):
        yield text, wanted
        return
    faces = _faces_of(text, wanted, lacking)
    for chosen, group in groupby(zip(faces, text, strict=True), key=lambda pair: pair[0]):
        stretch = "".join(char for _, char in group)
        if chosen is not None:
            yield stretch, chosen
            continue
        missing.update(stretch)
        yield "".join(_described(stretch)), wanted


def _described(stretch: str) -> Iterator[str]:
    for kind, group in groupby(stretch, key=_kind):
        chars = "".join(group)
        if kind == "symbol":
            yield "".join(f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]" for char in chars)
        elif kind:
            noun = "character" if len(chars) == 1 else "characters"
            yield f"[{len(chars)} {noun}: {kind}]"
        else:
            yield "".join(f"[U+{ord(char):04X}]" for char in chars)


def _kind(char: str) -> str:
    """Script of a letter as its Unicode name says it, "symbol", or nothing for what has no name."""
    name = unicodedata.name(char, "")
    if not name:
        return ""
    if unicodedata.category(char)[0] in "LMN":
        first = name.split()[0]
        return first if first == "CJK" else first.capitalize()
    return "symbol"
