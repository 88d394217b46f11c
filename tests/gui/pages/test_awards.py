"""Awards: what is still missing, claims made by typing and by letting go, states ticked, one step each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.let_leave import LetLeaveDialog
from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.pages.awards_side import CLAIM, PREVIEW, TRAY
from mentorjournal.gui.widgets.claim_groups import MOST
from mentorjournal.gui.widgets.taking import records_parcel
from mentorjournal.model.types import Activity, Claim, Reflection, Resource, Scheme
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.awards_steps import files, let_go, rows
from tests.gui.pages.place_steps import LEFT, RETURN, press, unnamed_controls
from tests.reports.form_filling import written
from tests.services.awards_steps import DAY, claim_of, small_scheme
from tests.services.form_answers import CONFIRMED, file_of, statement_of


@pytest.fixture
def scheme(services: Services) -> Scheme:
    return small_scheme(services)


def opened(context: Context, qtbot: QtBot, width: int = 1200) -> AwardsPage:
    """The page, with records beside the claims: nothing is drawn then."""
    page = AwardsPage(context)
    qtbot.addWidget(page)
    page.turn(TRAY)
    page.resize(width, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def page(scheme: Scheme, context: Context, qtbot: QtBot) -> Iterator[AwardsPage]:
    made = opened(context, qtbot)
    yield made
    made.flush()


def claims(services: Services) -> tuple[Claim, ...]:
    return services.records.all(Claim)


def test_an_empty_journal_teaches_and_its_button_offers_schemes(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot)
    assert page.empty.isVisible()
    press(page.empty, "Follow a scheme…")
    dialog = page.findChild(QDialog)
    assert dialog is not None
    dialog.reject()
    assert page.commands()[0].key == "scheme-follow"
    services.awards.adopt("community-100")
    assert not page.empty.isVisible()
    assert page.view.title.text() == services.awards.schemes()[0].title


def test_the_cards_and_the_sentence_say_what_is_missing(page: AwardsPage, services: Services) -> None:
    claim_of(services, services.records.all(Scheme)[0], "the poster", amount=64)
    points, authorised, missing, window = page.view.figures.cards
    assert (points.value.text(), points.more.text()) == ("64", "of 100")
    assert authorised.value.text() == "0"
    assert missing.value.text() == "4"
    assert window.value.text() == "52 weeks"
    assert page.view.missing.accessibleName() == (
        "Still missing: one activity in Contribution to community, evidence for the poster, "
        "the final reflection (0 of 1,000 words), 36 more points."
    )
    assert "<b>Still missing:</b>" in page.view.missing.text()


def test_each_claim_wears_its_state(page: AwardsPage, scheme: Scheme, services: Services) -> None:
    shown = services.records.save(Reflection(title="Page", date=DAY))
    seen = {"evidence": (shown.id,), "amount": 1}
    claim_of(services, scheme, "Authorised", status="authorised", amount=1)
    claim_of(services, scheme, "Submitted", status="submitted", **seen)
    claim_of(services, scheme, "Without", status="done")
    claim_of(services, scheme, "Soon", claim_by=dt.date(2026, 5, 2), **seen)
    claim_of(services, scheme, "Late", date=dt.date(2025, 3, 2), **seen)
    claim_of(services, scheme, "Plan", status="planned", date=None)
    assert rows(page) == {
        "Plan": ["planned"],
        "Late": ["window closed 2 Mar"],
        "Authorised": ["authorised"],
        "Submitted": ["submitted"],
        "Without": ["evidence missing", "no amount"],
        "Soon": ["claim by 2 May"],
    }


def test_a_claim_is_typed_into_the_line_of_its_category(page: AwardsPage, services: Services) -> None:
    line = page.view.groups.adders["community"]
    line.edit.setFocus()
    QTest.keyClicks(line.edit, "Outreach day")
    QTest.keyClick(line.edit, RETURN)
    (claim,) = claims(services)
    assert (claim.title, claim.category, claim.status) == ("Outreach day", "community", "planned")
    assert page.view.groups.adders["community"].edit.hasFocus()
    services.history.undo()
    assert claims(services) == ()


def test_a_name_typed_and_not_ended_is_kept_when_one_leaves(page: AwardsPage, services: Services) -> None:
    QTest.keyClicks(page.view.groups.adders["learning"].edit, "Short course")
    assert page.flush()
    assert [claim.title for claim in claims(services)] == ["Short course"]


def test_files_and_records_let_go_on_a_category_make_a_claim_that_opens(
    page: AwardsPage, services: Services, tmp_path: Path
) -> None:
    activity = services.records.save(Activity(title="School visit", date=DAY, hours=6))
    scan = tmp_path / "letter.pdf"
    scan.write_bytes(b"%PDF-1.4")
    data = records_parcel([activity.id])
    data.setUrls(files(scan).urls())
    assert let_go(page.view.groups.adders["community"], data)
    (claim,) = claims(services)
    assert (claim.title, claim.status, claim.counts) == ("School visit", "done", (activity.id,))
    assert len(claim.evidence) == 1
    assert page.saver.record_id == claim.id
    assert page.side.current == CLAIM
    assert page.view.figures.cards[0].value.text() == "3"
    services.history.undo()
    assert claims(services) == ()
    assert page.saver.record_id == ""


def test_a_claim_of_a_file_asks_for_its_name_and_its_amount(
    page: AwardsPage, services: Services, tmp_path: Path
) -> None:
    scan = tmp_path / "poster_v2_final.pdf"
    scan.write_bytes(b"%PDF-1.4")
    assert let_go(page.view.groups.adders["community"], files(scan))
    assert rows(page) == {"poster_v2_final": ["no amount"]}
    QTest.keyClicks(page.panel.title, "Poster at the spring meeting")
    assert page.flush()
    assert rows(page) == {"Poster at the spring meeting": ["no amount"]}
    (claim,) = claims(services)
    services.records.amend(claim.id, {"amount": 5.0})
    assert rows(page) == {"Poster at the spring meeting": ["done"]}


def test_hours_alone_are_no_evidence_and_the_panel_says_so(page: AwardsPage, services: Services) -> None:
    activity = services.records.save(Activity(title="Tutorial on consent", date=DAY, hours=2))
    assert let_go(page.view.groups.adders["learning"], records_parcel([activity.id]))
    evidence = page.panel.evidence
    assert rows(page) == {"Tutorial on consent": ["evidence missing"]}
    assert len(evidence.shown()) == 1
    assert evidence.none.isVisibleTo(evidence)
    assert "hours and story tell what you did; they do not show it" in evidence.none.text()
    text = services.records.save(Reflection(title="What I saw", date=DAY))
    services.awards.add_evidence(page.saver.record_id, (text.id,))
    assert not evidence.none.isVisibleTo(evidence)


def test_a_record_dragged_from_the_list_beside_is_evidence_of_the_claim_it_is_let_go_on(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    claim = claim_of(services, scheme, "Course", amount=10)
    services.records.save(Reflection(title="What the course changed", date=DAY))
    page.turn(TRAY)
    tray = page.side.tray
    QTest.keyClicks(tray.field, "changed")
    data = tray.model.mimeData([tray.model.index(0)])
    assert tray.model.flags(tray.model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert let_go(page.view.groups.rows[claim.id], data)
    assert len(services.records.get(Claim, claim.id).evidence) == 1
    assert page.panel.evidence.shown()[0].piece.title == "What the course changed"


def test_return_in_the_list_beside_adds_to_the_claim_that_is_open(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    claim = claim_of(services, scheme, "Course", amount=10)
    activity = services.records.save(Activity(title="Statistics course", date=DAY, hours=8))
    page.open_claim(claim.id)
    page.turn(TRAY)
    QTest.keyClicks(page.side.tray.field, "statistics")
    QTest.keyClick(page.side.tray.field, RETURN)
    assert services.records.get(Claim, claim.id).counts == (activity.id,)


def test_a_file_that_cannot_be_kept_is_told_and_leaves_the_claim(
    page: AwardsPage, scheme: Scheme, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    claim = claim_of(services, scheme, "Course")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        let_go(page.view.groups.rows[claim.id], files(tmp_path / "gone.pdf"))
    assert told.args[0] == "error"
    assert "gone.pdf" in told.args[1]
    assert services.records.get(Claim, claim.id).evidence == ()


def test_a_filled_statement_let_go_anywhere_authorises_the_claim_it_is_for(
    page: AwardsPage, scheme: Scheme, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    claim = claim_of(services, scheme, "Course", amount=12)
    other = claim_of(services, scheme, "Other", amount=1)
    path = file_of(tmp_path, written(statement_of(services, claim), CONFIRMED))
    with qtbot.waitSignal(page.context.navigator.record_wanted, timeout=30_000) as shown:
        let_go(page.view.groups.rows[other.id], files(path))
    assert shown.args == [claim.id]
    assert services.records.get(Claim, claim.id).status == "authorised"
    assert services.records.get(Claim, other.id).evidence == ()
    assert rows(page)["Course"] == ["authorised"]


@pytest.mark.parametrize("many", [2, 40])
def test_the_page_asks_as_much_for_many_claims_as_for_few(
    page: AwardsPage, scheme: Scheme, services: Services, many: int
) -> None:
    seen = services.records.save(Reflection(title="Page", date=DAY))
    for number in range(many):
        claim_of(services, scheme, f"Claim {number}", amount=1, evidence=(seen.id,))
    asked: list[str] = []

    def heard(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    engine = services.journal._engine
    event.listen(engine, "before_cursor_execute", heard)
    page.refresh()
    event.remove(engine, "before_cursor_execute", heard)
    assert len(page.view.groups.rows) == min(many, MOST)
    assert len([line for line in asked if line.lstrip().startswith("SELECT")]) <= 12


def test_the_box_of_a_claim_says_that_it_is_authorised_today_and_takes_it_back(
    page: AwardsPage, scheme: Scheme, services: Services, qtbot: QtBot
) -> None:
    claim = claim_of(services, scheme, "Course", status="submitted", submitted_on=DAY)
    box = page.view.groups.rows[claim.id].box
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty())
    QTest.mouseClick(box, LEFT)
    kept = services.records.get(Claim, claim.id)
    assert (kept.status, kept.authorised_on) == ("authorised", page.context.today())
    assert page.view.groups.rows[claim.id].box.hasFocus()
    QTest.keyClick(page.view.groups.rows[claim.id].box, Qt.Key.Key_Space)
    kept = services.records.get(Claim, claim.id)
    assert (kept.status, kept.authorised_on, kept.submitted_on) == ("submitted", None, DAY)


def test_keys_walk_the_claims_and_return_opens_one(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    first = claim_of(services, scheme, "First")
    second = claim_of(services, scheme, "Second")
    groups = page.view.groups
    groups.rows[first.id].box.setFocus()
    QTest.keyClick(groups.rows[first.id].box, Qt.Key.Key_Down)
    assert groups.rows[second.id].box.hasFocus()
    QTest.keyClick(groups.rows[second.id].box, RETURN)
    assert page.saver.record_id == second.id
    assert groups.rows[second.id].property("current") == "true"


def test_missed_claims_are_given_up_by_one_explicit_deed(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    claim = claim_of(services, scheme, "Late", date=dt.date(2025, 3, 2))
    assert page.view.late.isVisible()
    assert services.records.get(Claim, claim.id).status == "done"
    press(page.view.late, "Mark as expired")
    assert services.records.get(Claim, claim.id).status == "expired"
    assert not page.view.late.isVisible()


def test_rules_with_a_mistake_are_said_and_the_claims_stay_in_sight(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    claim_of(services, scheme, "Course", amount=10)
    services.records.amend(scheme.id, {"rules": "total = = 3"})
    assert page.view.trouble.isVisible()
    assert "line 1" in page.view.trouble.text()
    assert list(rows(page)) == ["Course"]
    press(page.view.trouble, "Open the rules")
    dialog = page.findChild(QDialog)
    assert dialog is not None
    dialog.reject()


def test_another_scheme_is_chosen_from_the_menu_and_a_claim_found_opens_at_its_scheme(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    other = small_scheme(services, title="Other award")
    claim = claim_of(services, other, "Elsewhere")
    menu = page.view.open_menu()
    chosen = next(action for action in menu.actions() if action.text() == "Other award")
    chosen.trigger()
    menu.close()
    assert page.scheme_id == other.id
    assert page.show_record(scheme.id)
    assert page.show_record(claim.id)
    assert (page.scheme_id, page.saver.record_id, page.side.current) == (other.id, claim.id, CLAIM)


def test_the_portfolio_of_the_scheme_is_asked_for(page: AwardsPage, scheme: Scheme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.context.navigator.document_wanted) as asked:
        press(page.view, "Portfolio")
    assert asked.args == ["portfolio", scheme.id]


def test_the_portfolio_stands_beside_the_claims_and_says_why_when_the_scheme_may_not_leave(
    page: AwardsPage, scheme: Scheme, services: Services, qtbot: QtBot
) -> None:
    claim_of(services, scheme, "Course", amount=10, visibility="exportable")
    page.turn(PREVIEW)
    preview = page.side.preview
    qtbot.waitUntil(lambda: preview.closed.isVisible() and preview.closed.height() > 0)
    assert "Nothing of this scheme may leave the journal yet" in preview.closed.text()
    assert not preview.paper.isVisible()
    gap = preview.allow.geometry().top() - preview.closed.geometry().bottom()
    assert 0 <= gap < preview.allow.height()
    with qtbot.waitSignal(preview.previewer.checked, timeout=60_000):
        let_leave(page)
    assert services.records.get(Scheme, scheme.id).may_leave
    assert preview.paper.badge.text() == "Nothing private inside"
    assert not preview.closed.isVisible()
    assert not preview.allow.isVisible()
    hidden = [claim_of(services, scheme, title).id for title in ("Hidden", "Too")]
    claim_of(services, scheme, "Secret", confidential=True)
    services.awards.add_evidence(hidden[0], [services.records.save(Resource(title="What shows it")).id])
    assert preview.allow.text() == "Let 3 more pieces leave…"
    let_leave(page, without="Claim: Too")
    kept = {key: services.records.get(Claim, key).may_leave for key in hidden}
    assert kept == {hidden[0]: True, hidden[1]: False}
    services.history.undo()
    assert not any(services.records.get(Claim, key).may_leave for key in hidden)


def let_leave(page: AwardsPage, without: str = "") -> None:
    """Press the button below the preview, take one tick away where asked, and confirm."""
    QTest.mouseClick(page.side.preview.allow, LEFT)
    dialog = page.window().findChild(LetLeaveDialog)
    assert isinstance(dialog, LetLeaveDialog)
    for tick in dialog.ticks.values():
        if tick.accessibleName() == without:
            QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.let, LEFT)


def test_a_journal_opened_for_reading_shows_everything_and_changes_nothing(
    services: Services, make_context: ContextMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course", amount=10)
    services.journal.close()
    with open_journal(tmp_path / "test.mentorjournal", read_only=True) as journal:
        page = opened(make_context(services_for(journal)), qtbot)
        row = page.view.groups.rows[claim.id]
        assert not row.box.isEnabled()
        assert page.view.groups.adders["learning"].edit.isReadOnly()
        assert not let_go(row, files(tmp_path / "a.pdf"))
        page.open_claim(claim.id)
        assert page.panel.title.isReadOnly()
        assert not page.panel.evidence.add_file.isEnabled()
        assert "claim-new" not in {command.key for command in page.commands()}


def test_every_control_has_a_name_and_at_200_percent_one_part_fills_the_place(
    page: AwardsPage, scheme: Scheme, services: Services, qtbot: QtBot
) -> None:
    claim = claim_of(services, scheme, "Course", amount=10)
    page.open_claim(claim.id)
    assert [item for item in unnamed_controls(page) if item.isVisible()] == []
    page.context.themes.wear("dark", 2.0)
    page.resize(968, 750)
    assert not page.side.isVisible() or not page.view.isVisible()
    page.open_claim(claim.id)
    assert page.side.isVisible()
    QTest.mouseClick(page.side.back, LEFT)
    assert page.view.isVisible()
    inside = page.view.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= page.view.viewport().width())


def test_after_a_claim_is_deleted_the_cursor_stands_on_the_line_of_a_new_one(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    claim = claim_of(services, scheme, "Course", amount=10)
    page.show_record(claim.id)
    page.verbs.delete_claim()
    assert page.view.groups.adders[claim.category].hasFocus()
