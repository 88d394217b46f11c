"""Tab follows the order given, also through rows that hand the focus on to a control inside them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.widgets.answer_rows import AnswerRow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.model.types import Question


def walk(window: QWidget, steps: int) -> list[QWidget | None]:
    """What has the focus after each step."""
    found = []
    for _ in range(steps):
        window.focusNextChild()
        found.append(QApplication.focusWidget())
    return found


def test_rows_that_hand_the_focus_on_are_moved_with_their_control(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second, button = ActionRow("Send the draft"), ActionRow("Read it"), QuietButton("All of them")
    question = AnswerRow(Question(id="q", title="When?"), because="")
    for part in (first, second, button, question):
        column.addWidget(part)
    for _ in range(2):
        tab_through(question, button, second, first)
        tab_through(button, question, second, first)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    around = [question.line, question.answer, second.box, first.box, button]
    assert walk(window, 10) == [*around, *around]
    assert second.focusProxy() is second.box
    back = []
    for _ in range(5):
        window.focusPreviousChild()
        back.append(QApplication.focusWidget())
    assert back == [first.box, second.box, question.answer, question.line, button]
