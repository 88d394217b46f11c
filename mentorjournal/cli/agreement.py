"""The command that prints an agreement to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mentorjournal.cli.options import journal_option, json_option, opened_to_leave, paper_options
from mentorjournal.cli.output import counted, say, say_json, warn
from mentorjournal.errors import NotFound

if TYPE_CHECKING:
    from mentorjournal.services.reporting.options import Paper


@click.command()
@click.option(
    "--relationship",
    "name",
    required=True,
    metavar="NAME",
    help="The relationship's title, or the name of the person it is with.",
)
@paper_options
@journal_option
@json_option
def agreement(
    *, name: str, out: Path, paper: str, journal: Path, passphrase_file: Path | None, as_json: bool
) -> None:
    """Print the newest version of an agreement, for both sides to sign.

    It has two pages where its text fits them. Both sides stand in it by name, everybody else as their display
    and consent allow, and nothing from the rest of the journal.
    """
    from mentorjournal.services.agreements import Agreements
    from mentorjournal.services.relationships import Relationships

    with opened_to_leave(journal, passphrase_file) as database:
        agreements = Agreements(database)
        versions = agreements.of(Relationships(database).named(name))
        if not versions:
            raise NotFound(f"There is no agreement for “{name}” yet. Nothing was written.")
        printed = agreements.save_pdf(versions[0].id, out, cast("Paper", paper))
    if printed.note:
        warn(printed.note)
    number = versions[0].number or 1
    if as_json:
        say_json({"path": str(out), "pages": printed.pages, "version": number})
        return
    say(f"Wrote version {number:g}, {counted(printed.pages, 'page', 'pages')}, to {out}.")
