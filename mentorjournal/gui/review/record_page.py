"""One record of a packet to read, with a margin to write in."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.inspector_files import size_words
from mentorjournal.gui.review.passage_text import Mark, PassageText
from mentorjournal.gui.review.record_words import facts, kind_and_day, texts
from mentorjournal.gui.review.remark_card import RemarkCard, ToldCard
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel, hairline
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.model.ids import new_id
from mentorjournal.services.packets import anchors
from mentorjournal.services.packets.plain import (
    COMMENT,
    SUGGESTION,
    Anchor,
    Contents,
    PacketFile,
    Passage,
    Remark,
    Sent,
    Told,
)

MARGIN, MOST_MARGIN, MOST_NEEDED = 288, 44, 55
"""Width in pixels at 100 %, and per cent of the page at most."""
Spot = tuple[str, str]


class RecordPage(QWidget):
    """`edited` carries all remarks on this record after each change, `file_wanted` a file to save."""

    edited = Signal(tuple)
    file_wanted = Signal(object)

    def __init__(
        self, contents: Contents, sent: Sent, *, read_only: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sent, self._read_only = sent, read_only
        self._spot: Spot | None = None
        self._current = ""
        self._told = tuple(one for one in contents.comments if one.record == sent.id)
        self.cards: dict[str, RemarkCard] = {}
        self.texts: dict[Spot, PassageText] = {}
        record = sent.record()
        self.setAccessibleName(record.title or kind_and_day(record))
        self._passages = {(one.part, one.section): one for one in texts(sent)}
        files = [one for one in contents.files if one.record == sent.id]
        self.comment = QuietButton(self.tr("Comment"), "feedback")
        self.suggest = QuietButton(self.tr("Suggest words"), "edit")
        self._hint = TextLabel("", "small", wrap=True)
        self.page, self.margin = QScrollArea(), QScrollArea()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.page, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.margin)
        self._lay_out_page(kind_and_day(record), facts(record), files)
        self._lay_out_margin()
        self.setFocusProxy(next(iter(self.texts.values()), None) or self.comment)
        self.comment.clicked.connect(lambda: self._begin(COMMENT))
        self.suggest.clicked.connect(lambda: self._begin(SUGGESTION))
        for keys, kind in (("Ctrl+Alt+M", COMMENT), ("Ctrl+Alt+E", SUGGESTION)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda kind=kind: self._begin(kind))
        self.comment.setToolTip(f"{self.comment.text()} (Ctrl+Alt+M)")
        self.suggest.setToolTip(f"{self.suggest.text()} (Ctrl+Alt+E)")
        self._choose()

    def remarks(self) -> tuple[Remark, ...]:
        """Everything written about this record; empty ones too."""
        return tuple(card.remark for card in self.cards.values())

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show these; a card whose remark stayed the same stays, with its cursor."""
        wanted = {one.id: one for one in remarks}
        for key, card in tuple(self.cards.items()):
            if wanted.get(key) != card.remark:
                self._drop(key)
        for one in remarks:
            if one.id not in self.cards:
                self._add(one)
        self._mark()

    def _lay_out_page(self, caption: str, said: tuple[tuple[str, str], ...], files: list[PacketFile]) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 24, 36, 32)
        column.setSpacing(6)
        column.addWidget(TextLabel(caption, "small", wrap=True))
        for (part, section), passage in self._passages.items():
            self._add_passage(column, (part, section), passage)
        if said:
            column.addSpacing(12)
            for label, words in said:
                column.addWidget(TextLabel(f"{label}: {words}", "small", wrap=True))
        if files:
            column.addSpacing(12)
            column.addWidget(SectionLabel(self.tr("Files that came along")))
            for one in files:
                column.addWidget(self._file(one))
        column.addStretch(1)
        self.page.setWidget(inside)
        self.page.setWidgetResizable(True)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _file(self, one: PacketFile) -> QWidget:
        save = LinkButton(self.tr("Save a copy…"))
        save.setAccessibleName(self.tr("Save a copy of {0}").format(one.name))
        save.clicked.connect(lambda: self.file_wanted.emit(one))
        shown = HuggingFrame()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(one.name, wrap=True), 1)
        row.addWidget(TextLabel(size_words(one.size), "tiny"))
        row.addWidget(save)
        return shown

    def _add_passage(self, column: QVBoxLayout, spot: Spot, passage: Passage) -> None:
        headline = passage.part == "title"
        text = self.texts[spot] = PassageText(passage.text, passage.heading, headline=headline)
        if not headline:
            column.addSpacing(10)
            column.addWidget(SectionLabel(passage.heading, "accent"))
        column.addWidget(text)
        text.chosen.connect(lambda: self._choose_in(spot))
        text.left_at_edge.connect(lambda step: self._go_on(spot, step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text has more room than the margin."""
        super().resizeEvent(event)
        bar = self.margin.verticalScrollBar().sizeHint().width()
        inside = self.margin.widget()
        needed = bar + inside.minimumSizeHint().width() if inside is not None else 0
        least = min(needed, self.width() * MOST_NEEDED // 100)
        self.margin.setFixedWidth(max(least, min(scaled(MARGIN), self.width() * MOST_MARGIN // 100)))

    def _lay_out_margin(self) -> None:
        inside = QWidget()
        set_surface(inside, "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 20, 16, 20)
        column.setSpacing(10)
        buttons = FlowLayout(gap=8, line_gap=8)
        buttons.addWidget(self.comment)
        buttons.addWidget(self.suggest)
        column.addLayout(buttons)
        column.addWidget(self._hint)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        column.addLayout(self._cards)
        for told in self._told:
            column.addWidget(ToldCard(told))
        column.addStretch(1)
        self.margin.setWidget(inside)
        self.margin.setWidgetResizable(True)
        self.margin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.margin.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _choose_in(self, spot: Spot) -> None:
        """Words are chosen in one text at a time."""
        start, stop = self.texts[spot].choice()
        if start < stop:
            self._spot = spot
            for other, text in self.texts.items():
                if other != spot:
                    text.let_go()
        elif self._spot == spot:
            self._spot = None
        self._choose()

    def _choose(self) -> None:
        words = self._spot is not None
        self.comment.setText(self.tr("Comment") if words else self.tr("Comment on the whole"))
        self.comment.setDisabled(bool(self._read_only))
        self.suggest.setDisabled(bool(self._read_only) or not words)
        self._hint.setText(
            self._read_only
            or self.tr("Choose words in the text to write about them, or to suggest others in their place.")
        )
        self._hint.setHidden(words)

    def _go_on(self, spot: Spot, step: int) -> None:
        spots = list(self.texts)
        at = spots.index(spot) + step
        if 0 <= at < len(spots):
            self.texts[spots[at]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, kind: str) -> None:
        if self._read_only or (kind == SUGGESTION and self._spot is None):
            return
        part, section = self._spot or ("", "")
        anchor = Anchor()
        if self._spot is not None:
            start, stop = self.texts[self._spot].choice()
            anchor = anchors.take(self._passages[self._spot].text, start, stop)
            self.texts[self._spot].let_go()
        now = dt.datetime.now(dt.UTC).isoformat()
        words = anchor.quote if kind == SUGGESTION else ""
        remark = Remark(new_id(), self._sent.id, part, section, kind, anchor, "", words, now)
        card = self._add(remark)
        self._make_current(remark.id)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.margin.ensureWidgetVisible(card)
        self.edited.emit(self.remarks())

    def _add(self, remark: Remark) -> RemarkCard:
        card = RemarkCard(remark, read_only=self._read_only)
        self.cards[remark.id] = card
        places = [self._order(other.remark) for other in self.cards.values() if other is not card]
        self._cards.insertWidget(sum(place <= self._order(remark) for place in places), card)
        card.edited.connect(lambda _remark: self.edited.emit(self.remarks()))
        card.removed.connect(lambda: self._remove(remark.id))
        card.focused.connect(lambda: self._make_current(remark.id))
        return card

    def _order(self, remark: Remark) -> tuple[int, int]:
        spots = list(self._passages)
        spot = (remark.part, remark.section)
        return (spots.index(spot) if spot in spots else -1, remark.anchor.start)

    def _remove(self, key: str) -> None:
        self._drop(key)
        self._mark()
        self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit(self.remarks())

    def _drop(self, key: str) -> None:
        card = self.cards.pop(key)
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _make_current(self, key: str) -> None:
        self._current = key
        for own, card in self.cards.items():
            card.set_current(own == key)
        self._mark()
        remark = self.cards[key].remark
        text = self.texts.get((remark.part, remark.section))
        if text is not None and remark.anchor.quote:
            start = remark.anchor.start
            text.show_mark(Mark(start, start + len(remark.anchor.quote)))

    def _mark(self) -> None:
        marks: dict[Spot, list[Mark]] = {spot: [] for spot in self.texts}
        for told in self._told:
            self._mark_told(marks, told)
        for key, card in self.cards.items():
            found, spot = card.remark.anchor, (card.remark.part, card.remark.section)
            if found.quote and spot in marks:
                stop = found.start + len(found.quote)
                marks[spot].append(Mark(found.start, stop, key == self._current))
        for spot, text in self.texts.items():
            text.show_marks(marks[spot])

    def _mark_told(self, marks: dict[Spot, list[Mark]], told: Told) -> None:
        spot = (told.part, told.section)
        passage = self._passages.get(spot)
        place = passage.text.find(told.quote) if passage is not None and told.quote else -1
        if place >= 0:
            marks[spot].append(Mark(place, place + len(told.quote)))


def says_something(remark: Remark) -> bool:
    """Whether a remark may be answered with: an empty one is none."""
    return bool(remark.text.strip()) or (remark.kind == SUGGESTION and remark.words != remark.anchor.quote)
