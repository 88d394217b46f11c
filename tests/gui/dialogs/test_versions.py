"""The versions of a record: what differs, word by word, and the ways back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.pick_record import PickRecordDialog
from mentorjournal.gui.dialogs.versions import VersionsDialog, marked
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Insight
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import click, dialog, journal_of, texts


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """A journal whose one goal has three versions."""
    services = create_services(tmp_path / "mine.mentorjournal")
    goal = services.records.save(Goal(title="Submit the series", why="It spares others a delay."))
    services.records.amend(goal.id, {"title": "Submit the case series"}, "Edit title")
    services.records.amend(goal.id, {"why": "It spares <others> a long delay."}, "Edit why")
    services.records.save(Insight(title="Silence helps"))
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    return journal_of(session)


@pytest.fixture
def asked(qtbot: QtBot, session: Session, opened: Services) -> VersionsDialog:
    """The dialog about the goal."""
    assert session.window.context is not None
    VersionsDialog(session.window.context, opened.records.all(Goal)[0].id, session.window).open()
    return dialog(qtbot, session, VersionsDialog)


def test_the_one_before_is_compared_first(asked: VersionsDialog) -> None:
    assert asked.list.count() == 3
    assert asked.list.item(0).text().endswith("Now")
    assert asked.list.currentRow() == 1
    shown = " ".join(texts(asked))
    assert "&lt;others&gt;" in shown, "text of the journal is never read as markup"
    assert "<u" in shown


def test_one_field_is_restored_and_the_other_stays(
    qtbot: QtBot, opened: Services, asked: VersionsDialog
) -> None:
    asked.list.setCurrentRow(2)
    click(qtbot, asked, "Restore Title")
    (goal,) = opened.records.all(Goal)
    assert (goal.title, goal.why) == ("Submit the series", "It spares <others> a long delay.")
    assert asked.list.count() == 4


def test_a_whole_version_is_restored_and_undone(
    qtbot: QtBot, opened: Services, asked: VersionsDialog
) -> None:
    asked.list.setCurrentRow(2)
    click(qtbot, asked, "Restore this version")
    (goal,) = opened.records.all(Goal)
    assert (goal.title, goal.why) == ("Submit the series", "It spares others a delay.")
    opened.history.undo()
    assert opened.records.all(Goal)[0].title == "Submit the case series"


def test_the_present_version_has_nothing_to_restore(asked: VersionsDialog) -> None:
    asked.list.setCurrentRow(0)
    assert not asked.restore.isEnabled()
    assert any("Nothing differs" in text for text in texts(asked))


def test_pieces_are_told_apart_without_colour() -> None:
    text = marked((("same", "a "), ("removed", "b"), ("added", "c")))
    assert "<s " in text
    assert "<u " in text


def test_a_record_is_picked_by_its_words(qtbot: QtBot, session: Session, opened: Services) -> None:
    goal = opened.records.all(Goal)[0]
    assert session.window.context is not None
    made = PickRecordDialog(session.window.context, "Link to", goal.id, session.window)
    made.open()
    asked = dialog(qtbot, session, PickRecordDialog)
    titles = [str(asked.list.model().index(row, 0).data()) for row in range(asked.list.model().rowCount())]
    assert not any("case series" in title for title in titles), "a record is not linked to itself"
    picked: list[str] = []
    asked.picked.connect(picked.append)
    QTest.keyClicks(asked.field, "sil")
    click(qtbot, asked, "Choose")
    assert picked == [opened.records.all(Insight)[0].id]
