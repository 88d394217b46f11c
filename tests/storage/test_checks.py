"""A check finds every kind of damage, says so in a sentence, and changes nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled
from mentorjournal.model.types import Attachment, Goal, Tag
from mentorjournal.services.checking import check
from mentorjournal.storage import engine as engines
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal

BIG = bytes(range(256)) * 6_000


@pytest.fixture
def filled(path: Path) -> Path:
    with create(path) as journal, journal.writing("Start") as writer:
        tag = writer.put(Tag(title="clinic"))
        writer.put(Goal(title="Teach", tags=(tag.id,)))
        writer.trash(writer.put(Goal(title="Sing")))
        for title, data in (("scan.png", BIG), ("letter.pdf", b"letter")):
            writer.put(Attachment(title=title, sha256=writer.put_blob(data), size=len(data)))
    return path


def _harm(path: Path, *statements: str) -> None:
    raw = engines.connect(path, None, read_only=False, fresh=True)
    raw.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_a_sound_journal_is_said_to_be_sound(filled: Path) -> None:
    with open_journal(filled) as journal:
        told: list[object] = []
        journal.subscribe(told.append)
        report = check(journal)
        assert told == []
    assert report.ok
    assert report.records == {"goal": 2, "attachment": 2, "tag": 1}
    assert report.sentences == ("5 records were read, 1 of them in the trash.", "No problems were found.")
    with open_journal(filled, read_only=True) as journal:
        seen = check(journal)
    assert seen.ok
    assert seen.sentences[:2] == report.sentences
    assert seen.words_unseen == "this window was opened for reading only."
    assert seen.sentences[2].endswith("were not compared with the texts: " + seen.words_unseen)


def test_a_link_to_nothing_is_found(filled: Path) -> None:
    _harm(filled, "INSERT INTO link SELECT id, 'related', 'gone', 0 FROM record WHERE title = 'Teach'")
    with open_journal(filled) as journal:
        report = check(journal)
    assert not report.ok
    assert report.links == ("link points to a missing record",)
    assert "Some links lead nowhere." in report.sentences[1]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM search_doc WHERE title = 'Teach'", "1 record is not in it"),
        ("UPDATE record SET deleted_at = 'x' WHERE title = 'Teach'", "1 of its entries belongs to no record"),
        (
            "DELETE FROM search_docsize WHERE id = (SELECT max(id) FROM search_docsize)",
            "it counts 3 texts instead of 4",
        ),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_an_index_that_misses_records_is_found(
    filled: Path, statement: str, problem: str, read_only: bool
) -> None:
    _harm(filled, statement)
    with open_journal(filled, read_only=read_only) as journal:
        report = check(journal)
    assert problem in report.search
    assert not report.ok


def test_an_index_with_other_words_is_found(filled: Path) -> None:
    _harm(
        filled,
        "DROP TRIGGER search_doc_changed",
        "UPDATE search_doc SET title = 'Other' WHERE title = 'Teach'",
        "UPDATE record SET title = 'Other' WHERE title = 'Teach'",
    )
    with open_journal(filled) as journal:
        report = check(journal)
        assert report.search == ("its words differ from the texts",)
        with journal.writing("Still writable") as writer:
            writer.put(Goal(title="Yes"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET title = 'Other' WHERE title = 'Teach'",
        "UPDATE goal SET why = 'Other' WHERE id = (SELECT id FROM record WHERE title = 'Teach')",
        "UPDATE search_doc SET tags = 'other' WHERE title = 'Teach'",
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_texts_of_the_index_that_no_record_says_are_found(
    filled: Path, statement: str, read_only: bool
) -> None:
    _harm(filled, statement)
    with open_journal(filled, read_only=read_only) as journal:
        report = check(journal)
    assert report.search == ("1 of its texts is not that of its record",)
    assert not report.ok


def test_a_record_that_cannot_be_read_is_told_and_never_raises(filled: Path) -> None:
    _harm(filled, "UPDATE record SET created_at = 'never' WHERE title = 'Teach'")
    with open_journal(filled) as journal:
        assert check(journal).search == ("some records cannot be read to compare it with them",)


def test_bytes_that_changed_are_missing_or_belong_to_nobody_are_found(filled: Path) -> None:
    letter = hashlib.sha256(b"letter").hexdigest()
    stray = "0" * 64
    _harm(
        filled,
        "UPDATE blob SET data = x'00' WHERE part = 1",
        f"UPDATE blob SET sha256 = '{stray}' WHERE sha256 = '{letter}'",
    )
    with open_journal(filled) as journal:
        report = check(journal)
    assert report.missing == ("letter.pdf",)
    assert report.damaged[0] in ("scan.png", stray)
    assert "scan.png" in report.damaged
    assert report.orphans == (stray,)
    assert not report.ok


def test_a_part_that_is_gone_is_found(filled: Path) -> None:
    _harm(filled, "DELETE FROM blob WHERE part = 0 AND length(data) > 100")
    with open_journal(filled) as journal:
        assert check(journal).damaged == ("scan.png",)


def test_bytes_without_an_attachment_only_cost_space(journal: Database) -> None:
    with journal.writing("Attach") as writer:
        sha256 = writer.put_blob(b"nobody's")
    report = check(journal)
    assert report.ok
    assert report.orphans == (sha256,)
    assert report.sentences[1] == "1 kept file belongs to no attachment any more; that only costs space."


def test_damaged_pages_are_found_and_never_raise(filled: Path) -> None:
    raw = engines.connect(filled, None, read_only=True)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'link_by_target'").fetchone()[0]
    raw.close()
    whole = bytearray(filled.read_bytes())
    whole[(root - 1) * 4096 : root * 4096] = b"\xee" * 4096
    filled.write_bytes(whole)
    with open_journal(filled) as journal:
        report = check(journal)
    assert not report.ok
    assert report.pages
    assert any("restore the newest good backup" in sentence for sentence in report.sentences)


def test_a_check_can_be_stopped(filled: Path) -> None:
    def stop(_what: str) -> None:
        raise Cancelled("Stopped.")

    with open_journal(filled) as journal:
        with pytest.raises(Cancelled):
            check(journal, stop)
        assert check(journal).ok
