"""The part of the inspector with what reviewers wrote about a record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.review.comment_card import CommentCard
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.model.record import Record
    from mentorjournal.services.packets.values import Placed

SEPARATE = 12


class CommentsSection(HuggingFrame):
    """Open comments in the order of the text, settled ones behind a button; hidden where there are none."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._origin = context, origin
        self._record: Record | None = None
        self._replies: dict[str, str] = {}
        self._with_settled = False
        self.cards: list[CommentCard] = []
        self._saver = Autosaver(self._save, self)
        self._saver.saved.connect(context.navigator.saved)
        self._saver.failed.connect(lambda said: context.navigator.tell("error", said))
        self._head = SectionLabel(self.tr("Comments"))
        self.settled = LinkButton("", "quiet")
        self.settled.clicked.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SEPARATE, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._head)
        self._column.addWidget(self.settled)
        self.hide()

    def flush(self) -> bool:
        """Save replies that are being typed."""
        return self._saver.flush()

    def show_record(self, record: Record | None) -> None:
        """Show what was written about this record."""
        self.flush()
        if record is None or self._record is None or record.id != self._record.id:
            self._with_settled = False
        self._record = record
        self._fill()

    def follow(self, changes: ChangeSet) -> None:
        """Comments came, were settled, or undone."""
        if changes.touches("comment") and changes.origin != self._origin:
            self._fill()

    def follow_text(self, record: Record) -> None:
        """The text was changed: words may have gone, or be there again."""
        self._record = record
        if self.cards and not self._saver.pending:
            self._fill()

    def _fill(self) -> None:
        held = self._held()
        found = self._context.services.packets.comments(self._record.id) if self._record is not None else ()
        open_ = [one for one in found if one.comment.resolved_on is None]
        done = [one for one in found if one.comment.resolved_on is not None]
        shown = [*open_, *(done if self._with_settled else [])]
        if [card.placed for card in self.cards] != shown:
            self._replace(shown)
        self.setVisible(bool(found))
        self.settled.setHidden(not done)
        self.settled.setText(
            self.tr("Hide settled ones")
            if self._with_settled
            else self.tr("Show {0} settled").format(len(done))
        )
        if held is not None:
            next((card for card in self.cards if card.key == held), self.settled).setFocus()

    def _replace(self, shown: list[Placed]) -> None:
        from mentorjournal.gui.review.comment_card import CommentCard

        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for placed in shown:
            card = CommentCard(placed, self._where(placed), read_only=self._context.read_only)
            key = placed.comment.id
            card.settled.connect(partial(self._settle, key))
            card.taken.connect(partial(self._take, key))
            card.replied.connect(partial(self._reply, key))
            self._column.insertWidget(self._column.count() - 1, card)
            self.cards.append(card)

    def _where(self, placed: Placed) -> str:
        """The heading of the text it is about."""
        from mentorjournal.services.packets.plain import heading_at

        record, one = self._record, placed.comment
        if record is None or not one.part:
            return self.tr("on the whole")
        return "" if one.part == "title" else heading_at(record, one.part, one.section)

    def _held(self) -> str | None:
        focused = QApplication.focusWidget()
        return next((card.key for card in self.cards if focused and card.isAncestorOf(focused)), None)

    def _toggle(self) -> None:
        self._with_settled = not self._with_settled
        self._fill()

    def _settle(self, key: str, done: bool) -> None:
        day = self._context.today() if done else None
        self._do(lambda: self._context.services.packets.settle(key, day))

    def _take(self, key: str) -> None:
        self._context.navigator.flush_wanted.emit()
        self._do(lambda: self._context.services.packets.take_suggestion(key))

    def _do(self, work: Callable[[], object]) -> None:
        if self.flush():
            try:
                work()
            except JournalError as error:
                self._context.navigator.tell("error", error.message)

    def _reply(self, key: str, text: str) -> None:
        self._replies[key] = text
        self._saver.touch()

    def _save(self) -> None:
        for key, text in tuple(self._replies.items()):
            self._context.services.packets.reply(key, text, origin=self._origin)
            del self._replies[key]
