"""The end of a mentoring relationship: said without blame, with what was achieved, what is open, and thanks."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import ActionItem, Meeting, Relationship
from mentorjournal.resources import resource_path
from mentorjournal.services.achieved import Achieved, achieved_in, goals_of
from mentorjournal.services.actions import OwnedAction, owned
from mentorjournal.services.closing_drafts import ClosingDraft, closing_draft, keep_closing_draft
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.ties import Met, meetings_of, promises_of
from mentorjournal.storage.writer import Writer

if TYPE_CHECKING:
    from mentorjournal.services.reporting.handover import Handover

KEEP, LET_GO, HAND_OVER = "keep", "let_go", "hand_over"
FATES = (KEEP, LET_GO, HAND_OVER)
"""What becomes of an open action; handed over, mine becomes theirs and theirs becomes mine."""


@dataclass(frozen=True, slots=True)
class ClosurePage:
    """What the end of a relationship is made from; `name` is the other person's, "" where nobody is named.

    `draft` is what was chosen and written on the way and not taken yet.
    """

    relationship: Relationship
    name: str
    achieved: tuple[Achieved, ...]
    mine: tuple[OwnedAction, ...]
    theirs: tuple[OwnedAction, ...]
    draft: ClosingDraft


class Closure:
    """What a person does to end a relationship well."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, relationship_id: str) -> ClosurePage:
        """A relationship with what was reached and what is open. Raises NotFound."""
        with self._database.reading() as reader:
            tie = reader.get(Relationship, relationship_id)
            name = reader.titles([tie.person]).get(tie.person, "") if tie.person else ""
            mine, theirs = _open_between(reader, tie)
            return ClosurePage(
                tie,
                name,
                achieved_in(reader, tie),
                owned(reader, mine),
                owned(reader, theirs),
                closing_draft(reader, tie.id),
            )

    def planned(self, relationship_id: str, day: dt.date) -> tuple[Met, ...]:
        """The meetings planned from a day on, the next one first. Raises NotFound."""
        with self._database.reading() as reader:
            return _planned(reader, reader.get(Relationship, relationship_id), day)

    def keep_words(
        self, relationship_id: str, values: Mapping[str, Any], *, origin: str = ""
    ) -> Relationship:
        """Keep what is written on the way; nothing ends by it. Edits close in time are one step."""
        with self._database.writing("Write closing words", origin=origin, sitting=True) as change:
            return change.put(replace(change.get(Relationship, relationship_id), **values))

    def keep_draft(self, relationship_id: str, draft: ClosingDraft) -> None:
        """Keep the choices and the handover page of the way so far; no undo step. Raises NotFound."""
        with self._database.writing("Keep draft") as change:
            change.get(Relationship, relationship_id)
            keep_closing_draft(change, relationship_id, draft)

    def close(
        self,
        relationship_id: str,
        day: dt.date,
        fates: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        *,
        cancel: bool = False,
        origin: str = "",
    ) -> Relationship:
        """End a relationship on a day as one step. `fates` gives each open action by its id one of FATES
        (kept where it names none), `values` the last words typed; with `cancel` the meetings planned from
        that day on are cancelled.

        Raises NotFound, and InvalidRecord for another fate.
        """
        ended = (fates or {}, values or {}, "closed")
        return self._end(relationship_id, day, *ended, origin=origin, cancel=cancel)

    def redefine(
        self,
        relationship_id: str,
        day: dt.date,
        fates: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        *,
        origin: str = "",
    ) -> Relationship:
        """Put a relationship on another footing instead of ending it, as one step. Raises as `close`."""
        return self._end(relationship_id, day, fates or {}, values or {}, "redefinition", origin=origin)

    def reopen(self, relationship_id: str, *, origin: str = "") -> Relationship:
        """Take a closed relationship up again; the words of its end stay. Raises NotFound and InvalidRecord."""
        with self._database.writing("Reopen relationship", origin=origin) as change:
            tie = change.get(Relationship, relationship_id)
            if tie.phase != "closed":
                raise InvalidRecord("This relationship is not closed. Nothing was changed.")
            return change.put(replace(tie, phase="cultivation", closed_on=None))

    def handover(self, relationship_id: str, fates: Mapping[str, str] | None = None) -> Handover:
        """The text of a page to hand over, to be read and changed before it leaves. Raises NotFound.

        It is made of the purpose, the achievements, goals that may be seen by others, and the titles of
        open actions that are not let go. Nothing confidential or of something confidential, no note, check
        or concern is in it, and of the achievements no line that names something private; others than the
        two appear as agreed.
        """
        from mentorjournal.services.reporting.handover import handover_text

        page = self.page(relationship_id)
        gone = {key for key, fate in (fates or {}).items() if fate == LET_GO}
        with self._database.reading() as reader:
            return handover_text(
                reader,
                page.relationship,
                goals_of(reader, page.relationship),
                [item for item in (*page.mine, *page.theirs) if item.item.id not in gone],
            )

    def save_handover(self, page: Handover, path: Path, today: dt.date) -> None:
        """Write a handover page as a PDF. Raises ReportError where it is empty or longer than one page, and where
        the relationship or the person is confidential; StorageFailed for a file of the journal itself."""
        from mentorjournal.services.reporting.handover import HandoverPaper

        HandoverPaper(self._database).save(page, path, today)

    def _end(
        self,
        relationship_id: str,
        day: dt.date,
        fates: Mapping[str, str],
        values: Mapping[str, Any],
        phase: str,
        *,
        origin: str,
        cancel: bool = False,
    ) -> Relationship:
        if wrong := next((fate for fate in fates.values() if fate not in FATES), ""):
            raise InvalidRecord(f"An action cannot be {wrong!r}. Nothing was changed.")
        closed = phase == "closed"
        label = "Close relationship" if closed else "Redefine relationship"
        with self._database.writing(label, origin=origin) as change:
            tie = replace(change.get(Relationship, relationship_id), **values)
            for key, fate in fates.items():
                _settle(change, key, fate, tie, day)
            for met in _planned(change, tie, day) if cancel else ():
                change.put(replace(change.get(Meeting, met.id), status="cancelled"))
            # The page to hand over outlives the end: undone or taken up again, it is there.
            paper = closing_draft(change, relationship_id).paper
            keep_closing_draft(change, relationship_id, ClosingDraft(paper))
            return change.put(replace(tie, phase=phase, closed_on=day if closed else None, paused_until=None))


