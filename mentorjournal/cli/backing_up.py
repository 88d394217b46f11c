"""Commands for backups: make one, list them, and bring records or the whole journal back."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorjournal.cli.group import Refused
from mentorjournal.cli.options import (
    a_path,
    asked_passphrase,
    journal_option,
    json_option,
    opened,
    passphrase_from,
)
from mentorjournal.cli.output import counted, say, say_json, warn
from mentorjournal.errors import NotAJournal, PassphraseNeeded, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorjournal.services.backups import Backup
    from mentorjournal.services.opening import Database, Key
    from mentorjournal.services.restoring import Item

_SHOWN = 50
_KINDS = {"hourly": "hourly", "asked": "made by hand", "before": "made before a larger change"}
_PLACES = {"here": "", "second": "second place", "beside": "beside the journal"}


@click.command()
@click.option(
    "--out", type=a_path(), metavar="FILE", help="Write it to FILE, which no rotation ever touches."
)
@click.option("--force", is_flag=True, help="With --out: replace an older file.")
@journal_option
@json_option
def backup(out: Path | None, force: bool, journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Make a backup now, encrypted as the journal is, and open and count it.

    Without --out it lies among those that are made by themselves, and is thinned out with them. The journal may
    be open in a window; only its first backup is made there, or with --out.
    """
    from mentorjournal.services.backups import Backups

    if force and out is None:
        raise click.UsageError("--force belongs to --out.")
    with opened(journal, passphrase_file, check=True) as database:
        if out is not None:
            path, counts, shrunk = out, Backups(database).copy_to(out, replace=force), ""
        else:
            made = Backups(database).make("asked")
            path, counts, shrunk = made.backup.path, made.counts, made.shrunk
    records = counts.total
    if as_json:
        say_json({"path": str(path), "records": records, "shrunk": shrunk})
    else:
        say(f"Made a backup of {counted(records, 'record', 'records')}: {path}")
        if not path.suffix:
            say("Its name has no ending: a double click opens it only where that is .mentorjournal.")
    if shrunk:
        warn(shrunk)


