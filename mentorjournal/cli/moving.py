"""The command that brings a journal in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorjournal.cli.moving_tables import columns_of, table_counted, table_options, table_plain, table_said
from mentorjournal.cli.options import a_path, journal_option, json_option, opened
from mentorjournal.cli.output import one_line, say, say_json

if TYPE_CHECKING:
    from mentorjournal.services.importing import Preview
    from mentorjournal.services.opening import Database

_PROBLEMS_SHOWN = 20


class FormatNames(click.ParamType[str]):
    """The name of a format that can be imported; the list is fetched only when it is needed."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself, or click's own error with every name there is."""
        from mentorjournal.services.importing import FORMATS

        names = [known.name for known in FORMATS]
        if value not in names:
            self.fail(f"{value!r} is not one of {', '.join(names)}.", param, ctx)
        return value


def _list_formats(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's signature
    if value:
        from mentorjournal.services.importing import FORMATS

        for known in FORMATS:
            click.echo(f"{known.name:16}  {known.label}: {known.looks_like}")
        ctx.exit()


@click.command("import")
@click.argument("source", type=a_path())
@click.option("--format", "format_name", type=FormatNames(), metavar="NAME", help="Say what SOURCE is.")
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats that can be imported, and stop.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be imported; change nothing.")
@click.option("--all-or-nothing", "whole", is_flag=True, help="Import nothing where anything cannot be read.")
@table_options
@journal_option
@json_option
def import_(
    source: Path,
    format_name: str | None,
    dry_run: bool,
    whole: bool,
    journal: Path,
    **wanted: Any,
) -> None:
    """Bring the entries of SOURCE into a journal: a file, a folder or a zip of another program.

    What SOURCE is, is recognised by its content unless --format says so. Entries the journal has already,
    in its trash too, are skipped; meetings of a calendar that changed there are brought up to date. Everything comes in as one step that one undo takes back; after an error
    the journal is as it was. Imported entries are private.

    Of a table (CSV, TSV) it says what each column was taken for; --map, --as, --day-first and --month-first say
    it better, and the journal remembers that for tables with the same columns.
    """
    from mentorjournal.services import importing

    passphrase_file, as_json = wanted.pop("passphrase_file"), wanted.pop("as_json")
    with opened(journal, passphrase_file, write=not dry_run) as database:
        seen = importing.preview(database, source, format_name, columns=columns_of(**wanted))
        became = ""
        if dry_run:
            counts = {"found": seen.found, "new": seen.new, "already there": seen.already_there}
            plain = {"found": seen.found, "imported": 0, "skipped": seen.already_there}
            plain |= {"new": seen.new, "already_there": seen.already_there}
            plain |= {"missing_files": seen.missing} if seen.missing else {}
            changed, word, problems = seen.changed, "changed", seen.problems
        else:
            done = importing.run(database, seen, whole=whole)
            counts = plain = {"found": done.found, "imported": done.imported, "skipped": done.skipped}
            changed, word, problems = done.updated, "updated", done.problems
            became = _became(database, seen) if seen.format == importing.FILLED else ""
    if seen.parts:
        counts[word] = plain[word] = changed
    if as_json:
        listed = [{"item": problem.item, "message": problem.message} for problem in problems]
        parts = {"parts": dict(seen.parts)} if seen.parts else {}
        say_json({"format": seen.format, **plain, **parts, **table_plain(seen), "problems": listed})
        return
    say(f"{seen.format}: {table_counted(seen, counts)}." + (" Nothing was changed." if dry_run else ""))
    for line in (*table_said(seen), *((became,) if became else ())):
        say(line)
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"{problem.item}: {problem.message}")
    if len(problems) > _PROBLEMS_SHOWN:
        say(f"... and {len(problems) - _PROBLEMS_SHOWN} more; --json lists all.")


def _became(database: Database, seen: Preview) -> str:
    """What a filled form is now, in words."""
    from mentorjournal.model.choices import label
    from mentorjournal.model.types import Claim
    from mentorjournal.services.forms.taking import FormBatch
    from mentorjournal.services.records import Records
    from mentorjournal.services.reporting.words import amount

    key = seen.batch.record_id if isinstance(seen.batch, FormBatch) else ""
    record = Records(database).peek(key) if key else None
    if record is None:
        return f"“{one_line(seen.rows[0].title)}” has this form already." if seen.rows else ""
    said = f"{record.LABEL} “{one_line(record.title)}”"
    if not isinstance(record, Claim):
        return f"{said}."
    worth = f", {amount(record.amount)}" if record.amount is not None else ""
    return f"{said}: {label('claim_status', record.status).lower()}{worth}."
