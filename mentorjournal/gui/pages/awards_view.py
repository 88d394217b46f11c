"""The claims of one scheme: what it has come to, what is missing, and every category with its claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards_scheme import SchemeForm
from mentorjournal.gui.pages.awards_words import groups, hand_in_words, window_words
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.award_figures import FigureCards, MissingLine
from mentorjournal.gui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.claim_groups import ClaimGroups
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.widgets.message_bar import MessageBar
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.text_area import ROOM_BELOW
from mentorjournal.services.awards import SchemeCard, Standing
from mentorjournal.services.reporting.words import amount as number

TEXT_WIDTH = 720
GAP = 10
MARGINS = 56


class ClaimsView(QScrollArea):
    """Shows a Standing. `scheme_wanted` carries a scheme's id, `rules_wanted` asks for the rules' text,
    `follow_wanted` for another scheme, `expire_wanted` to give up what was missed, `delete_wanted` to let go
    of the scheme with its claims."""

    scheme_wanted = Signal(str)
    rules_wanted = Signal()
    follow_wanted = Signal()
    expire_wanted = Signal()
    delete_wanted = Signal()
    state_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._schemes: tuple[SchemeCard, ...] = ()
        self._scheme_id = ""
        tr = self.tr
        self.setAccessibleName(tr("Claims"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = TextLabel("", "title", wrap=True)
        self.choose = IconButton("chevron-down", tr("Choose a scheme, its rules, its state"), small=True)
        self.edition = Badge()
        self.state = TextLabel("", "small")
        self.statement = QuietButton(tr("Provider statement"))
        self.portfolio = PrimaryButton(tr("Portfolio"))
        self.figures = FigureCards(
            (tr("Points"), tr("Authorised"), tr("Still missing"), tr("Earliest window"))
        )
        self.missing = MissingLine()
        self.trouble = MessageBar()
        self.late = MessageBar()
        self.groups = ClaimGroups()
        self.form = SchemeForm(context)
        self.choose.clicked.connect(self.open_menu)
        self.trouble.action_clicked.connect(self.rules_wanted)
        self.late.action_clicked.connect(self.expire_wanted)
        self._lay_out()
        context.themes.theme_changed.connect(self._rescale)

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        self._text = QWidget()
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        column = QVBoxLayout(self._text)
        column.setContentsMargins(28, 0, 28, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addSpacing(14)
        for widget in (self.trouble, self.figures):
            column.addWidget(widget)
        column.addSpacing(18)
        told = QVBoxLayout()
        told.setContentsMargins(16, 0, 16, 0)
        told.setSpacing(8)
        told.addWidget(self.missing)
        told.addWidget(self.state)
        column.addLayout(told)
        column.addWidget(self.late)
        column.addSpacing(26)
        column.addWidget(self.groups)
        column.addSpacing(26)
        column.addWidget(self.form)
        column.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 14, 0, ROOM_BELOW)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self.setWidget(inside)

    def _head(self) -> QWidget:
        head = HuggingFrame()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.title)
        line.addWidget(self.choose)
        line.addWidget(self.edition)
        line.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=GAP)
        self._both = (self.statement, self.portfolio)
        for button in self._both:
            flow.addWidget(button)
        self._buttons = buttons
        self._head_line = line
        line.addWidget(buttons)
        self._below = QVBoxLayout()
        whole = HuggingFrame()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(self._below)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the name."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        parts = (self.title, self.choose, self.edition, *self._both)
        needed = sum(part.sizeHint().width() + GAP for part in parts) + MARGINS
        beside = needed <= min(self.viewport().width(), scaled(TEXT_WIDTH))
        if beside and self._head_line.indexOf(self._buttons) < 0:
            self._head_line.addWidget(self._buttons)
        elif not beside and self._below.indexOf(self._buttons) < 0:
            self._below.addWidget(self._buttons)

    def display(
        self, standing: Standing, schemes: tuple[SchemeCard, ...], waiting: Mapping[str, Any]
    ) -> None:
        """Show a scheme as it stands; `waiting` is what is typed for it and not kept yet."""
        self._schemes, self._scheme_id = schemes, standing.scheme.id
        scheme, rules = standing.scheme, standing.rules
        self.title.setText(scheme.title or self.tr("Scheme without a name"))
        self.edition.set_badge(rules.edition if rules else scheme.edition, "quiet")
        self.edition.setToolTip(rules.check if rules else "")
        self._show_figures(standing)
        self.missing.setVisible(rules is not None)
        self.missing.show_missing(standing.missing)
        self.state.setText(hand_in_words(standing))
        self.state.setVisible(bool(self.state.text()))
        self._show_messages(standing)
        self.groups.display(groups(standing), self.context.read_only)
        self.form.display(scheme, waiting)
        self._share_out()

    def _show_figures(self, standing: Standing) -> None:
        rules = standing.rules
        points, authorised, missing, window = self.figures.cards
        unit = rules.unit[:1].upper() + rules.unit[1:] if rules else self.tr("Points")
        points.set_title(unit)
        total = rules.total if rules else 0
        points.show_figure(number(standing.total), self.tr("of {0}").format(number(total)) if total else "")
        authorised.show_figure(number(standing.authorised))
        count = len(standing.missing)
        missing.show_figure(str(count) if rules else "–", warns=bool(count))
        window.show_figure(window_words(standing))

    def _show_messages(self, standing: Standing) -> None:
        self.trouble.setVisible(bool(standing.mistake))
        if standing.mistake:
            self.trouble.show_message(standing.mistake, "warn", self.tr("Open the rules"))
        count = len(standing.missed)
        self.late.setVisible(bool(count))
        if count:
            words = (
                self.tr("The window of one claim has closed. It counts no more unless it was handed in.")
                if count == 1
                else self.tr(
                    "The windows of {0} claims have closed. They count no more unless they were handed in."
                ).format(count)
            )
            self.late.show_message(
                words, "warn", "" if self.context.read_only else self.tr("Mark as expired")
            )

    def open_menu(self) -> QMenu:
        """The schemes there are, and what can be done with the one shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        for card in self._schemes:
            action = menu.addAction(card.title or self.tr("Scheme without a name"))
            action.setCheckable(True)
            action.setChecked(card.id == self._scheme_id)
            action.triggered.connect(lambda _=False, key=card.id: self.scheme_wanted.emit(key))
        menu.addSeparator()
        states = {
            "active": self.tr("Working on it"),
            "handed_in": self.tr("Handed in today"),
            "awarded": self.tr("Awarded"),
            "set_aside": self.tr("Set aside"),
        }
        for key, words in states.items():
            action = menu.addAction(words)
            action.setEnabled(not self.context.read_only)
            action.triggered.connect(lambda _=False, key=key: self.state_wanted.emit(key))
        menu.addSeparator()
        menu.addAction(self.tr("Rules…")).triggered.connect(self.rules_wanted)
        follow = menu.addAction(self.tr("Follow another scheme…"))
        follow.setEnabled(not self.context.read_only)
        follow.triggered.connect(self.follow_wanted)
        delete = menu.addAction(self.tr("Delete this scheme and its claims"))
        delete.setEnabled(not self.context.read_only)
        delete.triggered.connect(self.delete_wanted)
        menu.popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))
        return menu

    def _rescale(self) -> None:
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        self._share_out()
