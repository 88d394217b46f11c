"""Chips, segments, choices: edits are told, settings are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from mentorjournal.gui.theme import ThemeManager, builtin_themes
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, NavButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.chips import Chip, TagChip
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.gui.widgets.segmented import SegmentButton, Segmented

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

VISIBILITY = (("private", "Private"), ("shared", "Shared"), ("exportable", "Exportable"))


def test_chip_tells_the_new_state_when_clicked(qtbot: QtBot) -> None:
    chip = Chip("Reflections")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.edited) as caught:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert caught.args == [True]
    assert chip.value() is True


def test_chip_set_by_the_program_tells_nothing(qtbot: QtBot) -> None:
    chip = Chip("Reflections")
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.edited):
        chip.set_value(True)
    assert chip.value() is True


def test_tag_chip_is_removed_by_its_cross_and_by_delete(qtbot: QtBot) -> None:
    chip = TagChip("ward")
    qtbot.addWidget(chip)
    chip.show()
    cross = chip.findChild(IconButton)
    assert cross is not None
    assert cross.accessibleName() == "Remove ward"
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(cross, Qt.Key.Key_Delete)


def test_tag_chip_that_stays_has_no_cross(qtbot: QtBot) -> None:
    chip = TagChip("Coach", removable=False)
    qtbot.addWidget(chip)
    assert chip.findChild(IconButton) is None
    with qtbot.assertNotEmitted(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_segment_chosen_by_click_is_told(qtbot: QtBot) -> None:
    field = Segmented(VISIBILITY, "private", name="Who may see this")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.edited) as caught:
        QTest.mouseClick(field.findChildren(SegmentButton)[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["shared"]
    assert field.value() == "shared"


def test_arrow_key_chooses_the_next_segment(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    field = Segmented(VISIBILITY, "private")
    show(field)
    buttons = field.findChildren(SegmentButton)
    field.setFocus()
    assert buttons[0].hasFocus()
    with qtbot.waitSignal(field.edited) as caught:
        QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert caught.args == ["shared"]
    assert buttons[1].hasFocus()


def test_segment_set_by_the_program_tells_nothing_and_unknown_chooses_none(qtbot: QtBot) -> None:
    field = Segmented(VISIBILITY, "private")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_value("exportable")
        assert field.value() == "exportable"
        field.set_value("nonsense")
    assert field.value() == ""


def test_choice_picked_with_keys_is_told(qtbot: QtBot) -> None:
    field = ChoiceField((("a", "Reflection"), ("b", "Meeting")), "a", name="Kind")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.edited) as caught:
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert caught.args == ["b"]


def test_choice_set_by_the_program_tells_nothing(qtbot: QtBot) -> None:
    field = ChoiceField((("a", "Reflection"), ("b", "Meeting")), none="No kind")
    qtbot.addWidget(field)
    assert field.value() == ""
    with qtbot.assertNotEmitted(field.edited):
        field.set_value("b")
        field.set_choices((("b", "Meeting"), ("c", "Insight")))
    assert field.value() == "b"


def test_wheel_over_a_choice_not_in_use_changes_nothing(qtbot: QtBot) -> None:
    field = ChoiceField((("a", "Reflection"), ("b", "Meeting")), "a")
    qtbot.addWidget(field)
    field.show()
    field.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.value() == "a"
    assert not turn.isAccepted()


def test_text_field_tells_typing_and_not_setting(qtbot: QtBot) -> None:
    field = TextField(name="Title")
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_value("Aims")
    QTest.keyClicks(field, "!")
    assert told == ["!Aims"]


def test_same_text_leaves_the_cursor_where_it_is(qtbot: QtBot) -> None:
    field = TextField("Aims page")
    qtbot.addWidget(field)
    field.setCursorPosition(4)
    field.set_value("Aims page")
    assert field.cursorPosition() == 4


def test_form_row_names_its_control_and_carries_the_hint(qtbot: QtBot) -> None:
    field = TextField()
    row = FormRow("One objective", field, "A sentence.")
    qtbot.addWidget(row)
    assert field.accessibleName() == "One objective"
    row.set_hint("Too long by 12 words.", wrong=True)
    assert field.accessibleDescription() == "Too long by 12 words."


def test_place_in_the_rail_says_what_waits_and_works_by_key(qtbot: QtBot) -> None:
    place = NavButton("Journal", "journal")
    qtbot.addWidget(place)
    place.set_count("5")
    assert place.accessibleName() == "Journal"
    assert place.accessibleDescription() == "5"
    with qtbot.waitSignal(place.clicked):
        QTest.keyClick(place, Qt.Key.Key_Space)
    assert place.isChecked()


@pytest.mark.parametrize("theme", builtin_themes())
def test_focus_is_seen(themes: ThemeManager, show: Callable[[QWidget], None], theme: str) -> None:
    themes.set_choice(theme)
    page = QWidget()
    column = QVBoxLayout(page)
    widgets: list[QWidget] = [
        Chip("Meetings"),
        TextField(name="Title"),
        PrimaryButton("Prepare"),
        QuietButton("Print"),
        LinkButton("What is missing"),
        IconButton("attach", "Attach"),
        NavButton("Journal", "journal"),
        ChoiceField((("a", "Reflection"),), name="Kind"),
        ListRow("Annual review"),
        QCheckBox("Tick"),
    ]
    elsewhere = QPushButton("Elsewhere")
    for widget in (elsewhere, *widgets):
        column.addWidget(widget)
    show(page)
    for widget in widgets:
        elsewhere.setFocus()
        before = widget.grab().toImage()
        widget.setFocus()
        assert widget.hasFocus()
        assert widget.grab().toImage() != before, type(widget).__name__
