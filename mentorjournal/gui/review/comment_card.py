"""A comment that came back, beside the record it is about: its words, and what is done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.review.remark_card import shortened
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import HuggingCard
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.words import day_short
from mentorjournal.services.packets.plain import SUGGESTION, VERSION
from mentorjournal.services.packets.values import Placed


class CommentCard(HuggingCard):
    """`settled` carries whether it is dealt with, `taken` wants its words in the text, `replied` carries my reply
    at each change."""

    settled = Signal(bool)
    taken = Signal()
    replied = Signal(str)

    def __init__(
        self, placed: Placed, where: str, *, read_only: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(10, 8, 10, 10)
        self.body.setSpacing(5)
        self.placed, one = placed, placed.comment
        self.key = one.id
        words = one.text or one.words
        self.setAccessibleName(self.tr("{0}: {1}").format(one.author or self.tr("Comment"), shortened(words)))
        self._show_words(where)
        self.reply = BoxedText(
            one.reply, name=self.tr("My reply to: {0}").format(shortened(words, 60)), least_lines=1
        )
        self.reply.set_read_only(read_only)
        self.reply.setHidden(not one.reply)
        self.answer = LinkButton(self.tr("Reply"))
        self.answer.setHidden(bool(one.reply))
        self.take = LinkButton(
            self.tr("Take their text") if one.kind == VERSION else self.tr("Take the suggestion")
        )
        open_ = one.resolved_on is None
        offers = one.kind == VERSION or (one.kind == SUGGESTION and placed.place is not None)
        self.take.setVisible(offers and open_)
        self.settle = LinkButton(self.tr("Mark as settled") if open_ else self.tr("Open again"), "quiet")
        flow = FlowLayout(gap=12)
        for button in (self.take, self.answer, self.settle):
            button.setAccessibleName(f"{button.text()}: {shortened(words, 60)}")
            button.setEnabled(not read_only)
            button.setToolTip(read_only)
            flow.addWidget(button)
        self.add(self.reply)
        self.body.addLayout(flow)
        self.setFocusProxy(self.reply if one.reply else self.answer)
        self.answer.clicked.connect(self._begin)
        self.take.clicked.connect(self.taken)
        self.settle.clicked.connect(lambda: self.settled.emit(open_))
        self.reply.edited.connect(self.replied)

    def _show_words(self, where: str) -> None:
        one, gone = self.placed.comment, self.placed.gone
        day = day_short(one.date) if one.date else ""
        self.add(TextLabel(", ".join(filter(None, (one.author, day, where))), "tiny", wrap=True))
        if one.quote:
            self.add(TextLabel(f"“{shortened(one.quote)}”", "small", wrap=True))
        if gone:
            self.add(TextLabel(self.tr("These words are not in the text any more."), "warn", wrap=True))
        elif self.placed.place is not None and not self.placed.place.exact:
            self.add(TextLabel(self.tr("These words were changed since."), "warn", wrap=True))
        if one.text:
            self.add(TextLabel(one.text, wrap=True))
        if one.words:
            head = self.tr("Their text; yours stayed") if one.kind == VERSION else self.tr("Better so")
            self.add(SectionLabel(head))
            self.add(TextLabel(shortened(one.words, 400), wrap=True))

    def _begin(self) -> None:
        self.answer.hide()
        self.reply.show()
        self.reply.setFocus()
