"""The mentoring map: me in the middle, arenas around me, everybody as near as the tie is strong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.network_names import name_boxes
from mentorjournal.model.choices import label

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from mentorjournal.services.network import NetworkView, Tie
    from mentorjournal.services.network_layout import Placed, Sector

WAYS: Final = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}
ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.5)
DOTS: Final = {"strong": 7, "medium": 6}
DOT: Final = 5
RINGS: Final = (0.46, 0.72, 0.94)
MARGIN: Final = 46


class NetworkMap(QWidget):
    """`chosen` carries who was chosen, `opened` who is to be opened (Return, double click).

    Arrow keys go to the nearest person that way, Tab leaves; a letter finds the next name that begins with it. Plus, minus and 0 zoom, as the
    wheel does; a drag moves the map.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Mentoring map"))
        self.current = ""
        self.zoom = 0
        self._moved = QPointF()
        self._held: QPointF | None = None
        self._over = ""
        self._typed = ""
        self._people: tuple[Tie, ...] = ()
        self._places: dict[str, Placed] = {}
        self._sectors: tuple[Sector, ...] = ()

    def minimumSizeHint(self) -> QSize:
        """Room for a map that can be read."""
        return super().minimumSizeHint().expandedTo(self.size().__class__(scaled(320), scaled(320)))

    def display(self, view: NetworkView) -> None:
        """Show these; who is chosen stays so."""
        self._people, self._sectors = view.people, view.sectors
        self._places = {place.id: place for place in view.places}
        if self.current not in self._places:
            self.current = ""
        strong = sum(one.tie == "strong" for one in view.people)
        self.setAccessibleDescription(
            self.tr("{0} people in {1} arenas, {2} close. The table has the same people.").format(
                len(view.people), len(view.sectors), strong
            )
        )
        self.update()

    def choose(self, person: str) -> None:
        """Choose somebody."""
        if person in self._places and person != self.current:
            self.current = person
            self.setAccessibleDescription(self.spoken(person))
            self.chosen.emit(person)
        self.update()

    def spoken(self, person: str) -> str:
        """Somebody in words."""
        one = next(one for one in self._people if one.id == person)
        words = (one.name, label("arena", one.arena), self.tr("tie: {0}").format(label("tie", one.tie)))
        return ", ".join(filter(None, (*words, one.roles_said)))

    def point_of(self, person: str) -> QPointF:
        """Where somebody stands in the widget."""
        place = self._places[person]
        return self._middle() + QPointF(place.x, place.y) * self._half()

    def named(self) -> tuple[str, ...]:
        """Whose names are drawn: who is chosen, then the closer ones, as far as no name lies on another."""
        return tuple(person for person, _ in self._labels())

    def step_zoom(self, step: int) -> None:
        """Nearer or farther; 0 fits the map."""
        self.zoom = min(max(self.zoom + step, 0), len(ZOOMS) - 1) if step else 0
        if self.zoom == 0:
            self._moved = QPointF()
        elif self.current:
            place = self._places[self.current]
            self._moved = -QPointF(place.x, place.y) * self._half()
        self.update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from person to person, open, zoom, or find by the first letters."""
        key, text = Qt.Key(event.key()), event.text()
        if key in WAYS:
            self._go(*WAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_0:
            self.step_zoom(0)
        elif text.isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._find(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose somebody, or take hold of the map."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        person = self._at(event.position())
        self._held = None if person else event.position()
        if person:
            self.choose(person)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map that is held, or name who is under the mouse."""
        if self._held is not None and self.zoom:
            self._moved += event.position() - self._held
            self._held = event.position()
            self.update()
            return
        over = self._at(event.position())
        if over != self._over:
            self._over = over
            self.setToolTip(self.spoken(over) if over else "")
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the map."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open somebody."""
        if person := self._at(event.position()):
            self.opened.emit(person)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer or farther."""
        if turned := event.angleDelta().y():
            self.step_zoom(1 if turned > 0 else -1 if self.zoom else 0)
            event.accept()

    def _go(self, right: int, down: int) -> None:
        """To the nearest person that way; from nobody to the closest one."""
        here = self.point_of(self.current) if self.current else self._middle()
        best: tuple[float, str] | None = None
        for person in self._places:
            way = self.point_of(person) - here
            ahead = way.x() * right + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * right)
            if person != self.current and ahead > 1.0:
                cost = ahead + 2.5 * aside
                best = min(best, (cost, person)) if best else (cost, person)
        if best is not None:
            self.choose(best[1])

    def _find(self, letter: str) -> None:
        """Whose name begins with the letter, the next one each time."""
        names = [one.id for one in self._people if one.name.casefold().startswith(letter.casefold())]
        if names:
            at = names.index(self.current) + 1 if self.current in names else 0
            self.choose(names[at % len(names)])

    def _at(self, point: QPointF) -> str:
        near = [
            (away, person)
            for person in self._places
            if (away := (self.point_of(person) - point).manhattanLength()) < scaled(14)
        ]
        return min(near)[1] if near else ""

    # Drawing

    def _half(self) -> float:
        room = max(min(self.width(), self.height()) / 2 - scaled(MARGIN), 40.0)
        return room * ZOOMS[self.zoom]

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2) + self._moved

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rings, arenas, people, and the names there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle, half = active_theme(), self._middle(), self._half()
        painter.setPen(QPen(QColor(theme.colour("line")), 1))
        for ring in RINGS:
            painter.drawEllipse(middle, ring * half, ring * half)
        for sector in self._sectors if len(self._sectors) > 1 else ():
            painter.drawLine(middle, middle + _way(sector.start) * half * RINGS[-1])
        self._paint_sectors(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour("text")))
        painter.drawEllipse(middle, scaled(5), scaled(5))
        painter.setPen(QColor(theme.colour("text")))
        painter.drawText(
            self._me().adjusted(scaled(14), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.tr("Me")
        )
        for one in self._people:
            self._paint_person(painter, one)
        bold = painter.font()
        for person, box in self._labels():
            bold.setBold(person == self.current)
            painter.setFont(bold)
            painter.setPen(QColor(theme.colour("text")))
            name = next(one.name for one in self._people if one.id == person)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _headings(self) -> list[tuple[str, QRectF]]:
        """What stands at each arena, and where: outside the rings, inside the widget while all of it is shown."""
        metrics, middle, half = self.fontMetrics(), self._middle(), self._half()
        found = []
        for sector in self._sectors:
            text = f"{label('arena', sector.arena)} · {sector.count}"
            if not self.zoom and len(self._sectors) > 1:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, self.width() // 2 - 8)
            wide, high = metrics.horizontalAdvance(text) + 2.0, float(metrics.height())
            point = middle + QPointF(sector.x, sector.y) * (half + scaled(6))
            x = point.x() - wide / 2 * (1 - sector.x)
            y = point.y() - high / 2 * (1 - sector.y)
            if not self.zoom:
                x = min(max(x, 4.0), max(self.width() - wide - 4.0, 4.0))
            found.append((text, QRectF(x, y, wide, high)))
        return found

    def _me(self) -> QRectF:
        """Where I stand, with the word beside it."""
        wide, high = self.fontMetrics().horizontalAdvance(self.tr("Me")), self.fontMetrics().height()
        middle = self._middle()
        return QRectF(middle.x() - scaled(6), middle.y() - high / 2, wide + scaled(18), high)

    def _paint_sectors(self, painter: QPainter) -> None:
        painter.setPen(QColor(active_theme().colour("muted")))
        for text, box in self._headings():
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_person(self, painter: QPainter, one: Tie) -> None:
        """A full dot for a strong tie, pale for a medium one, hollow for a new one; a second ring for a champion."""
        theme, point = active_theme(), self.point_of(one.id)
        size = scaled(DOTS.get(one.tie, DOT))
        accent = QColor(theme.colour("accent"))
        fill = {"strong": accent, "medium": QColor(theme.colour("accent_soft"))}.get(
            one.tie, QColor(theme.colour("surface"))
        )
        painter.setBrush(fill)
        painter.setPen(QPen(accent, 1.4))
        painter.drawEllipse(point, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if one.champion:
            painter.drawEllipse(point, size + scaled(3), size + scaled(3))
        if one.id == self.current:
            painter.setPen(QPen(QColor(theme.colour("text")), 2))
            painter.drawEllipse(point, size + scaled(5), size + scaled(5))

    def _labels(self) -> list[tuple[str, QRectF]]:
        points = {one.id: self.point_of(one.id) for one in self._people}
        taken = [self._me(), *(box for _, box in self._headings())]
        return name_boxes(
            self._people, points, taken, self.fontMetrics(), (float(self.width()), (self.current, self._over))
        )


def _way(angle: float) -> QPointF:
    return QPointF(math.sin(angle), -math.cos(angle))
