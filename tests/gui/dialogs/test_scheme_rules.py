"""Following a scheme and changing its rules: what is typed is judged at once, and never lost."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.scheme_choice import SchemeChoice
from mentorjournal.gui.dialogs.scheme_rules import SchemeRulesDialog
from mentorjournal.gui.dialogs.scheme_text import SchemeText
from mentorjournal.model.schemes import rules_of
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.schemes import shipped, shipped_text


def shown(qtbot: QtBot, context: Context, scheme_id: str = "") -> SchemeRulesDialog:
    made = SchemeRulesDialog(context, scheme_id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def words(dialog: SchemeRulesDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if not label.isHidden())


def says(dialog: SchemeRulesDialog, *texts: str) -> bool:
    return all(text in words(dialog) for text in texts)


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]  # any button


@pytest.fixture
def choice(qtbot: QtBot, context: Context) -> tuple[SchemeRulesDialog, SchemeChoice]:
    """The list of schemes to follow."""
    dialog = shown(qtbot, context)
    assert dialog.choice is not None
    return dialog, dialog.choice


def row_of(choice: SchemeChoice, name: str) -> int:
    (row,) = choice.list.findItems(name, Qt.MatchFlag.MatchExactly)
    return choice.list.row(row)


def test_every_shipped_scheme_says_what_it_asks_for_and_to_check(
    qtbot: QtBot,
    choice: tuple[SchemeRulesDialog, SchemeChoice],
) -> None:
    dialog, part = choice
    assert part.list.count() == len(shipped()) + 1
    for row, rules in enumerate(shipped()):
        part.list.setCurrentRow(row)
        qtbot.waitUntil(partial(says, dialog, rules.edition, rules.check, rules.categories[0].label))


def test_a_scheme_is_followed_by_keys_alone_and_taken_back_in_one_step(
    qtbot: QtBot, services: Services, context: Context, choice: tuple[SchemeRulesDialog, SchemeChoice]
) -> None:
    dialog, part = choice
    wanted: list[str] = []
    context.navigator.record_wanted.connect(wanted.append)
    part.list.setFocus()
    part.list.setCurrentRow(0)
    for _ in range(row_of(part, "Community award, 100 points")):
        QTest.keyClick(part.list, Qt.Key.Key_Down)
    QTest.keyClick(part.list, Qt.Key.Key_Return)
    (scheme,) = services.records.all(Scheme)
    assert scheme.rules == shipped_text("community-100")
    assert wanted == [scheme.id] == [dialog.followed]
    assert not dialog.isVisible()
    services.history.undo()
    assert services.records.all(Scheme) == ()


def test_rules_of_my_own_begin_under_my_name(
    services: Services, choice: tuple[SchemeRulesDialog, SchemeChoice]
) -> None:
    _, part = choice
    part.list.setCurrentRow(part.list.count() - 1)
    QTest.keyClicks(part.name, "Dean's prize")
    press(part.follow)
    (scheme,) = services.records.all(Scheme)
    assert (scheme.title, rules_of(scheme).name) == ("Dean's prize", "Dean's prize")


def test_a_scheme_that_is_followed_already_is_told(
    qtbot: QtBot, services: Services, context: Context
) -> None:
    services.awards.adopt("community-100")
    dialog = shown(qtbot, context)
    assert dialog.choice is not None
    dialog.choice.list.setCurrentRow(row_of(dialog.choice, "Community award, 100 points"))
    assert "follow these rules already" in dialog.message.text()


@pytest.fixture
def scheme(services: Services) -> Scheme:
    """The community award, followed."""
    return services.awards.adopt("community-100")


def editor(qtbot: QtBot, context: Context, scheme: Scheme) -> tuple[SchemeRulesDialog, SchemeText]:
    dialog = shown(qtbot, context, scheme.id)
    assert dialog.text is not None
    return dialog, dialog.text


def put_cursor_after(part: SchemeText, text: str) -> None:
    cursor = part.edit.textCursor()
    place = part.edit.value().index(text) + len(text)
    cursor.setPosition(place, QTextCursor.MoveMode.MoveAnchor)
    part.edit.setTextCursor(cursor)


def test_right_rules_are_saved_as_they_are_typed_and_said_in_words(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme
) -> None:
    dialog, part = editor(qtbot, context, scheme)
    put_cursor_after(part, "total = 100")
    with qtbot.waitSignal(part.saver.saved):
        QTest.keyClick(part.edit, Qt.Key.Key_Backspace)
        QTest.keyClicks(part.edit, "5")
    qtbot.waitUntil(lambda: "The total is 105 points." in words(dialog))
    assert rules_of(services.records.get(Scheme, scheme.id)).total == 105
    services.history.undo()
    assert services.records.get(Scheme, scheme.id) == scheme


def test_a_mistake_marks_its_line_at_once_and_what_is_typed_is_kept(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme
) -> None:
    dialog, part = editor(qtbot, context, scheme)
    put_cursor_after(part, "total = 100")
    QTest.keyClicks(part.edit, " points")
    line = part.edit.value()[: part.edit.value().index("total = ")].count("\n") + 1
    assert part.edit.marked_line() == line
    assert len(part.edit.extraSelections()) == 1
    assert f"Line {line}: " in part.state.text()
    assert "claims are shown by the rules as they were" in part.state.text()
    typed = part.edit.value()
    put_cursor_after(part, "key = ")
    press(part.jump)
    assert part.edit.textCursor().blockNumber() + 1 == line
    press(part.close_it)
    assert not dialog.isVisible()
    assert services.records.get(Scheme, scheme.id) == scheme
    _, again = editor(qtbot, context, scheme)
    assert again.edit.value() == typed
    assert again.edit.marked_line() == line


def test_what_is_wrong_is_dropped_and_brought_back_by_undo_in_the_field(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme
) -> None:
    _, part = editor(qtbot, context, scheme)
    put_cursor_after(part, "total = 100")
    QTest.keyClicks(part.edit, "x")
    typed = part.edit.value()
    press(part.back)
    assert part.edit.value() == scheme.rules
    assert part.edit.marked_line() == 0
    assert services.schemes.text(scheme.id).text == scheme.rules
    part.edit.setFocus()
    QTest.keyClick(part.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert part.edit.value() == typed
    assert part.edit.marked_line() > 0


def test_a_newer_edition_says_what_changes_before_it_is_followed(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme
) -> None:
    old = scheme.rules.replace("rules of 2026", "rules of 2024").replace("total = 100", "total = 90")
    services.records.amend(scheme.id, {"rules": old, "edition": "rules of 2024"}, "Grow old")
    claim = services.records.save(Claim(title="A course", scheme=scheme.id, category="gone"))
    dialog, part = editor(qtbot, context, scheme)
    assert part.renew.text() == "What is new in the rules of 2026?"
    press(part.renew)
    qtbot.waitUntil(lambda: "The total is 100 points (so far 90)." in words(dialog))
    assert "1 claim without a category: kept, to be given another category." in words(dialog)
    assert services.records.get(Scheme, scheme.id).rules == old
    press(part.renew)
    assert services.records.get(Scheme, scheme.id).rules == scheme.rules
    assert services.records.get(Claim, claim.id) == claim
    assert part.edit.value() == scheme.rules
    assert not part.renew.isVisible()
    services.history.undo()
    assert services.records.get(Scheme, scheme.id).rules == old


def test_newer_rules_are_not_followed_over_a_text_that_is_not_right_yet(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme
) -> None:
    services.records.amend(scheme.id, {"edition": "rules of 2024"}, "Grow old")
    dialog, part = editor(qtbot, context, scheme)
    put_cursor_after(part, "total = 100")
    QTest.keyClicks(part.edit, "x")
    typed = part.edit.value()
    press(part.renew)
    qtbot.waitUntil(lambda: "First put your own text right, or drop what is wrong" in words(dialog))
    assert not part.renew.isEnabled()
    assert services.schemes.text(scheme.id).text == typed
    press(part.back)
    press(part.renew)
    press(part.renew)
    assert services.records.get(Scheme, scheme.id).edition == "rules of 2026"


def test_everything_has_a_name_and_nothing_can_be_changed_where_reading_only(
    qtbot: QtBot, services: Services, context: Context, scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.journal, "read_only_because", "Somebody else writes.")
    _, part = editor(qtbot, context, scheme)
    assert part.edit.isReadOnly()
    assert part.edit.accessibleName() == "Text of the rules"
    dialog = shown(qtbot, context)
    assert dialog.choice is not None
    assert not dialog.choice.follow.isEnabled()
    assert dialog.choice.follow.toolTip() == "Somebody else writes."
    assert dialog.choice.list.accessibleName() == "Schemes"
