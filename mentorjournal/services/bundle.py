"""Everything a person can do with one open journal, in one value for windows and commands."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.services.history import History
from mentorjournal.services.records import Records
from mentorjournal.services.timeline import Timeline
from mentorjournal.storage.database import Database


@dataclass(frozen=True)
class Services:
    """The verbs over one journal. Close it when done."""

    database: Database
    records: Records
    timeline: Timeline
    history: History


def services_for(database: Database) -> Services:
    """Every service over an open journal."""
    return Services(database, Records(database), Timeline(database), History(database))
