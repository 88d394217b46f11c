"""The progress summary: what goes in, what it says, and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, ReportError
from mentorjournal.model.types import ActionItem, Insight, Meeting, Milestone, Relationship, Resource
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting import Candidate, Reporting, ReportOptions
from mentorjournal.services.reporting.pages import page_sizes, page_texts
from mentorjournal.storage import journal_file
from tests.services.reporting_journal import (
    DAY,
    NOW,
    activity,
    consented,
    drawn,
    goal,
    heard,
    page,
    person,
    text_of,
)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with journal_file.create(tmp_path / "mine.journal", clock=lambda: NOW) as made:
        yield services_for(made)


def by_title(services: Services, **options: object) -> dict[str, Candidate]:
    found = services.reporting.candidates(ReportOptions(**options))  # type: ignore[arg-type]
    return {item.title: item for item in found}


def test_an_empty_journal_says_what_to_do(services: Services) -> None:
    with pytest.raises(ReportError, match=r"Nothing to report.*Exportable.*longer period"):
        drawn(services)


def test_a_journal_of_private_records_has_nothing_to_report(services: Services) -> None:
    services.records.save(page("Kept", "For me.", visibility="private"))
    with pytest.raises(ReportError, match="Nothing to report"):
        services.reporting.document(ReportOptions())


def test_nothing_ticked_says_so(services: Services) -> None:
    services.records.save(page("Kept", "For me."))
    with pytest.raises(ReportError, match="no record is ticked"):
        drawn(services, ReportOptions(selected=frozenset()))


def test_every_kind_of_record_is_printed_in_its_section(services: Services) -> None:
    mentor = services.records.save(consented("Dr Alma Rey"))
    aim = goal(services, "Finish the protocol", 4, why="Somebody must.", help_asked="An hour a week.")
    meeting = services.records.save(
        Meeting(
            title="Second reading",
            date=DAY,
            status="held",
            minutes=45,
            people=(mentor.id,),
            visibility="exportable",
        )
    )
    for record in (
        activity("Coding sheet", 9, output="A codebook", goal=aim.id),
        activity("Teaching evening", 3, category="teaching"),
        activity("Journal club", 2, category="learning"),
        heard("Slow down at the result.", mentor, response="I counted to four.", consent="given"),
        page("The long silence", "I waited, and it helped."),
        Insight(title="Waiting is teaching", visibility="exportable", date=DAY),
        Resource(title="On Alerts", authors="Vasquez", status="done", visibility="exportable", date=DAY),
        ActionItem(
            title="Send the draft", meeting=meeting.id, due=dt.date(2026, 5, 2), visibility="exportable"
        ),
        ActionItem(title="Draw the figure", done_on=DAY, visibility="exportable"),
        Meeting(
            title="Third reading", date=dt.date(2026, 5, 9), people=(mentor.id,), visibility="exportable"
        ),
        Relationship(title="Main mentor", person=mentor.id, purpose="A first study", visibility="exportable"),
    ):
        services.records.save(record)
    services.profile.save(Owner("Amara Osei", "mentee", "Third year", "Harrowmere"))
    text = text_of(services, ReportOptions(purpose="Annual review", own_words="A **good** year."))
    for words in (
        "Annual review",
        "Amara Osei, Third year",
        "1 Summary A good year.",
        "1 goal, 0 achieved.",
        "4 milestones, 0 reached.",
        "14 hours in 3 activities, most of them in mentoring (9)",
        "2 Context",
        "A first study",
        "Finish the protocol",
        "Why. Somebody must.",
        "Step 4",
        "Hours by category",
        "A codebook",
        "Slow down at the result.",
        "Dr Alma Rey, 2 March 2026",
        "What I did. I counted to four.",
        "I waited, and it helped.",
        "Waiting is teaching",
        "Second reading",
        "Draw the figure (2 Mar 2026)",
        "On Alerts",
        "Support asked",
        "Send the draft",
        "9 May 2026, Dr Alma Rey: Third reading",
        "Amara Osei, date",
        "Prepared 14 April 2026 from 17 selected records.",
    ):
        assert words in text, words


def test_the_same_journal_gives_the_same_bytes(services: Services) -> None:
    goal(services, "Finish the protocol", 3)
    services.records.save(page("The long silence", "I waited."))
    assert drawn(services) == drawn(services)


@pytest.mark.parametrize(("paper", "height"), [("a4", 842), ("letter", 792)])
def test_the_paper_is_the_chosen_one(services: Services, paper: str, height: int) -> None:
    services.records.save(page("The long silence", "I waited."))
    data = drawn(services, ReportOptions(paper=paper))  # type: ignore[arg-type]
    assert [round(size.height) for size in page_sizes(data)] == [height] * len(page_texts(data))


def test_selecting_what_may_not_leave_does_not_make_it_leave(services: Services) -> None:
    services.records.save(page("Open", "Said aloud."))
    hidden = [
        services.records.save(page("Mine", "Sealed lips one.", visibility="private")),
        services.records.save(page("Told to me", "Sealed lips two.", confidential=True)),
        services.records.save(page("Thrown away", "Sealed lips three.")),
    ]
    services.records.trash(hidden[2].id)
    chosen = frozenset(item.id for item in by_title(services).values()) | {record.id for record in hidden}
    text = text_of(services, ReportOptions(selected=chosen, whole=chosen))
    assert "Said aloud." in text
    assert "Sealed lips" not in text
    assert not any(title in text for title in ("Mine", "Told to me", "Thrown away"))


def test_private_milestones_actions_and_meetings_of_an_exportable_goal_stay_out(services: Services) -> None:
    aim = goal(services, "Finish the protocol", 1)
    services.records.save(Milestone(title="Secret turning point", goal=aim.id, due=DAY))
    services.records.save(ActionItem(title="Secret errand", goal=aim.id))
    text = text_of(services)
    assert "Step 1" in text
    assert "Secret" not in text
    assert by_title(services, until=DAY)["Secret turning point"].part_of == aim.id


def test_personal_goals_clinical_pages_and_nice_to_do_wait_for_a_tick(services: Services) -> None:
    rest = goal(services, "Sleep", 1, scope="personal")
    services.records.save(page("Bed four", "x", clinical=True))
    services.records.save(ActionItem(title="Tidy the desk", priority="nice", visibility="exportable"))
    services.records.save(page("Open", "x"))
    found = by_title(services)
    assert {title for title, item in found.items() if item.ticked} == {"Open"}
    assert "Sleep" not in text_of(services)
    picked = frozenset((rest.id, found["Step 1"].id))
    assert "Step 1" in text_of(services, ReportOptions(selected=picked))


def test_a_milestone_goes_in_only_with_its_goal(services: Services) -> None:
    goal(services, "Finish the protocol", 1)
    services.records.save(page("Open", "x"))
    found = by_title(services)
    text = text_of(services, ReportOptions(selected=frozenset((found["Step 1"].id, found["Open"].id))))
    assert "Step 1" not in text
    assert "from 1 selected record." in text


def test_the_period_includes_its_days_and_what_lasts_overlaps_it(services: Services) -> None:
    goal(services, "Began before", start=dt.date(2025, 1, 1))
    goal(
        services, "Over before", start=dt.date(2025, 1, 1), closed_on=dt.date(2026, 2, 28), status="achieved"
    )
    for day in (1, 2, 30, 31):
        services.records.save(activity(f"Day {day}", 1, date=dt.date(2026, 3, day)))
    found = by_title(services, since=dt.date(2026, 3, 2), until=dt.date(2026, 3, 30))
    assert set(found) == {"Began before", "Day 2", "Day 30"}


def test_what_is_still_open_belongs_to_no_period_that_ended_before_it_was_made(services: Services) -> None:
    services.records.save(ActionItem(title="Open errand", visibility="exportable"))
    services.records.save(Meeting(title="Ahead", date=dt.date(2026, 5, 9), visibility="exportable"))
    services.records.save(Relationship(title="Mentor", visibility="exportable"))
    assert set(by_title(services, until=NOW.date())) == {"Open errand", "Ahead", "Mentor"}
    assert by_title(services, until=dt.date(1990, 2, 1)) == {}
    with pytest.raises(ReportError, match="Nothing to report"):
        drawn(services, ReportOptions(until=dt.date(1990, 2, 1)))


def test_a_reflection_is_an_excerpt_unless_it_is_wanted_whole(services: Services) -> None:
    long = "One sentence of seven words stands here. " * 60 + "The very last words."
    made = services.records.save(page("A long page", long))
    assert "an excerpt" in text_of(services)
    assert "The very last words." not in text_of(services)
    assert "The very last words." in text_of(services, ReportOptions(whole=frozenset((made.id,))))


def test_feedback_is_quoted_only_with_consent(services: Services) -> None:
    giver = services.records.save(person("Rosalind Okafor", role_label="Trial manager"))
    services.records.save(
        heard("You read every form twice.", giver, response="I kept doing so.", consent="asked")
    )
    text = text_of(services)
    assert "You read every form twice" not in text
    assert "Feedback on The talk, from Trial manager, 2 March 2026." in text
    assert "I kept doing so." in text


def test_fewer_than_three_categories_are_a_table_without_a_figure(services: Services) -> None:
    services.records.save(activity("Coding sheet", 9))
    text = text_of(services)
    assert "Hours and activities by category" in text
    assert "Figure" not in text


def test_markup_in_titles_is_printed_as_it_was_typed(services: Services) -> None:
    services.records.save(page("<b>5 < 6</b> & *stars*", "a <script> tag"))
    text = text_of(services)
    assert "<b>5 < 6</b> & *stars*" in text
    assert "a <script> tag" in text


def test_saving_stopped_leaves_the_folder_as_it_was(services: Services, tmp_path: Path) -> None:
    services.records.save(page("Open", "x"))
    target = tmp_path / "out" / "report.pdf"
    target.parent.mkdir()
    target.write_bytes(b"%PDF-1.7 earlier")
    with pytest.raises(Cancelled):
        services.reporting.save(ReportOptions(), target, cancelled=lambda: True)
    assert target.read_bytes() == b"%PDF-1.7 earlier"
    assert list(target.parent.iterdir()) == [target]


def test_saving_tells_progress_and_writes_what_drawing_gives(services: Services, tmp_path: Path) -> None:
    services.records.save(page("Open", "x"))
    heard_pages: list[int] = []
    done = services.reporting.save(ReportOptions(), tmp_path / "report.pdf", heard_pages.append)
    assert (tmp_path / "report.pdf").read_bytes() == drawn(services)
    assert heard_pages[-1] == done.pages == len(page_texts(drawn(services)))


def test_choices_are_kept_with_the_journal_and_not_written_where_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.journal"
    with journal_file.create(path) as made:
        Reporting(made).keep_draft({"purpose": "Annual review"})
    with journal_file.open_journal(path, read_only=True) as read:
        reporting = Reporting(read)
        reporting.keep_draft({"purpose": "Other"})
        assert reporting.draft() == {"purpose": "Annual review"}
