"""The summary to send: written by itself, changed by hand, and sent by the reader's own means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.text_area import TextArea
from mentorjournal.services.follow_up_page import FollowUpPage
from mentorjournal.services.meeting_message import CONFIDENTIAL


class SummaryCard(Card):
    """`text` is bound by the page; the other signals ask to send, and to write the summary anew."""

    copy_wanted = Signal()
    mail_wanted = Signal()
    paper_wanted = Signal()
    anew_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        tr = self.tr
        self.setAccessibleName(tr("Summary to send"))
        self.body.addWidget(SectionLabel(tr("Summary to send"), "accent"))
        self.state = TextLabel("", "small", wrap=True)
        self.caution = TextLabel("", "warn", wrap=True)
        self.text = TextArea(
            name=tr("Summary to send"), placeholder=tr("What was settled, and who does what."), least_lines=6
        )
        self.copy = QuietButton(tr("Copy text"), "copy")
        self.mail = QuietButton(tr("Mail draft"), "share")
        self.paper = QuietButton(tr("One-page PDF"), "print")
        self.anew = LinkButton(tr("Write it anew"), "quiet")
        self.question = TextLabel(tr("Your own words would be replaced."), "warn", wrap=True)
        self.replace = PrimaryButton(tr("Replace them"))
        self.keep = QuietButton(tr("Keep mine"))
        self._asking = self._line(self.question, self.replace, self.keep)
        self._sending = self._line(self.copy, self.mail, self.paper, self.anew)
        for widget in (self.state, self.text, self.caution, self._sending, self._asking):
            self.add(widget)
        self._asking.hide()
        self._edited = False
        self.copy.clicked.connect(self.copy_wanted)
        self.mail.clicked.connect(self.mail_wanted)
        self.paper.clicked.connect(self.paper_wanted)
        self.anew.clicked.connect(self._ask)
        self.replace.clicked.connect(self._replace)
        self.keep.clicked.connect(self._asking.hide)

    def show_summary(self, page: FollowUpPage, *, edited: bool, because: str) -> None:
        """Say whose words they are; what is confidential is only said to be."""
        sendable = bool(page.generated)
        self._edited = edited
        self.state.setText(self._state_words(page, sendable=sendable))
        caution = self._caution_words(page) if sendable and edited else ""
        self.caution.setText(caution)
        self.caution.setVisible(bool(caution))
        self.text.setVisible(sendable)
        self._sending.setVisible(sendable)
        self.anew.setVisible(sendable and edited and not because)
        if not (sendable and edited):
            self._asking.hide()

    def _state_words(self, page: FollowUpPage, *, sendable: bool) -> str:
        if not sendable:
            return CONFIDENTIAL
        if self._edited:
            return self.tr("In your words. What is promised or decided from now on is not in it by itself.")
        if not page.people:
            return self.tr("Nobody is named at this meeting, so it greets nobody and has no address.")
        return self.tr("Written from what was agreed. Change what you like; it is saved as you type.")

    def _caution_words(self, page: FollowUpPage) -> str:
        tr, found = self.tr, []
        if page.own_tells:
            said = ", ".join(f"“{title}”" for title in page.own_tells)
            found.append(tr("Your words still say what is confidential: {0}.").format(said))
        if page.own_differs:
            found.append(
                tr(
                    "Names or addresses of others stand in your words. They are copied and mailed as they "
                    "stand here; the page replaces them or leaves them out."
                )
            )
        return " ".join(found)

    @property
    def asking(self) -> bool:
        """Whether it is asked if own words may be replaced."""
        return not self._asking.isHidden()

    def _ask(self) -> None:
        self._asking.show()
        self.replace.setFocus()

    def _replace(self) -> None:
        self._asking.hide()
        self.anew_wanted.emit()

    @staticmethod
    def _line(*widgets: QWidget) -> QWidget:
        holder = HuggingFrame()
        row = FlowLayout(holder, gap=8)
        for widget in widgets:
            row.addWidget(widget)
        return holder
