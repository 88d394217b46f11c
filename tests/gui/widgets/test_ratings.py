"""Scales are set by mouse, arrows and digits; checks are shown as bars, lines and numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.check_card import CheckCard
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.gui.widgets.trend_lines import SmallLine
from mentorjournal.model.types import Observation, Person, Pulse, Question, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.instruments import RELATIONSHIP_CHECK

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def row(qtbot: QtBot) -> RatingRow:
    made = RatingRow("Trust", "I can tell them what goes badly.", 0, 10)
    qtbot.addWidget(made)
    made.resize(600, 60)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def tie(services: Services) -> Relationship:
    helena = services.records.save(Person(title="Helena Brandt"))
    return services.records.save(
        Relationship(person=helena.id, phase="cultivation", started_on=dt.date(2025, 5, 1))
    )


def test_nothing_is_rated_to_begin_with(row: RatingRow) -> None:
    assert row.value() is None
    assert row.scale.accessibleName() == "Trust"
    assert row.scale.accessibleDescription() == "not rated"


def test_digits_arrows_and_delete_set_the_number(qtbot: QtBot, row: RatingRow) -> None:
    told: list[object] = []
    row.edited.connect(told.append)
    QTest.keyClicks(row.scale, "7")
    assert row.value() == 7
    QTest.keyClick(row.scale, Qt.Key.Key_Right)
    assert row.value() == 8
    QTest.keyClicks(row.scale, "10")
    assert row.value() == 10
    QTest.keyClick(row.scale, Qt.Key.Key_Right)
    assert row.value() == 10
    QTest.keyClick(row.scale, Qt.Key.Key_Delete)
    assert row.value() is None
    QTest.keyClick(row.scale, Qt.Key.Key_Left)
    assert row.value() == 4
    assert told == [7, 8, 1, 10, None, 4]


def test_a_click_sets_the_number_below_the_pointer(qtbot: QtBot, row: RatingRow) -> None:
    middle = row.scale.height() // 2
    QTest.mouseClick(row.scale, Qt.MouseButton.LeftButton, pos=QPoint(row.scale.width() - 2, middle))
    assert row.value() == 10
    QTest.mouseClick(row.scale, Qt.MouseButton.LeftButton, pos=QPoint(1, middle))
    assert row.value() == 0


def test_showing_a_number_tells_nobody(row: RatingRow) -> None:
    told: list[object] = []
    row.edited.connect(told.append)
    row.set_value(3)
    assert (row.value(), told) == (3, [])


def card_of(qtbot: QtBot, context: Context, tie: Relationship) -> CheckCard:
    card = CheckCard(context, "origin")
    qtbot.addWidget(card)
    card.resize(300, 500)
    card.show_relationship(tie, True)
    card.show()
    return card


def test_the_card_begins_with_what_a_check_is(qtbot: QtBot, context: Context, tie: Relationship) -> None:
    card = card_of(qtbot, context, tie)
    assert "in no report" in card.says.text()
    assert not card.bars.isVisible()
    assert card.due.text() == "due"


def test_the_card_follows_a_new_check(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    card = card_of(qtbot, context, tie)
    scores = {"trust": 9, "honesty": 8, "time": 5}
    services.relationship_checks.record(RELATIONSHIP_CHECK, scores, tie.id, day=dt.date(2026, 2, 3))
    assert card.title.text() == "Relationship check, February"
    bars = {bar.accessibleName(): bar.accessibleDescription() for bar in card.bars.findChildren(Bar)}
    assert bars["Trust"] == "9 of 10"
    assert "private" in card.says.text()
    assert card.due.text() == ""
    services.history.undo()
    assert not card.bars.isVisible()


def test_three_checks_make_lines_and_the_numbers_stand_behind_them(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    card = card_of(qtbot, context, tie)
    for number, day in enumerate((dt.date(2025, 3, 1), dt.date(2025, 9, 1), dt.date(2026, 3, 1))):
        services.relationship_checks.record(RELATIONSHIP_CHECK, {"trust": 5 + number}, tie.id, day=day)
        qtbot.wait(0)
        lines = [line for line in card.trend.findChildren(SmallLine) if line.isVisible()]
        assert len(lines) == (1 if number == 2 else 0)
    assert lines[0].accessibleDescription() == "5 (March 2025), 6 (September 2025), 7 (March 2026)"
    QTest.mouseClick(card.trend.switch, Qt.MouseButton.LeftButton)
    assert not lines[0].isVisible()
    assert card.trend.switch.text() == "Show the lines"


def test_two_checks_are_told_in_a_sentence(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    card = card_of(qtbot, context, tie)
    services.relationship_checks.record(RELATIONSHIP_CHECK, {"trust": 5}, tie.id, day=dt.date(2025, 9, 1))
    services.relationship_checks.record(RELATIONSHIP_CHECK, {"trust": 8}, tie.id, day=DAY)
    assert any("Trust 5 → 8" in label.text() for label in card.trend.findChildren(type(card.says)))


def dialog_of(qtbot: QtBot, context: Context, tie: Relationship) -> RelationshipCheckDialog:
    dialog = RelationshipCheckDialog(context, tie.id, None)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_a_check_is_given_and_kept_with_the_keyboard_alone(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    dialog = dialog_of(qtbot, context, tie)
    for number, row in enumerate(dialog.rows.values()):
        assert row.scale.hasFocus()
        QTest.keyClicks(row.scale, str(number + 3))
        QTest.keyClick(row.scale, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.note, "Better since spring.")
    QTest.keyClick(dialog.keep_button, Qt.Key.Key_Space)
    (rating,) = services.relationship_checks.history(RELATIONSHIP_CHECK, tie.id)
    assert [score.value for score in rating.scores] == [3, 4, 5, 6, 7, 8]
    assert (rating.day, rating.note) == (DAY, "Better since spring.")


def test_what_to_do_about_it_is_kept_in_the_same_step(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    dialog = dialog_of(qtbot, context, tie)
    QTest.keyClicks(dialog.rows["time"].scale, "2")
    dialog.pause.click()
    dialog.raise_it.click()
    QTest.keyClicks(dialog.words, "Could we keep the hour?")
    wanted: list[tuple[str, str]] = []
    context.navigator.view_wanted.connect(lambda key, view: wanted.append((key, view)))
    dialog.renegotiate.click()
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert [item.title for item in services.records.all(Question)] == ["Could we keep the hour?"]
    assert services.records.get(Relationship, tie.id).paused_until == DAY + dt.timedelta(days=28)
    assert wanted == [(tie.id, "relationships")]
    services.history.undo()
    assert services.records.all(Pulse) == ()
    assert services.records.get(Relationship, tie.id).paused_until is None


def test_a_concern_stays_mine(qtbot: QtBot, services: Services, context: Context, tie: Relationship) -> None:
    dialog = dialog_of(qtbot, context, tie)
    QTest.keyClicks(dialog.rows["trust"].scale, "2")
    dialog.raise_it.click()
    QTest.keyClicks(dialog.words, "He read my draft to others")
    dialog.kind.set_value("concern")
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    (concern,) = services.records.all(Observation)
    assert (concern.kind, concern.visibility) == ("concern", "private")
    assert services.records.all(Question) == ()


def test_nothing_rated_is_said_and_leaving_with_ratings_is_asked_twice(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    dialog = dialog_of(qtbot, context, tie)
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "Nothing is rated yet" in dialog.message.accessibleName() + dialog.message.accessibleDescription()
    QTest.keyClicks(dialog.rows["trust"].scale, "2")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert services.records.all(Pulse) == ()
