"""Resources: added by title, address or file, read, rated, and found again where they were used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.resources import ResourcesPage
from mentorjournal.model.types import Goal, Person, Reflection, Resource
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    headings,
    press,
    saved,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[ResourcesPage]:
    made = shown(ResourcesPage, context, qtbot)
    yield made
    made.flush()


def kept(services: Services, title: str = "How Many Is Enough?", **fields: object) -> Resource:
    return services.records.save(Resource(title=title, date=DAY, **fields))  # type: ignore[arg-type]


def stored(page: ResourcesPage) -> Resource:
    return page.services.records.get(Resource, page.saver.record_id)


def drop(page: ResourcesPage, *paths: Path) -> bool:
    """Drop files on the page as the platform would; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, key = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 400), copy, data, button, key)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(600, 400), copy, data, button, key))
    return enter.isAccepted()


def test_a_resource_comes_into_the_journal_with_its_first_words(
    page: ResourcesPage, services: Services, qtbot: QtBot
) -> None:
    press(page.empty, "New resource")
    QTest.keyClicks(page.view.title, "A course")
    saved(page, qtbot)
    assert (stored(page).title, stored(page).status) == ("A course", "to_read")
    services.history.undo()
    assert page.middle.currentWidget() is page.empty


def test_the_list_stands_by_state_with_authors_and_worth(page: ResourcesPage, services: Services) -> None:
    kept(services, "Behind me", status="done", usefulness="4", authors="Kettleworth, P.", year=2021)
    kept(services, "Waiting")
    kept(services, "Now", status="reading")
    assert headings(page) == ["Reading", "To read", "Read"]
    assert [item.title for item in cards(page)] == ["Now", "Waiting", "Behind me"]
    assert (cards(page)[2].second, cards(page)[2].badge) == ("Kettleworth, P., 2021", "Changed what I do")


def test_state_and_worth_are_chosen_as_steps(page: ResourcesPage, services: Services) -> None:
    page.show_record(kept(services).id)
    press(page.view.state, "Reading")
    press(page.view.usefulness, "Useful")
    assert (stored(page).status, stored(page).usefulness) == ("reading", "3")
    assert headings(page) == ["Reading"]
    services.history.undo()
    assert page.view.usefulness.value() == ""
    assert services.history.next_undo() == "Change state"


def test_kinds_and_words_narrow_the_list(page: ResourcesPage, services: Services) -> None:
    article, tool = kept(services, "Alerts at night", kind="article"), kept(services, "Codebook", kind="tool")
    press(page.filter, "Articles")
    assert [item.key for item in cards(page)] == [article.id]
    press(page.filter, "Other")
    assert [item.key for item in cards(page)] == [tool.id]
    press(page.filter, "All")
    QTest.keyClicks(page.search, "night")
    assert [item.key for item in cards(page)] == [article.id]
    page.show_record(tool.id)
    assert len(cards(page)) == 2


def test_a_doi_or_an_address_makes_a_resource_whose_title_waits_to_be_typed_over(
    page: ResourcesPage, services: Services, qtbot: QtBot
) -> None:
    type_line(page.reference, "https://doi.org/10.5555/anc.2019.0417")
    assert (stored(page).doi, stored(page).kind, stored(page).date) == (
        "10.5555/anc.2019.0417",
        "article",
        DAY,
    )
    assert page.reference.text() == ""
    QTest.keyClicks(page.view.title, "Who Is Awake?")
    saved(page, qtbot)
    assert stored(page).title == "Who Is Awake?"
    type_line(page.reference, "www.example.org/reading-list")
    assert stored(page).url == "https://www.example.org/reading-list"


def test_what_is_no_reference_stays_in_the_field_and_is_told(
    page: ResourcesPage, services: Services, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.context.navigator.message) as told:
        type_line(page.reference, "a book about alerts")
    assert "neither a DOI" in told.args[1]
    assert page.reference.text() == "a book about alerts"
    assert services.records.counts().get("resource", 0) == 0


def test_a_dropped_pdf_becomes_a_resource_with_the_file_attached(
    page: ResourcesPage, services: Services, tmp_path: Path
) -> None:
    paper = tmp_path / "alerts_at night.pdf"
    paper.write_bytes(b"%PDF-1.7 tiny")
    assert drop(page, paper)
    (attachment,) = services.attachments.of(page.saver.record_id)
    assert (stored(page).title, stored(page).kind) == ("alerts at night", "article")
    assert services.attachments.read(attachment.id) == b"%PDF-1.7 tiny"
    services.history.undo()
    assert services.records.counts().get("resource", 0) == 0


