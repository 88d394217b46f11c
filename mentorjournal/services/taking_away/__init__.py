"""Taking the journal away, or what of it may be shown, in open formats."""

from __future__ import annotations

from mentorjournal.services.taking_away.choice import EVERYTHING, SHAREABLE, Choice, Taken
from mentorjournal.services.taking_away.formats import FORMATS, ExportFormat, format_of
from mentorjournal.services.taking_away.taking import take_away

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "SHAREABLE",
    "Choice",
    "ExportFormat",
    "Taken",
    "format_of",
    "take_away",
]
