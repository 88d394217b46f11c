"""What a scheme adds up to, in words: what is missing, the categories, which belong together, windows closing."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.pages.awards_words import SOON_DAYS, tr
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import BadgeKind, SectionLabel, TextLabel, TextRole
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.widgets.text_lines import TextLines
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.schemes import SchemeRules
from mentorjournal.services.awards import CategoryStanding, ClaimLine, Standing
from mentorjournal.services.awards_missing import amount_words, together_amount
from mentorjournal.services.reporting.words import amount as number

PRESSES = 14
"""Days before a window closes from which it is told as late."""


class CoverageSums(HuggingFrame):
    """`claim_opened` carries the id of a claim whose window closes."""

    claim_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.missing = TextLines()
        self.categories = QVBoxLayout()
        self.categories.setSpacing(12)
        self.together = TextLines()
        self.windows = LinkedRows(tr("Windows closing"), tr("No claim is waiting for its window to close."))
        self.windows.opened.connect(self.claim_opened)
        self._heads: dict[str, SectionLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head("missing", tr("Still missing")))
        column.addWidget(self.missing)
        column.addSpacing(10)
        column.addWidget(self._head("categories", tr("Categories")))
        column.addLayout(self.categories)
        column.addWidget(self.together)
        column.addSpacing(10)
        column.addWidget(self._head("windows", tr("Windows closing")))
        column.addWidget(self.windows)

    def _head(self, key: str, text: str) -> SectionLabel:
        self._heads[key] = SectionLabel(text, "accent")
        return self._heads[key]

    def display(self, standing: Standing) -> None:
        """Show how a scheme stands."""
        rules = standing.rules
        self.missing.display(self._missing(standing))
        clear_layout(self.categories)
        self._heads["categories"].setVisible(bool(standing.categories))
        if rules is not None:
            for item in standing.categories:
                self.categories.addWidget(self._category(item, rules))
            self.together.display([(words, "small") for words in _together(standing, rules)])
        else:
            self.together.display(())
        self.windows.display(self._windows(standing))

    def category_texts(self) -> tuple[str, ...]:
        """What is said of each category, from the top."""
        items = (self.categories.itemAt(place) for place in range(self.categories.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget.accessibleName() for widget in widgets if widget is not None)

    def _missing(self, standing: Standing) -> list[tuple[str, TextRole]]:
        if standing.mistake:
            return [(standing.mistake, "warn")]
        if not standing.missing:
            return [(self.tr("Nothing: everything the rules ask for is there."), "muted")]
        return [(f"• {words[:1].upper()}{words[1:]}", "") for words in standing.missing]

    def _category(self, item: CategoryStanding, rules: SchemeRules) -> QWidget:
        rule = item.rule
        words = category_words(item, rules)
        holder = HuggingFrame()
        holder.setAccessibleName(f"{rule.label}: {words}")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(TextLabel(rule.label, "bold", wrap=True))
        column.addWidget(TextLabel(words, "small", wrap=True))
        whole = rule.cap or rule.minimum or rules.total
        if whole:
            column.addWidget(Bar(rule.label, item.counted, whole, "warn" if item.missing else "accent"))
        return holder

    def _windows(self, standing: Standing) -> list[LinkedRow]:
        lines = [line for line in standing.claims if line.window is not None]
        lines.sort(key=lambda line: (line.window or standing.today, line.record.title))
        return [_window(line, line.window, standing.today) for line in lines if line.window is not None]


def _window(line: ClaimLine, window: dt.date, today: dt.date) -> LinkedRow:
    days = (window - today).days
    kind: BadgeKind = "late" if days <= PRESSES else "warn" if days <= SOON_DAYS else "plain"
    if days < 0:
        words = tr("closed {0} ago").format(how_many(-days, tr("day"), tr("days")))
    else:
        words = tr("{0} left").format(how_many(days, tr("day"), tr("days"))) if days else tr("today")
    return LinkedRow(line.record.id, line.record.title, day_short(window, today), words, kind)


def summary_words(standing: Standing | None) -> str:
    """`2 of 3 required criteria are shown by a claim that counts.`"""
    required = [item for item in standing.criteria if item.rule.required] if standing is not None else []
    shown = [item for item in required if not item.missing]
    words = tr("{0} of {1} required criteria are shown by a claim that counts.")
    return words.format(len(shown), len(required))


def category_words(item: CategoryStanding, rules: SchemeRules) -> str:
    """`34 points count, at least 25, at most 75; 30 authorised; 1 more activity wanted`."""
    rule = item.rule
    parts = [tr("{0} count").format(amount_words(item.counted, rules))]
    if rule.minimum:
        parts[0] += tr(", at least {0}").format(number(rule.minimum))
    if rule.cap:
        parts[0] += tr(", at most {0}").format(number(rule.cap))
    if item.amount > item.counted:
        parts.append(tr("{0} over the cap").format(number(item.amount - item.counted)))
    if item.authorised:
        parts.append(tr("{0} authorised").format(number(item.authorised)))
    if item.missing:
        parts.append(tr("{0} missing").format(number(item.missing)))
    if item.claims_missing:
        parts.append(
            tr("{0} wanted").format(how_many(item.claims_missing, tr("more activity"), tr("more activities")))
        )
    return "; ".join(parts)


def _together(standing: Standing, rules: SchemeRules) -> list[str]:
    found = []
    for rule in rules.together:
        names = [item.rule.label for item in standing.categories if item.rule.key in rule.categories]
        words = (
            tr("{0}: {1} of at least {2} in one of {3}")
            if rule.any
            else tr("{0}: {1} of at least {2} from {3}")
        )
        amount = number(together_amount(standing, rule))
        found.append(words.format(rule.label, amount, amount_words(rule.least, rules), ", ".join(names)))
    return found
