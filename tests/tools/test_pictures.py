"""The pictures are of the window itself, and taking them leaves the journal as it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from mentorjournal.gui.actions import PLACES
from mentorjournal.services.opening import create_services
from mentorjournal.services.sample import write_sample
from tools import pictures

DAY = dt.date(2026, 4, 14)
VIEWS = (
    *("relationships", "agreement", "mentor-search", "prepare", "meet", "follow-up"),
    *("coverage", "writing", "letters", "mentees", "prepare-mentor", "today-mentor"),
    *("plan", "skills", "chances", "options", "path", "projects"),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.journal"
    services = create_services(path)
    write_sample(services.journal, DAY)
    services.journal.close()
    return path


@pytest.fixture(scope="module")
def mentors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mentors") / "mentor.journal"
    services = create_services(path)
    write_sample(services.journal, DAY, side="mentor")
    services.journal.close()
    return path


def test_every_place_and_page_is_drawn_and_the_journal_stays_as_it_was(
    sample: Path, mentors: Path, tmp_path: Path
) -> None:
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (sample, mentors)]
    command = [sys.executable, "-m", "tools.pictures", "--journal", str(sample), "--out", str(tmp_path)]
    command += ["--mentor", str(mentors)]
    command += ["--theme", "dark", "--scale", "1.0", "--today", DAY.isoformat()]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=pictures.ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "RuntimeError" not in done.stderr
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in (sample, mentors)] == before
    drawn = {path.stem: path for path in tmp_path.glob("*.png")}
    assert {f"{place.key}-dark" for place in PLACES} <= set(drawn)
    assert {"search-dark", "quick-note-dark", "goals-timeline-dark", "paper-1", "paper-2"} <= set(drawn)
    assert {f"{view}-dark" for view in VIEWS} <= set(drawn)
    assert {"paper-agreement-1", "paper-agreement-2", "paper-brief-1", "paper-summary-1"} <= set(drawn)
    with Image.open(drawn["today-dark"]) as picture:
        assert picture.size == (1360, 850)
        brightness = picture.convert("L").tobytes()
        assert sum(brightness) / len(brightness) < 60  # mostly dark
    assert len({path.read_bytes() for path in drawn.values()}) == len(drawn)
    assert all(path.stat().st_size < 150_000 for path in drawn.values())


def test_what_stands_only_in_the_log_is_copied_too(tmp_path: Path) -> None:
    journal = tmp_path / "open.journal"
    journal.write_bytes(b"journal")
    journal.with_name("open.journal-wal").write_bytes(b"log")
    copy = pictures.copied(journal, tmp_path)
    assert copy.read_bytes() == b"journal"
    assert copy.with_name(copy.name + "-wal").read_bytes() == b"log"
