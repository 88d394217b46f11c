"""Backups in plain words: when, how large, what a comparison found, and the few words of the line below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorjournal.gui.backup_round import Round
    from mentorjournal.services.restoring import Taken
    from mentorjournal.settings import Settings

WORN_DAYS = 14
"""After so many days the day itself says more than their number."""
MOST_KINDS = 6
GONE_DAYS = 7
"""A second place that was not there for so many days is worth a word."""
_STEP = 1000


def when_words(moment: dt.datetime, now: dt.datetime) -> str:
    """`Today 14:02`, `Yesterday 9:15`, `14 Apr 18:40`, in the zone of `now`."""
    at = moment.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    day = {0: "Today", 1: "Yesterday"}.get(days) or day_short(at.date(), now.date())
    return f"{day} {at:%H:%M}"


def since_words(moment: dt.datetime, now: dt.datetime) -> str:
    """`14:02` of today, `yesterday`, `3 days ago`, `2 May`."""
    at = moment.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    if days <= 0:
        return f"{at:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < WORN_DAYS else day_short(at.date(), now.date())


def seen_words(seen: str, now: dt.datetime) -> str:
    """When the second place got its last copy, from the moment in ISO format or nothing."""
    moment = moment_of(seen)
    if moment is None:
        return "No copy was made there yet. It gets one with the next backup."
    return f"The last copy was made there {at_words(moment, now)}."


def second_words(settings: Settings, now: dt.datetime) -> str:
    """Where second copies go and how that stands."""
    if not settings.second_place:
        return "No second place is chosen. In Settings, name a memory stick or a synced folder for a second copy."
    return f"Second place: {settings.second_place}. {seen_words(settings.second_seen, now)}"


def too_long_gone(seen: str, now: dt.datetime) -> bool:
    """Whether the second place got nothing for a week, or never anything."""
    moment = moment_of(seen)
    return moment is None or (now - moment).days >= GONE_DAYS


def sign_words(found: Round, settings: Settings, now: dt.datetime, read_only: str) -> tuple[str, str, bool]:
    """What the line below says of backups: a few words, whole sentences, and whether all is well."""
    whole = [_newest_words(found.newest_at, now, read_only)]
    said = f"Backup {since_words(found.newest_at, now)}" if found.newest_at else "No backup yet"
    if found.failed:
        return (
            f"{said}, then failed" if found.newest_at else "Backup failed",
            f"{found.failed} {whole[0]}",
            False,
        )
    well = True
    if settings.second_place and not read_only:
        seen = moment_of(settings.second_seen)
        behind = found.second is not None and not found.second.copied
        whole.append(second_words(settings, now))
        if behind and (seen is None or seen.astimezone(now.tzinfo).date() < now.date()):
            said += (
                f", second place last seen {since_words(seen, now)}"
                if seen
                else ", second place not seen yet"
            )
            well = not too_long_gone(settings.second_seen, now)
    return said, " ".join(whole), well


def _newest_words(newest: dt.datetime | None, now: dt.datetime, read_only: str) -> str:
    if newest is None:
        later = "Whoever has it open for writing makes them." if read_only else "The first is made soon."
        return f"There is no backup of this journal on this computer yet. {later}"
    return f"The newest backup of this journal was made {at_words(newest, now)}. Click to see them all."


def at_words(moment: dt.datetime, now: dt.datetime) -> str:
    """`today at 14:02`, `yesterday at 09:15`, `on 14 Apr at 18:40`, for the middle of a sentence."""
    at = moment.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    day = {0: "today", 1: "yesterday"}.get(days) or f"on {day_short(at.date(), now.date())}"
    return f"{day} at {at:%H:%M}"


def moment_of(text: str) -> dt.datetime | None:
    """The moment of a text in ISO format, aware; None where it is none."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.astimezone()


def size_words(size: int) -> str:
    """`840 kB`, `4.2 MB`, `1.3 GB`: thousands, as file managers count them."""
    amount, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < _STEP:
            break
        amount, unit = amount / _STEP, larger
    whole = unit in {"bytes", "kB"} or amount >= _STEP / 10
    return f"{amount:.0f} {unit}" if whole else f"{amount:.1f} {unit}"


def kinds_words(counts: Mapping[str, int]) -> str:
    """`3 goals, 1 meeting`, the most first and few kinds by name; empty for nothing."""
    ordered = sorted(((kind, count) for kind, count in counts.items() if count), key=lambda i: (-i[1], i[0]))
    several = len(ordered) > MOST_KINDS + 1
    named = ordered[:MOST_KINDS] if several else ordered
    said = [how_many(count, *_names(kind)) for kind, count in named]
    if several:
        said.append(how_many(sum(count for _, count in ordered[MOST_KINDS:]), "other", "others"))
    return ", ".join(said)


def _names(kind: str) -> tuple[str, str]:
    shape = RECORD_TYPES[kind]
    return _UNCOUNTED.get(kind) or (shape.LABEL.lower(), shape.PLURAL.lower())


_UNCOUNTED = {
    "feedback": ("piece of feedback", "pieces of feedback"),
    "advice": ("piece of advice", "pieces of advice"),
    "manifest": ("list of what was handed out", "lists of what was handed out"),
}
"""Types whose names have no number."""


def made_words(found: Round) -> tuple[str, str]:
    """What came of a backup that was asked for, and of what kind the message is."""
    if found.made is None:
        return found.failed, "error"
    held = how_many(found.made.counts.total, "record", "records")
    said = f"The backup was made, opened again and counted: {held}."
    second = found.second
    if second is not None:
        said = f"{said} {'A copy lies in the second place.' if second.copied else second.said}"
    troubled = found.made.shrunk or found.failed or (second is not None and not second.copied)
    said = " ".join(part for part in (said, found.made.shrunk, found.failed) if part)
    return said, "warn" if troubled else "ok"


def taken_words(taken: Taken, ticked: int) -> tuple[str, str]:
    """What was brought back, of so many that were ticked, and of what kind the message is."""
    if not taken.label:
        return " ".join(("Nothing had to change.", *taken.left)), "warn" if taken.left else "info"
    asked = min(taken.records, ticked)
    said = f"{how_many(asked, 'record is', 'records are')} back"
    if taken.records > asked:
        said += f", with {taken.records - asked} more that {'it needs' if asked == 1 else 'they need'}"
    if taken.linked:
        said += f", and {how_many(taken.linked, 'other points', 'others point')} there again"
    said += ". Ctrl+Z takes it back."
    return " ".join((said, *taken.left)), "warn" if taken.left else "ok"
