"""A mentee's journal with a packet made from it, and the mentor's journal in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.gui.context import Context
from mentorjournal.gui.session import Session
from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Goal, Person, Question, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.values import Choice
from mentorjournal.services.profile import Owner
from tests.gui.shell import journal_of

TEXT = "I presented the plan 🩺 to the team. They asked about the sample size. I had no answer ready."
DAY = dt.date(2026, 4, 12)


@dataclass
class Mentee:
    """Amara's side: her journal, what is in it, and the packet she made."""

    services: Services
    folder: Path
    mentor: str
    entry: str
    goal: str
    action: str

    def packet(self, mentor_key: str, **more: Any) -> Path:
        """A packet for the mentor with everything that can be asked."""
        self.services.packets.keep_key(self.mentor, mentor_key, compared_on=DAY)
        target = self.folder / "draft.packet"
        choice: dict[str, Any] = {
            "records": (self.entry, self.goal),
            "actions": (self.action,),
            "questions": ("Is the aim clear?",),
            "form": form_for("My talk", "free"),
            "title": "Team day",
            "purpose": "Please look at the second part.",
            **more,
        }
        self.services.packets.make(Choice(person=self.mentor, **choice), target)
        return target


@pytest.fixture
def mentee(tmp_path: Path) -> Iterator[Mentee]:
    """A journal with a reflection, a goal and an action that may leave, and one entry that may not."""
    services = create_services(tmp_path / "mentee.mentorjournal")
    services.profile.save(Owner("Amara Osei"))
    save = services.records.save
    shown: dict[str, Any] = {"visibility": "exportable", "date": DAY}
    mentor = save(Person(title="Helena Brandt", email="helena@example.org", consent="given"))
    entry = save(Reflection(title="Team day", sections=(Section("what", "What happened?", TEXT),), **shown))
    goal = save(Goal(title="Plan before evidence", why="Because the order matters.", **shown))
    action = save(ActionItem(title="Send the aims page", **shown))
    save(Question(title="Who should be second author?", **shown))
    save(Reflection(title="Not for anybody", date=DAY))
    yield Mentee(services, tmp_path, mentor.id, entry.id, goal.id, action.id)
    services.journal.close()


@pytest.fixture
def mentor(session: Session, tmp_path: Path) -> Session:
    """The mentor's journal in the window."""
    services = create_services(tmp_path / "mentor.mentorjournal")
    services.profile.save(Owner("Helena Brandt"))
    services.records.save(Person(title="Amara Osei"))
    services.journal.close()
    assert session.open(tmp_path / "mentor.mentorjournal")
    return session


def key_of(session: Session) -> str:
    """The public key of the journal in the window."""
    return journal_of(session).packets.key().public


def context_of(session: Session) -> Context:
    """What a dialog over the window is given."""
    assert session.window.context is not None
    return session.window.context
