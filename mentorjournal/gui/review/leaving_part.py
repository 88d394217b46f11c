"""The look before a packet leaves: who and what is found in it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.pages.reports_choices import Choices
from mentorjournal.gui.pages.reports_points import IDENTIFIERS, NAMES, Point
from mentorjournal.gui.pages.reports_review import ReviewPart
from mentorjournal.gui.review.leaving_text import LeavingText
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.services.packets.plain import Contents
from mentorjournal.services.packets.values import PacketReview
from mentorjournal.services.reporting.review_findings import Review

HEIGHT = 230


class FoundPart(ReviewPart):
    """What of a packet asks for a look: words can be left out of every text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(read_only=False, parent=parent)
        inside = self.widget()
        column = inside.layout() if inside is not None else None
        if column is not None:
            column.setContentsMargins(0, 0, 10, 8)

    def _deeds(self, point: Point) -> list[tuple[str, str]]:
        leave = [("omit", self.tr("Leave out"))] if point.group in (NAMES, IDENTIFIERS) else []
        return [*leave, ("seen", self.tr("It is all right"))]


class LeavingPart(QWidget):
    """`changed` tells that `names` or `words` are others, so that the packet has to be looked at again."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self._words: dict[str, str] = {}
        self._review = PacketReview()
        self.found = FoundPart()
        self.text = LeavingText()
        self.waiting = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for head, part, share in (
            (self.tr("Names and identifiers"), self.found, 4),
            (self.tr("Exactly what leaves"), self.text, 5),
        ):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(SectionLabel(head))
            column.addWidget(part, 1)
            part.setMinimumHeight(scaled(HEIGHT))
            row.addLayout(column, share)
        self.setFocusProxy(self.text)
        self.found.named.connect(self._name)
        self.found.wanted.connect(self._take)
        self.found.counted.connect(self._count)

    def names(self) -> Mapping[str, str]:
        """How people appear, as the service takes it."""
        return {key: "keep" if how == "name" else how for key, how in self._choices.names.items()}

    def words(self) -> Mapping[str, str]:
        """Words that are left out."""
        return dict(self._words)

    def display(self, contents: Contents, review: PacketReview) -> None:
        """Show what would leave and what was found in it."""
        self._review = review
        self.text.display(contents, review.left)
        self._show()

    def _show(self) -> None:
        found = self._review
        shown = Review(people=found.people, unknown=found.unknown, identifiers=found.identifiers)
        self.found.show_review(shown, (), self._choices)

    def _count(self, count: int) -> None:
        self.waiting = count

    def _name(self, person: str, display: str) -> None:
        self._choices = self._choices.named(person, display)
        self.changed.emit()

    def _take(self, point: Point, deed: str) -> None:
        if deed == "omit":
            self._words[point.words] = "omit"
            self.changed.emit()
        else:
            self._choices = replace(self._choices, seen=self._choices.seen | {point.key})
            self._show()
