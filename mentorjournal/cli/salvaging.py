"""The command that saves what can be read of a damaged journal."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mentorjournal.cli.options import a_path, asked_passphrase, journal_option, json_option, passphrase_from
from mentorjournal.cli.output import one_line, say, say_json


@click.command()
@click.option("--out", type=a_path(), required=True, metavar="FILE", help="The new journal to make.")
@journal_option
@json_option
def salvage(out: Path, journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Save what can be read of a damaged journal into a new one, with the same passphrase.

    The damaged journal is only read. What could not be read is listed, as far as its name is known.
    """
    from mentorjournal.services.salvaging import needs_passphrase
    from mentorjournal.services.salvaging import salvage as save

    passphrase = passphrase_from(passphrase_file) if passphrase_file else ""
    if not passphrase and journal.is_file() and needs_passphrase(journal):
        passphrase = asked_passphrase(journal)
    done = save(journal, passphrase, out)
    if as_json:
        say_json({**asdict(done), "path": str(done.path)})
        return
    say(done.said)
    for item in done.lost:
        say(f"Lost of {item.type or 'a record'} {one_line(item.title) or item.id}: {item.what}")
