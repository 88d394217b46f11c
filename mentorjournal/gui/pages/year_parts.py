"""What a year shows: its numbers in sentences, and the lines behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.hour_bars import HourBars
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import label
from mentorjournal.services.reporting.words import amount, hours_of
from mentorjournal.services.year_review import Year, YearLine
from mentorjournal.services.year_sums import LET_GO, sentences


class YearNumbersPart(Part):
    """The year in a few sentences."""

    def fill(self, *data: Any) -> None:
        """Show (year,)."""
        (year,) = data
        said = " ".join(sentences(year.numbers))
        if not said:
            return
        card = Card(tone="wash")
        card.setAccessibleName(self.tr("The year in numbers"))
        card.add(TextLabel(said, wrap=True))
        self.column.addWidget(card)


class YearLines(Part):
    """One group of lines after the other; a group without any is left out."""

    def fill(self, *data: Any) -> None:
        """Show (year,)."""
        (year,) = data
        tr = self.tr
        self._since, self._until = year.since, year.until
        self._rows(tr("Goals reached and let go"), map(self._goal, year.goals))
        self._rows(tr("Milestones"), map(self._milestone, year.milestones))
        self._rows(tr("Whom I met"), self._met(year))
        self._rows(tr("What I learned"), map(self._line, reversed(year.kept)))
        self._rows(tr("Feedback heard"), map(self._heard, reversed(year.quotes)))
        self._rows(tr("Skills, as I rated them"), map(self._skill, year.skills))
        self._rows(tr("What I applied for"), map(self._chance, year.chances))
        self._hours(year)
        self._rows(tr("What others reached with me"), map(self._outcome, year.outcomes))
        self._rows(tr("Thanks I still owe"), map(self._thanks, year.thanks))
        self._rows(tr("Next year"), map(self._ahead, year.ahead))

    def _rows(self, title: str, rows: Iterable[LinkedRow]) -> None:
        found = tuple(rows)
        if not found:
            return
        self._title(title)
        shown = LinkedRows(title)
        shown.display(found)
        shown.opened.connect(self.go)
        self.stops[title] = shown
        self.column.addWidget(shown)

    def _title(self, title: str) -> None:
        if self.column.count():
            self.column.addSpacing(10)
        self.head(title)

    def _hours(self, year: Year) -> None:
        lines = [
            (label("activity_category", key), hours, hours_of(round(hours, 1)), self._times(times))
            for key, hours, times in year.hours
            if hours
        ]
        if lines:
            title = self.tr("Where the hours went")
            self._title(title)
            self.column.addWidget(HourBars(title, lines))

    def _times(self, times: int) -> str:
        return how_many(times, self.tr("activity"), self.tr("activities"))

    def _goal(self, line: YearLine) -> LinkedRow:
        words = f"{line.title} – {_short(line.more)}" if line.more.strip() else line.title
        state = self.tr("Reached") if line.kind not in LET_GO else label("goal_status", line.kind)
        return self._line(line, state, text=words)

    def _met(self, year: Year) -> Iterator[LinkedRow]:
        for one in year.met:
            times = how_many(one.times, self.tr("meeting"), self.tr("meetings"))
            hours = f", {amount(round(one.minutes / 60, 1))} h" if one.minutes else ""
            yield LinkedRow(one.id, one.name or self.tr("Somebody"), badge=f"{times}{hours}")

    def _heard(self, line: YearLine) -> LinkedRow:
        words = f"{line.title}, {line.name}" if line.title and line.name else line.title or line.name
        badge = self.tr("answered") if line.more.strip() else ""
        return self._line(line, badge, text=words or self.tr("Feedback"))

    def _skill(self, one: Any) -> LinkedRow:
        steps = f"{one.first} → {one.last}" if one.first != one.last else str(one.last)
        return LinkedRow(one.id, one.title, badge=steps)

    def _outcome(self, line: YearLine) -> LinkedRow:
        words = f"{line.name}: {line.title}" if line.name else line.title
        return self._line(line, self.tr("together") if line.more else "", text=words)

    def _thanks(self, line: YearLine) -> LinkedRow:
        what = {
            "connection": self.tr("an introduction"),
            "sponsorship": self.tr("a word put in for me"),
            "recommendation": self.tr("a letter"),
        }[line.kind]
        return self._line(line, what, text=f"{line.name}: {line.title}" if line.name else line.title)

    def _ahead(self, line: YearLine) -> LinkedRow:
        until = self.tr("until {0}").format(day_short(line.day)) if line.day else ""
        return LinkedRow(line.id, line.title, badge=until)

    def _milestone(self, line: YearLine) -> LinkedRow:
        return self._line(line, text=f"{line.title} – {line.name}" if line.name else line.title)

    def _chance(self, line: YearLine) -> LinkedRow:
        words = f"{line.title} – {_short(line.more)}" if line.more.strip() else line.title
        return self._line(line, label("opportunity_stage", line.kind), text=words)

    def _line(self, line: YearLine, badge: str = "", *, text: str = "") -> LinkedRow:
        """A line with its day, of which the year is said only where it is another."""
        here = line.day if line.day and self._since <= line.day <= self._until else None
        lead = day_short(line.day, here) if line.day else ""
        return LinkedRow(line.id, text or line.title, lead=lead, badge=badge)


def _short(words: str, most: int = 160) -> str:
    """The beginning of a text on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
