"""A whole year of one relationship, from the search to the closing words, in the real window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.session import Session
from tests.gui.year_beginning import agree, find_a_mentor
from tests.gui.year_meetings import follow_up, meet, plan_the_first, until_the_meeting
from tests.gui.year_of_mentoring import Year


def test_a_relationship_is_found_lived_and_ended_well(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = Year(qtbot, session, monkeypatch)
    year.begin()
    find_a_mentor(year)
    agree(year)
    plan_the_first(year, "+9")
    until_the_meeting(year)
    meet(
        year,
        (
            ("We talked about what a trial may cost a patient.", ""),
            ("Write the question in one sentence by +14", "action"),
            ("Ruth: send the protocol of the last trial by +7", "action"),
            ("Drop the second arm", "decision"),
            ("Show the form to a nurse first", "advice"),
        ),
    )
    follow_up(year, again=True)
