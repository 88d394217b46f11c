"""The rail: whose journal this is, the places, settings and lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from mentorjournal.gui.actions import PLACES
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import NavButton
from mentorjournal.gui.widgets.labels import ElidedLabel
from mentorjournal.gui.widgets.styling import set_surface

WIDTH = 196
COLLAPSED = 58


class Rail(QWidget):
    """`place_wanted` carries a place's key; settings and lock have signals of their own."""

    place_wanted = Signal(str)
    settings_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        set_surface(self, "window")
        self._collapsed = False
        self._name = ElidedLabel("", "strong")
        self._role = ElidedLabel("", "tiny")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 14)
        column.setSpacing(1)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 6, 12)
        head.setSpacing(1)
        head.addWidget(self._name)
        head.addWidget(self._role)
        column.addLayout(head)
        for place in PLACES:
            button = NavButton(place.title, place.icon)
            button.setToolTip(place.shortcut)
            button.clicked.connect(lambda _=False, key=place.key: self.place_wanted.emit(key))
            self._group.addButton(button)
            self._buttons[place.key] = button
            column.addWidget(button)
        column.addStretch(1)
        self.settings = NavButton(self.tr("Settings"), "settings")
        self.lock = NavButton(self.tr("Lock"), "lock")
        for button in (self.settings, self.lock):
            button.setCheckable(False)
            column.addWidget(button)
        self.settings.clicked.connect(self.settings_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.set_collapsed(False)

    def show_owner(self, name: str, role: str) -> None:
        """The name at the top, and the role under it."""
        self._name.set_text(name or self.tr("My journal"))
        self._role.set_text(role)

    def show_place(self, key: str) -> None:
        """Mark the place that is open."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """How much waits in a place; nothing is shown for none."""
        self._buttons[key].set_count(str(count) if count else "")

    def set_left(self, key: str, count: int) -> None:
        """How much is still missing in a place; nothing is shown where nothing is."""
        self._buttons[key].set_count(self.tr("{0} left").format(count) if count else "")

    def set_enabled_places(self, enabled: bool) -> None:
        """Without an open journal no place can be entered."""
        for button in self._buttons.values():
            button.setEnabled(enabled)

    @property
    def collapsed(self) -> bool:
        """True while only the icons show."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons alone, or icons and names."""
        self._collapsed = collapsed
        self._name.setHidden(collapsed)
        self._role.setHidden(collapsed)
        for button in (*self._buttons.values(), self.settings, self.lock):
            button.set_collapsed(collapsed)
        self.setFixedWidth(scaled(COLLAPSED if collapsed else WIDTH))

    def rescale(self) -> None:
        """Follow a new text scale."""
        self.set_collapsed(self._collapsed)
