"""What leaves is noted with all that was in it, undo passes it over, and the note itself prints."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, NotFound, StorageFailed
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Goal, Manifest, Meeting, Relationship
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.calendar_export import CalendarChoice, export_calendar
from mentorjournal.services.exporting import export_json
from mentorjournal.services.handing_out import Handed, HandingOut
from mentorjournal.services.printing import Printing
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.names import LEFT_OUT
from mentorjournal.storage.journal_file import open_journal
from tests.services.reporting_journal import consented, drawn, everything, goal, heard, page, person

OPTIONS = ReportOptions(purpose="For the panel", for_whom="The panel")


def kept(services: Services) -> Manifest:
    (one,) = services.handing_out.all()
    return one


def test_a_saved_report_is_noted_with_its_hash_its_records_and_who_stood_for_whom(
    services: Services, tmp_path: Path
) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    ben = services.records.save(consented("Ben Rowe"))
    services.records.save(heard("Clear and short.", ada, response="I cut the slides with Ben Rowe."))
    aim = goal(services, "Finish the protocol")
    drawn_ = services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    one = kept(services)
    assert (one.document, one.title, one.for_whom) == ("progress", "For the panel", "The panel")
    assert (one.file_name, one.pages, one.paper) == ("review.pdf", drawn_.pages, "a4")
    assert one.sha256 == hashlib.sha256((tmp_path / "review.pdf").read_bytes()).hexdigest()
    assert Section(aim.id, "Goal", "Finish the protocol") in one.items
    assert {(part.tag, part.heading, part.text) for part in one.names} == {
        (ada.id, "Ada Quill", "Mentor"),
        (ben.id, "Ben Rowe", "Ben Rowe"),
    }


def test_a_title_stands_as_it_was_although_the_record_changes_later(
    services: Services, tmp_path: Path
) -> None:
    aim = goal(services, "Finish the protocol")
    services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    services.records.amend(aim.id, {"title": "Another goal"})
    assert [part.text for part in kept(services).items] == ["Finish the protocol"]


def test_undo_after_saving_takes_back_the_last_edit_and_leaves_the_note(
    services: Services, tmp_path: Path
) -> None:
    aim = goal(services, "First wording")
    services.records.amend(aim.id, {"title": "Second wording"})
    services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    assert services.history.next_undo() != ""
    services.history.undo()
    assert services.records.get(Goal, aim.id).title == "First wording"
    assert kept(services).file_name == "review.pdf"
    services.reporting.save(OPTIONS, tmp_path / "again.pdf")
    services.history.redo()
    assert services.records.get(Goal, aim.id).title == "Second wording"
    assert len(services.handing_out.all()) == 2


def test_a_note_is_part_of_no_report_and_of_no_timeline(services: Services, tmp_path: Path) -> None:
    goal(services, "Finish the protocol")
    services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    one = kept(services)
    assert one.visibility == "private"
    assert "review.pdf" not in everything(drawn(services))


def test_the_manifest_prints_people_as_they_appeared(services: Services, tmp_path: Path) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    lost = services.records.save(person("Lost Soul", display="omit"))
    services.records.save(page("Lunch with Ada Quill", "Lost Soul came late. Ada Quill did not."))
    services.reporting.save(ReportOptions(document="progress"), tmp_path / "review.pdf")
    data, _ = Printing(services.journal).bytes_of(services.handing_out.document(kept(services).id))
    printed = everything(data)
    assert "Lunch with" in printed
    assert kept(services).sha256[:16] in printed
    assert LEFT_OUT in printed
    assert ada.title not in printed
    assert lost.title not in printed
    assert services.handing_out.all() == (kept(services),)


def test_a_note_is_neither_changed_nor_deleted(services: Services, tmp_path: Path) -> None:
    goal(services, "Finish the protocol")
    services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    one = kept(services)
    for deed in (
        lambda: services.records.trash(one.id),
        lambda: services.records.amend(one.id, {"for_whom": "Nobody"}),
        lambda: services.records.save(replace(one, for_whom="Nobody")),
    ):
        with pytest.raises(InvalidRecord, match="stays noted"):
            deed()
    assert kept(services) == one


def test_a_manifest_that_is_gone_says_so(services: Services) -> None:
    with pytest.raises(NotFound):
        services.handing_out.document("gone")


def test_a_journal_open_for_reading_notes_nothing_and_saves_all_the_same(
    services: Services, tmp_path: Path
) -> None:
    goal(services, "Finish the protocol")
    with open_journal(services.journal.path, read_only=True) as again:
        services_for(again).reporting.save(OPTIONS, tmp_path / "review.pdf")
    assert (tmp_path / "review.pdf").stat().st_size
    assert services.handing_out.all() == ()


def test_a_note_that_fails_says_that_the_file_is_there(services: Services) -> None:
    services.journal.close()
    what = Handed(document="brief", title="Meeting", file_name="brief.pdf", sha256="0")
    services.journal.path.unlink()
    with pytest.raises(StorageFailed, match=r"brief.pdf was written"):
        HandingOut(services.journal).note_saved(what)


def test_an_agreement_a_summary_and_a_brief_are_noted(services: Services, tmp_path: Path) -> None:
    ada = services.records.save(person("Ada Quill"))
    tie = services.records.save(Relationship(person=ada.id, phase="cultivation"))
    agreed = services.records.save(
        Agreement(relationship=tie.id, sections=(Section("goals", "Goals", "We write."),))
    )
    met = services.records.save(
        Meeting(
            title="Spring", people=(ada.id,), date=dt.date(2026, 4, 13), status="held", summary="We talked."
        )
    )
    services.agreements.save_pdf(agreed.id, tmp_path / "agreement.pdf")
    services.follow_up.save(met.id, tmp_path / "summary.pdf")
    brief = services.preparing.brief(met.id, dt.date(2026, 4, 14))
    services.preparing.save([brief], tmp_path / "brief.pdf", "a4")
    noted = {one.document: one for one in services.handing_out.all()}
    assert set(noted) == {"agreement", "summary", "brief"}
    assert [part.tag for part in noted["agreement"].items] == [agreed.id]
    assert met.id in {part.tag for part in noted["summary"].items}
    for one in noted.values():
        assert ("Ada Quill", "Ada Quill") in {(part.heading, part.text) for part in one.names}


def test_exports_are_noted_with_what_was_in_them(services: Services, tmp_path: Path) -> None:
    services.records.save(Goal(title="Private goal"))
    met = services.records.save(Meeting(title="Spring", date=dt.date(2026, 5, 13), status="planned"))
    export_json(services.journal, tmp_path / "all.json")
    export_calendar(
        services.journal, tmp_path / "mine.ics", CalendarChoice(actions=False), dt.date(2026, 4, 14)
    )
    calendar, whole = services.handing_out.all()
    assert [part.tag for part in calendar.items] == [met.id]
    assert [(part.heading, part.text) for part in whole.items] == [("Records", "2"), ("Attached files", "0")]
    data = (tmp_path / "all.json").read_bytes()
    assert whole.sha256 == hashlib.sha256(data).hexdigest()


def test_a_person_replaced_by_a_pseudonym_is_replaced_in_what_left_too(
    services: Services, tmp_path: Path
) -> None:
    ada = services.records.save(consented("Ada Quill"))
    services.records.save(page("Lunch with Ada Quill", "Ada Quill came."))
    services.reporting.save(OPTIONS, tmp_path / "review.pdf")
    services.person_removal.replace_by(ada.id, "Mentee Elm")
    one = kept(services)
    assert "Ada" not in str((one.items, one.names))
    assert [(part.heading, part.text) for part in one.names] == [("Mentee Elm", "Mentee Elm")]
