"""A claim beside the list: its texts are saved by themselves, its choices are steps, its evidence is looked after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.pages.awards_side import PREVIEW
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Attachment, Claim, Person, Reflection, Scheme
from mentorjournal.services.bundle import Services
from tests.gui.pages.awards_steps import files, let_go
from tests.gui.pages.place_steps import LEFT, RETURN, press, type_line
from tests.gui.pages.test_awards import opened
from tests.services.awards_steps import DAY, claim_of, small_scheme


@pytest.fixture
def scheme(services: Services) -> Scheme:
    return small_scheme(services)


@pytest.fixture
def claim(services: Services, scheme: Scheme) -> Claim:
    return claim_of(services, scheme, "Course", amount=10)


@pytest.fixture
def page(claim: Claim, context: Context, qtbot: QtBot) -> Iterator[AwardsPage]:
    made = opened(context, qtbot)
    made.open_claim(claim.id)
    yield made
    made.flush()


def kept(page: AwardsPage) -> Claim:
    return page.services.records.get(Claim, page.saver.record_id)


def saved(page: AwardsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.saver.autosaver.saved):
        pass


def test_texts_are_saved_by_themselves_and_the_row_follows_the_name(page: AwardsPage, qtbot: QtBot) -> None:
    page.panel.title.selectAll()
    QTest.keyClicks(page.panel.title, "Statistics course")
    QTest.keyClicks(page.panel.detail, "Ten evenings")
    saved(page, qtbot)
    assert (kept(page).title, kept(page).detail) == ("Statistics course", "Ten evenings")
    assert [row.item.title for row in page.view.groups.rows.values()] == ["Statistics course"]
    assert page.panel.detail.value() == "Ten evenings"


def test_a_criterion_is_met_by_words_and_these_are_counted(
    page: AwardsPage, services: Services, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.panel.criteria.editor("growth"), "I can ask now")
    saved(page, qtbot)
    assert kept(page).meets == (Section("growth", "Personal growth", "I can ask now"),)
    assert page.panel.criteria_words.text() == "4 words in 1 criterion"
    services.history.undo()
    assert page.panel.criteria.editor("growth").value() == ""


def test_a_state_a_day_and_an_amount_are_steps_of_their_own(page: AwardsPage, services: Services) -> None:
    press(page.panel, "Submitted")
    assert (kept(page).status, kept(page).submitted_on) == ("submitted", page.context.today())
    type_line(page.panel.days["submitted_on"], "10 Apr 2026")
    type_line(page.panel.amount, "12.5")
    assert (kept(page).submitted_on, kept(page).amount) == (dt.date(2026, 4, 10), 12.5)
    assert page.view.figures.cards[0].value.text() == "12.5"
    services.history.undo()
    assert (kept(page).amount, page.panel.amount.value()) == (10, 10)
    services.history.undo()
    services.history.undo()
    assert kept(page).status == "done"


def test_without_an_amount_its_hours_count_and_the_field_says_so(
    page: AwardsPage, services: Services
) -> None:
    activity = services.records.save(Activity(title="Course", date=DAY, hours=8))
    page.panel.amount.setFocus()
    page.panel.amount.selectAll()
    QTest.keyClick(page.panel.amount, Qt.Key.Key_Delete)
    QTest.keyClick(page.panel.amount, RETURN)
    services.awards.add_evidence(page.saver.record_id, (activity.id,))
    assert page.panel.amount.placeholderText() == "8 from its hours"
    assert page.view.figures.cards[0].value.text() == "8"


def test_an_amount_that_is_none_is_said_below_its_field_and_the_old_one_counts_on(page: AwardsPage) -> None:
    row = page.panel.rows["Amount"]
    type_line(page.panel.amount, "-5")
    (said,) = [
        label for label in row.findChildren(TextLabel) if type(label) is TextLabel and label.isVisibleTo(row)
    ]
    assert said.text() == "Write a number from 0 to 1,000,000."
    assert kept(page).amount == 10
    QTest.keyClicks(page.panel.amount, "5")
    assert not said.isVisibleTo(row)
    type_line(page.panel.amount, "12")
    assert kept(page).amount == 12


def test_whoever_authorised_it_is_picked_or_comes_into_people(page: AwardsPage, services: Services) -> None:
    type_line(page.panel.authoriser, "Award team")
    (person,) = services.records.all(Person)
    assert (person.title, kept(page).authoriser) == ("Award team", person.id)


def test_evidence_let_go_on_the_panel_is_shown_and_says_that_it_stays_here(
    page: AwardsPage, services: Services, tmp_path: Path
) -> None:
    scan = tmp_path / "programme.pdf"
    scan.write_bytes(b"%PDF-1.4")
    assert let_go(page.panel.evidence, files(scan))
    (row,) = page.panel.evidence.shown()
    assert (row.piece.title, row.piece.stays) == ("programme.pdf", "stays here")
    menu = page.panel.evidence.open_menu(row)
    next(item for item in menu.actions() if item.text() == "Let it leave in reports").trigger()
    menu.close()
    (file,) = services.records.all(Attachment)
    assert file.may_leave
    (row,) = page.panel.evidence.shown()
    assert row.piece.stays == ""


def test_evidence_taken_off_comes_back_by_one_undo(
    page: AwardsPage, services: Services, claim: Claim
) -> None:
    shown = services.records.save(Reflection(title="What I saw", date=DAY))
    services.awards.add_evidence(claim.id, (shown.id,))
    (row,) = page.panel.evidence.shown()
    menu = page.panel.evidence.open_menu(row)
    next(item for item in menu.actions() if item.text() == "Take off this claim").trigger()
    menu.close()
    assert kept(page).evidence == ()
    assert page.panel.evidence.shown() == ()
    services.history.undo()
    assert len(page.panel.evidence.shown()) == 1


def test_a_story_in_the_trash_is_none_to_go_on_with(
    page: AwardsPage, services: Services, claim: Claim
) -> None:
    told = services.records.save(Reflection(title="The ward", template="star", date=DAY))
    services.awards.add_evidence(claim.id, (told.id,))
    assert page.panel.story.text() == "Go on with its story"
    services.records.trash(told.id)
    assert page.panel.story.text() == "Write its story"


def test_where_else_its_evidence_serves_is_said(page: AwardsPage, services: Services, claim: Claim) -> None:
    shown = services.records.save(Reflection(title="What I saw", date=DAY))
    other = small_scheme(services, title="Other award")
    claim_of(services, other, "Visit", evidence=(shown.id,))
    services.awards.add_evidence(claim.id, (shown.id,))
    assert page.panel.used.text() == "Also used in “Visit” (Other award)."


def test_a_scan_of_the_signed_statement_is_kept(page: AwardsPage, claim: Claim, tmp_path: Path) -> None:
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.4")
    page.deeds.keep_scan(claim.id, scan)
    assert kept(page).statement
    assert page.panel.days["statement_back_on"].value() == page.context.today()
    (row,) = page.panel.evidence.shown()
    assert row.piece.kind == "Signed statement"


def test_a_claim_moves_to_another_category(page: AwardsPage) -> None:
    page.panel.category.setFocus()
    QTest.keyClick(page.panel.category, Qt.Key.Key_Down)
    assert kept(page).category == "community"
    assert page.standing is not None
    assert [len(item.claims) for item in page.standing.categories] == [0, 1]


def test_the_cursor_in_a_field_keeps_nothing_of_the_claim_or_scheme_before(
    page: AwardsPage, services: Services, scheme: Scheme, claim: Claim
) -> None:
    person = services.records.save(Person(title="Lim"))
    services.awards.set_status(claim.id, "authorised", DAY, person.id)
    other = claim_of(services, scheme, "Poster", amount=5)
    page.panel.authoriser.setFocus()
    page.panel.amount.setText("many")
    page.open_claim(other.id)
    assert (page.panel.authoriser.text(), page.panel.amount.text()) == ("", "5")
    second = small_scheme(services, title="Other award")
    page.show_record(second.id)
    page.view.form.fold.set_open(True)
    title = page.view.form.fields["title"]
    title.setFocus()
    services.records.amend(second.id, {"title": "Renamed"}, "Rename")
    assert title.text() == "Renamed"
    services.history.undo()
    assert title.text() == "Other award"
    services.records.trash(second.id)
    assert (page.scheme_id, title.text(), title.hasFocus()) == (scheme.id, "Small award", True)
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, "s")
    page.flush()
    assert [one.title for one in services.records.all(Scheme)] == ["Small awards"]


def test_deleting_goes_back_to_the_portfolio_and_undo_brings_the_claim_back(
    page: AwardsPage, services: Services, claim: Claim
) -> None:
    assert any(command.key == "claim-delete" for command in page.commands())
    QTest.mouseClick(page.panel.delete, LEFT)
    assert services.records.get(Claim, claim.id).deleted_at is not None
    assert (page.side.current, page.saver.record_id) == (PREVIEW, "")
    services.history.undo()
    assert claim.id in page.view.groups.rows


def test_a_scheme_is_deleted_with_its_claims_in_one_step(
    page: AwardsPage, services: Services, scheme: Scheme, claim: Claim
) -> None:
    assert any(command.key == "scheme-delete" for command in page.commands())
    menu = page.view.open_menu()
    next(one for one in menu.actions() if one.text() == "Delete this scheme and its claims").trigger()
    menu.close()
    assert services.awards.schemes() == ()
    assert services.records.get(Claim, claim.id).deleted_at is not None
    assert (page.scheme_id, page.saver.record_id) == ("", "")
    services.history.undo()
    assert page.scheme_id == scheme.id
    assert claim.id in page.view.groups.rows


def test_a_claim_deleted_elsewhere_leaves_the_panel_and_what_was_typed_since_outlives_it(
    page: AwardsPage, services: Services, claim: Claim
) -> None:
    QTest.keyClicks(page.panel.detail, "Not to be lost")
    services.records.trash(claim.id)
    details = [item.detail for item in services.records.all(Claim)]
    assert details == ["Not to be lost"]


def test_the_days_of_the_scheme_are_steps_and_its_name_is_saved_by_itself(
    page: AwardsPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    form = page.view.form
    form.fold.set_open(True)
    type_line(form.fields["hand_in_by"], "1 Jun 2026")
    assert services.records.get(Scheme, scheme.id).hand_in_by == dt.date(2026, 6, 1)
    assert page.view.state.text() == "Hand in by 1 Jun"
    form.fields["title"].setFocus()
    form.fields["title"].selectAll()
    QTest.keyClicks(form.fields["title"], "My award")
    saved(page, qtbot)
    assert page.view.title.text() == "My award"
