"""A packet opened, read and answered where no journal is open: by its passphrase, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.packet_file import PacketFileDialog
from mentorjournal.gui.dialogs.packet_reader import PacketFrame
from mentorjournal.gui.review.packet_names import packet_name
from mentorjournal.gui.review.reader import PacketReader
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.services.packets.plain import Answer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mentorjournal.services.packets.plain import Contents, PacketFile

NAME_WIDTH = 200


@dataclass(frozen=True)
class Found:
    """What a packet holds: its contents, and its files by hash."""

    contents: Contents
    files: Mapping[str, bytes]


class OpenAloneDialog(PacketFileDialog):
    """`opened` carries a Found to read; `journal_wanted` the Path of a packet that only a journal opens."""

    opened = Signal(object)
    journal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        self._found: Found | None = None
        self._keyed: Path | None = None
        tasks = TaskRunner()
        super().__init__(
            tasks,
            self.tr(
                "You read and answer it here, without a journal. It opens with the passphrase its sender told you."
            ),
            parent,
        )
        tasks.setParent(self)
        self.message.action_clicked.connect(self._ask_journal)
        self.display()

    @property
    def seen(self) -> bool:
        """Whether what the file holds is shown."""
        return self._found is not None

    def forget(self) -> None:
        """Nothing is looked at yet."""
        self._found = self._keyed = None

    def refuse(self, wanted: str) -> str:
        """Keys are kept in journals only."""
        if wanted != "key":
            return ""
        return self.tr(
            "This packet opens with a key, and keys are kept in journals. Open the journal it was made for; "
            "without one, ask its sender for a packet with a passphrase."
        )

    def look_at(self, path: Path) -> None:
        """Say what a file is; for one that opens with a key a journal is offered."""
        from mentorjournal.services.packets import reading

        super().look_at(path)
        if self.path is None and reading.is_packet(path):
            self._keyed = path
            self.message.show_message(self.refuse("key"), "warn", self.tr("Open a journal…"))

    def look(self) -> None:
        """Open it, which takes a second or two."""
        from mentorjournal.services.packets import reading

        path, secret = self.path, self.passphrase.text()
        if path is None:
            return
        self.say("")
        self.work.run(
            self.tr("Opening {0}").format(path.name), lambda _: Found(*reading.read(path, passphrase=secret))
        )
        self.allow()

    def go_on(self) -> None:
        """Open it, then read it."""
        if self.work.busy or self.path is None:
            return
        if self._found is None:
            self.look()
        else:
            found = self._found
            self._secret.wipe()
            self.accept()
            self.opened.emit(found)

    def after_work(self, result: object) -> None:
        """Show what the packet holds."""
        if isinstance(result, Found):
            self._found = result
            self.display()
            self.go.setFocus()

    def display(self) -> None:
        """Show what was found, and what can be done now."""
        self.describe(*(self.described(self._found.contents) if self._found is not None else ("", "", ())))

    def allow(self) -> None:
        """What the button says and whether it can be pressed."""
        self.go.setText(self.tr("Read it") if self.seen else self.tr("Open"))
        self.go.setEnabled(self.ready())

    def _ask_journal(self) -> None:
        path = self._keyed
        if path is not None:
            super().reject()
            self.journal_wanted.emit(path)


class PacketAloneDialog(PacketFrame):
    """Without a journal there is no draft: what is written stands in this window until the answer is saved."""

    def __init__(self, found: Found, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        self._contents, self._files = found.contents, found.files
        self._unsaved = False
        reader = PacketReader(found.contents, today, read_only=self._why_not())
        reader.display(Answer(agreed_name=found.contents.for_whom))
        title = found.contents.title or self.tr("Review for {0}").format(found.contents.author)
        super().__init__(reader, title, parent)
        self.name = TextField(name=self.tr("Your name"), placeholder=self.tr("Your name"))
        self.name.set_value(found.contents.for_whom)
        self.name.setMinimumWidth(scaled(NAME_WIDTH))
        self.name.setReadOnly(bool(self._why_not()))
        self.foot.insertWidget(1, TextLabel(self.tr("Your name"), "small"))
        self.foot.insertWidget(2, self.name)
        reader.edited.connect(self._touch)
        self.name.edited.connect(lambda _: self._touch())
        self.message.action_clicked.connect(self._leave)
        self._show_state()

    def _why_not(self) -> str:
        if self._contents.author_key:
            return ""
        return self.tr("This packet does not say where an answer is to go: it can only be read.")

    def file_name(self) -> str:
        """Such as "Answer to Amara Osei.packet"."""
        return packet_name(self.tr("Answer to {0}").format(self._contents.author or self._contents.title))

    def save_to(self, target: Path) -> None:
        """Write the answer, which only the sender of the packet opens."""
        from mentorjournal.services.packets import reading

        try:
            reading.answer_file(
                self._contents,
                self.reader.answer(),
                self.name.value().strip(),
                target,
                force=target.exists(),
            )
        except JournalError as error:
            self.say(error.message)
            return
        self._unsaved = False
        whom = self._contents.author or self.tr("whoever sent you the packet")
        said = self.tr("{0} is written. Send it to {1}, or hand it over; only they can open it.")
        self.say(said.format(target.name, whom), "ok")
        self._show_state()

    def write_file(self, file: PacketFile, target: Path) -> None:
        """Write a file that came along. Raises JournalError."""
        from mentorjournal.services.packets import reading

        if file.sha256 not in self._files:
            raise NotFound(self.tr("{0} did not come along. Nothing was written.").format(file.name))
        reading.save_file(self._files[file.sha256], target)

    def _touch(self) -> None:
        self._unsaved = True
        self._show_state()

    def _show_state(self) -> None:
        empty = self.reader.answer().is_empty
        self.save_button.setEnabled(not empty and not self._why_not())
        self.save_button.setToolTip(self._why_not())
        if empty:
            said = self.tr("No journal is open: nothing you write is kept until you save the answer.")
        elif self._unsaved:
            said = self.tr(
                "Not saved yet. Only the sender can open the answer, so finish it before you close."
            )
        else:
            said = self.tr("The answer is saved as it stands.")
        self.state.setText(self._why_not() or said)

    def _loses(self) -> bool:
        return self._unsaved and not self.reader.answer().is_empty

    def _leave(self) -> None:
        self._unsaved = False
        self.close()

    def reject(self) -> None:
        """What is not saved is said before it is let go of."""
        if self._loses():
            said = self.tr("Your answer is in no file yet, and it would be lost.")
            self.say(said, "warn", self.tr("Close without saving"))
        else:
            super().reject()
