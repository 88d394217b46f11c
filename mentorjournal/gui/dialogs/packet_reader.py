"""The window in which a packet of somebody else is read and answered, over the journal that keeps the draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.file_names import plain_name
from mentorjournal.gui.review.packet_names import KINDS, packet_name, with_ending
from mentorjournal.gui.review.reader import PacketReader
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.message_bar import MessageBar
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import Packet

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.packets.plain import PacketFile
    from mentorjournal.services.packets.values import Opened

WIDTH, HEIGHT = 1120, 720
WIDE = 800


class PacketFrame(QDialog):
    """A window around a PacketReader: a message above, a line and two buttons below."""

    def __init__(self, reader: PacketReader, title: str, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.reader = reader
        self.message = MessageBar()
        self.state = TextLabel("", "small", wrap=True)
        self.close_button = QuietButton(self.tr("Close"))
        self.save_button = PrimaryButton(self.tr("Save the answer…"))
        for button in (self.close_button, self.save_button):
            button.setAutoDefault(False)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.save_button)
        below = self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setContentsMargins(18, 10, 18, 10)
        below.setSpacing(8)
        below.addWidget(self.state, 1)
        below.addLayout(self.foot)
        around = QVBoxLayout()
        around.setContentsMargins(12, 8, 12, 8)
        around.addWidget(self.message)
        self._around = QWidget()
        self._around.setLayout(around)
        self._around.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._around)
        column.addWidget(reader, 1)
        column.addWidget(hairline())
        column.addLayout(below)
        self.message.dismissed.connect(self._around.hide)
        self.close_button.clicked.connect(self.close)
        self.save_button.clicked.connect(self._ask)
        reader.file_wanted.connect(self._ask_copy)
        room = self.screen().availableGeometry()
        self.resize(min(scaled(WIDTH), room.width()), min(scaled(HEIGHT), room.height()))
        reader.setFocus()

    def say(self, text: str, kind: str = "error", action: str = "") -> None:
        """Show a message above, with the label of a button; an empty text takes it away."""
        self._around.setVisible(bool(text))
        if text:
            self.message.show_message(text, kind, action)  # type: ignore[arg-type]
        else:
            self.message.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for its letters, the line stands above the buttons."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(WIDE)
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._below.setDirection(beside if wide else above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in a field presses no button: Qt would take the first it finds."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def file_name(self) -> str:
        """What the answer is called where nothing else is chosen."""
        raise NotImplementedError

    def save_to(self, target: Path) -> None:
        """Write the answer; a file of that name gives way."""
        raise NotImplementedError

    def write_file(self, file: PacketFile, target: Path) -> None:
        """Write a file that came along. Raises JournalError."""
        raise NotImplementedError

    def copy_to(self, file: PacketFile, target: Path) -> None:
        """Save a copy of a file that came along; an older one of that name gives way."""
        try:
            self.write_file(file, target)
        except JournalError as error:
            self.say(error.message)
        else:
            self.say(self.tr("{0} is saved.").format(target.name), "ok")

    def _ask_copy(self, file: PacketFile) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy"), str(Path.home() / plain_name(file.name))
        )
        if name:
            self.copy_to(file, Path(name))

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the answer"), str(Path.home() / self.file_name()), KINDS
        )
        if name:
            self.save_to(with_ending(Path(name)))


class PacketReaderDialog(PacketFrame):
    """Over a journal: the draft is kept there as it is written, and the answer is written from it."""

    def __init__(self, context: Context, packet_id: str, parent: QWidget | None) -> None:
        packets, packet = context.services.packets, context.services.records.get(Packet, packet_id)
        reader = PacketReader(packets.contents(packet_id), context.today, read_only=context.read_only)
        reader.display(packets.draft(packet_id))
        super().__init__(reader, packet.title, parent)
        self._context, self.packet_id, self._packet = context, packet_id, packet
        self._origin = new_id()
        self._saver = Autosaver(self._save, self)
        self._saver.saved.connect(context.navigator.saved)
        self._saver.saved.connect(self._show_state)
        self._saver.failed.connect(self.say)
        reader.edited.connect(self._saver.touch)
        reader.edited.connect(self._show_state)
        context.relay.changed.connect(self._on_change)
        self.message.action_clicked.connect(self._keep_key)
        self._show_state()

    def flush(self) -> bool:
        """Save the draft now."""
        return self._saver.flush()

    def tell_key(self, opened: Opened) -> None:
        """Say of a packet just opened what is known of the key it came with."""
        if opened.notes:
            self.say(" ".join(opened.notes), "warn")
        elif opened.key == "new" and self._packet.person and not self._context.read_only:
            digits = self._context.services.packets.fingerprint(self._packet.author_key)
            said = self.tr("The key of {0} is new here: {1}. Read it to each other before you rely on it.")
            self.say(said.format(self._packet.author, digits), "info", self.tr("Keep their key…"))

    def _keep_key(self) -> None:
        from mentorjournal.gui.dialogs.key_of import KeyOfDialog

        self._around.hide()
        person = self._packet.person
        if person:
            KeyOfDialog(self._context, person, self, offered=self._packet.author_key).open()

    def file_name(self) -> str:
        """Such as "Answer to Amara Osei.packet"."""
        return packet_name(self.tr("Answer to {0}").format(self._packet.author or self._packet.title))

    def save_to(self, target: Path) -> None:
        """Write the answer and note that it left."""
        if not self.flush():
            return
        try:
            self._packet = self._context.services.packets.answer(
                self.packet_id, target, force=target.exists()
            )
        except JournalError as error:
            self.say(error.message)
            return
        whom = self._packet.author or self.tr("whoever sent you the packet")
        self.say(
            self.tr("{0} is written. Send it to {1}, or hand it over; only they can open it.").format(
                target.name, whom
            ),
            "ok",
        )
        self._show_state()

    def write_file(self, file: PacketFile, target: Path) -> None:
        """Write a file that came along, out of the journal. Raises JournalError."""
        attachments = self._context.services.attachments
        for kept in attachments.of(self.packet_id):
            if kept.sha256 == file.sha256:
                attachments.save_as(kept.id, target)
                return
        raise NotFound(self.tr("{0} did not come along. Nothing was written.").format(file.name))

    def _save(self) -> None:
        self._context.services.packets.keep_draft(self.packet_id, self.reader.answer(), origin=self._origin)

    @Slot(object)
    def _on_change(self, changes: ChangeSet) -> None:
        """Changed elsewhere, as by undo: what is being typed was saved before."""
        if changes.origin == self._origin or not changes.has(self.packet_id):
            return
        packet = self._context.services.records.peek(self.packet_id)
        if packet is None or packet.deleted_at is not None:
            self._saver.drop()
            self.close()
        elif not self._saver.pending:
            self.reader.display(self._context.services.packets.draft(self.packet_id))
            self._show_state()

    @Slot()
    def _show_state(self) -> None:
        empty = self.reader.answer().is_empty
        self.save_button.setEnabled(not empty and not self._context.read_only)
        self.save_button.setToolTip(self._context.read_only)
        sent = self._packet.number
        said = self.tr("Nothing is answered yet.") if empty else self.tr("The draft is kept in your journal.")
        if sent:
            said = self.tr("{0} Answer {1} was written; a later one takes its place.").format(
                said, f"{sent:g}"
            )
        self.state.setText(self._context.read_only or said)

    def reject(self) -> None:
        """Save first; stay open where that failed."""
        if self.flush():
            super().reject()
