"""What a mentor gives: hours by kind of contribution and of activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.hour_bars import HourBars
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.words import how_many
from mentorjournal.model.choices import label
from mentorjournal.services.mentor_sums import FEW
from mentorjournal.services.mentor_sums import Part as Share
from mentorjournal.services.mentoring import term_start

YEAR = dt.timedelta(days=365)


class SharesPart(Part):
    """Shares as bars with their numbers; a sentence where there are too few for bars."""

    def fill(self, *data: Any) -> None:
        """Show (name, set of choices, shares, one of them, several, what to say where there are none, more)."""
        name, choices, shares, one, several, nothing, more = data
        if not shares:
            self.column.addWidget(TextLabel(nothing, "small", wrap=True))
        elif len(shares) < FEW:
            self.column.addWidget(TextLabel(self._words(choices, shares, one, several), wrap=True))
        else:
            lines = [
                (
                    label(choices, share.key),
                    share.hours,
                    hours(share.hours),
                    how_many(share.times, one, several),
                )
                for share in shares
            ]
            self.column.addWidget(HourBars(name, lines))
        if more:
            self.column.addWidget(TextLabel(more, "small", wrap=True))

    def _words(self, choices: str, shares: Sequence[Share], one: str, several: str) -> str:
        parts = [
            self.tr("{0} {1} ({2})").format(
                label(choices, share.key), hours(share.hours), how_many(share.times, one, several)
            )
            for share in shares
        ]
        return ", ".join(parts) + "."


class HoursSection(MentorSection):
    """A span of days to look at, and what was given in it."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__(context, origin)
        tr = self.tr
        self.span = Segmented(
            (("term", tr("This half-year")), ("year", tr("Twelve months")), ("all", tr("Ever"))),
            "term",
            tr("Which time"),
        )
        self.span.edited.connect(lambda _key: self.read())
        self.contributions = SharesPart(context, origin)
        self.activities = SharesPart(context, origin)
        row = QHBoxLayout()
        row.addWidget(self.span)
        row.addStretch(1)
        self.column.addLayout(row)
        self.group(
            tr("Given at meetings with mentees"),
            tr("Guidance, support, advice, feedback: as you marked it at each meeting."),
            self.contributions,
        )
        self.group(tr("Activities by kind"), "", self.activities)
        self.column.addStretch(1)

    def read(self) -> None:
        """Read everything shown again."""
        tr, day = self.tr, self.context.today()
        given = self.mentoring.given(self._first(day), day)
        met = ""
        if given.meetings:
            met = tr("{0} with mentees, {1} all in all. A meeting of two kinds counts under both.").format(
                how_many(given.meetings, tr("meeting"), tr("meetings")), hours(given.meeting_hours)
            )
        self.contributions.display(
            tr("Hours by kind of contribution"),
            "contribution",
            given.contributions,
            tr("meeting"),
            tr("meetings"),
            tr("Nothing marked yet. On a meeting, say what was given."),
            met,
        )
        back = tr("Given back, to the profession and the community: {0}.").format(hours(given.service))
        self.activities.display(
            tr("Hours by kind of activity"),
            "activity_category",
            given.activities,
            tr("activity"),
            tr("activities"),
            tr("No activity is logged in this time."),
            back if given.service else "",
        )

    def _first(self, day: dt.date) -> dt.date:
        if self.span.value() == "all":
            return dt.date.min
        return day - YEAR if self.span.value() == "year" else term_start(day)


def hours(number: float) -> str:
    """`2.5 h`."""
    return f"{number:.1f}".removesuffix(".0") + " h"
