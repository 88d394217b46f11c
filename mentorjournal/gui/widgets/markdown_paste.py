"""Pasted HTML as Markdown: bold, italic, strike, code, headings, lists, quotes, links, tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST_HTML = 2_000_000
"""Characters of HTML that are converted; more is taken as plain text."""

MOST_TAGS = 50_000
"""So many take a second; what has more is taken as plain text."""

DEEPEST = 12
"""Lists, quotes and marks within each other; what lies deeper stands where the deepest do."""

_FRAGMENT = re.compile(r"<!--\s{0,9}(Start|End)Fragment\s{0,9}-->")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_LOOSE = re.compile(r"<(?![^<>]*>)")
_WEIGHT = re.compile(r"font-weight:(bold|[0-9]{1,4})")
_START = re.compile(r"[0-9]{1,9}")

_SKIPPED = {"script", "style", "head", "title", "template", "svg", "noscript"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "tr",
    "ul",
    "ol",
    "table",
    "pre",
    "blockquote",
    "li",
}
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"}
_INLINE = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
    "code": "`",
}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BOLD_FROM = 600


def html_to_markdown(html: str) -> str | None:
    """Markdown of an HTML fragment; None when it is too long, has too many tags, or says nothing."""
    if len(html) > LONGEST_HTML or html.count("<") > MOST_TAGS:
        return None
    reader = _Reader()
    reader.feed(_harmless(_copied(html)))
    reader.close()
    return reader.markdown() or None


def _copied(html: str) -> str:
    """The part that was copied, where browsers and offices mark it."""
    marks = list(_FRAGMENT.finditer(html))
    starts = [mark.end() for mark in marks if mark[1] == "Start"]
    ends = [mark.start() for mark in marks if mark[1] == "End" and starts and mark.start() >= starts[0]]
    return html[starts[0] : ends[0]] if ends else html


def _harmless(html: str) -> str:
    """HTML whose every tag and comment ends: over those that do not, the parser takes time by the square."""
    parts, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        parts.append(html[at:start])
        end = html.find("-->", start + 4)
        at = len(html) if end < 0 else end + 3
    parts.append(html[at:])
    return _LOOSE.sub("&lt;", _DECLARATION.sub("", "".join(parts)))


def _style_mark(attributes: dict[str, str | None]) -> str:
    """Marks for the way some offices write bold and italic: as styles of spans."""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    weight = _WEIGHT.search(style)
    bold = weight is not None and (weight[1] == "bold" or int(weight[1]) >= _BOLD_FROM)
    return ("**" if bold else "") + ("*" if "font-style:italic" in style else "")


class _Reader(HTMLParser):
    """Collects lines while tags go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._lists: list[int] = []
        self._open: list[tuple[str, str]] = []
        self._links: list[str] = []
        self._skipping = 0
        self._quotes = 0
        self._cells = -1
        self._verbatim = 0

    def markdown(self) -> str:
        """What was collected, without runs of empty lines."""
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        attributes = dict(attrs)
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "br":
            self._end_line(keep_empty=True)
        elif tag in {"a", "img"}:
            self._start_link(tag, attributes)
        elif tag in {"td", "th"}:
            self._line += "| " if not self._line else " | "
            self._cells += 1
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._start_block(tag, attributes)
        else:
            self._start_inline(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag == "a" and self._links:
            address = self._links.pop()
            if address:
                self._line += f"]({address})"
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._end_block(tag)
        elif any(name == tag for name, _mark in self._open):
            self._end_inline(tag)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._skipping:
            return
        if self._verbatim:
            first, *rest = data.split("\n")
            self._line += first
            for line in rest:
                self._end_line(keep_empty=True)
                self._line = line
            return
        text = re.sub(r"\s+", " ", data)
        if not self._line or self._line.endswith(" "):
            text = text.lstrip(" ")
        self._line += text

    def _start_link(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "img":
            self._line += attributes.get("alt") or ""
            return
        address = attributes.get("href") or ""
        usable = re.match(r"(?:https?|mailto):", address) is not None and " " not in address
        self._links.append(address.replace("(", "%28").replace(")", "%29") if usable else "")
        if usable:
            self._line += "["

    def _start_inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        mark = _INLINE.get(tag, "")
        if tag == "b" and "font-weight:normal" in (attributes.get("style") or "").replace(" ", ""):
            mark = ""
        if tag == "span":
            mark = _style_mark(attributes)
        if (tag in _INLINE or tag == "span") and len(self._open) < DEEPEST:
            self._open.append((tag, mark))
            self._line += mark

    def _end_inline(self, tag: str) -> None:
        while self._open:
            name, mark = self._open.pop()
            if mark and self._line.endswith(mark):
                self._line = self._line[: -len(mark)]
            elif mark:
                bare = self._line.rstrip()
                self._line = f"{bare}{mark[::-1]}{self._line[len(bare) :]}"
            if name == tag:
                return

    def _start_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _APART and not (tag in {"ul", "ol", "p"} and self._lists):
            self._blank_line()
        elif not (tag in {"p", "div"} and self._lists and self._is_bare_item()):
            self._end_line()
        if tag in {"ul", "ol"}:
            start = attributes.get("start") or "1"
            number = int(start) if _START.fullmatch(start) else 1
            self._lists.append(number if tag == "ol" else 0)
        elif tag == "li":
            self._line = self._item_mark()
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "table":
            self._cells = 0
        elif tag == "pre":
            self._lines.append("```")
            self._verbatim += 1
        else:
            self._line += _HEADINGS.get(tag, "")

    def _end_block(self, tag: str) -> None:
        if tag == "tr" and self._line:
            self._end_row()
        self._end_line()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre" and self._verbatim:
            self._verbatim -= 1
            self._lines.append("```")
        if tag in _APART and not self._lists:
            self._blank_line()

    def _item_mark(self) -> str:
        depth = min(max(0, len(self._lists) - 1), DEEPEST)
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        return "    " * depth + (f"{number}. " if number else "- ")

    def _is_bare_item(self) -> bool:
        return re.fullmatch(r"\s*(?:-|\d+\.) ", self._line) is not None

    def _end_row(self) -> None:
        self._line += " |"
        cells = self._cells
        self._end_line()
        if cells > 0:
            self._lines.append("|" + " --- |" * cells)
        # Further rows of this table have no rule below them.
        self._cells = -(10**6)

    def _end_line(self, *, keep_empty: bool = False) -> None:
        line = self._line if self._verbatim else self._line.rstrip()
        self._line = ""
        if line or keep_empty:
            self._lines.append("> " * min(self._quotes, DEEPEST) + line)

    def _blank_line(self) -> None:
        self._end_line()
        if self._lines and self._lines[-1]:
            self._lines.append("")
