"""One row of a table becomes an activity, a goal or a journal entry."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from mentorjournal.interchange import csv_values, dates
from mentorjournal.interchange.csv_choices import chosen, state_of
from mentorjournal.interchange.csv_mapping import ColumnMapping
from mentorjournal.interchange.csv_own import OwnColumns
from mentorjournal.interchange.csv_table import Table, TableRow
from mentorjournal.interchange.csv_words import MEANINGS, plain_name
from mentorjournal.interchange.plain import Entry, Incoming, fingerprint, own_source
from mentorjournal.model.types import Activity, Goal, Person

PERSON: Final = "csv-person"
HABIT: Final = "csv-habit"
MOST_HOURS: Final = 8_784
"""The hours of a leap year: a row that says more says nothing."""
_TAGS: Final = re.compile(r"[,;|\n]")
_LONGEST_TITLE: Final = 200
_LONGEST_WORD: Final = 80
"""No date, no time of day and no name of a choice is longer."""
_DAY_SECONDS: Final = 86_400
_HOUR: Final = 3_600


class BadRow(ValueError):
    """A row that makes no sense, in words."""


class Rows:
    """Makes a record of each row; `told` has lines of which something was read otherwise than it is written."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.told: list[tuple[int, str]] = []
        self._table, self._mapping = table, mapping
        self._at = {meaning: at for at, meaning in reversed([*enumerate(mapping.columns)])}
        self._texts = [at for at, meaning in enumerate(mapping.columns) if meaning == "text"]
        self._marks = [at for at, meaning in enumerate(mapping.columns) if meaning == "tags"]
        self._names = [at for at, meaning in enumerate(mapping.columns) if meaning == "person"]
        self._own = OwnColumns(table, mapping)
        self._lists = any(plain_name(cell) == "frequencynumerator" for cell in table.header)

    def made(self, row: TableRow, today: dt.date) -> Entry | Incoming:
        """The entry or record of a row. Raises `BadRow`."""
        if self._mapping.target == "hours":
            return self._activity(row)
        return self._goal(row) if self._mapping.target == "goals" else self._entry(row, today)

    def people(self, row: TableRow) -> dict[str, Incoming]:
        """The people a row names, by source id."""
        return {
            source: Incoming(Person(title=name, source_id=source), f"line {row.line}")
            for name, source in self._named(row)
        }

    def cell(self, row: TableRow, meaning: str) -> str:
        """The cell of the first column of a meaning; empty where there is none."""
        at = self._at.get(meaning)
        return row.cells[at].strip() if at is not None else ""

    def day(self, row: TableRow, meaning: str) -> dates.Stamp | None:
        """The moment a cell names; None where it is empty. Raises `BadRow`."""
        cell = self.cell(row, meaning)
        if not cell:
            return None
        found = _stamp(cell, self._mapping.order) if len(cell) <= _LONGEST_WORD else None
        if found is None:
            raise BadRow(f"“{cell[:40]}” is no date.")
        month = (row.line, f"“{cell[:40]}” names a month; it is read as its first day.")
        if not found.day_known and month not in self.told:
            self.told.append(month)
        return found

    def _activity(self, row: TableRow) -> Incoming:
        begun, zone, length = self._when(row)
        if begun is None and length is None:
            raise BadRow("It names neither a day nor how long it took.")
        if length is not None and not 0 <= length <= MOST_HOURS * _HOUR:
            raise BadRow(f"{length / _HOUR:,.2f} hours make no sense.")
        self._tell_long(row, length)
        said = self.cell(row, "category")
        kind = chosen("activity_category", said[:_LONGEST_WORD]) or chosen(
            "activity_category", self.cell(row, "project")[:_LONGEST_WORD]
        )
        title, rest = self._title(row, self.cell(row, "project") or said or "Hours")
        record = Activity(
            title=title,
            date=begun.date() if isinstance(begun, dt.datetime) else begun,
            at=begun.time() if isinstance(begun, dt.datetime) else None,
            time_zone=zone,
            category=kind or "other",
            hours=None if length is None else round(length / _HOUR, 9),
            role=self.cell(row, "role"),
            provider=self.cell(row, "provider"),
            output=self.cell(row, "output"),
            verified_by=self.cell(row, "confirmed"),
            detail=rest,
            starred=bool(csv_values.is_yes(self.cell(row, "starred"))),
            source_id=self._source(row),
        )
        taken = {"role", "provider", "output", "confirmed", *(("category",) if kind or not said else ())}
        return self._incoming(row, record, taken)

    def _tell_long(self, row: TableRow, length: float | None) -> None:
        """Tell of more hours than a day has, where nothing says that it was more than a day."""
        if self._own.ours or {"end", "end-date"} & self._at.keys():
            return
        if length is None or length <= _DAY_SECONDS:
            return
        on = self.day(row, "date")
        if on is not None and on.day_known:
            self.told.append((row.line, f"{length / _HOUR:,.2f} hours on one day were taken as they are."))

    def _goal(self, row: TableRow) -> Incoming:
        set_on, due, done_on = (self.day(row, meaning) for meaning in ("date", "due", "done-on"))
        begun = self.day(row, "start")
        state = state_of(self.cell(row, "status")[:_LONGEST_WORD])
        area = chosen("goal_area", self.cell(row, "category")[:_LONGEST_WORD])
        done = csv_values.is_yes(self.cell(row, "done"))
        if done and not state:
            at = self._at["done"]
            state = "dropped" if plain_name(self._table.header[at]).startswith("archiv") else "achieved"
        title, rest = self._title(row, "")
        if not title:
            raise BadRow("The goal has no name.")
        record = Goal(
            title=title,
            date=set_on.day if set_on else None,
            start=begun.day if begun else None,
            target=due.day if due else None,
            closed_on=done_on.day if done_on else None,
            status=state or ("achieved" if done_on else "active"),
            area=area or "career",
            measure=self.cell(row, "measure"),
            why=rest,
            starred=bool(csv_values.is_yes(self.cell(row, "starred"))),
            source_id=self._habit(title) or self._source(row),
        )
        taken = {"measure", *(("status",) if state else ()), *(("category",) if area else ()), "done"}
        return self._incoming(row, record, taken)

    def _entry(self, row: TableRow, today: dt.date) -> Entry:
        begun, zone, _ = self._when(row)
        if begun is None:
            begun = today
            self.told.append((row.line, "It names no day; it is filed under today."))
        title, text = self._title(row, "")
        if not (title or text):
            raise BadRow("It has neither a title nor a text.")
        at = begun.time() if isinstance(begun, dt.datetime) else None
        kind = (self.cell(row, "category"),) if self.cell(row, "category") else ()
        return Entry(
            source_id=self._source(row),
            title=title,
            text=text,
            day=begun.date() if isinstance(begun, dt.datetime) else begun,
            time=at,
            time_zone=zone or None,
            tags=tuple(dict.fromkeys((*self._tags(row), *kind))),
            starred=bool(csv_values.is_yes(self.cell(row, "starred"))),
            item=f"line {row.line}",
            extra=self._extra(row, {"category"}, people=True, read=self._own.no_words()),
            confidential=self._own.confidential(row),
        )

    def _incoming(self, row: TableRow, record: Activity | Goal, taken: set[str]) -> Incoming:
        links = tuple(("people", source) for _, source in self._named(row))
        record, read = self._own.filled(record, row)
        extra = self._extra(row, taken, read=read)
        return Incoming(record, f"line {row.line}", tags=self._tags(row), links=links, extra=extra)

    def _when(self, row: TableRow) -> tuple[dt.datetime | dt.date | None, str, float | None]:
        """When a row begins, on the clock it is written in, the zone of that clock, and its seconds."""
        day = self.day(row, "date")
        start = self._moment(row, "start", "time", day)
        end = self._moment(row, "end-date" if "end-date" in self._at else "end", "end-time", start or day)
        length = self._written_length(row)
        if start and end and start.time is not None and end.time is not None:
            spent = _between(start, end)
            own_day = self.day(row, "end-date") is not None or len(self.cell(row, "end")) > len("00:00:00 AM")
            if spent < 0 and not own_day:
                spent += _DAY_SECONDS
            if spent >= 0:
                length = spent
            elif length is None:
                raise BadRow("It ends before it begins.")
            else:
                self.told.append((row.line, "It ends before it begins; the length written in it was taken."))
        begun = start or day
        if begun is None:
            return None, "", length
        zone = "UTC" if begun.zone is not None and not begun.zone.utcoffset(None) else ""
        return (dt.datetime.combine(begun.day, begun.time) if begun.time else begun.day), zone, length

    def _moment(
        self, row: TableRow, meaning: str, beside: str, day: dates.Stamp | None
    ) -> dates.Stamp | None:
        """A moment from one cell, or from a day and a time of day."""
        cell, told = self.cell(row, meaning), self.cell(row, beside)
        at = _clock(cell[:_LONGEST_WORD]) if cell else None
        if at is None and cell:
            day = self.day(row, meaning)
        elif not cell and not told:
            return None
        if at is None and told:
            at = _clock(told[:_LONGEST_WORD])
            if at is None:
                raise BadRow(f"“{told[:40]}” is no time of day.")
        if day is None:
            raise BadRow("It has a time and no day.")
        if at is None:
            return day
        zone = dates.stamp(f"2000-01-01 00:00{at[1]}") if at[1] else None
        return dates.Stamp(day.day, at[0], zone.zone if zone else None)

    def _written_length(self, row: TableRow) -> float | None:
        for meaning, unit in (("duration", _HOUR), ("hours", _HOUR), ("minutes", 60)):
            cell = self.cell(row, meaning)
            if not cell:
                continue
            found = csv_values.seconds(cell, self._mapping.decimal, unit)
            if found is None:
                raise BadRow(f"“{cell[:40]}” is no length of time.")
            return found
        return None

    def _title(self, row: TableRow, instead: str) -> tuple[str, str]:
        """A line for the title, and the rest."""
        text = "\n\n".join(cell for at in self._texts if (cell := row.cells[at].strip()))
        written = self.cell(row, "title")
        title = " ".join((written or ("" if self._mapping.target == "notes" else instead)).split())
        if self._mapping.target == "goals" and "title" not in self._at:
            title, _, text = text.partition("\n")
        if len(title) > _LONGEST_TITLE:
            return title[:_LONGEST_TITLE], "\n\n".join(filter(None, (written, text)))
        return title, text

    def _tags(self, row: TableRow) -> tuple[str, ...]:
        words: list[str] = []
        for at in self._marks:
            cell = row.cells[at]
            words += cell.split() if cell.startswith("#") else _TAGS.split(cell)
        return tuple(dict.fromkeys(word for one in words if (word := one.strip().lstrip("#").strip())))

    def _named(self, row: TableRow) -> list[tuple[str, str]]:
        names = [" ".join(one.split()) for at in self._names for one in re.split(r"[;\n]", row.cells[at])]
        return [(name[:_LONGEST_TITLE], fingerprint(PERSON, name.casefold())) for name in names if name]

    def _extra(
        self, row: TableRow, taken: set[str], *, read: frozenset[int], people: bool = False
    ) -> tuple[tuple[str, str], ...]:
        kept = {"keep", "category", "project", "status", "done", "measure", "role", "provider", "output"}
        kept |= {"confirmed", "mark", "habit"} | ({"person", "due", "done-on"} if people else set())
        if self._mapping.target == "hours":
            kept |= {"due", "done-on"}
        found = [
            (self._table.header[at] or MEANINGS[meaning], cell)
            for at, meaning in enumerate(self._mapping.columns)
            if meaning in kept - taken and at not in read and (cell := row.cells[at].strip())
        ]
        return (*found, *((f"Column {len(row.cells) + n}", cell) for n, cell in enumerate(row.more, start=1)))

    def _habit(self, title: str) -> str:
        """The identifier of a habit in a list of habits, the same as in the log of its days."""
        return fingerprint(HABIT, title.casefold()) if self._lists else ""

    def _source(self, row: TableRow) -> str:
        key = self.cell(row, "id")
        if self._own.ours and (source := own_source(key)):
            return source
        if key:
            # Tables of two years number their rows alike; a column more makes no other row.
            when = self.cell(row, "date") or self.cell(row, "start") or self.cell(row, "title")
            return fingerprint("csv", self._mapping.target, self._table.header[self._at["id"]], key, when)
        # A column that was added and is empty in a row says nothing new of it.
        return fingerprint("csv", self._mapping.target, *filter(str.strip, row.cells))


def _between(start: dates.Stamp, end: dates.Stamp) -> float:
    if start.utc and end.utc:
        return (end.utc - start.utc).total_seconds()
    first, last = (dt.datetime.combine(one.day, one.time or dt.time()) for one in (start, end))
    return (last - first).total_seconds()


_stamp = lru_cache(maxsize=4_096)(dates.stamp)
_clock = lru_cache(maxsize=4_096)(csv_values.clock)
