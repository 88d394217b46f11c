"""A packet to read and answer: its records at the left, one of them in the middle, what is said of it at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.review.answer_page import AnswerPage
from mentorjournal.gui.review.record_page import RecordPage, says_something
from mentorjournal.gui.review.record_words import kind_and_day
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.widgets.styling import set_style, set_surface
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.packets.plain import Answer, Contents, Remark, Sent

LIST, MOST_LIST = 252, 26
"""Width in pixels at 100 %, and per cent of the window at most."""
ASKED = "asked"


class PacketReader(QWidget):
    """Shows the Contents of a packet and the Answer to it; `edited` tells that `answer()` is another one.

    `read_only` says why nothing can be answered; with nothing it can.
    """

    edited = Signal()
    file_wanted = Signal(object)
    """Carries the PacketFile to save a copy of."""

    def __init__(
        self,
        contents: Contents,
        today: Callable[[], dt.date],
        *,
        read_only: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contents, self._read_only = contents, read_only
        self._comments: tuple[Remark, ...] = ()
        self._pages: dict[str, RecordPage] = {}
        self._entries = [_entry(one) for one in contents.records]
        self._shown: list[Entry] = []
        self._model = PaletteModel(self)
        self.list = QListView()
        self.stack = QStackedWidget()
        self.asked: AnswerPage | None = None
        if AnswerPage.asks(contents):
            self.asked = AnswerPage(contents, today, read_only=read_only)
            self.asked.edited.connect(self._after_edit)
            self.asked.shown.connect(self.show_part)
            self.stack.addWidget(self.asked)
        self._base = Answer()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._go)
        self._fill()

    def answer(self) -> Answer:
        """What is answered now; remarks that say nothing are left out."""
        base = self.asked.answer() if self.asked is not None else self._base
        return replace(base, comments=tuple(one for one in self._comments if says_something(one)))

    def display(self, answer: Answer) -> None:
        """Show an answer kept before."""
        self._base = answer
        self._comments = answer.comments
        if self.asked is not None:
            self.asked.display(answer)
        for key, page in self._pages.items():
            page.show_remarks(self._on(key))
        self._fill()

    def show_part(self, key: str) -> None:
        """Show a record by its id, or `ASKED`."""
        for row in range(self._model.rowCount()):
            entry = self._model.entry(self._model.index(row))
            if entry is not None and entry.record_id == key:
                self.list.setCurrentIndex(self._model.index(row))

    def page(self) -> QWidget | None:
        """What stands in the middle."""
        return self.stack.currentWidget()

    def _lay_out(self) -> None:
        contents = self._contents
        left = self._left = QWidget()
        set_surface(left, "surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(18, 0, 14, 6)
        head.setSpacing(4)
        by = contents.author or self.tr("Somebody")
        head.addWidget(TextLabel(contents.title or self.tr("Review for {0}").format(by), "strong", wrap=True))
        day = contents.made_at.astimezone()
        head.addWidget(TextLabel(f"{by}, {day.day} {day:%b %Y}", "small", wrap=True))
        if contents.purpose:
            head.addWidget(TextLabel(contents.purpose, wrap=True))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("What is in the packet"))
        set_style(self.list, "look", "column")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.stack, 1)
        self.setFocusProxy(self.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read has more room than the list."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(scaled(LIST), self.width() * MOST_LIST // 100))

    def _fill(self) -> None:
        now = self.list.currentIndex().row()
        said = {one.record: 0 for one in self._contents.comments}
        for remark in self._comments:
            said[remark.record] = said.get(remark.record, 0) + says_something(remark)
        entries = [replace(one, trailing=str(said.get(one.record_id) or "")) for one in self._entries]
        if self.asked is not None:
            left = self.asked.waiting()
            words = self.tr("{0} still to answer").format(left) if left else self.tr("All answered")
            entries.append(Entry(self.tr("What is asked of you"), words, "", "question", record_id=ASKED))
        if entries != self._shown:
            self._shown, bar = entries, self.list.verticalScrollBar()
            seen = bar.value()
            self._model.set_entries(entries)
            self.list.setCurrentIndex(self._model.index(max(now, 0)))
            bar.setValue(seen)

    def _go(self, now: QModelIndex, _before: QModelIndex) -> None:
        entry = self._model.entry(now)
        if entry is None:
            return
        shown = self.asked if entry.record_id == ASKED else self._record_page(entry.record_id)
        if shown is not None:
            self.stack.setCurrentWidget(shown)

    def _record_page(self, key: str) -> RecordPage | None:
        sent = self._contents.sent(key)
        if key not in self._pages and sent is not None:
            page = RecordPage(self._contents, sent, read_only=self._read_only)
            page.show_remarks(self._on(key))
            page.edited.connect(lambda remarks: self._take(key, remarks))
            page.file_wanted.connect(self.file_wanted)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages.get(key)

    def _on(self, key: str) -> tuple[Remark, ...]:
        return tuple(one for one in self._comments if one.record == key)

    def _take(self, key: str, remarks: tuple[Remark, ...]) -> None:
        self._comments = (*(one for one in self._comments if one.record != key), *remarks)
        self._after_edit()

    def _after_edit(self) -> None:
        self._fill()
        self.edited.emit()


def _entry(sent: Sent) -> Entry:
    record = sent.record()
    title = record.title or RECORD_TYPES[sent.type].LABEL
    return Entry(title, kind_and_day(record), "", TYPE_ICONS[sent.type], record_id=sent.id)
