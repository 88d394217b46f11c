"""A passphrase set, changed and removed: all of the journal and of its copies, with nothing of it lost or left."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal import settings
from mentorjournal.errors import Cancelled, InvalidRecord, JournalInUse, PassphraseNeeded, WrongPassphrase
from mentorjournal.model.types import Goal
from mentorjournal.services.backups import Backups
from mentorjournal.services.checking import check
from mentorjournal.services.encryption import change_passphrase, plain_copies
from mentorjournal.storage import keys
from mentorjournal.storage.backup import counts_of
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.keys import derive, read_head
from mentorjournal.storage.lock import WriterLock
from mentorjournal.storage.rekeying import rewrite
from mentorjournal.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.encryption_steps import (
    NEW,
    OLD,
    PHRASES,
    UPGRADED,
    Picture,
    at_noon,
    copied_homes,
    copies_in,
    holding,
    picture_of,
)
from tests.storage.helpers import hits, redo, undo

KINDS = [("", NEW), (OLD, NEW), (OLD, "")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Picture]]:
    return copied_homes(tmp_path_factory)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv(settings.HOME_VARIABLE, str(folder))
    return folder


def lay(made: dict[str, tuple[Path, Picture]], home: Path, passphrase: str) -> tuple[Path, Picture]:
    """A journal of its own, and its picture."""
    shutil.copytree(made[passphrase][0], home)
    return home / "mine.mentorjournal", made[passphrase][1]


@pytest.mark.parametrize(("old", "new"), KINDS)
def test_everything_is_there_under_the_new_passphrase(
    made: dict[str, tuple[Path, Picture]], home: Path, old: str, new: str
) -> None:
    path, before = lay(made, home, old)
    change = change_passphrase(path, old, new)
    assert (change.brought, change.left) == (2, ())
    with open_journal(path, new) as journal:
        assert journal.encrypted == bool(new)
        assert picture_of(copies_in(home)[0], new)[1] == before
        assert check(journal).ok
        assert hits(journal, PHRASES[7]) == [PHRASES[7]]
        assert redo(journal) == f"About {PHRASES[19]}"
        assert undo(journal) == f"About {PHRASES[19]}"
        assert undo(journal) == f"About {PHRASES[18]}"
        with journal.reading() as reader:
            assert reader.count(Goal) == 18
            marks = [reader.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in MARKS]
    assert marks == [APPLICATION_ID, SCHEMA_VERSION, "wal"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {item.name for item in home.iterdir() if item.is_file()} <= {path.name, UPGRADED, *LOCKS}


MARKS = ("application_id", "user_version", "journal_mode")
LOCKS = (".mine.mentorjournal.lock", f".{UPGRADED}.lock")


def test_nothing_that_was_written_can_be_read_on_the_disk_after_a_passphrase_was_set(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, "")
    assert set(holding(home)) == {path.name, *(copy.name for copy in copies_in(home))}
    change_passphrase(path, "", NEW)
    assert holding(home, (*PHRASES, NEW, "CREATE TABLE", "SQLite format")) == []
    with open_journal(path, NEW) as journal:
        with journal.writing("More") as writer:
            writer.put(Goal(title=PHRASES[4]))
        assert path.with_name(f"{path.name}-wal").exists()
        assert holding(home) == []


def test_the_plain_file_that_gave_way_is_overwritten(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, "")
    with path.open("rb") as held:
        change_passphrase(path, "", NEW)
        assert not any(held.read())


def test_another_name_of_the_plain_file_is_not_overwritten(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    lay(made, home, "")
    copy = home / UPGRADED
    other = home / "other name"
    try:
        other.hardlink_to(copy)
    except OSError:
        pytest.skip("no hard links here")
    change_passphrase(home / "mine.mentorjournal", "", NEW)
    assert PHRASES[5].encode() in other.read_bytes()


@pytest.mark.usefixtures("usual_rounds")
def test_sqlciphers_own_derivation_opens_the_new_file(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, "")
    change_passphrase(path, "", "it's a heron")
    raw = sqlcipher.connect(str(path))
    raw.execute("PRAGMA key = 'it''s a heron'")
    assert raw.execute("SELECT count(*) FROM goal").fetchone() == (19,)
    raw.close()


def test_each_change_draws_a_fresh_salt_even_for_the_same_passphrase(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, OLD)
    first = read_head(path).salt
    assert "changed" in change_passphrase(path, OLD, OLD).said
    assert read_head(path).salt != first
    assert {read_head(copy).salt for copy in copies_in(home)} == {read_head(path).salt}


def test_a_wrong_passphrase_or_none_changes_nothing(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, OLD)
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(path, "three quiet geese", NEW)
    with pytest.raises(PassphraseNeeded):
        change_passphrase(path, "", NEW)
    with pytest.raises(InvalidRecord):
        change_passphrase(path, "", "")
    assert path.read_bytes() == before


def test_a_journal_that_somebody_writes_or_reads_is_refused(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, "")
    with open_journal(path), pytest.raises(JournalInUse, match="has this journal open"):
        change_passphrase(path, "", NEW)
    program = "import sqlite3, sys\nraw = sqlite3.connect(sys.argv[1])\nraw.execute('SELECT * FROM goal').fetchone()\n"
    program += "print('reading', flush=True)\nsys.stdin.readline()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        with pytest.raises(JournalInUse, match="another window or program"):
            change_passphrase(path, "", NEW)
        reader.communicate("\n")
    assert picture_of(path, "")[0] == ""
    assert WriterLock(path).acquire(at_noon()) is None


def test_it_can_be_stopped_until_the_file_gives_way(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    told: list[tuple[int, int]] = []
    before_it: list[bool] = []
    path, before = lay(made, home, "")

    def look(done: int, whole: int) -> bool:
        told.append((done, whole))
        before_it.append(read_head(path).is_plain_database)
        return True

    change_passphrase(path, "", NEW, progress=look)
    assert told == sorted(told)
    assert {whole for _, whole in told} == {told[-1][0]}
    assert before_it[0]
    assert not before_it[-1]
    for step, plain in enumerate(before_it):
        shutil.rmtree(home)
        lay(made, home, "")
        answers = iter([*[True] * step, *[False] * len(told)])
        if plain:
            with pytest.raises(Cancelled):
                change_passphrase(path, "", NEW, progress=lambda *_, answers=answers: next(answers))
            assert picture_of(path, "", NEW) == ("", before)
            assert sorted(holding(home)) == sorted(item.name for item in (path, *copies_in(home)))
        else:
            change = change_passphrase(path, "", NEW, progress=lambda *_, answers=answers: next(answers))
            assert change.brought == 2


def test_a_copy_that_cannot_come_along_is_named_and_left_as_it_is(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, before = lay(made, home, OLD)
    foreign = home / UPGRADED
    salt = keys.fresh_salt()
    rewrite(foreign, derive(OLD, read_head(foreign).salt), derive("somebody else's", salt))
    bytes_before = foreign.read_bytes()
    change = change_passphrase(path, OLD, NEW)
    assert (change.brought, change.left) == (1, (foreign,))
    assert foreign.name in change.said
    assert foreign.read_bytes() == bytes_before
    assert picture_of(path, NEW) == (NEW, before)


@pytest.mark.parametrize("now", [OLD, ""])
def test_a_copy_made_by_hand_beside_the_journal_is_named_whatever_it_is_called(
    made: dict[str, tuple[Path, Picture]], home: Path, now: str
) -> None:
    path, _ = lay(made, home, now)
    copy = path.with_name("for my desk.mentorjournal")
    shutil.copy(path, copy)
    (path.parent / "other.txt").write_text("no journal")
    bytes_before = copy.read_bytes()
    change = change_passphrase(path, now, NEW)
    assert copy in change.left
    assert copy.name in change.said
    assert copy.read_bytes() == bytes_before


def test_copies_that_a_killed_process_left_plain_are_encrypted_under_the_journals_key(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, before = lay(made, home, "")
    kept = [(copy, copy.read_bytes(), copy.stat().st_mtime_ns) for copy in copies_in(home)]
    change_passphrase(path, "", NEW)
    for copy, data, _ in kept:
        copy.write_bytes(data)
    with open_journal(path, NEW) as journal:
        assert journal.key is not None
        assert sorted(plain_copies(path, journal.key)) == copies_in(home)
        with pytest.raises(Cancelled):
            Backups(journal).encrypt_plain(lambda *_: False)
        assert len(plain_copies(path, journal.key)) == 2
        assert Backups(journal).encrypt_plain() == ()
        assert plain_copies(path, journal.key) == ()
    assert holding(home) == []
    assert [picture_of(copy, NEW)[1] for copy in copies_in(home)] == [before, before]


def test_a_copy_keeps_its_age(made: dict[str, tuple[Path, Picture]], home: Path) -> None:
    path, _ = lay(made, home, "")
    before = [copy.stat().st_mtime_ns for copy in copies_in(home)]
    change_passphrase(path, "", NEW)
    assert [copy.stat().st_mtime_ns for copy in copies_in(home)] == before


def test_a_link_to_the_journal_stays_a_link(
    made: dict[str, tuple[Path, Picture]], home: Path, tmp_path: Path
) -> None:
    path, before = lay(made, home, "")
    link = tmp_path / "link.mentorjournal"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    change_passphrase(link, "", NEW)
    assert link.is_symlink()
    assert picture_of(path, NEW)[1] == before


def test_the_new_file_holds_what_the_old_one_counted(
    made: dict[str, tuple[Path, Picture]], home: Path
) -> None:
    path, _ = lay(made, home, "")
    before = counts_of(path, None)
    change_passphrase(path, "", NEW)
    assert counts_of(path, derive(NEW, read_head(path).salt)) == before
