"""Opens a packet that came: one to read and answer, or an answer, whose contents are looked at before they go in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from mentorjournal.errors import ImportRefused, JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.review.merged_words import lines
from mentorjournal.gui.review.packet_names import KINDS
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow
from mentorjournal.gui.words import day_full, how_many

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.packets.plain import Contents
    from mentorjournal.services.packets.values import Looked, Merged, Opened


@dataclass(frozen=True)
class Seen:
    """What a file is, and what taking it in would do where it is an answer."""

    looked: Looked
    merged: Merged | None = None


class OpenPacketDialog(Dialog):
    """Choose or drop a packet. `look_at` does what dropping does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Open a packet"),
            parent,
            width=560,
            scrolls=True,
            intro=self.tr(
                "One that somebody sent you to read, or the answer to one of yours. You see first what it is."
            ),
        )
        self._context = context
        self._path: Path | None = None
        self._seen: Seen | None = None
        self.setAcceptDrops(True)
        self.choose = QuietButton(self.tr("Choose a file…"))
        self.passphrase = SecretField(self.tr("Passphrase"), placeholder=self.tr("The sender told it to you"))
        self._secret = SecretRow((self.passphrase,))
        self._secret_row = FormRow(self.tr("This packet opens with a passphrase"), self._secret)
        self.work = WorkRow(context.tasks)
        self.card = Card()
        self._title = TextLabel("", "strong", wrap=True)
        self._about = TextLabel("", "small", wrap=True)
        self._lines = [TextLabel("", wrap=True) for _ in range(7)]
        self.close_button = QuietButton(self.tr("Close"))
        self.go = PrimaryButton(self.tr("Open"))
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.passphrase.textEdited.connect(lambda _: self._allow())
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self.go_on)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)
        self._show()

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

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a packet"), str(Path.home()), KINDS)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Say what a file is; nothing is changed. One with a passphrase waits for it."""
        from mentorjournal.services.packets import reading

        if self.work.busy:
            return
        self._path, self._seen = path, None
        self._secret.wipe()
        self.say("")
        try:
            wanted = reading.needs(path)
            if not wanted:
                raise ImportRefused(self.tr("{0} is no packet. Nothing was changed.").format(path.name))
        except JournalError as error:
            self._path = None
            self._show()
            self.say(error.message)
            return
        self._secret_row.setVisible(wanted == "passphrase")
        self._show()
        if wanted == "passphrase":
            self.passphrase.setFocus()
        else:
            self._look()

    def go_on(self) -> None:
        """What the button says: look, open to read, or take in."""
        if self.work.busy or self._path is None:
            return
        if self._seen is None:
            self._look()
        elif self._seen.merged is None:
            self._open()
        else:
            self._merge()

    def _look(self) -> None:
        packets, path, secret = self._context.services.packets, self._path, self.passphrase.text()
        may_write = not self._context.read_only
        if path is None:
            return

        def look(_: Task) -> Seen:
            found = packets.look(path, secret)
            answers = found.kind == "answer" and may_write
            return Seen(found, packets.rehearse(path, secret) if answers else None)

        self.say("")
        self.work.run(self.tr("Opening {0}").format(path.name), look)
        self._allow()

    def _open(self) -> None:
        packets, path, secret = self._context.services.packets, self._path, self.passphrase.text()
        if path is not None:
            self.work.run(self.tr("Opening {0}").format(path.name), lambda _: packets.open(path, secret))
            self._allow()

    def _merge(self) -> None:
        packets, path, secret = self._context.services.packets, self._path, self.passphrase.text()
        if path is not None:
            self.work.run(self.tr("Taking in {0}").format(path.name), lambda _: packets.merge(path, secret))
            self._allow()

    @Slot(object)
    def _after_work(self, result: Seen | Opened | Merged) -> None:
        from mentorjournal.services.packets.values import Merged, Opened

        if isinstance(result, Seen):
            self._seen = result
            self._show()
            (self.go if self.go.isEnabled() else self.close_button).setFocus()
        elif isinstance(result, Opened):
            self.accept()
            self._read(result)
        elif isinstance(result, Merged):
            self._after_merge(result)

    def _read(self, opened: Opened) -> None:
        from mentorjournal.gui.reviewing import read_packet

        reader = read_packet(self._context, opened.packet.id, self.parentWidget())
        if reader is not None:
            reader.tell_key(opened)

    def _after_merge(self, merged: Merged) -> None:
        from mentorjournal.gui.reviewing import show_packets

        self.accept()
        kept = merged.packet.answers or ""
        found = show_packets(self._context, self.parentWidget(), kept)
        if found is not None:
            said = self.tr("Taken in: {0}. Ctrl+Z takes it back.").format("; ".join(lines(merged)))
            found.say(said if merged.changed else " ".join(merged.notes), "ok" if merged.changed else "info")

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._seen = None
        self._show()
        self.say(error.message)
        if not self._secret_row.isHidden():
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _show(self) -> None:
        seen = self._seen
        self.card.setHidden(seen is None)
        if self._path is None:
            self._secret_row.hide()
        said: tuple[str, ...] = ()
        if seen is not None and seen.looked.contents is not None:
            said = self._said_of(seen.looked.contents, known=seen.looked.known)
        elif seen is not None:
            said = self._said_of_answer(seen)
        for label, text in zip(self._lines, (*said, *[""] * len(self._lines)), strict=False):
            label.setText(text)
            label.setHidden(not text)
        self._allow()

    def _said_of(self, contents: Contents, *, known: bool) -> tuple[str, ...]:
        by = contents.author or self.tr("somebody without a name")
        self._title.setText(contents.title or self.tr("Review for {0}").format(by))
        day = day_full(contents.made_at.astimezone().date())
        self._about.setText(self.tr("To read and answer, from {0}, {1}").format(by, day))
        counts = (
            (len(contents.records), self.tr("record to read"), self.tr("records to read")),
            (len(contents.questions), self.tr("question"), self.tr("questions")),
            (len(contents.actions), self.tr("action to tick"), self.tr("actions to tick")),
            (len(contents.files), self.tr("file"), self.tr("files")),
        )
        parts = [how_many(*one) for one in counts if one[0]]
        parts += [self.tr("feedback is asked for")] if contents.form else []
        parts += [self.tr("an agreement to sign")] if contents.agreement else []
        again = (self.tr("You have it already; it opens where you left it."),) if known else ()
        return (contents.purpose, f"{', '.join(parts)}.", *again)

    def _said_of_answer(self, seen: Seen) -> tuple[str, ...]:
        sent = seen.looked.answer_to
        by = seen.looked.author or self.tr("somebody without a name")
        self._title.setText(self.tr("An answer from {0}").format(by))
        self._about.setText(
            self.tr("To “{0}”. This is what would come:").format(sent.title or sent.LABEL)
            if sent is not None
            else self.tr("To a packet that is not in this journal")
        )
        if seen.merged is None:
            return (self._context.read_only,)
        return lines(seen.merged)

    def _allow(self) -> None:
        seen, busy = self._seen, self.work.busy
        asks = not self._secret_row.isHidden()
        self._secret_row.setEnabled(seen is None and not busy)
        self.choose.setEnabled(not busy)
        ready = self._path is not None and not busy and (not asks or bool(self.passphrase.text()))
        if seen is None:
            self.go.setText(self.tr("Open"))
        elif seen.looked.kind == "review":
            self.go.setText(self.tr("Read it"))
        else:
            self.go.setText(self.tr("Take it in"))
            ready = ready and seen.merged is not None and seen.merged.changed
        if seen is not None and not seen.looked.known and self._context.read_only:
            ready = False
            self.go.setToolTip(self._context.read_only)
        self.go.setEnabled(ready)

    def reject(self) -> None:
        """Wait for what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            self._secret.wipe()
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.work.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.look_at(Path(event.mimeData().urls()[0].toLocalFile()))
