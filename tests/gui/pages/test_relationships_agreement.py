"""The agreement of a relationship: written in place, agreed by both, amended, compared, printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.services.agreements import clauses
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import DAY, click_card, shown, type_line, unnamed_controls
from tests.reports.reading import page_texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tie(services: Services) -> Relationship:
    helena = services.records.save(Person(title="Helena Brandt"))
    return services.records.save(Relationship(title="Main mentor", person=helena.id))


@pytest.fixture
def page(context: Context, tie: Relationship, qtbot: QtBot) -> Iterator[RelationshipsPage]:
    made = shown(RelationshipsPage, context, qtbot)
    made.show_record(tie.id)
    yield made
    made.flush()


def agreed(services: Services, tie: Relationship) -> Agreement:
    version = services.agreements.begin(tie.id, DAY)
    texts = tuple(dataclasses.replace(part, text=f"We say {part.tag}.") for part in version.sections)
    services.agreements.write(version.id, {"sections": texts})
    return services.agreements.agree(version.id, DAY, mine=True, theirs=True)


def newest(services: Services, tie: Relationship) -> Agreement:
    return services.agreements.of(tie.id)[0]


def test_a_first_agreement_is_begun_and_written_with_prompts_for_my_side(
    page: RelationshipsPage, services: Services, tie: Relationship, qtbot: QtBot
) -> None:
    card = page.view.agreement
    assert (card.title.text(), card.open.text()) == ("No agreement yet", "Write an agreement")
    QTest.mouseClick(card.open, LEFT)
    assert page.middle.currentWidget() is page.desk
    editors = page.desk.sections.editors()
    assert [editor.placeholderText() for editor in editors] == [part.prompt for part in clauses("mentee")]
    assert editors[0].hasFocus()
    with qtbot.waitSignal(page.desk.autosaver.saved):
        QTest.keyClicks(editors[0], "The pilot is mine.")
    assert newest(services, tie).sections[0].text == "The pilot is mine."
    assert page.frame.side.record_id == newest(services, tie).id


def test_a_mentor_gets_the_other_prompts(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    services.records.amend(tie.id, {"my_role": "mentor"})
    page.open_agreement()
    first = page.desk.sections.editors()[0]
    assert first.placeholderText() == clauses("mentor")[0].prompt


def test_both_agree_each_on_a_day_and_then_it_is_only_read(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    page.open_agreement()
    head = page.desk.head
    QTest.keyClicks(page.desk.sections.editors()[0], "The pilot is mine.")
    type_line(head.mine, "9 Apr 2026")
    assert page.desk.sections.editors()[0].isReadOnly()
    assert "has not yet" in head.state.text()
    type_line(head.theirs, "12 Apr 2026")
    version = newest(services, tie)
    assert (version.agreed_by_me, version.agreed_by_them) == (dt.date(2026, 4, 9), dt.date(2026, 4, 12))
    assert head.review.value() == dt.date(2026, 7, 12)
    assert not head.both.isVisible()
    assert head.amend.isVisible()
    services.history.undo()
    assert head.theirs.value() is None
    assert head.both.isVisible()
    services.history.undo()
    assert not page.desk.sections.editors()[0].isReadOnly()


def test_a_day_is_taken_back_to_write_on(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    page.open_agreement()
    editor = page.desk.sections.editors()[0]
    QTest.keyClicks(editor, "The pilot is mine.")
    type_line(page.desk.head.mine, "9 Apr 2026")
    page.desk.head.mine.selectAll()
    QTest.keyClick(page.desk.head.mine, Qt.Key.Key_Delete)
    QTest.keyClick(page.desk.head.mine, Qt.Key.Key_Return)
    assert newest(services, tie).agreed_by_me is None
    assert not editor.isReadOnly()


def test_nothing_written_cannot_be_agreed_on_and_that_is_said(
    page: RelationshipsPage, services: Services, tie: Relationship, context: Context, qtbot: QtBot
) -> None:
    page.open_agreement()
    with qtbot.waitSignal(context.navigator.message) as told:
        QTest.mouseClick(page.desk.head.both, LEFT)
    assert "nothing to agree on" in str(told.args)
    assert newest(services, tie).agreed_by_me is None
    with qtbot.waitSignal(context.navigator.taken_back) as gone:
        QTest.keyClicks(page.desk.sections.editors()[0], "T")
    assert gone.args == told.args[1:]


def test_what_was_agreed_shows_only_the_sections_that_are_written(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    page.open_agreement()
    first, second = page.desk.sections.editors()[:2]
    QTest.keyClicks(first, "The pilot is mine.")
    assert second.isVisible()
    QTest.mouseClick(page.desk.head.both, LEFT)
    assert [editor.isVisible() for editor in page.desk.sections.editors()][:2] == [True, False]
    page.desk.amend()
    assert all(editor.isVisible() for editor in page.desk.sections.editors())


def test_we_agree_today_is_one_step(page: RelationshipsPage, services: Services, tie: Relationship) -> None:
    page.open_agreement()
    QTest.keyClicks(page.desk.sections.editors()[0], "The pilot is mine.")
    QTest.mouseClick(page.desk.head.both, LEFT)
    assert (newest(services, tie).agreed_by_me, newest(services, tie).agreed_by_them) == (DAY, DAY)
    assert newest(services, tie).sections[0].text == "The pilot is mine."
    assert services.history.undo() == "Agree"
    assert newest(services, tie).agreed_by_them is None


def test_a_change_is_a_new_version_that_says_what_changed_word_by_word(
    page: RelationshipsPage, services: Services, tie: Relationship, qtbot: QtBot
) -> None:
    first = agreed(services, tie)
    page.open_agreement()
    desk = page.desk
    assert desk.sections.editors()[0].isReadOnly()
    assert not desk.why.isVisible()
    QTest.mouseClick(desk.head.amend, LEFT)
    assert newest(services, tie).previous == first.id
    editor = desk.sections.editor("communication")
    editor.selectAll()
    with qtbot.waitSignal(desk.autosaver.saved):
        QTest.keyClicks(editor, "We say every week.")
    QTest.keyClicks(desk.why, "Shorter steps")
    desk.flush()
    assert newest(services, tie).changes == "Shorter steps"
    assert desk.changes.toggle.text() == "1 section changed since version 1"
    QTest.mouseClick(desk.changes.toggle, LEFT)
    (text,) = desk.changes.texts()
    assert "<s" in text
    assert "every week." in text
    assert services.agreements.of(tie.id)[1] == first


def test_earlier_versions_are_there_to_read(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    first = agreed(services, tie)
    services.agreements.amend(first.id, DAY)
    page.open_agreement()
    versions = page.desk.head.versions
    assert [versions.itemText(at) for at in range(versions.count())] == [
        "Version 2, being written",
        "Version 1, agreed 14 Apr",
    ]
    versions.setFocus()
    QTest.keyClick(versions, Qt.Key.Key_Down)
    assert page.desk.version == first
    assert page.desk.head.state.text() == "An earlier version, to read."
    assert not page.desk.head.mine.isEnabled()
    assert not page.desk.head.amend.isVisible()
    assert page.desk.sections.editors()[0].isReadOnly()


def test_a_version_being_written_is_deleted_and_comes_back(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    first = agreed(services, tie)
    page.open_agreement()
    assert not page.desk.head.discard.isVisible()
    page.desk.amend()
    QTest.mouseClick(page.desk.head.discard, LEFT)
    assert page.desk.version == first
    assert page.middle.currentWidget() is page.desk
    assert services.history.undo() == "Delete agreement"
    assert newest(services, tie).number == 2


def test_deleting_the_only_version_leads_back_to_the_relationship(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    page.open_agreement()
    QTest.mouseClick(page.desk.head.discard, LEFT)
    assert page.middle.currentWidget() is page.view
    assert page.view.agreement.title.text() == "No agreement yet"
    page.open_agreement()
    assert services.history.undo() == "New agreement"
    assert page.middle.currentWidget() is page.view


def test_the_card_says_how_it_stands_and_that_it_was_looked_at(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    version = agreed(services, tie)
    services.agreements.write(version.id, {"review_on": dt.date(2026, 4, 10)})
    card = page.view.agreement
    assert card.title.text() == "Agreement, version 1"
    assert card.badge.text() == "review overdue"
    assert "by me 14 Apr, by Helena Brandt 14 Apr" in card.small.text()
    QTest.mouseClick(card.reviewed, LEFT)
    assert newest(services, tie).review_on == dt.date(2027, 4, 14)
    assert card.badge.text() == ""
    assert not card.reviewed.isVisible()
    services.history.undo()
    assert card.badge.text() == "review overdue"


def test_back_leads_to_the_relationship_and_nothing_typed_is_lost(
    page: RelationshipsPage, services: Services, tie: Relationship
) -> None:
    other = services.records.save(Relationship(title="Other"))
    page.open_agreement()
    QTest.keyClicks(page.desk.sections.editors()[0], "The pilot")
    QTest.mouseClick(page.desk.head.back, LEFT)
    assert page.middle.currentWidget() is page.view
    assert page.view.agreement.open.hasFocus()
    assert newest(services, tie).sections[0].text == "The pilot"
    page.open_agreement()
    QTest.keyClicks(page.desk.sections.editors()[1], "Two courses")
    click_card(page, other.id)
    assert newest(services, tie).sections[1].text == "Two courses"
    assert page.middle.currentWidget() is page.view


def test_it_is_saved_as_two_pages_where_the_reader_says(
    page: RelationshipsPage,
    services: Services,
    tie: Relationship,
    context: Context,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    version = services.agreements.begin(tie.id, DAY)
    texts = tuple(dataclasses.replace(part, text="We say it plainly. " * 20) for part in version.sections)
    services.agreements.write(version.id, {"sections": texts})
    page.open_agreement()
    QTest.mouseClick(page.desk.head.pdf, LEFT)
    (dialog,) = page.desk.findChildren(QFileDialog)
    with qtbot.waitSignal(context.navigator.message) as told:
        dialog.fileSelected.emit(str(tmp_path / "agreement.pdf"))
    dialog.close()
    assert told.args == ["ok", "Saved agreement.pdf, 2 pages."]
    assert len(page_texts((tmp_path / "agreement.pdf").read_bytes())) == 2


def test_who_reads_otherwise_on_paper_is_said_before_it_is_saved(
    page: RelationshipsPage, services: Services, qtbot: QtBot
) -> None:
    services.records.save(Person(title="Ruth Okafor", roles=("mentor",)))
    page.open_agreement()
    assert not page.desk.head.others.isVisible()
    with qtbot.waitSignal(page.desk.autosaver.saved):
        QTest.keyClicks(page.desk.sections.editors()[0], "With Ruth too.")
    qtbot.waitUntil(page.desk.head.others.isVisible)
    said = "Only you two stand by name in the PDF. It gives Ruth Okafor as “Another mentor”."
    assert page.desk.head.others.text() == said


def test_a_refused_file_is_said(
    page: RelationshipsPage, services: Services, tie: Relationship, qtbot: QtBot
) -> None:
    agreed(services, tie)
    page.open_agreement()
    with qtbot.waitSignal(page.context.navigator.message) as told:
        page.desk.save_to(str(services.journal.path))
    assert "error" in str(told.args)


def test_a_journal_that_is_only_read_shows_the_agreement_and_prints_it(
    services: Services, tie: Relationship, make_context: ContextMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    agreed(services, tie)
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as journal:
        page = shown(RelationshipsPage, make_context(services_for(journal)), qtbot)
        page.show_record(tie.id)
        QTest.mouseClick(page.view.agreement.open, LEFT)
        head = page.desk.head
        assert page.middle.currentWidget() is page.desk
        for control in (head.mine, head.theirs, head.review, head.amend):
            assert not control.isEnabled()
            assert control.toolTip()
        assert all(editor.isReadOnly() for editor in page.desk.sections.editors())
        with qtbot.waitSignal(page.context.navigator.message):
            page.desk.save_to(str(tmp_path / "a.pdf"))
        assert (tmp_path / "a.pdf").exists()
        page.context.relay.stop()


def test_every_control_of_the_agreement_has_a_name_and_fits_at_twice_the_size(
    page: RelationshipsPage, services: Services, tie: Relationship, qtbot: QtBot
) -> None:
    page.open_agreement()
    assert unnamed_controls(page.desk) == []
    page.context.themes.wear("dark", 2.0)
    page.resize(968, 750)
    inside = page.desk.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= page.desk.viewport().width())
