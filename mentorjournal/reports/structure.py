"""Where what is laid out stands in the structure of a document: headings, lists, quotations, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.reports.tagging import Element

if TYPE_CHECKING:
    from mentorjournal.reports.markdown import Place

_LEVELS = 6


class Structure:
    """Makes the elements of one document in reading order; `into` is what they become part of."""

    def __init__(self, root: Element) -> None:
        self.into = root
        self._level = 0
        self._text: Element = root
        self._quote: Element | None = None
        self._lists: list[tuple[Element, Element]] = []

    def heading(self, level: int) -> Element:
        """A heading, never more than one level below the one before: H1 before H2 before H3."""
        self._level = min(level, self._level + 1, _LEVELS)
        self._lists.clear()
        self._quote = None
        return self.into.add(f"H{self._level}")

    def plain(self) -> Element:
        """A paragraph by itself."""
        return self.into.add("P")

    def figure(self, alt: str) -> Element:
        """A figure and what is said instead of it."""
        return self.into.add("Figure", alt=alt)

    def begin_text(self, *, quoted: bool) -> None:
        """A text begins; what follows are its parts."""
        self._lists.clear()
        self._quote = None
        self._text = self.into.add("BlockQuote") if quoted else self.into

    def item(self, place: Place) -> Element:
        """A new item of a list at the depth of a place: the element of its bullet."""
        depth = max(place.depth, 1)
        if place.opens:
            self._lists.clear()
        del self._lists[depth:]
        if len(self._lists) == depth:  # noqa: SIM108  the two ways deserve their lines
            within = self._lists.pop()[0]
        else:
            within = self.holder(place).add("L")
        item = within.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        self._lists.append((within, body))
        return label

    def paragraph(self, place: Place) -> Element:
        """A paragraph at a place: of the text, of an item or of a quotation in it."""
        return self.holder(place).add("P")

    def holder(self, place: Place) -> Element:
        """What a part at this place belongs to."""
        if not place.depth:
            self._lists.clear()
        if self._lists:
            return self._lists[-1][1]
        if not place.quoted:
            self._quote = None
            return self._text
        if self._quote is None:
            self._quote = self._text.add("BlockQuote")
        return self._quote
