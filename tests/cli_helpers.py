"""What the tests of the command line share: running a command here or in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mentorjournal.cli.group import commands

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: object) -> Result:
    """Run one command in this process; an error that is no answer to the reader is raised here."""
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: object) -> str:
    """What a command prints that succeeds."""
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def done_json(*arguments: object) -> Any:
    """The JSON value a command prints that succeeds."""
    return json.loads(done(*arguments, "--json"))


def refused(*arguments: object) -> str:
    """The one line of a command that is refused."""
    result = run(*arguments)
    assert result.exit_code == 1, result.output
    return one_error_line(result.stderr)


def one_error_line(stderr: str) -> str:
    """The message, when there is exactly one line on stderr and it is no traceback."""
    (line,) = stderr.splitlines()
    assert line.startswith("Error: ")
    assert line.endswith((".", ")"))
    return line.removeprefix("Error: ")


def process(*arguments: object, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `python -m mentorjournal` with these arguments, after `before` in the new process."""
    return subprocess.run(
        [sys.executable, "-m", "mentorjournal", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
