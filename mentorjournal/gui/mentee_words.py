"""How it stands with a mentee, in plain words, as Today and the mentees' own view say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.gui.words import day_short, how_many

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.services.mentoring import Mentee

WEEKS_FROM = 21
"""A gap is told in weeks from so many days on."""


def needs_words(mentee: Mentee, today: dt.date) -> list[str]:
    """What asks for attention, the most pressing first."""
    return [_need(mentee, key, today) for key in mentee.needs]


def _need(mentee: Mentee, key: str, today: dt.date) -> str:
    hard = mentee.hard_date
    words = {
        "rough": "rough patch",
        "overdue": f"not met for {span(mentee.gap or 0)}",
        "late_mine": how_many(mentee.mine.late, "promise of yours is late", "promises of yours are late"),
        "hard_date": f"write two lines before {day_short(hard.date, today)}" if hard else "",
        "late_theirs": how_many(mentee.theirs.late, "promise to you is late", "promises to you are late"),
        "no_date": "no next date",
        "stalled": how_many(mentee.stalled, "goal stands still", "goals stand still"),
        "questions": how_many(mentee.questions, "open question", "open questions"),
    }
    return words[key]


def span(days: int) -> str:
    """`12 days`, `5 weeks`."""
    return how_many(days, "day", "days") if days < WEEKS_FROM else how_many(days // 7, "week", "weeks")