def test_a_file_that_cannot_be_read_is_told_and_the_others_come_in(
    page: ResourcesPage, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(b"%PDF")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        drop(page, tmp_path / "gone.pdf", good)
    assert told.args[0] == "error"
    assert [item.title for item in services.records.all(Resource)] == ["good"]


def test_a_link_opens_only_on_click_and_only_on_the_web(
    page: ResourcesPage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    page.show_record(kept(services, doi="10.5555/x").id)
    assert opened == []
    press(page.view, "Open link")
    type_line(page.view.texts["url"], "https://example.org/a")
    press(page.view, "Open link")
    for bad in ("file:///etc/passwd", "javascript:alert(1)", "C:\\tool.exe", "smb://host/share"):
        type_line(page.view.texts["url"], bad)
        press(page.view, "Open link")
    assert opened == ["https://doi.org/10.5555/x", "https://example.org/a"]


def test_from_whom_and_for_which_goal(page: ResourcesPage, services: Services) -> None:
    goal = services.records.save(Goal(title="Read more"))
    page.show_record(kept(services).id)
    type_line(page.view.person, "Dr Lim")
    person = services.records.all(Person)[0]
    assert stored(page).recommended_by == person.id
    page.view.goal.setFocus()
    QTest.keyClick(page.view.goal, Qt.Key.Key_R)
    assert stored(page).goal == goal.id
    QTest.keyClick(page.view.goal, Qt.Key.Key_Home)
    assert stored(page).goal is None


def test_where_it_was_used_is_listed_and_opens(page: ResourcesPage, services: Services, qtbot: QtBot) -> None:
    resource = kept(services)
    entry = services.records.save(Reflection(title="After reading", date=DAY, related=(resource.id,)))
    page.show_record(resource.id)
    (row,) = page.view.used.rows.rows()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(row, LEFT)
    assert asked.args == [entry.id]


def test_typing_survives_a_change_made_elsewhere_and_undo_refreshes(
    page: ResourcesPage, services: Services
) -> None:
    resource = kept(services)
    page.show_record(resource.id)
    QTest.keyClicks(page.view.notes, "One ward")
    services.records.amend(resource.id, {"visibility": "exportable"}, "Change who may see it")
    assert (stored(page).notes, stored(page).visibility) == ("One ward", "exportable")
    services.history.undo()
    services.history.undo()
    assert page.view.notes.value() == ""
    assert stored(page).visibility == "private"


def test_a_year_that_cannot_be_read_stays_to_be_corrected(page: ResourcesPage, services: Services) -> None:
    page.show_record(kept(services).id)
    type_line(page.view.year, "soon")
    assert page.view.year.is_wrong()
    assert stored(page).year is None
    type_line(page.view.year, "2021")
    assert stored(page).year == 2021


def test_commands_fit_what_is_shown(page: ResourcesPage, services: Services) -> None:
    assert {command.key for command in page.commands()} == {"resource-new"}
    page.show_record(kept(services, url="https://example.org").id)
    keys = {command.key for command in page.commands()}
    assert keys == {"resource-new", "resource-delete", "inspector", "resource-open"}


def test_a_journal_for_reading_only_is_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    kept(services, notes="As it was.")
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(ResourcesPage, context, qtbot)
        QTest.keyClicks(page.view.notes, "no")
        QTest.keyClicks(page.reference, "10.5555/x")
        QTest.keyClick(page.reference, RETURN)
        press(page.view.state, "Reading")
        (tmp_path / "a.pdf").write_bytes(b"%PDF")
        assert not drop(page, tmp_path / "a.pdf")
        assert page.view.notes.value() == "As it was."
        assert page.view.state.value() == "to_read"
        assert len(cards(page)) == 1
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(
    page: ResourcesPage, services: Services, scale: float, qtbot: QtBot
) -> None:
    goal = services.records.save(Goal(title="A goal with a title that is longer than any field could show"))
    page.show_record(kept(services, goal=goal.id, url="https://example.org").id)
    wait_until_it_fits(page, scale, qtbot)


def test_every_control_has_a_name(page: ResourcesPage, services: Services) -> None:
    page.show_record(kept(services).id)
    assert unnamed_controls(page.list, page.view) == []
