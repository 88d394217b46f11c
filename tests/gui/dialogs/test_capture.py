"""Quick capture names people: whom the leading words mean is shown before it is saved, and linked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.model.types import Activity, Advice, Observation, Person, Question
from mentorjournal.services.bundle import Services
from tests.gui.shell import bury


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> Iterator[CaptureDialog]:
    made = CaptureDialog(context, None)
    with qtbot.waitExposed(made):
        made.open()
    yield made
    bury()


def _type(dialog: CaptureDialog, text: str) -> None:
    QTest.keyClicks(dialog.field, text)


def _save(dialog: CaptureDialog) -> None:
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_whom_a_question_is_for_is_shown_and_linked(services: Services, dialog: CaptureDialog) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    _type(dialog, "ask Helena: which journal first?")
    assert (dialog.kind, dialog.whom.text()) == ("question", "Linked to Helena Brandt")
    _save(dialog)
    (made,) = services.thoughts.open_questions(helena.id)
    assert made.title == "which journal first?"
    assert services.history.undo() == "New question"
    assert services.records.all(Question) == ()


def test_a_name_nobody_goes_by_is_said_and_stays_in_the_text(
    services: Services, dialog: CaptureDialog
) -> None:
    _type(dialog, "advice from Lim: write daily")
    assert "“Lim”" in dialog.whom.text()
    assert dialog.whom.isVisible()
    _save(dialog)
    (made,) = services.records.all(Advice)
    assert (made.title, made.person) == ("Lim: write daily", None)


def test_a_win_is_noticed_as_one(services: Services, dialog: CaptureDialog) -> None:
    _type(dialog, "talent: draws well")
    assert dialog.kind == "observation"
    assert not dialog.whom.isVisible()
    _save(dialog)
    (made,) = services.records.all(Observation)
    assert (made.title, made.kind, made.visibility) == ("draws well", "talent", "private")


def test_another_kind_chosen_keeps_every_word(services: Services, dialog: CaptureDialog) -> None:
    _type(dialog, "ask Helena: why?")
    dialog.choose("insight")
    assert not dialog.whom.isVisible()
    _save(dialog)
    assert [row.title for row in services.timeline.latest(5)] == ["ask Helena: why?"]


def test_how_long_an_activity_took_is_said_before_it_is_saved(
    services: Services, dialog: CaptureDialog
) -> None:
    _type(dialog, "hours: peer mentoring")
    assert "no hours yet" in dialog.whom.text()
    assert dialog.whom.isVisible()
    _type(dialog, ", 90 min")
    assert dialog.whom.text() == "It took 1.5 hours"
    _save(dialog)
    (made,) = services.records.all(Activity)
    assert (made.title, made.hours) == ("peer mentoring, 90 min", 1.5)
