"""The selection of a report: a list one ticks with the mouse or the space bar."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mentorjournal.gui.icons import pixmap
from mentorjournal.gui.models.report_model import FoldRow, GroupRow, ReportModel
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.row_ground import paint_row_ground
from mentorjournal.services.reporting import Candidate

SMALL = 12 / 13.5
_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ReportList(QListView):
    """Shows a ReportModel. `opened` asks for a record (Return, double click), `picked` tells the current entry."""

    opened = Signal(str)
    picked = Signal(object)

    def __init__(self, model: ReportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What goes into the report"))
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def entry(self) -> GroupRow | FoldRow | Candidate | None:
        """The current line."""
        found = self.currentIndex().data(ReportModel.EntryRole)
        return found if isinstance(found, GroupRow | FoldRow | Candidate) else None

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(scaled(200), scaled(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, or unfolds."""
        if event.key() in _KEYS:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and isinstance(self.entry(), FoldRow):
            self._fold(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the fold unfolds."""
        super().mouseReleaseEvent(event)
        self._fold(self.indexAt(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current line stays in sight when its strip takes room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.picked.emit(current.data(ReportModel.EntryRole))

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ReportModel.EntryRole)
        if isinstance(entry, Candidate):
            self.opened.emit(entry.id)
        else:
            self._fold(index)

    def _fold(self, index: QModelIndex) -> None:
        entry = index.data(ReportModel.EntryRole)
        if isinstance(entry, FoldRow):
            self._model.fold(entry.group)
            self.setCurrentIndex(self._model.place_of(FoldRow, entry.group))


class _Delegate(QStyledItemDelegate):
    """A check box, a title, and small words at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(1, QFontMetrics(option.font).height() + scaled(12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line; Qt draws its check box."""
        entry = index.data(ReportModel.EntryRole)
        model = index.model()
        note = model.note(entry) if isinstance(model, ReportModel) else ""
        painter.save()
        paint_row_ground(painter, option)
        room = option.rect.adjusted(_indent(entry), 0, -scaled(6), 0)
        room = self._note(painter, option, room, note)
        left = self._box(painter, option, index, room)
        font = QFont(option.font)
        font.setBold(isinstance(entry, GroupRow))
        painter.setFont(font)
        weak = isinstance(entry, FoldRow) or (isinstance(entry, Candidate) and not entry.offered)
        painter.setPen(QColor(active_theme().muted if weak else active_theme().text))
        place = QRect(left, room.top(), room.right() - left, room.height())
        words = str(index.data() or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    @staticmethod
    def _note(painter: QPainter, option: QStyleOptionViewItem, room: QRect, note: str) -> QRect:
        """Draw the small words; what is left of the line."""
        if not note:
            return room
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * SMALL)
        painter.setFont(small)
        painter.setPen(QColor(active_theme().faint))
        wide = min(QFontMetrics(small).horizontalAdvance(note), room.width() // 2)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
        return room.adjusted(0, 0, -wide - scaled(10), 0)

    @staticmethod
    def box_edge() -> int:
        """The side of a check box in pixels."""
        return scaled(15)

    def _box(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        room: QRect,
    ) -> int:
        """Draw the check box, the fold or the lock; where the words begin."""
        entry, state = index.data(ReportModel.EntryRole), index.data(Qt.ItemDataRole.CheckStateRole)
        edge = self.box_edge()
        place = QRect(room.left(), room.center().y() - edge // 2, edge, edge)
        ratio = option.widget.devicePixelRatioF()
        if state is None:
            if isinstance(entry, GroupRow):
                return room.left()
            name = (
                "lock"
                if isinstance(entry, Candidate)
                else ("chevron-down" if entry.unfolded else "chevron-right")
            )
            painter.drawPixmap(place, pixmap(name, "faint", edge, ratio))
            return place.right() + scaled(9)
        theme = active_theme()
        on = Qt.CheckState(state) != Qt.CheckState.Unchecked
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if on else theme.control), 1))
        painter.setBrush(QColor(theme.accent if on else theme.surface))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), scaled(4), scaled(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if Qt.CheckState(state) == Qt.CheckState.Checked:
            painter.drawPixmap(place, pixmap("check", "on_accent", edge, ratio))
        elif on:
            middle = place.center().y()
            painter.setPen(QPen(QColor(theme.on_accent), scaled(2)))
            painter.drawLine(place.left() + edge // 4, middle, place.right() - edge // 4, middle)
        return place.right() + scaled(9)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the box, or the space bar, ticks."""
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or not self._asks(event, option, index):
            return False
        on = Qt.CheckState(state) == Qt.CheckState.Unchecked
        wanted = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _asks(
        self, event: QEvent, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> bool:
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        reach = option.rect.left() + _indent(index.data(ReportModel.EntryRole)) + self.box_edge() + scaled(6)
        return event.button() == Qt.MouseButton.LeftButton and event.position().x() <= reach


def _indent(entry: object) -> int:
    if isinstance(entry, Candidate) and entry.part_of and entry.offered:
        return scaled(38)
    return scaled(2 if isinstance(entry, GroupRow) else 20)
