"""A clock that can be turned and a journal in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.journal"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Database]:
    with create(path, clock=clock) as made:
        yield made
