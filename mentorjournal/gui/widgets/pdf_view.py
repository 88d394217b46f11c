"""Pages of a PDF below each other, drawn on the worker at the zoom and the density of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.pdf_passages import Passages, Pointing
from mentorjournal.gui.widgets.pdf_pictures import Draw, PagePictures
from mentorjournal.services.reporting.pages import PageSize

LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
STEP = 1.25
PAPER = 0xFFFFFFFF
"""Paper is white in every theme."""

if TYPE_CHECKING:
    from mentorjournal.reports.draw import Passage


class PdfView(QAbstractScrollArea):
    """Shows pages of given sizes and asks `draw` for the pictures of those in sight.

    Zoom 1 shows a page as large as its paper on a screen of 96 dots per inch; None fits the width.
    """

    page_changed = Signal(int, int)
    """The page in sight, from 1, and how many there are."""
    zoom_changed = Signal(float)
    opened = Signal(str)
    """The id of the record whose passage was clicked."""
    records_wanted = Signal()
    """Return was pressed: which records stand on this page?"""

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[PageSize, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._pictures = PagePictures(draw, lambda: self.viewport().update())
        self._zoom: float | None = None
        self._page = 0
        self._pointing = Pointing()
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview"))
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def set_pages(self, sizes: Sequence[PageSize], texts: Sequence[str]) -> None:
        """Show other pages at the place where the reader is; `texts` are for screen readers."""
        self._sizes, self._texts = tuple(sizes), tuple(texts)
        self._pointing = Pointing()
        self._pictures.start_over(len(self._sizes))
        self._page = min(self._page, max(len(sizes) - 1, 0))
        self._lay_out()
        self._tell()
        if self.isVisible():
            self._ask()

    def set_words(self, texts: Sequence[str], passages: Passages) -> None:
        """What the pages shown say, and where records stand on them."""
        self._texts, self._pointing.passages = tuple(texts), passages
        self._tell()

    @property
    def passages(self) -> Passages:
        """Where records stand."""
        return self._pointing.passages

    @property
    def page(self) -> int:
        """The page in sight, from 1; 0 without pages."""
        return self._page + 1 if self._sizes else 0

    @property
    def zoom(self) -> float:
        """The zoom in use, also while it fits the width."""
        return self._scale() * 72 / 96

    def set_zoom(self, zoom: float | None) -> None:
        """Another zoom, or None to fit the width; the page in sight stays."""
        held = self._page, self._offset()
        self._zoom = None if zoom is None else max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self._lay_out()
        self.show_page(held[0] + 1, held[1])
        self.zoom_changed.emit(self.zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self.zoom / STEP)

    def fit_width(self) -> None:
        """As wide as there is room."""
        self.set_zoom(None)

    def show_page(self, number: int, offset: float = 0.0) -> None:
        """Scroll to page `number`, from 1; `offset` is the part of it above the upper edge."""
        if self._sizes:
            at = max(0, min(number - 1, len(self._sizes) - 1))
            top = self._tops()[at] - (0 if offset else self._gap() // 2)
            self.verticalScrollBar().setValue(round(top + offset * self._sizes[at].height * self._scale()))

    def has_picture(self, number: int) -> bool:
        """Whether page `number`, from 1, is drawn as it is now."""
        return self._pictures.is_current(number - 1)

    def picture(self, number: int) -> QImage | None:
        """The picture of page `number`, from 1, where there is one."""
        return self._pictures.get(number - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight; an old picture stands in until the new one comes."""
        painter = QPainter(self.viewport())
        theme = active_theme()
        painter.fillRect(event.rect(), QColor(theme.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in self._in_sight():
            picture = self._pictures.get(number)
            if picture is None:
                painter.fillRect(place, QColor.fromRgba(PAPER))
            else:
                painter.drawImage(place, picture)
            self._pointing.paint(painter, number + 1, place, self._sizes[number].height)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        held = self._page, self._offset(event.oldSize().width())
        super().resizeEvent(event)
        self._lay_out()
        if self._zoom is None and event.oldSize().width() != event.size().width():
            self.show_page(held[0] + 1, held[1])
            self.zoom_changed.emit(self.zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys go by pages, zoom, and ask for the records on the page."""
        steps = {
            Qt.Key.Key_PageDown: lambda: self.show_page(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.show_page(self.page - 1),
            Qt.Key.Key_Home: lambda: self.show_page(1),
            Qt.Key.Key_End: lambda: self.show_page(len(self._sizes)),
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_Return: self.records_wanted.emit,
            Qt.Key.Key_Enter: self.records_wanted.emit,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What a click would open is marked, and named."""
        self._hover(self._passage_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is under the pointer."""
        super().mousePressEvent(event)
        found = self._passage_at(event.position())
        self._pointing.pressed = found.record_id if found else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a passage opens its record."""
        super().mouseReleaseEvent(event)
        found, pressed = self._passage_at(event.position()), self._pointing.pressed
        if event.button() == Qt.MouseButton.LeftButton and found and found.record_id == pressed:
            self.opened.emit(pressed)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is marked any more."""
        super().leaveEvent(event)
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def _passage_at(self, spot: QPointF) -> Passage | None:
        """The passage under a point of the viewport."""
        scale = self._scale()
        for number, place in self._in_sight():
            if place.contains(spot):
                up = self._sizes[number].height - (spot.y() - place.top()) / scale
                return self.passages.at(number + 1, (spot.x() - place.left()) / scale, up)
        return None

    def _hover(self, found: Passage | None) -> None:
        if self._pointing.hover(found):
            title, shape = self._pointing.title, Qt.CursorShape
            self.viewport().setToolTip(self.tr("Open “{0}”").format(title) if found else "")
            self.viewport().setCursor(shape.PointingHandCursor if found else shape.ArrowCursor)
            self.viewport().update()

    def _scale(self, width: int | None = None) -> float:
        """Pixels of the screen (not of its dense dots) per point."""
        if self._zoom is not None:
            return self._zoom * 96 / 72
        widest = max((size.width for size in self._sizes), default=595.0)
        room = (self.viewport().width() if width is None or width < 1 else width) - 2 * self._gap()
        return max(room, 60) / widest

    @staticmethod
    def _gap() -> int:
        return scaled(16)

    def _tops(self) -> list[float]:
        tops, top, scale = [], float(self._gap()), self._scale()
        for size in self._sizes:
            tops.append(top)
            top += size.height * scale + self._gap()
        return tops

    def _lay_out(self) -> None:
        scale, view = self._scale(), self.viewport().size()
        height = sum(size.height * scale + self._gap() for size in self._sizes) + self._gap()
        width = max((size.width * scale for size in self._sizes), default=0.0) + 2 * self._gap()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(height) - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(scaled(40))
        across.setRange(0, max(0, round(width) - view.width()) if self._zoom is not None else 0)
        across.setPageStep(view.width())
        self.viewport().update()

    def _in_sight(self) -> list[tuple[int, QRectF]]:
        scale = self._scale()
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        found = []
        for number, (size, top) in enumerate(zip(self._sizes, self._tops(), strict=True)):
            wide, high = size.width * scale, size.height * scale
            left = max((self.viewport().width() - wide) / 2, float(self._gap()))
            place = QRectF(round(left - shift.x()), round(top - shift.y()), round(wide), round(high))
            if place.bottom() >= 0 and place.top() <= self.viewport().height():
                found.append((number, place))
        return found

    def _ask(self) -> None:
        scale = round(self._scale() * self.devicePixelRatioF(), 4)
        for number, _ in self._in_sight():
            self._pictures.ask(number, scale)

    def _offset(self, width: int | None = None) -> float:
        """Which part of the page in sight is above the upper edge."""
        if not self._sizes:
            return 0.0
        scale, top = self._scale(width), float(self._gap())
        for size in self._sizes[: self._page]:
            top += size.height * scale + self._gap()
        return max(0.0, (self.verticalScrollBar().value() - top) / (self._sizes[self._page].height * scale))

    def _moved(self, value: int) -> None:
        middle = value + self.viewport().height() / 3
        tops = self._tops()
        page = max((number for number, top in enumerate(tops) if top <= middle), default=0)
        if page != self._page:
            self._page = page
            self._tell()

    def _tell(self) -> None:
        text = self._texts[self._page] if self._page < len(self._texts) else ""
        self.setAccessibleDescription(text)
        self.page_changed.emit(self.page, len(self._sizes))