@cache
def _words() -> dict[str, str]:
    table = tomllib.loads(resource_path("closing/words.toml").read_text("utf-8"))
    return dict(table["words"])


def starting_words(reason: str, name: str) -> str:
    """A first text for a reason, without blame; "" for no reason."""
    return _words().get(reason, "").replace("{name}", name or "[name]")


def _settle(change: Writer, key: str, fate: str, tie: Relationship, day: dt.date) -> None:
    item = change.get(ActionItem, key)
    if fate == LET_GO:
        change.put(replace(item, let_go_on=day))
    elif fate == HAND_OVER and tie.person:
        people = tuple(dict.fromkeys((*item.people, tie.person)))
        change.put(replace(item, owner=None if item.owner else tie.person, people=people))


def _planned(reader: Reader, tie: Relationship, day: dt.date) -> tuple[Met, ...]:
    """The meetings planned from a day on, the next one first."""
    found = meetings_of(reader, tie.id, tie.person or "")
    return tuple(met for met in reversed(found) if met.status == "planned" and met.date and met.date >= day)


def _open_between(reader: Reader, tie: Relationship) -> tuple[list[ActionItem], list[ActionItem]]:
    """What is open of mine and of theirs in this relationship."""
    near = (tie.id, tie.person or "")
    promised = promises_of(reader, *near, [item.id for item in meetings_of(reader, *near)])
    records = reader.many(item.id for item in promised if item.done_on is None)
    sides: tuple[list[ActionItem], list[ActionItem]] = ([], [])
    for item in promised:
        if isinstance(record := records.get(item.id), ActionItem):
            sides[item.theirs].append(record)
    return sides
