"""The matrix of criteria and claims: one click or Return on a cell opens it, evidence may be let go on it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mentorjournal.gui.models.coverage_model import CoverageModel, evidence_in_short, length_words
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.card_delegate import SMALL
from mentorjournal.services.coverage import Cell

COLUMN = 146
HEADS = 196
"""The column of criteria, in pixels at 100 %."""
HEAD_SHARE = 0.3
"""At large text the criteria take no more of the table than this."""
LINES = 2
PAD = 8
Index = QModelIndex | QPersistentModelIndex
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}


class CoverageTable(QTableView):
    """`chosen` carries the criterion's key and the claim's id the reader went to, `opened` those to write in."""

    chosen = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, model: CoverageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.setAccessibleName(self.tr("Criteria and claims"))
        self.setAccessibleDescription(
            self.tr("Arrows go from cell to cell, Return writes how a claim meets a criterion.")
        )
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical, self))
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDragDropOverwriteMode(True)
        self.setDropIndicatorShown(True)
        self.clicked.connect(self._open)
        model.modelReset.connect(self.rescale)
        self.rescale()

    def mark(self, criterion: str, claim_id: str) -> None:
        """Go to a cell without telling `chosen`."""
        index = self._model.place(criterion, claim_id)
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False

    def rescale(self) -> None:
        """Follow the text size and what is shown."""
        self.horizontalHeader().setDefaultSectionSize(scaled(COLUMN))
        self._size_heads()
        self.updateGeometry()

    def full_height(self) -> int:
        """What shows every row."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().height() + self.verticalHeader().length() + bar + 4

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the reader went."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(*self._model.crossing(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the cell."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """The criteria leave room for claims."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._size_heads()

    def _size_heads(self) -> None:
        width = min(scaled(HEADS), max(HEADS, round(self.width() * HEAD_SHARE)))
        self.verticalHeader().setFixedWidth(width)
        head, small = QFontMetrics(self.font()).lineSpacing(), QFontMetrics(_small(self.font())).lineSpacing()
        self.horizontalHeader().setFixedHeight(head * LINES + small + scaled(18))
        names = [
            _height_of(self._model, row, self.font(), width - 2 * scaled(PAD))
            for row in range(self._model.rowCount())
        ]
        self.verticalHeader().setDefaultSectionSize(max(small * (LINES + 1), *names, 0) + scaled(20))

    def _open(self, index: Index) -> None:
        self.opened.emit(*self._model.crossing(index))


class _Heads(QHeaderView):
    """A name in up to two lines and below it how it stands."""

    def __init__(self, orientation: Qt.Orientation, parent: QTableView) -> None:
        super().__init__(orientation, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As the table gave it."""
        return QSize(max(self.minimumWidth(), 1), max(self.minimumHeight(), 1))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one heading in the colours of the theme."""
        model = self.model()
        name = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole)
        state = model.headerData(logicalIndex, self.orientation(), CoverageModel.StateRole)
        if name is None or state is None:
            return
        painter.save()
        painter.fillRect(rect, _colour("surface"))
        painter.setPen(_colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(scaled(PAD), scaled(PAD), -scaled(PAD), -scaled(6))
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setPen(_colour("text"))
        used = _draw_lines(painter, bold, room, str(name), LINES, self.layoutDirection())
        painter.setPen(_colour("warn_text" if state[1] else "muted"))
        below = room.adjusted(0, used + scaled(2), 0, 0)
        _draw_lines(painter, _small(self.font()), below, str(state[0]), LINES, self.layoutDirection())
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """A cell: marked or not, in how many words, the first of them, and with how much evidence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        found = index.data(CoverageModel.CellRole)
        painter.save()
        if isinstance(found, Cell) and found.marked:
            self._paint_marked(painter, option, found)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, _colour("hover"))
        if option.state & QStyle.StateFlag.State_Selected:
            in_use = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(_colour("focus" if in_use else "control"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_marked(self, painter: QPainter, option: QStyleOptionViewItem, found: Cell) -> None:
        painter.fillRect(option.rect, _colour("accent_wash"))
        room = option.rect.adjusted(scaled(PAD), scaled(PAD), -scaled(PAD), -scaled(4))
        bold = _small(option.font)
        bold.setBold(True)
        lines = (
            (bold, "accent_text" if found.words else "warn_text", f"✓ {length_words(found)}"),
            (_small(option.font), "text", " ".join(found.text.split())),
            (_small(option.font), "muted" if found.evidence else "warn_text", evidence_in_short(found)),
        )
        for font, colour, words in lines:
            painter.setPen(_colour(colour))
            used = _draw_lines(painter, font, room, words, 1, option.direction)
            room = room.adjusted(0, used, 0, 0)


def _draw_lines(
    painter: QPainter, font: QFont, room: QRect, text: str, most: int, direction: Qt.LayoutDirection
) -> int:
    """Draw up to so many lines, the last one ending in an ellipsis where there is more; the height used."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    flags = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    top, rest = room.top(), text
    for number in range(most):
        if not rest or room.width() <= 0:
            break
        line, after = _first_line(rest, metrics, room.width())
        if after and number == most - 1:
            line, after = rest, ""
        shown = line
        if metrics.horizontalAdvance(line) > room.width():
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), flags, shown)
        top += metrics.lineSpacing()
        rest = after
    return top - room.top()


def _height_of(model: CoverageModel, row: int, font: QFont, width: int) -> int:
    """What the name of a criterion and how it stands need."""
    down = Qt.Orientation.Vertical
    bold = QFont(font)
    bold.setBold(True)
    name, state = model.headerData(row, down), model.headerData(row, down, CoverageModel.StateRole)[0]
    return sum(
        metrics.lineSpacing() * _line_count(str(text), metrics, width)
        for text, metrics in ((name, QFontMetrics(bold)), (state, QFontMetrics(_small(font))))
    )


def _line_count(text: str, metrics: QFontMetrics, width: int) -> int:
    count = 0
    while text and count < LINES:
        _, text = _first_line(text, metrics, width)
        count += 1
    return count


def _first_line(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """The words that fit in a line, one at least, and the others."""
    words = text.split(" ")
    count = 1
    while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def _colour(name: str) -> QColor:
    return QColor(active_theme().colour(name))
