"""The editor of layouts: order, headings, limits and paper are kept as an own layout, in one step."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.layout_editor import LayoutDialog
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import Layout
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting.layout import layout
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker

LEFT = Qt.MouseButton.LeftButton
Opened = Callable[..., LayoutDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    """Shows the dialog."""

    def show(context: Context, document: str = "progress", layout_id: str = "") -> LayoutDialog:
        dialog = LayoutDialog(context, document, layout_id, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def test_sections_are_moved_renamed_left_out_and_kept_as_one_step(
    context: Context, services: Services, opened: Opened, qtbot: QtBot
) -> None:
    dialog = opened(context)
    usual = layout("progress")
    dialog.order.setFocus()
    dialog.order.setCurrentRow(0)
    QTest.keyClick(dialog.order, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    dialog.section.heading.selectAll()
    QTest.keyClicks(dialog.section.heading, "In short")
    words = dialog.section.limits["words"]
    words.selectAll()
    QTest.keyClicks(words, "90")
    dialog.order.setFocus()
    dialog.order.setCurrentRow(dialog.order.row_of("work"))
    QTest.keyClick(dialog.order, Qt.Key.Key_Space)
    dialog.order.setCurrentRow(dialog.order.row_of("signatures"))
    QTest.keyClick(dialog.order, Qt.Key.Key_Space)
    dialog.contents.click()
    QTest.mouseClick(dialog.paper.findChildren(SegmentButton)[2], LEFT)
    with qtbot.waitSignal(dialog.kept) as told:
        QTest.mouseClick(dialog.save_button, LEFT)
    (kept,) = services.layouts.own("progress")
    assert told.args == [kept.id, "letter"]
    made = services.layouts.read("progress", kept.id).layout
    keys = [section.key for section in made.sections]
    assert keys[:2] == [usual.sections[1].key, "summary"]
    assert "work" not in keys
    assert "signatures" in keys
    assert (made.sections[1].heading, made.sections[1].words) == ("In short", 90)
    assert (made.contents, made.paper, kept.title) == (not usual.contents, "letter", "My progress summary")
    services.history.undo()
    assert services.records.all(Layout) == ()


def test_an_own_layout_goes_back_to_the_usual_one_or_is_deleted(
    context: Context, services: Services, opened: Opened, qtbot: QtBot
) -> None:
    usual = layout("idp")
    short = services.layouts.save("idp", "Short", dataclasses.replace(usual, sections=usual.sections[:1]))
    dialog = opened(context, "idp", short.id)
    assert dialog.name.text() == "Short"
    assert len(dialog.order.taken()) == 1
    QTest.mouseClick(dialog.reset, LEFT)
    assert dialog.order.taken() == usual.sections
    QTest.mouseClick(dialog.save_button, LEFT)
    assert services.layouts.read("idp", short.id).layout == usual
    again = opened(context, "idp", short.id)
    with qtbot.waitSignal(again.kept) as told:
        QTest.mouseClick(again.delete, LEFT)
    assert told.args == ["", ""]
    assert services.layouts.own("idp") == ()


def test_sections_of_one_heading_are_told_apart_and_keep_it(context: Context, opened: Opened) -> None:
    dialog = opened(context, "portfolio")
    lines = [dialog.order.item(row).text().strip() for row in range(dialog.order.count())]
    assert {"Next steps (next)", "Next steps (agreed)", "Summary (summary)"} <= set(lines)
    assert len(lines) == len(set(lines))
    assert dialog.order.taken() == layout("portfolio").sections


@pytest.mark.parametrize("language", ["German!", "zz-nonsense"])
def test_what_cannot_be_kept_is_said_and_leaving_asks_first(
    context: Context, services: Services, opened: Opened, language: str
) -> None:
    dialog = opened(context)
    dialog.language.selectAll()
    QTest.keyClicks(dialog.language, language)
    QTest.mouseClick(dialog.save_button, LEFT)
    assert "tag" in dialog.message.accessibleName()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert services.layouts.own("progress") == ()


def test_a_layout_that_cannot_be_read_opens_as_the_usual_one_and_says_why(
    context: Context, services: Services, opened: Opened
) -> None:
    wrong = services.records.save(Layout(title="Mine", document="progress", rules="title ="))
    dialog = opened(context, "progress", wrong.id)
    assert "cannot be read" in dialog.message.accessibleName()
    assert dialog.order.taken() == layout("progress").sections


def test_where_the_journal_is_read_only_nothing_can_be_saved(
    services: Services, make_context: ContextMaker, opened: Opened
) -> None:
    kept = services.layouts.save("progress", "Mine", layout("progress"))
    with open_journal(services.journal.path, read_only=True) as read:
        dialog = opened(make_context(services_for(read)), "progress", kept.id)
        assert not dialog.save_button.isEnabled()
        assert not dialog.delete.isEnabled()
        dialog.close()
