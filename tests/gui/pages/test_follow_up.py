"""Follow up: wrapped up with a few clicks, each one step; the summary goes out as text, mail and one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.follow_up import FollowUpPage
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Connection,
    Decision,
    Meeting,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.meet_steps import CTRL_SHIFT, TODAY, click, day, on_screen, type_into, unnamed
from tests.reports.reading import page_texts
from tests.storage.helpers import Clock


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(
        Person(title="Dr Helena Brandt", short_name="Helena", email="helena@example.org")
    )


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    services.profile.save(Owner(name="Amara Osei"))
    services.records.save(Relationship(title="Primary mentor", person=helena.id))
    made = services.records.save(
        Meeting(title="Monthly", date=TODAY, at=dt.time(10, 30), minutes=45, people=(helena.id,))
    )
    services.meetings.add_action(made.id, "Helena: read the draft", day(10))
    services.records.save(Decision(title="Tom is second author", meeting=made.id))
    return made


@pytest.fixture
def page(context: Context, meeting: Meeting, qtbot: QtBot) -> Iterator[FollowUpPage]:
    made = on_screen(FollowUpPage(context), qtbot, meeting.id)
    yield made
    made.flush()


@pytest.fixture
def carried(services: Services, helena: Person) -> ActionItem:
    """Of an earlier meeting with Helena, carried over twice."""
    before = services.records.save(Meeting(title="Last", date=day(-30), status="held", people=(helena.id,)))
    item = services.actions.add("Write the discussion", due=day(-3), meeting=before.id)
    for _ in range(2):
        item = services.follow_up.carry_over(item.id, day(-1))
    return item


class Mailer(QObject):
    """Stands where the system's mail program would."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.asked.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    made = Mailer()
    QDesktopServices.setUrlHandler("mailto", made, "take")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("mailto")


def kept(services: Services, meeting: Meeting) -> Meeting:
    return services.records.get(Meeting, meeting.id)


# What was agreed


def test_what_was_agreed_stands_there_and_is_ticked_and_added_to(
    page: FollowUpPage, services: Services, meeting: Meeting
) -> None:
    (row,) = page.view.agreed.rows()
    assert (row.title.value(), row.note.text()) == ("read the draft", "Dr Helena Brandt")
    assert [row.label.text() for row in page.view.settled.rows.rows()] == ["Tom is second author"]  # type: ignore[attr-defined]
    type_into(page.view.agreed.add_row.title, "Send the page by fri")
    QTest.keyClick(page.view.agreed.add_row.title, Qt.Key.Key_Return)
    added = next(item for item in services.records.all(ActionItem) if item.title == "Send the page")
    assert (added.due, added.meeting) == (day(3), meeting.id)
    assert "Send the page" in page.view.summary.text.value()
    assert services.history.undo() == "New action item"
    assert "Send the page" not in page.view.summary.text.value()


def test_a_question_is_answered_with_return(
    page: FollowUpPage, services: Services, meeting: Meeting, helena: Person
) -> None:
    asked = services.records.save(Question(title="When do I submit?", for_whom=helena.id))
    (row,) = page.view.questions.rows()
    type_into(row.answer, "In June.")
    QTest.keyClick(row.answer, Qt.Key.Key_Return)
    found = services.records.get(Question, asked.id)
    assert (found.answer, found.answered_on, found.meeting) == ("In June.", TODAY, meeting.id)
    assert page.view.questions.rows() == ()
    assert services.history.undo() == "Answer question"
    assert len(page.view.questions.rows()) == 1


def test_an_answer_without_return_is_kept_as_typed_and_the_question_stays_open(
    page: FollowUpPage, services: Services, meeting: Meeting, helena: Person, qtbot: QtBot
) -> None:
    asked = services.records.save(Question(title="When do I submit?", for_whom=helena.id))
    other = services.records.save(Meeting(title="Another", date=day(-3), people=(helena.id,)))
    (row,) = page.view.questions.rows()
    with qtbot.waitSignal(page.context.navigator.saved):
        type_into(row.answer, "In June")
    QTest.keyClicks(row.answer, " or July")
    assert page.show_record(other.id)
    assert page.show_record(meeting.id)
    found = services.records.get(Question, asked.id)
    assert (found.answer, found.answered_on) == ("In June or July", None)
    (row,) = page.view.questions.rows()
    assert row.answer.value() == "In June or July"
    assert services.history.undo() == "Edit question"
    assert row.answer.value() == ""


