"""Templates, prompts and self-ratings as this journal offers them: those that ship, and the reader's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.templates import Prompt, Template
from mentorjournal.model.types import OwnTemplate
from mentorjournal.services import templates as shipped
from mentorjournal.services.instruments import Instrument, instrument, known_instruments
from mentorjournal.services.template_shapes import (
    LAST,
    as_record,
    key_of,
    own_key,
    prompted,
    says_something,
    shaped,
    ships,
)
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

SHAPES: Final = ("reflection", "meeting", "feedback")
"""The kinds whose templates are headed parts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the editor's list. `own` is the reader's record, None for one that ships as it is; `ships`
    says that one of this key comes with the program."""

    key: str
    name: str
    place: float
    own: OwnTemplate | None
    ships: bool

    @property
    def hidden(self) -> bool:
        """Not offered."""
        return self.own is not None and self.own.hidden

    @property
    def changed(self) -> bool:
        """One that ships, in words of the reader."""
        return self.ships and self.own is not None and says_something(self.own)


class Templates:
    """What a person does with templates. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # What is offered

    def offered(self, kind: str) -> tuple[Template, ...]:
        """The templates for one kind of entry ("reflection", "meeting", "feedback"), in the reader's order."""
        with self._database.reading() as reader:
            return offered_in(reader, kind)

    def get(self, key: str) -> Template:
        """The template called `key`, a hidden one too; an empty key means the free page.

        Raises NotFound where it was deleted or never here; the entry's own headings still stand.
        """
        with self._database.reading() as reader:
            named = [one for one in _all(reader) if key_of(one) == key and one.kind in SHAPES]
        own = named[-1] if named else None
        if own is None:
            return shipped.template(key)
        known = {one.key: one for one in shipped.templates(own.kind)}
        return shaped(own, known.get(key))

    def find(self, key: str) -> Template | None:
        """The same, or None."""
        try:
            return self.get(key)
        except NotFound:
            return None

    def prompts(self, role: str) -> tuple[Prompt, ...]:
        """The prompts for "mentee", "mentor" or "both" (all), well mixed and always in the same order.

        Where all are hidden, those that ship are offered still: Today asks something.
        """
        with self._database.reading() as reader:
            return prompts_in(reader, role)

    def self_rating(self, key: str) -> Instrument:
        """The self-rating called `key`, own or shipped. Raises NotFound."""
        with self._database.reading() as reader:
            return known_instruments(reader).get(key) or instrument(key)

    # The list of the editor

    def lines(self, kind: str) -> tuple[Line, ...]:
        """Everything of a kind, hidden ones too, in the reader's order."""
        with self._database.reading() as reader:
            own = _own(reader, kind)
        known = {key: (name, place) for key, name, place in ships(kind)}
        made = []
        for key, one in own.items():
            name, place = known.get(key, ("", LAST))
            title = name if key in known and not says_something(one) else one.title
            made.append(Line(key, title, place if one.place is None else one.place, one, key in known))
        made += [Line(key, *rest, None, True) for key, rest in known.items() if key not in own]
        return tuple(sorted(made, key=lambda line: (line.place, line.name.casefold(), line.key)))

    def begin(self, kind: str, name: str, *, origin: str = "") -> OwnTemplate:
        """A new one, with a first part to write in."""
        new = OwnTemplate(kind=kind, key=own_key(), title=name, sections=(Section("what", "", ""),))
        if kind == "prompt":
            new = replace(new, sections=(), answered_with=shipped.DEFAULT_TEMPLATE)
        elif kind == "pulse":
            first = (Section(own_key(), "", ""),)
            new = replace(new, sections=first, low=0.0, high=10.0, rhythm=90.0)
        with self._database.writing(f"Make “{name}”", origin=origin) as change:
            return change.put(replace(new, place=self.next_place(kind)))

    def copy(self, kind: str, key: str, *, origin: str = "") -> OwnTemplate:
        """A copy beside, under a key of its own. Raises NotFound."""
        line = self._line(kind, key)
        start = self.written(kind, key)
        with self._database.writing(f"Copy “{line.name}”", origin=origin) as change:
            title = start.title if kind == "prompt" else f"{start.title}, copied"
            new = replace(
                start, id="", key=own_key(), based_on=start.based_on or key, title=title, hidden=False
            )
            return change.put(replace(new, place=self.next_place(kind), created_at=None))

    def change(self, kind: str, key: str, *, origin: str = "") -> OwnTemplate:
        """The record to be changed: the reader's own, or a copy that stands in for the one that ships.

        Raises NotFound, and InvalidRecord for a self-rating that ships: its figures rest on its items.
        """
        line = self._line(kind, key)
        if line.own is not None and (says_something(line.own) or not line.ships):
            return line.own
        if kind == "pulse":
            raise InvalidRecord(
                f"“{line.name}” keeps its items, for its figures rest on them. Copy it, and change the copy."
            )
        with self._database.writing(f"Change “{line.name}”", origin=origin) as change:
            start = replace(self.written(kind, key), based_on=key)
            if line.own is not None:
                start = replace(start, id=line.own.id, place=line.own.place, hidden=line.own.hidden)
            return change.put(start)

    def hide(self, kind: str, key: str, *, hidden: bool, origin: str = "") -> None:
        """Offer one no more, or again. Entries written with it stay as they are. Raises JournalError."""
        line = self._line(kind, key)
        if hidden and sum(not one.hidden for one in self.lines(kind)) == 1:
            raise InvalidRecord(f"“{line.name}” is the last one that is offered. Show another one first.")
        label = f"Hide “{line.name}”" if hidden else f"Offer “{line.name}” again"
        with self._database.writing(label, origin=origin) as change:
            self._put_aside(change, kind, line, hidden=hidden)

    def move(self, kind: str, key: str, step: int, *, origin: str = "") -> None:
        """One place up (-1) or down (1); at the end nothing happens. Raises NotFound."""
        lines = list(self.lines(kind))
        line = self._line(kind, key)
        here = lines.index(line)
        there = here + step
        if not 0 <= there < len(lines):
            return
        lines.insert(there, lines.pop(here))
        before = lines[there - 1].place if there else lines[there + 1].place - 1
        after = lines[there + 1].place if there + 1 < len(lines) else before + 2
        with self._database.writing(f"Move “{line.name}”", origin=origin) as change:
            if before < after:
                self._place(change, kind, line, (before + after) / 2)
            else:
                for place, one in enumerate(lines):
                    self._place(change, kind, one, float(place))

    def bring_back(self, kind: str, key: str, *, origin: str = "") -> None:
        """Give up the reader's words for one that ships; it is as it came. Raises NotFound."""
        line = self._line(kind, key)
        if line.own is None or not line.ships:
            raise NotFound(f"“{line.name}” does not come with the program. Nothing was changed.")
        with self._database.writing(f"Bring back “{line.name}”", origin=origin) as change:
            change.trash(line.own)

    def written(self, kind: str, key: str) -> OwnTemplate:
        """One as a record that says all of it, not stored where it ships. Raises NotFound."""
        line = self._line(kind, key)
        if line.own is not None and (says_something(line.own) or not line.ships):
            return line.own
        return as_record(kind, key)

    def next_place(self, kind: str) -> float:
        """The place behind all others."""
        return max((line.place for line in self.lines(kind)), default=0.0) + 1

    def _line(self, kind: str, key: str) -> Line:
        found = next((line for line in self.lines(kind) if line.key == key), None)
        if found is None:
            raise NotFound("This template is not in the journal any more. Nothing was changed.")
        return found

    def _put_aside(self, change: Writer, kind: str, line: Line, *, hidden: bool) -> None:
        own = line.own or OwnTemplate(kind=kind, key=line.key, based_on=line.key, title=line.name)
        if not hidden and line.ships and own.place is None is own.rhythm and not says_something(own):
            change.trash(own)
        else:
            change.put(replace(own, hidden=hidden))

    def _place(self, change: Writer, kind: str, line: Line, place: float) -> None:
        own = line.own or OwnTemplate(kind=kind, key=line.key, based_on=line.key, title=line.name)
        change.put(replace(own, place=place))


