"""A passphrase comes from a file or from a person who is asked, and is shown nowhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_helpers import ROOT, done, done_json, refused


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    path = tmp_path / "work.txt"
    path.write_text("[2024-03-04 09:15] Journal club.\nOf denominators.\n")
    return path


def test_an_encrypted_journal_opens_with_its_passphrase_file_only(tmp_path: Path, jrnl: Path) -> None:
    journal, key, wrong = tmp_path / "mine.journal", tmp_path / "key", tmp_path / "wrong"
    key.write_bytes("pässword of mine\r\nsecond line".encode())
    wrong.write_text("something else")
    assert "encrypted" in done("new", journal, "--passphrase-file", key)
    done("import", jrnl, "--journal", journal, "--passphrase-file", key)
    assert done_json("info", "--journal", journal, "--passphrase-file", key)["encrypted"] is True
    assert b"denominators" not in journal.read_bytes()
    before = journal.read_bytes()
    assert "does not open" in refused("info", "--journal", journal, "--passphrase-file", wrong)
    assert "--passphrase-file" in refused("info", "--journal", journal)
    assert journal.read_bytes() == before


def test_a_passphrase_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"\nsecond")
    (tmp_path / "long").write_bytes(b"x" * 5000)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name, says in (
        ("empty", "empty"),
        ("long", "too long"),
        ("bytes", "UTF-8"),
        ("gone", "cannot be read"),
    ):
        assert says in refused("new", tmp_path / "a.journal", "--passphrase-file", tmp_path / name)
    assert not (tmp_path / "a.journal").exists()


def test_a_passphrase_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbfpassword1\n")
    (tmp_path / "plain").write_bytes(b"password1")
    said = done("new", tmp_path / "a.journal", "--passphrase-file", tmp_path / "marked")
    assert "Its passphrase: guessed at once. It is, or is close to, a password that many people use." in said
    done("info", "--journal", tmp_path / "a.journal", "--passphrase-file", tmp_path / "plain")


def test_a_passphrase_file_that_is_missing_is_told_even_where_none_is_needed(tmp_path: Path) -> None:
    done("new", tmp_path / "a.journal")
    said = refused("info", "--journal", tmp_path / "a.journal", "--passphrase-file", tmp_path / "gone")
    assert "gone cannot be read" in said
    (tmp_path / "key").write_text("not needed")
    done("info", "--journal", tmp_path / "a.journal", "--passphrase-file", tmp_path / "key")


def test_nobody_at_the_terminal_is_not_asked(tmp_path: Path) -> None:
    assert "--passphrase-file" in refused("new", tmp_path / "a.journal", "--encrypt")
    assert not (tmp_path / "a.journal").exists()
    (tmp_path / "key").write_text("seven brisk herons wade")
    done("new", tmp_path / "a.journal")
    said = refused("passphrase", "--journal", tmp_path / "a.journal", "--passphrase-file", tmp_path / "key")
    assert "that holds it with --new-passphrase-file" in said
    assert "a.journal has no passphrase so far: --passphrase-file is for a present one." in said


def typed_at_a_terminal(arguments: list[str], answers: list[str]) -> tuple[str, str]:
    """Run a command at a pseudo-terminal and answer each prompt when it stands there; stdout and stderr."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "mentorjournal", *arguments],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    ) as asked:
        os.close(theirs)
        assert asked.stderr is not None
        said = b""
        for answer in answers:
            prompt = b""
            while not prompt.endswith(b": ") and (more := asked.stderr.read(1)):
                prompt += more
            said += prompt
            os.write(ours, f"{answer}\n".encode())
        out, rest = asked.communicate(timeout=60)
        os.close(ours)
    assert asked.returncode == 0, said + rest
    return out.decode(), (said + rest).decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_person_is_asked_twice_for_a_new_passphrase_and_once_for_a_known_one(tmp_path: Path) -> None:
    journal, answer = str(tmp_path / "mine.journal"), "fern and flint"
    out, asked = typed_at_a_terminal(["new", journal, "--encrypt"], [answer, answer])
    assert "an encrypted journal" in out
    assert "cannot be recovered" in asked
    out, asked = typed_at_a_terminal(["info", "--json", "--journal", journal], [answer])
    assert json.loads(out)["encrypted"] is True
    assert asked.startswith("Passphrase of mine.journal")
    assert "fern" not in out + asked
