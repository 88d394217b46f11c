"""What encryption promises: nothing readable on the disk, no key in what is shown, SQLCipher's own format."""

from __future__ import annotations

import copy
import ctypes
import logging
import os
import pickle
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Goal, Person, Tag
from mentorjournal.services.checking import check
from mentorjournal.storage import engine as engines
from mentorjournal.storage import keys
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.tables import columns

PASSPHRASE = "three quiet herons"
PHRASE = "walruspatient"


def _write(journal: Database) -> None:
    with journal.writing(f"About {PHRASE}") as writer:
        ada = writer.put(Person(title=f"Dr {PHRASE}"))
        tag = writer.put(Tag(title=PHRASE))
        writer.put_blob(PHRASE.encode() * 100)
        for number in range(50):
            writer.put(Goal(title=f"{PHRASE} {number}", why=PHRASE * 20, people=(ada.id,), tags=(tag.id,)))


def _files_holding(folder: Path, needle: bytes) -> list[str]:
    return [item.name for item in folder.iterdir() if needle in item.read_bytes()]


def test_no_file_of_an_encrypted_journal_holds_a_word_of_it(path: Path) -> None:
    with create(path, PASSPHRASE) as journal:
        _write(journal)
        names = {item.name for item in path.parent.iterdir()}
        assert f"{path.name}-wal" in names
        for needle in (PHRASE.encode(), PASSPHRASE.encode(), b"CREATE TABLE", b"SQLite format"):
            assert _files_holding(path.parent, needle) == []
    assert _files_holding(path.parent, PHRASE.encode()) == []


def test_the_search_for_words_in_files_finds_them_in_a_plain_journal(path: Path) -> None:
    with create(path) as journal:
        _write(journal)
        assert f"{path.name}-wal" in _files_holding(path.parent, PHRASE.encode())


@pytest.mark.usefixtures("usual_rounds")
def test_sqlcipher_opens_our_file_with_the_passphrase_alone(path: Path) -> None:
    with create(path, PASSPHRASE) as journal:
        _write(journal)
    raw = sqlcipher.connect(str(path))
    raw.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert raw.execute("SELECT count(*) FROM goal").fetchone() == (50,)
    raw.close()


def test_neither_key_nor_words_are_in_what_is_shown_or_logged(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sqlalchemy")
    with create(path, PASSPHRASE) as journal:
        _write(journal)
        with journal.reading() as reader:
            assert reader.find(Tag, columns(Tag).title == PHRASE)
        key = keys.derive(PASSPHRASE, keys.read_head(path).salt)
        shown = [
            repr(key),
            str(key),
            repr(journal),
            repr(journal._engine),
            str(journal._engine.url),
            repr(vars(journal)),
        ]
    assert "INSERT INTO blob" in caplog.text
    assert "FROM record" in caplog.text
    everything = "\n".join([*shown, caplog.text])
    for secret in (PASSPHRASE, key.raw.hex(), repr(key.raw), PHRASE):
        assert secret not in everything


def test_an_error_of_the_engine_carries_no_journal_text(journal: Database) -> None:
    statement = text("INSERT INTO nothing VALUES (:words)")
    with pytest.raises(StorageFailed) as failed, journal.writing("Break") as writer:
        writer.connection.execute(statement, {"words": PHRASE})
    chain: BaseException | None = failed.value
    while chain is not None:
        assert PHRASE not in str(chain)
        chain = chain.__cause__


def test_one_passphrase_makes_a_different_file_each_time(tmp_path: Path) -> None:
    heads = set()
    for name in ("a", "b"):
        create(tmp_path / f"{name}.journal", PASSPHRASE).close()
        heads.add(keys.read_head(tmp_path / f"{name}.journal").salt)
    assert len(heads) == 2


def test_a_salt_never_looks_like_another_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [b"{" + bytes(15), b"\x1f\x8b" + bytes(14), b"a" * 16, bytes(range(16))]
    monkeypatch.setattr(os, "urandom", lambda _: drawn.pop(0))
    assert keys.fresh_salt() == bytes(range(16))


def test_a_page_changed_on_the_disk_is_noticed(path: Path) -> None:
    with create(path, PASSPHRASE) as journal:
        _write(journal)
    whole = bytearray(path.read_bytes())
    whole[-5000] ^= 1
    path.write_bytes(whole)
    key = keys.derive(PASSPHRASE, keys.read_head(path).salt)
    raw = engines.connect(path, key, read_only=True, immutable=True)
    whole_file = "SELECT sum(length(before)), (SELECT count(*) FROM search_data) FROM revision"
    with pytest.raises(sqlcipher.DatabaseError, match=r"malformed|I/O"):
        raw.executescript(f"PRAGMA integrity_check; {whole_file}; SELECT sum(length(why)) FROM goal;")
    raw.close()
    with open_journal(path, PASSPHRASE) as journal:
        assert not check(journal).ok


def test_a_key_is_wiped_when_the_journal_is_closed_and_a_copy_is_not(path: Path) -> None:
    with create(path, PASSPHRASE) as journal:
        assert journal.key is not None
        own, raw = journal.key, journal.key.raw
        other = journal.copy_key()
        assert other == own
    assert not raw
    assert not own.raw
    assert other is not None
    with open_journal(path, key=other) as journal:
        assert journal.key is not other
    with open_journal(path, key=other):
        pass
    other.wipe()
    other.wipe()
    with pytest.raises(StorageFailed, match="open it again"):
        open_journal(path, key=other)


def test_the_bytes_of_a_key_are_overwritten_where_they_lie() -> None:
    key = keys.Key(b"k" * 32, b"s" * 16)
    held = (ctypes.c_char * 32).from_buffer(key.raw)
    with pytest.raises(BufferError):  # forgetting them has to wait for whoever looks at them
        key.wipe()
    assert held.raw == bytes(32)
    del held
    key.wipe()


def test_a_closed_journal_is_not_read_again_with_a_wiped_key(path: Path) -> None:
    journal = create(path, PASSPHRASE)
    journal.close()
    with pytest.raises(StorageFailed, match="closed meanwhile"), journal.reading():
        pass


def test_a_key_is_never_written_down() -> None:
    key = keys.derive(PASSPHRASE, bytes(range(16)))
    for write in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled"):
            write(key)
