"""A journal whose clock can be turned, with every verb over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock


@pytest.fixture
def clock() -> Clock:
    """Stands at noon (UTC) of 14 April 2026 until it is told to move."""
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    """An empty journal."""
    with create(tmp_path / "mine.mentorjournal", clock=clock) as journal:
        yield services_for(journal)
