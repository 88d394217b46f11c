"""What tests of calendars do: plan a meeting, export, and read the file as another program does."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import vobject

from mentorjournal.model.types import Meeting
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice, CalendarMade

TODAY = dt.date(2026, 4, 14)
BERLIN, LORD_HOWE = "Europe/Berlin", "Australia/Lord_Howe"
USUAL = CalendarChoice()
EVERYTHING = CalendarChoice(period="all", hard_dates=True, notes=True, people=True)


def planned(**values: Any) -> Meeting:
    shape = {
        "title": "Aims page",
        "date": dt.date(2026, 4, 16),
        "at": dt.time(10, 30),
        "time_zone": BERLIN,
        "minutes": 45,
    }
    return Meeting(**{**shape, **values})


def export(services: Services, path: Path, choice: CalendarChoice = USUAL) -> CalendarMade:
    return services.calendar.export(path, choice, TODAY, force=True)


def text_of(services: Services, path: Path, choice: CalendarChoice = USUAL) -> str:
    export(services, path, choice)
    return path.read_text("utf-8").replace("\r\n ", "").replace("\r\n", "\n")


def read_back(path: Path) -> Any:
    """The calendar as another program's parser reads it, by the zones that this file itself explains."""
    text = path.read_text("utf-8")
    for zone in re.findall(r"^TZID:(.+?)\r?$", text, re.M):
        # The parser keeps the first explanation of a zone that it meets, and another file's may end years before.
        vobject.icalendar.registerTzid(zone, None)
    return vobject.readOne(text)


def read_back_all(services: Services, ics: Path, choice: CalendarChoice = USUAL) -> list[Any]:
    export(services, ics, choice)
    return list(getattr(read_back(ics), "vevent_list", []))


def import_again(services: Services, path: Path) -> tuple[int, int, int]:
    done = importing.run(services.journal, path)
    return done.imported, done.updated, done.skipped
