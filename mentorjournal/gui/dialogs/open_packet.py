"""Opens a packet that came: one to read and answer, or an answer, whose contents are looked at before they go in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from mentorjournal.gui.dialogs.packet_file import PacketFileDialog
from mentorjournal.gui.review.merged_words import lines

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.packets.values import Looked, Merged, Opened


@dataclass(frozen=True)
class Seen:
    """What a file is, and what taking it in would do where it is an answer."""

    looked: Looked
    merged: Merged | None = None


class OpenPacketDialog(PacketFileDialog):
    """Over a journal, which keeps what is opened."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        self._context = context
        self._seen: Seen | None = None
        super().__init__(
            context.tasks,
            self.tr(
                "One that somebody sent you to read, or the answer to one of yours. You see first what it is."
            ),
            parent,
        )
        self.theirs = QCheckBox(self.tr("It is theirs: take what it signs, ticks and agrees to"))
        self.theirs.toggled.connect(lambda _: self.look())
        self.card.add(self.theirs)
        self.display()

    @property
    def seen(self) -> bool:
        """Whether what the file holds is shown."""
        return self._seen is not None

    def forget(self) -> None:
        """Nothing is looked at yet."""
        self._seen = None
        self.theirs.blockSignals(True)
        self.theirs.setChecked(False)
        self.theirs.blockSignals(False)

    def go_on(self) -> None:
        """What the button says: look, open to read, or take in."""
        if self.work.busy or self.path is None:
            return
        if self._seen is None:
            self.look()
        elif self._seen.merged is None:
            self._open()
        else:
            self._merge()

    def look(self) -> None:
        """Find out what the file is, and what taking it in would do."""
        packets, path, secret = self._context.services.packets, self.path, self.passphrase.text()
        may_write, theirs = not self._context.read_only, self.theirs.isChecked()
        if path is None:
            return

        def look(_: Task) -> Seen:
            found = packets.look(path, secret)
            answers = found.kind == "answer" and may_write
            return Seen(found, packets.rehearse(path, secret, theirs=theirs) if answers else None)

        self.say("")
        self.work.run(self.tr("Opening {0}").format(path.name), look)
        self.allow()

    def _open(self) -> None:
        packets, path, secret = self._context.services.packets, self.path, self.passphrase.text()
        if path is not None:
            self.work.run(self.tr("Opening {0}").format(path.name), lambda _: packets.open(path, secret))
            self.allow()

    def _merge(self) -> None:
        packets, path, secret = self._context.services.packets, self.path, self.passphrase.text()
        theirs = self.theirs.isChecked()
        if path is not None:
            self.work.run(
                self.tr("Taking in {0}").format(path.name),
                lambda _: packets.merge(path, secret, theirs=theirs),
            )
            self.allow()

    def after_work(self, result: object) -> None:
        """Show what was found; or read on, or say what came in."""
        from mentorjournal.services.packets.values import Merged, Opened

        if isinstance(result, Seen):
            self._seen = result
            self.display()
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

    def display(self) -> None:
        """Show what was found, and what can be done now."""
        seen = self._seen
        merged = seen.merged if seen is not None else None
        self.theirs.setVisible(merged is not None and (merged.held or self.theirs.isChecked()))
        if seen is None:
            self.describe("", "", ())
        elif seen.looked.contents is not None:
            title, about, said = self.described(seen.looked.contents)
            again = (
                (self.tr("You have it already; it opens where you left it."),) if seen.looked.known else ()
            )
            self.describe(title, about, (*said, *again))
        else:
            self._describe_answer(seen)

    def _describe_answer(self, seen: Seen) -> None:
        sent = seen.looked.answer_to
        by = seen.looked.author or self.tr("somebody without a name")
        about = (
            self.tr("To “{0}”. This is what would come:").format(sent.title or sent.LABEL)
            if sent is not None
            else self.tr("To a packet that is not in this journal")
        )
        said = (self._context.read_only,) if seen.merged is None else lines(seen.merged)
        self.describe(self.tr("An answer from {0}").format(by), about, said)

    def allow(self) -> None:
        """What the button says and whether it can be pressed."""
        seen, ready = self._seen, self.ready()
        self.theirs.setEnabled(not self.work.busy)
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
