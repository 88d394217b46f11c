"""The sample journals: a year of an invented mentee or mentor, made the same way every time for a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mentorjournal.model.record import Record
from mentorjournal.services.sample.build import Builder, read_entries, read_profile
from mentorjournal.services.sample.when import When

if TYPE_CHECKING:
    from mentorjournal.storage.database import Database

Side = Literal["mentee", "mentor"]
"""Whose journal: the mentee's is the one shown first; it has a mentor's side too, towards peers."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole journal as values; `profile` fits `Owner`, `blobs` are pairs of SHA-256 in hex and bytes.

    In `records` every link target comes before the records that link to it.
    """

    profile: dict[str, str]
    records: tuple[Record, ...]
    blobs: tuple[tuple[str, bytes], ...]


def sample_records(today: dt.date, *, side: Side = "mentee", seed: int = 7) -> Sample:
    """The sample journal as it stands on the morning of `today`; nothing in it is younger than yesterday.

    The same day, side and seed give the same records, ids and moments included.
    """
    builder = Builder(When(today, seed), read_entries(side))
    records = builder.records()
    return Sample(read_profile(side), records, tuple(sorted(builder.blobs.items())))


def write_sample(database: Database, today: dt.date, *, side: Side = "mentee", seed: int = 7) -> Sample:
    """Write the sample journal of a side in one step and return what was written.

    Records already there stay as they are. Raises ReadOnlyJournal or StorageFailed, and then nothing was written.
    """
    sample = sample_records(today, side=side, seed=seed)
    with database.writing("Add the sample journal", kind="import") as change:
        for _, data in sample.blobs:
            change.put_blob(data)
        for record in sample.records:
            change.put(record, keep_stamps=True)
        change.set_meta("owner", sample.profile)
    return sample
