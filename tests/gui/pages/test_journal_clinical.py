"""The clinical switch of an entry: it is a step of its own, and lists likely identifiers below the text."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import LEFT, click_row, entry_of, shown, write


def test_an_entry_marked_clinical_lists_likely_identifiers_and_undo_takes_the_mark_back(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    told = write(services, "Ward round", "She was aged 92 and lay in bed 12.")
    page = shown(context, qtbot)
    click_row(page, told.id, qtbot)
    entry = entry_of(page)
    assert not entry.hints.isVisible()
    QTest.mouseClick(entry.clinical, LEFT, pos=entry.clinical.rect().center())
    assert services.records.get(Reflection, told.id).clinical
    assert services.history.next_undo() == "Mark as clinical"
    assert "“aged 92” (age over 89); “bed 12”" in entry.hints.text()
    QTest.keyClicks(entry.sections.editors()[0], "MRN 00123456. ")
    qtbot.waitUntil(lambda: "“MRN 00123456”" in entry.hints.text())
    assert page.flush()
    services.history.undo()
    services.history.undo()
    assert not services.records.get(Reflection, told.id).clinical
    qtbot.waitUntil(lambda: not entry.clinical.isChecked() and not entry.hints.isVisible())


def test_a_clinical_text_without_a_finding_is_not_called_anonymous(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    told = services.records.save(Reflection(title="I learned to wait", clinical=True))
    page = shown(context, qtbot)
    click_row(page, told.id, qtbot)
    entry = entry_of(page)
    assert entry.clinical.isChecked()
    assert "does not make the text anonymous" in entry.hints.text()
