"""The part of the editor for sets of skills: taken up, made, changed by typing, ordered, set aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.template_editor import TemplateDialog
from mentorjournal.model.types import Framework, Skill
from mentorjournal.services.bundle import Services

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_set_is_made_filled_ordered_and_set_aside(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    dialog = TemplateDialog(context, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_End)
    sets = dialog.sets
    assert sets.isVisible()
    assert not sets.form.isVisible()
    QTest.mouseClick(sets.take_up, LEFT)
    assert len(services.records.all(Skill)) == sets.items.count() > 0
    QTest.mouseClick(sets.new, LEFT)
    sets.name.selectAll()
    QTest.keyClicks(sets.name, "On the ward")
    for word in ("Listening", "Handing over"):
        QTest.keyClicks(sets.more, word)
        QTest.mouseClick(sets.add, LEFT)
    sets.items.setFocus()
    QTest.keyClick(sets.items, Qt.Key.Key_Up, CTRL)
    sets.title.selectAll()
    QTest.keyClicks(sets.title, "Handover")
    sets.levels.area.selectAll()
    QTest.keyClicks(sets.levels.area, "only one")
    assert (dialog.flush(), dialog.flush()) == (False, True)
    assert "go on without them" in dialog.message.accessibleName()
    QTest.keyClick(sets.levels.area, Qt.Key.Key_Return)
    QTest.keyClicks(sets.levels.area, "and two")
    assert dialog.flush()
    (own,) = (one for one in services.records.all(Framework) if not one.key)
    page = services.skill_sets.page(own.id)
    assert (own.title, page.levels) == ("On the ward", ("only one", "and two"))
    assert [one.title for one in page.skills] == ["Handover", "Listening"]
    QTest.mouseClick(sets.item_aside, LEFT)
    assert sets.items.currentItem().text() == "Handover (set aside)"
    QTest.mouseClick(sets.aside, LEFT)
    assert sets.sets.currentItem().text() == "On the ward (set aside)"
    with qtbot.waitSignal(context.relay.changed):
        QTest.mouseClick(dialog.take_back, LEFT)
    qtbot.waitUntil(lambda: sets.sets.currentItem().text() == "On the ward")
    dialog.reject()
