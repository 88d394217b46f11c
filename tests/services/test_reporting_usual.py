"""What a review takes by default, and how it stays short: limits of the layout, with the rest counted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Meeting, Milestone, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting import Candidate, ReportOptions
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.services.reporting.words import excerpt
from mentorjournal.services.sample import write_sample
from mentorjournal.storage import journal_file
from tests.services.reporting_journal import (
    DAY,
    NOW,
    activity,
    consented,
    drawn,
    goal,
    heard,
    person,
    text_of,
)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with journal_file.create(tmp_path / "mine.journal", clock=lambda: NOW) as made:
        yield services_for(made)


def by_title(services: Services) -> dict[str, Candidate]:
    return {item.title: item for item in services.reporting.candidates(ReportOptions())}


def test_of_many_reflections_two_stories_are_ticked_and_the_rest_is_offered(services: Services) -> None:
    for month in range(1, 5):
        story = month < 4
        services.records.save(
            Reflection(
                title=f"{'Story' if story else 'Page'} {month}",
                date=dt.date(2026, month, 1),
                visibility="exportable",
                sections=(Section("action", "Action", "I asked."), Section("result", "Result", "She told."))
                if story
                else (Section("what", "", "A free page."),),
            )
        )
    found = by_title(services)
    assert {title for title, item in found.items() if item.ticked} == {"Story 2", "Story 3"}
    assert {item.hint for item in found.values() if not item.ticked} == {"more than a review needs"}
    text = text_of(services)
    assert "Story 1" not in text
    assert "Page 4" in text_of(services, ReportOptions(selected=frozenset((found["Page 4"].id,))))


def test_of_much_feedback_the_three_newest_answers_are_ticked_newest_first(services: Services) -> None:
    giver = services.records.save(consented("Dr Alma Rey"))
    for day in range(1, 6):
        response = "" if day == 5 else f"Answer {day}."
        made = dataclasses.replace(heard("Slower.", giver, response=response), date=dt.date(2026, 3, day))
        kept = services.records.save(dataclasses.replace(made, title=f"Piece {day}"))
        if day == 5:
            services.records.save(ActionItem(title="Slow down", origin=kept.id, visibility="exportable"))
    found = by_title(services)
    assert {title for title, item in found.items() if item.ticked and item.type == "feedback"} == {
        "Piece 2",
        "Piece 3",
        "Piece 4",
    }
    text = text_of(services)
    assert text.index("Answer 4.") < text.index("Answer 3.") < text.index("Answer 2.")
    assert "Answer 1." not in text


def test_what_came_of_it_lists_results_and_counts_the_rest(services: Services) -> None:
    for number in range(1, 8):
        services.records.save(activity(f"Work {number}", number, output=f"Sheet {number}"))
    services.records.save(activity("Without result", 40))
    text = text_of(services)
    assert "Without result" not in text
    assert "Sheet 2" not in text
    assert all(f"Sheet {number}" in text for number in range(3, 8))
    assert "8 activities, 68 hours" in text
    few = frozenset(
        item.id for title, item in by_title(services).items() if title in ("Work 1", "Without result")
    )
    assert "Without result" in text_of(services, ReportOptions(selected=few))
    assert "3 further activities, 43 hours, are in the totals." in text


def test_the_names_of_research_roles_are_not_broken(services: Services) -> None:
    longest = sorted(CHOICES["credit"], key=lambda role: -max(map(len, CHOICES["credit"][role].split())))[:4]
    for role in longest:
        services.records.save(activity(f"Work on {role}", 1, output="A sheet", credit=(role,)))
    text = text_of(services)
    words = {word for role in longest for word in CHOICES["credit"][role].split()}
    assert "Conceptualization" in words
    assert words - set(text.split()) == set()


def test_many_meetings_are_counted_by_whom_they_were_with(services: Services) -> None:
    mentor = services.records.save(consented("Dr Alma Rey"))
    other = services.records.save(person("Zoë Quill", role_label="Trial manager"))
    for day in range(1, 8):
        services.records.save(
            Meeting(
                title=f"Talk {day}",
                date=dt.date(2026, 3, day),
                status="held",
                people=(mentor.id if day > 2 else other.id,),
                visibility="exportable",
            )
        )
    text = text_of(services)
    assert "7 meetings held, one every 1 day: 5 with Dr Alma Rey and 2 with Trial manager." in text
    assert "Talk" not in text


def test_of_many_milestones_those_that_moved_or_are_open_are_listed(services: Services) -> None:
    aim = goal(services, "Finish the protocol")
    for number in range(12):
        services.records.save(
            Milestone(title=f"On time {number}", goal=aim.id, due=DAY, done_on=DAY, visibility="exportable")
        )
    for title, done, slipped in (("Late", dt.date(2026, 3, 20), "The form came back."), ("Ahead", None, "")):
        services.records.save(
            Milestone(
                title=title, goal=aim.id, due=DAY, done_on=done, slipped=slipped, visibility="exportable"
            )
        )
    text = text_of(services)
    assert "Late. The form came back." in text
    assert "Ahead" in text
    assert "On time" not in text
    assert "12 further ones, reached within a week of the first plan, are in the figure." in text


def test_the_samples_year_is_a_cover_and_five_pages(services: Services) -> None:
    write_sample(services.journal, NOW.date())
    options = ReportOptions(purpose="Annual review", since=dt.date(2025, 4, 15), until=NOW.date())
    texts = page_texts(drawn(services, options))
    assert 4 <= len(texts) <= 6
    assert min(map(len, texts[1:])) > 600


def test_an_excerpt_keeps_the_end_of_a_story_and_cuts_no_sentence() -> None:
    story = tuple(
        Section(tag, tag.title(), text)
        for tag, text in (
            ("action", "I asked five people. " + "Then I asked again. " * 20),
            ("result", "They agreed. The form went out."),
            ("learned", "Ask sooner."),
        )
    )
    parts, cut = excerpt(story, 18)
    assert cut
    assert [part.text for part in parts] == [
        "I asked five people. Then I asked again.",
        "They agreed. The form went out.",
        "Ask sooner.",
    ]
    assert excerpt(story[1:], 20) == (story[1:], False)
    assert excerpt((Section("what", "", "One long sentence without an end"),), 3)[0][0].text == (
        "One long sentence …"
    )
