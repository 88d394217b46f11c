"""Backups from the command line: made, listed, looked into, and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import services_for
from mentorjournal.services.opening import open_to_write
from tests.cli_helpers import done, done_json, refused, run


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    (tmp_path / "work.txt").write_text("[2024-03-04 09:15] Journal club.\nOf denominators.\n")
    done("import", tmp_path / "work.txt", "--journal", path)
    return path


def test_a_backup_is_made_listed_and_restored_whole(journal: Path, tmp_path: Path) -> None:
    assert done("backups", "--journal", journal) == "There is no backup yet.\n"
    assert "a backup of 1 record:" in done("backup", "--journal", journal)
    (listed,) = done_json("backups", "--journal", journal)
    assert (listed["kind"], listed["place"], sum(listed["records"].values())) == ("asked", "here", 1)
    (tmp_path / "more.txt").write_text("[2024-04-04 09:15] Another.\n")
    done("import", tmp_path / "more.txt", "--journal", journal)
    found = done_json("restore", "--journal", journal, "--backup", listed["path"], "--dry-run")
    assert [item["title"] for item in found["only_here"]] == ["Another."]
    assert found["only_there"] == found["changed"] == []
    assert "1 record" in done("restore", "--journal", journal, "--backup", listed["path"])
    assert done_json("info", "--journal", journal)["records"]["reflection"] == 1
    assert "(made before a larger change)" in done("backups", "--journal", journal)


def test_a_single_record_comes_back_and_undo_takes_it_away(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.mentorjournal"
    with open_to_write(journal) as database:
        services = services_for(database)
        goal = services.records.save(Goal(title="Teach"))
        done("backup", "--journal", journal, "--out", out)
        services.records.trash(goal.id)
    assert "None of these" in refused("restore", "--journal", journal, "--backup", out, "--record", "x")
    said = done("restore", "--journal", journal, "--backup", out, "--record", goal.id, "--dry-run")
    assert "(in the trash)" in said
    assert "Nothing was changed." in said
    assert "Brought back 1 record." in done(
        "restore", "--journal", journal, "--backup", out, "--record", goal.id
    )
    with open_to_write(journal) as database:
        services = services_for(database)
        assert services.history.undo() == "Restore 1 record from a backup"
        assert services.records.all(Goal) == ()


def test_another_journal_is_no_backup_unless_it_is_forced(journal: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.journal", tmp_path / "out.journal"
    done("new", other)
    restore = ("restore", "--journal", journal, "--backup")
    assert "no backup of mine.journal" in (said := refused(*restore, other))
    assert "--force" in said
    assert done_json("info", "--journal", journal)["records"]["reflection"] == 1
    done("backup", "--journal", journal, "--out", out)
    done(*restore, out)
    said = done(*restore, other, "--force")
    (kept, *_) = (item["path"] for item in done_json("backups", "--journal", journal))
    assert Path(kept).name in said
    done(*restore, kept)
    assert done_json("info", "--journal", journal)["records"]["reflection"] == 1


def test_a_journal_that_is_gone_or_damaged_comes_back_with_its_passphrase(tmp_path: Path) -> None:
    journal, key, out = tmp_path / "mine.journal", tmp_path / "key", tmp_path / "out.journal"
    key.write_text("three quiet herons")
    done("new", journal, "--passphrase-file", key)
    done("backup", "--journal", journal, "--out", out, "--passphrase-file", key)
    restore = ("restore", "--journal", journal, "--backup", out)
    journal.unlink()
    assert "--passphrase-file" in refused(*restore)
    assert not journal.exists()
    done(*restore, "--passphrase-file", key)
    key.with_name("other").write_text("another one")
    wrong = ("--passphrase-file", key, "--backup-passphrase-file", key.with_name("other"))
    assert "named with --backup-passphrase-file" in refused(*restore, *wrong)
    journal.write_bytes(journal.read_bytes()[:9_000])
    assert "`restore --backup FILE`" in refused("info", "--journal", journal, "--passphrase-file", key)
    assert "damaged" in done(*restore, "--passphrase-file", key)
    assert done_json("info", "--journal", journal, "--passphrase-file", key)["encrypted"] is True


def test_what_cannot_be_is_one_line_and_changes_nothing(journal: Path, tmp_path: Path) -> None:
    before = journal.read_bytes()
    (tmp_path / "there").write_text("mine")
    assert "no folder" in refused("backup", "--journal", journal, "--out", tmp_path / "slip" / "copy")
    assert "already there" in refused("backup", "--journal", journal, "--out", tmp_path / "there")
    assert "where the journal lies" in refused("backup", "--journal", journal, "--out", journal, "--force")
    assert "--force belongs to --out" in refused("backup", "--journal", journal, "--force")
    for source in (tmp_path / "there", tmp_path / "gone"):
        for more in ((), ("--dry-run",), ("--record", "x")):
            refused("restore", "--journal", journal, "--backup", source, *more)
    assert (tmp_path / "there").read_text() == "mine"
    assert journal.read_bytes() == before
    assert run("restore", "--journal", journal).exit_code == 1
