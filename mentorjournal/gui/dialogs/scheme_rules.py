"""The rules of a scheme: one is chosen to be followed, or the journal's own copy is changed, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.scheme_choice import SchemeChoice
from mentorjournal.gui.dialogs.scheme_text import SchemeText
from mentorjournal.model.types import Scheme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context

WIDTH = 880


class SchemeRulesDialog(Dialog):
    """Without a scheme: which one to follow; with one: its rules. `followed` is the id of a new scheme."""

    def __init__(self, context: Context, scheme_id: str = "", parent: QWidget | None = None) -> None:
        self.followed = ""
        if scheme_id:
            scheme = context.services.records.get(Scheme, scheme_id)
            super().__init__(self.tr("Rules: {0}").format(scheme.title), parent, width=WIDTH)
        else:
            intro = self.tr("The journal gets its own copy of the rules, which you may change.")
            super().__init__(self.tr("Follow a scheme"), parent, width=WIDTH, intro=intro)
        self.choice = None if scheme_id else SchemeChoice(context)
        self.text = SchemeText(context, scheme_id) if scheme_id else None
        for part in (self.choice, self.text):
            if part is not None:
                self.body.addWidget(part, 1)
                part.told.connect(self.say)
                part.left.connect(self.reject)
                for button in part.left_buttons:
                    self.add_button(button, left=True)
                for button in part.buttons:
                    self.add_button(button)
        if self.choice is not None:
            self.choice.followed.connect(self._follow)

    def reject(self) -> None:
        """Close; what is typed is kept first."""
        if self.text is None or self.text.flush():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same by the window's own button."""
        if self.text is not None and not self.text.flush():
            event.ignore()
            return
        super().closeEvent(event)

    def _follow(self, scheme_id: str) -> None:
        self.followed = scheme_id
        self.accept()
