"""The command that prints what to bring to a meeting, on one page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mentorjournal.cli.options import (
    journal_option,
    json_option,
    known_meeting,
    opened_to_leave,
    paper_options,
)
from mentorjournal.cli.output import counted, say, say_json
from mentorjournal.errors import NotFound

if TYPE_CHECKING:
    from mentorjournal.services.reporting.options import Paper


@click.command()
@click.option(
    "--meeting",
    required=True,
    metavar="next|last|ID",
    help="The next planned meeting, the one held last, or the one with this id.",
)
@paper_options
@journal_option
@json_option
def brief(
    *, meeting: str, out: Path, paper: str, journal: Path, passphrase_file: Path | None, as_json: bool
) -> None:
    """Print the brief of a meeting on one page, as it was left in the window.

    For a mentee these are the ten items to bring, for a mentor a private page. Only ticked lines are printed,
    and nothing confidential. What has no room is named at the foot of the page and here.
    """
    from mentorjournal.services.preparing import Preparing

    size = cast("Paper", paper)
    now = dt.datetime.now().astimezone()
    with opened_to_leave(journal, passphrase_file) as database:
        preparing = Preparing(database)
        found = preparing.next_meeting(now) if meeting == "next" else known_meeting(database, meeting)
        if not found:
            raise NotFound("No meeting is planned from today on. Plan one, or name one by its id.")
        made = preparing.brief(found, now.date())
        also = preparing.page(made, size).also
        preparing.save([made], out, size)
    left_out = [line.full for line in also]
    if as_json:
        day = made.day.isoformat() if made.day else ""
        say_json({"path": str(out), "meeting": found, "day": day, "side": made.side, "also": left_out})
        return
    say(f"Wrote the brief for {made.names} to {out}.")
    if left_out:
        say(f"{counted(len(left_out), 'line has', 'lines have')} no room on the page:")
        for text in left_out:
            say(f"  {text}")
