"""Ending a mentoring relationship, step by step; what is written stays, and the end itself is one step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import NOT_SAVED, Autosaver
from mentorjournal.gui.dialogs.closure_steps import AchievedStep, EndStep, OpenStep, Step, ThanksStep, WhyStep
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.page_stack import PageStack
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.ids import new_id
from mentorjournal.services.closing_drafts import ClosingDraft
from mentorjournal.services.closure import KEEP
from mentorjournal.services.reporting.handover import Handover

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 640, 430
SHARE_OF_SCREEN = 0.6
BELOW_THE_WORDS = 2
"""Where in the last step it is asked about meetings: below its title and what it says."""


class ClosureDialog(Dialog):
    """Words and choices are kept as they are given, the page to hand over too: leaving loses nothing."""

    def __init__(self, context: Context, relationship_id: str, parent: QWidget | None) -> None:
        page = context.services.closure.page(relationship_id)
        title = self.tr("Close with {0}").format(page.name) if page.name else self.tr("Close a relationship")
        super().__init__(title, parent, width=WIDTH)
        self.context, self._key = context, relationship_id
        self._origin = new_id()
        self._typed: dict[str, Any] = {}
        self._drafted = False
        self._asked_anew = False
        self._handover: Handover | None = None
        self.why, self.achieved, self.promises = WhyStep(page), AchievedStep(page), OpenStep(page)
        self.thanks, self.end = ThanksStep(page), EndStep(page.draft.paper)
        self.steps: tuple[Step, ...] = (self.why, self.achieved, self.promises, self.thanks, self.end)
        self.cancel_planned = self._make_cancel()
        self.saver = Autosaver(self._save, self)
        self.where = TextLabel("", "small")
        self.stack = PageStack()
        self.back, self.next = QuietButton(self.tr("Back"), "arrow-left"), PrimaryButton(self.tr("Next"))
        self.redefine = QuietButton(self.tr("Go on differently"), "repeat")
        self.close_it = PrimaryButton(self.tr("Close the relationship"), "archive")
        self.later = QuietButton(self.tr("Finish later"))
        self._lay_out()
        self._connect()
        self.go(0)

    def _make_cancel(self) -> QCheckBox:
        """Asks in the last step what becomes of meetings that are planned; hidden where none is."""
        today = self.context.today()
        ahead = self.context.services.closure.planned(self._key, today)
        words = how_many(len(ahead), self.tr("planned meeting"), self.tr("planned meetings"))
        box = QCheckBox(self.tr("Cancel {0}").format(words))
        if ahead and ahead[0].date:
            day = day_short(ahead[0].date, today)
            name = ahead[0].title or self.tr("Meeting")
            box.setText(self.tr("Cancel {0}, the next one “{1}” on {2}").format(words, name, day))
        box.setChecked(bool(ahead))
        self.end.column.insertWidget(BELOW_THE_WORDS, box)
        box.setHidden(not ahead)
        return box

    def _lay_out(self) -> None:
        self.add(self.where)
        room = round(self.screen().availableGeometry().height() * SHARE_OF_SCREEN)
        for step in self.steps:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setWidget(step)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.stack.addWidget(area)
        self.stack.setMinimumHeight(min(scaled(HEIGHT), room))
        self.body.addWidget(self.stack, 1)
        self.add_button(self.later, left=True)
        for button in (self.back, self.redefine, self.next, self.close_it):
            self.add_button(button)
        for button in (self.later, self.back, self.redefine, self.next, self.close_it, self.end.save):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        for step in self.steps:
            step.typed.connect(self._type)
            for edit in step.findChildren(MarkdownEdit):
                TextFiles(self.context, self._origin, lambda: self._key, edit, self)
        self.back.clicked.connect(lambda: self.go(self.at - 1))
        self.next.clicked.connect(lambda: self.go(self.at + 1))
        self.later.clicked.connect(self.reject)
        self.close_it.clicked.connect(self._close)
        self.redefine.clicked.connect(lambda: self._finish(self.context.services.closure.redefine))
        self.end.save_wanted.connect(self.save_paper)
        self.end.written.connect(self._draft)
        self.end.anew_wanted.connect(self.write_anew)
        self.promises.decided.connect(self._draft)
        self.saver.failed.connect(self.say)
        self.saver.saved.connect(lambda: self.say(""))
        self.saver.saved.connect(self.context.navigator.saved)
        because = self.context.read_only
        for button in (self.close_it, self.redefine):
            button.setDisabled(bool(because))
            button.setToolTip(because)

    @property
    def at(self) -> int:
        """The step shown, from 0."""
        return self.stack.currentIndex()

    def go(self, place: int) -> None:
        """Show a step; what is typed is kept first."""
        if not 0 <= place < len(self.steps) or not self.flush():
            return
        last = place == len(self.steps) - 1
        if last:
            self._write_paper()
        self.stack.setCurrentIndex(place)
        step = self.steps[place]
        self.where.setText(self.tr("Step {0} of {1}").format(place + 1, len(self.steps)))
        self.back.setEnabled(place > 0)
        for button, wanted in ((self.next, not last), (self.close_it, last), (self.redefine, last)):
            button.setVisible(wanted)
        (self.close_it if last else self.next).setFocus()
        self.setAccessibleDescription(f"{self.where.text()}: {step.title}")

    def _write_paper(self) -> None:
        self._handover = self.context.services.closure.handover(self._key, self.promises.fates())
        self.end.show_paper(self._handover.text)

    def write_anew(self) -> None:
        """Write the page as the journal has it now; what the reader wrote goes only when asked again."""
        if not self._asked_anew:
            self._asked_anew = True
            self.say(self.tr("Your changes of the page would go. Press again to write it anew."), "warn")
            return
        self.end.forget()
        self._draft()
        self._write_paper()
        self.say("")
        self.end.paper.setFocus()

    def save_paper(self) -> None:
        """Ask where, and write the page as changed; what is wrong with it is said here."""
        path = self.ask_path()
        if path is None or self._handover is None:
            return
        page = replace(self._handover, text=self.end.paper.value())
        services, day = self.context.services, self.context.today()
        self.end.save.setEnabled(False)
        self.context.tasks.start(
            lambda _task: services.closure.save_handover(page, path, day),
            lambda _done: self._after_saving(self.tr("Saved as {0}.").format(path.name), "ok"),
            lambda error: self._after_saving(error.message, "error"),
        )

    def ask_path(self) -> Path | None:
        """Where the page is to be saved."""
        name = (self._handover.title if self._handover else "Handover").replace(":", "")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the handover page"), str(Path.home() / f"{name}.pdf"), self.tr("PDF (*.pdf)")
        )
        return Path(chosen).with_suffix(".pdf") if chosen else None

    def _after_saving(self, text: str, kind: str) -> None:
        self.end.save.setEnabled(True)
        self.say(text, kind)

    def _type(self, field: str, value: object) -> None:
        self._typed[field] = value
        self.saver.touch()

    def _draft(self) -> None:
        self._drafted, self._asked_anew = True, False
        self.saver.touch()

    def _save(self) -> None:
        closure = self.context.services.closure
        if self._typed:
            closure.keep_words(self._key, self._typed, origin=self._origin)
            self._typed = {}
        if self._drafted:
            fates = {key: fate for key, fate in self.promises.fates().items() if fate != KEEP}
            closure.keep_draft(self._key, ClosingDraft(self.end.own(), fates))
            self._drafted = False

    def _close(self) -> None:
        close = self.context.services.closure.close
        self._finish(partial(close, cancel=self.cancel_planned.isChecked()))

    def _finish(self, end: Callable[..., Any]) -> None:
        if not self.flush():
            return
        try:
            tie = end(self._key, self.context.today(), self.promises.fates(), origin=self._origin)
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()
        closed = self.tr("Closed. Undo takes it back; it can be taken up again at any time.")
        other = self.tr("It goes on differently. Undo takes it back.")
        self.context.navigator.tell("ok", closed if tie.phase == "closed" else other)

    def flush(self) -> bool:
        """Keep what is typed; False, and said, where the journal refuses."""
        if self.context.read_only:
            self.saver.drop()
        if self.saver.flush():
            return True
        self.say(f"{NOT_SAVED} " + self.tr("This stays open, so that your words are not lost."))
        return False

    def done(self, result: int) -> None:
        """Leave; stay where what was typed could not be kept."""
        if self.flush():
            super().done(result)
