"""Options that several commands share, and how they open a journal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from mentorjournal.cli.output import say, warn
from mentorjournal.cli.zone_here import zone_here
from mentorjournal.errors import JournalError, NotFound, PassphraseNeeded
from mentorjournal.services import opening
from mentorjournal.services.opening import Database

F = TypeVar("F", bound=Callable[..., Any])
MOST_BYTES: Final = 4096
"""The longest passphrase file that is believed to be one."""


def a_path() -> click.Path:
    """The type of a path; whether it is there is the command's business, which says so in words."""
    return click.Path(path_type=Path)


class Day(click.ParamType[dt.date]):
    """A day as 2026-01-31."""

    name = "day"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The day itself, or click's own error with an example."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"“{value}” is not a date that can be read. Write it as 2026-01-31.", param, ctx)


def refuse_backwards(since: dt.date | None, until: dt.date | None, hint: str) -> None:
    """Raise BadParameter, with the name of the option in `hint`, where a period ends before it begins."""
    if since and until and since > until:
        raise click.BadParameter("The period ends before it begins.", param_hint=hint)


passphrase_option = click.option(
    "--passphrase-file",
    type=a_path(),
    metavar="FILE",
    help="Read the passphrase from the first line of FILE instead of asking for it.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON value for other programs.")


def paper_options(command: F) -> F:
    """Add --out and --paper to a command that prints."""
    named = click.option(
        "--out",
        type=a_path(),
        required=True,
        metavar="FILE",
        help="The PDF to write, in place of an older PDF.",
    )
    sized = click.option(
        "--paper",
        type=click.Choice(["a4", "letter"]),
        default="a4",
        show_default=True,
        help="The size of the sheet.",
    )
    return named(sized(command))


def journal_option(command: F) -> F:
    """Add --journal and --passphrase-file to a command."""
    named = click.option(
        "--journal", type=a_path(), required=True, metavar="FILE", help="The journal to work on."
    )
    return named(passphrase_option(command))


@contextmanager
def opened(
    journal: Path,
    passphrase_file: Path | None,
    *,
    write: bool = False,
    check: bool = False,
) -> Iterator[Database]:
    """The journal, opened for reading, for writing, or to check, which writes where it may; in the zone of this
    computer, as the window has it.

    Asks for its passphrase where it needs one.

    Raises JournalError of any kind that opening has, and where a passphrase file is named that is none, even
    if the journal needs no passphrase.
    """
    passphrase = _passphrase_of(journal, passphrase_file)
    known = opening.open_to_check if check else opening.open_to_write if write else opening.open_to_read
    with known(journal, passphrase) as database:
        database.time_zone = zone_here()
        yield database


def _passphrase_of(journal: Path, passphrase_file: Path | None) -> str:
    """What the journal opens with, asked for where no file has it; "" where it needs none."""
    passphrase = passphrase_from(passphrase_file) if passphrase_file else ""
    if not opening.is_encrypted(journal):
        return ""
    return passphrase or asked_passphrase(journal)


@contextmanager
def opened_to_leave(journal: Path, passphrase_file: Path | None) -> Iterator[Database]:
    """The journal to take something out of, which it notes where it can be written; where not, that is said when
    it has left.

    Raises as `opened`.
    """
    with opened(journal, passphrase_file, check=True) as database:
        yield database
        if because := database.read_only_because:
            warn(f"Nothing notes what left {journal.name} now, which can only be read: {because}")


def known_meeting(database: Database, which: str) -> str:
    """The id of a meeting named by its id, or as "last" the one held last.

    Raises NotFound, which says what may be given, where there is none.
    """
    from mentorjournal.model.types import Meeting
    from mentorjournal.services.follow_up import FollowUp
    from mentorjournal.services.records import Records

    if which == "last":
        return FollowUp(database).last_held()
    try:
        return Records(database).get(Meeting, which).id
    except NotFound as error:
        raise NotFound(
            f"There is no meeting “{which}”. Give the id of one, which `search WORDS --json` shows, or “last” "
            "for the one held last; for a brief also “next” for the next one planned. Nothing was written."
        ) from error


def known_scheme(database: Database, which: str | None) -> str:
    """The id of a scheme named by its title or how that begins, the key of its rules, or its id; without a name
    the only one.

    Raises NotFound, which names what may be given, where none or several are meant.
    """
    from mentorjournal.model.types import Scheme
    from mentorjournal.services.awards import Awards
    from mentorjournal.services.records import Records

    records = Records(database)
    schemes = [records.get(Scheme, card.id) for card in Awards(database).schemes()]
    if not schemes:
        raise NotFound("The journal follows no award yet. Add one under Awards first; nothing was done.")
    wanted = (which or "").strip().casefold()
    meant = [
        scheme
        for scheme in schemes
        if not wanted or wanted in (scheme.id, scheme.title.strip().casefold(), scheme.key.casefold())
    ] or [scheme for scheme in schemes if scheme.title.strip().casefold().startswith(wanted)]
    if len(meant) == 1:
        return meant[0].id
    known = "; ".join(f"“{scheme.title}” ({scheme.id})" for scheme in schemes)
    said = (
        f"“{which}” names {'several awards' if meant else 'no award'}"
        if which
        else "There are several awards"
    )
    raise NotFound(f"{said}. Name one with --scheme: {known}. Nothing was done.")


def asked_passphrase(journal: Path) -> str:
    """Ask a person; without one at the terminal raise PassphraseNeeded."""
    if not sys.stdin.isatty():
        raise PassphraseNeeded(
            f"{journal.name} is encrypted and nobody is there to ask. Put its passphrase in the first line of a "
            "file and name that with --passphrase-file."
        )
    return str(click.prompt(f"Passphrase of {journal.name}", hide_input=True, err=True))


def new_passphrase(option: str = "--passphrase-file") -> str:
    """Ask a person for a new passphrase, twice; without one at the terminal raise PassphraseNeeded, which names
    the `option` to give it by."""
    if not sys.stdin.isatty():
        raise PassphraseNeeded(
            f"Nobody is there to ask for a new passphrase. Name a file that holds it with {option}. Nothing was done."
        )
    question = "New passphrase (forgotten, it cannot be recovered)"
    return str(click.prompt(question, hide_input=True, confirmation_prompt="The same again", err=True))


def say_strength(what: str, passphrase: str, known: tuple[str, ...]) -> None:
    """Say how hard a new passphrase is to guess; `known` are words that somebody tries first."""
    from mentorjournal.services.strength import strength

    found = strength(passphrase, known)
    say(f"{what}: {found.label.lower()}. {found.hint}")


def passphrase_from(path: Path, what: str = "passphrase") -> str:
    """The first line of a file that holds `what`, as its reader calls it. Raises JournalError where there is none."""
    try:
        with path.open("rb") as stream:
            line = stream.read(MOST_BYTES + 1).split(b"\n")[0].removesuffix(b"\r")
        passphrase = line.decode("utf-8-sig")
    except OSError as error:
        raise JournalError(
            f"The {what} file {path} cannot be read ({error.strerror}). Nothing was changed; check its name."
        ) from error
    except UnicodeDecodeError as error:
        raise JournalError(
            f"The {what} file {path} is not text in UTF-8. Nothing was changed; save it as plain text."
        ) from error
    if not passphrase or len(line) > MOST_BYTES:
        raise JournalError(
            f"The first line of the {what} file {path} is empty or far too long. Nothing was changed; "
            f"put the {what} there, and nothing else."
        )
    return passphrase
