"""The timeline: every filter, pages by key without gaps or repeats, and search newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.fields import Section
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import (
    ActionItem,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Tag,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock

DAY = dt.date(2026, 4, 14)


def titles(rows: tuple[Row, ...]) -> list[str]:
    return [row.title for row in rows]


@pytest.fixture
def filled(services: Services) -> Services:
    save = services.records.save
    helena = save(Person(title="Helena Brandt"))
    said = (Section("what", "What", "Silence is a form of teaching"),)
    entry = save(Reflection(title="Ward round", date=DAY, starred=True, sections=said, people=(helena.id,)))
    services.records.set_tags(entry.id, ["ward"])
    save(Insight(title="Draw first", date=DAY - dt.timedelta(days=1), visibility="exportable"))
    save(Feedback(title="On the slides", date=DAY - dt.timedelta(days=30), person=helena.id))
    save(Meeting(title="Monthly", date=DAY + dt.timedelta(days=2)))
    save(Milestone(title="Ethics approval", date=DAY))
    save(ActionItem(title="Book the silence room"))
    gone = save(Goal(title="Given up", date=DAY))
    services.records.trash(gone.id)
    return services


def test_everything_newest_first_without_what_belongs_to_a_page(filled: Services) -> None:
    assert titles(filled.timeline.page(Filter())) == ["Monthly", "Ward round", "Draw first", "On the slides"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(types=("insight", "meeting")), ["Monthly", "Draw first"]),
        (Filter(types=("milestone",)), ["Ethics approval"]),
        (Filter(visibility="exportable"), ["Draw first"]),
        (Filter(starred=True), ["Ward round"]),
        (Filter(since=DAY), ["Monthly", "Ward round"]),
        (Filter(until=dt.date.max), ["Monthly", "Ward round", "Draw first", "On the slides"]),
        (Filter(until=DAY - dt.timedelta(days=1)), ["Draw first", "On the slides"]),
        (Filter(since=DAY - dt.timedelta(days=1), until=DAY), ["Ward round", "Draw first"]),
        (Filter(words="silen teach"), ["Ward round"]),
        (Filter(words='"form of teaching"'), ["Ward round"]),
        (Filter(words='"teaching form"'), []),
        (Filter(words="helena", types=("feedback",)), ["On the slides"]),
        (Filter(words="  ,,, "), ["Monthly", "Ward round", "Draw first", "On the slides"]),
        (Filter(starred=True, visibility="exportable"), []),
    ],
)
def test_each_filter_keeps_what_it_says(filled: Services, wanted: Filter, found: list[str]) -> None:
    assert titles(filled.timeline.page(wanted)) == found


def test_a_person_is_found_in_whatever_role_and_a_tag_by_its_id(filled: Services) -> None:
    (helena,) = filled.records.all(Person)
    ward = next(tag.id for tag in filled.records.all(Tag) if tag.title == "ward")
    assert titles(filled.timeline.page(Filter(person=helena.id))) == ["Ward round", "On the slides"]
    assert titles(filled.timeline.page(Filter(tag=ward))) == ["Ward round"]
    assert titles(filled.timeline.page(Filter(tag=helena.id))) == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Ninety entries, many of the same day and minute."""
    with create(tmp_path_factory.mktemp("many") / "many.mentorjournal", clock=Clock()) as journal:
        with journal.writing("Import", kind="import") as change:
            for number in range(90):
                day = DAY - dt.timedelta(days=number * number % 11)
                at = dt.time(9, 0) if number % 3 else None
                kind = Insight if number % 4 else Reflection
                change.put(kind(title=f"{number}", date=day, at=at, starred=number % 5 == 0))
        yield services_for(journal)


@given(
    size=st.integers(1, 40),
    starred=st.booleans(),
    types=st.sampled_from([(), ("insight",), ("reflection", "insight")]),
)
def test_pages_by_key_have_no_gaps_and_no_repeats(
    many: Services, size: int, starred: bool, types: tuple[str, ...]
) -> None:
    wanted = Filter(starred=starred, types=types)
    whole = many.timeline.page(wanted, limit=1000)
    paged: list[Row] = []
    before = None
    while part := many.timeline.page(wanted, before, size):
        assert len(part) <= size
        paged += part
        before = part[-1].sort
    assert paged == list(whole)
    assert len({row.id for row in paged}) == len(paged)
    assert [row.sort for row in paged] == sorted((row.sort for row in paged), reverse=True)


def test_paging_goes_on_rightly_when_something_is_written_meanwhile(services: Services) -> None:
    for number in range(6):
        services.records.save(Insight(title=str(number), date=DAY))
    first = services.timeline.page(Filter(), limit=3)
    services.records.save(Insight(title="newer", date=DAY))
    services.records.trash(first[-1].id)
    rest = services.timeline.page(Filter(), first[-1].sort, 10)
    assert titles(first) == ["5", "4", "3"]
    assert titles(rest) == ["2", "1", "0"]


def test_months_count_the_timeline_only(filled: Services) -> None:
    assert filled.timeline.months() == ((2026, 4, 3), (2026, 3, 1))


def test_search_is_newest_first_and_marks_what_it_found(services: Services) -> None:
    for number, day in enumerate((3, 9, 1)):
        said = (Section("what", "", f"The café was quiet, entry {number}."),)
        services.records.save(Reflection(title=f"Entry {number}", date=dt.date(2026, 4, day), sections=said))
    hits = services.timeline.search("cafe qui")
    assert [hit.row.title for hit in hits] == ["Entry 1", "Entry 0", "Entry 2"]
    assert "\x02café\x03 was \x02quiet\x03" in hits[0].snippet


def test_search_finds_actions_and_people_but_no_tags_and_nothing_trashed(filled: Services) -> None:
    assert [hit.row.type for hit in filled.timeline.search("silence")] == ["action", "reflection"]
    assert {hit.row.type for hit in filled.timeline.search("helena")} == {"person", "feedback", "reflection"}
    assert [hit.row.title for hit in filled.timeline.search("ward")] == ["Ward round"]
    assert filled.timeline.search("given") == ()
    assert filled.timeline.search(" . ") == ()
    assert [hit.row.type for hit in filled.timeline.search("silence", types=("action",))] == ["action"]
    assert len(filled.timeline.search("helena", limit=2)) == 2


@given(words=st.text(max_size=12))
def test_whatever_is_typed_is_a_search(many: Services, words: str) -> None:
    assert len(many.timeline.search(words)) <= 50
    assert len(many.timeline.page(Filter(words=words), limit=5)) <= 5


def test_latest_is_by_the_last_change(filled: Services, clock: Clock) -> None:
    clock.forward(minutes=10)
    (insight,) = filled.timeline.page(Filter(types=("insight",)))
    filled.records.amend(insight.id, {"detail": "on paper"})
    assert titles(filled.timeline.latest(1)) == ["Draw first"]
    assert "ward" not in titles(filled.timeline.latest(50))


def test_a_row_without_a_title_is_headed_by_its_first_line(services: Services) -> None:
    said = (Section("what", "", "First line\nsecond line"),)
    services.records.save(Reflection(sections=said))
    services.records.save(Insight())
    assert {row.heading for row in services.timeline.page(Filter())} == {"First line", "Untitled"}
