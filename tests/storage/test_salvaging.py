"""What can still be read of a damaged journal is saved: everything on the pages that are whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.errors import Cancelled, JournalError, JournalInUse, StorageFailed, WrongPassphrase
from mentorjournal.model.types import Attachment, Goal, Person, Reflection, Tag
from mentorjournal.services.salvaging import Salvaged, salvage
from mentorjournal.storage import engine as engines
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import PAGE_BYTES, Key, read_head
from tests.storage.helpers import assert_sound, hits, picture, raw_rows
from tests.storage.sample import PASSPHRASE
from tests.storage.test_damage import BOTH, DATABASES, everything, roots, zero

LONG = "What I asked, and what I was told. " * 200


@pytest.fixture(scope="module", params=["", PASSPHRASE], ids=["plain", "encrypted"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key | None]:
    """A journal with links, long texts, history, a big file, something in the trash; made once for each kind."""
    path = tmp_path_factory.mktemp("made") / "made.journal"
    with create(path, request.param) as journal:
        with journal.writing("Start") as writer:
            tags = [writer.put(Tag(title=f"tag {number}")).id for number in range(5)]
            people = [writer.put(Person(title=f"Person {number}")).id for number in range(5)]
            writer.set_meta("owner", {"name": "Amara"})
            writer.set_meta("identity", "abc")
            data = bytes(range(256)) * 200
            writer.put(Attachment(title="scan.png", sha256=writer.put_blob(data), size=len(data)))
        for number in range(24):
            with journal.writing("New reflection") as writer:
                links: dict[str, Any] = {"tags": tuple(tags[number % 5 :]), "people": (people[number % 5],)}
                writer.put(Reflection(title=f"Reflection {number}", **links))
                writer.put(Goal(title=f"Goal {number}", why=LONG[: number * 280], tags=(tags[number % 5],)))
        with journal.writing("Trash") as writer:
            writer.trash(writer.find(Goal)[0])
        key = journal.copy_key()
    return path, key


@pytest.fixture
def harmed(made: tuple[Path, Key | None], path: Path) -> tuple[Path, Key | None]:
    shutil.copy(made[0], path)
    return path, made[1].copy() if made[1] else None


def rescued(harmed: tuple[Path, Key | None], target: Path) -> tuple[Salvaged, Database]:
    """What was salvaged, opened and sound."""
    path, key = harmed
    before = everything(path)
    done = salvage(path, "", target, key=key)
    assert {name: data for name, data in everything(path).items() if name in before} == before
    journal = open_journal(target, key=key)
    assert not journal.read_only_because
    return done, journal


@pytest.fixture
def whole(made: tuple[Path, Key | None]) -> Iterator[Database]:
    with open_journal(made[0], key=made[1]) as journal:
        yield journal


def test_a_sound_journal_comes_over_as_it_is(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path
) -> None:
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert picture(journal) == picture(whole)
        assert_sound(journal)
        for table in ("revision", "blob", "record"):
            assert raw_rows(journal, f"SELECT * FROM {table}") == raw_rows(whole, f"SELECT * FROM {table}")
        with journal.reading() as reader:
            assert reader.meta("owner") == {"name": "Amara"}
            # Or its backups would take the place of those of the damaged one.
            assert reader.meta("identity") is None
    assert done.lost == ()
    assert "Nothing is known to be missing." in done.said
    assert sorted(found.name for found in tmp_path.iterdir() if "lock" not in found.name) == [
        "mine.journal",
        "new.journal",
    ]


def test_it_is_said_that_the_owner_is_lost(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path
) -> None:
    path, key = harmed
    raw = engines.connect(path, key, read_only=True, immutable=True)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
    raw.close()
    zero(path, root)
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert picture(journal) == picture(whole)
    assert "Its owner and its own settings were not found" in done.said
    assert "Of its records nothing is known to be missing." in done.said


@pytest.mark.parametrize("name", ["record", "goal", "link"])
def test_nothing_is_lost_below_a_page_that_only_leads_to_others(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path, name: str
) -> None:
    path, key = harmed
    raw = engines.connect(path, key, read_only=True, immutable=True)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    raw.close()
    zero(path, root)
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert picture(journal) == picture(whole)
        assert_sound(journal)
    assert done.lost == ()


def test_a_journal_whose_first_page_is_gone_comes_over_whole(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path
) -> None:
    path, _ = harmed
    data = bytearray(path.read_bytes())
    data[16:PAGE_BYTES] = bytes(PAGE_BYTES - 16)
    path.write_bytes(data)
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert picture(journal) == picture(whole)
    assert done.lost == ()


def test_a_journal_cut_in_its_middle_gives_what_its_pages_hold(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path
) -> None:
    path, _ = harmed
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3 + 100])  # behind the list of tables
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert_sound(journal)
        found, wanted = dict(picture(journal)["records"]), dict(picture(whole)["records"])
    assert 5 < len(found) <= len(wanted)
    assert set(found) <= set(wanted)
    assert len(found) + len([item for item in done.lost if item.what == "all"]) <= len(wanted)


def test_a_lost_page_of_text_is_brought_back_from_history_or_named(
    harmed: tuple[Path, Key | None], whole: Database, tmp_path: Path
) -> None:
    path, key = harmed
    raw = engines.connect(path, key, read_only=False)
    raw.execute("DELETE FROM revision WHERE record IN (SELECT id FROM record WHERE title = 'Goal 22')")
    raw.close()
    zero_pages_with(path, key, "Goal 22", "goal")
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal:
        assert hits(journal, "goal 22") == ["Goal 22"]
        assert_sound(journal)
    assert [(item.title, item.what in ("text", "part", "letters")) for item in done.lost] == [
        ("Goal 22", True)
    ]
    assert "“Goal 22” (goal)" in done.said


def zero_pages_with(path: Path, key: Key | None, title: str, table: str) -> None:
    """Damage the pages that hold the end of one long text: overflow pages, found by trying each."""
    sound = path.read_bytes()
    raw = engines.connect(path, key, read_only=True, immutable=True)
    known = {row[0] for row in raw.execute("SELECT rootpage FROM sqlite_master")}
    raw.close()
    for number in range(len(sound) // PAGE_BYTES, 2, -1):
        if number in known:
            continue
        zero(path, number)
        raw = engines.connect(path, key, read_only=True, immutable=True)
        try:
            raw.execute(f"SELECT count(*) FROM {table}").fetchone()
            rows = raw.execute(f"SELECT r.title, t.id FROM {table} t JOIN record r ON r.id = t.id").fetchall()
            assert len(rows) >= 24
            for other, record_id in rows:
                try:
                    text = raw.execute(f"SELECT why FROM {table} WHERE id = ?", (record_id,)).fetchone()[0]
                    hurt = "\0" in text
                except sqlcipher.Error:
                    hurt = True
                if hurt and other == title:
                    return
                if hurt:
                    break
        except (sqlcipher.Error, AssertionError):
            pass
        finally:
            raw.close()
        path.write_bytes(sound)
    pytest.fail("no such page")


def test_a_damaged_file_is_named_and_the_record_stays(
    harmed: tuple[Path, Key | None], tmp_path: Path
) -> None:
    path, key = harmed
    raw = engines.connect(path, key, read_only=False)
    raw.execute("UPDATE blob SET data = substr(data, 2)")
    raw.close()
    done, journal = rescued(harmed, tmp_path / "new.journal")
    with journal, journal.reading() as reader:
        assert [item.title for item in reader.find(Attachment)] == ["scan.png"]
    assert [(item.title, item.what) for item in done.lost] == [("scan.png", "file")]
    assert done.files == 0


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.parametrize(("version", "passphrase"), [(1, ""), (2, PASSPHRASE)])
def test_an_earlier_format_is_saved_into_todays(
    path: Path, tmp_path: Path, version: int, passphrase: str
) -> None:
    shutil.copy(DATABASES / f"schema-{version}{'-encrypted' if passphrase else ''}.journal", path)
    zero(path, roots(path, passphrase)["record_by_type"])
    done = salvage(path, passphrase, tmp_path / "new.journal")
    shutil.copy(DATABASES / f"schema-{version}{'-encrypted' if passphrase else ''}.journal", path)
    with open_journal(path, passphrase) as old, open_journal(done.path, passphrase) as new:
        assert picture(new)["records"] == picture(old)["records"]
        assert picture(new)["link"] == picture(old)["link"]
        assert_sound(new)


@BOTH
@pytest.mark.parametrize("broken", [False, True])
def test_what_only_the_log_holds_is_saved_up_to_where_it_broke(
    tmp_path: Path, passphrase: str, broken: bool
) -> None:
    path = tmp_path / "mine.journal"
    with create(tmp_path / "made.journal", passphrase) as journal:
        for title in ("One", "Two", "Three"):
            with journal.writing("New goal") as writer:
                writer.put(Goal(title=title))
        for end in ("", "-wal"):
            shutil.copy(tmp_path / f"made.journal{end}", tmp_path / f"mine.journal{end}")
    log = tmp_path / "mine.journal-wal"
    if broken:
        data = bytearray(log.read_bytes())
        data[-100] ^= 1
        log.write_bytes(data)
    done = salvage(path, passphrase, tmp_path / "new.journal")
    with open_journal(done.path, passphrase) as new, new.reading() as reader:
        titles = {goal.title for goal in reader.find(Goal)}
    assert titles == ({"One", "Two"} if broken else {"One", "Two", "Three"})
    assert ("log broke off" in done.said) is broken


def test_it_makes_nothing_where_it_cannot(harmed: tuple[Path, Key | None], tmp_path: Path) -> None:
    path, key = harmed
    target = tmp_path / "new.journal"
    if key is not None:
        with pytest.raises(WrongPassphrase, match="opens no page"):
            salvage(path, "another one", target)
    with pytest.raises(Cancelled):
        salvage(path, "", target, lambda done, _: done < 5, key=key)
    with open_journal(path, key=key), pytest.raises(JournalInUse, match="Close it there first"):
        salvage(path, "", target, key=key)
    assert not target.exists()
    target.write_bytes(b"mine")
    with pytest.raises(StorageFailed, match="already there"):
        salvage(path, "", target, key=key)
    assert target.read_bytes() == b"mine"
    with pytest.raises(JournalError):
        salvage(tmp_path / "nowhere", "", tmp_path / "other.journal")
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".new")] == []


def test_a_journal_of_which_nothing_is_left_is_refused(path: Path, tmp_path: Path) -> None:
    shutil.copy(DATABASES / "schema-5.journal", path)
    data = bytearray(path.read_bytes())
    data[PAGE_BYTES:] = bytes(len(data) - PAGE_BYTES)
    path.write_bytes(data)
    with pytest.raises(StorageFailed, match="Nothing could be read"):
        salvage(path, "", tmp_path / "new.journal")
    assert not (tmp_path / "new.journal").exists()


@pytest.mark.usefixtures("usual_rounds")
def test_an_encrypted_journal_is_saved_with_the_same_passphrase(path: Path, tmp_path: Path) -> None:
    shutil.copy(DATABASES / "schema-5-encrypted.journal", path)
    salvage(path, PASSPHRASE, tmp_path / "new.journal")
    assert read_head(tmp_path / "new.journal").salt == read_head(path).salt
    with open_journal(tmp_path / "new.journal", PASSPHRASE) as journal:
        assert journal.encrypted
