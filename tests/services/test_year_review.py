"""A year on the screen: the same sums as on paper, and the years there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.model.types import (
    Connection,
    Insight,
    Meeting,
    Milestone,
    Opportunity,
    Project,
    Skill,
    SkillRating,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.making import desk_for
from mentorjournal.services.reporting.year import counted_of
from mentorjournal.services.year_sums import YearNumbers, headline, sentences, span_of, year_name
from tests.services.reporting_journal import NOW, activity, consented, goal, heard, page

SINCE, UNTIL = span_of(2026)


def fill(services: Services) -> None:
    """A little of everything, private and not; something of the year before, too."""
    done = goal(services, "Reached", 1, status="achieved")
    services.records.save(replace(done, closed_on=dt.date(2026, 5, 4)))
    gone = goal(services, "Let go", status="dropped", visibility="private")
    services.records.save(replace(gone, closed_on=dt.date(2026, 6, 4)))
    goal(services, "Ahead", start=dt.date(2026, 9, 1))
    ben = services.records.save(consented("Ben Rowe"))
    for year, minutes, spent in ((2026, 60.0, None), (2026, 30.0, 45.0), (2025, 60.0, None)):
        services.records.save(
            Meeting(
                title="Met",
                date=dt.date(year, 3, 3),
                status="held",
                minutes=minutes,
                spent=spent,
                people=(ben.id,),
            )
        )
    services.records.save(activity("Ward", 5.0, category="clinical"))
    services.records.save(activity("Reading", 2.5, category="learning", visibility="private"))
    services.records.save(Insight(title="Ask first.", date=dt.date(2026, 1, 1)))
    services.records.save(heard("Good.", ben, response="Done."))
    services.records.save(page("A page", "Text."))
    for secret in (False, True):
        study = services.records.save(Project(title="Study", confidential=secret))
        services.records.save(
            Milestone(title="Data in", project=study.id, done_on=dt.date(2026, 7, 1), confidential=secret)
        )
    skill = services.records.save(Skill(title="Listening"))
    for month, level in ((2, 2.0), (9, 4.0)):
        services.records.save(SkillRating(skill=skill.id, level=level, date=dt.date(2026, month, 1)))
    services.records.save(
        Opportunity(title="Grant", stage="rejected", decided_on=dt.date(2026, 12, 31), lesson="Earlier.")
    )
    services.records.save(Connection(title="The lab", introducer=ben.id, date=dt.date(2026, 3, 3)))


def test_screen_and_own_copy_count_the_same(services: Services) -> None:
    fill(services)
    year = services.year_reviews.year(2026)
    options = ReportOptions(document="year", own_copy=True, since=SINCE, until=UNTIL)
    with services.journal.reading() as reader:
        paper = counted_of(desk_for(reader, options, NOW))
    assert (year.numbers.milestones, paper.milestones) == (2, 1)
    assert replace(paper, milestones=2) == replace(year.numbers, pages=0)
    assert (year.numbers.reached, year.numbers.let_go, year.numbers.meetings) == (1, 1, 2)
    assert (year.numbers.meeting_hours, year.numbers.hours, year.numbers.skills) == (1.75, 7.5, 1)
    assert [line.title for line in year.ahead] == ["Ahead"]
    assert [(line.title, line.more) for line in year.chances] == [("Grant", "Earlier.")]
    assert [(line.title, line.name) for line in year.thanks] == [("The lab", "Ben Rowe")]
    assert [(one.name, one.times) for one in year.met] == [("Ben Rowe", 2)]


def test_years_are_those_with_anything_in_them_by_the_month_they_begin_in(services: Services) -> None:
    today = dt.date(2026, 4, 14)
    assert services.year_reviews.years(today) == (2026,)
    services.records.save(page("Old", "Text.", date=dt.date(2024, 8, 31)))
    services.records.save(page("Ahead", "Text.", date=dt.date(2031, 1, 1)))
    assert services.year_reviews.years(today) == (2026, 2024)
    assert services.year_reviews.years(today, 9) == (2025, 2023)
    assert services.year_reviews.year(2022).empty


def test_a_year_is_said_in_words_and_nothing_is_said_of_what_was_not_there() -> None:
    said = YearNumbers(reached=1, meetings=18, people=2, meeting_hours=13.1666, applied=2, rejected=1)
    assert headline(said) == "One goal reached and 18 meetings."
    assert list(sentences(said)) == [
        "One goal reached.",
        "18 meetings with two people, 13.2 hours in all.",
        "Two applications: one refused and one without an answer yet.",
    ]
    assert headline(YearNumbers()) == ""
    assert year_name(*span_of(2025, 9)) == "2025/26"
    assert year_name(*span_of(2025)) == "2025"
