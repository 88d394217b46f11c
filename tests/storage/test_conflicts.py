"""Conflict copies: known by the names of each sync client, and only where they are journals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentorjournal.storage.conflicts import conflict_copies, conflict_name
from mentorjournal.storage.journal_file import create


@pytest.mark.parametrize(
    ("name", "made_by", "sure"),
    [
        ("mine (Ada's conflicted copy 2026-04-14).mentorjournal", "Dropbox or Nextcloud", True),
        ("mine (lab-pc's conflicted copy 2026-04-14) (1).mentorjournal", "Dropbox or Nextcloud", True),
        ("mine (conflicted copy 2026-04-14 101500).mentorjournal", "Dropbox or Nextcloud", True),
        ("mine_conflict-20260414-101500.mentorjournal", "ownCloud", True),
        ("mine (Case Conflict 1).mentorjournal", "Dropbox", True),
        ("mine.sync-conflict-20260414-101500-ABC2DEF.mentorjournal", "Syncthing", True),
        ("mine (SFConflict ada@uni.example 2026-04-14-10-15-00).mentorjournal", "Seafile", True),
        ("mine [Conflict].mentorjournal", "Google Drive", True),
        ("mine (1).mentorjournal", "Google Drive", False),
        ("mine 2.mentorjournal", "iCloud", False),
        ("mine-LAB-PC.mentorjournal", "OneDrive", False),
    ],
)
def test_each_client_names_its_copies(name: str, made_by: str, sure: bool) -> None:
    assert conflict_name("mine.mentorjournal", name) == (made_by, sure)


@pytest.mark.parametrize(
    "name",
    [
        "mine.mentorjournal",
        "other 2.mentorjournal",
        "mine 2.txt",
        "minerva.mentorjournal",
        "mine (kept 2026-04-14 10.15.00).mentorjournal",
        ".mine.mentorjournal.lock",
        "mine.mentorjournal-wal",
    ],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert conflict_name("mine.mentorjournal", name) is None


def test_signs_of_a_pattern_in_a_name_mean_themselves() -> None:
    assert conflict_name("a+b (x).mentorjournal", "a+b (x) 2.mentorjournal") == ("iCloud", False)
    assert conflict_name("a.b", "axb 2") is None


def test_only_a_journal_counts(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    create(path).close()
    (tmp_path / "mine 2.mentorjournal").write_text("notes", "utf-8")
    (tmp_path / "mine 3.mentorjournal").mkdir()
    assert conflict_copies(path, None) == ()
    shutil.copyfile(path, tmp_path / "mine (1).mentorjournal")
    (found,) = conflict_copies(path, None)
    assert (found.path.name, found.made_by, found.sure) == ("mine (1).mentorjournal", "Google Drive", False)


def test_of_an_encrypted_journal_the_salt_tells_a_copy(tmp_path: Path) -> None:
    path, other = tmp_path / "mine.mentorjournal", tmp_path / "mine 2.mentorjournal"
    with create(path, "correct horse") as journal:
        assert journal.key is not None
        salt = journal.key.salt
    create(other, "another one").close()
    assert conflict_copies(path, salt) == (), "another journal of a person who counts them"
    shutil.copyfile(path, tmp_path / "mine 3.mentorjournal")
    shutil.copyfile(other, tmp_path / "mine.sync-conflict-20260414-101500-ABC2DEF.mentorjournal")
    assert [copy.path.name for copy in conflict_copies(path, salt)] == [
        "mine 3.mentorjournal",
        "mine.sync-conflict-20260414-101500-ABC2DEF.mentorjournal",
    ]
