"""A layout that wraps: left to right, then the next line, mirrored in right-to-left languages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; `gap` pixels between them, `line_gap` between lines."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append."""
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put `widget` before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item, or None past the end, as Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """The item, no longer laid out, or None past the end."""
        if not 0 <= index < len(self._items):
            return None
        taken = self._items.pop(index)
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """Neither."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow means tall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at `width`."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        margins = self.contentsMargins()
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """The largest single item."""
        margins = self.contentsMargins()
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        line: list[tuple[QLayoutItem, QSize]] = []
        x, y, tallest = inner.left(), inner.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(inner.width(), 1), item.sizeHint().height()))
            if line and x + size.width() > inner.right() + 1:
                self._place(line, inner, y, tallest, move=move)
                x, y, tallest, line = inner.left(), y + tallest + self._line_gap, 0, []
            line.append((item, size))
            x += size.width() + self._gap
            tallest = max(tallest, size.height())
        self._place(line, inner, y, tallest, move=move)
        return y + tallest - rect.top() + self.contentsMargins().bottom()

    def _place(
        self, line: list[tuple[QLayoutItem, QSize]], inner: QRect, y: int, tallest: int, *, move: bool
    ) -> None:
        if not move:
            return
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        x = inner.left()
        for index, (item, size) in enumerate(line):
            wide = size.width()
            last = index == len(line) - 1
            if last and item.expandingDirections() & Qt.Orientation.Horizontal:
                wide = inner.right() + 1 - x
            left = inner.left() + inner.right() + 1 - x - wide if mirrored else x
            item.setGeometry(
                QRect(QPoint(left, y + (tallest - size.height()) // 2), QSize(wide, size.height()))
            )
            x += wide + self._gap


def flow(*widgets: QWidget, gap: int = 8, line_gap: int = 4) -> FlowLayout:
    """These widgets in lines."""
    made = FlowLayout(gap=gap, line_gap=line_gap)
    for widget in widgets:
        made.addWidget(widget)
    return made
