"""What lies beside a journal, or in a place that is away, when its passphrase changes: it comes along or is named."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal import settings
from mentorjournal.services.encryption import change_passphrase
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import derive, read_head
from mentorjournal.storage.rekeying import opens_with
from mentorjournal.storage.rescue import rescue
from tests.encryption_steps import KINDS, NEW, OLD, fill, holding

AT = "2026-11-22 21.00.00"
CONFLICT = "mine (conflicted copy 2026-11-20).mentorjournal"
OWN = "mine-for-ana.mentorjournal"
DAMAGED = f"mine (damaged, {AT}).mentorjournal"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    return tmp_path


def opens(path: Path, passphrase: str) -> bool:
    head = read_head(path)
    if not passphrase or head.is_plain_database:
        return not passphrase and head.is_plain_database
    return opens_with(path, derive(passphrase, head.salt))


@pytest.mark.parametrize(("old", "new"), KINDS)
def test_copies_made_when_another_file_took_the_name_come_along_and_others_are_named(
    home: Path, old: str, new: str
) -> None:
    fill(home, old)
    path = home / "mine.mentorjournal"
    with open_journal(path, old) as journal:
        kept = rescue(journal, AT)
    for name in (CONFLICT, OWN, DAMAGED):
        shutil.copy(path, home / name)
    with create(home / "mine-other.mentorjournal", old):
        pass
    change = change_passphrase(path, old, new)
    assert opens(kept, new)
    assert opens(home / CONFLICT, new)
    assert set(change.left) == {home / OWN, home / DAMAGED}
    for copy in change.left:
        assert opens(copy, old)
        assert str(copy) in change.said
    assert "mine-other" not in change.said
    if not old:
        assert "can still be read by anybody" in change.said
        assert set(holding(home)) == {OWN, DAMAGED}


def test_a_damaged_file_that_stayed_plain_is_no_concern_of_a_journal_that_becomes_plain(home: Path) -> None:
    fill(home, OLD)
    (home / DAMAGED).write_bytes(b"SQLite format 3\x00" + bytes(5_000))
    changed = change_passphrase(home / "mine.mentorjournal", OLD, NEW)
    assert changed.left == (home / DAMAGED,)
    assert "can still be read by anybody" in changed.said
    assert change_passphrase(home / "mine.mentorjournal", NEW, "").left == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", NEW, "read by anybody until"),
        (OLD, NEW, "still open with the old"),
        (OLD, "", "still need the old"),
    ],
)
def test_a_second_place_that_is_away_is_named_with_what_that_means(
    home: Path, old: str, new: str, words: str
) -> None:
    fill(home, old)
    stick = home / "stick"
    settings.save(replace(settings.load(), second_place=str(stick)))
    said = change_passphrase(home / "mine.mentorjournal", old, new).said
    assert str(stick) in said
    assert words in said
    stick.mkdir()
    assert str(stick) not in change_passphrase(home / "mine.mentorjournal", new, old).said
