"""`salvage` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentorjournal.services.opening import create_services
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
