"""How I am doing: asked in two taps, corrected from a mark, asked again by a rhythm or never."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.gui.pages.pulses import PulsesPage
from mentorjournal.gui.widgets.drawing import EDGE
from mentorjournal.gui.widgets.pulse_form import PulseForm
from mentorjournal.model.types import Pulse
from tests.gui.pages.today_steps import button, see
from tests.gui.pages.today_steps import shown as today_shown

DAY = dt.date(2026, 4, 14)
MONTH = dt.timedelta(days=28)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[PulsesPage]:
    for back, number in ((3, 4), (2, 5), (1, 7)):
        context.services.pulses.keep("confidence", {"work": number, "asking": 3}, day=DAY - back * MONTH)
    made = PulsesPage(context)
    qtbot.addWidget(made)
    made.resize(900, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    drawn(made, qtbot)
    yield made
    made.flush()


def drawn(page: PulsesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._task is None and bool(page.cards))


def form_of(page: PulsesPage) -> PulseForm:
    assert page.form is not None
    return page.form


def kept(context: Context) -> list[Pulse]:
    return sorted(context.services.records.all(Pulse), key=lambda one: (one.date or DAY, one.id))


def numbers(pulse: Pulse) -> dict[str, str]:
    return {part.tag: part.text for part in pulse.scores if part.text}


def test_a_rhythm_is_chosen_by_keys_one_after_the_other(page: PulsesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.isActiveWindow)
    first = page.cards["confidence"].ask
    first.setFocus()
    before = first.currentIndex()
    for step in (1, 2):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        drawn(page, qtbot)
        ask = page.cards["confidence"].ask
        assert (ask.hasFocus(), ask.currentIndex()) == (True, before + step)


def test_what_is_due_takes_a_press_and_a_key(page: PulsesPage, context: Context, qtbot: QtBot) -> None:
    assert "Confidence" in page.said.text()
    form = page.form
    assert form is not None
    assert form.scale.key == "confidence"
    form.keep.click()
    assert len(kept(context)) == 3
    row = form.rows["work"]
    QTest.mouseClick(row.scale, LEFT, pos=QPoint(row.scale.width() - 2, row.scale.height() // 2))
    QTest.keyClicks(form.rows["asking"].scale, "6")
    QTest.keyClick(form.rows["asking"].scale, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = kept(context)[-1]
    assert (made.date, numbers(made), made.confidential) == (DAY, {"work": "10", "asking": "6"}, True)
    assert page.form is None
    drawn(page, qtbot)
    controls = [one for kind in (QAbstractButton, QComboBox, QLineEdit) for one in page.findChildren(kind)]
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in controls)


def test_a_mark_opens_its_rating_to_be_corrected_or_deleted(
    page: PulsesPage, context: Context, qtbot: QtBot
) -> None:
    card = page.cards["confidence"]
    assert card.drawing is not None
    assert "My daily work 4 to 7" in card.drawing.accessibleDescription()
    first = kept(context)[0]
    mark = next(one for one in card.drawing._marks if one.record_id == first.id)
    inner = card.drawing.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
    place = QPoint(round(inner.left() + mark.x * inner.width()), round(inner.top() + mark.y * inner.height()))
    QTest.mouseClick(card.drawing, LEFT, pos=place + QPoint(0, 60))
    assert page.form is not None
    assert page.form.record_id == ""
    QTest.mouseClick(card.drawing, LEFT, pos=place)
    form = page.form
    assert (form.record_id, form.rows["work"].value(), form.day.value()) == (first.id, 4, first.date)
    form.rows["work"].scale.give(2)
    assert page.flush()
    assert numbers(kept(context)[0]) == {"work": "2", "asking": "3"}
    form.drop.click()
    assert len(kept(context)) == 2
    drawn(page, qtbot)
    card = page.cards["confidence"]
    assert card.drawing is None
    card.toggle.click()
    next(iter(card.links.values())).click()
    assert page.form.record_id == kept(context)[-1].id
    context.services.history.undo()
    assert len(kept(context)) == 3


def test_it_is_put_off_asked_otherwise_or_never(page: PulsesPage, context: Context, qtbot: QtBot) -> None:
    form_of(page).put_off.click()
    assert "Nothing is asked" in page.said.text()
    drawn(page, qtbot)
    ask = page.cards["belonging"].ask
    assert ask.value() == "0"
    ask.setCurrentIndex(ask.findData("28"))
    ask.activated.emit(ask.currentIndex())
    assert form_of(page).scale.key == "belonging"
    form_of(page).rows["ease"].scale.give(5)
    page.begin("workload")
    assert [numbers(one) for one in kept(context)][-1] == {"ease": "5"}
    assert form_of(page).scale.key == "workload"
    assert form_of(page).put_off.isHidden()
    form_of(page).leave.click()
    found = {one.key: one.rhythm for one in context.services.pulses.offered()}
    assert (found["belonging"], found["confidence"]) == (28, 28)


def test_today_asks_in_one_line_that_can_be_put_off(context: Context, qtbot: QtBot) -> None:
    today = today_shown(context, qtbot)
    assert today.pulse.isHidden()
    context.services.pulses.set_rhythm("workload", 14)
    see(qtbot, today, "How sure are you just now?")
    with qtbot.waitSignal(context.navigator.view_wanted) as wanted:
        button(today.pulse, "Rate: Workload").click()
    assert wanted.args == ["", "pulses"]
    before = context.services.history.next_undo()
    button(today.pulse, "Not now").click()
    qtbot.waitUntil(today.pulse.isHidden)
    assert context.services.history.next_undo() == before
    today.flush()


def test_people_sends_a_rating_of_mine_where_it_is_shown(context: Context, qtbot: QtBot) -> None:
    made = context.services.pulses.keep("workload", {"amount": 3}, day=DAY)
    people = PeoplePage(context)
    qtbot.addWidget(people)
    with qtbot.waitSignal(context.navigator.view_wanted) as wanted:
        assert people.show_record(made.id)
    assert wanted.args == [made.id, "pulses"]
    pulses = PulsesPage(context)
    qtbot.addWidget(pulses)
    assert pulses.show_record(made.id)
    assert form_of(pulses).record_id == made.id
    assert not pulses.show_record("nobody")
