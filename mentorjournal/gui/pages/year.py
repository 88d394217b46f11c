"""Year in review: one year on the screen, each line leading to its record, and from here to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.pages.long_page import LongPage
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.year_parts import YearLines, YearNumbersPart
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.services.year_sums import ACADEMIC, span_of, year_name

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

DOCUMENT = "year"


class YearPage(LongPage):
    """A calendar year, or an academic one; it is shown to its owner, so everything in the journal counts."""

    PLACE: ClassVar[str] = "insights"
    TITLE: ClassVar[str] = "Year in review"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        tr = self.tr
        self.setObjectName("yearPage")
        self.kind = Segmented(
            [("calendar", tr("Calendar year")), ("academic", tr("Academic year"))],
            "calendar",
            tr("Kind of year"),
        )
        self.year = ChoiceField((), name=tr("Year"))
        self.print_button = PrimaryButton(tr("Print…"), "print")
        for control in (self.kind, self.year, self.print_button):
            self.head.addWidget(control)
        self.numbers = YearNumbersPart(context, self.origin)
        self.lines = YearLines(context, self.origin)
        self.empty = EmptyState(
            tr("Nothing in this year yet."),
            tr("Write in the Journal"),
            tr("Goals, meetings and sentences you keep come together here by themselves."),
            "calendar",
        )
        for part in (self.numbers, self.lines, self.empty):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.kind.edited.connect(lambda _kind: self._reload())
        self.year.edited.connect(lambda _year: self._reload())
        self.print_button.clicked.connect(self.print_year)
        self.empty.action_clicked.connect(lambda: context.navigator.place_wanted.emit("journal"))

    @property
    def month(self) -> int:
        """The month in which the kind of year that is chosen begins."""
        return ACADEMIC if self.kind.value() == "academic" else 1

    def read(self) -> None:
        """Offer the years there are, and show the one chosen."""
        reviews, month = self.services.year_reviews, self.month
        years = reviews.years(self.context.today(), month)
        self.year.set_choices([(str(year), year_name(*span_of(year, month))) for year in years])
        if not self.year.value():
            self.year.set_value(str(years[0]))
        year = reviews.year(int(self.year.value()), month)
        self.empty.setVisible(year.empty)
        self.numbers.display(year)
        self.lines.display(year)

    def print_year(self) -> None:
        """The document of the year that is shown."""
        if self.year.value():
            since, until = span_of(int(self.year.value()), self.month)
            self.context.navigator.open_document(DOCUMENT, f"{since}/{until}")

    def commands(self) -> tuple[Command, ...]:
        """Print it."""
        return (Command("year-print", self.tr("Print this year…"), self.print_year, "print", "Ctrl+P"),)
