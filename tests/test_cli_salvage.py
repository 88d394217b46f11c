"""`salvage` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services
from mentorjournal.storage import damage
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.keys import PAGE_BYTES
from tests.cli_helpers import done, done_json, refused, run
from tests.storage.sample import PASSPHRASE
from tests.storage.test_damage import DATABASES, roots, zero


def test_what_can_be_read_is_saved_and_said(tmp_path: Path) -> None:
    journal, out = tmp_path / "mine.journal", tmp_path / "new.journal"
    shutil.copy(DATABASES / "schema-3.journal", journal)
    zero(journal, roots(journal, "")["link"])
    assert "is damaged" in refused("import", tmp_path, "--journal", journal)
    said = done("salvage", "--journal", journal, "--out", out)
    assert said.startswith("Saved into new.journal: 28 records and 1 attached file of mine.journal.")
    assert "No problems were found." in done("check", "--journal", out)
    assert "already there" in refused("salvage", "--journal", journal, "--out", out)
    assert "There is no file at" in refused(
        "salvage", "--journal", tmp_path / "none", "--out", tmp_path / "x"
    )


@pytest.mark.usefixtures("usual_rounds")
def test_an_encrypted_one_takes_its_passphrase_from_a_file(tmp_path: Path) -> None:
    journal, out, secret = tmp_path / "mine.journal", tmp_path / "new.journal", tmp_path / "secret"
    shutil.copy(DATABASES / "schema-3-encrypted.journal", journal)
    secret.write_text("wrong")
    arguments = ("salvage", "--journal", journal, "--out", out)
    assert "nobody is there to ask" in refused(*arguments)
    assert "opens no page" in refused(*arguments, "--passphrase-file", secret)
    secret.write_text(PASSPHRASE)
    assert done_json(*arguments, "--passphrase-file", secret)["records"] == 28


def test_what_to_do_about_damage_is_said_by_the_names_of_the_commands(tmp_path: Path) -> None:
    journal = tmp_path / "mine.journal"
    done("sample", journal)
    zero(journal, roots(journal, "")["link"])
    assert "is damaged" in run("info", "--journal", journal).stderr
    told = run("check", "--journal", journal)
    assert told.exit_code == 1
    assert {"`backups`", "`restore`", "`salvage`"} <= {*told.stderr.split()}
    assert not {"index", "tree", "btree", "row"} & {*told.stdout.lower().split()}, "no words of the engine"


def test_a_sound_journal_without_records_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "empty.mentorjournal"
    create_services(path).journal.close()
    said = refused("salvage", "--journal", path, "--out", tmp_path / "new.mentorjournal")
    assert "is not damaged: there is no record in it" in said
    assert "Restore a backup" not in said


def test_what_check_found_damaged_no_later_command_writes_to(tmp_path: Path) -> None:
    path, source = tmp_path / "mine.journal", tmp_path / "n.md"
    source.write_text("# One more\n\nText")
    services = create_services(path)
    for number in range(60):
        services.records.save(Goal(title=f"Goal {number}", why=f"needle {number} " * 200))
    services.journal.close()
    sound = path.read_bytes()
    zero(path, sound.index(b"needle 30 ") // PAGE_BYTES + 1)
    harmed = path.read_bytes()
    assert run("check", "--journal", path).exit_code == 1
    for command in (("import", source), ("packet", "key")):
        assert "is damaged" in refused(*command, "--journal", path)
    assert path.read_bytes() == harmed
    with open_journal(path, read_only=True) as journal:
        assert journal.damaged
    shutil.copy(path, tmp_path / "old.journal")
    path.unlink()
    path.write_bytes(sound)
    done("import", source, "--journal", path)
    assert not [beside for beside in tmp_path.iterdir() if beside.name.endswith(".damaged")]


def test_a_file_that_a_later_check_finds_sound_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.journal"
    create_services(path).journal.close()
    damage.remember(path)
    with open_journal(path) as journal:
        assert journal.read_only_because.startswith("mine.journal is damaged")
    assert "No problems were found." in done("check", "--journal", path)
    with open_journal(path) as journal:
        assert not journal.read_only_because
