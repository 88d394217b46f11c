"""Commands about who can open a journal: passphrase and recovery-sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorjournal.cli.options import (
    a_path,
    asked_passphrase,
    journal_option,
    new_passphrase,
    paper_options,
    passphrase_from,
    say_strength,
)
from mentorjournal.cli.output import say
from mentorjournal.errors import JournalError, PassphraseNeeded
from mentorjournal.services import opening

if TYPE_CHECKING:
    from mentorjournal.services.reporting.options import Paper


@click.command()
@journal_option
@click.option(
    "--new-passphrase-file",
    type=a_path(),
    metavar="FILE",
    help="Read the new passphrase from the first line of FILE instead of asking for it, twice.",
)
@click.option("--remove", is_flag=True, help="Take the encryption away; anybody can read the file then.")
def passphrase(
    journal: Path, passphrase_file: Path | None, new_passphrase_file: Path | None, remove: bool
) -> None:
    """Set, change or remove the passphrase of a journal, and of its backups.

    A forgotten passphrase cannot be recovered. The journal may be open nowhere. --passphrase-file is for the
    present passphrase. The new file is built beside the old one, compared with it, and only then takes its place.
    Copies that could not come along are named.
    """
    from mentorjournal.services.encryption import change_passphrase

    if remove and new_passphrase_file is not None:
        raise click.UsageError("--remove takes no new passphrase.")
    old = _present(journal, passphrase_file)
    if remove and not old:
        raise JournalError(f"{journal.name} is not encrypted. Nothing was changed.")
    owner = _owner(journal, old)
    new = ""
    if not remove:
        new = (
            passphrase_from(new_passphrase_file, "new passphrase")
            if new_passphrase_file is not None
            else _asked(journal, old, passphrase_file)
        )
        say_strength("The new passphrase", new, (owner, journal.stem))
    say(change_passphrase(journal, old, new).said)


@click.command("recovery-sheet")
@journal_option
@paper_options
@click.option("--print-passphrase", is_flag=True, help="Print the passphrase too, instead of a line for it.")
def recovery_sheet(
    journal: Path, passphrase_file: Path | None, out: Path, paper: Paper, print_passphrase: bool
) -> None:
    """Print the page that says what opens an encrypted journal, to be kept with one's papers."""
    from mentorjournal.services.recovery_sheet import save_recovery_sheet

    known = _present(journal, passphrase_file)
    if not known:
        raise JournalError(
            f"{journal.name} is not encrypted: it opens without a passphrase. Nothing was written."
        )
    owner = _owner(journal, known)
    day = dt.datetime.now().astimezone().date()
    save_recovery_sheet(journal, out, owner, day, passphrase=known if print_passphrase else "", paper=paper)
    kept = (
        "It holds the passphrase: print it, then delete the file."
        if print_passphrase
        else "Write the passphrase on it."
    )
    say(f"Wrote {out}. {kept}")


def _present(journal: Path, passphrase_file: Path | None) -> str:
    """The passphrase of an encrypted journal, "" for another."""
    given = passphrase_from(passphrase_file) if passphrase_file else ""
    if not opening.is_encrypted(journal):
        return ""
    return given or asked_passphrase(journal)


def _owner(journal: Path, known: str) -> str:
    from mentorjournal.services.overview import overview

    with opening.open_to_read(journal, known) as database:
        return overview(database).owner


def _asked(journal: Path, old: str, passphrase_file: Path | None) -> str:
    """The new passphrase, asked for; who gave it as the present one is told the right option."""
    try:
        return new_passphrase("--new-passphrase-file")
    except PassphraseNeeded as error:
        if passphrase_file is None or old:
            raise
        raise PassphraseNeeded(
            f"{error.message} {journal.name} has no passphrase so far: --passphrase-file is for a present one."
        ) from error
