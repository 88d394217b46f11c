"""The commands that print documents made from a selection: one for each kind, with the same options."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from mentorjournal.cli.options import (
    Day,
    a_path,
    journal_option,
    json_option,
    known_scheme,
    opened_to_leave,
    paper_options,
    passphrase_from,
    refuse_backwards,
)
from mentorjournal.cli.output import counted, say, say_json, warn
from mentorjournal.services.reporting.kinds import KINDS, Kind

if TYPE_CHECKING:
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.opening import Database
    from mentorjournal.services.reporting.options import Finding, Paper, ReportOptions

HELP: Final = {
    "progress": "Print a progress summary: goals, work and hours, feedback acted on, reflections, next steps.",
    "review": "Print an annual review: the plan and what became of it, work, feedback, next year, comments.",
    "idp": "Print an individual development plan: aims with why, how and when, and what is asked of others.",
    "portfolio": "Print an award's portfolio: claims, stories, criteria, and the evidence appended.",
    "dossier": "Print a mentor's dossier: philosophy, mentees, outcomes, quotations with consent.",
    "journal": "Print the journal to read: entries in order, with contents and an index.",
}
"""What each command says first, by the kind of document."""
_MORE: Final = (
    "It holds only records that are marked exportable. The finished PDF is looked through for names and titles "
    "that may not leave; what is found, left out or too long is said on the error output. That it left is noted "
    "in the journal, unless a window has it open."
)


_SHARED: Final[tuple[Callable[..., Any], ...]] = (
    paper_options,
    click.option(
        "--from",
        "since",
        type=Day(),
        metavar="DATE",
        help="The first day of the period, such as 2026-01-31.",
    ),
    click.option("--to", "until", type=Day(), metavar="DATE", help="The last day of the period."),
    click.option(
        "--for", "for_whom", default="", metavar="WHOM", help="For whom it is; noted in the journal."
    ),
    click.option(
        "--password-file",
        type=a_path(),
        metavar="FILE",
        help="Lock the PDF (AES-256) with the first line of FILE as its password.",
    ),
    journal_option,
    json_option,
)
_OF_SCHEME: Final[tuple[Callable[..., Any], ...]] = (
    click.option(
        "--scheme",
        metavar="TITLE|KEY|ID",
        help="The award it is for; not needed where the journal follows only one.",
    ),
    click.option(
        "--no-evidence",
        "evidence",
        flag_value=False,
        default=True,
        help="Do not append the evidence's files.",
    ),
)
_OF_JOURNAL: Final[tuple[Callable[..., Any], ...]] = (
    click.option(
        "--own-copy",
        is_flag=True,
        help="For yourself: private and shared entries too; confidential ones never.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a document comes from and goes to."""

    out: Path
    journal: Path
    passphrase_file: Path | None
    password_file: Path | None
    as_json: bool


def commands() -> tuple[click.Command, ...]:
    """A command for each kind of document."""
    return tuple(_command(kind) for kind in KINDS.values())


def _command(kind: Kind) -> click.Command:
    def print_it(
        *,
        out: Path,
        journal: Path,
        passphrase_file: Path | None,
        password_file: Path | None,
        as_json: bool,
        **choices: Any,
    ) -> None:
        _print(kind, _Asked(out, journal, passphrase_file, password_file, as_json), choices)

    made: Callable[..., Any] = print_it
    own = (*(_OF_SCHEME if kind.scheme else ()), *(_OF_JOURNAL if kind.key == "journal" else ()))
    for option in reversed((*_SHARED, *own)):
        made = option(made)
    return click.command(kind.key, help=f"{HELP.get(kind.key, kind.purpose + '.')}\n\n{_MORE}")(made)


def _print(kind: Kind, asked: _Asked, choices: dict[str, Any]) -> None:
    from mentorjournal.services.reporting import ReportOptions

    refuse_backwards(choices["since"], choices["until"], "--to")
    password = passphrase_from(asked.password_file, "password") if asked.password_file else ""
    choices["paper"] = cast("Paper", choices["paper"])
    with opened_to_leave(asked.journal, asked.passphrase_file) as database:
        if kind.scheme:
            choices["scheme"] = known_scheme(database, choices["scheme"])
        options = ReportOptions(document=kind.key, **choices)
        drawn, remarks, found = _saved(database, options, asked.out, password)
    _tell(asked, drawn, remarks, found, locked=bool(password))


def _saved(
    database: Database, options: ReportOptions, out: Path, password: str
) -> tuple[Drawn, tuple[str, ...], tuple[Finding, ...]]:
    """Write the file, look into it, and note that it left."""
    from mentorjournal.services.handing_out import HandingOut, handed, sha256_of
    from mentorjournal.services.outgoing import refuse_own_files
    from mentorjournal.services.reporting import Reporting

    refuse_own_files(database, out, "No report was made.")
    reporting = Reporting(database)
    made = reporting.make(options)
    drawn = reporting.save_made(made, options.paper, out, password=password)
    if password:
        plain = io.BytesIO()
        reporting.draw_made(made, options.paper, plain)
        data = plain.getvalue()
    else:
        data = out.read_bytes()
    found = reporting.findings(made, data, drawn.appended)
    left = handed(made, drawn, sha256_of(out), options, out.name, locked=bool(password))
    HandingOut(database).note_saved(left)
    return drawn, made.told(drawn.pages), found


def _tell(
    asked: _Asked, drawn: Drawn, remarks: tuple[str, ...], found: tuple[Finding, ...], *, locked: bool
) -> None:
    for one in found:
        warn(f"{_place(one)} holds “{one.what}”, which may not leave the journal. Do not hand it on.")
    for sentence in (*drawn.left_out, *remarks):
        warn(sentence)
    if drawn.missing_glyphs:
        warn(f"No letter face here has: {' '.join(drawn.missing_glyphs)}")
    if asked.as_json:
        say_json(
            {
                "path": str(asked.out),
                "pages": drawn.pages,
                "locked": locked,
                "missing_glyphs": list(drawn.missing_glyphs),
                "left_out": list(drawn.left_out),
                "remarks": list(remarks),
                "findings": [{"what": one.what, "page": one.page} for one in found],
            }
        )
        return
    lock = ", locked with the password" if locked else ""
    say(f"Wrote {counted(drawn.pages, 'page', 'pages')} to {asked.out}{lock}.")


def _place(found: Finding) -> str:
    return f"Page {found.page}" if found.page else "The PDF’s properties, outline or words for a figure"
