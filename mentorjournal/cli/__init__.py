"""The command line: the same verbs as the window, for scripts and terminals, without Qt."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0, 1 for what went wrong, 2 for how it was asked."""
    from mentorjournal.cli.group import commands

    try:
        commands.main(args=list(arguments), prog_name="mentorjournal")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
