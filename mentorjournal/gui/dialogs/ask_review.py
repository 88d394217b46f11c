"""Asks somebody for a review: what they may read and what is asked, then a look at what leaves, then one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.review.ask_list import CandidateList
from mentorjournal.gui.review.ask_what import AskedPart, choice_of
from mentorjournal.gui.review.ask_whom import WhomPart
from mentorjournal.gui.review.leaving_part import LeavingPart
from mentorjournal.gui.review.packet_names import KINDS, packet_name, with_ending
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.words import how_many
from mentorjournal.model.types import Packet
from mentorjournal.services.packets.values import Choice, PacketReview

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.packets.plain import Contents

NARROWEST, WIDTH = 640, 860


class AskReviewDialog(Dialog):
    """For a person where one is given. `save_to` does what choosing a file does."""

    def __init__(
        self, context: Context, parent: QWidget | None, *, person: str = "", relationship: str = ""
    ) -> None:
        super().__init__(
            self.tr("Ask for a review"),
            parent,
            width=NARROWEST,
            scrolls=True,
            intro=self.tr(
                "They read what you choose, comment on its words and answer, offline. Nothing is chosen by itself, and "
                "nothing is sent from here: you save one encrypted file and mail it or hand it over."
            ),
        )
        self._context, self._relationship = context, relationship
        self._first = person
        self.whom = WhomPart(context, person)
        self.records = CandidateList()
        self.asked = AskedPart()
        self.leaving = LeavingPart()
        self.work = WorkRow(context.tasks)
        self._first_page, self._pages = QWidget(), QWidget()
        self._state = TextLabel("", "small", wrap=True)
        self.back = QuietButton(self.tr("Back"), "arrow-left")
        self.close_button = QuietButton(self.tr("Cancel"))
        self.go = PrimaryButton("")
        self._lay_out()
        self._connect()
        self._offer()
        self._show()
        self.resize(min(scaled(WIDTH), self.screen().availableGeometry().width()), self.height())
        self._untouched: Choice | None = self.choice()
        self.message.action_clicked.connect(self._leave)
        (self.records.list if person else self.whom).setFocus()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.whom)
        left.addWidget(self.asked)
        left.addStretch(1)
        right.setSpacing(6)
        right.addWidget(SectionLabel(self.tr("What they may read")))
        right.addWidget(self.records, 1)
        row = QHBoxLayout(self._first_page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 4)
        row.addLayout(right, 5)
        # No stack of pages: that would always be as tall as the taller of the two.
        both = QVBoxLayout(self._pages)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._first_page)
        both.addWidget(self.leaving)
        self.leaving.hide()
        self.add(self._pages)
        self.add(self._state)
        self.add(self.work)
        for button in (self.back, self.close_button):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        self.add_button(self.back, left=True)
        self.add_button(self.close_button)
        self.add_button(self.go)

    def _connect(self) -> None:
        for part in (self.whom, self.records, self.asked):
            part.edited.connect(self._show)
        self.whom.person_changed.connect(self._offer)
        self.leaving.changed.connect(self._look)
        self.leaving.found.counted.connect(lambda _: self._show())
        self.back.clicked.connect(self._go_back)
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self.go_on)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)

    @property
    def looking(self) -> bool:
        """Whether the look at what leaves is open."""
        return not self.leaving.isHidden()

    def choice(self) -> Choice:
        """What is chosen."""
        whom = self.whom
        tie = self._relationship if whom.person == self._first else ""
        chosen = choice_of(self.records, self.asked, whom.person, tie, whom.for_whom())
        return replace(chosen, names=self.leaving.names(), words=self.leaving.words())

    def go_on(self) -> None:
        """Look at what leaves, then choose where to save it."""
        if self.work.busy:
            return
        if self.looking:
            self._ask()
        else:
            self.whom.settle()
            if not self._missing() and self.whom.passphrase():
                self.whom.secret.take(self._look, lambda said: self.say(said, "warn"))
            elif not self._missing():
                self._look()

    def save_to(self, target: Path) -> None:
        """Write the packet; a file of that name gives way."""
        packets, choice, secret = self._context.services.packets, self.choice(), self.whom.passphrase()
        self.say("")

        def make(_: Task) -> Packet:
            return packets.make(choice, target, passphrase=secret, force=target.exists())

        self.work.run(self.tr("Writing {0}").format(target.name), make)
        self._show()

    def _ask(self) -> None:
        name = packet_name(self.asked.title.value().strip() or self.tr("Review"), self.whom.for_whom())
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the packet"), str(Path.home() / name), KINDS
        )
        if chosen:
            self.save_to(with_ending(Path(chosen)))

    @Slot()
    def _offer(self) -> None:
        """What may leave depends on whom it is for."""
        tie = self._relationship if self.whom.person == self._first else ""
        try:
            found = self._context.services.packets.candidates(
                Choice(person=self.whom.person, relationship=tie)
            )
        except JournalError as error:
            self.say(error.message)
            return
        self.records.show_candidates(found)

    @Slot()
    def _look(self) -> None:
        packets, choice = self._context.services.packets, self.choice()
        self.say("")

        def look(_: Task) -> tuple[Contents, PacketReview]:
            return packets.preview(choice), packets.review(choice)

        self.work.run(self.tr("Looking through what leaves"), look)
        self._show()

    @Slot(object)
    def _after_work(self, result: tuple[Contents, PacketReview] | Packet) -> None:
        if isinstance(result, Packet):
            self._after_saving(result)
            return
        self.leaving.display(*result)
        if not self.looking:
            self._turn(to_look=True)
            self.leaving.setFocus()
        self._show()

    def _after_saving(self, packet: Packet) -> None:
        secret = bool(self.whom.passphrase())
        self.whom.wipe()
        said = self.tr(
            "{0} is written. Mail it to {1} or hand it over; the answer comes back as a file."
        ).format(packet.file_name, self.whom.for_whom())
        if secret:
            said += " " + self.tr("Tell the passphrase by another way.")
        self._context.navigator.tell("ok", said)
        self.accept()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._show()
        self.say(error.message)

    def _turn(self, *, to_look: bool) -> None:
        self._first_page.setHidden(to_look)
        self.leaving.setVisible(to_look)

    def _go_back(self) -> None:
        self._turn(to_look=False)
        self.say("")
        self._show()
        self.records.list.setFocus()

    def _missing(self) -> str:
        chosen = self.records.ticked() or self.asked.lines() or self.asked.form()
        return self.whom.missing() or ("" if chosen else self.tr("Choose a record, or ask something."))

    @Slot()
    def _show(self) -> None:
        busy, looking = self.work.busy, self.looking
        self.asked.fit(frozenset(one.type for one in self.records.ticked()))
        self._pages.setEnabled(not busy)
        self.back.setVisible(looking)
        self.back.setEnabled(not busy)
        missing = self._missing()
        self.go.setText(self.tr("Save the packet…") if looking else self.tr("Look at what leaves"))
        self.go.setEnabled(not busy and not missing)
        if not looking:
            self._state.setText(missing)
        elif self.leaving.waiting:
            waiting = how_many(self.leaving.waiting, self.tr("thing"), self.tr("things"))
            self._state.setText(self.tr("{0} to look at.").format(waiting))
        else:
            self._state.setText(self.tr("Read it once more: it leaves as it stands here."))

    def _leave(self) -> None:
        self._untouched = None
        self.reject()

    def reject(self) -> None:
        """Stop what runs; with nothing running, close, but say first what would be lost by it."""
        if self.work.busy:
            self.work.cancel()
        elif self._untouched is not None and self.choice() != self._untouched:
            said = self.tr("What you chose and wrote here is kept nowhere, and it would be lost.")
            self.message.show_message(said, "warn", self.tr("Close without asking"))
        else:
            self.whom.wipe()
            super().reject()
