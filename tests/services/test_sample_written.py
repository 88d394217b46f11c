"""The sample journal in a real file: it reads back the same and fills the first page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.services.profile import Profile
from mentorjournal.services.sample import Side, write_sample
from mentorjournal.services.today import Today, TodayView
from mentorjournal.storage import journal_file as db

TODAY = dt.date(2026, 4, 14)


@pytest.mark.parametrize(("side", "role"), [("mentee", "Mentee and mentor"), ("mentor", "Mentor")])
def test_written_to_a_journal_it_reads_back_the_same(tmp_path: Path, side: Side, role: str) -> None:
    with db.create(tmp_path / "sample.mentorjournal") as journal:
        sample = write_sample(journal, TODAY, side=side)
        with journal.reading() as reader:
            stored = reader.many([record.id for record in sample.records])
            assert stored == {record.id: record for record in sample.records}
            for digest, data in sample.blobs:
                assert b"".join(reader.blob(digest)) == data
        owner = Profile(journal).owner()
        assert dataclasses.asdict(owner) == {"clinical": False, **sample.profile}
        assert owner.role_label == role


def today_of(path: Path, side: Side) -> TodayView:
    with db.create(path / "sample.mentorjournal") as journal:
        write_sample(journal, TODAY, side=side)
        return Today(journal).view(TODAY)


def test_today_has_something_to_show_on_every_part_of_a_mentees_page(tmp_path: Path) -> None:
    page = today_of(tmp_path, "mentee")
    assert [ahead.meeting.date for ahead in page.ahead] == [TODAY + dt.timedelta(days=2)]
    assert (page.late, page.due) == (1, 2)
    assert len(page.waiting) >= 3
    assert [goal.title for goal in page.stalled] == ["Submit the case series as first author"]
    assert len(page.insights) == 4
    assert [row.title for row in page.on_this_day] == ["My first journal club"]
    assert [meeting.title for meeting in page.wrap_up] == ["Khôi, second meeting"]
    assert {"Agreement to review", "Hard date", "Follow up", "Decision to look at again"} <= {
        item.kind for item in page.deadlines
    }


def test_today_shows_a_mentor_who_needs_attention(tmp_path: Path) -> None:
    page = today_of(tmp_path, "mentor")
    assert page.role == "mentor"
    assert page.mentees[0].tie.name == "Dr Jonas Lindqvist"
    assert len(page.mentees) == 4
    assert [meeting.title for meeting in page.wrap_up] == ["Priya: the interview, rehearsed"]
    assert {"Planned end", "Relationship check", "Hard date"} <= {item.kind for item in page.deadlines}
