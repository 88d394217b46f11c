"""Feedback that was asked for: it waits in the list, the form can be made once more, and the filled file is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog
from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.pages.feedback import FeedbackPage
from mentorjournal.gui.pages.feedback_asked import waiting_words
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.model.types import Claim, Feedback, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.forms import FeedbackAsk
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import DAY, cards, press, shown, wait_until_it_fits
from tests.reports.form_filling import written

ANSWERS = {"q_what": "Lab meeting", "q_impact": "We spoke more.", "giver": "Helena Brandt"}


@pytest.fixture
def asked(services: Services) -> Feedback:
    """Feedback asked for sixteen days ago."""
    helena = services.records.save(Person(title="Helena Brandt"))
    made = services.forms.ask(FeedbackAsk(helena.id, "My talk", "sbi"))
    services.records.amend(made.id, {"date": DAY.replace(month=3, day=29)})
    return services.records.get(Feedback, made.id)


@pytest.fixture
def page(context: Context, qtbot: QtBot, asked: Feedback) -> Iterator[FeedbackPage]:
    made = shown(FeedbackPage, context, qtbot)
    made.show_record(asked.id)
    yield made
    made.flush()
    qtbot.waitUntil(lambda: not context.tasks.busy)


@pytest.fixture
def filled(services: Services, asked: Feedback, tmp_path: Path) -> Path:
    path = tmp_path / "filled.pdf"
    path.write_bytes(written(services.forms.pdf(services.forms.feedback_form(asked.id)), ANSWERS))
    return path


def drop(target: QWidget, *paths: Path) -> None:
    """Drag files onto a widget, and let go where it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    enter = QDragEnterEvent(middle, copy, data, left, none)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), copy, data, left, none))


def test_what_was_asked_for_waits_in_the_list_and_on_its_page(page: FeedbackPage, asked: Feedback) -> None:
    (card,) = cards(page)
    assert (card.title, card.badge, card.kind) == ("My talk", "waiting 16 days", "warn")
    assert page.view.asked.isVisible()
    assert page.view.asked.accessibleName() == "Asked for on 29 Mar, waiting 16 days"
    assert not page.view.response.isVisible()
    press(page.switch, "Received")
    assert cards(page) == []
    press(page.switch, "Asked")
    assert [item.key for item in cards(page)] == [asked.id]


def test_a_filled_form_that_is_dropped_answers_it_as_one_step(
    page: FeedbackPage, services: Services, asked: Feedback, filled: Path, qtbot: QtBot
) -> None:
    drop(page.view.asked, filled)
    qtbot.waitUntil(lambda: services.records.get(Feedback, asked.id).direction == "received")
    qtbot.waitUntil(lambda: not page.view.asked.isVisible())
    qtbot.waitUntil(lambda: page.view.sections.value()[0][3] == "Lab meeting")
    qtbot.waitUntil(page.view.response.isVisible)
    services.history.undo()
    qtbot.waitUntil(page.view.asked.isVisible)
    assert services.records.get(Feedback, asked.id) == asked


def test_dropped_on_a_text_it_is_taken_in_and_not_attached(
    page: FeedbackPage, services: Services, asked: Feedback, filled: Path, qtbot: QtBot
) -> None:
    page.view.sections.files_dropped.emit([str(filled)])
    qtbot.waitUntil(lambda: services.records.get(Feedback, asked.id).direction == "received")
    assert len(services.attachments.of(asked.id)) == 1


def test_dropped_on_the_page_with_a_note_it_is_told(
    page: FeedbackPage, services: Services, asked: Feedback, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.pdf"
    form = services.forms.pdf(services.forms.feedback_form(asked.id))
    path.write_bytes(written(form, {**ANSWERS, "giver": "Somebody Else"}))
    with qtbot.waitSignal(page.context.navigator.message) as told:
        drop(page, path)
    assert told.args is not None
    assert told.args[0] == "warn"
    assert "signed by Somebody Else" in told.args[1]


def test_a_file_that_is_no_form_changes_nothing_and_says_so(
    page: FeedbackPage, services: Services, asked: Feedback, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        drop(page, path)
    assert told.args is not None
    assert told.args[0] == "error"
    assert services.records.get(Feedback, asked.id) == asked


def test_a_statement_dropped_here_opens_its_claim(
    page: FeedbackPage, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    scheme = services.awards.adopt("community-100")
    claim = services.records.save(Claim(title="Course", scheme=scheme.id, category="learning"))
    path = tmp_path / "statement.pdf"
    form = services.forms.pdf(services.forms.provider_statement(claim.id))
    path.write_bytes(written(form, {"decision": "as_stated", "name": "A. Nother", "hours": "3"}))
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        drop(page, path)
    assert wanted.args == [claim.id]
    assert services.records.get(Claim, claim.id).status == "authorised"


def test_asking_and_the_form_once_more_open_the_dialog(
    page: FeedbackPage, asked: Feedback, qtbot: QtBot
) -> None:
    press(page.view.asked, "The form once more…")
    (dialog,) = page.findChildren(FeedbackFormDialog)
    assert (dialog.person.value(), dialog.on_what.value()) == ("Helena Brandt", "My talk")
    assert dialog.ask().feedback_id == asked.id
    dialog.reject()
    next(command for command in page.commands() if command.key == "feedback-ask").run()
    dialog = page.findChildren(FeedbackFormDialog)[-1]
    assert dialog.ask().feedback_id == ""
    dialog.reject()


def test_the_import_dialog_says_where_the_answers_go(
    context: Context, services: Services, asked: Feedback, filled: Path, qtbot: QtBot
) -> None:
    dialog = ImportDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.look_at(filled)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    assert "Filled form" in dialog.counts.text()
    assert "The answers go to what you asked for" in dialog._explained.text()
    dialog.import_now()
    qtbot.waitUntil(lambda: services.records.get(Feedback, asked.id).direction == "received")
    qtbot.waitUntil(lambda: "Imported 1 entry" in dialog.message.text())


def test_a_journal_for_reading_only_takes_no_form(
    services: Services, asked: Feedback, make_context: ContextMaker, qtbot: QtBot
) -> None:
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(FeedbackPage, context, qtbot)
        page.show_record(asked.id)
        assert not page.acceptDrops()
        assert not page.ask_button.isEnabled()
        assert not page.view.asked.choose.isEnabled()
        assert not {"feedback-ask", "feedback-take"} & {command.key for command in page.commands()}


def test_it_fits_a_small_window_at_twice_the_size(page: FeedbackPage, qtbot: QtBot) -> None:
    wait_until_it_fits(page, 2.0, qtbot)


def test_for_how_long_is_said_in_words() -> None:
    assert waiting_words(None, DAY) == ("asked", "plain")
    assert waiting_words(DAY, DAY) == ("asked today", "plain")
    assert waiting_words(DAY.replace(day=13), DAY) == ("waiting 1 day", "plain")


def test_somebody_is_asked_from_their_own_page(
    context: Context, services: Services, asked: Feedback, qtbot: QtBot
) -> None:
    page = shown(PeoplePage, context, qtbot)
    page.show_record(asked.person or "")
    next(command for command in page.commands() if command.key == "person-form").run()
    (dialog,) = page.findChildren(FeedbackFormDialog)
    assert dialog.person.value() == "Helena Brandt"
    dialog.reject()
    qtbot.waitUntil(lambda: not context.tasks.busy)
