"""A relationship ends step by step: words stay when one leaves, the end is one step, a page is handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.closure import ClosureDialog
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import ActionItem, Goal, Meeting, Outcome, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import open_services
from mentorjournal.services.reporting.pages import page_texts

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tie(services: Services) -> Relationship:
    helena = services.records.save(Person(title="Helena Brandt"))
    made = services.records.save(
        Relationship(
            person=helena.id,
            phase="cultivation",
            started_on=dt.date(2025, 5, 1),
            purpose="To write a thesis.",
        )
    )
    services.records.save(
        Goal(title="Thesis plan", people=(helena.id,), status="achieved", closed_on=dt.date(2026, 3, 1))
    )
    services.records.save(Outcome(title="Poster prize", relationship=made.id, date=dt.date(2026, 2, 1)))
    services.records.save(ActionItem(title="Send the draft", people=(helena.id,)))
    services.records.save(ActionItem(title="Read the draft", people=(helena.id,), owner=helena.id))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, tie: Relationship) -> ClosureDialog:
    return shown(qtbot, context, tie)


def shown(qtbot: QtBot, context: Context, tie: Relationship) -> ClosureDialog:
    made = ClosureDialog(context, tie.id, None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def now(services: Services, tie: Relationship) -> Relationship:
    return services.records.get(Relationship, tie.id)


def choose(qtbot: QtBot, dialog: ClosureDialog, title: str, words: str) -> None:
    """Press one of the three ways of an open action."""
    segments = next(choice for choice in dialog.promises.choices.values() if title in choice.accessibleName())
    button = next(item for item in segments.findChildren(SegmentButton) if item.text() == words)
    QTest.mouseClick(button, LEFT)


def test_the_whole_way_to_the_end(
    qtbot: QtBot, services: Services, context: Context, dialog: ClosureDialog, tie: Relationship
) -> None:
    QTest.mouseClick(dialog.why.reason.chips["reached"], LEFT)
    QTest.mouseClick(dialog.why.begin, LEFT)
    assert "it is done" in dialog.why.words.value()
    QTest.mouseClick(dialog.next, LEFT)
    for row in dialog.achieved.rows.values():
        QTest.mouseClick(row.box, LEFT)
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    choose(qtbot, dialog, "Send the draft", "Let go")
    choose(qtbot, dialog, "Read the draft", "I take it")
    QTest.mouseClick(dialog.next, LEFT)
    QTest.keyClicks(dialog.thanks.thanks, "For the patience.")
    dialog.thanks.future.setFocus()
    QTest.keyClick(dialog.thanks.future, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.next, LEFT)
    assert "To write a thesis." in dialog.end.paper.value()
    assert "Send the draft" not in dialog.end.paper.value()
    QTest.mouseClick(dialog.close_it, LEFT)
    closed = now(services, tie)
    assert (closed.phase, closed.closed_on, closed.closing_reason) == ("closed", DAY, "reached")
    assert (closed.thanks, closed.future) == ("For the patience.", "colleagues")
    assert closed.achievements.splitlines() == [
        "- Poster prize (February 2026)",
        "- Thesis plan (March 2026)",
    ]
    actions = {item.title: item for item in services.records.all(ActionItem)}
    assert actions["Send the draft"].let_go_on == DAY
    assert actions["Read the draft"].owner is None
    assert services.history.undo() == "Close relationship"
    assert now(services, tie).phase == "cultivation"
    assert now(services, tie).thanks == "For the patience."
    assert services.records.get(ActionItem, actions["Send the draft"].id).is_open


def test_it_is_asked_what_becomes_of_meetings_that_are_planned(
    qtbot: QtBot, services: Services, context: Context, tie: Relationship
) -> None:
    people, put = (tie.person or "",), services.records.save
    ahead = put(Meeting(title="First talk", date=DAY + dt.timedelta(days=5), people=people))
    over = put(Meeting(title="Over", date=DAY - dt.timedelta(days=5), people=people))
    dialog = shown(qtbot, context, tie)
    dialog.go(4)
    assert dialog.cancel_planned.text().startswith("Cancel 1 planned meeting, the next one “First talk” on ")
    QTest.mouseClick(dialog.close_it, LEFT)
    assert services.records.get(Meeting, ahead.id).status == "cancelled"
    assert services.records.get(Meeting, over.id).status == "planned"
    assert services.history.undo() == "Close relationship"
    assert services.records.get(Meeting, ahead.id).status == "planned"
    dialog = shown(qtbot, context, tie)
    dialog.go(4)
    dialog.cancel_planned.setChecked(False)
    QTest.mouseClick(dialog.close_it, LEFT)
    assert now(services, tie).phase == "closed"
    assert services.records.get(Meeting, ahead.id).status == "planned"


def test_without_planned_meetings_nothing_is_asked_of_them(dialog: ClosureDialog) -> None:
    dialog.go(4)
    assert dialog.cancel_planned.isHidden()
    dialog.reject()


def test_what_is_written_stays_when_one_leaves_and_nothing_has_ended(
    qtbot: QtBot, services: Services, context: Context, dialog: ClosureDialog, tie: Relationship
) -> None:
    QTest.keyClicks(dialog.why.words, "We are done here")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert (now(services, tie).closing_words, now(services, tie).phase) == ("We are done here", "cultivation")
    again = shown(qtbot, context, tie)
    assert again.why.words.value() == "We are done here"
    again.reject()


def test_writing_is_kept_by_itself(
    qtbot: QtBot, services: Services, dialog: ClosureDialog, tie: Relationship
) -> None:
    with qtbot.waitSignal(dialog.saver.saved):
        QTest.keyClicks(dialog.why.words, "Time")
    assert now(services, tie).closing_words == "Time"
    dialog.reject()


def test_a_tick_taken_back_takes_its_line_out_and_the_readers_own_words_stay(
    qtbot: QtBot, dialog: ClosureDialog
) -> None:
    dialog.go(1)
    QTest.keyClicks(dialog.achieved.words, "We laughed a lot.")
    first, second = dialog.achieved.rows.values()
    for row in (first, second, first):
        QTest.mouseClick(row.box, LEFT)
    assert dialog.achieved.words.value() == "We laughed a lot.\n\n- Thesis plan (March 2026)"
    dialog.reject()


def test_another_footing_instead_of_an_end(
    qtbot: QtBot, services: Services, dialog: ClosureDialog, tie: Relationship
) -> None:
    dialog.go(4)
    QTest.mouseClick(dialog.redefine, LEFT)
    assert (now(services, tie).phase, now(services, tie).closed_on) == ("redefinition", None)


def test_the_handover_is_read_changed_and_saved_on_one_page(
    qtbot: QtBot, dialog: ClosureDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.go(4)
    out = tmp_path / "handover.pdf"
    monkeypatch.setattr(dialog, "ask_path", lambda: out)
    QTest.keyClicks(dialog.end.paper, "Read this first. ")
    dialog.go(3)
    dialog.go(4)
    assert dialog.end.paper.value().startswith("Read this first. ")
    QTest.mouseClick(dialog.end.save, LEFT)
    qtbot.waitUntil(lambda: dialog.end.save.isEnabled() and out.exists(), timeout=20_000)
    (text,) = page_texts(out.read_bytes())
    assert "Read this first." in text
    assert "What we worked on" in text
    dialog.reject()


def test_the_handover_and_the_choices_stay_when_one_leaves_and_when_it_ends(
    qtbot: QtBot, services: Services, context: Context, dialog: ClosureDialog, tie: Relationship
) -> None:
    dialog.go(2)
    choose(qtbot, dialog, "Send the draft", "Let go")
    dialog.go(4)
    QTest.keyClicks(dialog.end.paper, "Read this first. ")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = shown(qtbot, context, tie)
    assert sorted(again.promises.fates().values()) == ["keep", "let_go"]
    again.go(4)
    text = again.end.paper.value()
    assert text.startswith("Read this first. ")
    assert "Send the draft" not in text
    QTest.mouseClick(again.close_it, LEFT)
    assert services.history.undo() == "Close relationship"
    after = shown(qtbot, context, tie)
    after.go(4)
    assert after.end.paper.value() == text
    assert set(after.promises.fates().values()) == {"keep"}
    after.reject()


def test_the_handover_is_written_anew_only_when_asked_twice(
    qtbot: QtBot, context: Context, dialog: ClosureDialog, tie: Relationship
) -> None:
    dialog.go(4)
    first = dialog.end.paper.value()
    assert not dialog.end.anew.isVisible()
    QTest.keyClicks(dialog.end.paper, "Hello. ")
    QTest.mouseClick(dialog.end.anew, LEFT)
    assert dialog.message.isVisible()
    QTest.keyClicks(dialog.end.paper, "Dear. ")
    QTest.mouseClick(dialog.end.anew, LEFT)
    assert dialog.end.paper.value() != first
    QTest.mouseClick(dialog.end.anew, LEFT)
    assert dialog.end.paper.value() == first
    assert not dialog.end.anew.isVisible()
    dialog.reject()
    again = shown(qtbot, context, tie)
    assert again.end.paper.value() == ""
    again.reject()


def test_a_handover_that_is_too_long_is_said_and_not_written(
    qtbot: QtBot, dialog: ClosureDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.go(4)
    monkeypatch.setattr(dialog, "ask_path", lambda: tmp_path / "long.pdf")
    dialog.end.paper.set_value("A line.\n\n" * 120)
    QTest.mouseClick(dialog.end.save, LEFT)
    qtbot.waitUntil(dialog.end.save.isEnabled, timeout=20_000)
    assert dialog.message.isVisible()
    assert not (tmp_path / "long.pdf").exists()
    dialog.reject()


def test_in_a_journal_that_is_only_read_nothing_can_end(
    qtbot: QtBot, services: Services, make_context: Callable[[Services], Context], tie: Relationship
) -> None:
    reading = open_services(services.journal.path, "")
    try:
        dialog = shown(qtbot, make_context(reading), tie)
        dialog.go(4)
        assert not dialog.close_it.isEnabled()
        assert not dialog.redefine.isEnabled()
        assert dialog.close_it.toolTip()
        dialog.reject()
    finally:
        reading.journal.close()


def test_every_control_has_a_name(dialog: ClosureDialog) -> None:
    for control in dialog.findChildren(QWidget):
        here = control.isVisible() and control.window() is dialog
        if here and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = getattr(control, "text", lambda: "")()
            assert control.accessibleName() or text, type(control).__name__
    dialog.reject()
