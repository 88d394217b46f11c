"""The palette below the search field: any record, any command, recent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from mentorjournal.gui.actions import Command
from mentorjournal.gui.models.palette_model import Entry, PaletteModel, entries
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.bridge import Task, TaskRunner
    from mentorjournal.gui.widgets.top_bar import SearchField
    from mentorjournal.services.bundle import Services

MOST_SHOWN = 11


class SearchPalette(QFrame):
    """Shows results while the field has the focus. `chosen` carries the Entry taken."""

    chosen = Signal(object)

    def __init__(
        self, field: SearchField, commands: Callable[[], tuple[Command, ...]], window: QWidget
    ) -> None:
        super().__init__(window)
        self._field = field
        self._commands = commands
        self._services: Services | None = None
        self._tasks: TaskRunner | None = None
        self._serial = 0
        self._before: QWidget | None = None
        self.setObjectName("palette")
        set_style(self, "look", "popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._model = PaletteModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Results"))
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._take)
        self._none: QLabel = TextLabel(self.tr("Nothing found. Fewer letters find more."), "small")
        self._none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self.hide()
        field.textChanged.connect(self._search)
        field.moved.connect(self._move)
        field.chosen.connect(self._take_current)
        field.left.connect(self.leave)
        field.installEventFilter(self)

    def attach(self, services: Services, tasks: TaskRunner) -> None:
        """Search this journal, on a worker of its own so that a long report never holds a search up."""
        self._services, self._tasks = services, tasks

    def detach(self) -> None:
        """Forget the journal and everything found in it."""
        self._services = self._tasks = None
        self._serial += 1
        self._field.setText("")  # `clear` would leave it to undo
        self._model.set_entries([])
        self.hide()

    def open(self) -> None:
        """Put the focus into the field and show what was changed last."""
        if not self._field.hasFocus():
            self._before = QApplication.focusWidget()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._search(self._field.text())

    def leave(self) -> None:
        """Close, empty the field, and give the focus back to the page."""
        self.hide()
        self._field.clear()
        self.hide()
        if not self._field.hasFocus():
            return
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field.clearFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open on focus, close when the focus goes elsewhere."""
        if event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(
                0, self, lambda: self._search(self._field.text()) if self._field.hasFocus() else None
            )
        elif event.type() == QEvent.Type.FocusOut and not self._pointed_at():
            self.hide()
        return super().eventFilter(watched, event)

    def _pointed_at(self) -> bool:
        widget = QApplication.widgetAt(self.cursor().pos())
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _search(self, words: str) -> None:
        self._serial += 1
        serial = self._serial
        services, tasks = self._services, self._tasks
        if services is None or tasks is None:
            self._show([])
            return

        def work(_: Task) -> Any:
            if words.strip():
                return services.timeline.search(words, limit=30), ()
            return (), services.timeline.latest()

        def done(found: Any) -> None:
            if serial == self._serial:
                hits, latest = found
                self._show(entries(self._commands(), words, hits, latest))

        tasks.start(work, done)

    def _show(self, found: list[Entry]) -> None:
        if not self._field.hasFocus():
            return
        self._model.set_entries(found)
        self._none.setHidden(bool(found))
        self._list.setHidden(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        width = max(self._field.width(), scaled(560))
        rows = min(self._model.rowCount(), MOST_SHOWN)
        height = (
            sum(self._list.sizeHintForRow(row) for row in range(rows)) + 14
            if rows
            else self._none.sizeHint().height() + 14
        )
        height = min(height, window.height() - corner.y() - 12)
        self.setGeometry(corner.x(), corner.y(), min(width, window.width() - corner.x() - 12), height)

    def _move(self, steps: int) -> None:
        if not self.isVisible():
            self._search(self._field.text())
            return
        row = max(0, min(self._model.rowCount() - 1, self._list.currentIndex().row() + steps))
        self._list.setCurrentIndex(self._model.index(row))

    def _take_current(self) -> None:
        self._take(self._list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None and self.isVisible():
            self.leave()
            self.chosen.emit(entry)
