"""The reader's changes upon the lines as gathered: ticks, words, order, and lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mentorjournal.model.types import BriefLine
from mentorjournal.services.preparing.brief import Gathered, Line, Part
from mentorjournal.services.preparing.ground import Ground
from mentorjournal.storage.finder import Finder, pointing

LAST = float("inf")
_LINES = Finder(BriefLine, pointing("meeting", "this"))


def read_changes(ground: Ground) -> tuple[BriefLine, ...]:
    """What was changed about this meeting's brief, the oldest first."""
    found = ground.all(_LINES)
    return tuple(sorted(found, key=lambda item: item.id))


def parts_of(
    ground: Ground, titles: Mapping[str, str], gathered: Sequence[Gathered], kept: Sequence[BriefLine]
) -> tuple[Part, ...]:
    """Every part with its lines in the reader's order.

    A line in other words that is not gathered any more stays as long as its record is there and no secret;
    one that was only ticked goes, for what it said is not known any more.
    """
    changes = {(item.part, item.source): item for item in kept if item.source}
    known = {(line.slot, line.source) for line in gathered}
    stale = [item for key, item in changes.items() if key not in known and item.title.strip()]
    alive = _alive(ground, stale)
    lines = [
        *(_changed(line, changes.get((line.slot, line.source))) for line in gathered),
        *(_alone(item) for item in stale if item.source in alive),
        *(_added(item) for item in kept if not item.source and item.title.strip()),
    ]
    places = {item.id: item.position for item in kept if item.position is not None}
    return tuple(Part(key, title, _ordered(lines, key, places)) for key, title in titles.items())


def _ordered(lines: Iterable[Line], part: str, places: Mapping[str, float]) -> tuple[Line, ...]:
    mine = [line for line in lines if line.part == part]
    return tuple(sorted(mine, key=lambda line: places.get(line.record, LAST)))


def _changed(line: Gathered, change: BriefLine | None) -> Line:
    words = change.title if change is not None and change.title.strip() else line.text
    ticked = line.ticked if change is None or not change.ticked else change.ticked == "on"
    edited = words != line.text
    return Line(
        key=key_of(line.slot, line.source),
        slot=line.slot,
        source=line.source,
        text=line.masked if line.masked and not (ticked or edited) else words,
        full=words,
        badge=line.badge,
        kind=line.kind,
        ticked=ticked,
        whom=line.whom,
        edited=edited,
        by_default=line.ticked,
        record=change.id if change is not None else "",
    )


def key_of(slot: str, source: str) -> str:
    """What names a gathered line."""
    return f"{slot}|{source}"


def _added(item: BriefLine) -> Line:
    # What says nothing about its tick was not added by the reader: what it was gathered from is gone.
    ticked = item.ticked == "on"
    return Line(
        item.id, item.part, "", item.title, item.title, "", "plain", ticked, added=True, record=item.id
    )


def _alive(ground: Ground, stale: Sequence[BriefLine]) -> set[str | None]:
    """The ids of the records behind lines that are not gathered any more, without those in the trash and secret ones."""
    found = ground.reader.many(item.source for item in stale if item.source)
    return {
        key
        for key, record in found.items()
        if record.deleted_at is None and not record.confidential and not ground.hides(record)
    }


def _alone(item: BriefLine) -> Line:
    words, source = item.title.strip(), item.source or ""
    return Line(
        key=key_of(item.part, source),
        slot=item.part,
        source=source,
        text=words,
        full=words,
        badge="",
        kind="plain",
        ticked=item.ticked == "on",
        edited=True,
        by_default=False,
        record=item.id,
    )


def as_gathered(item: BriefLine) -> bool:
    """Whether a change says nothing any more, and need not be kept."""
    return bool(item.source) and not item.title.strip() and not item.ticked and item.position is None


def changed_line(meeting_id: str, line: Line, kept: BriefLine | None) -> BriefLine:
    """The record that a line's changes are kept in."""
    if kept is not None:
        return kept
    return BriefLine(meeting=meeting_id, part=line.slot, source=line.source or None)


def with_tick(item: BriefLine, line: Line, ticked: bool) -> BriefLine:
    """Ticked or not; nothing is said where that is the default of words as gathered."""
    said = _said(ticked)
    own = line.added or bool(item.title.strip())
    return replace(item, ticked=said if own or ticked != line.by_default else "")


def with_words(item: BriefLine, line: Line, words: str) -> BriefLine:
    """In other words, or as gathered without any. Words of the reader's own keep the tick they were written
    under: what would be the default is not known any more once the record is not gathered."""
    said = item.ticked or _said(line.ticked)
    if words:
        return replace(item, title=words, ticked=said)
    return replace(item, title="", ticked="" if said == _said(line.by_default) else said)


def _said(ticked: bool) -> str:
    return "on" if ticked else "off"
