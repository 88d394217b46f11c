"""Commands that make a journal: new and sample."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorjournal.cli.options import (
    Day,
    a_path,
    new_passphrase,
    passphrase_from,
    passphrase_option,
    say_strength,
)
from mentorjournal.cli.output import counted, say
from mentorjournal.services import opening

if TYPE_CHECKING:
    from mentorjournal.services.sample import Side

encrypt_option = click.option(
    "--encrypt", is_flag=True, help="Encrypt the journal; asks for a new passphrase, twice."
)


def _passphrase(passphrase_file: Path | None, *, encrypt: bool) -> str:
    if passphrase_file is not None:
        return passphrase_from(passphrase_file)
    return new_passphrase() if encrypt else ""


@click.command()
@click.argument("file", type=a_path())
@encrypt_option
@passphrase_option
def new(file: Path, encrypt: bool, passphrase_file: Path | None) -> None:
    """Make a new, empty journal in FILE.

    Nothing is encrypted unless --encrypt or --passphrase-file is given. A file that is there already is
    left as it is.
    """
    passphrase = _passphrase(passphrase_file, encrypt=encrypt)
    with opening.create(file, passphrase) as database:
        kind = "an encrypted journal" if database.encrypted else "a journal"
    say(f"Made {kind} in {file}.")
    if passphrase:
        say_strength("Its passphrase", passphrase, (file.stem,))


@click.command()
@click.argument("file", type=a_path())
@click.option("--today", type=Day(), metavar="DATE", help="The day the sample ends before.")
@click.option(
    "--as",
    "side",
    type=click.Choice(["mentee", "mentor"]),
    default="mentee",
    show_default=True,
    help="Whose year: a student's with two mentees of her own, or her mentor's with five.",
)
@encrypt_option
@passphrase_option
def sample(
    file: Path,
    today: dt.date | None,
    side: Side,
    encrypt: bool,
    passphrase_file: Path | None,
) -> None:
    """Make a journal in FILE that shows a year of an invented mentee, or of her mentor.

    The same --today always gives the same records.
    """
    from mentorjournal.services.sample import write_sample

    day = today or dt.datetime.now().astimezone().date()
    passphrase = _passphrase(passphrase_file, encrypt=encrypt)
    with opening.create(file, passphrase) as database:
        try:
            written = write_sample(database, day, side=side)
        except BaseException:
            database.close()
            _remove(file)
            raise
    say(f"Made the sample journal in {file}: {counted(len(written.records), 'record', 'records')}.")
    if passphrase:
        say_strength("Its passphrase", passphrase, (file.stem,))


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink(missing_ok=True)
