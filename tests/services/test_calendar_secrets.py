"""Nothing that belongs to something confidential goes into a calendar, whatever is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import (
    ActionItem,
    Agreement,
    Decision,
    Goal,
    Meeting,
    Milestone,
    Person,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice, CalendarMade

TODAY = dt.date(2026, 4, 14)
SOON = dt.date(2026, 4, 20)
EVERYTHING = CalendarChoice(period="all", hard_dates=True, notes=True, people=True)


class Paper:
    """A calendar of the journal, asked for with everything that may go in."""

    def __init__(self, services: Services, path: Path) -> None:
        self.services, self.path = services, path

    def export(self, choice: CalendarChoice = EVERYTHING) -> CalendarMade:
        return self.services.calendar.export(self.path, choice, TODAY, force=True)

    @property
    def text(self) -> str:
        self.export()
        return self.path.read_text("utf-8").replace("\r\n ", "")


@pytest.fixture
def paper(services: Services, tmp_path: Path) -> Paper:
    return Paper(services, tmp_path / "mine.ics")


def test_the_steps_and_actions_of_a_confidential_goal_stay_behind(services: Services, paper: Paper) -> None:
    goal = services.records.save(Goal(title="Leave the lab", target=SOON, confidential=True))
    services.records.save(Milestone(title="Tell the dean", goal=goal.id, due=SOON))
    services.records.save(ActionItem(title="Sign the lease", goal=goal.id, due=SOON))
    services.records.save(ActionItem(title="Buy chalk", due=SOON))
    done = paper.export()
    assert (done.meetings, done.actions, done.days, done.confidential) == (0, 1, 0, 3)
    for secret in ("Leave the lab", "Tell the dean", "Sign the lease"):
        assert secret not in paper.text
    services.records.amend(goal.id, {"confidential": False})
    assert "Tell the dean" in paper.text


def test_a_goal_that_follows_from_a_confidential_decision_stays_behind(
    services: Services, paper: Paper
) -> None:
    decision = services.records.save(Decision(title="Change groups", confidential=True))
    services.records.save(Goal(title="Start anew", target=SOON, origin=decision.id))
    services.records.save(ActionItem(title="Call HR", due=SOON, origin=decision.id))
    assert paper.export().confidential == 2
    assert "Start anew" not in paper.text
    assert "Call HR" not in paper.text


@pytest.mark.parametrize("trashed", [False, True])
def test_what_was_agreed_at_a_confidential_meeting_stays_behind(
    services: Services, paper: Paper, trashed: bool
) -> None:
    meeting = services.records.save(Meeting(title="The complaint", date=TODAY, confidential=True))
    services.records.save(ActionItem(title="Ask the ombudsperson", due=SOON, meeting=meeting.id))
    if trashed:
        services.records.trash(meeting.id)
    assert paper.export().actions == 0
    assert "ombudsperson" not in paper.text


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("phase", ["cultivation", "closed"])
def test_nothing_of_a_confidential_relationship_goes_in(
    services: Services, paper: Paper, named: bool, phase: str
) -> None:
    zoe = services.records.save(Person(title="Zoë Marsh", email="zoe@example.org"))
    tie = services.records.save(Relationship(person=zoe.id, phase=phase, confidential=True))
    meeting = services.records.save(
        Meeting(
            title="Talk about the appeal", date=SOON, people=(zoe.id,), relationship=tie.id if named else None
        )
    )
    services.records.save(ActionItem(title="Copy the minutes", due=SOON, meeting=meeting.id))
    services.records.save(Agreement(title="Ours", relationship=tie.id, review_on=SOON))
    done = paper.export()
    assert (done.meetings, done.actions, done.days, done.confidential) == (0, 0, 0, 3)
    with pytest.raises(InvalidRecord, match="belongs to a confidential relationship"):
        paper.export(CalendarChoice(meetings=(meeting.id,)))
    assert "appeal" not in paper.text
    assert "minutes" not in paper.text


def test_a_second_open_relationship_with_somebody_leaves_their_other_meetings_free(
    services: Services, paper: Paper
) -> None:
    zoe = services.records.save(Person(title="Zoë Marsh"))
    services.records.save(Relationship(person=zoe.id, phase="cultivation", confidential=True))
    services.records.save(Relationship(person=zoe.id, phase="cultivation"))
    services.records.save(Meeting(title="Lab lunch", date=SOON, people=(zoe.id,)))
    assert paper.export().meetings == 1


def test_a_confidential_person_is_named_in_no_calendar(services: Services, paper: Paper) -> None:
    zoe = services.records.save(Person(title="Zoë Marsh", email="zoe@example.org", confidential=True))
    ilse = services.records.save(Person(title="Ilse Brandt", email="ilse@example.org"))
    services.records.save(Meeting(title="Lab lunch", date=SOON, people=(zoe.id, ilse.id)))
    assert "ilse@example.org" in paper.text
    assert "zoe@" not in paper.text
    assert "Marsh" not in paper.text
