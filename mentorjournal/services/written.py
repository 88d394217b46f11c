"""When a story was written: the day of its event, the day it was begun, and the day its text changed last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mentorjournal.model.types import Reflection
from mentorjournal.services.reporting.words import counted, long_date
from mentorjournal.storage.revisions import Version


@dataclass(frozen=True, slots=True)
class Moments:
    """The day of what a story tells, the day it was written first, and the day its text changed last.

    `written` is None where nobody knows, as for entries brought in from a program that does not say.
    """

    event: dt.date | None
    written: dt.date | None
    edited: dt.date | None

    @property
    def words(self) -> str:
        """`Event 3 March 2026, written 5 March 2026 (2 days after), edited 10 April 2026`."""
        parts = [f"Event {long_date(self.event)}" if self.event else "The event has no date"]
        if self.written is None:
            parts.append("brought in from another program, so when it was written is not known")
        else:
            parts.append(f"written {long_date(self.written)}{self._gap()}")
        if self.edited is not None and self.edited != self.written:
            parts.append(f"edited {long_date(self.edited)}")
        return ", ".join(parts)

    def _gap(self) -> str:
        if self.event is None or self.written is None:
            return ""
        days = (self.written - self.event).days
        if days == 0:
            return " (the same day)"
        return f" ({counted(abs(days), 'day')} {'after' if days > 0 else 'before'})"

    def within(self, days: int) -> bool | None:
        """Whether it was first written within so many days after the event; None where that is not known."""
        if self.event is None or self.written is None:
            return None
        return 0 <= (self.written - self.event).days <= days

    def judged(self, scheme: str, days: int) -> str:
        """Whether it meets a scheme's time for writing, in words; "" where the scheme sets none."""
        if not days:
            return ""
        asked = f"{scheme} asks for it within {counted(days, 'day')} of the event"
        met = self.within(days)
        if met is None:
            lacking = "the event has no date" if self.event is None else "the day of writing is not known"
            return f"{asked}: {lacking}, so this cannot be shown."
        if met:
            return f"{asked}: it was."
        if self.event is not None and self.written is not None and self.written < self.event:
            return f"{asked}: it was written before. Is the day of the event right?"
        return f"{asked}: it was written later."


def moments(story: Reflection, versions: Sequence[Version]) -> Moments:
    """When it was written, out of its revisions, newest first.

    What was begun blank was written when it had its first words. An entry brought in keeps the day another program gave it; where that gave none, it began with the import,
    which says nothing of when it was written. A star or a tag is no edit of the text.
    """
    first = versions[-1] if versions else None
    created = story.created_at
    unknown = (
        first is not None
        and first.kind == "import"
        and first.before is None
        and created is not None
        and created >= first.at
    )
    written = _first_words(story, versions, unknown=unknown)
    edited = next((one.at for one in versions if _changes_text(one)), None)
    if edited is None and first is not None and isinstance(first.after, Reflection):
        edited = None if unknown else first.after.updated_at
    return Moments(story.date, _local(written), _local(edited))


def _first_words(story: Reflection, versions: Sequence[Version], *, unknown: bool) -> dt.datetime | None:
    """The moment of the first version with words in it; of one that had them from the start, its making."""
    began = None if unknown else story.created_at
    if not versions or any(_texts(versions[-1].before)):
        return began
    first = next((one for one in reversed(versions) if any(_texts(one.after))), None)
    return began if first is None or (first is versions[-1] and first.before is None) else first.at


def _local(moment: dt.datetime | None) -> dt.date | None:
    return moment.astimezone().date() if moment is not None else None


def _changes_text(version: Version) -> bool:
    before, after = version.before, version.after
    both = isinstance(before, Reflection) and isinstance(after, Reflection)
    return both and _texts(before) != _texts(after)


def _texts(story: object) -> tuple[str, ...]:
    sections = story.sections if isinstance(story, Reflection) else ()
    return tuple(part.text.strip() for part in sections)
