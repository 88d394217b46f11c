"""Opening and creating journals as windows do it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import NotAJournal, PassphraseNeeded, StorageFailed, WrongPassphrase
from mentorjournal.model.types import Goal, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.opening import create_services, is_encrypted, open_services, open_to_check, veiled
from mentorjournal.services.records import Records
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock, start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.mentorjournal"


def test_a_made_journal_opens_again_with_what_was_written(path: Path) -> None:
    made = create_services(path)
    goal = made.records.save(Goal(title="Submit"))
    made.journal.close()
    assert not is_encrypted(path)
    again = open_services(path)
    assert again.records.get(Goal, goal.id) == goal
    again.journal.close()


def test_a_passphrase_is_needed_and_must_be_right(path: Path) -> None:
    create_services(path, "correct horse").journal.close()
    assert is_encrypted(path)
    with pytest.raises(PassphraseNeeded):
        open_services(path)
    with pytest.raises(WrongPassphrase):
        open_services(path, "wrong horse")
    open_services(path, "correct horse").journal.close()


def test_opening_empties_what_lay_in_the_trash_for_thirty_days(path: Path) -> None:
    clock = Clock()
    clock.now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with create(path, clock=clock) as journal:
        services = services_for(journal)
        old, kept = (services.records.save(Goal(title=title)) for title in ("old", "kept"))
        services.records.trash(old.id)
        for _ in range(4):  # a stretch in which nobody opens it counts for a week at most
            clock.now += dt.timedelta(days=7)
            services.records.empty_old_trash()
        assert services.records.peek(old.id) is not None
    again = open_services(path)
    assert again.records.peek(old.id) is None
    assert again.records.get(Goal, kept.id) == kept
    again.journal.close()


def test_a_second_window_opens_for_reading_and_leaves_the_trash(path: Path) -> None:
    clock = Clock()
    clock.now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with create(path, clock=clock) as journal:
        services = services_for(journal)
        goal = services.records.save(Goal(title="old"))
        services.records.trash(goal.id)
        second = open_services(path)
        assert "has this journal open for writing" in second.journal.read_only_because
        assert len(second.records.trashed()) == 1
        second.journal.close()


def test_nothing_is_made_over_a_file_or_out_of_nothing(path: Path) -> None:
    with pytest.raises(NotAJournal):
        open_services(path)
    assert not path.exists()
    path.write_text("a letter")
    with pytest.raises(StorageFailed, match="already there"):
        create_services(path)
    with pytest.raises(NotAJournal):
        is_encrypted(path)
    assert path.read_text() == "a letter"


@pytest.mark.parametrize("trouble", [StorageFailed("The disk is full."), KeyboardInterrupt()])
def test_a_journal_that_cannot_be_filled_leaves_nothing(path: Path, trouble: BaseException) -> None:
    held: list[Services] = []  # or the lock would go with the last reference to it

    def fill(made: Services) -> None:
        held.append(made)
        made.records.save(Goal(title="half"))
        raise trouble

    with pytest.raises(type(trouble)):
        create_services(path, fill=fill)
    assert not [found for found in path.parent.iterdir() if not found.name.endswith(".lock")]
    made = create_services(path)
    assert not made.journal.read_only_because
    made.journal.close()


LOADED = """
import sys
import mentorjournal.services.opening
print(*sorted(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_what_only_some_verbs_need_is_not_loaded_to_open_a_journal(path: Path) -> None:
    heavy = ("difflib", "filelock", "uuid6", "alembic", "reportlab", "yaml", "PIL")
    process = start(LOADED, *heavy)
    out, _ = process.communicate()
    assert (process.returncode, out.split()) == (0, [])


def test_a_check_takes_the_right_to_write_where_it_is_free(path: Path) -> None:
    create(path).close()
    with open_to_check(path) as first, open_to_check(path) as second:
        assert not first.read_only_because
        assert "has this journal open" in second.read_only_because


def test_an_opening_that_fails_late_gives_the_lock_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_services(path).journal.close()

    def full(_self: Records) -> int:
        raise StorageFailed("The disk is full while opening. Nothing was changed.")

    with monkeypatch.context() as patch:
        patch.setattr(Records, "empty_old_trash", full)
        with pytest.raises(StorageFailed):
            open_services(path)
    with open_services(path).journal as journal:
        assert not journal.read_only_because


def test_a_document_on_a_shared_screen_lists_nobody_who_is_hidden_there(tmp_path: Path) -> None:
    services = create_services(tmp_path / "mine.mentorjournal")
    with services.journal:
        hidden = services.records.save(Person(title="Quokka Person", confidential=True))
        seen = services.records.save(Person(title="Ada Marsh"))
        people = (hidden.id, seen.id)
        services.records.save(
            Goal(title="Learn with them", status="active", visibility="exportable", people=people)
        )
        shown = veiled(services)
        whole, behind = (each.reporting.make(ReportOptions()) for each in (services, shown))
        shown.journal.close()
    assert behind.document.blocks == whole.document.blocks
    assert "Quokka Person" not in {one.name for one in behind.people}
