"""The two modes of a sitting: a shared screen, and clinical mode; while one is on, the window says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.gui.actions import Command

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.main_window import MainWindow


class Modes(QObject):
    """Knows which modes are on for the journal that is shown. `sharing_wanted` asks to show or hide its secrets."""

    sharing_wanted = Signal(bool)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._context: Context | None = None
        self.sharing = False
        strip = window.modes
        strip.sharing.left.connect(self.toggle_sharing)
        strip.clinical.left.connect(self.toggle_clinical)

    def commands(self) -> tuple[Command, ...]:
        """Both, for the menu and the palette."""
        return (
            Command(
                "share-screen",
                self.tr("Shared screen: hide or show what is private"),
                self.toggle_sharing,
                "eye-off",
                "F9",
            ),
            Command(
                "clinical-mode", self.tr("Clinical mode: switch on or off"), self.toggle_clinical, "clinical"
            ),
        )

    def attach(self, context: Context, *, sharing: bool) -> None:
        """A journal is shown."""
        self._context, self.sharing = context, sharing
        context.relay.changed.connect(lambda changes: self.show() if changes.profile else None)
        self.show()

    def detach(self) -> None:
        """No journal is shown."""
        self._context, self.sharing = None, False
        self._window.modes.show_modes(sharing=False, clinical=False)

    def show(self) -> None:
        """Say anew what is on."""
        if self._context is not None:
            clinical = self._context.services.profile.owner().clinical
            self._window.modes.show_modes(sharing=self.sharing, clinical=clinical)

    def toggle_sharing(self) -> None:
        """Hide what is private, or show it again."""
        if self._usable():
            self.sharing_wanted.emit(not self.sharing)

    def toggle_clinical(self) -> None:
        """Turn clinical mode on or off; the journal keeps it."""
        if not self._usable() or self._context is None:
            return
        if self._context.read_only:
            said = self.tr("Clinical mode cannot be changed: {0}").format(self._context.read_only)
            self._window.toast.show_message(said, "warn")
            return
        profile = self._context.services.profile
        owner = profile.owner()
        profile.save(replace(owner, clinical=not owner.clinical))

    def _usable(self) -> bool:
        if self._context is None:
            self._window.toast.show_message(self.tr("Open a journal first."), "info")
        return self._context is not None
