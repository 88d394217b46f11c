"""The command that prints the summary of a meeting."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from mentorjournal.services.reporting.options import Paper


@click.command()
@click.option(
    "--meeting",
    "which",
    required=True,
    metavar="ID",
    help="The meeting's id, or “last” for the one held last.",
)
@paper_options
@journal_option
@json_option
def summary(
    *, which: str, out: Path, paper: str, journal: Path, passphrase_file: Path | None, as_json: bool
) -> None:
    """Print the summary of a meeting on one page, for those who were there.

    It holds what was talked about, decided and promised there, and the next date; never your notes, what you
    gave and received, or anything confidential. A confidential meeting is refused.
    """
    from mentorjournal.services.follow_up import FollowUp

    with opened_to_leave(journal, passphrase_file) as database:
        follow_up = FollowUp(database)
        meeting_id = known_meeting(database, which)
        drawn = follow_up.save(meeting_id, out, cast("Paper", paper))
    if as_json:
        say_json(
            {
                "path": str(out),
                "pages": drawn.pages,
                "meeting": meeting_id,
                "missing_glyphs": list(drawn.missing_glyphs),
            }
        )
        return
    say(f"Wrote {counted(drawn.pages, 'page', 'pages')} to {out}.")
    if drawn.missing_glyphs:
        say(f"No letter face here has: {' '.join(drawn.missing_glyphs)}")
