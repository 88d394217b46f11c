"""A summary in the reader's own words: what is known of it before it is copied, mailed or printed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mentorjournal.model.types import ActionItem, AgendaItem, Decision, Goal, Meeting, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.follow_up_page import FollowUpPage

TODAY = dt.date(2026, 4, 14)


@pytest.fixture
def meeting(services: Services) -> Meeting:
    helena = services.records.save(Person(title="Dr Helena Brandt", email="helena@example.org"))
    services.records.save(Person(title="Tomasz Okafor", display="role", role_label="Statistician"))
    return services.records.save(Meeting(title="Aims page", date=TODAY, people=(helena.id,)))


def page(services: Services, meeting: Meeting, own: str) -> FollowUpPage:
    services.records.amend(meeting.id, {"summary": own})
    return services.follow_up.page(meeting.id, TODAY)


@pytest.mark.parametrize(
    ("own", "differs"),
    [
        ("Dear Dr Helena Brandt, thank you.", False),
        ("Gru\u0308ße, and **two** aims.", False),
        ("Ask Tomasz Okafor about it.", True),
        ("My number is helena@example.org.", True),
    ],
)
def test_it_is_known_whether_the_page_says_it_otherwise(
    services: Services, meeting: Meeting, own: str, differs: bool
) -> None:
    shown = page(services, meeting, own)
    assert shown.own_differs is differs
    typed = dataclasses.replace(shown.meeting, summary="Ask Okafor.")
    assert dataclasses.replace(shown, meeting=typed).own_differs


def test_what_became_confidential_afterwards_is_found_in_them(services: Services, meeting: Meeting) -> None:
    goal = services.records.save(Goal(title="Move away"))
    put = services.records.save
    decision = put(Decision(title="Tomasz Okafor leads", choice="the trial", meeting=meeting.id))
    action = put(ActionItem(title="Look at flats", meeting=meeting.id, goal=goal.id))
    agenda = put(AgendaItem(title="The job offer", meeting=meeting.id, discussed=True))
    own = services.follow_up.text(meeting.id) + "\nthe  job offer"
    assert page(services, meeting, own).own_tells == ()
    for key in (decision.id, goal.id, agenda.id):
        services.records.amend(key, {"confidential": True})
    assert page(services, meeting, own).own_tells == (decision.title, action.title, agenda.title)
    assert page(services, meeting, "Flats, the job offering, and who leads").own_tells == ()
    assert "Look at flats" not in page(services, meeting, "").generated


def test_of_a_confidential_meeting_nothing_is_said(services: Services, meeting: Meeting) -> None:
    services.records.save(Decision(title="Leave", meeting=meeting.id, confidential=True))
    services.records.amend(meeting.id, {"confidential": True})
    shown = page(services, meeting, "Leave with Tomasz Okafor.")
    assert (shown.own_differs, shown.own_tells) == (False, ())
