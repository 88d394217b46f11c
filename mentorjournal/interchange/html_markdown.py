"""The HTML that other programs keep their notes in becomes Markdown, measured before it is believed."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from mentorjournal.interchange.decode import clean

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

MAX_HTML_CHARS: Final = 2 * 1024 * 1024
MAX_TAGS: Final = 20_000
MAX_DEPTH: Final = 100
MAX_WORK: Final = 20_000_000
"""The converter handles all text inside an element once for each element around it."""

_TAG = re.compile(r"<[^<>]{0,5000}>")
_DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^<>]{0,300}>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|li|tr|h[1-6])>|<br ?/?>", re.IGNORECASE)
_BLANKS = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"(?<=\S)[ \t]+$", re.MULTILINE)
_SAFE_TARGET = re.compile(r"(?:https?|mailto|tel|attachment):", re.IGNORECASE)
_DROPPED: Final = ("script", "style", "head", "title", "template", "object", "iframe", "form")
_LINES: Final = frozenset({"div", "p", "li", "td", "th"})
_HELD = re.compile("\ue000(\\d{1,6})\ue001")

Prepare = Callable[["BeautifulSoup"], None]


class Held:
    """Markdown that passes through the conversion untouched, as a sign of its own in the text."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def sign(self, text: str) -> str:
        """What to put into the HTML in place of this Markdown."""
        self._texts.append(text)
        return f"\ue000{len(self._texts) - 1}\ue001"

    def back(self, text: str) -> str:
        """The text with everything held in its place."""
        return _HELD.sub(lambda found: self._one(int(found[1])), text)

    def _one(self, number: int) -> str:
        return self._texts[number] if number < len(self._texts) else ""


def to_markdown(html: str, prepare: Prepare | None = None, held: Held | None = None) -> tuple[str, bool]:
    """The Markdown of a fragment, and whether its formatting could be read; else its plain text is given.

    `prepare` may change the parsed tree first. Nothing is fetched; links that could run something are left out.
    """
    html = _DECLARATION.sub("", clean(html).replace("\ue000", "").replace("\ue001", ""))
    text = _formatted(html, prepare)
    kept = text is not None
    if text is None:
        text = plain_text(html)
    text = _BLANKS.sub("\n\n", _TRAILING.sub("", text.replace("\xa0", " "))).strip()
    return (held.back(text) if held else text), kept


def plain_text(html: str) -> str:
    """The words of a fragment, with its line ends."""
    return clean(entities.unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))))


def _formatted(html: str, prepare: Prepare | None) -> str | None:
    if len(html) > MAX_HTML_CHARS or html.count("<") > MAX_TAGS:
        return None
    from bs4 import BeautifulSoup

    try:
        tree = BeautifulSoup(html, "html.parser")
    except (AssertionError, ValueError, RecursionError):
        # bs4's ParserRejectedMarkup is an AssertionError or a ValueError, depending on its age.
        return None
    if _work(tree) > MAX_WORK:
        return None
    if prepare is not None:
        prepare(tree)
    _tidy(tree)
    try:
        return str(_converter()().convert_soup(tree))
    except (RecursionError, ValueError):
        return None


def _work(tree: BeautifulSoup) -> int:
    """How many characters the converter would handle; more than allowed where elements nest too deeply."""
    from bs4 import Tag

    total = 0
    depth = {id(tree): 0}
    for one in tree.descendants:
        here = depth[id(one.parent)] + 1
        if here > MAX_DEPTH:
            return MAX_WORK + 1
        if isinstance(one, Tag):
            depth[id(one)] = here
        else:
            total += here * len(str(one))
    return total


def _tidy(tree: BeautifulSoup) -> None:
    from bs4.element import PreformattedString

    for gone in tree.find_all(_DROPPED):
        gone.decompose()
    for text in tree.find_all(string=lambda one: isinstance(one, PreformattedString)):
        text.extract()
    _blank_lines(tree)
    _targets(tree)


def _blank_lines(tree: BeautifulSoup) -> None:
    for line_end in tree.find_all("br"):
        # Editors keep a blank line as a block with nothing but a line end.
        if line_end.parent and line_end.parent.name in _LINES and not line_end.parent.get_text(strip=True):
            line_end.replace_with("")


def _targets(tree: BeautifulSoup) -> None:
    for link in tree.find_all("a"):
        if not _SAFE_TARGET.match(str(link.get("href") or "").strip()):
            link.unwrap()
    for picture in tree.find_all("img"):
        if not _SAFE_TARGET.match(str(picture.get("src") or "").strip()):
            picture.replace_with(str(picture.get("alt") or ""))


@cache
def _converter() -> type[Any]:
    from markdownify import ATX, MarkdownConverter

    class Notes(MarkdownConverter):
        """Headings with signs before them, one sign for lists, and words as they were typed."""

        class Options:
            heading_style = ATX
            bullets = "-"
            escape_underscores = False
            newline_style = "backslash"

        def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
            """A line of its own, as editors show it; a blank one stays one."""
            if "_inline" in parent_tags:
                return f" {text.strip()} "
            words = text.strip("\n")
            return f"\n{words}\n" if words.strip() else "\n\n"

    return Notes
