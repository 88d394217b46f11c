"""A damaged journal opens read-only or says why not, and no byte of it is ever written again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorjournal.errors import Damaged, JournalError, NotAJournal, ReadOnlyJournal, WrongPassphrase
from mentorjournal.model.types import Goal, Tag
from mentorjournal.services.opening import open_services
from mentorjournal.storage import damage
from mentorjournal.storage import engine as engines
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import PAGE_BYTES, derive, read_head
from tests.storage.helpers import hits
from tests.storage.sample import PASSPHRASE

DATABASES = Path(__file__).parents[1] / "data" / "databases"
Harm = Callable[[bytearray, int], None]
BOTH = pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])


@pytest.fixture
def stored(path: Path, passphrase: str) -> Path:
    name = f"schema-5{'-encrypted' if passphrase else ''}.journal"
    shutil.copy(DATABASES / name, path)
    return path


def roots(path: Path, passphrase: str) -> dict[str, int]:
    """The first page of every table and index."""
    key = derive(passphrase, read_head(path).salt) if passphrase else None
    raw = engines.connect(path, key, read_only=True, immutable=True)
    found = dict(raw.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall())
    raw.close()
    return found


def zero(path: Path, number: int) -> None:
    """Write nothing but zeros over a page."""
    data = bytearray(path.read_bytes())
    data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES] = bytes(PAGE_BYTES)
    path.write_bytes(data)


def everything(path: Path) -> dict[str, bytes]:
    """The bytes of the journal and of whatever lies beside it, empty files left out."""
    beside = (found for found in path.parent.iterdir() if found.is_file())
    return {found.name: data for found in beside if (data := found.read_bytes()) and "-shm" not in found.name}


@pytest.mark.usefixtures("usual_rounds")
@BOTH
@pytest.mark.parametrize("table", ["record", "link_by_target", "search_data"])
def test_a_journal_with_a_damaged_root_opens_for_reading_and_is_not_written(
    stored: Path, passphrase: str, table: str
) -> None:
    zero(stored, roots(stored, passphrase)[table])
    before = everything(stored)
    with open_services(stored, passphrase).journal as journal:
        assert journal.read_only_because.startswith("mine.journal is damaged: 1 of the ")
        assert "Check this journal" in journal.read_only_because
        with pytest.raises(ReadOnlyJournal), journal.writing("New goal") as writer:
            writer.put(Goal(title="Teach"))
    assert everything(stored) == before


@BOTH
def test_a_first_page_that_is_gone_is_called_damage_and_asks_for_no_passphrase(
    stored: Path, passphrase: str
) -> None:
    zero(stored, 1)
    before = everything(stored)
    if passphrase:
        # The salt is gone with it, and no passphrase can be told right or wrong.
        with pytest.raises(WrongPassphrase):
            open_journal(stored, passphrase)
    else:
        with pytest.raises(NotAJournal, match="damaged at its start"):
            open_journal(stored)
    assert everything(stored) == before


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.parametrize("passphrase", [PASSPHRASE])
def test_a_damaged_start_behind_a_whole_salt_is_not_called_a_wrong_passphrase(
    stored: Path, passphrase: str
) -> None:
    data = bytearray(stored.read_bytes())
    sound = bytes(data)
    data[200] ^= 1
    stored.write_bytes(data)
    with pytest.raises(Damaged, match="damaged at its start"):
        open_journal(stored, passphrase)
    with pytest.raises(WrongPassphrase):
        open_journal(stored, "another one")
    stored.write_bytes(sound)
    zero(stored, 99)  # a part of the list of tables, which lies far from the start
    with pytest.raises(Damaged, match="is damaged and cannot be opened"):
        open_journal(stored, passphrase)


@BOTH
@pytest.mark.parametrize("pages", [1, 40, 115])
def test_a_journal_that_was_cut_off_is_refused_and_left(stored: Path, passphrase: str, pages: int) -> None:
    stored.write_bytes(stored.read_bytes()[: pages * PAGE_BYTES])
    before = everything(stored)
    with pytest.raises(JournalError) as met:
        open_services(stored, passphrase)
    assert "damaged" in met.value.message or isinstance(met.value, WrongPassphrase)
    assert everything(stored) == before


@pytest.mark.usefixtures("usual_rounds")
@BOTH
def test_an_older_file_that_is_damaged_is_not_upgraded(path: Path, passphrase: str) -> None:
    shutil.copy(DATABASES / f"schema-1{'-encrypted' if passphrase else ''}.journal", path)
    zero(path, roots(path, passphrase)["goal"])
    before = everything(path)
    with pytest.raises(NotAJournal, match=r"is damaged: .*earlier format"):
        open_journal(path, passphrase)
    assert everything(path) == before


def test_old_trash_stays_in_a_damaged_journal(path: Path) -> None:
    with create(path) as journal, journal.writing("Trash") as writer:
        old = writer.put(Tag(title="clinic"))
        writer.connection.exec_driver_sql("UPDATE record SET deleted_at = '2001-01-01T00:00:00.000000Z'")
    zero(path, roots(path, "")["goal"])
    before = everything(path)
    with open_services(path).journal as journal, journal.reading() as reader:
        assert reader.peek(old.id) is not None
    assert everything(path) == before


@pytest.fixture
def with_log(path: Path, passphrase: str, tmp_path: Path) -> Path:
    """A journal whose last change stands only in its log."""
    made = tmp_path / "made.journal"
    with create(made, passphrase) as journal:
        for title in ("Teach", "Write"):
            with journal.writing("New goal") as writer:
                writer.put(Goal(title=title))
        for end in ("", "-wal"):
            shutil.copy(made.with_name(made.name + end), path.with_name(path.name + end))
    return path


@BOTH
def test_nothing_is_written_once_writing_stopped_not_even_by_closing(with_log: Path, passphrase: str) -> None:
    told: list[str] = []
    before = everything(with_log)
    journal = open_journal(with_log, passphrase)
    journal.when_stopped(told.append)
    with journal.reading() as reader:
        assert reader.count(Goal) == 2
    journal.stop_writing("it is damaged.")
    journal.stop_writing("it is damaged, once more.")
    assert told == ["it is damaged."]
    with pytest.raises(ReadOnlyJournal, match="it is damaged"), journal.writing("New goal") as writer:
        writer.put(Goal(title="Never"))
    assert hits(journal, "teach") == ["Teach"]
    journal.close()
    left = everything(with_log)
    assert left == before


def test_a_reader_that_is_late_writes_nothing_by_closing(path: Path) -> None:
    with create(path) as made, made.writing("New goal") as writer:
        writer.put(Goal(title="Teach"))
    journal = open_journal(path)
    with journal.writing("New goal") as writer:
        writer.put(Goal(title="Write"))
    before = path.read_bytes()
    with journal.reading() as reader:
        journal.stop_writing("it is damaged.")
        assert reader.count(Goal) == 2
    journal.close()
    assert path.read_bytes() == before


def test_a_change_during_which_damage_is_met_is_not_committed(journal: Database, path: Path) -> None:
    def change() -> None:
        with journal.writing("New goal") as writer:
            writer.put(Goal(title="Never"))
            journal.stop_writing("it is damaged.")

    with pytest.raises(ReadOnlyJournal):
        change()
    with journal.reading() as reader:
        assert reader.count(Goal) == 0


@BOTH
def test_damage_met_while_reading_stops_writing(path: Path, passphrase: str) -> None:
    with create(path, passphrase) as journal, journal.writing("Many") as writer:
        for number in range(300):
            writer.put(Goal(title=f"{number}", why="because " * 60))
    root = roots(path, passphrase)["goal"]
    known = set(roots(path, passphrase).values())
    with open_journal(path, passphrase) as journal:
        assert not journal.read_only_because
        # Pages below the roots, which the first look passes over.
        data = bytearray(path.read_bytes())
        for number in range(root + 1, len(data) // PAGE_BYTES + 1):
            if number not in known:
                data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES] = bytes(PAGE_BYTES)
        path.write_bytes(data)
        before = everything(path)
        with pytest.raises(NotAJournal), journal.reading() as reader:
            reader.find(Goal)
        assert journal.read_only_because == damage.met_later(path)
        with pytest.raises(ReadOnlyJournal), journal.writing("New goal") as writer:
            writer.put(Goal(title="Never"))
    assert {name: data for name, data in everything(path).items() if name in before} == {
        name: data for name, data in before.items() if "lock" not in name and "owner" not in name
    }


def test_a_sound_journal_and_its_log_are_not_called_damaged(path: Path) -> None:
    with create(path, PASSPHRASE) as journal:
        for number in range(6):
            with journal.writing("New goal") as writer:
                writer.put(Goal(title=f"{number}", why="because " * 300))
            with open_journal(path, read_only=True, key=journal.copy_key()) as other:
                assert "damaged" not in other.read_only_because


def test_text_that_is_none_stops_writing_and_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "mine.journal"
    with create(path) as journal, journal.writing("New") as writer:
        goal = writer.put(Goal(title="Quokka goal"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Quokka goal", b"Quok\xff\xfe\xfagoal"))
    with open_journal(path) as journal:
        with pytest.raises(NotAJournal) as told, journal.reading() as reader:
            reader.get(Goal, goal.id)
        assert "Quokka" not in str(told.value)
        assert journal.read_only_because


def test_half_a_page_at_the_end_is_no_loss_where_the_log_has_it_whole(tmp_path: Path) -> None:
    path, torn = tmp_path / "mine.journal", tmp_path / "torn.journal"
    with create(path, PASSPHRASE) as journal, journal.writing("New") as writer:
        writer.put(Goal(title="In the log"))
    with open_journal(path, PASSPHRASE) as journal:
        with journal.writing("New") as writer:
            writer.put(Goal(title="More in the log"))
        torn.write_bytes(path.read_bytes() + b"x" * 1_000)
        log = path.with_name(path.name + "-wal").read_bytes()
        torn.with_name(torn.name + "-wal").write_bytes(log)
    with open_journal(torn, PASSPHRASE) as journal, journal.reading() as reader:
        assert {goal.title for goal in reader.find(Goal)} == {"In the log", "More in the log"}
    torn.with_name(torn.name + "-wal").unlink(missing_ok=True)
    torn.write_bytes(path.read_bytes() + b"x" * 1_000)
    with pytest.raises(NotAJournal, match="not a whole journal"):
        open_journal(torn, PASSPHRASE)
