"""On the command line a passphrase is set, changed and removed, its strength told, and the sheet for it printed."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.cli_helpers import done, done_json, refused
from tests.test_cli_passphrase import typed_at_a_terminal


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.mentorjournal"
    done("new", path)
    return path


def a_file(folder: Path, passphrase: str) -> Path:
    path = folder / f"key-{passphrase[:4]}"
    path.write_text(f"{passphrase}\n", "utf-8")
    return path


def test_a_passphrase_is_set_changed_and_removed(tmp_path: Path, journal: Path) -> None:
    first, second = a_file(tmp_path, "walnut quarrel lantern"), a_file(tmp_path, "1987-04-12")
    said = done("passphrase", "--journal", journal, "--new-passphrase-file", first)
    assert "very hard to guess" in said
    assert "encrypted now" in said
    assert "walnut" not in said
    assert done_json("info", "--journal", journal, "--passphrase-file", first)["encrypted"] is True
    said = done(
        "passphrase", "--journal", journal, "--passphrase-file", first, "--new-passphrase-file", second
    )
    assert "easy to guess" in said
    assert "Dates are tried early" in said
    assert "does not open" in refused("info", "--journal", journal, "--passphrase-file", first)
    said = done("passphrase", "--journal", journal, "--passphrase-file", second, "--remove")
    assert "not encrypted any more" in said
    assert done_json("info", "--journal", journal)["encrypted"] is False


def test_a_copy_that_stays_as_it_was_is_named_and_the_change_is_no_failure(
    tmp_path: Path, journal: Path
) -> None:
    copy = tmp_path / "mine (damaged, 2026-11-22 21.00.00).mentorjournal"
    copy.write_bytes(journal.read_bytes())
    said = done(
        "passphrase", "--journal", journal, "--new-passphrase-file", a_file(tmp_path, "walnut quarrel")
    )
    assert "encrypted now" in said
    assert copy.name in said
    assert done("info", "--journal", journal, "--passphrase-file", tmp_path / "key-waln")


def test_what_cannot_be_done_is_refused_and_changes_nothing(tmp_path: Path, journal: Path) -> None:
    key = a_file(tmp_path, "walnut quarrel lantern")
    before = journal.read_bytes()
    assert "not encrypted" in refused("passphrase", "--journal", journal, "--remove")
    assert "not encrypted" in refused("recovery-sheet", "--journal", journal, "--out", tmp_path / "a.pdf")
    both = ("--remove", "--new-passphrase-file", key)
    assert "no new passphrase" in refused("passphrase", "--journal", journal, *both)
    assert "Nobody is there" in refused("passphrase", "--journal", journal)
    gone = refused("passphrase", "--journal", journal, "--new-passphrase-file", tmp_path / "gone")
    assert "new passphrase file" in gone
    assert journal.read_bytes() == before
    assert not (tmp_path / "a.pdf").exists()


def test_the_recovery_sheet_holds_the_passphrase_only_if_asked(tmp_path: Path, journal: Path) -> None:
    key, out = a_file(tmp_path, "walnut quarrel lantern"), tmp_path / "sheet.pdf"
    done("passphrase", "--journal", journal, "--new-passphrase-file", key)
    arguments = ("recovery-sheet", "--journal", journal, "--passphrase-file", key, "--out", out)
    assert "Write the passphrase on it" in done(*arguments)
    assert "walnut" not in text_of(out)
    assert "delete the file" in done(*arguments, "--print-passphrase", "--paper", "letter")
    assert "walnut quarrel lantern" in text_of(out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return str(pdf[0].get_textpage().get_text_range())


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_person_is_asked_for_the_passphrase_of_now_and_twice_for_the_new_one(
    tmp_path: Path, journal: Path
) -> None:
    key = a_file(tmp_path, "walnut quarrel lantern")
    done("passphrase", "--journal", journal, "--new-passphrase-file", key)
    new = "otter violin basalt"
    _out, asked = typed_at_a_terminal(
        ["passphrase", "--journal", str(journal)], ["walnut quarrel lantern", new, new]
    )
    assert "otter" not in asked
    done("info", "--journal", journal, "--passphrase-file", a_file(tmp_path, new))
