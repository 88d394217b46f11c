"""A change of passphrase that fails or is killed at any step leaves the old journal or the new one, whole.

Every step of every kind of change is broken in `soak.passphrases`; here are those that matter most.
"""

from __future__ import annotations

import errno
import os
import shutil
from itertools import count
from pathlib import Path

import pytest

from mentorjournal import settings
from mentorjournal.model.types import Goal
from mentorjournal.services.encryption import change_passphrase
from mentorjournal.storage.journal_file import open_journal
from tests.encryption_steps import (
    NEW,
    OLD,
    AtCall,
    Picture,
    assert_change_can_be_made,
    assert_whole,
    copied_homes,
    copies_in,
    killed,
    tried,
)
from tests.storage.faulty_files import IS_POSSIBLE, Fault, faulty_files

Made = dict[str, tuple[Path, Picture]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Picture]]:
    return copied_homes(tmp_path_factory)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv(settings.HOME_VARIABLE, str(folder))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "code", "names"),
    [("", NEW, errno.ENOSPC, ("fsync",)), (OLD, "", errno.EIO, ("replace",))],
)
def test_an_error_at_a_step_leaves_everything_whole(
    made: Made, home: Path, old: str, new: str, code: int, names: tuple[str, ...]
) -> None:
    base, before = made[old]
    said = ""
    for number in count(1):
        shutil.copytree(base, home)
        at = AtCall(number, code, names)
        expected, said = tried(home, old, new, at)
        assert assert_whole(home, old, new, before) == expected, said
        if not at.hit:
            break
        if expected == old:
            assert any(words in said for words in ("as it was", "unchanged", "Nothing was changed"))
        shutil.rmtree(home)
    assert number > 4
    assert_change_can_be_made(home, old, new, before)


def test_an_unconfirmed_renaming_is_said_and_its_copies_come_along(made: Made, home: Path) -> None:
    base, before = made[""]
    shutil.copytree(base, home)
    flushed = AtCall(1_000, names=("fsync",))
    tried(home, "", NEW, flushed)
    for number in range(1, flushed.calls):
        shutil.rmtree(home)
        shutil.copytree(base, home)
        expected, said = tried(home, "", NEW, AtCall(number, errno.EIO, ("fsync",)))
        if "did not confirm" in said:
            assert expected == NEW
            assert assert_whole(home, NEW, NEW, before) == NEW
            return
    raise AssertionError("no fsync of the folder came after the renaming")


@pytest.mark.skipif(not IS_POSSIBLE, reason="SQLite's layer is another one here")
@pytest.mark.parametrize("kind", ["short and full", "error on read", "sync"])
def test_a_disk_that_fails_leaves_the_old_journal(made: Made, home: Path, kind: str) -> None:
    base, before = made[""]
    shutil.copytree(base, home)
    failed = 0
    with faulty_files() as layer:
        for first in (1, 200, 450):
            layer.arm(Fault(kind, first))
            expected, said = tried(home, "", NEW)
            layer.lift()
            failed += expected == ""
            assert said
            assert assert_whole(home, "", NEW, before) == expected
            if expected:
                break
    assert failed
    assert_change_can_be_made(home, "", expected, before)


@pytest.mark.skipif(not IS_POSSIBLE or not hasattr(os, "fork"), reason="SQLite's layer is another one here")
def test_a_kill_at_a_step_leaves_everything_whole(made: Made, home: Path) -> None:
    base, before = made[""]
    seen = []
    for at, engine_at in [(50, 0), (75, 0), (90, 0), (0, 60), (0, 300)]:
        shutil.copytree(base, home)
        assert killed(home, "", NEW, at=at, engine_at=engine_at)
        seen.append(assert_whole(home, "", NEW, before))
        # Opening has swept away what was half done.
        assert not list(home.glob(".mine.mentorjournal.[bp]*"))
        assert_change_can_be_made(home, "", seen[-1], before)
        shutil.rmtree(home)
    assert set(seen) == {"", NEW}


def test_what_is_written_after_a_failed_change_is_kept(made: Made, home: Path) -> None:
    base, _ = made[OLD]
    shutil.copytree(base, home)
    path = home / "mine.mentorjournal"
    assert tried(home, OLD, NEW, AtCall(2, errno.EIO, ("replace",)))[0] == OLD
    with open_journal(path, OLD) as journal, journal.writing("On") as writer:
        writer.put(Goal(id="on", title="Went on"))
    change_passphrase(path, OLD, NEW)
    with open_journal(path, NEW) as journal, journal.reading() as reader:
        assert reader.get(Goal, "on").title == "Went on"
    assert len(copies_in(home)) == 2
