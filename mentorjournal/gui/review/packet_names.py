"""What files of packets are called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mentorjournal.gui.file_names import plain_name

ENDING: Final = ".packet"
KINDS: Final = f"Review packets (*{ENDING});;All files (*)"


def packet_name(*words: str) -> str:
    """A name for a packet of these words, without what some system does not take."""
    return plain_name(*words) + ENDING


def with_ending(path: Path) -> Path:
    """The path as chosen, with the ending where it has none."""
    return path if path.suffix else path.with_name(path.name + ENDING)
