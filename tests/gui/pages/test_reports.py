"""Reports: what is chosen is what is shown, kept, saved and printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.reports_paper import printer_for
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import Goal, Milestone, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting.pages import page_sizes, page_texts
from mentorjournal.settings import Settings, save
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.report_steps import LEFT, group, line, settled, shown, text, unfold
from tests.services.reporting_journal import DAY, activity, goal, page


@pytest.fixture
def silence(services: Services) -> Reflection:
    return services.records.save(page("The long silence", "I waited, and it helped."))


def test_an_empty_journal_is_told_in_words(context: Context, qtbot: QtBot) -> None:
    reports = shown(context, qtbot)
    assert "Nothing to report" in reports.preview.words()
    assert not reports.desk.save_button.isEnabled()
    assert reports.preview.badge.text() == ""


def test_the_preview_is_the_document_and_says_that_it_was_checked(
    context: Context, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    assert "I waited, and it helped." in text(reports)
    assert reports.preview.where() == "Preview, page 1 of 2"
    assert reports.preview.badge.text() == "Nothing private inside"
    assert reports.form.selection.count.text() == "1 of 1 records"


def test_a_change_elsewhere_updates_the_preview(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        services.records.save(dataclasses.replace(silence, title="The short silence"))
    settled(reports, qtbot)
    assert "The short silence" in text(reports)
    assert "The long silence" not in text(reports)
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        services.history.undo()
    settled(reports, qtbot)
    assert "The long silence" in text(reports)


def test_purpose_and_own_words_are_typed_into_the_document(
    context: Context, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.keyClicks(reports.form.purpose_part.purpose, "Annual review")
        QTest.keyClicks(reports.form.purpose_part.own_words, "A good year.")
    settled(reports, qtbot)
    assert text(reports).startswith("Annual review Progress summary")
    assert "1 Summary A good year." in text(reports)
    assert "3 / 150" in [
        label.text() for label in reports.form.findChildren(type(reports.form.selection.count))
    ]


def test_a_box_unticked_leaves_its_record_out(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    services.records.save(activity("Coding sheet", 9))
    reports = shown(context, qtbot)
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        line(reports, reports.form.selection.model.row_of(silence.id), on_box=True)
    settled(reports, qtbot)
    assert "The long silence" not in text(reports)
    assert "Coding sheet" in text(reports)
    assert reports.form.selection.count.text() == "1 of 2 records"


def test_the_space_bar_ticks_a_whole_group(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    services.records.save(activity("Coding sheet", 9))
    services.records.save(activity("Teaching", 2))
    reports = shown(context, qtbot)
    reports.form.selection.list.setFocus()
    reports.form.selection.list.setCurrentIndex(group(reports, "work"))
    for expected in ("1 of 3 records", "3 of 3 records"):
        QTest.keyClick(reports.form.selection.list, Qt.Key.Key_Space)
        assert reports.form.selection.count.text() == expected
    settled(reports, qtbot)


def test_a_goal_takes_its_milestones_along_and_a_milestone_its_goal(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    aim = goal(services, "Finish the protocol", 2)
    reports = shown(context, qtbot)
    model = reports.form.selection.model
    first = next(item for item in model.items if item.part_of == aim.id)
    line(reports, model.row_of(aim.id), on_box=True)
    assert reports.form.selection.count.text() == "1 of 4 records"
    reports.form.selection.list.setCurrentIndex(model.row_of(first.id))
    QTest.keyClick(reports.form.selection.list, Qt.Key.Key_Space)
    assert reports.form.selection.count.text() == "3 of 4 records"
    settled(reports, qtbot)
    assert "Finish the protocol" in text(reports)
    assert "Step 2" not in text(reports)


def test_a_private_record_has_no_box_and_can_be_opened_or_allowed(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    hidden = services.records.save(page("Only mine", "Sealed lips.", visibility="private"))
    reports = shown(context, qtbot)
    unfold(reports, "reflections")
    index = reports.form.selection.model.row_of(hidden.id)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    line(reports, index, on_box=True)
    assert "Only mine" not in text(reports)
    assert "Private: change who may see it" in reports.form.selection.strip.words()
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(reports.form.selection.strip.open, LEFT)
    assert asked.args == [hidden.id]
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.mouseClick(reports.form.selection.strip.allow, LEFT)
    settled(reports, qtbot)
    assert "Sealed lips." in text(reports)
    assert services.history.next_undo() == "Allow in reports"


def test_the_private_milestones_of_a_goal_are_allowed_together(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    aim = goal(services, "Finish the protocol")
    first, _ = [
        services.records.save(Milestone(title=name, goal=aim.id, due=DAY)) for name in ("Outline", "Draft")
    ]
    reports = shown(context, qtbot)
    assert "Outline" not in text(reports)
    unfold(reports, "goals")
    line(reports, reports.form.selection.model.row_of(first.id))
    assert reports.form.selection.strip.allow.text() == "Allow 2 milestones in reports"
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.mouseClick(reports.form.selection.strip.allow, LEFT)
    settled(reports, qtbot)
    assert "Outline" in text(reports)
    assert "Draft" in text(reports)


def test_a_confidential_record_cannot_be_allowed(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    hidden = services.records.save(page("Told to me", "Sealed lips.", confidential=True))
    reports = shown(context, qtbot)
    unfold(reports, "reflections")
    line(reports, reports.form.selection.model.row_of(hidden.id))
    assert "Confidential" in reports.form.selection.strip.words()
    assert reports.form.selection.strip.allow.isHidden()
    assert "Sealed lips" not in text(reports)


def test_a_reflection_is_printed_whole_when_asked(context: Context, services: Services, qtbot: QtBot) -> None:
    long = services.records.save(
        page("Long", "One sentence of seven words stands here. " * 40 + "The very end.")
    )
    reports = shown(context, qtbot)
    assert "The very end." not in text(reports)
    line(reports, reports.form.selection.model.row_of(long.id))
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.mouseClick(reports.form.selection.strip.whole, LEFT)
    settled(reports, qtbot)
    assert "The very end." in text(reports)


def test_a_chip_and_a_typed_day_choose_the_period(context: Context, services: Services, qtbot: QtBot) -> None:
    services.records.save(activity("In April", 5, date=dt.date(2026, 4, 2)))
    services.records.save(activity("In March", 9))
    reports = shown(context, qtbot)
    QTest.mouseClick(reports.form.purpose_part.chips["all"], LEFT)
    assert reports.form.purpose_part.since.text() == ""
    reports.form.purpose_part.since.selectAll()
    QTest.keyClicks(reports.form.purpose_part.since, "3 Mar 2026")
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.keyClick(reports.form.purpose_part.since, Qt.Key.Key_Return)
    settled(reports, qtbot)
    assert not reports.form.purpose_part.chips["all"].isChecked()
    assert "In April" in text(reports)
    assert "In March" not in text(reports)


def test_choices_survive_leaving_and_opening_the_journal_again(
    context: Context, services: Services, silence: Reflection, make_context: ContextMaker, qtbot: QtBot
) -> None:
    services.records.save(activity("Coding sheet", 9))
    reports = shown(context, qtbot)
    QTest.keyClicks(reports.form.purpose_part.purpose, "Annual review")
    QTest.mouseClick(reports.form.purpose_part.chips["year"], LEFT)
    line(reports, reports.form.selection.model.row_of(silence.id), on_box=True)
    reports.hide()
    path = services.journal.path
    services.journal.close()
    with open_journal(path) as again:
        opened = services_for(again)
        other = make_context(opened)
        back = shown(other, qtbot)
        assert back.form.purpose_part.purpose.text() == "Annual review"
        assert back.form.purpose_part.chips["year"].isChecked()
        assert "The long silence" not in text(back)
        assert "Coding sheet" in text(back)
        back.hide()
        other.tasks.wait()


def test_the_paper_of_the_settings_comes_first_and_can_be_changed(
    context: Context, silence: Reflection, qtbot: QtBot
) -> None:
    save(Settings(paper="letter"))
    reports = shown(context, qtbot)
    assert reports.previewer.current is not None
    assert round(reports.previewer.current.sizes[0].height) == 792
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.mouseClick(reports.form.purpose_part.paper.findChildren(SegmentButton)[0], LEFT)
    settled(reports, qtbot)
    assert round(reports.previewer.current.sizes[0].height) == 842


def test_saving_asks_for_a_file_and_writes_what_is_shown(
    context: Context, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    QTest.mouseClick(reports.desk.save_button, LEFT)
    dialog = reports.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("review")
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        dialog.accept()
    assert told.args == ["ok", "Saved review.pdf, 2 pages. Kept in “What left”."]
    saved = (tmp_path / "review.pdf").read_bytes()
    assert page_texts(saved) == reports.previewer.check.texts  # type: ignore[union-attr]


def test_a_stopped_save_leaves_no_file(
    context: Context, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    folder = tmp_path / "out"
    folder.mkdir()
    reports.deeds.save_to(str(folder / "review.pdf"))
    assert reports.desk.stop_button.isVisible()
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        QTest.mouseClick(reports.desk.stop_button, LEFT)
    assert told.args[0] == "info"
    assert "stopped" in told.args[1].lower()
    assert list(folder.iterdir()) == []
    assert reports.desk.save_button.isEnabled()


def test_a_folder_that_is_not_there_is_told(
    context: Context, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        reports.deeds.save_to(str(tmp_path / "nowhere" / "review.pdf"))
    assert told.args[0] == "error"
    assert "could not be saved" in told.args[1]


def test_printing_puts_every_page_on_the_printers_paper(
    context: Context, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    printer = printer_for("a4")
    printer.setResolution(150)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(target))
    assert reports.previewer.current is not None
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        reports.desk.work.print_document(reports.previewer.current.data, printer)
    assert told.args == ["ok", "Printed 2 pages."]
    assert [(round(size.width), round(size.height)) for size in page_sizes(target.read_bytes())] == [
        (595, 842)
    ] * 2


def test_pages_are_drawn_for_the_screen_and_turned_by_keys(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    for number in range(30):
        services.records.save(activity(f"Activity {number}", 1))
    reports = shown(context, qtbot)
    view = reports.preview.view
    qtbot.waitUntil(lambda: view.has_picture(1), timeout=20_000)
    picture = view.picture(1)
    assert picture is not None
    assert dark_part(picture) > 0.01
    assert "Progress summary" in view.accessibleDescription()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert reports.preview.where().startswith("Preview, page 2 of ")
    QTest.keyClick(view, Qt.Key.Key_End)
    count = len(reports.previewer.current.sizes)  # type: ignore[union-attr]
    assert reports.preview.where() == f"Preview, page {count} of {count}"
    QTest.keyClick(view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.has_picture(1), timeout=20_000)
    wide = view.zoom
    QTest.mouseClick(reports.preview.zoom_out, LEFT)
    assert view.zoom == pytest.approx(wide / 1.25)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(wide)


def dark_part(picture: QImage) -> float:
    """Which part of a picture is not white."""
    small = picture.scaled(60, 85)
    dots = [small.pixelColor(x, y).lightness() for x in range(60) for y in range(85)]
    return sum(dot < 200 for dot in dots) / len(dots)


def test_the_commands_of_the_place_are_offered(context: Context, silence: Reflection, qtbot: QtBot) -> None:
    reports = shown(context, qtbot)
    commands = {command.key: command for command in reports.commands()}
    assert {"report-save", "report-print", "report-zoom-in", "report-zoom-out"} <= set(commands)
    before = reports.preview.view.zoom
    commands["report-zoom-in"].run()
    assert reports.preview.view.zoom > before


def test_a_journal_opened_for_reading_can_report_but_not_allow(
    services: Services, silence: Reflection, make_context: ContextMaker, qtbot: QtBot
) -> None:
    aim = services.records.save(Goal(title="Only mine", start=DAY, date=DAY))
    with open_journal(services.journal.path, read_only=True) as read:
        other = make_context(services_for(read))
        reports = shown(other, qtbot)
        assert "The long silence" in text(reports)
        QTest.keyClicks(reports.form.purpose_part.purpose, "Review")
        unfold(reports, "goals")
        line(reports, reports.form.selection.model.row_of(aim.id))
        assert not reports.form.selection.strip.allow.isEnabled()
        settled(reports, qtbot)
        reports.hide()
        assert services.reporting.draft() == {}
        other.tasks.wait()


def test_what_is_saved_follows_a_choice_the_preview_has_not_shown_yet(
    context: Context, services: Services, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    services.records.save(activity("Long ago", 5, date=dt.date(2020, 4, 2)))
    reports = shown(context, qtbot)
    assert "Long ago" not in text(reports)
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        QTest.mouseClick(reports.form.purpose_part.chips["all"], LEFT)
        reports.deeds.save_to(str(tmp_path / "all.pdf"))
    assert told.args[0] == "ok"
    assert "Long ago" in " ".join(page_texts((tmp_path / "all.pdf").read_bytes()))
