"""The agreement of a relationship in two lines: which version is in force, and when we look at it again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.words import day_short, due_words
from mentorjournal.model.types import Agreement

SOON_DAYS = 31


class AgreementCard(Card):
    """`opened` asks for the agreement, also to begin one; `stands` says that we reviewed it."""

    opened = Signal()
    stands = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Agreement"))
        self.title = TextLabel("", "strong", wrap=True)
        self.badge = Badge("", "quiet")
        self.small = TextLabel("", "small", wrap=True)
        self.open = QuietButton(self.tr("Open agreement"), "agreement")
        self.reviewed = QuietButton(self.tr("We looked at it: it stands"), "check")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8, line_gap=6)
        flow.addWidget(self.open)
        flow.addWidget(self.reviewed)
        self.body.addLayout(head)
        self.body.addWidget(self.small)
        self.body.addWidget(buttons)
        self.open.clicked.connect(self.opened)
        self.reviewed.clicked.connect(self.stands)

    def display(
        self, in_force: Agreement | None, draft: Agreement | None, name: str, today: dt.date, *, because: str
    ) -> None:
        """Show how it stands; `because` is why nothing can be changed, "" where it can."""
        shown = in_force or draft
        badge, kind = review_badge(in_force, today)
        self.badge.set_badge(badge, kind)
        self.title.setText(self._title(in_force, draft))
        self.small.setText(self._words(in_force, draft, name, today))
        self.open.setText(self.tr("Open agreement") if shown else self.tr("Write an agreement"))
        self.open.setEnabled(bool(shown) or not because)
        self.open.setToolTip("" if shown else because)
        due = in_force is not None and in_force.review_on is not None
        soon = due and in_force is not None and _days(in_force, today) <= SOON_DAYS
        self.reviewed.setVisible(soon)
        self.reviewed.setEnabled(not because)
        self.reviewed.setToolTip(because)

    def _title(self, in_force: Agreement | None, draft: Agreement | None) -> str:
        if in_force is not None:
            return self.tr("Agreement, version {0}").format(_number(in_force))
        return self.tr("Agreement, being written") if draft is not None else self.tr("No agreement yet")

    def _words(self, in_force: Agreement | None, draft: Agreement | None, name: str, today: dt.date) -> str:
        them = name or self.tr("they")
        if in_force is None:
            if draft is None:
                return self.tr(
                    "What you expect of each other, how you meet, what stays between you, and how it ends."
                )
            return agreed_words(draft, them, today) or self.tr("Nobody has agreed to it yet.")
        words = [agreed_words(in_force, them, today)]
        if in_force.review_on is not None:
            words.append(self.tr("Look at it again on {0}.").format(day_short(in_force.review_on, today)))
        if draft is not None:
            words.append(self.tr("Version {0} is being written.").format(_number(draft)))
        return " ".join(words)


def agreed_words(version: Agreement, them: str, today: dt.date) -> str:
    """Such as "Agreed by me 9 Jan, by Helena Brandt 12 Jan."; "" where nobody agreed."""
    mine, theirs = version.agreed_by_me, version.agreed_by_them
    if mine is None and theirs is None:
        return ""
    sides = [f"by me {day_short(mine, today)}" if mine else "not by me yet"]
    sides.append(f"by {them} {day_short(theirs, today)}" if theirs else f"not by {them} yet")
    return f"Agreed {sides[0]}, {sides[1]}."


def review_badge(version: Agreement | None, today: dt.date) -> tuple[str, BadgeKind]:
    """How near the review is; ("", "quiet") where none is set or it is far off."""
    if version is None or version.review_on is None or _days(version, today) > SOON_DAYS:
        return "", "quiet"
    if _days(version, today) < 0:
        return "review overdue", "late"
    return f"review {due_words(version.review_on, today)[0]}", "warn"


def _days(version: Agreement, today: dt.date) -> int:
    return (version.review_on - today).days if version.review_on is not None else 0


def _number(version: Agreement) -> str:
    return f"{version.number or 1:g}"