def test_what_is_typed_as_an_answer_after_a_confidential_meeting_is_confidential(
    page: FollowUpPage, services: Services, meeting: Meeting, helena: Person
) -> None:
    asked = services.records.save(Question(title="When do I submit?", for_whom=helena.id))
    services.records.amend(meeting.id, {"confidential": True})
    (row,) = page.view.questions.rows()
    type_into(row.answer, "Never")
    assert page.flush()
    found = services.records.get(Question, asked.id)
    assert (found.answer, found.confidential) == ("Never", True)


def test_an_action_without_return_goes_to_its_meeting_with_what_was_no_day(
    page: FollowUpPage, services: Services, meeting: Meeting
) -> None:
    other = services.records.save(Meeting(title="Another", date=day(-3)))
    row = page.view.agreed.add_row
    type_into(row.title, "Send the page")
    type_into(row.date, "whenever")
    assert page.show_record(other.id)
    assert (row.title.value(), row.date.text()) == ("", "")
    added = next(item for item in services.records.all(ActionItem) if item.title.startswith("Send"))
    assert (added.title, added.meeting) == ("Send the page whenever", meeting.id)


# Next date and wrapping up


def test_the_next_meeting_is_planned_by_one_click(
    page: FollowUpPage, services: Services, meeting: Meeting
) -> None:
    assert page.view.next.words.text() == "Tuesday 12 May 2026, 10:30"
    assert "Monthly, as agreed" in page.view.next.why.text()
    click(page.view.next.plan)
    (planned,) = [item for item in services.records.all(Meeting) if item.id != meeting.id]
    assert (planned.date, planned.at, planned.status) == (dt.date(2026, 5, 12), dt.time(10, 30), "planned")
    assert not page.view.next.plan.isVisible()
    assert "Tuesday, 12 May 2026" in page.view.summary.text.value()
    assert services.history.undo() == "Plan next meeting"
    assert page.view.next.plan.isVisible()
    assert len(services.records.all(Meeting)) == 1


def test_another_day_can_be_typed(page: FollowUpPage, services: Services, meeting: Meeting) -> None:
    page.view.next.day.selectAll()
    type_into(page.view.next.day, "20 May 2026")
    click(page.view.next.plan)
    assert kept(services, meeting).next_date == dt.date(2026, 5, 20)


def test_wrapping_up_is_one_key_and_one_step(
    page: FollowUpPage, services: Services, meeting: Meeting
) -> None:
    QTest.keyClick(page, Qt.Key.Key_W, CTRL_SHIFT)
    found = kept(services, meeting)
    assert (found.status, found.wrapped_on) == ("held", TODAY)
    assert [item.hours for item in services.records.all(Activity)] == [0.75]
    assert not page.view.wrap.isVisible()
    assert page.view.state.text() == "wrapped up 14 Apr"
    assert services.history.undo() == "Wrap up meeting"
    assert page.view.wrap.isVisible()
    assert services.records.all(Activity) == ()


def test_wrapping_up_before_the_day_of_the_meeting_says_where_it_moved(
    page: FollowUpPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    services.journal.clock = Clock()
    services.records.save(replace(kept(services, meeting), date=day(15)))
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.keyClick(page, Qt.Key.Key_W, CTRL_SHIFT)
    moved = "Moved to today, when it was held; it was planned for 29 Apr."
    assert told.args == ["ok", f"Wrapped up. {moved}"]
    assert kept(services, meeting).date == TODAY
    assert services.history.undo() == "Wrap up meeting"
    assert kept(services, meeting).date == day(15)


# The summary


def test_the_summary_is_changed_by_typing_and_never_replaced_unasked(
    page: FollowUpPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    card = page.view.summary
    assert card.text.value().startswith("Dear Helena,")
    assert kept(services, meeting).summary == ""
    card.text.moveCursor(QTextCursor.MoveOperation.End)
    card.text.setFocus()
    with qtbot.waitSignal(page.context.navigator.saved):
        QTest.keyClicks(card.text, " PS")
    own = kept(services, meeting).summary
    assert own.endswith(" PS")
    services.records.save(Decision(title="Another one", meeting=meeting.id))
    assert card.text.value() == own
    click(card.anew)
    assert card.asking
    click(card.keep)
    assert (card.text.value(), card.asking) == (own, False)
    click(card.anew)
    click(card.replace)
    assert kept(services, meeting).summary == ""
    assert "Another one" in card.text.value()
    assert services.history.undo() == "Write summary anew"
    assert card.text.value() == own


def test_the_summary_is_copied_with_what_is_being_typed(page: FollowUpPage) -> None:
    page.view.summary.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.view.summary.text, " and more")
    click(page.view.summary.copy)
    assert QGuiApplication.clipboard().text() == page.view.summary.text.value()
    assert QGuiApplication.clipboard().text().endswith(" and more")


def test_a_mail_draft_has_address_subject_and_text(page: FollowUpPage, mailer: Mailer) -> None:
    click(page.view.summary.mail)
    (address,) = mailer.asked
    parts = urlsplit(address)
    values = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.path) == ("mailto", "helena@example.org")
    assert values["subject"] == ["Our meeting on 14 April 2026"]
    assert values["body"] == [page.view.summary.text.value().replace("\n", "\r\n")]


