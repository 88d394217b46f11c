"""What the mouse can do at the top of an entry, an insight and an activity: delete, and fold the side panel."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Insight, Reflection
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import DAY, LEFT, shown

KINDS = {
    "Delete entry": Reflection(title="Ward", date=DAY, sections=(Section("what", "", "Rounds."),)),
    "Delete insight": Insight(title="Ask early", date=DAY),
    "Delete activity": Activity(title="Journal club", date=DAY, hours=2),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_bin_at_the_top_moves_what_is_shown_to_the_trash(
    context: Context, services: Services, qtbot: QtBot, name: str
) -> None:
    record = services.records.save(KINDS[name])
    page = shown(context, qtbot)
    view = page.desk.view
    assert view is not None
    assert view.delete.isVisible()
    assert view.delete.accessibleName() == name
    QTest.mouseClick(view.delete, LEFT)
    found = services.records.peek(record.id)
    assert found is None or found.deleted_at is not None


@pytest.mark.parametrize("name", KINDS)
def test_the_panel_button_folds_the_inspector_and_shows_it_again(
    context: Context, services: Services, qtbot: QtBot, name: str
) -> None:
    services.records.save(KINDS[name])
    page = shown(context, qtbot)
    view = page.desk.view
    assert view is not None
    assert view.side.isChecked()
    QTest.mouseClick(view.side, LEFT)
    assert page.inspector.isHidden()
    assert not view.side.isChecked()
    QTest.mouseClick(view.side, LEFT)
    assert page.inspector.isVisible()
    assert view.side.isChecked()


def test_a_new_entry_offers_neither_until_it_is_kept(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = shown(context, qtbot)
    page.new_entry()
    view = page.desk.view
    assert view is not None
    assert not view.delete.isVisible()
    assert not view.side.isVisible()
    QTest.keyClicks(page.focusWidget(), "Ward")
    assert page.flush()
    assert view.delete.isVisible()
    assert view.side.isVisible()
