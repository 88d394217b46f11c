"""Likely identifiers of a clinical text, listed below it a moment after typing: a help, never a certificate."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.services.identifiers import Identifier, find

PAUSE = 600
"""Milliseconds without typing after which the text is searched."""
MOST = 12
"""How many are listed; more are counted."""


class IdentifierHints(TextLabel):
    """What `text` may identify somebody by; says nothing until `set_wanted`."""

    def __init__(self, text: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__("", "small", wrap=True, parent=parent)
        self._text = text
        self._wanted = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        self.hide()

    def set_wanted(self, *, wanted: bool) -> None:
        """Look now and after each pause, or no more."""
        self._wanted = wanted
        self.setVisible(wanted)
        if wanted:
            self.look()
        else:
            self._timer.stop()
            self.setText("")  # it quotes what may identify somebody, and outlives the journal

    def soon(self) -> None:
        """The text changed: look when typing pauses."""
        if self._wanted:
            self._timer.start()

    def look(self) -> None:
        """Search the text as it stands now."""
        self._timer.stop()
        found = find(self._text())
        self.set_role("warn" if found else "small")
        self.setText(self._said(found))

    def _said(self, found: tuple[Identifier, ...]) -> str:
        if not found:
            return self.tr("Clinical: no identifier was recognised. That does not make the text anonymous.")
        listed = dict.fromkeys(f"“{one.words}” ({one.label.lower()})" for one in found)
        shown = "; ".join(list(listed)[:MOST])
        more = len(listed) - MOST
        rest = self.tr("; {count} more").format(count=more) if more > 0 else ""
        return self.tr(
            "Clinical: these may identify a patient: {shown}{rest}. Replace them; versions and backups made before "
            "keep the old wording. Others may be overlooked."
        ).format(shown=shown, rest=rest)
