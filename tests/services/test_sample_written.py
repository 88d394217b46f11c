"""The sample journal in a real file: it reads back the same and fills the first page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from mentorjournal.services.profile import Profile
from mentorjournal.services.sample import write_sample
from mentorjournal.services.today import Today
from mentorjournal.storage import database as db

TODAY = dt.date(2026, 4, 14)


def test_written_to_a_journal_it_reads_back_the_same(tmp_path: Path) -> None:
    with db.create(tmp_path / "sample.mentorjournal") as journal:
        sample = write_sample(journal, TODAY)
        with journal.reading() as reader:
            stored = reader.many([record.id for record in sample.records])
            assert stored == {record.id: record for record in sample.records}
            for digest, data in sample.blobs:
                assert b"".join(reader.blob(digest)) == data
        owner = Profile(journal).owner()
        assert dataclasses.asdict(owner) == sample.profile
        assert owner.role_label == "Mentee and mentor"


def test_today_has_something_to_show_on_every_part_of_the_page(tmp_path: Path) -> None:
    with db.create(tmp_path / "sample.mentorjournal") as journal:
        write_sample(journal, TODAY)
        page = Today(journal).view(TODAY)
    assert page.next_meeting is not None
    assert page.next_meeting.meeting.date == TODAY + dt.timedelta(days=2)
    assert (page.late, page.due) == (1, 2)
    assert len(page.waiting) >= 3
    assert [card.goal.title for card in page.stalled] == ["Submit the case series as first author"]
    assert len(page.insights) == 4
    assert [row.title for row in page.on_this_day] == ["My first journal club"]
    assert page.deadlines
