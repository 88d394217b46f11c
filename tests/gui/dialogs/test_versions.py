"""The versions of a record: what differs, word by word, and the ways back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGridLayout
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.pick_record import PickRecordDialog
from mentorjournal.gui.dialogs.versions import VersionsDialog, marked
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.side_by_side import SideBySide
from mentorjournal.model.types import Goal, Insight
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import button, click, dialog, journal_of, texts


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


def choose(field: ChoiceField, row: int) -> None:
    """Go to a version as the keyboard does: Home, Down, Return."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(field, Qt.Key.Key_Down)
    field.activated.emit(field.currentIndex())


def columns(asked: VersionsDialog) -> list[tuple[str, str]]:
    """The cells of both columns, as a screen reader is told them."""
    found = []
    for grid in (part.layout() for part in asked.findChildren(SideBySide) if not part.isHidden()):
        assert isinstance(grid, QGridLayout)
        for row in range(grid.rowCount()):
            cells = [grid.itemAtPosition(row, column) for column in (0, 2)]
            widgets = [widget for cell in cells if cell is not None and (widget := cell.widget())]
            if len(widgets) == 2 and widgets[0] is not widgets[1]:
                found.append((widgets[0].accessibleName(), widgets[1].accessibleName()))
    return found


def test_the_one_before_stands_left_of_the_present(asked: VersionsDialog) -> None:
    assert asked.left.count() == asked.right.count() == 3
    assert asked.right.currentText().startswith("Now · ")
    assert asked.left.currentIndex() == 1
    shown = " ".join(texts(asked))
    assert "&lt;others&gt;" in shown, "text of the journal is never read as markup"
    assert columns(asked) == [
        (
            "Left: It spares [removed: others] a delay.",
            "Right: It spares [added: <others>] a [added: long] delay.",
        )
    ]


def test_it_says_whose_versions_these_are(asked: VersionsDialog) -> None:
    assert "Goal: Submit the case series" in list(texts(asked))
    assert asked.left.itemText(asked.left.count() - 1).endswith(" · First version")


def test_any_two_versions_stand_side_by_side(qtbot: QtBot, asked: VersionsDialog) -> None:
    choose(asked.left, 2)
    choose(asked.right, 1)
    wanted = [("Left: Submit the series", "Right: Submit the [added: case] series")]
    qtbot.waitUntil(lambda: columns(asked) == wanted)
    assert "1 field differs" in asked.summary.text()


def test_one_field_is_restored_and_the_other_stays(
    qtbot: QtBot, opened: Services, asked: VersionsDialog
) -> None:
    choose(asked.left, 2)
    click(qtbot, asked, "Restore Title")
    (goal,) = opened.records.all(Goal)
    assert (goal.title, goal.why) == ("Submit the series", "It spares <others> a long delay.")
    qtbot.waitUntil(lambda: asked.left.count() == 4)


def test_a_whole_version_is_restored_and_undone(
    qtbot: QtBot, opened: Services, asked: VersionsDialog
) -> None:
    choose(asked.left, 2)
    click(qtbot, asked, "Restore the left version")
    (goal,) = opened.records.all(Goal)
    assert (goal.title, goal.why) == ("Submit the series", "It spares others a delay.")
    opened.history.undo()
    assert opened.records.all(Goal)[0].title == "Submit the case series"


def test_the_present_version_has_nothing_to_restore(asked: VersionsDialog) -> None:
    choose(asked.left, 0)
    assert not asked.restore.isEnabled()
    assert any("Nothing differs" in text for text in texts(asked))


def test_people_and_tags_are_told_in_words(session: Session, opened: Services) -> None:
    goal = opened.records.all(Goal)[0]
    opened.records.set_people(goal.id, ["Ada", "Ben"])
    opened.records.set_people(goal.id, ["Ben", "Cleo"])
    assert session.window.context is not None
    found = VersionsDialog(session.window.context, goal.id, session.window)
    assert "Added: Cleo. Removed: Ada." in list(texts(found))


def test_a_version_that_was_asked_for_stands_right(session: Session, opened: Services) -> None:
    goal = opened.records.all(Goal)[0]
    middle = opened.history.versions(goal.id)[1]
    assert session.window.context is not None
    found = VersionsDialog(session.window.context, goal.id, session.window, version=middle.id)
    assert (found.left.currentIndex(), found.right.currentIndex()) == (2, 1)


def test_a_read_only_journal_compares_and_restores_nothing(session: Session, tmp_path: Path) -> None:
    holder = create_services(tmp_path / "held.mentorjournal")
    goal = holder.records.save(Goal(title="Held"))
    holder.records.amend(goal.id, {"title": "Held fast"}, "Edit title")
    assert session.open(tmp_path / "held.mentorjournal")
    assert session.window.context is not None
    found = VersionsDialog(session.window.context, goal.id, session.window)
    assert len(columns(found)) == 1
    assert not found.restore.isEnabled()
    assert not button(found, "Restore Title").isEnabled()
    holder.journal.close()


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