@click.command()
@journal_option
@json_option
def backups(journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List the backups of a journal, newest first, each opened and counted."""
    from mentorjournal.services.backups import Backups

    with opened(journal, passphrase_file) as database:
        found = Backups(database).all()
    if as_json:
        say_json([_as_plain(item) for item in found])
        return
    for item in found:
        holds = counted(item.counts.total, "record", "records") if item.counts else item.unread
        where = ", ".join(
            filter(None, (_KINDS[item.kind], _PLACES[item.place], "kept" if item.kept_because else ""))
        )
        say(f"{item.made_at.astimezone():%Y-%m-%d %H:%M}  {item.size / 1e6:8.1f} MB  {holds} ({where})")
        say(f"    {item.path}")
    if not found:
        say("There is no backup yet.")


def _as_plain(item: Backup) -> dict[str, Any]:
    return {
        "path": str(item.path),
        "made_at": item.made_at.isoformat(),
        "kind": item.kind,
        "place": item.place,
        "size": item.size,
        "records": dict(item.counts.records) if item.counts else None,
        "files": item.counts.files if item.counts else None,
        "kept_because": item.kept_because,
        "unread": item.unread,
    }


@click.command()
@click.option(
    "--backup", "source", type=a_path(), required=True, metavar="FILE", help="The backup to restore from."
)
@click.option(
    "--backup-passphrase-file",
    type=a_path(),
    metavar="FILE",
    help="The passphrase of the backup, where it is another than the journal's.",
)
@click.option(
    "--record", "records", multiple=True, metavar="ID", help="Bring back only this record; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Only say what would change; change nothing.")
@click.option("--force", is_flag=True, help="Replace the journal even by a backup of another one.")
@journal_option
@json_option
def restore(
    source: Path,
    *,
    backup_passphrase_file: Path | None,
    records: tuple[str, ...],
    dry_run: bool,
    force: bool,
    journal: Path,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Bring records, or the whole journal, back from a backup.

    With --record single records come back, with the files, tags and people they need, as one step that undo
    takes back. Without it the whole journal is replaced, after a backup of what it holds now; no window may have
    it open. A journal that is damaged or gone can be restored, too.
    """
    theirs = passphrase_from(backup_passphrase_file) if backup_passphrase_file else ""
    if dry_run or records:
        with opened(journal, passphrase_file, write=not dry_run) as database:
            tell = _say_what_would if dry_run else _take
            with _naming_the_option():
                tell(database, source, theirs, records, as_json=as_json)
        return
    from mentorjournal.services.restoring_whole import NotItsBackup, restore_whole

    key = _key_now(journal, passphrase_file)
    theirs = theirs or _passphrase(source, key, passphrase_file)
    try:
        with _naming_the_option():
            said = restore_whole(journal, key, source, passphrase=theirs, only_own=not force)
    except NotItsBackup as error:
        raise Refused(
            f"{error.message} `backups` lists its own; --force takes this one all the same."
        ) from error
    if as_json:
        say_json({"path": str(journal), "said": said})
    else:
        say(said)


@contextmanager
def _naming_the_option() -> Iterator[None]:
    try:
        yield
    except (PassphraseNeeded, WrongPassphrase) as error:
        raise Refused(
            f"{error.message} (A backup's own passphrase goes into a file named with --backup-passphrase-file.)"
        ) from error


def _key_now(journal: Path, passphrase_file: Path | None) -> Key | None:
    try:
        with opened(journal, passphrase_file) as database:
            return database.copy_key()
    except NotAJournal:
        return None  # gone, or damaged: then this is what helps


def _passphrase(source: Path, key: Key | None, passphrase_file: Path | None) -> str:
    """The passphrase of a backup where the journal's key does not open it."""
    from mentorjournal.services import opening

    if not opening.is_encrypted(source) or opening.opens(source, key):
        return ""
    return passphrase_from(passphrase_file) if passphrase_file else asked_passphrase(source)


def _take(database: Database, source: Path, theirs: str, records: Iterable[str], *, as_json: bool) -> None:
    from mentorjournal.services.restoring import Restoring

    taken = Restoring(database).take(source, records, theirs)
    if as_json:
        found = {"records": taken.records, "files": taken.files, "linked": taken.linked}
        say_json({**found, "left": list(taken.left)})
        return
    files = f" and {counted(taken.files, 'file', 'files')}" if taken.files else ""
    say(f"Brought back {counted(taken.records, 'record', 'records')}{files}.")
    if taken.linked:
        say(f"{counted(taken.linked, 'other record points', 'other records point')} to it again.")
    for sentence in taken.left:
        say(sentence)


def _say_what_would(
    database: Database, source: Path, theirs: str, records: tuple[str, ...], *, as_json: bool
) -> None:
    from mentorjournal.services.restoring import Restoring

    found = Restoring(database).compare(source, theirs)
    parts = {name: _chosen(getattr(found, name), records) for name in ("only_there", "only_here", "changed")}
    if as_json:
        say_json({name: [_plain_item(item) for item in items] for name, items in parts.items()})
        return
    _say_part("Only in the backup", parts["only_there"])
    _say_part("Changed since", parts["changed"])
    if not records:
        _say_part("Only in the journal now, and gone after restoring the whole of it", parts["only_here"])
    say("Nothing was changed.")


def _chosen(items: tuple[Item, ...], records: tuple[str, ...]) -> list[Item]:
    return [item for item in items if not records or item.id in records]


def _plain_item(item: Item) -> dict[str, Any]:
    date = item.date.isoformat() if item.date else None
    return {"id": item.id, "type": item.type, "title": item.title, "date": date, "in_trash": item.in_trash}


def _say_part(heading: str, items: list[Item]) -> None:
    say(f"{heading}: {len(items):,}")
    for item in items[:_SHOWN]:
        say(f"  {item.type:12} {item.title}  {item.id}{'  (in the trash)' if item.in_trash else ''}")
    if len(items) > _SHOWN:
        say(f"  ... and {len(items) - _SHOWN:,} more; --json lists all.")
