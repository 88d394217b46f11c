"""A text of a journal as HTML: what people typed is escaped, no address is fetched, pictures are inside the page."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.portable import Portable
from mentorjournal.model.types import Attachment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_PICTURE_BYTES: Final = 12 * limits.MIB
MOST_PICTURES_BYTES: Final = 120 * limits.MIB
"""A browser holds the whole page in memory, pictures and all."""
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif"})
"""What every browser shows. SVG is not among them: it can hold addresses and scripts."""
_NOT_HTML: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s]+\Z", re.I)
_ATTACHED: Final = re.compile(r"attachment:(?://)?([\w.-]+)\Z")
_ANY_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|#]|^ {0,3}(?:[-+=>]|\d+[.)])|^(?:\t| {4})| {2,}$", re.M)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n\s*")
_MOST_BRACKETS: Final = 2_000
_NESTING: Final = 60
_BELOW: Final = 4
"""Headings of a text stand below those of its record."""
_SMALLEST: Final = 6


def escaped(text: str) -> str:
    """Words that stand as they are, in a text or in an attribute; what could steer the page is dropped."""
    return html.escape(_NOT_HTML.sub("", clean(text)), quote=True)


class Pictures:
    """The pictures of a page: each inside it once, within a bound; `count` tells how many."""

    def __init__(self, portable: Portable) -> None:
        self._portable = portable
        self._shown: set[str] = set()
        self._bytes = 0
        self.count = 0

    def was_shown(self, attachment_id: str) -> bool:
        """Whether it stands in the page already."""
        return attachment_id in self._shown

    def html(self, attachment_id: str, description: str) -> str:
        """The picture; "" where it is none that a browser shows, stays behind, or is too much."""
        attachment = self._portable.get(attachment_id)
        if not isinstance(attachment, Attachment) or attachment.media_type not in _SHOWN:
            return ""
        words = escaped(description or attachment.title)
        if attachment_id in self._shown:
            return f'<span class="again">[{words}, shown above]</span>'
        size = int(attachment.size or 0)
        if not attachment.sha256 or size > min(MOST_PICTURE_BYTES, MOST_PICTURES_BYTES - self._bytes):
            return ""
        parts = self._portable.bytes_of(attachment.sha256)
        if parts is None:
            return ""
        data = b"".join(parts)
        self._bytes += len(data)
        self._shown.add(attachment_id)
        self.count += 1
        coded = base64.b64encode(data).decode()
        return f'<img alt="{words}" src="data:{attachment.media_type};base64,{coded}">'

    def link(self, _attachment_id: str) -> dict[str, str | int | float]:
        """What a link to a file says; nothing where files are not beside the page."""
        return {}


def html_of(text: str, pictures: Pictures, below: int = _BELOW) -> str:
    """Markdown as HTML, its headings `below` levels lower. What is nested beyond reason, or full of brackets, stands there as it was typed."""
    text = _NOT_HTML.sub("", clean(text))
    paragraphs = [part.strip("\n") for part in _BLANK_LINE.split(text) if part.strip()]
    if not _ANY_MARKUP.search(text):
        return "".join(f"<p>{escaped(part)}</p>\n" for part in paragraphs)
    if any(part.count("[") > _MOST_BRACKETS for part in paragraphs):
        return _as_typed(paragraphs)
    tokens = _parser().parse(text)
    if any(token.level >= _NESTING - 2 for token in tokens):
        return _as_typed(paragraphs)
    for token in tokens:
        _settle(token, pictures, below)
    rendered: str = _parser().renderer.render(tokens, _parser().options, {})
    return rendered


def _as_typed(paragraphs: Sequence[str]) -> str:
    return "".join(f'<p class="typed">{escaped(part)}</p>' for part in paragraphs)


def _any_address(_address: str) -> bool:
    return True


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    # Which address may stand is decided here, not by leaving its Markdown on the page.
    parser.validateLink = _any_address  # type: ignore[assignment,method-assign]
    return parser


def _settle(token: Token, pictures: Pictures, below: int) -> None:
    """Lower headings, pictures inside the page, links only to where a reader may go by a click."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1:]) + below, _SMALLEST)}"
    elif token.type == "fence":
        token.info = ""
    elif token.type == "inline":
        token.children = [_inline(child, pictures) for child in token.children or ()]


def _inline(token: Token, pictures: Pictures) -> Token:
    if token.type == "image":
        return _picture(token, pictures)
    if token.type == "link_open":
        address = str(token.attrGet("href") or "")
        if attached := _ATTACHED.match(address):
            token.attrs = pictures.link(attached[1])
        else:
            token.attrs = {"href": address, "rel": "noreferrer"} if _ADDRESS.match(address) else {}
    return token


def _picture(token: Token, pictures: Pictures) -> Token:
    """A picture of the journal in place; of any other only what was said of it."""
    from markdown_it.token import Token as Made

    found = _ATTACHED.match(str(token.attrGet("src") or ""))
    shown = pictures.html(found[1], token.content) if found else ""
    made = Made("html_inline", "", 0)
    made.content = shown or (
        f'<span class="again">[{escaped(token.content)}]</span>' if token.content else ""
    )
    return made
