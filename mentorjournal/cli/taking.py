"""The command that takes a journal out: all of it, or what of it may be shown, in every open format there is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorjournal.cli.options import (
    Day,
    a_path,
    journal_option,
    json_option,
    opened_to_leave,
    refuse_backwards,
)
from mentorjournal.cli.output import counted, say, say_json

if TYPE_CHECKING:
    from mentorjournal.services.taking_away import Choice, Taken

_CALENDAR_ONLY = ("everything_ahead", "hard_dates", "notes", "people")


class ExportFormatNames(click.ParamType[str]):
    """The key of a format that can be exported; the list is fetched only when it is needed."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key itself, or click's own error with every key there is."""
        from mentorjournal.services.taking_away import FORMATS

        keys = [known.key for known in FORMATS]
        if value not in keys:
            self.fail(f"{value!r} is not one of {', '.join(keys)}.", param, ctx)
        return value


class KindNames(click.ParamType[str]):
    """The stored name of a type of record."""

    name = "kind"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself, or click's own error with every name there is."""
        from mentorjournal.model.types import RECORD_TYPES

        if value not in RECORD_TYPES:
            self.fail(f"{value!r} is not one of {', '.join(RECORD_TYPES)}.", param, ctx)
        return value


def _list_formats(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's signature
    if value:
        from mentorjournal.services.taking_away import FORMATS

        for known in FORMATS:
            click.echo(f"{known.key:10}  {known.label}: {known.says} Not in it: {known.loses}")
        ctx.exit()


@click.command()
@click.argument("target", type=a_path())
@click.option(
    "--format",
    "format_name",
    type=ExportFormatNames(),
    metavar="NAME",
    help="The format; told by TARGET's ending where it is not given.",
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats, what each is for and what it cannot hold, and stop.",
)
@click.option(
    "--everything",
    "scope",
    flag_value="everything",
    help="Private and confidential records too, for yourself.",
)
@click.option("--shareable", "scope", flag_value="shareable", help="Only what may be shown to others.")
@click.option(
    "--kind", "kinds", type=KindNames(), multiple=True, help="Only this kind of record; may be repeated."
)
@click.option("--since", type=Day(), metavar="DATE", help="Only from this day on.")
@click.option("--until", type=Day(), metavar="DATE", help="Only up to this day.")
@click.option("--force", is_flag=True, help="Replace an earlier export of the same name.")
@click.option(
    "--all", "everything_ahead", is_flag=True, help="Calendar: past meetings too, not only what is ahead."
)
@click.option("--hard-dates", is_flag=True, help="Calendar: target days of goals and milestones too.")
@click.option("--notes", is_flag=True, help="Calendar: objectives and notes too.")
@click.option("--people", is_flag=True, help="Calendar: names and addresses of who is there too.")
@journal_option
@json_option
def export(
    target: Path,
    format_name: str | None,
    force: bool,
    journal: Path,
    passphrase_file: Path | None,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Write a journal, or what of it may be shown, to TARGET in an open format.

    In JSON it is the WHOLE journal unless --shareable is given: every record, private, confidential and trashed
    ones too, and every attached file; the history of changes stays behind, and `import` reads it back. Where
    TARGET ends in .json the files are inside it; any other TARGET with --format json or --everything becomes a
    folder with the files beside the text. An ending that no format has, or none, is refused without either.

    In every other format only what is marked as exportable and is not confidential is written, with everybody as
    they agreed to appear, unless --everything is given.

    Where TARGET ends in .ics it becomes a calendar: meetings ahead, actions with a day and reviews of
    agreements, with title, time and place alone. Confidential records are never in it. With --shareable only what
    is marked as exportable is in it, and past meetings from a day given with --since on; with --everything past
    meetings, notes, and names and addresses are in it too.

    TARGET is not encrypted, even if the journal is. The journal notes that it left, where it can be written.
    """
    refuse_backwards(wanted["since"], wanted["until"], "--until")
    key = format_name or _by_ending(target, everything=wanted["scope"] == "everything")
    narrowed = any(wanted[name] for name in ("scope", "kinds", "since", "until"))
    if any(wanted[name] for name in _CALENDAR_ONLY) and (key != "ics" or narrowed):
        raise click.UsageError(
            "--all, --hard-dates, --notes and --people belong to a calendar; name it x.ics, without --kind, "
            "--since, --until, --everything and --shareable."
        )
    if key == "ics" and not narrowed:
        calendar = {name: wanted[name] for name in _CALENDAR_ONLY}
        _export_calendar(target, journal, passphrase_file, force=force, as_json=as_json, **calendar)
        return
    choice = _choice(key, **wanted)
    if key == "json" and choice.is_whole:
        _export_whole(target, journal, passphrase_file, force=force, as_json=as_json)
        return
    from mentorjournal.services.taking_away import take_away

    with opened_to_leave(journal, passphrase_file) as database:
        done = take_away(database, target, choice, force=force)
    _tell(done, choice, as_json=as_json)


def _by_ending(target: Path, *, everything: bool) -> str:
    """The format of a name. Raises UsageError where its ending says nothing and not everything is asked for.

    A name that says nothing is never taken for the whole journal: `notes.pdf` was meant as something else.
    """
    from mentorjournal.services.taking_away import FORMATS

    ending = target.suffix.lower()
    known = next((one.key for one in FORMATS if one.ending and one.ending == ending), None)
    if known is None and not everything:
        what = (
            f"“{ending}” is the ending of no format" if ending else "A name without an ending says no format"
        )
        raise click.UsageError(
            f"{what}, and nothing was written. Say which with --format: {', '.join(one.key for one in FORMATS)}. "
            "To take the whole journal as JSON into a folder, say --everything."
        )
    return known or "json"


def _choice(
    key: str,
    *,
    scope: str | None,
    kinds: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    **_: bool,
) -> Choice:
    from mentorjournal.services.taking_away import Choice

    return Choice(
        key,
        "everything" if scope == "everything" or (scope is None and key == "json") else "shareable",
        frozenset(kinds),
        since,
        until,
    )


def _tell(done: Taken, choice: Choice, *, as_json: bool) -> None:
    if as_json:
        counts = {"records": done.records, "attachments": done.files}
        told = {"stayed": done.stayed, "not_held": done.not_held, "noted": done.noted}
        say_json({"format": done.format, "path": str(done.path), "scope": choice.scope, **counts, **told})
        return
    files = counted(done.files, "file", "files")
    say(
        f"Wrote {counted(done.records, 'record', 'records')} and {files} to {done.path}. It is not encrypted."
    )
    if choice.scope == "everything":
        say("It is for yourself: private and confidential records are in it.")
    if done.stayed:
        say(f"Stayed behind: {', '.join(f'{count:,} {why}' for why, count in done.stayed.items())}.")
    if done.not_held:
        say(
            f"Not held by this format: {', '.join(f'{what} ({count:,})' for what, count in done.not_held.items())}."
        )


def _export_whole(
    target: Path, journal: Path, passphrase_file: Path | None, *, force: bool, as_json: bool
) -> None:
    from mentorjournal.services.exporting import export_json

    with opened_to_leave(journal, passphrase_file) as database:
        done = export_json(database, target, force=force)
    if as_json:
        counts = {"records": done.records, "attachments": done.attachments}
        told = {"missing": list(done.missing), "noted": done.noted}
        say_json({"format": "json", "path": str(target), **counts, **told})
        return
    files = counted(done.attachments, "file", "files")
    say(f"Wrote {counted(done.records, 'record', 'records')} and {files} to {target}. It is not encrypted.")
    say("It is the whole journal, private, confidential and trashed records too.")
    for title in done.missing:
        say(f"{title}: its bytes are not in the journal, so only its name was written.")


def _export_calendar(
    target: Path, journal: Path, passphrase_file: Path | None, *, force: bool, as_json: bool, **wanted: bool
) -> None:
    from mentorjournal.services.calendar_export import CalendarChoice, export_calendar

    choice = CalendarChoice(
        period="all" if wanted["everything_ahead"] else "ahead",
        hard_dates=wanted["hard_dates"],
        notes=wanted["notes"],
        people=wanted["people"],
    )
    with opened_to_leave(journal, passphrase_file) as database:
        done = export_calendar(database, target, choice, database.clock().astimezone().date(), force=force)
    counts = {"meetings": done.meetings, "actions": done.actions, "days": done.days}
    if as_json:
        told = {"confidential": done.confidential, "undated": done.undated, "noted": done.noted}
        say_json({"format": "ics", "path": str(target), **counts, **told})
        return
    parts = ", ".join(
        (
            counted(done.meetings, "meeting", "meetings"),
            counted(done.actions, "action item", "action items"),
            counted(done.days, "other day", "other days"),
        )
    )
    say(f"Wrote {parts} to {target}. It is not encrypted.")
    if done.confidential:
        say(f"{counted(done.confidential, 'confidential record', 'confidential records')} stayed behind.")
    if done.undated:
        say(f"{counted(done.undated, 'meeting has', 'meetings have')} no day yet and stayed behind.")
