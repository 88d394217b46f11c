"""Feedback: written down, answered, acted on, in another structure, and undone elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback import FeedbackPage
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback, Person, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    click_card,
    press,
    saved,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[FeedbackPage]:
    made = shown(FeedbackPage, context, qtbot)
    yield made
    made.flush()


def told(services: Services, title: str = "On my slides", **fields: object) -> Feedback:
    return services.records.save(Feedback(title=title, date=DAY, **fields))  # type: ignore[arg-type]


def stored(page: FeedbackPage) -> Feedback:
    return page.services.records.get(Feedback, page.saver.record_id)


def test_an_empty_journal_teaches_and_its_button_begins(page: FeedbackPage) -> None:
    assert page.middle.currentWidget() is page.empty
    press(page.empty, "New feedback")
    assert page.view.title.hasFocus()


def test_feedback_comes_into_the_journal_with_its_first_words_as_one_step(
    page: FeedbackPage, services: Services, qtbot: QtBot
) -> None:
    press(page.list, "New feedback")
    assert services.records.counts().get("feedback", 0) == 0
    QTest.keyClicks(page.view.title, "Clear story")
    saved(page, qtbot)
    assert (stored(page).title, stored(page).date, stored(page).direction) == ("Clear story", DAY, "received")
    QTest.keyClicks(page.view.sections.editors()[0], "Too many numbers.")
    QTest.keyClicks(page.view.response, "Cut to two.")
    saved(page, qtbot)
    assert stored(page).sections == (Section("what", "", "Too many numbers."),)
    assert stored(page).response == "Cut to two."
    assert cards(page)[0].badge == "answered"
    services.history.undo()
    assert page.middle.currentWidget() is page.empty


def test_a_new_page_on_which_nothing_is_written_leaves_nothing(
    page: FeedbackPage, services: Services
) -> None:
    told(services)
    page.new_record()
    press(page.view.direction, "Given")
    assert page.flush()
    assert services.records.counts()["feedback"] == 1


def test_a_choice_made_before_the_first_word_is_kept_with_it(page: FeedbackPage, qtbot: QtBot) -> None:
    page.new_record()
    press(page.view.direction, "Given")
    QTest.keyClicks(page.view.on_what, "Her talk")
    saved(page, qtbot)
    assert (stored(page).direction, stored(page).on_what) == ("given", "Her talk")


def test_a_new_name_makes_a_person_and_a_known_one_is_found_in_any_case(
    page: FeedbackPage, services: Services
) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    page.show_record(told(services).id)
    type_line(page.view.person, "helena brandt")
    assert stored(page).person == helena.id
    assert page.view.person.text() == "Helena Brandt"
    assert cards(page)[0].second == "from Helena Brandt"
    type_line(page.view.person, "Rosalind Okafor")
    assert [person.title for person in services.records.all(Person)] == ["Helena Brandt", "Rosalind Okafor"]
    services.history.undo()
    assert page.view.person.text() == "Helena Brandt"
    assert len(services.records.all(Person)) == 1


def test_another_structure_keeps_every_word(page: FeedbackPage, services: Services) -> None:
    page.show_record(told(services, sections=(Section("what", "", "You waited."),)).id)
    page.view.model.setFocus()
    page.view.model.setCurrentIndex(page.view.model.findData("start_stop_continue"))
    page.view.model.activated.emit(page.view.model.currentIndex())
    assert stored(page).model == "start_stop_continue"
    assert [part.text for part in stored(page).sections if part.text] == ["You waited."]
    assert len(page.view.sections.editors()) == 4
    assert services.history.next_undo() == "Change structure"
    QTest.keyClicks(page.view.sections.editors()[0], "On the ward")
    page.flush()
    services.history.undo()
    services.history.undo()
    assert [editor.value() for editor in page.view.sections.editors()] == ["You waited."]


def test_prompts_follow_the_direction(page: FeedbackPage, services: Services) -> None:
    page.show_record(told(services).id)
    received = page.view.sections.editors()[0].placeholderText()
    press(page.view.direction, "Given")
    assert page.view.sections.editors()[0].placeholderText() != received
    assert page.view.person.accessibleName() == "To"


def test_actions_follow_are_ticked_and_counted(page: FeedbackPage, services: Services) -> None:
    page.show_record(told(services).id)
    assert cards(page)[0].badge == "no response yet"
    line = page.view.followed.add_row
    for text in ("Cut slide four", "Show it again by fri"):
        QTest.keyClicks(line.title, text)
        QTest.keyClick(line.title, RETURN)
    assert cards(page)[0].badge == "2 actions"
    first = page.view.followed.rows()[0]
    title = first.title.value()
    QTest.keyClick(first.box, Qt.Key.Key_Space)
    done = services.actions.following(page.saver.record_id)[-1].item
    assert (done.title, done.done_on) == (title, DAY)


def test_an_action_is_worded_dated_and_deleted_in_place(page: FeedbackPage, services: Services) -> None:
    feedback = told(services)
    services.actions.add("Cut slide", source=feedback.id)
    page.show_record(feedback.id)
    (row,) = page.view.followed.rows()
    QTest.keyClick(row.title, Qt.Key.Key_End)
    QTest.keyClicks(row.title, " four")
    type_line(row.date, "20 Apr 2026")
    page.flush()
    item = services.actions.following(feedback.id)[0].item
    assert (item.title, item.due is not None) == ("Cut slide four", True)
    QTest.mouseClick(row.delete, Qt.MouseButton.LeftButton)
    assert services.actions.following(feedback.id) == ()


def test_consent_explains_itself(page: FeedbackPage, services: Services) -> None:
    page.show_record(told(services).id)
    before = page.view.quoting.text()
    press(page.view.consent, "Given")
    assert stored(page).consent == "given"
    assert "You may quote" in page.view.quoting.text() != before


def test_the_switch_shows_one_direction_and_a_record_of_the_other_brings_all(
    page: FeedbackPage, services: Services
) -> None:
    received, given = told(services, "From her"), told(services, "To him", direction="given")
    press(page.switch, "Given")
    assert [item.key for item in cards(page)] == [given.id]
    assert page.saver.record_id == given.id
    assert page.show_record(received.id)
    assert {item.key for item in cards(page)} == {received.id, given.id}


def test_a_card_clicked_shows_its_page_after_what_was_typed_is_saved(
    page: FeedbackPage, services: Services
) -> None:
    first, second = told(services, "First"), told(services, "Second")
    page.show_record(first.id)
    QTest.keyClicks(page.view.response, "Yes.")
    click_card(page, second.id)
    assert page.view.title.value() == "Second"
    assert services.records.get(Feedback, first.id).response == "Yes."


def test_undo_elsewhere_refreshes_the_page(page: FeedbackPage, services: Services) -> None:
    feedback = told(services)
    page.show_record(feedback.id)
    services.records.amend(feedback.id, {"response": "Thanks."}, "Answer")
    assert page.view.response.value() == "Thanks."
    services.history.undo()
    assert page.view.response.value() == ""


def test_typing_survives_a_change_made_elsewhere(page: FeedbackPage, services: Services) -> None:
    feedback = told(services)
    page.show_record(feedback.id)
    QTest.keyClicks(page.view.response, "I will")
    services.records.amend(feedback.id, {"visibility": "exportable"}, "Change who may see it")
    now = services.records.get(Feedback, feedback.id)
    assert (now.response, now.visibility) == ("I will", "exportable")
    assert page.view.response.value() == "I will"


def test_words_typed_on_a_page_deleted_elsewhere_become_a_page_of_their_own(
    page: FeedbackPage, services: Services
) -> None:
    feedback = told(services)
    page.show_record(feedback.id)
    QTest.keyClicks(page.view.response, "Not lost")
    services.records.trash(feedback.id)
    assert page.saver.record_id not in {"", feedback.id}
    assert stored(page).response == "Not lost"
    assert stored(page).title == "On my slides"


def test_delete_shows_the_next_and_undo_brings_it_back(page: FeedbackPage, services: Services) -> None:
    first, second = told(services, "First"), told(services, "Second")
    page.show_record(first.id)
    page.delete_record()
    assert page.saver.record_id == second.id
    assert [item.key for item in cards(page)] == [second.id]
    services.history.undo()
    assert {item.key for item in cards(page)} == {first.id, second.id}


def test_connected_entries_are_listed_once_and_open(
    page: FeedbackPage, services: Services, qtbot: QtBot
) -> None:
    entry = services.records.save(Reflection(title="After the talk", date=DAY))
    feedback = told(services, related=(entry.id,))
    page.show_record(feedback.id)
    (row,) = page.view.linked.rows.rows()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [entry.id]


def test_a_record_of_another_place_is_refused(page: FeedbackPage, services: Services) -> None:
    assert not page.show_record(services.records.save(Person(title="Helena")).id)
    assert not page.show_record("nothing")


def test_commands_fit_what_is_shown(page: FeedbackPage, services: Services) -> None:
    forms = {"feedback-ask", "feedback-take"}
    assert {command.key for command in page.commands()} == {"feedback-new", *forms}
    page.show_record(told(services).id)
    keys = {command.key for command in page.commands()}
    mine = {"feedback-new", "feedback-delete", "inspector", "feedback-respond", "feedback-action"}
    assert keys == mine | forms
    next(command for command in page.commands() if command.key == "feedback-respond").run()
    assert page.view.response.hasFocus()


def test_a_journal_for_reading_only_is_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    feedback = told(services, response="As it was.")
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(FeedbackPage, context, qtbot)
        QTest.keyClicks(page.view.response, "no")
        QTest.keyClicks(page.view.title, "no")
        QTest.keyClicks(page.view.sections.editors()[0], "no")
        press(page.view.direction, "Given")
        assert page.view.response.value() == "As it was."
        assert page.view.title.value() == feedback.title
        assert page.view.sections.editors()[0].value() == ""
        assert page.view.direction.value() == "received"
        assert not page.list.new_button.isEnabled()
        assert page.list.new_button.toolTip() == context.read_only
        assert not page.view.delete.isVisible()
        page.new_record()
        assert page.saver.record_id == feedback.id
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(
    page: FeedbackPage, services: Services, scale: float, qtbot: QtBot
) -> None:
    page.show_record(told(services, model="pendleton").id)
    wait_until_it_fits(page, scale, qtbot)


def test_every_control_has_a_name(page: FeedbackPage, services: Services) -> None:
    feedback = told(services)
    services.actions.add("Cut slide four", source=feedback.id)
    page.show_record(feedback.id)
    assert unnamed_controls(page.list, page.view) == []
