"""The first letter to somebody who might become a mentor: written for the reader, finished by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.kept import AskingDialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.text_area import TextArea
from mentorjournal.model.types import Person
from mentorjournal.services.first_letter import gaps
from mentorjournal.services.messages import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 600, 330


class FirstLetterDialog(AskingDialog):
    """Nothing is sent from here: it is copied, or opened in the reader's own mail program."""

    def __init__(self, context: Context, relationship_id: str, parent: QWidget | None) -> None:
        tr = self.tr
        super().__init__(
            tr("A first letter"),
            parent,
            width=WIDTH,
            intro=tr("What stands in [brackets] is yours to write. Nothing is sent from here."),
        )
        self._context, self._tie = context, relationship_id
        self._gaps_told: object = None
        search = context.services.mentor_search
        owner = context.services.profile.owner()
        letter = search.first_contact(relationship_id, owner.name, owner.stage)
        self._candidate = candidate = search.board(context.today()).find(relationship_id)
        self.to = TextField(
            candidate.person.email if candidate else "", name=tr("To"), placeholder=tr("Email")
        )
        self.subject = TextField(letter.subject, name=tr("Subject"))
        self.text = TextArea(letter.body, name=tr("Letter"), grow=False, wide=True)
        self.text.setMinimumHeight(min(scaled(HEIGHT), self.screen().availableGeometry().height() // 2))
        for label, field in ((tr("To"), self.to), (tr("Subject"), self.subject), (tr("Letter"), self.text)):
            self.add(FormRow(label, field))
        self.copy = QuietButton(tr("Copy the letter"), "copy")
        self.mail = PrimaryButton(tr("Write an email"), "mail")
        close = QuietButton(tr("Close"))
        for button in (self.copy, self.mail, close):
            button.setAutoDefault(False)
        self.add_button(self.copy, left=True)
        self.add_button(close)
        self.add_button(self.mail)
        self.copy.clicked.connect(self.copy_it)
        self.mail.clicked.connect(self.write_mail)
        self.message.action_clicked.connect(self._move_on)
        close.clicked.connect(self.reject)
        self._taken = self.given()
        self.text.setFocus()

    def given(self) -> object:
        """Address, subject and letter."""
        return self.to.value(), self.subject.value(), self.text.value()

    def touched(self) -> bool:
        """Something was written since it was offered, copied or opened as an email."""
        return self.given() != self._taken

    def warning(self) -> str:
        """A letter is in no record."""
        return self.tr("This letter is kept nowhere. Copy it, or press again to leave it.")

    def letter(self) -> Message:
        """As it stands now."""
        return Message(self.subject.value(), self.text.value())

    def copy_it(self) -> None:
        """The letter, without its address, goes to the clipboard."""
        if self._has_gaps():
            return
        QGuiApplication.clipboard().setText(f"{self.subject.value()}\n\n{self.text.value()}")
        self._after(self.tr("Copied."))

    def write_mail(self) -> None:
        """Open it in the reader's own mail program."""
        if self._has_gaps():
            return
        address = QUrl(self.letter().address(self.to.value()), QUrl.ParsingMode.StrictMode)
        if not (address.isValid() and QDesktopServices.openUrl(address)):
            self.say(self.tr("No mail program opened. Copy the letter and send it from yours."), "warn")
            return
        self._after(self.tr("Opened in your mail program."))

    def _has_gaps(self) -> bool:
        """Whether something in brackets is still to be written; it is said once for a letter as it stands."""
        found = gaps(self.letter())
        if not found or self._gaps_told == self.given():
            return False
        self._gaps_told = self.given()
        words = self.tr("Still to be written: {0} Press again to go on without it.")
        self.say(words.format(" ".join(found)), "warn")
        return True

    def _after(self, done: str) -> None:
        """The letter is on its way: keep the address, and offer a candidate the next stage."""
        self._taken = self.given()
        try:
            kept = self._keep_address()
        except JournalError as error:
            self.say(error.message)
            return
        candidate = self._candidate
        offered = candidate is not None and candidate.stage == "candidate" and not self._context.read_only
        text = " ".join(filter(None, (done, kept)))
        self.message.show_message(text, "ok", self.tr("Move to contacted") if offered else "")

    def _keep_address(self) -> str:
        """The address typed here is the person's from now on; what is said of that."""
        address = self.to.value().strip()
        candidate = self._candidate
        if candidate is None or not address or self._context.read_only:
            return ""
        person = self._context.services.records.get(Person, candidate.person.id)
        if person.email == address:
            return ""
        self._context.services.records.amend(person.id, {"email": address}, self.tr("Keep email address"))
        return self.tr("The address is kept with {0}.").format(person.title)

    def _move_on(self) -> None:
        """They are contacted now, as one step."""
        search, today = self._context.services.mentor_search, self._context.today()
        try:
            search.move(self._tie, "contacted", today)
        except JournalError as error:
            self.say(error.message)
            return
        self._candidate = search.board(today).find(self._tie)
        self.say(self.tr("Moved to contacted. Undo takes it back."), "ok")
