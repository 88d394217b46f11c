"""A whole year of one relationship, from the search to the closing words, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.session import Session
from mentorjournal.model.types import Relationship
from tests.gui.year_beginning import agree, find_a_mentor
from tests.gui.year_between import (
    add_line,
    keep_the_promise,
    leave_out,
    prepare,
    print_brief,
    reach_the_milestone,
    reword,
    row_of,
    set_a_goal,
)
from tests.gui.year_ending import close_well, look_how_it_is, renegotiate
from tests.gui.year_meetings import follow_up, meet, plan_the_first, until_the_meeting
from tests.gui.year_of_mentoring import MENTOR, Year

SENTENCE = "Write the question in one sentence"
PROTOCOL = "send the protocol of the last trial"
MINE_ALONE = ("She is on my examining board", "Is my money running out", "She forgot my name")
"""A concern that is not ticked, a confidential question, a confidential entry: in no brief."""
NEVER = (*MINE_ALONE, "We talked about what it costs", "Honest, and a little tired", "fits", "80 %")


def test_a_relationship_is_found_lived_and_ended_well(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    year = Year(qtbot, session, monkeypatch)
    year.begin()
    find_a_mentor(year)
    agree(year)
    set_a_goal(year, "A trial of my own", "Form approved by +100", MENTOR)
    first_meeting(year, tmp_path / "first.pdf")
    second_meeting(year, tmp_path / "second.pdf")
    third_meeting(year, tmp_path / "third.pdf")
    year.pass_days(120)
    close_well(year)
    (tie,) = [tie for tie in year.services.records.all(Relationship) if tie.phase == "closed"]
    assert tie.started_on is not None
    assert tie.closed_on is not None
    assert (tie.closed_on - tie.started_on).days > 300


def first_meeting(year: Year, path: Path) -> None:
    """Prepared from the agenda and a question; a concern and a secret stay behind."""
    year.note("question for Ruth: What did your last trial cost you?")
    year.note("question for Ruth: Is my money running out?")
    year.seal("Is my money running out?")
    year.note("concern about Ruth: She is on my examining board")
    plan_the_first(year, "+9")
    until_the_meeting(year)
    page = prepare(year)
    assert row_of(page, "questions", "What did your last trial cost you?").line.ticked
    assert not row_of(page, "concerns", "She is on my examining board").line.ticked
    add_line(year, page, "wellbeing", "Slept well, for once")
    print_brief(
        year,
        page,
        path,
        (MENTOR, "One question for the year", "What did your last trial cost you?", "Slept well"),
        NEVER,
    )
    meet(
        year,
        (
            ("We talked about what it costs a patient.", ""),
            (f"{SENTENCE} by +60", "action"),
            (f"Ruth: {PROTOCOL} by +7", "action"),
            ("Drop the second arm", "decision"),
            ("Show the form to a nurse first", "advice"),
        ),
    )
    follow_up(year, again=True)


def second_meeting(year: Year, path: Path) -> None:
    """Prepared from what changed since the first: kept and unkept promises, a milestone, a win."""
    year.pass_days(20)
    year.note("note: She forgot my name")
    year.seal("She forgot my name")
    keep_the_promise(year, SENTENCE)
    reach_the_milestone(year)
    year.note("win with Ruth: The nurse read it aloud without stopping")
    year.note("win with Ruth: Nobody laughed")
    year.note("win: I ran five kilometres")
    until_the_meeting(year)
    page = prepare(year)
    assert not row_of(page, "wins", "I ran five kilometres").line.ticked
    leave_out(year, page, row_of(page, "wins", "Nobody laughed"))
    reword(
        year,
        page,
        row_of(page, "wins", "The nurse read it aloud without stopping"),
        "A nurse read the form aloud",
    )
    print_brief(
        year,
        page,
        path,
        (SENTENCE, PROTOCOL, "Form approved", "A nurse read the form aloud"),
        (*NEVER, "Nobody laughed", "without stopping", "five kilometres"),
    )
    meet(
        year, (("Ruth: ask the ethics office by +10", "action"), ("Count the refusals too by +30", "action"))
    )
    follow_up(year, again=True)


def third_meeting(year: Year, path: Path) -> None:
    """Half a year in: the check, a new version, and what was raised stands in the brief, the check not."""
    year.pass_days(70)
    look_how_it_is(year, "Could we keep to the full hour?", "Honest, and a little tired")
    renegotiate(year, "Every three months, a full hour, telephones away.", "Time had become short.")
    keep_the_promise(year, "Count the refusals too")
    until_the_meeting(year)
    page = prepare(year)
    print_brief(
        year,
        page,
        path,
        ("Could we keep to the full hour?", "ask the ethics office", "Count the refusals too"),
        (*NEVER, "Nobody laughed", "A nurse read the form aloud", SENTENCE, "Comfort 6"),
    )
    meet(year, (("We said it aloud.", ""),), minutes=60)
    follow_up(year, again=False)
