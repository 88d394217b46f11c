"""A mentor's private page: what I promised, what to notice, what to offer, and what I want to learn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mentorjournal.model.types import (
    Agreement,
    Connection,
    Decision,
    Goal,
    Meeting,
    Milestone,
    Outcome,
    Person,
    Question,
    Relationship,
    Resource,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.preparing.brief import MENTOR_PARTS
from mentorjournal.services.preparing.coaching import another, questions, suiting, two_for
from tests.services.preparing_steps import TODAY, Pair, day, line_of, lines, pair, ticked


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services, "mentor")


def test_the_window_follows_my_role_in_this_relationship(services: Services) -> None:
    as_mentor, as_mentee, as_peer = (pair(services, role) for role in ("mentor", "mentee", "peer"))
    assert [two.brief().side for two in (as_mentor, as_mentee, as_peer)] == ["mentor", "mentee", "mentee"]
    assert [part.key for part in as_mentor.brief().parts] == list(MENTOR_PARTS)


def test_without_a_relationship_the_roles_of_the_person_decide(services: Services) -> None:
    zoe = services.records.save(Person(title="Zoe", roles=("mentee",)))
    meeting = services.records.save(Meeting(date=day(1), people=(zoe.id,)))
    assert services.preparing.brief(meeting.id, TODAY).side == "mentor"


def test_who_they_are_and_what_they_are_working_on(two: Pair) -> None:
    services = two.services
    services.records.amend(two.person.id, {"position": "Medical student", "organisation": "North School"})
    for number in range(3):
        two.save(Goal(title=f"Goal {number}", people=(two.person.id,), target=day(30 + number)))
    two.save(Goal(title="My own"))
    brief = two.brief()
    assert ticked(brief, "who") == [
        "Medical student, North School",
        "Goal 0 (14 May)",
        "Goal 1 (15 May)",
    ]
    assert len(lines(brief, "who")) == 4


def test_the_last_three_meetings_give_their_objective_first_line_and_decisions(two: Pair) -> None:
    for number in range(4):
        two.save(
            Meeting(
                date=day(-40 - number),
                status="held",
                people=(two.person.id,),
                objective=f"Objective {number}",
                notes="# Head\n\n- first line\n- second line",
            )
        )
    two.save(Decision(title="d", choice="the smaller study", meeting=two.last.id))
    assert lines(two.brief(), "meetings") == [
        "Last time",
        "Decided: the smaller study",
        "Objective 0 — first line",
        "Objective 1 — first line",
    ]


def test_what_i_promised_is_mine_and_what_they_owe_late_is_a_signal(two: Pair) -> None:
    two.action("Read the draft", due=day(-2))
    two.action("Write to the anatomy office", done_on=day(-3))
    two.action("Send the draft", owner=two.person.id, due=day(-1))
    two.action("Next draft", owner=two.person.id, due=day(9))
    brief = two.brief()
    assert lines(brief, "promised") == ["Read the draft", "Write to the anatomy office"]
    assert lines(brief, "signals") == ["Late: Send the draft"]


def test_their_open_questions_are_there(two: Pair) -> None:
    two.save(Question(title="How do you choose?", people=(two.person.id,)))
    two.save(Question(title="Asked then", meeting=two.last.id))
    two.save(Question(title="Unrelated"))
    assert sorted(lines(two.brief(), "questions")) == ["Asked then", "How do you choose?"]


@pytest.mark.parametrize("my_role", ["mentor", "mentee"])
def test_a_question_is_open_until_it_is_marked_as_answered(services: Services, my_role: str) -> None:
    two = pair(services, my_role)
    asked = two.save(Question(title="Why?", for_whom=two.person.id, answer="Half an answer"))
    assert lines(two.brief(), "questions") == ["Why?"]
    services.follow_up.answer(asked.id, two.last.id, "Because", day(0))
    assert lines(two.brief(), "questions") == []


def test_signals_name_slips_gaps_a_rough_patch_and_a_review(services: Services) -> None:
    two = pair(services, "mentor", cadence="fortnightly", rough=True, paused_until=day(3))
    goal = two.save(Goal(title="g", people=(two.person.id,)))
    two.save(Milestone(title="Chapter two", goal=goal.id, due=day(-8)))
    two.save(Milestone(title="Mine", due=day(-8)))
    two.save(Agreement(title="a", relationship=two.tie.id, number=1, review_on=day(9)))
    two.save(Agreement(title="a", relationship=two.tie.id, number=2, review_on=day(-9)))
    brief = two.brief()
    assert lines(brief, "signals") == [
        "Slipped: Chapter two",
        "5 weeks since we last met",
        "We called this a rough patch",
        "Paused until 17 Apr",
        "Look at our agreement again",
    ]
    assert ticked(brief, "signals") == lines(brief, "signals")


def test_without_anything_to_notice_there_is_no_signal(two: Pair) -> None:
    two.save(Agreement(title="a", relationship=two.tie.id, number=1, review_on=day(-9)))
    two.save(Agreement(title="a", relationship=two.tie.id, number=2, review_on=day(9)))
    assert lines(two.brief(), "signals") == []


def test_what_was_noticed_stands_where_it_belongs(two: Pair) -> None:
    other = two.save(Person(title="Somebody else"))
    for kind in ("aspiration", "win", "credit", "talent", "boundary", "learned"):
        two.noticed(kind, kind)
        two.noticed(kind, f"of another: {kind}", person=other.id)
    two.noticed("credit", "thanked for", followed="Said so in the round")
    two.noticed("hard_date", "Her exam", date=day(9))
    two.noticed("hard_date", "An exam next year", date=day(300))
    two.save(Outcome(title="Poster", person=two.person.id, date=day(-2)))
    two.services.records.amend(two.tie.id, {"dual_role": "I mark her year.\nMore."})
    brief = two.brief()
    assert ticked(brief, "aspirations") == ["aspiration"]
    assert sorted(ticked(brief, "credit")) == ["Her exam", "Poster", "credit", "talent", "win"]
    assert line_of(brief, "Her exam").badge == "hard day, 23 Apr"
    assert (line_of(brief, "talent").badge, line_of(brief, "win").badge) == ("talent I see", "win")
    assert lines(brief, "boundaries") == ["boundary", "I mark her year."]
    assert ticked(brief, "boundaries") == []
    assert lines(brief, "learn") == ["What does Zoe know or see that I do not?", "learned"]


def test_what_to_offer_are_open_introductions_and_what_shares_a_tag_or_a_goal(two: Pair) -> None:
    services = two.services
    goal = two.save(Goal(title="g", people=(two.person.id,)))
    services.records.set_tags(goal.id, ["statistics"])
    two.save(Connection(title="to the trials unit", introduced=two.person.id))
    two.save(Connection(title="done", introduced=two.person.id, followed_on=day(-1)))
    book = two.save(Resource(title="Small samples", visibility="exportable"))
    services.records.set_tags(book.id, ["statistics"])
    two.save(Resource(title="For the goal", goal=goal.id))
    two.save(Resource(title="Unrelated"))
    adviser = two.save(Person(title="Dr Lim"))
    services.records.set_tags(adviser.id, ["statistics"])
    brief = two.brief()
    assert sorted(lines(brief, "offer")) == [
        "Dr Lim",
        "For the goal",
        "Introduction: to the trials unit",
        "Small samples",
    ]
    assert sorted(ticked(brief, "offer")) == ["Introduction: to the trials unit", "Small samples"]


def test_two_questions_to_ask_are_of_one_model_and_stay_for_a_meeting(two: Pair) -> None:
    brief = two.brief()
    asked = [line.text for line in brief.part("coaching").lines]
    assert len(set(asked)) == 2
    assert asked == lines(two.brief(), "coaching")
    models = {line.badge.split(",")[0] for line in brief.part("coaching").lines}
    assert len(models) == 1
    assert models <= {"GROW", "OSCAR", "CLEAR"}


@pytest.mark.parametrize(
    "phase", ["search", "initiation", "cultivation", "separation", "redefinition", "closed"]
)
def test_questions_suit_the_phase(phase: str) -> None:
    known = {item.phase for item in suiting(phase)}
    wanted = {"search": "initiation", "closed": "redefinition"}.get(phase, phase)
    assert known <= {wanted, "any"}
    seen = {item.text for number in range(300) for item in two_for(f"meeting {number}", phase)}
    assert len(seen) > 10


def test_another_question_is_one_that_is_not_shown(two: Pair) -> None:
    prepare = two.services.preparing
    seen = set()
    for _ in range(6):
        line = two.brief().part("coaching").lines[0]
        seen.add(line.text)
        text = prepare.another_question(two.next.id, line, TODAY)
        first, second = lines(two.brief(), "coaching")
        assert first == text
        assert first != second
    assert len(seen) == 6
    two.services.history.undo()
    assert lines(two.brief(), "coaching")[0] in seen
    assert another({item.text for item in questions()}, "mine", "any") == "mine"


def test_a_mentors_page_says_that_it_is_private_and_a_mentees_does_not(services: Services) -> None:
    assert "not for handing over" in pair(services, "mentor").paper()
    assert "not for handing over" not in pair(services, "mentee").paper()


def test_a_group_is_gathered_for_everybody_and_each_line_says_whom_it_concerns(two: Pair) -> None:
    services = two.services
    ben = two.save(Person(title="Ben Okafor", short_name="Ben", position="Intern"))
    services.records.amend(two.person.id, {"position": "Student"})
    two.save(Relationship(person=ben.id, my_role="mentor", kind="group", phase="cultivation"))
    group = two.save(Meeting(date=day(4), people=(two.person.id, ben.id)))
    two.noticed("aspiration", "To teach")
    two.noticed("aspiration", "To run a lab", person=ben.id)
    brief = services.preparing.brief(group.id, TODAY)
    found: dict[str, Any] = {
        line.text: (line.whom, line.ticked)
        for key in ("who", "aspirations")
        for line in brief.part(key).lines
    }
    assert found == {
        "Student": ("Zoe", True),
        "Intern": ("Ben", True),
        "To teach": ("Zoe", True),
        "To run a lab": ("Ben", True),
    }
    assert brief.names == "Zoe Marchetti, Ben Okafor"
    assert brief.first


def test_a_day_of_several_meetings_is_in_the_order_of_their_times(two: Pair) -> None:
    services = two.services
    late = two.save(Meeting(title="Late", date=day(2), at=dt.time(15, 0), people=(two.person.id,)))
    early = two.save(Meeting(title="Early", date=day(2), at=dt.time(8, 0)))
    two.save(Meeting(title="Cancelled", date=day(2), at=dt.time(9, 0), status="cancelled"))
    two.save(Meeting(title="Another day", date=day(3)))
    found = services.preparing.day(day(2), TODAY)
    assert [brief.meeting for brief in found] == [early.id, two.next.id, late.id]
    assert services.preparing.day(day(20), TODAY) == ()
