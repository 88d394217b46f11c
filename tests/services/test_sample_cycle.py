"""Both sample journals hold a living mentoring cycle: found, agreed, prepared, met, followed up, closed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    Activity,
    Advice,
    Agreement,
    BriefLine,
    Connection,
    Decision,
    Goal,
    Insight,
    Meeting,
    Observation,
    Outcome,
    Pulse,
    Question,
    Relationship,
)
from mentorjournal.services.instruments import instrument
from mentorjournal.services.sample import Sample, sample_records
from tests.services.sample_reading import SIDES, TODAY, days_on, of

MENTEE = {
    "reflection": 42,
    "template": 1,
    "insight": 9,
    "question": 9,
    "advice": 7,
    "decision": 4,
    "observation": 20,
    "goal": 6,
    "milestone": 22,
    "action": 39,
    "meeting": 23,
    "agenda_item": 23,
    "brief_line": 3,
    "feedback": 10,
    "resource": 11,
    "person": 19,
    "relationship": 10,
    "agreement": 4,
    "pulse": 30,
    "connection": 5,
    "outcome": 3,
    "plan": 1,
    "skill": 5,
    "rating": 8,
    "framework": 1,
    "opportunity": 5,
    "career_option": 4,
    "career_step": 9,
    "project": 3,
    "sponsorship": 2,
    "activity": 24,
    "attachment": 7,
    "scheme": 2,
    "claim": 13,
    "recommendation": 2,
    "layout": 1,
    "manifest": 1,
}
MENTOR = {
    "reflection": 11,
    "template": 1,
    "insight": 5,
    "question": 5,
    "advice": 5,
    "decision": 3,
    "observation": 26,
    "goal": 8,
    "milestone": 15,
    "action": 22,
    "meeting": 25,
    "agenda_item": 6,
    "brief_line": 2,
    "feedback": 5,
    "resource": 4,
    "person": 11,
    "relationship": 7,
    "agreement": 4,
    "pulse": 20,
    "connection": 5,
    "outcome": 9,
    "plan": 1,
    "skill": 3,
    "rating": 4,
    "framework": 1,
    "opportunity": 3,
    "career_option": 2,
    "career_step": 5,
    "project": 2,
    "sponsorship": 2,
    "activity": 14,
    "attachment": 1,
    "scheme": 2,
    "claim": 10,
    "recommendation": 4,
    "layout": 1,
    "manifest": 1,
}


@pytest.fixture(scope="module")
def mentee() -> Sample:
    return sample_records(TODAY)


@pytest.fixture(scope="module")
def mentor() -> Sample:
    return sample_records(TODAY, side="mentor")


@pytest.fixture(scope="module", params=SIDES)
def either(request: pytest.FixtureRequest) -> Sample:
    """The sample of each side in turn."""
    return sample_records(TODAY, side=request.param)


def counts(sample: Sample) -> dict[str, int]:
    return {name: n for name, n in Counter(r.TYPE for r in sample.records).items() if name != "tag"}


EXCHANGED = {"packet", "comment"}
"""What only comes about between two journals: a file that went out, and what came back in one."""


def test_every_type_of_the_model_is_in_the_mentees(mentee: Sample) -> None:
    assert counts(mentee) == MENTEE
    assert {record.TYPE for record in mentee.records} == set(RECORD_TYPES) - EXCHANGED


def test_every_type_of_the_model_is_in_the_mentors(mentor: Sample) -> None:
    assert counts(mentor) == MENTOR
    assert {record.TYPE for record in mentor.records} == set(RECORD_TYPES) - EXCHANGED
    assert mentor.profile["role"] == "mentor"


def test_the_two_journals_have_no_record_in_common(mentee: Sample, mentor: Sample) -> None:
    assert not {r.id for r in mentee.records} & {r.id for r in mentor.records}


def test_the_mentee_searches_has_mentors_mentors_others_and_has_closed_well(mentee: Sample) -> None:
    ties = of(mentee, Relationship)
    search = [tie for tie in ties if tie.phase == "search"]
    assert Counter(tie.stage for tie in search) == {"candidate": 1, "contacted": 1, "met": 2, "declined": 1}
    fits = {pulse.about for pulse in of(mentee, Pulse) if pulse.instrument == "fit"}
    assert {tie.id for tie in search if tie.stage == "met"} <= fits
    assert {tie.my_role for tie in ties} == {"mentee", "mentor"}
    closed = next(tie for tie in ties if tie.phase == "closed")
    assert all((closed.closed_on, closed.closing_words, closed.achievements, closed.thanks, closed.future))


def test_the_mentor_has_five_mentees_one_rough_one_paused_and_one_near_the_end(mentor: Sample) -> None:
    ties = of(mentor, Relationship)
    mentees = [tie for tie in ties if tie.my_role == "mentor" and tie.phase != "closed"]
    assert len(mentees) == 5
    assert [tie.rough for tie in mentees].count(True) == 1
    assert [tie.paused_until for tie in mentees if tie.paused_until] == [days_on(25)]
    assert [tie.planned_end for tie in mentees if tie.phase == "separation"] == [days_on(41)]
    assert {tie.my_role for tie in ties} == {"mentor", "peer"}


def test_agreements_come_in_versions_whose_reviews_come_up(mentee: Sample) -> None:
    agreements = {agreement.id: agreement for agreement in of(mentee, Agreement)}
    second = next(a for a in agreements.values() if a.number == 2)
    assert second.changes
    first = agreements[second.previous or ""]
    assert first.relationship == second.relationship
    assert [s.tag for s in first.sections] == [s.tag for s in second.sections]
    assert first.sections != second.sections
    reviews = [a.review_on for a in agreements.values() if a.review_on and a.review_on >= TODAY]
    assert sorted(reviews) == [days_on(9), days_on(26)]
    assert [a.agreed_by_them for a in agreements.values()].count(None) == 1


def test_self_ratings_fit_their_instruments_stay_confidential_and_show_a_trend(either: Sample) -> None:
    pulses = of(either, Pulse)
    for pulse in pulses:
        scale = instrument(pulse.instrument)
        assert pulse.title == scale.name
        assert [(s.tag, s.heading) for s in pulse.scores] == [(i.key, i.label) for i in scale.items]
        assert all(scale.low <= int(s.text) <= scale.high for s in pulse.scores)
        assert pulse.confidential
    checks = Counter(p.about for p in pulses if p.instrument == "relationship_check")
    assert max(checks.values()) == 3


def test_an_insight_leads_to_a_decision_that_to_a_goal_and_that_to_actions(either: Sample) -> None:
    whole = [
        action.title
        for decision in of(either, Decision)
        for insight in of(either, Insight)
        if decision.origin == insight.id
        for goal in of(either, Goal)
        if goal.origin == decision.id
        for action in of(either, ActionItem)
        if action.goal == goal.id
    ]
    assert whole
    idle = {i.id for i in of(either, Insight)} - {r.origin for r in either.records if hasattr(r, "origin")}
    assert idle


def test_questions_advice_and_decisions_are_open_and_settled(either: Sample) -> None:
    questions = of(either, Question)
    assert all(bool(q.answer) == bool(q.answered_on) for q in questions)
    assert {bool(q.answer) for q in questions} == {True, False}
    assert {a.direction for a in of(either, Advice)} == {"received", "given"}
    decisions = of(either, Decision)
    assert {bool(d.decided_on) for d in decisions} == {True, False}
    assert all(len(d.options) >= 2 and all(o.heading and o.text for o in d.options) for d in decisions)
    assert any(d.review_on and d.review_on >= TODAY and not d.choice for d in decisions)


def test_what_is_noticed_is_of_every_kind(mentee: Sample, mentor: Sample) -> None:
    for sample in (mentee, mentor):
        kinds = {item.kind for item in of(sample, Observation)}
        assert kinds == set(CHOICES["observation_kind"])
        ahead = [o for o in of(sample, Observation) if o.kind == "hard_date" and o.date and o.date > TODAY]
        assert len(ahead) >= 2


def test_introductions_are_thanked_for_or_wait_for_it(either: Sample) -> None:
    links = of(either, Connection)
    assert all(sum(bool(x) for x in (c.introducer, c.introduced, c.to_whom)) >= 1 for c in links)
    assert {bool(c.thanked_on) for c in links} == {True, False}
    assert any(c.follow_up and not c.followed_on for c in links)


def test_outcomes_tell_whose_they_are_and_some_are_joint(either: Sample) -> None:
    outcomes = of(either, Outcome)
    assert all(outcome.person and outcome.relationship for outcome in outcomes)
    assert {outcome.joint for outcome in outcomes} == {True, False}


def test_meetings_are_wrapped_up_but_for_one_and_tell_what_was_given(either: Sample) -> None:
    held = [m for m in of(either, Meeting) if m.status == "held"]
    assert len([m for m in held if not m.wrapped_on]) == 1
    wrapped = [m for m in held if m.wrapped_on]
    assert all(m.date and m.wrapped_on and m.date <= m.wrapped_on < TODAY for m in wrapped)
    assert sum(bool(m.roles_played) for m in wrapped) > 10
    assert sum(bool(m.contributions) for m in wrapped) > 8
    assert sum(bool(m.spent) for m in wrapped) > 10


def test_a_series_repeats_as_its_rule_says(either: Sample) -> None:
    series: dict[str, list[dt.date]] = {}
    for meeting in of(either, Meeting):
        if meeting.series:
            assert meeting.rule == "FREQ=WEEKLY;INTERVAL=4;COUNT=2"
            assert meeting.date is not None
            series.setdefault(meeting.series, []).append(meeting.date)
    assert series
    for days in series.values():
        assert [b - a for a, b in pairwise(sorted(days))] == [dt.timedelta(weeks=4)]


def test_a_promise_was_carried_twice_and_both_sides_owe(either: Sample) -> None:
    open_ones = [action for action in of(either, ActionItem) if action.is_open]
    assert any((action.carried or 0) >= 2 for action in open_ones)
    assert {action.owner is None for action in open_ones} == {True, False}


def test_a_brief_is_edited_by_hand(either: Sample) -> None:
    lines = of(either, BriefLine)
    meetings = {meeting.id: meeting for meeting in of(either, Meeting)}
    assert all(line.meeting and meetings[line.meeting].status == "planned" for line in lines)
    assert any(line.title and not line.source for line in lines)
    assert not any(line.date or line.may_leave for line in lines)


def test_research_hours_name_roles_and_training_as_a_mentor_is_marked(either: Sample) -> None:
    activities = of(either, Activity)
    assert any(activity.credit for activity in activities)
    assert any(activity.relationship for activity in activities)
    assert sum(activity.trains_mentoring for activity in activities) >= 2


def test_two_meetings_and_more_fall_on_one_day_of_the_mentor(mentor: Sample) -> None:
    days = Counter(m.date for m in of(mentor, Meeting) if m.status == "planned")
    assert days[days_on(2)] == 3
    assert any(len(m.people) >= 4 for m in of(mentor, Meeting) if m.status == "planned")
