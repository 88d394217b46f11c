"""Keeps the key of a person, and that both have compared it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.review.own_key import OwnKeyCard
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.model.types import Person

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class KeyOfDialog(Dialog):
    """For the person of `person_id`; `kept` tells that their key is in the journal."""

    kept = Signal()

    def __init__(
        self, context: Context, person_id: str, parent: QWidget | None, *, offered: str = ""
    ) -> None:
        person = context.services.records.get(Person, person_id)
        super().__init__(
            self.tr("The key of {0}").format(person.title),
            parent,
            width=520,
            scrolls=True,
            intro=self.tr(
                "They find it in their journal under “Review packets”, with “Copy my key”, and mail it to you."
            ),
        )
        self._context, self._person = context, person
        self.key = BoxedText(
            offered or person.packet_key, name=self.tr("Their key"), placeholder="age1…", least_lines=2
        )
        self._row = FormRow(self.tr("Their key"), self.key)
        self._head = SectionLabel(self.tr("Its fingerprint"))
        self.fingerprint = TextLabel("", "strong", wrap=True)
        self.compared = QCheckBox(self.tr("We compared it aloud"))
        self._why = TextLabel(
            self.tr(
                "Call them and read the numbers to each other. Where the numbers differ, do not keep it."
            ),
            "small",
            wrap=True,
        )
        self.own = OwnKeyCard(context)
        cancel, self.keep = QuietButton(self.tr("Cancel")), PrimaryButton(self.tr("Keep the key"))
        for part in (self._row, self._head, self.fingerprint, self._why, self.compared, self.own):
            self.add(part)
        cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.keep)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.key.edited.connect(lambda _: self._read())
        self._read()
        self.compared.setChecked(bool(person.key_compared_on) and self.key.value() == person.packet_key)
        self.key.setFocus()

    def _read(self) -> None:
        """Show the fingerprint of what is pasted; another key was not compared."""
        typed = "".join(self.key.value().split())
        try:
            found = self._context.services.packets.checked_fingerprint(typed)
        except JournalError as error:
            found, said = "", error.message if typed else ""
            self._row.set_hint(said, wrong=True)
        else:
            self._row.set_hint("")
        if found != self.fingerprint.text():
            self.compared.setChecked(False)
        self.fingerprint.setText(found)
        for part in (self._head, self.fingerprint, self._why):
            part.setHidden(not found)
        self.compared.setEnabled(bool(found))
        removes = not typed and bool(self._person.packet_key)
        self.keep.setText(self.tr("Forget the key") if removes else self.tr("Keep the key"))
        self.keep.setEnabled(bool(found) or removes)

    def _keep(self) -> None:
        day = self._context.today() if self.compared.isChecked() else None
        try:
            self._context.services.packets.keep_key(self._person.id, self.key.value(), compared_on=day)
        except JournalError as error:
            self.say(error.message)
            return
        self.kept.emit()
        self.accept()
