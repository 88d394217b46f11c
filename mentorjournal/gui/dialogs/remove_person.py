"""What becomes of a person who stands in other records: a bare name, a pseudonym, or the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import how_many
from mentorjournal.services.person_removal import Replaced, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context

WIDTH = 560


class RemovePersonDialog(Dialog):
    """`removed` says that it was done; each way is one undo step."""

    removed = Signal()

    def __init__(self, context: Context, standing: Standing, origin: str, parent: QWidget | None) -> None:
        person = standing.person
        name = person.title or self.tr("This person")
        super().__init__(
            self.tr("Delete {0}").format(name), parent, width=WIDTH, intro=_where(standing, name)
        )
        self._context, self._origin = context, origin
        self._person = person
        tr = self.tr
        self.keep = QRadioButton(tr("Keep only the name"))
        self.replace = QRadioButton(tr("Put a pseudonym everywhere"))
        self.trash = QRadioButton(tr("Move to the trash"))
        self._ways = QButtonGroup(self)
        self.pseudonym = TextField(
            context.services.person_removal.suggested(person.id),
            name=tr("Pseudonym"),
            placeholder=tr("Mentor A"),
        )
        self.do_it = PrimaryButton(tr("Delete"))
        self.cancel = QuietButton(tr("Cancel"))
        self._lay_out(name)
        self._connect()

    def _lay_out(self, name: str) -> None:
        tr = self.tr
        says = (
            (
                self.keep,
                tr(
                    "Records go on showing “{0}”. Contact details and notes are emptied, and no list or map has them."
                ).format(name),
            ),
            (
                self.replace,
                tr(
                    "In every title, note and entry the name is replaced, and they are in no list any more. Links "
                    "stay, and words that may mean something else; you are told in how many records."
                ),
            ),
            (
                self.trash,
                tr("As with any record: links to them are kept for 30 days, then they are gone."),
            ),
        )
        for way, words in says:
            self._ways.addButton(way)
            way.setAccessibleDescription(words)
            self.add(way)
            if way is self.replace:
                self.add(self.pseudonym)
            self.add(TextLabel(words, "small", wrap=True))
        older = tr(
            "Older versions in the history, and backups and exports made before, keep the name until they "
            "are deleted themselves."
        )
        self.add(TextLabel(older, "warn", wrap=True))
        for button in (self.cancel, self.do_it):
            self.add_button(button)
        self.cancel.setAutoDefault(False)
        self.do_it.setDefault(True)

    def _connect(self) -> None:
        self.keep.setChecked(True)
        self._ways.buttonToggled.connect(lambda *_: self._offer())
        self.pseudonym.edited.connect(lambda _text: self.replace.setChecked(True))
        self.do_it.clicked.connect(self.do)
        self.cancel.clicked.connect(self.reject)
        self.do_it.setDisabled(bool(self._context.read_only))
        self.do_it.setToolTip(self._context.read_only)
        self._offer()
        self.keep.setFocus()

    def _offer(self) -> None:
        words = {self.keep: self.tr("Keep the name"), self.replace: self.tr("Replace the name")}
        chosen = self._ways.checkedButton()
        self.do_it.setText(words.get(chosen, self.tr("Delete")) if isinstance(chosen, QRadioButton) else "")

    def do(self) -> None:
        """Do what is chosen. A whole journal is read for a pseudonym, so the worker does that."""
        removal, records, key = (
            self._context.services.person_removal,
            self._context.services.records,
            self._person.id,
        )
        if self.replace.isChecked():
            wanted = self.pseudonym.value()
            self._set_busy(True)
            self._context.tasks.start(
                lambda _task: removal.replace_by(key, wanted, origin=self._origin),
                self._replaced,
                self._refused,
            )
        elif self.keep.isChecked():
            self._try(
                lambda: removal.keep_name(key, origin=self._origin),
                self.tr("Only the name is kept. Undo brings the rest back."),
            )
        else:
            self._try(
                lambda: records.trash(key, origin=self._origin), self.tr("Deleted. Undo brings it back.")
            )

    def _try(self, work: Callable[[], object], said: str) -> None:
        try:
            work()
        except JournalError as error:
            self._refused(error)
        else:
            self._done(said)

    def _replaced(self, done: Any) -> None:
        words = self.tr("The name is replaced in {0}. Undo takes it back.")
        found = done if isinstance(done, Replaced) else Replaced(0, ())
        said = words.format(how_many(found.changed, self.tr("record"), self.tr("records")))
        if found.drafts:
            begun = self.tr(
                "What you had begun to write has it no more either; undo does not bring that back."
            )
            said = f"{said} {begun}"
        if found.unsure:
            left = self.tr(
                "{0} may still tell the name, in a link or in a word that may mean something else. "
                "Search for the name, and look there yourself."
            )
            count = how_many(len(found.unsure), self.tr("record"), self.tr("records"))
            said = f"{said} {left.format(count)}"
        self._done(said)

    def _refused(self, error: JournalError) -> None:
        self._set_busy(False)
        self.say(error.message)

    def _set_busy(self, on: bool) -> None:
        for part in (self.keep, self.replace, self.trash, self.pseudonym, self.do_it, self.cancel):
            part.setDisabled(on)
        self._busy = on
        self.say(self.tr("Looking through the whole journal…") if on else "", "info")

    _busy = False

    def _done(self, said: str) -> None:
        self._busy = False
        self.accept()
        self._context.navigator.tell("info", said)
        self.removed.emit()

    def done(self, result: int) -> None:
        """Stay while the journal is being read."""
        if not self._busy:
            super().done(result)


def _where(standing: Standing, name: str) -> str:
    """Such as "Helena Brandt stands in 12 meetings and 1 relationship."."""
    from mentorjournal.services.reporting.words import listed

    parts = [f"{count} {label.lower()}" for label, count in standing.places]
    return f"{name} stands in {listed(parts)}."
