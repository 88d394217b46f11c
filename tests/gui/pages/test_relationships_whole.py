"""The page of relationships as a whole: deleted and given back, only read, named, and wide enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.closure import ClosureDialog
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    cards,
    click_card,
    headings,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[RelationshipsPage]:
    made = shown(RelationshipsPage, context, qtbot)
    yield made
    made.flush()


def somebody(services: Services, name: str = "Helena Brandt", **fields: object) -> Person:
    return services.records.save(Person(title=name, **fields))  # type: ignore[arg-type]


def tie(services: Services, person: Person | None = None, **fields: object) -> Relationship:
    made = Relationship(person=person.id if person else None, **fields)  # type: ignore[arg-type]
    return services.records.save(made)


def test_a_relationship_is_deleted_and_comes_back_in_one_step(
    page: RelationshipsPage, services: Services
) -> None:
    made = tie(services, somebody(services), title="Main mentor")
    services.records.save(Agreement(relationship=made.id, number=1))
    click_card(page, made.id)
    QTest.mouseClick(page.view.delete, LEFT)
    assert cards(page) == []
    assert page.middle.currentWidget() is page.empty
    services.history.undo()
    assert [item.title for item in cards(page)] == ["Helena Brandt"]
    assert len(services.agreements.of(made.id)) == 1


def test_going_on_after_the_end_takes_its_day_back(page: RelationshipsPage, services: Services) -> None:
    closed = tie(services, somebody(services), phase="closed", closed_on=DAY)
    page.show_record(closed.id)
    assert headings(page) == ["Closed"]
    QTest.mouseClick(page.view.phase.steps["redefinition"], LEFT)
    again = services.records.get(Relationship, closed.id)
    assert (again.phase, again.closed_on) == ("redefinition", None)
    assert headings(page) == ["Active"]
    assert services.history.undo() == "Change phase"
    assert services.records.get(Relationship, closed.id).closed_on == DAY


def test_a_pause_that_is_over_is_refused_in_words(
    page: RelationshipsPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    made = tie(services, somebody(services))
    page.show_record(made.id)
    page.deeds.pause_or_resume()
    field = page.view.form.choices["paused_until"]
    with qtbot.waitSignal(context.navigator.message) as told:
        type_line(field, "1 Apr 2026")
    assert "A pause ends on a day ahead." in str(told.args)
    assert field.value() is None
    assert services.records.get(Relationship, made.id) == made


def test_closing_has_its_own_steps_by_button_and_by_the_path(
    page: RelationshipsPage, services: Services
) -> None:
    made = tie(services, somebody(services), phase="separation")
    page.show_record(made.id)
    for control in (page.view.close_it, page.view.phase.steps["closed"]):
        QTest.mouseClick(control, LEFT)
        dialog = next(item for item in page.findChildren(ClosureDialog) if item.isVisible())
        dialog.close()
    assert services.records.get(Relationship, made.id) == made
    assert page.view.phase.value() == "separation"


def test_what_is_closed_is_taken_up_again(page: RelationshipsPage, services: Services) -> None:
    closed = tie(services, somebody(services), phase="closed", closed_on=DAY)
    page.show_record(closed.id)
    assert page.view.close_it.text() == "Take it up again"
    QTest.mouseClick(page.view.close_it, LEFT)
    again = services.records.get(Relationship, closed.id)
    assert (again.phase, again.closed_on) == ("cultivation", None)
    assert headings(page) == ["Active"]
    assert services.history.undo() == "Reopen relationship"


def test_an_agreement_being_written_stays_open_while_something_else_changes(
    page: RelationshipsPage, services: Services
) -> None:
    made = tie(services, somebody(services))
    page.show_record(made.id)
    page.open_agreement()
    editor = page.desk.sections.editors()[1]
    editor.setFocus()
    QTest.keyClicks(editor, "Two courses")
    services.records.amend(made.id, {"title": "Main mentor"})
    assert editor.hasFocus()
    assert page.on_desk
    assert page.desk.sections.editors()[1].value() == "Two courses"
    assert page.desk.head.back.text() == "‹ Main mentor: Helena Brandt"
    assert "tie-back" in {command.key for command in page.commands()}


def test_there_is_nothing_to_save_before_there_is_an_agreement(
    page: RelationshipsPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    made = tie(services, somebody(services))
    page.show_record(made.id)
    command = next(one for one in page.commands() if one.key == "tie-pdf")
    with qtbot.waitSignal(context.navigator.message) as told:
        command.run()
    assert told.args == ["info", "There is no agreement to save yet."]
    assert services.agreements.of(made.id) == ()


def test_a_journal_that_is_only_read_changes_nothing(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    made = tie(services, somebody(services), title="Main mentor", purpose="Finish")
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as journal:
        page = shown(RelationshipsPage, make_context(services_for(journal)), qtbot)
        page.show_record(made.id)
        view = page.view
        for button in (view.plan, view.pause, view.rough, page.list.new_button, view.agreement.open):
            assert not button.isEnabled()
            assert button.toolTip()
        assert view.purpose.isReadOnly()
        assert not view.phase.isEnabled()
        keys = {command.key for command in page.commands()}
        assert "tie-person" in keys
        assert not keys & {"tie-pause", "tie-meeting", "tie-close", "tie-new-version"}
        page.context.relay.stop()


def test_every_control_has_a_name_and_a_command(page: RelationshipsPage, services: Services) -> None:
    page.show_record(tie(services, somebody(services)).id)
    page.view.open_form()
    assert unnamed_controls(page.view, page.list) == []
    keys = {command.key for command in page.commands()}
    assert {"relationship-new", "relationship-delete", "tie-agreement", "tie-pause", "tie-close"} <= keys


def test_tab_goes_the_way_one_reads(page: RelationshipsPage, services: Services) -> None:
    page.show_record(tie(services, somebody(services)).id)
    view = page.view
    order = (view.plan, view.review, view.details, view.who, view.pause, view.close_it, view.rough)
    view.plan.setFocus()
    for wanted in (*order[1:], *view.phase.steps.values()):
        focused = page.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert page.window().focusWidget() is wanted
    page.open_agreement()
    head = page.desk.head
    head.back.setFocus()
    for wanted in (head.versions, head.mine, head.theirs, head.review, head.both):
        focused = page.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert page.window().focusWidget() is wanted


def test_the_page_fits_a_small_window_at_twice_the_text_size(
    page: RelationshipsPage, services: Services, qtbot: QtBot
) -> None:
    page.show_record(tie(services, somebody(services), title="Main mentor", roles=("sponsor",)).id)
    page.view.open_form()
    for scale in (1.0, 2.0):
        wait_until_it_fits(page, scale, qtbot)
