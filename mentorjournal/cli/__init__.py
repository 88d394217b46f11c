"""The command line: the same verbs as the window, for scripts and terminals, without Qt."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

_ENDINGS: Final = ("SIGTERM", "SIGHUP")


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0, 1 for what went wrong, 128 and more for a signal."""
    from mentorjournal.cli.group import commands

    try:
        with _tidy_when_ended():
            commands.main(args=list(arguments), prog_name="mentorjournal")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


@contextmanager
def _tidy_when_ended() -> Iterator[None]:
    """Turn a signal that ends the process into SystemExit, so that no half file and no lock stays behind."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    # One that is ignored, as under nohup, stays ignored.
    wanted = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]
    ours = [number for number in wanted if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
