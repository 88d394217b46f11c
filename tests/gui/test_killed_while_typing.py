"""A process killed while somebody types loses at most the last second."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from mentorjournal.model.types import Reflection
from mentorjournal.services.opening import create_services, open_services
from tests.storage.helpers import assert_sound, start

TYPE_UNTIL_KILLED = """
import sys, time
from itertools import count
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from mentorjournal import settings
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit

app = QApplication([])
session = Session(app, settings.load())
session.window.show()
session.open(Path(sys.argv[1]))
session.window.go("journal")
page = session.window.page("journal")
page.new_entry("free_page")
editor = page.findChild(MarkdownEdit)
editor.setFocus()
typed = count()

def type_one():
    number = next(typed)
    QTest.keyClicks(editor, " " if number % 7 == 6 else "abcdef"[number % 7])
    print(number, time.monotonic(), flush=True)

timer = QTimer(interval=20)
timer.timeout.connect(type_one)
timer.start()
app.exec()
"""
LOST_AT_MOST = 1.0
ROUNDS = 2


def typed(count: int) -> str:
    """What the child types first."""
    return "".join(" " if number % 7 == 6 else "abcdef"[number % 7] for number in range(count))


def type_and_kill(path: Path, characters: int) -> tuple[int, int]:
    """Kill the typist after so many characters; how many it typed, and how many over a second before."""
    moments: list[float] = []
    with start(TYPE_UNTIL_KILLED, str(path)) as child:
        assert child.stdout is not None
        for line in child.stdout:
            moments.append(float(line.split()[1]))
            if len(moments) == characters:
                child.kill()
        child.wait()
    assert len(moments) >= characters
    # What was told of before the kill arrived counts as typed before it.
    return len(moments), sum(moment <= moments[-1] - LOST_AT_MOST for moment in moments)


def test_a_kill_during_typing_loses_at_most_one_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTORJOURNAL_HOME", str(tmp_path))
    moments = random.Random(20260414)
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    for done in range(ROUNDS):
        count, due = type_and_kill(path, moments.randint(90, 160))
        assert due > 0
        services = open_services(path)
        with services.journal as journal:
            assert not journal.read_only_because
            assert_sound(journal)
            entries = sorted(services.records.all(Reflection), key=lambda entry: entry.id)
            assert len(entries) == done + 1
            kept = entries[-1].sections[0].text
        assert kept == typed(len(kept))
        assert due <= len(kept) <= count + 1
