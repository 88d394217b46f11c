"""Coverage: criteria against claims, written by one click or Return, evidence let go on a cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.pick_record import PickRecordDialog
from mentorjournal.gui.pages.award_coverage import CoveragePage
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.gui.widgets.taking import records_parcel
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Outcome, Scheme
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.coverage_steps import cell_of, claim, click, drop, shown, stored
from tests.gui.pages.place_steps import LEFT, RETURN, unnamed_controls

WORDS = "I ask before I run a test"


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[CoveragePage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


@pytest.fixture
def scheme(services: Services) -> Scheme:
    return services.awards.adopt("community-100")


@pytest.fixture
def claims(services: Services, scheme: Scheme) -> list[Claim]:
    """Two claims that count."""
    return [claim(services, scheme, "Statistics course"), claim(services, scheme, "Outreach day")]


def test_one_click_writes_how_a_claim_meets_a_criterion(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim], qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    click(page, "growth", claims[0])
    qtbot.waitUntil(page.cell.text.hasFocus)
    assert page.cell.text.placeholderText() == "What can you do now that you could not do before?"
    assert stored(page, claims[0]).meets == ()
    QTest.keyClicks(page.cell.text, WORDS)
    with qtbot.waitSignal(page.saver.autosaver.saved):
        pass
    assert stored(page, claims[0]).meets == (Section("growth", "Personal growth", WORDS),)
    assert WORDS in str(cell_of(page, "growth", claims[0]).data())
    services.history.undo()
    assert stored(page, claims[0]).meets == ()
    assert page.cell.text.value() == ""


def test_everything_goes_by_keys(
    page: CoveragePage, scheme: Scheme, claims: list[Claim], qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    page.table.setFocus()
    page.table.mark("attributes", claims[0].id)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(page.table, key)
    assert page.crossing == ("growth", claims[1].id)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, RETURN)
    qtbot.waitUntil(page.cell.text.hasFocus)
    QTest.keyClicks(page.cell.text, WORDS)
    QTest.keyClick(page.cell.text, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    assert stored(page, claims[1]).meets[0].text == WORDS
    assert page.crossing == ("attributes", claims[1].id)
    assert page.cell.text.value() == ""


def test_two_criteria_of_one_claim_do_not_overwrite_each_other(
    page: CoveragePage, scheme: Scheme, claims: list[Claim]
) -> None:
    page.show_record(scheme.id)
    for criterion, words in (("attributes", "first"), ("growth", "second")):
        click(page, criterion, claims[0])
        QTest.keyClicks(page.cell.text, words)
    page.flush()
    assert [part.text for part in stored(page, claims[0]).meets] == ["first", "second"]


def test_a_file_let_go_on_a_cell_is_evidence_and_marks_it_in_one_step(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim], tmp_path: Path
) -> None:
    page.show_record(scheme.id)
    poster = tmp_path / "poster.pdf"
    poster.write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(poster))])
    assert drop(page, "growth", claims[1], data)
    assert [part.tag for part in stored(page, claims[1]).meets] == ["growth"]
    assert len(stored(page, claims[1]).evidence) == 1
    assert tuple(row.key for row in page.cell.pieces.made()) == stored(page, claims[1]).evidence
    assert "1 piece of evidence, no words yet" in str(cell_of(page, "growth", claims[1]).data())
    told = (Section("growth", "Growth", "I ask first"),)
    services.records.amend(claims[1].id, {"meets": told}, "Say how")
    assert "1 piece of evidence, 3 words. I ask first" in str(cell_of(page, "growth", claims[1]).data())
    services.history.undo()
    services.history.undo()
    assert (stored(page, claims[1]).meets, stored(page, claims[1]).evidence) == ((), ())
    assert stored(page, claims[0]).evidence == ()


def test_a_record_let_go_or_picked_is_evidence(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim]
) -> None:
    prize, talk = (services.records.save(Outcome(title=title)) for title in ("Prize", "Talk"))
    page.show_record(scheme.id)
    assert drop(page, "growth", claims[0], records_parcel([prize.id]))
    QTest.mouseClick(page.cell.add_record, LEFT)
    dialog = page.window().findChild(PickRecordDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.field, "Talk")
    QTest.keyClick(dialog.field, RETURN)
    assert stored(page, claims[0]).evidence == (prize.id, talk.id)
    row = next(row for row in page.cell.pieces.made() if row.key == prize.id)
    QTest.mouseClick(row.back, LEFT)
    assert stored(page, claims[0]).evidence == (talk.id,)
    assert stored(page, claims[0]).meets


def test_what_cannot_be_read_is_told_and_changes_nothing(
    page: CoveragePage, scheme: Scheme, claims: list[Claim], tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "gone.pdf"))])
    with qtbot.waitSignal(page.context.navigator.message) as told:
        drop(page, "growth", claims[0], data)
    assert told.args is not None
    assert told.args[0] == "error"
    assert stored(page, claims[0]).meets == ()


def test_a_criterion_is_marked_and_taken_off(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim]
) -> None:
    page.show_record(scheme.id)
    click(page, "growth", claims[0])
    QTest.mouseClick(page.cell.mark, LEFT)
    assert stored(page, claims[0]).meets[0].tag == "growth"
    assert page.summary.text() == "1 of 2 required criteria are shown by a claim that counts."
    assert page.cell.mark.isHidden()
    QTest.mouseClick(page.cell.clear, LEFT)
    assert stored(page, claims[0]).meets == ()
    assert services.history.next_undo() == "Take criterion off a claim"


def test_required_criteria_say_so_and_what_nothing_shows_yet(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim]
) -> None:
    services.records.amend(claims[0].id, {"meets": (Section("growth", "", WORDS),)})
    page.show_record(scheme.id)
    down, state = Qt.Orientation.Vertical, page.model.StateRole
    assert [page.model.headerData(row, down, state) for row in range(3)] == [
        ("required · nothing shows it yet", True),
        ("required · 1 claim shows it", False),
        ("not required · 0 claims show it", False),
    ]
    assert "• Something that shows Graduate attributes" in page.sums.missing.texts()
    table = QAccessible.queryAccessibleInterface(page.table)
    spoken = {table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())}
    length = f"{len(WORDS.split())} words"
    assert f"Personal growth, Statistics course: met, no evidence, {length}. {WORDS}" in spoken
    assert "Personal growth, Outreach day: not met" in spoken


def test_the_sums_are_said_in_words(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim], qtbot: QtBot
) -> None:
    services.records.amend(claims[0].id, {"amount": 80.0})
    together = '\n[[together]]\nlabel = "Both"\ncategories = ["learning", "community"]\nleast = 90\n'
    rules = scheme.rules.replace("\n[[criteria]]", f"{together}\n[[criteria]]", 1)
    services.records.amend(scheme.id, {"rules": rules})
    page.show_record(scheme.id)
    assert (
        page.sums.category_texts()[0] == "Training and learning: 75 points count, at most 75; 5 over the cap"
    )
    assert page.sums.category_texts()[1].endswith("0 points count, at most 75; 1 more activity wanted")
    assert page.sums.together.texts() == (
        "Both: 75 of at least 90 points from Training and learning, Contribution to community and university",
    )
    (first, _second) = page.sums.windows.rows.rows()
    assert isinstance(first, ListRow)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(first, LEFT)
    assert wanted.args == [claims[1].id]


def test_without_claims_or_criteria_there_are_plain_words(
    page: CoveragePage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    assert page.plain.why.text().startswith("Follow a scheme first")
    page.show_record(scheme.id)
    assert page.table.isHidden()
    assert page.plain.criteria.texts()[0].startswith("• Graduate attributes (required).")
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(page.plain.button, LEFT)
    assert wanted.args == [scheme.id, "claims"]
    services.records.amend(scheme.id, {"rules": "key = "})
    assert page.plain.why.text().startswith("The rules of this scheme cannot be read")
    assert page.commands() == ()


def test_a_claim_that_goes_closes_its_cell(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim]
) -> None:
    page.show_record(claims[1].id)
    assert page.crossing == ("attributes", claims[1].id)
    services.records.trash(claims[1].id)
    assert page.cell.isHidden()
    assert page.model.columnCount() == 1
    services.history.undo()
    assert page.model.columnCount() == 2


def test_commands_fit_what_is_open(page: CoveragePage, scheme: Scheme, claims: list[Claim]) -> None:
    page.show_record(scheme.id)
    click(page, "growth", claims[0])
    assert {command.key for command in page.commands()} == {
        *("coverage-table", "coverage-write", "coverage-file", "coverage-record", "coverage-clear"),
    }


def test_a_journal_for_reading_only_is_read(
    services: Services, scheme: Scheme, claims: list[Claim], make_context: ContextMaker, qtbot: QtBot
) -> None:
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        page = shown(make_context(services_for(database)), qtbot)
        page.show_record(scheme.id)
        click(page, "growth", claims[0])
        QTest.keyClicks(page.cell.text, "no")
        assert page.cell.text.value() == ""
        assert page.cell.mark.isHidden()
        assert page.cell.add_file.isHidden()
        assert not drop(page, "growth", claims[0], records_parcel([scheme.id]))
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_forty_claims_and_twelve_criteria_stay_readable(
    page: CoveragePage, services: Services, scheme: Scheme, scale: float, qtbot: QtBot
) -> None:
    more = "".join(
        f'\n[[criteria]]\nkey = "k{place}"\nlabel = "Criterion {place} with a name that wraps"\n'
        for place in range(9)
    )
    services.records.amend(scheme.id, {"rules": f"{scheme.rules}{more}"})
    with services.journal.writing("Forty claims") as change:
        for place in range(40):
            change.put(Claim(title=f"Claim {place} of the year", scheme=scheme.id, category="learning"))
    page.context.themes.wear("dark", scale)
    page.resize(968, 750)
    page.show_record(scheme.id)
    inside = page.area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= page.area.viewport().width())
    assert (page.model.rowCount(), page.model.columnCount()) == (12, 40)
    assert page.table.columnWidth(0) * 2 < page.table.width()
    assert page.table.horizontalScrollBar().maximum() > 0
    assert page.table.height() < page.height() * 0.6


def test_every_control_has_a_name(
    page: CoveragePage, services: Services, scheme: Scheme, claims: list[Claim]
) -> None:
    page.show_record(scheme.id)
    shows = [services.records.save(Outcome(title=f"Prize {place}")).id for place in range(5)]
    services.awards.add_evidence(claims[0].id, shows)
    click(page, "growth", claims[0])
    assert unnamed_controls(page) == []
