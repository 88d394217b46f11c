"""Forms for others: what is typed stands on the page, saving keeps what waits, refusing keeps nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog
from mentorjournal.gui.dialogs.form_dialog import FormDialog
from mentorjournal.gui.dialogs.provider_statement import ProviderStatementDialog
from mentorjournal.model.types import Activity, Claim, Feedback, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.forms import read_form
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import press
from tests.reports.reading import page_texts

TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def helena(services: Services) -> Person:
    services.profile.save(Owner("Anna Keller"))
    return services.records.save(Person(title="Helena Brandt"))


@pytest.fixture
def claim(services: Services, helena: Person) -> Claim:
    scheme = services.awards.adopt("community-100")
    course = services.records.save(
        Activity(title="Course", hours=6, provider="Graduate School", date=TODAY, visibility="exportable")
    )
    return services.records.save(
        Claim(title="Statistics", scheme=scheme.id, category="learning", counts=(course.id,), date=TODAY)
    )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(dialog: FormDialog, qtbot: QtBot) -> FormDialog:
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: bool(dialog._shown))
    return dialog


def page_of(dialog: FormDialog) -> str:
    return " ".join(page_texts(dialog._shown)[0].split())


def test_what_is_typed_stands_on_the_page_and_saving_lets_the_request_wait(
    context: Context, services: Services, helena: Person, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = FeedbackFormDialog(context, helena.id, window)
    opened(dialog, qtbot)
    assert dialog.on_what.hasFocus()
    QTest.keyClicks(dialog.on_what, "My poster")
    QTest.keyClicks(dialog.question, "May I go alone?")
    qtbot.waitUntil(lambda: "My poster" in page_of(dialog) and "May I go alone?" in page_of(dialog))
    assert services.forms.waiting(TODAY) == ()
    dialog.save_to(str(tmp_path / "form.pdf"))
    qtbot.waitUntil(lambda: "The request waits" in dialog.message.text())
    (waiting,) = services.forms.waiting(TODAY)
    assert (waiting.person, waiting.feedback.on_what) == ("Helena Brandt", "My poster")
    form = read_form((tmp_path / "form.pdf").read_bytes())
    assert form is not None
    assert form.record_id == waiting.feedback.id
    press(dialog.paper, "Letter")
    dialog.save_to(str(tmp_path / "again.pdf"))
    qtbot.waitUntil(lambda: "again.pdf" in dialog.message.text())
    assert len(services.forms.waiting(TODAY)) == 1
    services.history.undo()
    services.history.undo()
    assert services.forms.waiting(TODAY) == ()


def test_a_new_name_comes_into_people_with_the_request(
    context: Context, services: Services, helena: Person, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = FeedbackFormDialog(context, "", window)
    opened(dialog, qtbot)
    assert dialog.person.hasFocus()
    QTest.keyClicks(dialog.person, "Ines Moreau")
    QTest.keyClick(dialog.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ines Moreau" in page_of(dialog))
    dialog.save_to(str(tmp_path / "form.pdf"))
    qtbot.waitUntil(lambda: "Ines Moreau is in People now." in dialog.message.text())
    assert [one.title for one in services.records.all(Person)] == ["Helena Brandt", "Ines Moreau"]
    services.history.undo()
    assert [one.title for one in services.records.all(Person)] == ["Helena Brandt"]


@pytest.mark.parametrize("kind", ["feedback", "statement"])
def test_one_escape_does_not_lose_what_was_typed(
    context: Context, helena: Person, claim: Claim, window: QWidget, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    dialog: FeedbackFormDialog | ProviderStatementDialog
    if kind == "feedback":
        dialog = FeedbackFormDialog(context, helena.id, window)
        field = dialog.question
    else:
        dialog = ProviderStatementDialog(context, claim.id, window)
        field = dialog.when
    opened(dialog, qtbot)
    field.setFocus()
    QTest.keyClicks(field, "May I go alone?")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not saved or printed" in dialog.message.text()
    dialog.save_to(str(tmp_path / "form.pdf"))
    qtbot.waitUntil(lambda: "Saved form.pdf" in dialog.message.text())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_where_it_cannot_be_saved_nothing_waits(
    context: Context, services: Services, helena: Person, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = FeedbackFormDialog(context, helena.id, window)
    opened(dialog, qtbot)
    dialog.save_to(str(tmp_path / "no folder" / "form.pdf"))
    qtbot.waitUntil(lambda: "could not be saved" in dialog.message.text())
    assert services.forms.waiting(TODAY) == ()
    assert dialog.save.isEnabled()


def test_the_save_button_asks_for_a_name_that_says_what_it_is(
    context: Context, helena: Person, window: QWidget, qtbot: QtBot
) -> None:
    dialog = FeedbackFormDialog(context, helena.id, window)
    opened(dialog, qtbot)
    QTest.mouseClick(dialog.save, LEFT)
    (asking,) = dialog.findChildren(QFileDialog)
    assert asking.selectedFiles()[0].endswith("Feedback form for Helena Brandt.pdf")
    asking.reject()


def test_a_statement_says_what_is_known_and_keeps_when_it_was_sent(
    context: Context, services: Services, claim: Claim, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ProviderStatementDialog(context, claim.id, window)
    opened(dialog, qtbot)
    assert (dialog.provider.value(), dialog.hours.value()) == ("Graduate School", "6")
    dialog.needed_by.setFocus()
    QTest.keyClicks(dialog.needed_by, "1 May 2026")
    dialog.save_to(str(tmp_path / "statement.pdf"))
    qtbot.waitUntil(lambda: "The claim says when it was sent" in dialog.message.text())
    kept = services.records.get(Claim, claim.id)
    assert (kept.statement_sent_on, kept.statement_expires) == (TODAY, dt.date(2026, 5, 1))
    assert "Graduate School" in page_of(dialog)
    services.history.undo()
    assert services.records.get(Claim, claim.id).statement_sent_on is None


def test_a_day_that_cannot_be_read_saves_nothing(
    context: Context, services: Services, claim: Claim, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ProviderStatementDialog(context, claim.id, window)
    opened(dialog, qtbot)
    dialog.sent_on.setFocus()
    QTest.keySequence(dialog.sent_on, "Ctrl+A")
    QTest.keyClicks(dialog.sent_on, "someday")
    dialog.save_to(str(tmp_path / "statement.pdf"))
    assert not (tmp_path / "statement.pdf").exists()
    assert services.records.get(Claim, claim.id).statement_sent_on is None
    dialog.reject()


def test_a_confidential_claim_has_a_sentence_instead_of_a_page(
    context: Context, services: Services, claim: Claim, window: QWidget, qtbot: QtBot
) -> None:
    services.records.amend(claim.id, {"confidential": True})
    dialog = ProviderStatementDialog(context, claim.id, window)
    dialog.open()
    qtbot.waitUntil(lambda: "confidential" in dialog.preview.words())


def test_every_control_has_a_name_and_closing_while_drawing_is_safe(
    context: Context, claim: Claim, helena: Person, window: QWidget, qtbot: QtBot
) -> None:
    for dialog in (
        FeedbackFormDialog(context, helena.id, window),
        ProviderStatementDialog(context, claim.id, window),
    ):
        dialog.open()
        kinds = (QAbstractButton, QLineEdit, QComboBox)
        controls = [one for kind in kinds for one in dialog.findChildren(kind)]
        shown = [one for one in controls if one.isVisible() and not one.objectName().startswith("qt_")]
        names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in shown]
        assert len(names) > 8
        assert all(name.strip() for name in names)
        dialog.changed()
        dialog.reject()
    qtbot.waitUntil(lambda: not context.tasks.busy)


def test_a_journal_for_reading_only_hands_nothing_out(
    services: Services, helena: Person, make_context: ContextMaker, window: QWidget, qtbot: QtBot
) -> None:
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        dialog = FeedbackFormDialog(context, helena.id, window)
        opened(dialog, qtbot)
        assert not dialog.save.isEnabled()
        assert dialog.save.toolTip()
        dialog.reject()
        qtbot.waitUntil(lambda: not context.tasks.busy)
        assert services_for(database).records.all(Feedback) == ()
