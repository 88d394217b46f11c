"""Finders: conditions made ready once, with values given each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import ActionItem, Goal, Meeting, Person, Question
from mentorjournal.storage.database import Database
from mentorjournal.storage.finder import (
    Finder,
    ids_value,
    parameter,
    pointing,
    pointing_nowhere,
    pointing_through,
)
from mentorjournal.storage.journal_file import create
from mentorjournal.storage.tables import columns

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "j.mentorjournal") as database:
        yield database


def found(journal: Database, finder: Finder[ActionItem], **values: object) -> list[str]:
    with journal.reading() as reader:
        return [item.title for item in finder.all(reader, values)]


def test_a_value_is_given_in_the_type_of_its_column_each_time(journal: Database) -> None:
    with journal.writing("x") as change:
        for number in range(3):
            change.put(ActionItem(title=str(number), due=DAY + dt.timedelta(days=number)))
    finder = Finder(
        ActionItem, columns(ActionItem).due >= parameter("since"), order=(columns(ActionItem).due,)
    )
    assert found(journal, finder, since=DAY + dt.timedelta(days=1)) == ["1", "2"]
    assert found(journal, finder, since=DAY) == ["0", "1", "2"]


def test_records_come_whole_with_their_links_as_find_gives_them(journal: Database) -> None:
    with journal.writing("x") as change:
        people = [change.put(Person(title=name)) for name in ("b", "a")]
        change.put(Meeting(title="m", date=DAY, at=dt.time(9, 30), people=tuple(p.id for p in people)))
        change.put(Meeting(title="nobody"))
    with journal.reading() as reader:
        assert Finder(Meeting).all(reader, {}) == reader.find(Meeting)
        assert len(Finder(Meeting, limit=1).all(reader, {})) == 1


def test_what_is_trashed_or_a_secret_is_not_found(journal: Database) -> None:
    with journal.writing("x") as change:
        change.put(ActionItem(title="seen"))
        change.put(ActionItem(title="secret", confidential=True))
        change.trash(change.put(ActionItem(title="trashed")))
    assert found(journal, Finder(ActionItem)) == ["seen"]


def test_links_are_followed_one_step_two_steps_or_not_at_all(journal: Database) -> None:
    with journal.writing("x") as change:
        helena, other = (change.put(Person(title=name)) for name in ("h", "o"))
        met = change.put(Meeting(title="m", people=(helena.id,)))
        theirs = change.put(Meeting(title="t", people=(other.id,)))
        change.put(ActionItem(title="hers", owner=helena.id))
        change.put(ActionItem(title="agreed", meeting=met.id))
        change.put(ActionItem(title="elsewhere", meeting=theirs.id))
        change.put(Question(title="q", for_whom=helena.id))
        change.put(Goal(title="g"))
    ids = ids_value([helena.id])
    assert found(journal, Finder(ActionItem, pointing("owner", "ids")), ids=ids) == ["hers"]
    through = Finder(ActionItem, pointing_through("meeting", "people", "ids"))
    assert found(journal, through, ids=ids) == ["agreed"]
    assert found(journal, through, ids=ids_value([])) == []
    nowhere = Finder(ActionItem, pointing_nowhere("meeting"))
    assert found(journal, nowhere) == ["hers"]
