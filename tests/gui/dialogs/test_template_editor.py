"""The editor of templates: a copy is changed by typing, put in order, hidden, brought back, undone, kept as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.template_editor import TemplateDialog
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import OwnTemplate, Skill
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.templates import template
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(context: Context, qtbot: QtBot) -> Iterator[TemplateDialog]:
    """The dialog, shown."""
    made = TemplateDialog(context, None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.form.saver.drop()


def go(dialog: TemplateDialog, name: str) -> None:
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index(name))


def switch(dialog: TemplateDialog, kind: str) -> None:
    dialog.kind.setFocus()
    row = dialog.kind.findData(kind)
    while dialog.kind.currentIndex() != row:
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)


def test_a_shipped_one_is_changed_ordered_hidden_and_brought_back(
    dialog: TemplateDialog, services: Services, qtbot: QtBot
) -> None:
    go(dialog, "Dilemma")
    assert not dialog.form.isVisible()
    QTest.mouseClick(dialog.change, LEFT)
    dialog.form.name.selectAll()
    with qtbot.waitSignal(dialog.form.saver.saved):
        QTest.keyClicks(dialog.form.name, "Hard choice")
    first, second = dialog.form.parts.cards[:2]
    QTest.keyClick(second.heading, Qt.Key.Key_Up, ALT)
    assert [card.tag for card in dialog.form.parts.cards[:2]] == ["options", "what"]
    QTest.mouseClick(dialog.form.parts.add, LEFT)
    QTest.keyClicks(dialog.form.parts.cards[-1].heading, "Who pays")
    assert dialog.flush()
    kept = services.templates.get("dilemma")
    assert (kept.name, kept.sections[0].tag, kept.sections[-1].heading) == (
        "Hard choice",
        "options",
        "Who pays",
    )
    assert kept.sections[1].prompt_mentor == template("dilemma").sections[0].prompt_mentor
    assert kept.sections[-1].tag == "felt"
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, CTRL)
    assert [one.key for one in services.templates.offered("reflection")][3] == "dilemma"
    QTest.mouseClick(dialog.hide_it, LEFT)
    assert dialog.list.currentItem().text() == "Hard choice (changed, hidden)"
    QTest.mouseClick(dialog.back, LEFT)
    assert services.templates.get("dilemma") == template("dilemma")
    with qtbot.waitSignal(dialog.context.relay.changed):
        QTest.mouseClick(dialog.take_back, LEFT)
    qtbot.waitUntil(lambda: dialog.list.currentItem().text() == "Hard choice (changed, hidden)")
    assert first is not dialog.form.parts.cards[0]


def test_two_parts_are_never_about_the_same(dialog: TemplateDialog, services: Services) -> None:
    QTest.mouseClick(dialog.new, LEFT)
    QTest.keyClicks(dialog.form.name, "Ward round")
    QTest.mouseClick(dialog.form.parts.add, LEFT)
    _, second = dialog.form.parts.cards
    second.about.edited.emit("what")
    assert "Another part is about" in dialog.message.accessibleName()
    assert second.about.value() == "felt"
    second.about.set_value("own")
    second.about.edited.emit("own")
    QTest.keyClicks(second.prompt.area, "What would you ask first?")
    assert dialog.flush()
    (own,) = services.records.all(OwnTemplate)
    assert own.title == "Ward round"
    assert own.sections[1].tag.startswith("own-")
    assert own.sections[1].text == "What would you ask first?"
    QTest.mouseClick(dialog.mode.findChildren(SegmentButton)[1], LEFT)
    assert dialog.preview.isVisible()
    QTest.mouseClick(dialog.delete, LEFT)
    assert services.records.all(OwnTemplate) == ()
    assert "Undo brings it back" in dialog.message.accessibleName()


def test_what_is_typed_outlives_a_change_of_something_else(
    dialog: TemplateDialog, services: Services, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.new, LEFT)
    dialog.form.description.setFocus()
    QTest.keyClicks(dialog.form.description, "For Fridays")
    with qtbot.waitSignal(dialog.context.relay.changed):
        services.records.save(Skill(title="Listening"))
    assert dialog.flush()
    (own,) = services.records.all(OwnTemplate)
    assert (own.description, dialog.form.description.value()) == ("For Fridays", "For Fridays")


def test_a_prompt_and_a_self_rating_have_fields_of_their_own(
    dialog: TemplateDialog, services: Services
) -> None:
    switch(dialog, "prompt")
    assert dialog.list.count() == 75
    QTest.mouseClick(dialog.new, LEFT)
    assert not dialog.form.parts.isVisible()
    dialog.form.text.area.selectAll()
    QTest.keyClicks(dialog.form.text.area, "Who taught you something before noon?")
    switch(dialog, "pulse")
    assert services.records.all(OwnTemplate)[0].title == "Who taught you something before noon?"
    go(dialog, "Fit check")
    assert not dialog.change.isVisible()
    assert not dialog.hide_it.isVisible()
    QTest.mouseClick(dialog.copy, LEFT)
    for field, number in ((dialog.form.high, "0"), (dialog.form.rhythm, "30")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, number)
    assert dialog.flush()
    (own,) = services.records.all(OwnTemplate)[:1]
    offered = services.templates.self_rating(own.key)
    assert (offered.high, offered.rhythm_days) == (5, 30)
    assert "above the lowest" in dialog.message.accessibleName()
    wanted: list[str] = []
    dialog.context.navigator.view_wanted.connect(lambda _record, view: wanted.append(view))
    QTest.mouseClick(dialog.rate, LEFT)
    assert wanted == ["pulses"]
    assert offered.key in {one.key for one in services.pulses.offered()}


def test_a_file_of_a_colleague_comes_in_and_a_wrong_one_is_said(
    dialog: TemplateDialog, services: Services, tmp_path: Path
) -> None:
    go(dialog, "What I stand for")
    dialog.keep(tmp_path / "values.toml")
    switch(dialog, "meeting")
    dialog.take(tmp_path / "values.toml")
    assert dialog.kind.value() == "reflection"
    assert dialog.list.currentItem().text() == "What I stand for (mine)"
    (tmp_path / "wrong.toml").write_text("key =", "utf-8")
    dialog.take(tmp_path / "wrong.toml")
    assert "not written in TOML" in dialog.message.accessibleName()
    dialog.keep(services.journal.path)
    assert "Choose another name" in dialog.message.accessibleName()


def test_a_journal_that_is_only_read_shows_them_and_changes_none(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    own = services.templates.begin("reflection", "Mine")
    with open_journal(services.journal.path, read_only=True) as read:
        dialog = TemplateDialog(make_context(services_for(read)), None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.reload(own.key)
        assert dialog.preview.isVisible()
        buttons = (dialog.change, dialog.hide_it, dialog.delete)
        assert not any(button.isVisible() for button in buttons)
        assert not any(button.isEnabled() for button in (dialog.new, dialog.copy, dialog.up, dialog.take_in))
        dialog.close()
