"""Which backups of a folder may go, and letting them go."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from mentorjournal.services.backup_shelf import Lying, read_name
from mentorjournal.storage.backup import remove

HOURS: Final = 24
DAYS: Final = 30
STALE_SECONDS: Final = 86_400


def to_let_go(backups: Iterable[Lying], megabytes: int) -> tuple[Lying, ...]:
    """Which of the backups of one folder may go: what is more than one an hour for the newest 24 such hours,
    one a day for the newest 30 such days and one a month for ever, then the oldest beyond `megabytes`.

    Hours and days are counted as there are backups of them, not by a clock, so that a clock set wrong ages
    nothing. Those asked for or made before something else stay for the 30 days. The newest stays, and what
    is kept for a reason.
    """
    ordered = sorted(backups, key=lambda item: (item.name.serial, item.name.made_at), reverse=True)
    stay: list[Lying] = []
    hour = day = month = ""
    hours = days = 0
    for item in ordered:
        local = item.name.made_at.isoformat()
        of_hour, of_day, of_month = local[:13], local[:10], local[:7]
        new_hour, new_day, new_month = of_hour != hour, of_day != day, of_month != month
        wanted = not stay or item.name.kept
        wanted |= new_hour and hours < HOURS
        wanted |= days < DAYS and (new_day or item.name.kind != "hourly")
        wanted |= new_month
        if wanted:
            stay.append(item)
            hours, days = hours + new_hour, days + new_day
            hour, day, month = of_hour, of_day, of_month
    total = sum(item.size for item in stay)
    for item in reversed(stay[1:]):
        if total <= megabytes * 1_000_000:
            break
        if not item.name.kept:
            stay.remove(item)
            total -= item.size
    staying = {id(item) for item in stay}
    return tuple(item for item in ordered if id(item) not in staying)


def thin_out(here: tuple[Lying, ...], megabytes: int) -> tuple[Path, ...]:
    """Remove what may go and return it; what the system refuses to remove stays."""
    gone = []
    for item in to_let_go(here, megabytes):
        with suppress(OSError):
            item.path.unlink()
            gone.append(item.path)
    return tuple(gone)


def sweep(folder: Path) -> None:
    """Remove what a process that was killed, or a stick pulled out, left half written a day ago or longer."""
    with suppress(OSError):
        for part in folder.glob(".*.part"):
            named = read_name(part.name.removeprefix(".").removesuffix(".part"))
            if named and time.time() - part.stat().st_mtime > STALE_SECONDS:
                remove(part)
