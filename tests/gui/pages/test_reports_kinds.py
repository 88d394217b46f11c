"""Reports beyond the progress summary: every kind with its own choices, reached from anywhere."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.model.types import Manifest, Person, Reflection, Scheme
from mentorjournal.reports.pdfium import alone
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting.kinds import KINDS
from tests.gui.conftest import SessionMaker
from tests.gui.pages.report_steps import LEFT, settled, shown, step, text
from tests.services.reporting_journal import goal, page


@pytest.fixture
def silence(services: Services) -> Reflection:
    made: Reflection = services.records.save(page("The long silence", "I waited, and it helped."))
    return made


def test_choices_are_kept_for_each_kind_of_document(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    QTest.keyClicks(reports.form.purpose_part.purpose, "Spring")
    reports.show_document("review")
    assert reports.preview.words()
    settled(reports, qtbot)
    assert reports.form.purpose_part.purpose.text() == ""
    QTest.keyClicks(reports.form.purpose_part.for_whom, "Dr Brandt")
    reports.hide()
    kept = services.reporting.draft()
    assert kept["document"] == "review"
    assert kept["kinds"]["progress"]["purpose"] == "Spring"
    assert kept["kinds"]["review"]["for_whom"] == "Dr Brandt"
    back = shown(context, qtbot)
    assert back.form.document.value() == "review"
    assert back.form.purpose_part.for_whom.text() == "Dr Brandt"


def test_a_name_replaced_elsewhere_is_gone_from_what_was_typed_and_does_not_come_back(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    xanthe = services.records.save(Person(title="Xanthe Wimple"))
    reports = shown(context, qtbot)
    QTest.keyClicks(reports.form.purpose_part.for_whom, "Xanthe Wimple")
    reports.hide()
    assert services.person_removal.replace_by(xanthe.id, "Mentor B").drafts
    reports.show()
    settled(reports, qtbot)
    assert reports.form.purpose_part.for_whom.text() == "Mentor B"
    QTest.keyClicks(reports.form.purpose_part.purpose, "Spring")
    reports.hide()
    kept = services.reporting.draft()["kinds"]["progress"]
    assert (kept["for_whom"], kept["purpose"]) == ("Mentor B", "Spring")


def test_a_portfolio_asks_for_which_award_and_without_one_shows_the_way(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    reports.show_document("portfolio")
    part = reports.form.purpose_part
    assert part.no_scheme.isVisible()
    assert not part.scheme.isVisible()
    with qtbot.waitSignal(context.navigator.place_wanted) as asked:
        QTest.mouseClick(part.no_scheme, LEFT)
    assert asked.args == ["awards"]
    settled(reports, qtbot)
    first = services.records.save(Scheme(title="First award"))
    second = services.records.save(Scheme(title="Second award"))
    settled(reports, qtbot)
    assert part.scheme.isVisible()
    assert reports.show_view("report", second.id)
    assert reports.form.choices.scheme == second.id
    reports.show_document("portfolio", first.id)
    assert part.scheme.currentText() == "First award"


def test_every_document_is_offered_by_the_palette_and_goals_print_as_a_plan(
    make_session: SessionMaker, services: Services, context: Context, qtbot: QtBot
) -> None:
    path = services.journal.path
    goal(services, "Finish the protocol", 2)
    services.journal.close()
    session = make_session()
    assert session.open(path)
    window = session.window
    keys = {command.key: command for command in window.commands()}
    assert {f"document-{key}" for key in KINDS} <= set(keys)
    keys["document-dossier"].run()
    reports = window.page("reports")
    assert reports.form.document.value() == "dossier"  # type: ignore[attr-defined]
    window.go("goals")
    goals = window.page("goals")
    assert isinstance(goals, GoalsPage)
    next(command for command in goals.commands() if command.key == "goal-plan").run()
    assert reports.isVisible()
    assert reports.form.document.value() == "idp"  # type: ignore[attr-defined]


def test_a_file_with_a_password_opens_only_with_it_and_the_password_is_kept_nowhere(
    context: Context, services: Services, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    import pypdfium2

    reports = shown(context, qtbot)
    part = reports.form.purpose_part
    QTest.mouseClick(part.fold.head, LEFT)
    QTest.keyClicks(part.password, "late harvest")
    QTest.keyClicks(part.for_whom, "The panel")
    target = tmp_path / "locked.pdf"
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        reports.deeds.save_to(str(target))
    assert told.args[0] == "ok"
    with alone(), pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(target)
    with alone(), pypdfium2.PdfDocument(target, password="late harvest") as document:
        assert len(document) == 2
    (left,) = services.records.all(Manifest)
    assert (left.locked, left.for_whom, left.file_name) == (True, "The panel", "locked.pdf")
    reports.flush()
    assert "late harvest" not in str(services.reporting.draft())


def test_a_passage_of_a_page_opens_its_record_by_pointer_and_by_keys(
    context: Context, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    view = reports.preview.view
    drawn = reports.previewer.current.drawn  # type: ignore[union-attr]
    assert drawn is not None
    box = next(passage for passage in drawn.passages if passage.record_id == silence.id)
    view.show_page(box.page)
    size = reports.previewer.current.sizes[box.page - 1]  # type: ignore[union-attr]
    place = next(place for number, place in view._in_sight() if number == box.page - 1)
    scale = place.width() / size.width
    spot = QPoint(
        round(place.left() + (box.left + box.right) / 2 * scale),
        round(place.top() + (size.height - (box.top + box.bottom) / 2) * scale),
    )
    QTest.mouseMove(view.viewport(), spot)
    qtbot.waitUntil(lambda: view.viewport().toolTip() == "Open “The long silence”")
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    assert asked.args == [silence.id]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    menu = reports.preview.records.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["The long silence"]
    with qtbot.waitSignal(context.navigator.record_wanted) as again:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert again.args == [silence.id]


def test_what_was_saved_and_printed_stands_in_the_log_and_is_kept_as_a_pdf(
    context: Context, services: Services, silence: Reflection, tmp_path: Path, qtbot: QtBot
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from mentorjournal.gui.pages.reports_handed_out import HandedOutPage
    from mentorjournal.gui.pages.reports_paper import printer_for
    from mentorjournal.services.reporting.pages import page_texts

    reports = shown(context, qtbot)
    step(reports, "purpose")
    assert reports.show_view("handed_out", "")
    log = reports.views.page("handed_out")
    assert isinstance(log, HandedOutPage)
    assert log.middle.currentWidget() is log.empty
    reports.show_view("report", "")
    with qtbot.waitSignal(context.navigator.message, timeout=20_000):
        reports.deeds.save_to(str(tmp_path / "review.pdf"))
    printer = printer_for("a4")
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(context.navigator.message, timeout=20_000) as told:
        reports.deeds.print_on(printer)
    assert told.args == ["ok", "Printed 2 pages. Kept in “What left”."]
    assert {item.file_name for item in services.records.all(Manifest)} == {"review.pdf", "on paper"}
    saved = next(item for item in services.records.all(Manifest) if item.file_name == "review.pdf")
    assert reports.show_record(saved.id)
    assert reports.views.shown is log
    assert log.view.fact("File") == "review.pdf"
    row = next(row for row in log.view.items.rows() if "The long silence" in row.accessibleName())
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(row, LEFT)
    assert asked.args == [silence.id]
    target = tmp_path / "log.pdf"
    with qtbot.waitSignal(context.navigator.message, timeout=20_000):
        log.save_to(str(target))
    assert "The long silence" in " ".join(page_texts(target.read_bytes()))
    assert "I waited" in text(reports)


def test_the_own_copy_takes_private_entries_never_confidential_ones_and_says_what_it_is(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    services.records.save(page("Only mine", "Sealed lips.", visibility="private"))
    services.records.save(page("Told to me", "Under the rose.", confidential=True))
    reports = shown(context, qtbot)
    reports.show_document("journal")
    settled(reports, qtbot)
    assert "Sealed lips" not in text(reports)
    assert reports.preview.badge.text() == "Nothing private inside"
    assert not reports.form.purpose_part.own_words.isVisible()
    with qtbot.waitSignal(reports.previewer.checked, timeout=20_000):
        reports.form.purpose_part.own_copy.click()
    settled(reports, qtbot)
    assert "Sealed lips" in text(reports)
    assert "Under the rose" not in text(reports)
    assert reports.preview.badge.text() == "Your own copy"


def test_only_what_the_layout_prints_is_asked_for(
    context: Context, services: Services, silence: Reflection, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    part = reports.form.purpose_part
    assert part.own_words.isVisible()
    usual = services.layouts.read("progress").layout
    rest = tuple(section for section in usual.sections if section.key != "summary")
    bare = services.layouts.save(
        "progress", "Bare", dataclasses.replace(usual, sections=rest, paper="letter")
    )
    with qtbot.waitSignal(reports.previewer.checked, timeout=20_000):
        part.layouts.setCurrentIndex(part.layouts.findData(bare.id))
        part.layouts.activated.emit(part.layouts.currentIndex())
    settled(reports, qtbot)
    assert not part.own_words.isVisible()
    assert "Summary" not in text(reports).replace("summary", "")
    assert round(reports.previewer.current.sizes[0].height) == 792  # type: ignore[union-attr]
    reports.show_document("dossier")
    assert "philosophy" in part.own_words.accessibleName()
