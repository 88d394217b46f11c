"""The part that every way of opening a packet has: choosing or dropping a file, its passphrase, and what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from mentorjournal.errors import ImportRefused, JournalError
from mentorjournal.gui.dialogs.file_dialog import FileDialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.review.packet_names import KINDS
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow
from mentorjournal.gui.words import day_full, how_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.gui.bridge import TaskRunner
    from mentorjournal.services.packets.plain import Contents

MOST_LINES = 7


class PacketFileDialog(FileDialog):
    """Choose or drop a packet. `look_at` does what dropping does."""

    def __init__(self, tasks: TaskRunner, intro: str, parent: QWidget | None) -> None:
        super().__init__(self.tr("Open a packet"), parent, width=560, scrolls=True, intro=intro)
        self.path: Path | None = None
        self.setAcceptDrops(True)
        self.choose = QuietButton(self.tr("Choose a file…"))
        self.passphrase = SecretField(self.tr("Passphrase"), placeholder=self.tr("The sender told it to you"))
        self._secret = SecretRow((self.passphrase,))
        self._secret_row = FormRow(self.tr("This packet opens with a passphrase"), self._secret)
        self.work = WorkRow(tasks)
        self.card = Card()
        self._title = TextLabel("", "strong", wrap=True)
        self._about = TextLabel("", "small", wrap=True)
        self._lines = [TextLabel("", wrap=True) for _ in range(MOST_LINES)]
        self.close_button = QuietButton(self.tr("Close"))
        self.go = PrimaryButton(self.tr("Open"))
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.passphrase.textEdited.connect(lambda _: self.allow())
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self.go_on)
        self.work.done.connect(self.after_work)
        self.work.failed.connect(self._after_failure)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(TextLabel(self.tr("or drop it here"), "small"))
        row.addStretch(1)
        self.add(row)
        self.add(self._secret_row)
        for label in (self._title, self._about, *self._lines):
            self.card.add(label)
        self.add(self.card)
        self.add(self.work)
        self.body.addStretch(1)
        for button in (self.choose, self.close_button):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        self.add_button(self.close_button)
        self.add_button(self.go)

    @property
    def seen(self) -> bool:
        """Whether what the file holds is shown."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing is looked at yet."""
        raise NotImplementedError

    def look(self) -> None:
        """Find out what the file at `path` is, on the worker."""
        raise NotImplementedError

    def go_on(self) -> None:
        """What the button says."""
        raise NotImplementedError

    def after_work(self, result: object) -> None:
        """What the worker found or did."""
        raise NotImplementedError

    def display(self) -> None:
        """Show what was found, and what can be done now."""
        raise NotImplementedError

    def allow(self) -> None:
        """What can be done now."""
        raise NotImplementedError

    def refuse(self, wanted: str) -> str:
        """Why a file that opens with "key" or "passphrase" cannot be opened here, or an empty string."""
        return ""

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a packet"), str(Path.home()), KINDS)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Say what a file is; nothing is changed. One with a passphrase waits for it."""
        from mentorjournal.services.packets import reading

        if self.work.busy:
            return
        self.path = path
        self.forget()
        self._secret.wipe()
        self.say("")
        try:
            wanted = reading.needs(path)
            if not wanted:
                raise ImportRefused(self.tr("{0} is no packet. Nothing was changed.").format(path.name))
            if self.refuse(wanted):
                raise ImportRefused(self.refuse(wanted))
        except JournalError as error:
            self.path = None
            self._secret_row.hide()
            self.display()
            self.say(error.message)
            return
        self._secret_row.setVisible(wanted == "passphrase")
        self.display()
        if wanted == "passphrase":
            self.passphrase.setFocus()
        else:
            self.look()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self.forget()
        self.display()
        self.say(error.message)
        if not self._secret_row.isHidden():
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def describe(self, title: str, about: str, lines: Sequence[str]) -> None:
        """Fill the card, which is hidden while nothing is looked at."""
        self.card.setHidden(not self.seen)
        if self.path is None:
            self._secret_row.hide()
        self._title.setText(title)
        self._about.setText(about)
        shown = (*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :]), *[""] * MOST_LINES)
        for label, text in zip(self._lines, shown, strict=False):
            label.setText(text)
            label.setHidden(not text)
        self.allow()

    def described(self, contents: Contents) -> tuple[str, str, tuple[str, ...]]:
        """Title, sender and day, and lines about a packet to read."""
        by = contents.author or self.tr("somebody without a name")
        day = day_full(contents.made_at.astimezone().date())
        counts = (
            (len(contents.records), self.tr("record to read"), self.tr("records to read")),
            (len(contents.questions), self.tr("question"), self.tr("questions")),
            (len(contents.actions), self.tr("action to tick"), self.tr("actions to tick")),
            (len(contents.files), self.tr("file"), self.tr("files")),
        )
        parts = [how_many(*one) for one in counts if one[0]]
        parts += [self.tr("feedback is asked for")] if contents.form else []
        parts += [self.tr("an agreement to sign")] if contents.agreement else []
        title = contents.title or self.tr("Review for {0}").format(by)
        about = self.tr("To read and answer, from {0}, {1}").format(by, day)
        return title, about, (contents.purpose, f"{', '.join(parts)}." if parts else "")

    def ready(self) -> bool:
        """Whether there is a file, and its passphrase where it needs one, and nothing runs."""
        asks = not self._secret_row.isHidden()
        self._secret_row.setEnabled(not self.seen and not self.work.busy)
        self.choose.setEnabled(not self.work.busy)
        return self.path is not None and not self.work.busy and (not asks or bool(self.passphrase.text()))

    def reject(self) -> None:
        """Wait for what runs; with nothing running, close, the passphrase wiped."""
        if not self.work.busy:
            self._secret.wipe()
        super().reject()
