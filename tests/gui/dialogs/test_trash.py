"""The trash: what is in it, back again, and gone for good after a question in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.trash import TrashDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Insight
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from tests.gui.shell import button, click, dialog, journal_of, keys, texts


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """A journal with two records in the trash."""
    services = create_services(tmp_path / "mine.mentorjournal")
    for record in (Goal(title="Quokka goal"), Insight(title="Silence helps")):
        services.records.trash(services.records.save(record).id)
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    return journal_of(session)


@pytest.fixture
def asked(qtbot: QtBot, session: Session, opened: Services) -> TrashDialog:
    """The dialog."""
    session.open_dialog("trash")
    return dialog(qtbot, session, TrashDialog)


def rows(asked: TrashDialog) -> list[str]:
    model = asked.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_each_row_says_when_it_was_deleted_and_when_it_goes(asked: TrashDialog) -> None:
    assert [row.split(",")[0] for row in rows(asked)] == ["Silence helps", "Quokka goal"]
    entry = asked._entry()
    assert entry is not None
    assert entry.snippet.startswith("Deleted ")
    assert "goes for good on " in entry.snippet
    assert entry.trailing == "Insight"


def test_restore_brings_a_record_back_and_can_be_undone(
    qtbot: QtBot, session: Session, opened: Services, asked: TrashDialog
) -> None:
    click(qtbot, asked, "Restore")
    assert rows(asked) == ["Quokka goal, Goal"]
    assert "“Silence helps” is back" in asked.message.text()
    assert [found.title for found in opened.records.all(Insight)] == ["Silence helps"]
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    keys(qtbot, session, Qt.Key.Key_Z)
    assert opened.records.all(Insight) == ()


def test_return_restores_the_row_and_the_empty_trash_says_so(
    qtbot: QtBot, opened: Services, asked: TrashDialog
) -> None:
    qtbot.waitUntil(asked.list.hasFocus)
    QTest.keyClick(asked.list, Qt.Key.Key_Down)
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    assert [goal.title for goal in opened.records.all(Goal)] == ["Quokka goal"]
    click(qtbot, asked, "Restore")
    assert asked.empty.isVisible()
    assert not asked.restore.isEnabled()
    assert not asked.erase.isEnabled()


def test_deleting_for_good_asks_and_no_means_no(qtbot: QtBot, opened: Services, asked: TrashDialog) -> None:
    click(qtbot, asked, "Delete for good…")
    assert "Delete “Silence helps” for good?" in " ".join(texts(asked))
    assert asked.no.hasFocus()
    click(qtbot, asked, "Keep it")
    assert not asked.question.isVisible()
    assert len(opened.records.trashed()) == 2
    click(qtbot, asked, "Delete for good…")
    QTest.keyClick(asked.list, Qt.Key.Key_Down)
    assert not asked.question.isVisible(), "another row must not inherit the question"


def test_deleted_for_good_leaves_nothing_in_the_file(
    qtbot: QtBot, session: Session, opened: Services, asked: TrashDialog, tmp_path: Path
) -> None:
    QTest.keyClick(asked.list, Qt.Key.Key_Down)
    assert button(asked, "Delete for good…").isVisible()
    key = opened.records.trashed()[1][0].id
    click(qtbot, asked, "Delete for good…")
    click(qtbot, asked, "Delete for good")
    assert rows(asked) == ["Silence helps, Insight"]
    assert "deleted for good" in asked.message.text()
    assert opened.records.peek(key) is None
    assert opened.history.versions(key) == ()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    session.close_journal()
    with open_services(tmp_path / "mine.mentorjournal").journal as journal, journal.reading() as reader:
        for table in ("record", "revision", "search_doc"):
            found = reader.connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "Quokka" not in repr(found)


def test_a_change_elsewhere_is_followed(opened: Services, asked: TrashDialog) -> None:
    opened.records.trash(opened.records.save(Goal(title="Just now")).id)
    assert rows(asked)[0] == "Just now, Goal"


def test_a_read_only_journal_can_be_looked_through(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    holder = create_services(tmp_path / "held.mentorjournal")
    holder.records.trash(holder.records.save(Goal(title="Held")).id)
    assert session.open(tmp_path / "held.mentorjournal")
    session.open_dialog("trash")
    found = dialog(qtbot, session, TrashDialog)
    assert rows(found) == ["Held, Goal"]
    assert not found.restore.isEnabled()
    assert "open for writing" in found.restore.toolTip()
    QTest.keyClick(found.list, Qt.Key.Key_Return)
    assert holder.records.all(Goal) == ()
    holder.journal.close()
