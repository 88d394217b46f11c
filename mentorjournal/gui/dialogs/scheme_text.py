"""The journal's own copy of a scheme's rules as text, what it says in words, and a newer edition of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rules_edit import RulesEdit
from mentorjournal.gui.widgets.rules_words import RulesWords
from mentorjournal.model.ids import new_id
from mentorjournal.model.schemes import SchemeMistake, read_rules
from mentorjournal.services.scheme_words import Part

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from mentorjournal.gui.context import Context
    from mentorjournal.model.schemes import SchemeRules

WORDS, HEIGHT = 320, 430


class SchemeText(QWidget):
    """Right rules are saved as they are typed; wrong ones are kept beside the scheme until they are right."""

    told = Signal(str, str)
    left = Signal()

    def __init__(self, context: Context, scheme_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._key, self._origin = context, scheme_id, new_id()
        kept = context.services.schemes.text(scheme_id)
        self._used: SchemeRules | None = kept.rules
        self._renewing = False
        self.edit = RulesEdit(kept.text, name=self.tr("Text of the rules"))
        self.edit.setReadOnly(bool(context.read_only))
        self.words = RulesWords(self.tr("What the rules say"))
        self.words.setMinimumWidth(scaled(WORDS))
        self.state = TextLabel("", "muted", wrap=True)
        self.jump = LinkButton(self.tr("Go to the line"))
        self.saver = Autosaver(self._save, self)
        self.back = QuietButton(self.tr("Drop what is wrong"), "arrow-left")
        self.renew = QuietButton(self.tr("Newer rules"), "repeat")
        self.close_it = PrimaryButton(self.tr("Close"))
        self.left_buttons: tuple[QPushButton, ...] = (self.back,)
        self.buttons: tuple[QPushButton, ...] = (self.renew, self.close_it)
        self._lay_out()
        self._connect()
        self._judge(kept.text)
        self._offer_renewal()

    def flush(self) -> bool:
        """Keep what is typed; False where the journal refuses."""
        return self.saver.flush()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.state, 1)
        below.addWidget(self.jump)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.edit, 1)
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addWidget(self.words, 2)
        self.setMinimumHeight(min(scaled(HEIGHT), round(self.screen().availableGeometry().height() * 0.55)))
        for button in (*self.left_buttons, *self.buttons):
            button.setAutoDefault(False)
        for button in (self.back, self.renew):
            button.setDisabled(bool(self.context.read_only))
            button.setToolTip(self.context.read_only)

    def _connect(self) -> None:
        self.edit.edited.connect(self._type)
        self.jump.clicked.connect(lambda: self.edit.go_to(self.edit.marked_line()))
        self.back.clicked.connect(self.drop)
        self.renew.clicked.connect(self.renew_it)
        self.close_it.clicked.connect(self.left)
        self.saver.failed.connect(lambda text: self.told.emit(text, "error"))
        self.saver.saved.connect(lambda: self.told.emit("", ""))
        self.saver.saved.connect(self.context.navigator.saved)

    def drop(self) -> None:
        """Show the rules in use again; the wrong text goes, which Ctrl+Z in the field brings back."""
        self.saver.drop()
        try:
            kept = self.context.services.schemes.drop_draft(self._key)
        except JournalError as error:
            self.told.emit(error.message, "error")
            return
        self._replace(kept.text)
        self._offer_renewal()

    def renew_it(self) -> None:
        """At first say what would change, then follow the newer rules as one step."""
        if not self.flush():
            return
        renewal = self.context.services.schemes.renewal(self._key)
        if renewal is None:
            self._offer_renewal()
            return
        if not self._renewing:
            self._renewing = True
            parts = [Part(self.tr("What would change"), renewal.changes or (self.tr("Only the edition."),))]
            if renewal.kept:
                parts.append(Part(self.tr("What you have written"), renewal.kept))
            note = (
                self.tr("First put your own text right, or drop what is wrong: it would be lost.")
                if renewal.waits
                else self.tr(
                    "Your claims and answers stay. Changes of your own in the rules are replaced; "
                    "Undo brings them back."
                )
            )
            self.renew.setDisabled(renewal.waits)
            self.words.show_parts(self.tr("Follow the {0}").format(renewal.rules.edition), parts, note)
            self.renew.setText(self.tr("Follow them"))
            return
        try:
            made = self.context.services.schemes.renew(self._key, origin=self._origin)
        except JournalError as error:
            self.told.emit(error.message, "error")
            return
        self._replace(made.rules)
        self.told.emit(self.tr("The scheme follows the {0} now.").format(made.edition), "ok")
        self._offer_renewal()

    def _offer_renewal(self) -> None:
        renewal = self.context.services.schemes.renewal(self._key)
        self._renewing = False
        self.renew.setVisible(renewal is not None)
        self.renew.setDisabled(bool(self.context.read_only))
        if renewal is not None:
            self.renew.setText(self.tr("What is new in the {0}?").format(renewal.rules.edition))

    def _replace(self, text: str) -> None:
        """Another text in the field, as a step that the field itself can take back."""
        cursor = self.edit.textCursor()
        self.edit.blockSignals(True)
        cursor.beginEditBlock()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.edit.blockSignals(False)
        self._judge(text)

    def _type(self, text: str) -> None:
        self._judge(text)
        if self._renewing:
            self._offer_renewal()
        self.saver.touch()

    def _judge(self, text: str) -> None:
        """Say at once whether the text is right, and where it is not."""
        try:
            self._used = read_rules(text, self.tr("these rules"))
        except SchemeMistake as mistake:
            self.edit.mark(mistake.line)
            where = self.tr("Line {0}: ").format(mistake.line) if mistake.line else ""
            self.state.setText(
                where
                + self._sentence(mistake.reason)
                + " "
                + self.tr("Your text is kept; until it is right, claims are shown by the rules as they were.")
            )
            self.state.set_role("late")
            self.jump.setVisible(bool(mistake.line))
            self.back.setVisible(True)
        else:
            self.edit.mark(0)
            self.state.setText(self.tr("These rules are right. Every change is saved."))
            self.state.set_role("muted")
            self.jump.hide()
            self.back.hide()
        if self._used is not None:
            self.words.show_rules(self._used)
        else:
            self.words.show_text(self.tr("No rules yet"), self.tr("What they ask for is shown here."))
        self.state.setAccessibleName(self.state.text())

    @staticmethod
    def _sentence(text: str) -> str:
        return text[:1].upper() + text[1:]

    def _save(self) -> None:
        self.context.services.schemes.keep(self._key, self.edit.value(), origin=self._origin)
