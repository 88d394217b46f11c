"""The search for a mentor: the board, the fit check with one's own criteria, the first letter and meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import AgendaItem, Meeting, Person, Pulse, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.mentor_search import Criterion, checklist
from mentorjournal.services.messages import Message
from mentorjournal.services.reporting.options import ReportOptions
from tests.storage.helpers import Clock

DAY = dt.date(2026, 4, 14)
FIVES = dict.fromkeys(("field", "knowledge", "comfort", "time", "kindness", "commitment", "mirrors"), 5)


def test_a_candidate_is_a_new_person_and_a_relationship_in_one_step(services: Services) -> None:
    tie = services.mentor_search.add("  Helena   Brandt ")
    assert (tie.phase, tie.stage, tie.my_role) == ("search", "candidate", "mentee")
    assert [person.title for person in services.records.all(Person)] == ["Helena Brandt"]
    assert services.history.undo() == "New candidate: Helena Brandt"
    assert (services.records.all(Person), services.records.all(Relationship)) == ((), ())


def test_somebody_known_is_not_made_twice_and_stands_on_the_board_once(services: Services) -> None:
    person = services.records.save(Person(title="Helena Brandt"))
    first = services.mentor_search.add("helena brandt")
    assert services.mentor_search.add("Helena Brandt") == first
    assert first.person == person.id
    assert len(services.mentor_search.board(DAY).candidates) == 1


def test_a_candidate_without_a_name_is_refused(services: Services) -> None:
    with pytest.raises(InvalidRecord, match="who it is"):
        services.mentor_search.add("   ")


def test_each_move_is_one_step(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    for stage in ("contacted", "met", "declined"):
        services.mentor_search.move(tie.id, stage, DAY)
    assert [item.id for item in services.mentor_search.board(DAY).at("declined")] == [tie.id]
    assert services.history.undo() == "Move to declined"
    assert services.mentor_search.board(DAY).candidates[0].stage == "met"


def test_who_agrees_is_in_initiation_since_today_and_stays_on_the_board(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    agreed = services.mentor_search.move(tie.id, "agreed", DAY)
    assert (agreed.phase, agreed.started_on, agreed.stage) == ("initiation", DAY, "agreed")
    assert len(services.mentor_search.board(DAY).at("agreed")) == 1
    back = services.mentor_search.move(tie.id, "met", DAY)
    assert (back.phase, back.started_on) == ("search", None)


def test_a_day_of_beginning_of_ones_own_stays_through_the_search(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    own = DAY - dt.timedelta(days=400)
    services.records.amend(tie.id, {"started_on": own})
    for stage in ("contacted", "met", "agreed"):
        assert services.mentor_search.move(tie.id, stage, DAY).started_on == own


def test_a_relationship_at_work_is_not_dragged_back_into_the_search(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.move(tie.id, "agreed", DAY)
    services.records.amend(tie.id, {"phase": "cultivation"})
    with pytest.raises(InvalidRecord, match="already at work"):
        services.mentor_search.move(tie.id, "declined", DAY)
    services.records.amend(tie.id, {"phase": "closed"})
    assert services.mentor_search.board(DAY).candidates == ()


def test_a_stage_there_is_not_is_refused(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    with pytest.raises(InvalidRecord, match="no stage"):
        services.mentor_search.move(tie.id, "engaged", DAY)


def test_the_day_of_contact_comes_from_the_history(services: Services, clock: Clock) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    clock.forward(days=3)
    services.mentor_search.move(tie.id, "contacted", DAY)
    clock.forward(days=9)
    services.mentor_search.move(tie.id, "met", DAY)
    assert services.mentor_search.board(DAY).candidates[0].contacted_on == dt.date(2026, 4, 17)
    services.mentor_search.move(tie.id, "candidate", DAY)
    assert services.mentor_search.board(DAY).candidates[0].contacted_on is None


def test_a_contact_taken_back_never_happened(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.records.amend(tie.id, {"purpose": 'She said "stage":"contacted" to me'})
    services.mentor_search.move(tie.id, "contacted", DAY)
    services.history.undo()
    services.mentor_search.move(tie.id, "met", DAY)
    assert services.mentor_search.board(DAY).candidates[0].contacted_on is None


def test_the_fit_is_weighted_by_what_matters_to_the_reader(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.set_criteria(
        (Criterion("time", "Time", 3), Criterion("mine", "Speaks Yoruba", 1), Criterion("out", "Fame", 0)),
        DAY,
    )
    services.mentor_search.rate(tie.id, {"time": 5, "mine": 1, "out": 0}, "", DAY)
    board = services.mentor_search.board(DAY)
    assert board.candidates[0].percent == pytest.approx(100 * 16 / 20)
    assert [item.label for item in board.criteria] == ["Time", "Speaks Yoruba", "Fame"]


def test_what_was_not_rated_counts_neither_for_nor_against(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.rate(tie.id, {"time": 4, "field": None}, "", DAY)
    assert services.mentor_search.board(DAY).candidates[0].percent == pytest.approx(80)


def test_without_weights_there_is_no_result(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.set_criteria((Criterion("time", "Time", 0),), DAY)
    services.mentor_search.rate(tie.id, {"time": 4}, "", DAY)
    assert services.mentor_search.board(DAY).candidates[0].percent is None


def test_a_criterion_renamed_keeps_its_scores_and_one_taken_away_stops_counting(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.rate(tie.id, FIVES | {"field": 0}, "", DAY)
    before = services.mentor_search.criteria()
    kept = tuple(
        Criterion(item.key, "Hours" if item.key == "time" else item.label, item.weight)
        for item in before
        if item.key != "field"
    )
    services.mentor_search.set_criteria(kept, DAY)
    candidate = services.mentor_search.board(DAY).candidates[0]
    assert candidate.percent == pytest.approx(100)
    assert candidate.fit is not None
    assert candidate.fit.value("field") == 0
    services.history.undo()
    assert services.mentor_search.criteria() == before


@pytest.mark.parametrize(
    "criteria", [(), (Criterion("a", " ", 3),), (Criterion("a", "A", 6),), (Criterion("a", "A", -1),)]
)
def test_criteria_that_make_no_sense_are_refused(services: Services, criteria: tuple[Criterion, ...]) -> None:
    with pytest.raises(InvalidRecord):
        services.mentor_search.set_criteria(criteria, DAY)


@pytest.mark.parametrize("scores", [{}, {"time": 6}, {"time": -1}, {"unknown": 4}])
def test_scores_off_the_scale_are_refused(services: Services, scores: dict[str, int | None]) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    with pytest.raises(InvalidRecord):
        services.mentor_search.rate(tie.id, scores, "", DAY)


def test_a_second_check_of_the_same_day_replaces_the_first(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.rate(tie.id, FIVES, "first", DAY)
    services.mentor_search.rate(tie.id, {"time": 1}, "second", DAY)
    services.mentor_search.rate(tie.id, {"time": 2}, "later", DAY + dt.timedelta(days=1))
    notes = [fit.note for fit in services.mentor_search.board(DAY).candidates[0].fits]
    assert notes == ["later", "second"]


def test_candidates_at_a_stage_stand_by_fit(services: Services) -> None:
    good, none, best = (services.mentor_search.add(name) for name in ("Amara", "Bo", "Chidi"))
    services.mentor_search.rate(good.id, {"time": 3}, "", DAY)
    services.mentor_search.rate(best.id, {"time": 5}, "", DAY)
    assert [item.id for item in services.mentor_search.board(DAY).at("candidate")] == [
        best.id,
        good.id,
        none.id,
    ]


def test_the_board_says_when_nobody_fits(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    assert not services.mentor_search.board(DAY).nobody_fits
    services.mentor_search.rate(tie.id, {"time": 2}, "", DAY)
    assert services.mentor_search.board(DAY).nobody_fits
    services.mentor_search.rate(tie.id, {"time": 3}, "", DAY)
    assert not services.mentor_search.board(DAY).nobody_fits


def test_a_fit_is_due_once_met_and_again_three_months_after_the_agreement(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    assert services.mentor_search.fit_due(DAY) == ()
    services.mentor_search.move(tie.id, "met", DAY)
    assert [item.id for item in services.mentor_search.fit_due(DAY)] == [tie.id]
    services.mentor_search.rate(tie.id, FIVES, "", DAY)
    services.mentor_search.move(tie.id, "agreed", DAY)
    assert services.mentor_search.fit_due(DAY + dt.timedelta(days=90)) == ()
    later = DAY + dt.timedelta(days=91)
    assert [item.id for item in services.mentor_search.fit_due(later)] == [tie.id]
    services.mentor_search.rate(tie.id, FIVES, "", later)
    assert services.mentor_search.fit_due(later) == ()
    assert services.mentor_search.fit_due(later + dt.timedelta(days=200)) == ()


def test_the_first_letter_carries_both_names_and_the_purpose(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.records.amend(tie.id, {"purpose": "To plan my thesis."})
    letter = services.mentor_search.first_contact(tie.id, "Amara Osei", "doctoral student")
    assert "Dear Helena Brandt," in letter.body
    assert letter.body.count("Amara Osei") == 2
    assert "To plan my thesis." in letter.body
    assert "I am a doctoral student." in letter.body
    assert "{" not in letter.subject + letter.body


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("Medical student on a research year", "I am a medical student on a research year."),
        ("PhD student", "I am a PhD student."),
        ("Early-career researcher", "I am an early-career researcher."),
        ("In my second year", "I am in my second year."),
        ("", "[Who I am, in one sentence.]"),
    ],
)
def test_who_i_am_is_said_in_a_sentence(services: Services, stage: str, said: str) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    assert said in services.mentor_search.first_contact(tie.id, "Amara Osei", stage).body


@pytest.mark.parametrize(
    ("title", "called", "begins"),
    [
        ("Dr. Helena Brandt", "", "Dear Dr. Brandt,\n\nMy name is"),
        ("Dr. Helena Brandt", "Helena", "Dear Helena,"),
        ("Prof. Dr. Anna van der Berg, MD", "", "Dear Prof. Dr. van der Berg,"),
        ("Sir Paul Ngata", "", "Dear Sir Paul,"),
        ("Helena Brandt", "", "Dear Helena Brandt,"),
        ("Helena", "", "Dear Helena,"),
    ],
)
def test_a_letter_begins_as_one_speaks_to_somebody(
    services: Services, title: str, called: str, begins: str
) -> None:
    tie = services.mentor_search.add(title)
    services.records.amend(tie.person or "", {"short_name": called})
    assert services.mentor_search.first_contact(tie.id, "Amara Osei").body.startswith(begins)


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("learn how a trial is run", "work on: learn how a trial is run.\n"),
        ("Learn how a trial\nis run..", "work on: Learn how a trial is run.\n"),
        ("Which residency?", "work on: Which residency?\n"),
        ("", "work on: [what I want to learn or decide].\n"),
    ],
)
def test_what_is_hoped_for_ends_with_one_full_stop(services: Services, purpose: str, said: str) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.records.amend(tie.id, {"purpose": purpose})
    letter = services.mentor_search.first_contact(tie.id, "Amara Osei", "a doctoral student.")
    assert said in letter.body
    assert "I am a doctoral student. I am writing" in letter.body


def test_what_is_not_known_is_left_to_write(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    letter = services.mentor_search.first_contact(tie.id, "")
    assert "[my name]" in letter.body
    assert "[what I want to learn or decide]" in letter.body
    assert "{" not in letter.subject + letter.body


def test_a_letter_becomes_an_address_that_any_mail_program_takes() -> None:
    address = Message("A & B?", "Dear Ümit,\n50 % & more").address(" u@x.org ")
    assert address == (
        "mailto:u@x.org?subject=A%20%26%20B%3F&body=Dear%20%C3%9Cmit%2C%0D%0A50%20%25%20%26%20more"
    )


def test_the_checklist_becomes_the_agenda_of_a_planned_meeting_in_one_step(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    meeting = services.mentor_search.plan_first_meeting(tie.id, DAY)
    assert (meeting.date, meeting.people, meeting.relationship) == (
        DAY + dt.timedelta(days=7),
        (tie.person,),
        tie.id,
    )
    agenda = [item.title for item in services.meetings.page(meeting.id).agenda]
    assert agenda == list(checklist())
    assert services.history.undo() == "Plan first meeting"
    assert (services.records.all(Meeting), services.records.all(AgendaItem)) == ((), ())


def test_a_meeting_planned_already_gets_the_lines_it_lacks(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    planned = services.people.plan_meeting(tie.person or "", DAY)
    services.meetings.add_agenda_item(planned.id, checklist()[2])
    assert services.mentor_search.plan_first_meeting(tie.id, DAY).id == planned.id
    services.mentor_search.plan_first_meeting(tie.id, DAY)
    agenda = [item.title for item in services.meetings.page(planned.id).agenda]
    assert sorted(agenda) == sorted(checklist())
    assert len(services.records.all(Meeting)) == 1


def test_no_report_ever_offers_a_candidate_a_fit_or_a_check(services: Services) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    fit = services.mentor_search.rate(tie.id, FIVES, "Best of them all", DAY)
    check = services.relationship_checks.record("relationship_check", {"trust": 2}, tie.id, "Cold", day=DAY)
    for key in (tie.id, fit.id, check.id):
        services.records.amend(key, {"visibility": "exportable"})
    offered = services.reporting.candidates(ReportOptions())
    assert {item.id for item in offered if item.offered}.isdisjoint({tie.id, fit.id, check.id})
    assert services.records.get(Pulse, fit.id).confidential
