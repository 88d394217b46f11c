"""Where records stand on the pages of a drawn document: which one is under a point, and which are on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from mentorjournal.gui.theme import active_theme

if TYPE_CHECKING:
    from mentorjournal.reports.draw import Passage


class Passages:
    """Boxes by page, and what their records are called; a record without a name is none to open."""

    def __init__(self, boxes: Iterable[Passage] = (), titles: Mapping[str, str] | None = None) -> None:
        self.titles = dict(titles or {})
        self._pages: dict[int, list[Passage]] = {}
        for box in boxes:
            if box.record_id in self.titles:
                self._pages.setdefault(box.page, []).append(box)

    def at(self, page: int, across: float, up: float) -> Passage | None:
        """The smallest box around a point of a page."""
        around = (
            box
            for box in self._pages.get(page, ())
            if box.left <= across <= box.right and box.bottom <= up <= box.top
        )
        return min(around, key=lambda box: (box.right - box.left) * (box.top - box.bottom), default=None)

    def of(self, page: int, record_id: str) -> tuple[Passage, ...]:
        """The boxes of a record on a page."""
        return tuple(box for box in self._pages.get(page, ()) if box.record_id == record_id)

    def on(self, page: int) -> tuple[tuple[str, str], ...]:
        """The records of a page in reading order, each once, as (id, title)."""
        boxes = sorted(self._pages.get(page, ()), key=lambda box: (-box.top, box.left))
        ids = dict.fromkeys(box.record_id for box in boxes)
        return tuple((key, self.titles[key]) for key in ids)


class Pointing:
    """Which passage is under the pointer, and which one it was pressed on."""

    def __init__(self) -> None:
        self.passages = Passages()
        self.hovered: Passage | None = None
        self.pressed = ""

    def hover(self, found: Passage | None) -> bool:
        """Point to another passage, or to none; True where that is a change."""
        changed = found != self.hovered
        self.hovered = found
        return changed

    @property
    def title(self) -> str:
        """What the record under the pointer is called, "" for none."""
        return self.passages.titles[self.hovered.record_id] if self.hovered else ""

    def paint(self, painter: QPainter, page: int, place: QRectF, height: float) -> None:
        """A line at the side of all of the record under the pointer on a page (from 1) of `height` points."""
        if self.hovered is None or self.hovered.page != page:
            return
        scale = place.height() / height
        for box in self.passages.of(page, self.hovered.record_id):
            top = place.top() + (height - box.top) * scale
            side = QRectF(place.left() + box.left * scale - 6, top, 2, (box.top - box.bottom) * scale)
            painter.fillRect(side, QColor(active_theme().accent))
