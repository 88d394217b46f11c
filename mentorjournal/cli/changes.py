"""The command that says what changed in a journal since a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from mentorjournal.cli.options import Day, journal_option, json_option, opened, refuse_backwards
from mentorjournal.cli.output import one_line, say, say_json
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.changes import ChangedRecord

WORDS = {
    "new": "new",
    "imported": "imported",
    "edited": "edited",
    "deleted": "deleted",
    "back": "taken out of the trash",
    "gone": "taken back",
}
"""What happened, for people."""


@click.command()
@click.option(
    "--since",
    type=Day(),
    required=True,
    metavar="DATE",
    help="From this day on: 2026-04-14.",
)
@click.option("--until", type=Day(), metavar="DATE", help="Up to this day, included.")
@journal_option
@json_option
def changes(
    since: dt.date,
    until: dt.date | None,
    journal: Path,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Say what changed in a journal: which records, what happened to them, and which of their fields differ.

    The newest come first, one line for each record and sitting; private and confidential ones are told too.
    """
    from mentorjournal.services.changes import Changes

    refuse_backwards(since, until, "--until")
    end = None if until is None else _midnight(until + dt.timedelta(days=1))
    with opened(journal, passphrase_file) as database:
        days = Changes(database).since(_midnight(since), end)
    if as_json:
        say_json([_as_plain(row) for day in days for row in day.rows])
        return
    for day in days:
        say(f"{day.day}")
        for row in day.rows:
            label = RECORD_TYPES[row.type].LABEL.lower()
            fields = f": {', '.join(row.fields)}" if row.fields else ""
            click.echo(f"  {row.at:%H:%M}  {label:12}  {one_line(row.title)} ({WORDS[row.what]}{fields})")
    if not days:
        say("Nothing changed.")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min).astimezone()


def _as_plain(row: ChangedRecord) -> dict[str, object]:
    return {
        "id": row.id,
        "type": row.type,
        "title": row.title,
        "what": row.what,
        "fields": list(row.fields),
        "at": row.at.isoformat(),
        "standing": row.standing,
        "confidential": row.confidential,
    }
