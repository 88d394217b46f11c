"""The review before a document leaves: who appears in it and how, and everything that asks for a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.pages.reports_choices import Choices
from mentorjournal.gui.pages.reports_points import (
    IDENTIFIERS,
    NAMES,
    PAPER,
    QUOTES,
    Point,
    person_key,
    review_points,
    to_look_at,
)
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.review_rows import PersonFace, PersonRow, PointRow
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.words import how_many
from mentorjournal.services.reporting.review_findings import Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.services.reporting.review_findings import PersonFound

MOST_ROWS: Final = 60
"""Rows of one kind that are made; the rest is counted, and comes once some were looked at."""

PEOPLE: Final = "people"
MOST_PAGES: Final = 6


class ReviewPart(QScrollArea):
    """Shows a Review and the Points of a drawn document.

    `named` carries a person's id and how they shall appear, `wanted` a Point and a deed: "open", "show",
    "leave_out", "ask", "add" or "seen". `counted` tells how many points wait.
    """

    named = Signal(str, str)
    wanted = Signal(object, str)
    counted = Signal(int)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._shown: tuple[object, ...] = ()
        self.note = TextLabel("", "small", wrap=True)
        self.quiet = TextLabel(self.tr("Nobody is mentioned, and nothing asks for a look."), wrap=True)
        self.people = RowList()
        self._boxes: dict[str, QWidget] = {}
        self.lists = {group: RowList() for group in (PAPER, NAMES, QUOTES, IDENTIFIERS)}
        self.heads = {
            PAPER: SectionLabel(self.tr("The document")),
            NAMES: SectionLabel(self.tr("Names that are not in People")),
            QUOTES: SectionLabel(self.tr("Quoted without consent")),
            IDENTIFIERS: SectionLabel(self.tr("May identify somebody")),
        }
        self._people_head = SectionLabel(self.tr("People in it"))
        self._more = {group: TextLabel("", "small", wrap=True) for group in self.lists}
        self._lay_out()
        self.show_review(Review(), (), Choices())

    def show_review(self, review: Review, paper: Sequence[Point], choices: Choices) -> None:
        """Show what was found; what was looked at before stays away."""
        facts = (review, tuple(paper), choices.names, choices.seen)
        if facts == self._shown:
            return
        self._shown = facts
        held = self._held()
        points = (*paper, *review_points(review))
        self._show_people(review.people, choices)
        left = [point for point in points if point.key not in choices.seen]
        for group in self.lists:
            self._show_points(group, [point for point in left if point.group == group])
        self.note.setText(review.note)
        self.quiet.setVisible(not left and not review.people)
        self._hold(held)
        self.counted.emit(to_look_at(points, review.people, choices.seen))

    def rows(self, group: str) -> tuple[PointRow, ...]:
        """What of a group is to be looked at."""
        return tuple(row for row in self.lists[group].rows() if isinstance(row, PointRow))

    def person(self, person_id: str) -> PersonRow | None:
        """The row of somebody."""
        found = (row for row in self.people.rows() if isinstance(row, PersonRow) and row.key == person_id)
        return next(found, None)

    def _show_people(self, people: Sequence[PersonFound], choices: Choices) -> None:
        self.people.clear()
        for person in people:
            self.people.add_row(self._person_row(person, choices))
        self._boxes[PEOPLE].setVisible(bool(people))

    def _person_row(self, person: PersonFound, choices: Choices) -> PersonRow:
        agreed = person.consent == "given"
        own = choices.names.get(person.person, "")
        warned = person.warning if person_key(person) not in choices.seen else ""
        face = PersonFace(
            person.person,
            person.name,
            self._detail(person),
            own,
            question="" if agreed else self.tr("{0} has not agreed to be named.").format(person.name),
            warning=warned,
            nameable=not person.confidential,
        )
        row = PersonRow(face)
        point = Point(person_key(person), PAPER, person.name)
        row.edited.connect(lambda display: self.named.emit(person.person, display))
        row.seen.connect(lambda: self.wanted.emit(point, "seen"))
        return row

    def _detail(self, person: PersonFound) -> str:
        if person.by_name:
            agreed = person.consent == "given"
            shown = self.tr("by name, as agreed") if agreed else self.tr("by name, without consent")
        elif person.display == "omit":
            shown = self.tr("left out")
        else:
            shown = self.tr("as “{0}”").format(person.shown)
        often = how_many(person.times, self.tr("time"), self.tr("times")) if person.times else ""
        return ", ".join(filter(None, (shown, often, self._pages(person.pages))))

    def _pages(self, pages: Sequence[int]) -> str:
        if not pages:
            return ""
        listed = ", ".join(map(str, pages[:MOST_PAGES])) + ("…" if len(pages) > MOST_PAGES else "")
        return (self.tr("page {0}") if len(pages) == 1 else self.tr("pages {0}")).format(listed)

    def _show_points(self, group: str, points: Sequence[Point]) -> None:
        rows = self.lists[group]
        rows.clear()
        for point in points[:MOST_ROWS]:
            detail = ", ".join(filter(None, (point.detail, self._pages((point.page,) if point.page else ()))))
            row = PointRow(point.key, point.words, detail, self._deeds(point), wrong=group == PAPER)
            row.wanted.connect(lambda deed, point=point: self.wanted.emit(point, deed))
            rows.add_row(row)
        more = len(points) - MOST_ROWS
        self._more[group].setText(self.tr("and {0} more").format(more) if more > 0 else "")
        self._more[group].setVisible(more > 0)
        self._boxes[group].setVisible(bool(points))

    def _deeds(self, point: Point) -> list[tuple[str, str]]:
        deeds = [("open", self.tr("Open the record"))] if point.record_id else []
        if point.page:
            deeds.append(("show", self.tr("Show the page")))
        if point.group == NAMES and not self._read_only:
            deeds.append(("add", self.tr("Add to People")))
        if point.group == QUOTES:
            deeds.append(("leave_out", self.tr("Leave out")))
            if not self._read_only:
                deeds.append(("ask", self.tr("Ask first")))
        return [*deeds, ("seen", self.tr("It is all right"))]

    def _held(self) -> tuple[str, str]:
        """The row that has the focus, so that the next one of that place gets it."""
        focused = QApplication.focusWidget()
        for name, rows in (("", self.people), *self.lists.items()):
            for row in rows.rows():
                if focused is not None and row.isAncestorOf(focused):
                    return name, str(getattr(row, "key", ""))
        return "", ""

    def _hold(self, held: tuple[str, str]) -> None:
        group, key = held
        if not key:
            return
        rows = (self.lists[group] if group else self.people).rows()
        found = next((row for row in rows if getattr(row, "key", "") == key), rows[0] if rows else self)
        found.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 0, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.note)
        column.addWidget(self.quiet)
        for group, rows in self.lists.items():
            column.addWidget(self._box(group, self.heads[group], rows, self._more[group]))
            if group == PAPER:
                column.addWidget(self._box(PEOPLE, self._people_head, self.people))
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Review"))

    def _box(self, group: str, *widgets: QWidget) -> QWidget:
        box = HuggingFrame()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in widgets:
            column.addWidget(widget)
        self._boxes[group] = box
        return box
