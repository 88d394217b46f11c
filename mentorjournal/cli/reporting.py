"""Commands that print: one for each report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mentorjournal.cli.agreement import agreement
from mentorjournal.cli.brief import brief
from mentorjournal.cli.meeting_summary import summary
from mentorjournal.cli.options import journal_option, json_option, opened, paper_options
from mentorjournal.cli.output import counted, say, say_json, warn

if TYPE_CHECKING:
    from mentorjournal.services.reporting.options import Finding, Paper


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """A day as 2026-01-31. Raises BadParameter, with an example, where it is none."""
    try:
        return dt.date.fromisoformat(value.strip()) if value is not None else None
    except ValueError:
        words = f"“{value}” is not a date that can be read. Write it as 2026-01-31."
        raise click.BadParameter(words, ctx, param) from None


@click.group()
def report() -> None:
    """Print a report of a journal as a PDF.

    Nothing confidential leaves, and people are named only as their display and consent allow; those for whom
    a page is made know their own names.
    """


@report.command()
@paper_options
@click.option(
    "--from", "since", callback=_day, metavar="DATE", help="The first day of the period, such as 2026-01-31."
)
@click.option("--to", "until", callback=_day, metavar="DATE", help="The last day of the period.")
@journal_option
@json_option
def progress(
    *,
    out: Path,
    since: dt.date | None,
    until: dt.date | None,
    paper: str,
    journal: Path,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Print a progress summary: goals, work and hours, feedback acted on, reflections, next steps.

    It holds only records that are marked exportable. The finished PDF is looked through for names and titles
    that may not leave; what is found is said on the error output.
    """
    from mentorjournal.services.reporting import Reporting, ReportOptions

    if since and until and since > until:
        raise click.BadParameter("The period ends before it begins.", param_hint="--to")
    options = ReportOptions(since=since, until=until, paper=cast("Paper", paper))
    with opened(journal, passphrase_file) as database:
        reporting = Reporting(database)
        drawn = reporting.save(options, out)
        found = reporting.findings(reporting.make(options), out.read_bytes())
    for one in found:
        warn(f"{_place(one)} holds “{one.what}”, which may not leave the journal. Do not hand it on.")
    if as_json:
        plain = {"path": str(out), "pages": drawn.pages, "missing_glyphs": list(drawn.missing_glyphs)}
        say_json({**plain, "findings": [{"what": one.what, "page": one.page} for one in found]})
        return
    say(f"Wrote {counted(drawn.pages, 'page', 'pages')} to {out}.")
    if drawn.missing_glyphs:
        say(f"No letter face here has: {' '.join(drawn.missing_glyphs)}")


def _place(found: Finding) -> str:
    return f"Page {found.page}" if found.page else "The PDF's properties or its outline"


report.add_command(agreement)
report.add_command(summary)
report.add_command(brief)
