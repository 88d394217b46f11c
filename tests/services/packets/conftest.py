"""Two journals, a mentee's and a mentor's, that know each other's keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Person, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.packets.plain import Answer
from mentorjournal.services.packets.values import Choice
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock

TEXT = "I presented the plan to the team. Ben Carter asked about the sample size. I had no answer ready."


@dataclass
class Pair:
    """Both sides, and where their files lie."""

    mentee: Services
    mentor: Services
    folder: Path
    mentor_id: str

    def entry(self, text: str = TEXT, **values: Any) -> Reflection:
        """An entry of the mentee that may leave."""
        fields = {
            "title": "Team day",
            "visibility": "exportable",
            "sections": (Section("what", "What", text),),
        }
        return self.mentee.records.save(Reflection(**{**fields, **values}))

    def sent(self, **choice: Any) -> Path:
        """A packet to the mentor."""
        target = self.folder / f"packet {len(list(self.folder.glob('*.age')))}.age"
        self.mentee.packets.make(Choice(person=self.mentor_id, **choice), target)
        return target

    def answered(self, packet: Path, answer: Answer) -> Path:
        """The mentor's answer to it."""
        target = self.folder / f"answer {len(list(self.folder.glob('*.age')))}.age"
        opened = self.mentor.packets.open(packet)
        self.mentor.packets.keep_draft(opened.packet.id, answer)
        self.mentor.packets.answer(opened.packet.id, target)
        return target


@pytest.fixture
def pair(tmp_path: Path, clock: Clock) -> Iterator[Pair]:
    with (
        create(tmp_path / "mentee.journal", clock=clock) as one,
        create(tmp_path / "mentor.journal", clock=clock) as other,
    ):
        mentee, mentor = services_for(one), services_for(other)
        mentee.profile.save(Owner(name="Amara Okafor"))
        mentor.profile.save(Owner(name="Ruth Lind", role="mentor"))
        ruth = mentee.records.save(Person(title="Ruth Lind"))
        mentee.records.save(Person(title="Ben Carter"))
        mentee.packets.keep_key(ruth.id, mentor.packets.key().public)
        yield Pair(mentee, mentor, tmp_path, ruth.id)
