"""Our own calendar comes back from another program: what it changed comes in, what was typed here stays."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.model.types import ActionItem, Meeting
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice
from tests.storage.helpers import Clock

TODAY = dt.date(2026, 4, 14)
DAY = dt.date(2026, 4, 16)


class Mine:
    """One meeting of the journal, and its calendar in the hands of another program."""

    def __init__(self, services: Services, path: Path, clock: Clock) -> None:
        self.services, self.path, self.clock = services, path, clock
        self.id = services.records.save(
            Meeting(title="Next time", date=DAY, at=dt.time(10), time_zone="UTC", minutes=60, place="Office")
        ).id

    @property
    def meeting(self) -> Meeting:
        return self.services.records.get(Meeting, self.id)

    def later(self, **values: Any) -> None:
        """Some hours on, these are typed here."""
        self.clock.now += dt.timedelta(hours=3)
        if values:
            self.services.records.amend(self.id, values)

    def export(self) -> None:
        self.services.calendar.export(self.path, CalendarChoice(), TODAY, force=True)

    def theirs(self, *changes: tuple[str, str], stamped: bool = True) -> None:
        """The other program changes lines, and says when unless it never does."""
        text = self.path.read_text("utf-8").replace("\r\n", "\n")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        stamp = f"LAST-MODIFIED:{self.clock.now + dt.timedelta(minutes=5):%Y%m%dT%H%M%SZ}\n"
        text = re.sub(r"LAST-MODIFIED:.*\n", stamp if stamped else "", text)
        self.path.write_text(text, "utf-8")

    def bring(self) -> tuple[int, int, int]:
        done = importing.run(self.services.journal, self.path)
        return done.imported, done.updated, done.skipped


@pytest.fixture
def mine(services: Services, tmp_path: Path, clock: Clock) -> Mine:
    return Mine(services, tmp_path / "mine.ics", clock)


MOVED = (("20260416T100000", "20260417T090000"), ("20260416T110000", "20260417T100000"))


@pytest.mark.parametrize("stamped", [True, False])
def test_moving_a_meeting_in_the_calendar_leaves_what_was_typed_here_since(mine: Mine, stamped: bool) -> None:
    mine.export()
    mine.later(title="TYPED BY ME", place="Café", minutes=30)
    mine.later()
    mine.theirs(*MOVED, stamped=stamped)
    assert mine.bring() == (0, 1, 0)
    one = mine.meeting
    assert (one.date, one.at) == (dt.date(2026, 4, 17), dt.time(9))
    assert (one.title, one.place, one.minutes) == ("TYPED BY ME", "Café", 30)
    assert mine.bring() == (0, 0, 1)


@pytest.mark.parametrize("stamped", [True, False])
def test_a_new_title_in_the_calendar_leaves_the_day_that_was_set_here_since(
    mine: Mine, stamped: bool
) -> None:
    mine.export()
    mine.later(date=dt.date(2026, 4, 21), at=dt.time(15))
    mine.later()
    mine.theirs(("Next time", "Draft"), stamped=stamped)
    assert mine.bring() == (0, 1, 0)
    one = mine.meeting
    assert (one.title, one.date, one.at) == ("Draft", dt.date(2026, 4, 21), dt.time(15))


def test_a_move_in_the_calendar_before_a_title_was_typed_here_comes_in_too(mine: Mine) -> None:
    mine.export()
    mine.theirs(*MOVED)
    mine.later(title="TYPED BY ME")
    assert mine.bring() == (0, 1, 0)
    assert (mine.meeting.date, mine.meeting.title) == (dt.date(2026, 4, 17), "TYPED BY ME")


def test_what_the_calendar_puts_back_as_it_once_was_is_a_change(mine: Mine) -> None:
    mine.later(title="Aims", date=dt.date(2026, 4, 17))
    mine.export()
    mine.later()
    mine.theirs(("Aims", "Next time"), ("20260417T", "20260416T"))
    assert mine.bring() == (0, 1, 0)
    assert (mine.meeting.title, mine.meeting.date) == ("Next time", DAY)


def test_what_was_typed_while_the_calendar_went_out_stays(mine: Mine) -> None:
    mine.later()
    for title in ("Ai", "Aims", "Aims page"):
        mine.clock.now += dt.timedelta(minutes=1)
        mine.services.records.amend(mine.id, {"title": title})
        if title == "Aims":
            mine.export()
    mine.later()
    mine.theirs(*MOVED)
    assert mine.bring() == (0, 1, 0)
    assert (mine.meeting.title, mine.meeting.date) == ("Aims page", dt.date(2026, 4, 17))
    assert mine.bring() == (0, 0, 1)


def test_a_program_that_counts_from_nought_puts_nothing_back(mine: Mine) -> None:
    mine.later(title="Aims")
    mine.export()
    mine.later(title="TYPED BY ME")
    mine.theirs(*MOVED)
    mine.path.write_text(re.sub(r"SEQUENCE:\d+", "SEQUENCE:1", mine.path.read_text("utf-8")), "utf-8")
    assert mine.bring() == (0, 1, 0)
    assert (mine.meeting.title, mine.meeting.date) == ("TYPED BY ME", dt.date(2026, 4, 17))


def test_an_untitled_meeting_that_was_named_here_since_keeps_its_name(mine: Mine) -> None:
    mine.later(title="")
    mine.export()
    mine.later(title="TYPED BY ME")
    mine.theirs(*MOVED)
    mine.bring()
    assert mine.meeting.title == "TYPED BY ME"


def test_spaces_that_a_calendar_cannot_keep_are_no_change(mine: Mine) -> None:
    mine.later(title="Aims  and\tbudget", place="Room 4\nsecond floor", minutes=100 / 3)
    mine.export()
    assert mine.bring() == (0, 0, 1)


def test_an_import_taken_back_can_be_made_again(mine: Mine) -> None:
    mine.export()
    mine.later()
    mine.theirs(*MOVED, ("Next time", "Draft"))
    assert mine.bring() == (0, 1, 0)
    mine.services.history.undo()
    assert mine.meeting.title == "Next time"
    assert mine.bring() == (0, 1, 0)
    assert (mine.meeting.title, mine.meeting.date) == ("Draft", dt.date(2026, 4, 17))


def test_moving_an_action_in_the_calendar_leaves_its_new_words(mine: Mine, clock: Clock) -> None:
    action = mine.services.records.save(ActionItem(title="Send it", due=DAY))
    mine.export()
    clock.now += dt.timedelta(hours=2)
    mine.services.records.amend(action.id, {"title": "TYPED BY ME"})
    mine.theirs(("DUE;VALUE=DATE:20260416", "DUE;VALUE=DATE:20260420"))
    assert mine.bring() == (0, 1, 1)
    found = mine.services.records.get(ActionItem, action.id)
    assert (found.title, found.due) == ("TYPED BY ME", dt.date(2026, 4, 20))


def test_moving_one_meeting_of_our_series_leaves_a_title_typed_here(mine: Mine) -> None:
    made = mine.services.calendar.plan_series(mine.id, "FREQ=WEEKLY", count=3)
    mine.services.records.amend(made[1].id, {"place": "Library"})
    mine.export()
    mine.later()
    mine.services.records.amend(made[1].id, {"title": "TYPED BY ME"})
    mine.theirs(
        ("DTSTART:20260423T100000Z", "DTSTART:20260424T100000Z"), ("20260423T110000", "20260424T110000")
    )
    assert mine.bring() == (0, 1, 2)
    found = mine.services.records.get(Meeting, made[1].id)
    assert (found.title, found.place, found.date) == ("TYPED BY ME", "Library", dt.date(2026, 4, 24))
