"""The views of the place of insights, and the record types that are at home in each."""

from __future__ import annotations

from mentorjournal.gui.pages.views import View

VIEWS: tuple[View, ...] = (
    View("over_time", "Over time"),
    View("pulses", "How I am doing", "mentorjournal.gui.pages.pulses", "PulsesPage"),
    View("year", "Year in review", "mentorjournal.gui.pages.year", "YearPage"),
    View("legacy", "Legacy", "mentorjournal.gui.pages.legacy", "LegacyPage", for_mentors=True),
)
HOMES: dict[str, str] = {}
"""The view of each record type that is at home here."""
