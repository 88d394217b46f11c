"""The lines of a brief: ticked, worded, added and moved with mouse and keys; nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.model.types import (
    ActionItem,
    BriefLine,
    Meeting,
)
from mentorjournal.services.bundle import Services
from tests.gui.pages.prepare_steps import (
    LEFT,
    LONG,
    after,
    brief,
    gathered,
    opened,
    row,
    us,
    words,
    write,
)

Key = Qt.Key


def test_a_click_unticks_a_line_and_undo_ticks_it_again(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    QTest.mouseClick(row(page, "actions", 1).box, LEFT)
    after(page, qtbot, lambda: len(brief(page).part("actions").ticked) == 2)
    assert not row(page, "actions", 1).value()
    services.history.undo()
    after(page, qtbot, lambda: row(page, "actions", 1).value())


def test_the_row_keeps_the_focus_when_it_is_ticked_with_space(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    row(page, "actions", 1).setFocus()
    QTest.keyClick(row(page, "actions", 1).box, Key.Key_Space)
    after(page, qtbot, lambda: len(brief(page).part("actions").ticked) == 2)
    assert row(page, "actions", 1).box.hasFocus()


def test_a_line_is_worded_in_place_and_emptied_again(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    row(page, "actions", 0).setFocus()
    QTest.keyClick(row(page, "actions", 0).box, Key.Key_F2)
    write(row(page, "actions", 0).field, "My own words")
    QTest.keyClick(row(page, "actions", 0).field, Key.Key_Return)
    after(page, qtbot, lambda: words(page, "actions")[0] == "My own words")
    (kept,) = services.records.all(BriefLine)
    assert kept.title == "My own words"
    QTest.mouseClick(row(page, "actions", 0), LEFT, pos=QPoint(60, 10))
    assert row(page, "actions", 0).editing
    QTest.keyClick(row(page, "actions", 0).field, Key.Key_Delete)
    QTest.keyClick(row(page, "actions", 0).field, Key.Key_Return)
    after(page, qtbot, lambda: words(page, "actions")[0] == "Action 0")
    assert services.records.all(BriefLine) == ()


def test_escape_brings_back_what_stood_there(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services))
    row(page, "actions", 0).start_editing()
    write(row(page, "actions", 0).field, "Half a th")
    QTest.keyClick(row(page, "actions", 0).field, Key.Key_Escape)
    gathered(page, qtbot)
    assert words(page, "actions")[0] == "Action 0"
    assert services.records.all(BriefLine) == ()


def test_words_are_saved_while_they_are_typed_and_nothing_moves_under_them(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    row(page, "actions", 0).start_editing()
    field = row(page, "actions", 0).field
    write(field, "Typed")
    with qtbot.waitSignal(context.navigator.saved, timeout=LONG):
        pass
    services.records.save(ActionItem(title="Another", people=services.records.all(Meeting)[0].people))
    gathered(page, qtbot)
    write(field, " on")
    assert field.text() == "Typed on"
    assert page.flush()
    assert brief(page).part("actions").lines[0].text == "Typed on"
    QTest.keyClick(field, Key.Key_Return)
    after(page, qtbot, lambda: "Another" in words(page, "actions"))
    for _ in ("typed on", "another", "typed"):
        services.history.undo()
    after(page, qtbot, lambda: words(page, "actions")[0] == "Action 0")


def test_a_line_is_added_and_the_field_waits_for_another(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    part = page.view.parts["wellbeing"]
    QTest.mouseClick(part.add, LEFT)
    write(part.field, "Tired, in a good way")
    QTest.keyClick(part.field, Key.Key_Return)
    after(page, qtbot, lambda: words(page, "wellbeing") == ["Tired, in a good way"])
    write(part.field, "Sleeping again")
    QTest.keyClick(part.field, Key.Key_Return)
    after(page, qtbot, lambda: words(page, "wellbeing") == ["Tired, in a good way", "Sleeping again"])
    QTest.keyClick(part.field, Key.Key_Escape)
    assert part.field.isHidden()
    assert [line.title for line in services.records.all(BriefLine)] == [
        "Sleeping again",
        "Tired, in a good way",
    ]
    row(page, "wellbeing", 1).setFocus()
    QTest.keyClick(row(page, "wellbeing", 1).box, Key.Key_Delete)
    after(page, qtbot, lambda: words(page, "wellbeing") == ["Tired, in a good way"])


def test_leaving_the_field_or_the_page_keeps_a_new_line(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    part = page.view.parts["wins"]
    part.start_adding()
    write(part.field, "A paper")
    page.view.objective.setFocus()
    after(page, qtbot, lambda: words(page, "wins") == ["A paper"])
    part.start_adding()
    write(part.field, "A poster")
    assert page.flush()
    assert [line.text for line in brief(page).part("wins").lines] == ["A paper", "A poster"]


def test_alt_and_an_arrow_move_a_line(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services))
    row(page, "actions", 2).setFocus()
    QTest.keyClick(row(page, "actions", 2).box, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after(page, qtbot, lambda: words(page, "actions") == ["Action 0", "Action 2", "Action 1"])
    assert row(page, "actions", 1).box.hasFocus()
    QTest.keyClick(row(page, "actions", 1).box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after(page, qtbot, lambda: words(page, "actions") == ["Action 0", "Action 1", "Action 2"])
    QTest.keyClick(row(page, "actions", 2).box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert words(page, "actions") == ["Action 0", "Action 1", "Action 2"]


def test_a_line_is_dragged_to_another_place(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services))
    dragged, target = row(page, "actions", 2), row(page, "actions", 0)
    QTest.mousePress(dragged, LEFT, pos=QPoint(60, 8))
    place = dragged.mapFromGlobal(target.mapToGlobal(QPoint(60, 4)))
    QTest.mouseMove(dragged, place)
    assert target.property("drop") == "true"
    QTest.mouseRelease(dragged, LEFT, pos=place)
    after(page, qtbot, lambda: words(page, "actions") == ["Action 2", "Action 0", "Action 1"])
    services.history.undo()
    after(page, qtbot, lambda: words(page, "actions") == ["Action 0", "Action 1", "Action 2"])
