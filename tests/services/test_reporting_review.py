"""An annual review tells a supervisor what was planned, what became of it and why, and leaves room to answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Visibility
from mentorjournal.model.types import Attachment, Feedback, Meeting, Milestone, Reflection
from mentorjournal.reports.blocks import Heading, Lead, RuledLines, Table
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.making import Made
from tests.services.reporting_journal import (
    DAY,
    activity,
    consented,
    drawn,
    everything,
    goal,
    heard,
    page,
    person,
)

OPTIONS = ReportOptions(document="review")
SECRET = "Zephyrine"


def story(title: str, day: dt.date) -> Reflection:
    parts = (("what", "Situation"), ("task", "Task"), ("action", "Action"), ("result", "Result"))
    sections = tuple(Section(tag, heading, f"{title}, told as {heading.lower()}.") for tag, heading in parts)
    return Reflection(title=title, date=day, sections=sections, visibility="exportable")


def made_of(services: Services, **given: Any) -> Made:
    return services.reporting.make(dataclasses.replace(OPTIONS, **given))


def blocks(made: Made, kind: type[Any]) -> list[Any]:
    return [block for block in made.document.blocks if isinstance(block, kind)]


def headings(made: Made) -> list[str]:
    return [block.text for block in blocks(made, Heading) if block.level == 1]


@pytest.fixture
def full(services: Services) -> Services:
    """A year with a bit of everything, some of which may not leave."""
    save = services.records.save
    services.profile.save(Owner("Amara Osei", "mentee", "Third year", "School of Medicine"))
    helena = save(consented("Helena Brandt", roles=("mentor",)))
    hidden = save(person("Ignatius Vellacott", display="omit"))
    aim = goal(
        services, "Defend my sample size", why="Every reader asks.", status="achieved", closed_on=dt.date(2026, 3, 9),
        target=dt.date(2026, 2, 1), changed_in_me="I stopped treating statistics as a checkpoint.",
        help_asked=f"{SECRET} help",
    )  # fmt: skip
    for number in range(4):
        save(
            Milestone(
                title=f"Draft {number}", goal=aim.id, original_due=DAY, due=DAY,
                done_on=DAY + dt.timedelta(days=10 * number), slipped=f"Reason {number}", visibility="exportable",
            )
        )  # fmt: skip
    save(Milestone(title=f"{SECRET} milestone", goal=aim.id, due=DAY))
    goal(services, "Present without notes", target=dt.date(2026, 12, 1), help_asked="Watch me on the day.")
    course = save(activity("Short course", 12, category="learning", output="Certificate"))
    given: tuple[tuple[str, Visibility], ...] = (
        ("certificate.pdf", "exportable"),
        (f"{SECRET}.pdf", "private"),
    )
    for name, visibility in given:
        file = services.attachments.add_bytes(course.id, name, b"%PDF-1.4 nothing")
        save(dataclasses.replace(services.records.get(Attachment, file.id), visibility=visibility))
    save(heard("Begin with the picture.", helena, consent="given", response="I drew it first."))
    save(
        dataclasses.replace(
            heard(f"{SECRET} words", hidden, response="I listened."), on_what="The plan", title="B"
        )
    )
    save(Feedback(title=f"{SECRET} advice", direction="given", date=DAY, visibility="exportable"))
    for number in (1, 2, 3):
        save(story(f"Story {number}", DAY + dt.timedelta(days=number)))
    save(page("What I keep", f"Ignatius Vellacott waited. {'Long. ' * 300}"))
    save(page(f"{SECRET} page", SECRET, visibility="private"))
    for number in range(3):
        save(
            Meeting(
                title="Monthly", status="held", minutes=60, spent=45 if number else None, people=(helena.id,),
                date=DAY + dt.timedelta(days=30 * number), visibility="exportable", notes=f"{SECRET} notes",
            )
        )  # fmt: skip
    return services


def test_it_has_the_parts_of_a_review_in_their_order(full: Services) -> None:
    made = made_of(full, own_words="A year of questions.")
    assert headings(made) == [
        "Summary",
        "Goals: planned, reached, changed",
        "Work done",
        "Skills, and feedback acted on",
        "What I am proud of",
        "Mentoring",
        "Looking back",
        "Next year, and the support I ask for",
        "Evidence",
        "Comments",
    ]
    assert blocks(made, RuledLines)
    assert made.document.cover is not None
    assert made.document.cover.signatures == ("Amara Osei, date", "Mentor or supervisor, date")


def test_goals_say_what_was_planned_what_became_of_it_and_why(full: Services) -> None:
    (goals,) = [one for one in blocks(made_of(full), Table) if one.caption.startswith("Goals of the period")]
    title, why, became, changed = goals.rows[0]
    assert (title, why) == ("Defend my sample size", "Every reader asks.")
    assert became == "Planned for 1 Feb 2026\nAchieved 9 Mar 2026\n4 of 4 milestones reached"
    assert changed.splitlines() == [
        "Draft 2: 22 Mar 2026 instead of 2 Mar 2026. Reason 2",
        "Draft 3: 1 Apr 2026 instead of 2 Mar 2026. Reason 3",
        "1 further one later than first planned.",
        "I stopped treating statistics as a checkpoint.",
    ]


def test_stories_stand_apart_and_the_newest_is_taken_until_more_are_ticked(full: Services) -> None:
    told = [block.text for block in blocks(made_of(full), Heading) if block.level == 2]
    assert [text for text in told if text.startswith("Story")] == ["Story 3 (5 March 2026)"]
    assert sum("What I keep" in text for text in told) == 1
    every = frozenset(item.id for item in full.reporting.candidates(OPTIONS) if item.offered)
    told = [block.text for block in blocks(made_of(full, selected=every), Heading) if block.level == 2]
    assert sum(text.startswith("Story") for text in told) == 3


def test_mentoring_counts_what_the_timer_counted(full: Services) -> None:
    text = str(made_of(full).document)
    assert "3 meetings held with 1 person, 2.5 hours." in text
    assert "3 meetings held, 2.5 hours." in text


def test_files_that_may_leave_are_named_with_what_they_belong_to(full: Services) -> None:
    (files,) = [one for one in blocks(made_of(full), Table) if one.caption.startswith("Files behind")]
    assert files.rows == (("E1", "certificate.pdf", "Activity: Short course"),)


def test_nothing_private_is_in_the_file_and_the_same_clock_gives_the_same_bytes(full: Services) -> None:
    every = frozenset(item.id for item in full.reporting.candidates(OPTIONS))
    for options in (OPTIONS, dataclasses.replace(OPTIONS, selected=every, paper="letter")):
        data = drawn(full, options)
        text = everything(data)
        assert "Helena Brandt" in text
        assert "Vellacott" not in text
        assert f"{SECRET} words" not in text
        hidden = (f"{SECRET} {what}" for what in ("milestone", "advice", "page", "notes"))
        assert not [what for what in hidden if what in text]
        assert f"{SECRET}.pdf" not in text
        assert drawn(full, options) == data


def test_an_empty_journal_is_refused_with_a_sentence(services: Services) -> None:
    with pytest.raises(ReportError, match="choose “Exportable”"):
        services.reporting.make(OPTIONS)


def test_a_section_without_anything_is_not_there(services: Services) -> None:
    services.records.save(activity("Alone", 2, category="research"))
    made = made_of(services)
    assert headings(made) == ["Summary", "Work done", "Comments"]
    assert not blocks(made, Lead)


def test_two_hundred_goals_and_markup_are_set_as_they_are(services: Services) -> None:
    for number in range(200):
        goal(services, f"<i>Goal</i> & {number:03}", why="*why* <b>not</b>", target=DAY)
    text = everything(drawn(services, OPTIONS))
    assert all(f"<i>Goal</i> & {number:03}" in text for number in range(200))
