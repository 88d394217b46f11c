"""The review of a document: who appears and how, what asks for a look, and what one can do about it."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.pages.reports_points import IDENTIFIERS, NAMES, PAPER, QUOTES
from mentorjournal.gui.widgets.review_rows import PersonRow
from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Feedback, Manifest, Person
from mentorjournal.services.bundle import Services
from tests.gui.conftest import ContextMaker
from tests.gui.pages.report_steps import LEFT, settled, shown, step, text
from tests.services.reporting_journal import DAY, consented, page

SAID = "Your pictures were clear and your voice was calm from the first slide to the last"


def choose(row: PersonRow | None, key: str) -> None:
    """Choose how somebody appears, as the list of the field would."""
    assert row is not None
    index = row.choice.findData(key)
    row.choice.setCurrentIndex(index)
    row.choice.activated.emit(index)


@pytest.fixture
def ravi(services: Services) -> Person:
    """Somebody who was not asked."""
    ravi: Person = services.records.save(Person(title="Ravi Menon", roles=("mentor",)))
    services.records.save(page("Asked Ravi Menon", "Ravi Menon listened."))
    return ravi


def after(reports: ReportsPage, qtbot: QtBot) -> None:
    """Wait for what a choice makes of the document."""
    with qtbot.waitSignal(reports.previewer.checked, timeout=20_000):
        pass
    settled(reports, qtbot)


def test_a_person_is_named_without_consent_only_after_a_second_word_and_it_is_noted(
    context: Context, services: Services, ravi: Person, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    reports = shown(context, qtbot)
    assert "Menon" not in text(reports)
    step(reports, "review")
    row = reports.form.review.person(ravi.id)
    choose(row, "name")
    assert row is not None
    assert row.asking()
    QTest.mouseClick(row.no, LEFT)
    assert row.choice.value() == ""
    assert reports.form.choices.names == {}
    choose(row, "name")
    QTest.mouseClick(row.yes, LEFT)
    after(reports, qtbot)
    assert "Ravi Menon listened." in text(reports)
    assert not reports.desk.attention.isHidden()
    assert reports.desk.save_button.isEnabled()
    with qtbot.waitSignal(context.navigator.message, timeout=20_000):
        reports.deeds.save_to(str(tmp_path_factory.mktemp("out") / "named.pdf"))
    (left,) = services.records.all(Manifest)
    assert [(part.tag, part.text) for part in left.names] == [(ravi.id, "Ravi Menon")]


def test_a_person_is_left_out_or_called_otherwise_in_this_document_only(
    context: Context, services: Services, ravi: Person, qtbot: QtBot
) -> None:
    alma = services.records.save(consented("Dr Alma Rey"))
    secret = services.records.save(Person(title="Ines Duarte", confidential=True))
    services.records.save(page("With Alma Rey", "Alma Rey asked twice. Ines Duarte nodded."))
    reports = shown(context, qtbot)
    assert "Alma Rey asked twice." in text(reports)
    step(reports, "review")
    kept = reports.form.review.person(secret.id)
    assert kept is not None
    assert kept.choice.findData("name") == -1
    choose(reports.form.review.person(alma.id), "omit")
    after(reports, qtbot)
    assert "Alma" not in text(reports)
    assert services.records.get(Person, alma.id).display == "name"
    reports.hide()
    assert services.reporting.draft()["kinds"]["progress"]["names"] == {alma.id: "omit"}
    reports.show_document("review")
    assert reports.form.choices.names == {}


def test_a_name_that_is_nobodys_yet_is_added_to_people_as_one_step(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    services.records.save(
        page("A visit", "Then I met Hannah Lindqvist, and she told me. Hannah Lindqvist laughed.")
    )
    reports = shown(context, qtbot)
    step(reports, "review")
    row = next(row for row in reports.form.review.rows(NAMES) if "Lindqvist" in row.accessibleName())
    with qtbot.waitSignal(reports.previewer.checked, timeout=20_000):
        QTest.mouseClick(row.buttons["add"], LEFT)
    settled(reports, qtbot)
    assert "Lindqvist" not in text(reports)
    assert [person.title for person in services.records.all(Person)] == ["Hannah Lindqvist"]
    assert services.history.next_undo() == "Add to People"
    services.history.undo()
    assert services.records.all(Person) == ()


def test_a_quotation_without_consent_is_left_out_or_asked_for(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    services.records.save(page("The long silence", "I waited."))
    giver = services.records.save(Person(title="Ravi Menon", roles=("mentor",)))
    told = (Section("said", "", f"{SAID}."),)
    services.records.save(Feedback(title="On the talk", date=DAY, person=giver.id, sections=told))
    copied = services.records.save(page("The talk", f"What I heard afterwards: {SAID}."))
    reports = shown(context, qtbot)
    assert SAID in text(reports)
    step(reports, "review")
    QTest.mouseClick(reports.form.review.rows(QUOTES)[0].buttons["ask"], LEFT)
    settled(reports, qtbot)
    (asked,) = services.records.all(ActionItem)
    assert "quote" in asked.title
    assert asked.origin == copied.id
    with qtbot.waitSignal(reports.previewer.ready, timeout=20_000):
        QTest.mouseClick(reports.form.review.rows(QUOTES)[0].buttons["leave_out"], LEFT)
    settled(reports, qtbot)
    assert SAID not in text(reports)


def test_an_identifier_is_shown_with_its_place_and_put_aside_for_good(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    kept = services.records.save(
        page("A call", "Pay it to GB29 NWBK 6016 1331 9268 19, serial number SN-99123.")
    )
    reports = shown(context, qtbot)
    rows = reports.form.review.rows(IDENTIFIERS)
    assert rows
    waiting = reports.desk.attention.text()
    step(reports, "review")
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(rows[0].buttons["open"], LEFT)
    assert asked.args == [kept.id]
    QTest.mouseClick(rows[0].buttons["seen"], LEFT)
    assert len(reports.form.review.rows(IDENTIFIERS)) == len(rows) - 1
    assert reports.desk.attention.text() != waiting
    reports.flush()
    assert len(services.reporting.draft()["kinds"]["progress"]["seen"]) == 1
    assert reports.desk.save_button.isEnabled()


def test_a_layout_that_cannot_be_read_and_letters_without_a_face_are_said_before_saving(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    from mentorjournal.model.types import Layout

    services.records.save(page("Runes", "Written \U00012000 in clay."))
    wrong = services.records.save(Layout(title="Mine", document="progress", rules="title ="))
    reports = shown(context, qtbot)
    with qtbot.waitSignal(reports.previewer.checked, timeout=20_000):
        assert reports.show_record(wrong.id)
    settled(reports, qtbot)
    said = [row.accessibleName() for row in reports.form.review.rows(PAPER)]
    assert any("layout “Mine” cannot be read" in words for words in said)
    assert any("\U00012000" in words for words in said)
    assert "Written" in text(reports)
    assert "to look at" in reports.desk.attention.text()
    QTest.mouseClick(reports.desk.attention, LEFT)
    assert reports.form.stack.currentWidget() is reports.form.review


def test_where_the_journal_is_read_only_nothing_is_offered_that_writes(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    from mentorjournal.services.bundle import services_for
    from mentorjournal.storage.journal_file import open_journal

    services.records.save(page("A visit", "I met Hannah Lindqvist. Hannah Lindqvist laughed."))
    with open_journal(services.journal.path, read_only=True) as read:
        other = make_context(services_for(read))
        reports = shown(other, qtbot)
        for group in (NAMES, QUOTES):
            for row in reports.form.review.rows(group):
                assert not {"add", "ask"} & set(row.buttons)
        reports.hide()
        other.tasks.wait()


def test_a_choice_kept_by_an_older_version_is_read_as_that_of_the_progress_summary(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    silence = services.records.save(page("The long silence", "I waited."))
    services.records.save(dataclasses.replace(page("Second", "I spoke."), title="Second"))
    services.reporting.keep_draft({"purpose": "Old words", "period": "all", "dropped": [silence.id]})
    reports = shown(context, qtbot)
    assert reports.form.purpose_part.purpose.text() == "Old words"
    assert reports.form.purpose_part.chips["all"].isChecked()
    assert "The long silence" not in text(reports)
