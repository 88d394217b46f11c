"""The top bar: the search field that is also the palette, quick note, and the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from mentorjournal.gui.icons import icon
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import ContentButton, IconButton
from mentorjournal.gui.widgets.labels import KeyHint, TextLabel
from mentorjournal.gui.widgets.styling import set_style

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchField(QLineEdit):
    """The search field; arrow keys and Return go to the list below it."""

    moved = Signal(int)
    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, keys: str = "Ctrl K") -> None:
        super().__init__(parent)
        set_style(self, "look", "search")
        self.setPlaceholderText(self.tr("Search or run a command"))
        self.setAccessibleName(self.tr("Search or run a command"))
        self._hint = KeyHint(keys, self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self._hint)
        self._hint.setHidden(not keys)
        self.textChanged.connect(lambda text: self._hint.setHidden(bool(text) or not keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, Return takes one, Escape leaves."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QuickNoteButton(ContentButton):
    """Opens quick capture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Quick note"))
        label, hint = TextLabel(self.tr("Quick note")), KeyHint("Ctrl N")
        self.let_pass(label, hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 5, 13, 5)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(hint)


class TopBar(QWidget):
    """Search on the left, quick note and the menu on the right."""

    capture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField()
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._draw_icons)
        self._icons: list[tuple[QAction, str]] = []
        self._quick = QuickNoteButton()
        self._more = IconButton("more", self.tr("Menu"))
        self._more.clicked.connect(self._open_menu)
        self._quick.clicked.connect(self.capture_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.search, 100)
        row.addStretch(1)
        row.addWidget(self._quick)
        row.addWidget(self._more)
        self.rescale()

    def rescale(self) -> None:
        """Follow a new text scale."""
        self.search.setMinimumWidth(scaled(160))
        self.search.setMaximumWidth(scaled(420))

    def add_to_menu(self, text: str, icon_name: str, shortcut: str = "") -> QAction:
        """A new entry of the menu."""
        action = self.menu.addAction(text)
        if icon_name:
            self._icons.append((action, icon_name))
        if shortcut:
            action.setShortcut(shortcut)
        return action

    def _draw_icons(self) -> None:
        """In the colours of the moment, and not before somebody looks: that would hold up the start."""
        for action, name in self._icons:
            action.setIcon(icon(name, "muted"))

    def set_quick_enabled(self, enabled: bool) -> None:
        """Quick note needs an open, writable journal."""
        self._quick.setEnabled(enabled)

    def _open_menu(self) -> None:
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