def test_a_long_mail_is_on_the_clipboard_too(
    page: FollowUpPage, services: Services, meeting: Meeting, mailer: Mailer
) -> None:
    words = "We talked about many things. " * 200
    services.records.amend(meeting.id, {"summary": words})
    click(page.view.summary.mail)
    assert QGuiApplication.clipboard().text() == words
    assert len(mailer.asked[0]) <= 1800


def test_the_page_is_saved_as_a_pdf(page: FollowUpPage, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "summary.pdf"
    with qtbot.waitSignal(page.context.navigator.message, timeout=20_000) as told:
        page.sending.save_to(str(out))
    assert told.args == ["ok", "Saved summary.pdf, one page."]
    (text,) = page_texts(out.read_bytes())
    assert "Tom is second author" in text


def test_the_name_of_the_file_names_who_was_there_and_not_what_it_was_about(
    page: FollowUpPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    services.records.amend(meeting.id, {"title": "Talk about Daniel"})
    page.sending.ask_path()
    (dialog,) = page.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Meeting 2026-04-14 Dr Helena Brandt.pdf"
    dialog.reject()


def test_a_confidential_meeting_says_that_nothing_is_sent(
    page: FollowUpPage, services: Services, meeting: Meeting, mailer: Mailer
) -> None:
    services.records.amend(meeting.id, {"confidential": True})
    card = page.view.summary
    assert "confidential" in card.state.text()
    assert not any(part.isVisible() for part in (card.text, card.copy, card.mail, card.paper))
    QGuiApplication.clipboard().setText("before")
    for command in page.commands():
        if command.key in ("follow-copy", "follow-mail"):
            command.run()
    assert (QGuiApplication.clipboard().text(), mailer.asked) == ("before", [])


# Carried over, thanks, thinking back


def test_dropping_what_was_carried_twice(page: FollowUpPage, services: Services, carried: ActionItem) -> None:
    (card,) = page.view.cards()
    click(card.drop)
    assert services.records.get(ActionItem, carried.id).let_go_on == TODAY
    assert page.view.cards() == ()
    assert services.history.undo() == "Let go of action item"
    assert len(page.view.cards()) == 1


def test_shrinking_what_was_carried_twice(
    page: FollowUpPage, services: Services, carried: ActionItem
) -> None:
    (card,) = page.view.cards()
    click(card.shrink)
    assert card.title.hasFocus()
    QTest.keyClicks(card.title, "Write its first line")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    found = services.records.get(ActionItem, carried.id)
    assert (found.title, found.carried) == ("Write its first line", None)
    assert services.history.undo() == "Shrink action item"
    assert services.records.get(ActionItem, carried.id) == carried


def test_help_with_what_was_carried_twice_is_a_question(
    page: FollowUpPage, services: Services, carried: ActionItem, helena: Person
) -> None:
    click(page.view.cards()[0].help)
    (asked,) = services.records.all(Question)
    assert (asked.for_whom, asked.origin) == (helena.id, carried.id)
    assert page.view.cards() == ()
    assert [row.key for row in page.view.questions.rows()] == [asked.id]
    assert services.history.undo() == "Ask for help"


def test_what_is_left_from_before_is_carried_to_the_next_date(
    page: FollowUpPage, services: Services, helena: Person
) -> None:
    before = services.records.save(Meeting(title="Last", date=day(-30), status="held", people=(helena.id,)))
    item = services.actions.add("Send the figures", due=day(-3), meeting=before.id)
    (button,) = page.view.left_open.buttons.values()
    assert button.text() == "Carry to 12 May"
    click(button)
    found = services.records.get(ActionItem, item.id)
    assert (found.due, found.carried) == (dt.date(2026, 5, 12), 1)
    assert services.history.undo() == "Carry over action item"


def test_thanks_are_added_by_one_click(
    page: FollowUpPage, services: Services, meeting: Meeting, helena: Person
) -> None:
    made = services.records.save(Connection(title="Statistics", introducer=helena.id, meeting=meeting.id))
    first = page.view.thanks.buttons["0"]
    assert first.accessibleName() == "Add: Thank Helena for the introduction"
    click(first)
    thanks = next(item for item in services.records.all(ActionItem) if item.title.startswith("Thank"))
    assert (thanks.origin, thanks.meeting, thanks.due) == (made.id, None, day(2))
    assert "Thank Helena for the introduction" in [row.title.value() for row in page.view.agreed.rows()]
    assert services.history.undo() == "New action item"


def test_thinking_back_is_written_in_place(
    page: FollowUpPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    assert page.view.reflection.prompt.text()
    click(page.view.reflection.begin)
    first = page.view.reflection.text.editors()[0]
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(page.context.navigator.saved):
        QTest.keyClicks(first, "She laughed.")
    (written,) = services.records.all(Reflection)
    assert (written.sections[0].text, written.related) == ("She laughed.", (meeting.id,))
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        click(page.view.reflection.open)
    assert wanted.args == [written.id]
    assert services.history.undo() == "New reflection"
    assert page.view.reflection.begin.isVisible()


def test_a_file_dropped_into_the_reflection_is_kept_with_it(
    page: FollowUpPage, services: Services, tmp_path: Path
) -> None:
    kept_file = tmp_path / "board.txt"
    kept_file.write_text("what we drew")
    click(page.view.reflection.begin)
    page.view.reflection.text.editors()[0].files_dropped.emit([str(kept_file)])
    assert page.flush()
    (written,) = services.records.all(Reflection)
    assert len(written.attachments) == 1
    assert f"attachment:{written.attachments[0]}" in written.sections[0].text


def test_a_mentor_is_asked_in_the_words_of_a_mentor(page: FollowUpPage, services: Services) -> None:
    before = page.view.reflection.prompt.text()
    (tie,) = services.records.all(Relationship)
    services.records.amend(tie.id, {"my_role": "mentor"})
    assert page.view.reflection.prompt.text() != before


# Being one of the pages


def test_a_meeting_with_nobody_works(context: Context, services: Services, qtbot: QtBot) -> None:
    alone = services.records.save(Meeting(title="Alone", date=TODAY))
    made = on_screen(FollowUpPage(context), qtbot, alone.id)
    assert made.view.title.text() == "After: Alone"
    assert "Nobody is named" in made.view.summary.state.text()
    click(made.view.next.plan)
    click(made.view.wrap)
    assert kept(services, alone).wrapped_on == TODAY
    assert len(services.records.all(Meeting)) == 2


def test_a_meeting_deleted_elsewhere_leaves_the_page(
    page: FollowUpPage, services: Services, meeting: Meeting
) -> None:
    services.records.trash(meeting.id)
    assert page.stack.currentWidget() is page.empty
    assert (page.record_id, page.commands()) == ("", ())


def test_a_journal_that_is_only_read_still_sends(
    services: Services, meeting: Meeting, carried: ActionItem, make_context: ContextMaker, qtbot: QtBot
) -> None:
    with open_journal(services.journal.path, read_only=True) as journal:
        made = on_screen(FollowUpPage(make_context(services_for(journal))), qtbot, meeting.id)
        view = made.view
        for control in (view.wrap, view.next.plan, view.reflection.begin, view.cards()[0].drop):
            assert not control.isEnabled()
            assert control.toolTip()
        assert view.summary.text.isReadOnly()
        assert {command.key for command in made.commands()} == {"follow-copy", "follow-mail", "follow-paper"}
        click(view.summary.copy)
        assert QGuiApplication.clipboard().text().startswith("Dear Helena,")


def test_every_control_has_a_name_and_large_text_fits(
    page: FollowUpPage, carried: ActionItem, services: Services, helena: Person, qtbot: QtBot
) -> None:
    services.records.save(Question(title="Why?", for_whom=helena.id))
    click(page.view.cards()[0].shrink)
    assert unnamed(page) == []
    page.resize(760, 700)
    page.context.themes.wear("light", 2.0)
    qtbot.waitUntil(lambda: page.view.horizontalScrollBar().maximum() == 0)
    assert page.view.summary.minimumSizeHint().width() <= page.view.viewport().width()
