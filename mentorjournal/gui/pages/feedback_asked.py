"""Feedback that was asked for: how long it waits, the form once more, and the filled form taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.types import Feedback

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from mentorjournal.errors import JournalError
    from mentorjournal.services.forms import Taken

LONG_DAYS = 14
"""After so many days one may ask again."""


def waiting_words(day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """For how long feedback is waited, and the state of its badge."""
    if day is None:
        return "asked", "plain"
    days = max((today - day).days, 0)
    words = f"waiting {how_many(days, 'day', 'days')}" if days else "asked today"
    return words, "warn" if days >= LONG_DAYS else "plain"


def dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The local files of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class AskedCard(Card):
    """What stands on the page of feedback that is not here yet; `files_dropped` carries what came back."""

    again_wanted = Signal()
    choose_wanted = Signal()
    files_dropped = Signal(object)

    def __init__(self, *, writable: bool, because: str) -> None:
        super().__init__(tone="wash")
        self._writable = writable
        self._head = SectionLabel("", "accent")
        self._words = TextLabel(
            self.tr(
                "When the filled form is back, drop the file here. What was written by hand you type in below."
            ),
            wrap=True,
        )
        self.choose = PrimaryButton(self.tr("Take in the filled form…"), "download")
        self.again = QuietButton(self.tr("The form once more…"), "file")
        self.add(self._head)
        self.add(self._words)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.choose, self.again):
            button.setEnabled(writable)
            button.setToolTip(because)
            row.addWidget(button)
        self.add(buttons)
        self.setAcceptDrops(writable)
        self.choose.clicked.connect(self.choose_wanted)
        self.again.clicked.connect(self.again_wanted)

    def show_asked(self, feedback: Feedback, today: dt.date) -> None:
        """Say when it was asked for, and how long ago that is."""
        words, _ = waiting_words(feedback.date, today)
        day = day_short(feedback.date, today) if feedback.date else ""
        asked = self.tr("Asked for on {0}, {1}").format(day, words) if day else self.tr("Asked for")
        self._head.setText(asked)
        self.setAccessibleName(asked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come back."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        event.acceptProposedAction()
        self.files_dropped.emit(dropped(event))


class FormDeeds(QObject):
    """Opens the dialog that asks, and takes filled forms in, on the worker; `show` shows what came of one."""

    def __init__(self, context: Context, page: QWidget, origin: str, show: Callable[[str], object]) -> None:
        super().__init__(page)
        self._context, self._page, self._origin, self._show = context, page, origin, show

    def ask(self, person_id: str = "", feedback_id: str = "") -> None:
        """Ask somebody by a form, or make the form of a request once more."""
        if self._context.read_only:
            return
        from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog

        FeedbackFormDialog(self._context, person_id, self._page.window(), feedback_id=feedback_id).open()

    def choose(self) -> None:
        """Ask which file is the filled form."""
        tr = self.tr
        dialog = QFileDialog(self._page, tr("Take in a filled form"), str(Path.home()), tr("PDF (*.pdf)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take([Path(path)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: list[Path]) -> None:
        """Take filled forms in, each as a step of its own."""
        if self._context.read_only:
            return
        for path in paths:
            self._context.tasks.start(partial(self._take, path), self._taken, self._refused)

    def _take(self, path: Path, _task: object) -> Taken:
        return self._context.services.forms.take(path, origin=self._origin)

    @Slot(object)
    def _taken(self, taken: Taken) -> None:
        navigator = self._context.navigator
        if not taken.changed:
            navigator.tell("info", self.tr("The journal has these answers already. Nothing was changed."))
            return
        if taken.form == "feedback":
            self._show(taken.record_id)
            done = self.tr("Taken in: {0}. Undo takes it back.").format(taken.title)
        else:
            navigator.open_record(taken.record_id)
            done = self.tr("Taken in: the statement for {0}. Undo takes it back.").format(taken.title)
        navigator.tell("warn" if taken.notes else "ok", " ".join((done, *taken.notes)))

    @Slot(object)
    def _refused(self, error: JournalError) -> None:
        self._context.navigator.tell("error", error.message)
