"""How a command ends: in one line where it was misunderstood, and tidily where it was stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_helpers import ROOT, done, one_error_line, process, refused

WAITS = """
import sys
from mentorjournal.cli import run
from mentorjournal.interchange import journal_json
def wait(out, *rest):
    out.write(b"plain text")
    print("writing", flush=True)
    sys.stdin.read()
journal_json.write = wait
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["info"],
        ["import"],
        ["report"],
        ["export", "a.json", "--format", "xml"],
        ["--bogus"],
        ["inof"],
        ["new"],
    ],
)
def test_a_command_that_is_not_understood_is_one_line_and_names_its_help(arguments: list[str]) -> None:
    assert "--help.)" in refused(*arguments)
    ended = process(*arguments)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "--help.)" in one_error_line(ended.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", ["all.json", "all"])
def test_a_signal_that_ends_an_export_leaves_no_half_file(
    journal: Path, tmp_path: Path, name: str, number: signal.Signals
) -> None:
    before = sorted(tmp_path.iterdir())
    command = [
        sys.executable,
        "-c",
        WAITS,
        "export",
        str(tmp_path / name),
        "--everything",
        "--journal",
        str(journal),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ended:
        assert ended.stdout is not None
        assert ended.stdout.readline() == "writing\n"
        assert [path for path in tmp_path.iterdir() if path.suffix == ".part"]
        ended.send_signal(number)
        ended.communicate()
    assert ended.returncode == 128 + number
    left = {path for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert sorted(left) == before
