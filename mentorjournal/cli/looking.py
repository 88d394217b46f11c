"""Commands that look at a journal and change nothing: search, info and check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorjournal.cli.group import Refused
from mentorjournal.cli.options import journal_option, json_option, opened
from mentorjournal.cli.output import one_line, say, say_json, warn
from mentorjournal.model.rows import Hit
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from mentorjournal.services.overview import Overview

_MARKS = str.maketrans({"\x02": None, "\x03": None})


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most this many."
)
@journal_option
@json_option
def search(
    words: tuple[str, ...], limit: int, journal: Path, passphrase_file: Path | None, as_json: bool
) -> None:
    """Find the records in which all WORDS occur, newest first.

    A word matches from its start: `mentor` finds `mentoring`. Accents and case do not matter. Words in
    quotation marks must stand together.
    """
    from mentorjournal.services.timeline import Timeline

    with opened(journal, passphrase_file) as database:
        hits = Timeline(database).search(" ".join(words), limit=limit)
    if as_json:
        say_json([_as_plain(hit) for hit in hits])
        return
    for hit in hits:
        row = hit.row
        label = RECORD_TYPES[row.type].LABEL.lower()
        click.echo(f"{row.date or ''!s:10}  {label:12}  {one_line(row.heading)}")
        snippet = one_line(hit.snippet.translate(_MARKS))
        if snippet and snippet != one_line(row.heading):
            click.echo(f"{'':26}{snippet}")
    if not hits:
        say("Nothing found.")


def _as_plain(hit: Hit) -> dict[str, str | None]:
    row = hit.row
    return {
        "id": row.id,
        "type": row.type,
        "date": row.date.isoformat() if row.date else None,
        "title": row.heading,
        "snippet": hit.snippet.translate(_MARKS),
    }


@click.command()
@journal_option
@json_option
def info(journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Say what a journal holds: how many records of each type, over which months."""
    from mentorjournal.services.overview import overview

    with opened(journal, passphrase_file) as database:
        found, damage = overview(database), database.read_only_because if database.damaged else ""
    if damage:
        warn(f"{damage} `check` reads all of it.")
    if as_json:
        say_json(asdict(found))
        return
    _say_overview(found)


def _say_overview(found: Overview) -> None:
    say(
        f"{found.path} ({found.size / 1_048_576:.1f} MB, {'encrypted' if found.encrypted else 'not encrypted'})"
    )
    if found.owner:
        say(f"Owner: {found.owner}")
    if found.first:
        say(f"From {found.first} to {found.last}")
    for name, count in found.records.items():
        if count:
            click.echo(f"{count:8,}  {RECORD_TYPES[name].PLURAL if count != 1 else RECORD_TYPES[name].LABEL}")
    if not any(found.records.values()):
        say("It holds no records yet.")
    if found.trashed:
        click.echo(f"{found.trashed:8,}  in the trash")


@click.command()
@journal_option
@json_option
def check(journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Read the whole journal and say whether anything is damaged; nothing is repaired.

    The exit code is 1 when there is damage.
    """
    from mentorjournal.services.checking import check as look
    from mentorjournal.services.checking import heed

    with opened(journal, passphrase_file, check=True) as database:
        report = look(database)
        heed(database, report)
    if as_json:
        say_json(asdict(report))
    else:
        for sentence in report.sentences:
            say(sentence)
    if not report.ok:
        raise Refused(
            f"{journal.name} is damaged. Nothing was changed. `backups` lists its backups and `restore` brings the "
            "newest good one back; `salvage` saves into a new journal what can still be read."
        )
