"""Letters: asked for, followed step by step, and counted for their scheme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.award_letters import LettersPage
from mentorjournal.model.types import Person, Recommendation, Scheme
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    LEFT,
    RETURN,
    cards,
    click_card,
    headings,
    press,
    saved,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)

MARCH = dt.date(2026, 3, 3)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[LettersPage]:
    made = shown(LettersPage, context, qtbot)
    yield made
    made.flush()


@pytest.fixture
def scheme(services: Services) -> Scheme:
    """Rules that ask for two letters."""
    made = services.awards.adopt("community-100")
    rules = made.rules.replace("evidence = true", "evidence = true\nletters = 2")
    services.records.amend(made.id, {"rules": rules})
    return services.records.get(Scheme, made.id)


def letter(services: Services, title: str = "Fellowship", **fields: object) -> Recommendation:
    return services.records.save(Recommendation(title=title, **fields))  # type: ignore[arg-type]


def stored(page: LettersPage) -> Recommendation:
    return page.services.records.get(Recommendation, page.record_id)


def test_a_letter_is_asked_for_by_typing(
    page: LettersPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    QTest.mouseClick(page.empty.button, LEFT)
    QTest.keyClicks(page.view.title, "Support letter")
    saved(page, qtbot)
    type_line(page.view.person, "Dr Lim")
    type_line(page.view.deadline, "2026-05-01")
    kept = stored(page)
    assert (kept.title, kept.direction, kept.scheme) == ("Support letter", "asked", scheme.id)
    assert kept.deadline == dt.date(2026, 5, 1)
    assert services.records.titles([kept.person or ""]) == {kept.person: "Dr Lim"}
    assert page.view.next.text() == "Ask Dr Lim; due 1 May 2026, in 17 days."


def test_steps_are_ticked_and_counted_one_undo_each(
    page: LettersPage, services: Services, scheme: Scheme
) -> None:
    lim = services.records.save(Person(title="Dr Lim"))
    page.show_record(letter(services, scheme=scheme.id, person=lim.id).id)
    page.show_record(scheme.id)
    assert page.standing.text() == "0 of the 2 letters wanted are in; 2 letters still to be asked for."
    for name in ("asked_on", "agreed_on", "material_sent_on", "submitted_on"):
        QTest.mouseClick(page.view.days[name].box, LEFT, pos=page.view.days[name].box.rect().center() / 4)
    assert stored(page).submitted_on == DAY
    assert page.view.next.text() == "Thank Dr Lim."
    assert page.standing.text() == "1 of the 2 letters wanted is in; 1 letter still to be asked for."
    services.history.undo()
    assert (stored(page).submitted_on, stored(page).material_sent_on) == (None, DAY)
    assert not page.view.days["submitted_on"].box.isChecked()
    assert page.standing.text() == "0 of the 2 letters wanted are in; 1 letter still to be asked for."


def test_material_is_a_list_to_tick(page: LettersPage, services: Services, qtbot: QtBot) -> None:
    page.show_record(letter(services).id)
    QTest.mouseClick(page.view.list_it, LEFT)
    QTest.keyClick(page.view.material, RETURN)
    QTest.keyClicks(page.view.material, "A photograph")
    saved(page, qtbot)
    assert stored(page).material.endswith("- [ ] A photograph")
    assert page.view.list_it.isHidden()


def test_a_letter_i_write_is_named_from_the_other_side(page: LettersPage, services: Services) -> None:
    page.show_record(letter(services).id)
    press(page.view.direction, "A letter I write")
    assert stored(page).direction == "written"
    assert page.view.person.accessibleName() == "For whom"
    assert [day.box.text() for day in page.view.days.values()][:2] == ["Asked me", "I agreed"]
    services.history.undo()
    assert page.view.person.accessibleName() == "By whom"


def test_the_letters_of_a_scheme_or_all_of_them(
    page: LettersPage, services: Services, scheme: Scheme
) -> None:
    mine = letter(services, "For the award", scheme=scheme.id)
    other = letter(services, "For a job", direction="written", submitted_on=MARCH, result="Got it")
    page.show_record(scheme.id)
    assert [card.key for card in cards(page)] == [mine.id]
    press(page.switch, "All letters")
    assert headings(page) == ["I ask for", "Finished"]
    click_card(page, other.id)
    assert page.record_id == other.id
    assert page.show_record(scheme.id)
    assert not page.show_record("nothing")


def test_a_letter_of_another_scheme_is_found(page: LettersPage, services: Services, scheme: Scheme) -> None:
    page.show_record(scheme.id)
    other = letter(services, "For a job")
    assert page.show_record(other.id)
    assert other.id in {card.key for card in cards(page)}


def test_deleting_is_one_step(page: LettersPage, services: Services) -> None:
    made = letter(services)
    page.show_record(made.id)
    QTest.mouseClick(page.view.delete, LEFT)
    assert services.letters.cards(DAY) == ()
    assert page.middle.currentWidget() is page.empty
    services.history.undo()
    assert [card.key for card in cards(page)] == [made.id]


def test_what_is_typed_survives_a_change_elsewhere(page: LettersPage, services: Services) -> None:
    page.show_record(letter(services).id)
    QTest.keyClicks(page.view.result, "She agreed at once")
    services.records.amend(page.record_id, {"deadline": MARCH}, "Change deadline")
    assert (stored(page).result, stored(page).deadline) == ("She agreed at once", MARCH)


def test_a_journal_for_reading_only_is_read(
    services: Services, scheme: Scheme, make_context: ContextMaker, qtbot: QtBot
) -> None:
    made = letter(services, scheme=scheme.id)
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        page = shown(LettersPage, make_context(services_for(database)), qtbot)
        page.show_record(scheme.id)
        QTest.keyClicks(page.view.result, "no")
        QTest.mouseClick(page.view.days["asked_on"].box, Qt.MouseButton.LeftButton)
        assert page.view.result.value() == ""
        assert stored(page) == services_for(database).records.get(Recommendation, made.id)
        assert not page.list.new_button.isEnabled()
        assert page.view.list_it.isHidden()
        assert page.commands()
        assert "letter-material" not in {command.key for command in page.commands()}
        page.close()


def test_commands_fit_what_is_shown(page: LettersPage, services: Services) -> None:
    assert {command.key for command in page.commands()} == {"recommendation-new"}
    page.show_record(letter(services).id)
    keys = {command.key for command in page.commands()}
    assert keys == {"recommendation-new", "recommendation-delete", "inspector", "letter-material"}
    page.list_material()
    assert page.view.material.value().startswith("- [ ] ")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(
    page: LettersPage, services: Services, scheme: Scheme, scale: float, qtbot: QtBot
) -> None:
    page.show_record(letter(services, scheme=scheme.id, asked_on=MARCH, deadline=MARCH).id)
    wait_until_it_fits(page, scale, qtbot)


def test_every_control_has_a_name(page: LettersPage, services: Services) -> None:
    page.show_record(letter(services, asked_on=MARCH).id)
    assert unnamed_controls(page.list, page.view) == []
