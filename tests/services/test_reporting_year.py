"""The year in review: what may stand in it, what the copy for oneself holds, and that a refusal keeps its lesson."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Connection, Goal, Insight, Meeting, Opportunity, Skill, SkillRating
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.usual import CLINICAL
from tests.services.reporting_journal import consented, goal, heard, page, person, text_of

READ = ReportOptions(document="year", since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31))
OWN = replace(READ, own_copy=True)
OUT: Final = "exportable"


def test_a_year_tells_what_was_reached_learned_refused_and_what_is_next(services: Services) -> None:
    done = goal(services, "Defend a sample size", status="achieved", changed_in_me="Doubt is a tool.")
    services.records.save(replace(done, closed_on=dt.date(2026, 5, 4)))
    goal(services, "Write the protocol", start=dt.date(2026, 10, 1), target=dt.date(2027, 3, 1))
    services.records.save(Insight(title="Silence is an answer.", date=dt.date(2026, 4, 2), visibility=OUT))
    refused = Opportunity(
        title="Travel grant",
        stage="rejected",
        applied_on=dt.date(2026, 2, 1),
        decided_on=dt.date(2026, 3, 1),
        lesson="Name the price early.",
        visibility=OUT,
    )
    services.records.save(refused)
    printed = text_of(services, READ)
    for words in (
        *("My year 2026", "One goal reached", "Reached on 4 May 2026", "Doubt is a tool."),
        *("Silence is an answer.", "Rejected", "Name the price early.", "Write the protocol"),
    ):
        assert words in printed


def test_names_and_quotations_stand_only_as_people_agreed(services: Services) -> None:
    ada, ben = services.records.save(person("Ada Quill")), services.records.save(consented("Ben Rowe"))
    services.records.save(heard("Speak slower.", ada, response="I did."))
    services.records.save(heard("You kept your nerve.", ben, consent="given"))
    services.records.save(
        Connection(title="The lab", introducer=ada.id, date=dt.date(2026, 3, 3), visibility=OUT)
    )
    printed = text_of(services, READ)
    assert "You kept your nerve." in printed
    assert "Ben Rowe" in printed
    assert "for an introduction (The lab)" in printed
    assert "Speak slower." not in printed
    assert "Ada" not in printed


def test_the_copy_for_oneself_holds_private_records_and_says_that_it_is_not_to_be_handed_on(
    services: Services,
) -> None:
    services.records.save(Insight(title="I was afraid of him.", date=dt.date(2026, 4, 2)))
    services.records.save(Insight(title="A secret of the ward.", date=dt.date(2026, 4, 3), confidential=True))
    kept = page("Kept", "", date=dt.date(2026, 5, 5), template="kept_words", visibility="private")
    services.records.save(replace(kept, sections=(Section("what", "The words", "You will be fine."),)))
    with pytest.raises(ReportError):
        services.reporting.make(READ)
    printed = text_of(services, OWN)
    for words in ("I was afraid of him.", "You will be fine.", "For myself, not to be handed on."):
        assert words in printed
    assert "A secret of the ward." not in printed
    assert services.reporting.make(OWN).own_copy


def test_skills_show_the_first_and_the_last_own_rating_of_the_year(services: Services) -> None:
    skill = services.records.save(Skill(title="Listening", visibility=OUT))
    for day, level, by in ((2, 2.0, "self"), (9, 4.0, "self"), (10, 5.0, "mentor")):
        services.records.save(
            SkillRating(skill=skill.id, level=level, rated_by=by, date=dt.date(2026, day, 1), visibility=OUT)
        )
    printed = text_of(services, READ)
    assert "2 with help, 1 Feb 2026" in printed
    assert "4 when it is hard, too, 1 Sep 2026" in printed
    assert "One skill rated higher than before." in printed


def test_what_lies_outside_of_the_year_is_not_in_it(services: Services) -> None:
    goal(
        services,
        "Old goal",
        start=dt.date(2025, 1, 1),
        status="achieved",
        closed_on=dt.date(2025, 6, 1),
    )
    later = Goal(title="Later", start=dt.date(2026, 2, 1), status="achieved", visibility=OUT)
    services.records.save(replace(later, closed_on=dt.date(2027, 2, 1)))
    services.records.save(
        Meeting(title="Old", date=dt.date(2025, 4, 4), status="held", minutes=60.0, visibility=OUT)
    )
    printed = text_of(services, READ)
    assert "Old" not in printed
    assert "Next year Later." in printed


def test_a_clinical_page_says_so_and_kept_words_say_where_they_may_stand(services: Services) -> None:
    services.records.save(page("On the ward", "Bed four.", date=dt.date(2026, 5, 5), clinical=True))
    services.records.save(page("Kept", "You will be fine.", date=dt.date(2026, 5, 5), template="kept_words"))
    services.records.save(Insight(title="Ask first.", date=dt.date(2026, 4, 2), visibility=OUT))
    hints = {one.title: one.hint for one in services.reporting.candidates(READ)}
    assert hints["On the ward"] == CLINICAL
    assert "You will be fine." not in text_of(services, READ)
    assert any("kept words" in remark for remark in services.reporting.make(READ).remarks)
    assert not any("kept words" in remark for remark in services.reporting.make(OWN).remarks)