def offered_in(reader: Reader, kind: str) -> tuple[Template, ...]:
    """`Templates.offered`, for whoever reads already; where none is left, those that ship are."""
    own = _own(reader, kind)
    known = {one.key: one for one in shipped.templates(kind)}
    made = [shaped(one, known.get(key)) for key, one in own.items() if not one.hidden]
    made += [one for key, one in known.items() if key not in own]
    made = made or list(known.values())
    return tuple(sorted(made, key=lambda one: (one.order, one.name.casefold(), one.key)))


def prompts_in(reader: Reader, role: str) -> tuple[Prompt, ...]:
    """`Templates.prompts`, for whoever reads already. The prompt of a day is that of its number, so none comes
    back before all others have had theirs."""
    own = _own(reader, "prompt")
    mine = [prompted(one) for one in own.values() if not one.hidden and one.title.strip()]
    rest = [one for one in shipped.all_prompts() if one.key not in own]
    fitting = [one for one in (*mine, *rest) if role == "both" or one.role in (role, "both")]
    mixed = sorted(fitting, key=lambda one: hashlib.blake2b(one.key.encode()).digest())
    return tuple(mixed) or shipped.prompts(role)


def _all(reader: Reader, kind: str = "") -> tuple[OwnTemplate, ...]:
    table = columns(OwnTemplate)
    return reader.find(OwnTemplate, *((table.kind == kind,) if kind else ()), order=(table.id,))


def _own(reader: Reader, kind: str) -> dict[str, OwnTemplate]:
    """The reader's own of a kind by key, the newest where a key is there twice."""
    return {key_of(one): one for one in _all(reader, kind)}


def _order(own: OwnTemplate) -> tuple[float, str]:
    return (LAST if own.place is None else own.place), own.title.casefold()
