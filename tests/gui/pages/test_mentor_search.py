"""The board of a search: named, moved, rated, compared, written to, met; each deed one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.first_letter import FirstLetterDialog
from mentorjournal.gui.dialogs.fit_check import FitCheckDialog
from mentorjournal.gui.dialogs.fit_criteria import FitCriteriaDialog
from mentorjournal.gui.pages.mentor_search import MentorSearchPage
from mentorjournal.gui.pages.mentor_search_board import CandidateCard, parcel
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.model.types import Meeting, Person, Pulse, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import open_services
from mentorjournal.services.profile import Owner

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Context], MentorSearchPage]:
    def make(context: Context) -> MentorSearchPage:
        page = MentorSearchPage(context)
        qtbot.addWidget(page)
        page.resize(1160, 760)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return make


@pytest.fixture
def page(context: Context, show: Callable[[Context], MentorSearchPage]) -> MentorSearchPage:
    return show(context)


def named(qtbot: QtBot, page: MentorSearchPage, name: str) -> CandidateCard:
    QTest.keyClicks(page.name, name)
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    return next(card for card in page.board.cards() if card.candidate.person.title == name)


def stage(services: Services, name: str = "Helena Brandt") -> str:
    board = services.mentor_search.board(DAY)
    return next(item.stage for item in board.candidates if item.person.title == name)


def test_an_empty_search_teaches_and_leads_to_the_name(qtbot: QtBot, page: MentorSearchPage) -> None:
    assert page.empty.isVisible()
    assert not page.board.isVisible()
    QTest.mouseClick(page.empty.button, LEFT)
    assert page.name.hasFocus()


def test_a_candidate_is_named_and_their_page_is_shown(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    assert page.side.name.text() == "Helena Brandt"
    assert page.name.text() == ""
    assert not page.empty.isVisible()
    services.history.undo()
    assert page.empty.isVisible()
    assert not page.side.isVisible()
    assert services.records.all(Person) == ()


def test_ctrl_with_an_arrow_moves_a_card_and_it_keeps_the_focus(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt").setFocus()
    for wanted in ("contacted", "met"):
        QTest.keyClick(page.board.cards()[0], Qt.Key.Key_Right, CONTROL)
        assert stage(services) == wanted
        assert page.board.cards()[0].hasFocus()
    QTest.keyClick(page.board.cards()[0], Qt.Key.Key_Left, CONTROL)
    assert stage(services) == "contacted"
    assert services.history.undo() == "Move to contacted"
    assert stage(services) == "met"
    assert page.board.columns["met"].cards


def test_arrows_walk_from_card_to_card_and_return_chooses(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    for name, where in (("Amara", "candidate"), ("Bo", "candidate"), ("Chidi", "met")):
        services.mentor_search.move(services.mentor_search.add(name).id, where, DAY)
    amara, bo, chidi = page.board.cards()
    amara.setFocus()
    QTest.keyClick(amara, Qt.Key.Key_Down)
    assert bo.hasFocus()
    QTest.keyClick(bo, Qt.Key.Key_Right)
    assert chidi.hasFocus()
    QTest.keyClick(chidi, Qt.Key.Key_Space)
    assert page.side.name.text() == "Chidi"
    QTest.keyClick(page.board.cards()[2], Qt.Key.Key_Left)
    assert page.board.cards()[0].hasFocus()


def test_tab_goes_from_the_name_to_the_cards_and_then_to_the_page_beside(
    qtbot: QtBot, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    wanted = (page.name, page.head.add, page.head.matters, page.board.cards()[0], page.side.remove)
    wanted[0].setFocus()
    for before, after in pairwise(wanted):
        assert page.focusWidget() is before
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert page.focusWidget() is after


def test_a_card_let_go_over_a_column_moves_there(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    card = named(qtbot, page, "Helena Brandt")
    drop(page.board.columns["declined"], parcel(card.candidate.id))
    assert stage(services) == "declined"
    assert services.history.undo() == "Move to declined"


def drop(column: QWidget, data: QMimeData) -> None:
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    column.dropEvent(event)


def test_the_button_and_the_list_of_stages_move_too(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    assert page.side.next.text() == "Move to contacted"
    QTest.mouseClick(page.side.next, LEFT)
    assert stage(services) == "contacted"
    page.side.stage.setFocus()
    QTest.keyClick(page.side.stage, Qt.Key.Key_Down)
    assert stage(services) == "met"


def test_who_agrees_has_a_relationship_of_their_own(
    qtbot: QtBot, services: Services, context: Context, page: MentorSearchPage
) -> None:
    card = named(qtbot, page, "Helena Brandt")
    wanted: list[tuple[str, str]] = []
    context.navigator.view_wanted.connect(lambda key, view: wanted.append((key, view)))
    with qtbot.waitSignal(context.navigator.message) as told:
        drop(page.board.columns["agreed"], parcel(card.candidate.id))
    assert told.args is not None
    assert "agreed" in told.args[1]
    (tie,) = services.records.all(Relationship)
    assert (tie.phase, tie.started_on) == ("initiation", DAY)
    QTest.mouseClick(page.side.relationship, LEFT)
    assert wanted == [(tie.id, "relationships")]


def test_what_is_written_is_saved_and_survives_a_move(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    QTest.keyClicks(page.side.purpose, "Plan the thesis")
    QTest.keyClicks(page.side.notes, "Kind to juniors")
    QTest.keyClicks(page.side.hours, "2")
    QTest.mouseClick(page.side.next, LEFT)
    (tie,) = services.records.all(Relationship)
    (person,) = services.records.all(Person)
    assert (tie.purpose, tie.offered, tie.stage) == ("Plan the thesis", 2, "contacted")
    assert person.notes == "Kind to juniors"
    assert page.side.purpose.value() == "Plan the thesis"


def test_typing_is_saved_by_itself(qtbot: QtBot, services: Services, page: MentorSearchPage) -> None:
    named(qtbot, page, "Helena Brandt")
    with qtbot.waitSignal(page.saver.autosaver.saved):
        QTest.keyClicks(page.side.notes, "Answers fast")
    assert services.records.all(Person)[0].notes == "Answers fast"


def dialog(qtbot: QtBot, page: MentorSearchPage, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: bool(page.window().findChildren(kind)))
    found = page.window().findChildren(kind)[0]
    qtbot.waitExposed(found)
    return found


def test_the_fit_is_rated_and_candidates_stand_side_by_side(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    QTest.mouseClick(page.side.rate, LEFT)
    rating = dialog(qtbot, page, FitCheckDialog)
    assert isinstance(rating, FitCheckDialog)
    for row in rating.rows.values():
        QTest.keyClicks(row.scale, "4")
    assert "80 %" in rating.outcome.text()
    QTest.mouseClick(rating.keep_button, LEFT)
    assert services.mentor_search.board(DAY).candidates[0].percent == pytest.approx(80)
    assert page.table.isVisible()
    bars = [bar for bar in page.table.findChildren(Bar) if bar.accessibleName().startswith("Helena Brandt")]
    assert {bar.accessibleDescription() for bar in bars} == {"4 of 5"}
    assert "80 % on 14 Apr" in page.side.fit.text()
    assert not page.hint.isVisible()
    services.history.undo()
    assert services.records.all(Pulse) == ()
    assert not page.table.isVisible()


def test_when_nobody_fits_the_page_says_whom_to_ask(services: Services, page: MentorSearchPage) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.rate(tie.id, {"time": 1}, "", DAY)
    assert page.hint.isVisible()


def test_criteria_are_added_renamed_weighed_and_taken_off_in_one_step(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    before = services.mentor_search.criteria()
    QTest.mouseClick(page.head.matters, LEFT)
    edit = dialog(qtbot, page, FitCriteriaDialog)
    assert isinstance(edit, FitCriteriaDialog)
    QTest.mouseClick(edit.rows[0].off, LEFT)
    edit.rows[0].name.selectAll()
    QTest.keyClicks(edit.rows[0].name, "Depth")
    proxy = edit.rows[0].weight.focusProxy()
    assert proxy is not None
    proxy.setFocus()
    edit.rows[0].weight.set_value("5")
    QTest.mouseClick(edit.more, LEFT)
    QTest.keyClicks(edit.rows[-1].name, "Speaks my language")
    QTest.mouseClick(edit.keep_button, LEFT)
    now = services.mentor_search.criteria()
    assert [item.key for item in now[:-1]] == [item.key for item in before[1:]]
    assert (now[0].label, now[0].weight, now[-1].label) == ("Depth", 5, "Speaks my language")
    assert services.history.undo() == "Change what matters in a mentor"
    assert services.mentor_search.criteria() == before


class Post(QObject):
    """Takes the letters that would go to a mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.letters.append(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def test_the_first_letter_can_be_changed_copied_and_mailed(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    services.profile.save(Owner(name="Amara Osei"))
    card = named(qtbot, page, "Helena Brandt")
    services.records.amend(card.candidate.person.id, {"email": "h@x.example"})
    QTest.mouseClick(page.side.letter, LEFT)
    letter = dialog(qtbot, page, FirstLetterDialog)
    assert isinstance(letter, FirstLetterDialog)
    assert "Dear Helena Brandt" in letter.text.value()
    QTest.keyClicks(letter.text, "Hello! ")
    QGuiApplication.clipboard().setText("")
    QTest.mouseClick(letter.copy, LEFT)
    assert QGuiApplication.clipboard().text() == ""
    assert letter.message.text().startswith("Still to be written: [")
    QTest.mouseClick(letter.copy, LEFT)
    assert "Hello! Dear Helena Brandt" in QGuiApplication.clipboard().text()
    post = Post()
    QDesktopServices.setUrlHandler("mailto", post, "take")  # type: ignore[arg-type]
    QTest.mouseClick(letter.mail, LEFT)
    QDesktopServices.unsetUrlHandler("mailto")
    assert post.letters[0].startswith("mailto:h@x.example?subject=")
    assert "body=Hello%21%20Dear%20Helena%20Brandt" in post.letters[0]
    letter.reject()


def test_after_a_letter_its_address_is_kept_and_a_candidate_can_be_moved_on(
    qtbot: QtBot, services: Services, page: MentorSearchPage
) -> None:
    card = named(qtbot, page, "Helena Brandt")
    QTest.mouseClick(page.side.letter, LEFT)
    letter = dialog(qtbot, page, FirstLetterDialog)
    assert isinstance(letter, FirstLetterDialog)
    letter.text.set_value("All of it is written.")
    QTest.keyClicks(letter.to, "h@x.example")
    QTest.mouseClick(letter.copy, LEFT)
    assert QGuiApplication.clipboard().text().endswith("All of it is written.")
    assert services.records.get(Person, card.candidate.person.id).email == "h@x.example"
    (move,) = [link for link in letter.findChildren(QAbstractButton) if link.text() == "Move to contacted"]
    QTest.mouseClick(move, LEFT)
    board = services.mentor_search.board(DAY)
    assert [item.stage for item in board.candidates] == ["contacted"]
    assert letter.message.text().startswith("Moved to contacted")
    assert services.history.undo() == "Move to contacted"
    assert services.history.undo() == "Keep email address"
    assert services.records.get(Person, card.candidate.person.id).email == ""
    letter.reject()


def test_the_first_meeting_is_planned_with_its_agenda(
    qtbot: QtBot, services: Services, context: Context, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    with qtbot.waitSignal(context.navigator.record_wanted) as wanted:
        QTest.mouseClick(page.side.meeting, LEFT)
    (meeting,) = services.records.all(Meeting)
    assert wanted.args == [meeting.id]
    assert services.meetings.page(meeting.id).agenda
    assert (page.side.meeting.text(), page.side.planned.text()) == (
        "Open it",
        "A meeting is planned for Tue 21 Apr.",
    )
    with qtbot.waitSignal(context.navigator.record_wanted) as again:
        QTest.mouseClick(page.side.meeting, LEFT)
    assert again.args == [meeting.id]
    assert services.history.undo() == "Plan first meeting"
    assert page.side.meeting.text() == "Plan the first meeting"
    assert services.records.all(Meeting) == ()


def test_off_the_board_the_person_stays(qtbot: QtBot, services: Services, page: MentorSearchPage) -> None:
    named(qtbot, page, "Helena Brandt")
    QTest.mouseClick(page.side.remove, LEFT)
    assert page.empty.isVisible()
    assert len(services.records.all(Person)) == 1
    services.history.undo()
    assert page.board.cards()


def test_off_the_board_is_not_said_where_the_journal_refused(
    qtbot: QtBot, services: Services, page: MentorSearchPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(qtbot, page, "Helena Brandt")
    told: list[tuple[str, str]] = []
    page.context.navigator.message.connect(lambda kind, text: told.append((kind, text)))

    def refuse(*_: object, **__: object) -> None:
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(services.records, "trash", refuse)
    QTest.mouseClick(page.side.remove, LEFT)
    assert told == [("error", "The disk is full.")]


def test_a_letter_is_left_only_when_asked_again_without_having_gone_on(
    qtbot: QtBot, page: MentorSearchPage
) -> None:
    named(qtbot, page, "Helena Brandt")
    QTest.mouseClick(page.side.letter, LEFT)
    letter = dialog(qtbot, page, FirstLetterDialog)
    assert isinstance(letter, FirstLetterDialog)
    for words in ("Hello! ", "Dear me. "):
        QTest.keyClicks(letter.text, words)
        QTest.keyClick(letter, Qt.Key.Key_Escape)
        assert letter.isVisible()
        assert letter.message.isVisible()
    QTest.keyClick(letter, Qt.Key.Key_Escape)
    assert not letter.isVisible()


def test_what_waits_is_marked_on_the_card(services: Services, page: MentorSearchPage) -> None:
    tie = services.mentor_search.add("Helena Brandt")
    services.mentor_search.move(tie.id, "met", DAY)
    assert "fit check due" in page.board.cards()[0].accessibleName()


def test_every_deed_is_in_the_palette(qtbot: QtBot, page: MentorSearchPage) -> None:
    named(qtbot, page, "Helena Brandt")
    keys = {command.key for command in page.commands()}
    assert {
        "search-add",
        "search-weigh",
        "search-rate",
        "search-letter",
        "search-meeting",
        "search-off",
    } <= keys


def test_a_journal_that_is_only_read_shows_and_changes_nothing(
    qtbot: QtBot,
    services: Services,
    make_context: Callable[[Services], Context],
    show: Callable[[Context], MentorSearchPage],
) -> None:
    services.mentor_search.add("Helena Brandt")
    with_lock = open_services(services.journal.path, "")
    try:
        page = show(make_context(with_lock))
        assert page.side.name.text() == "Helena Brandt"
        for control in (page.head.add, page.head.matters, page.side.next, page.side.rate, page.side.meeting):
            assert not control.isEnabled()
            assert control.toolTip()
        QTest.keyClick(page.board.cards()[0], Qt.Key.Key_Right, CONTROL)
        assert stage(services) == "candidate"
        assert page.commands() == ()
    finally:
        with_lock.journal.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_at_any_text_size(
    qtbot: QtBot, context: Context, page: MentorSearchPage, scale: float
) -> None:
    named(qtbot, page, "Helena Brandt")
    context.themes.wear("light", scale)
    qtbot.wait(0)
    for control in page.findChildren(QWidget):
        if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = getattr(control, "text", lambda: "")()
            assert control.accessibleName() or text, type(control).__name__


def test_in_large_text_the_columns_stand_below_each_other_and_nothing_scrolls_sideways(
    qtbot: QtBot, services: Services, context: Context, page: MentorSearchPage
) -> None:
    for number in range(6):
        made = services.mentor_search.add(f"Candidate {number}")
        services.mentor_search.rate(made.id, {"field": 4, "time": number % 5}, "", DAY)
    columns = list(page.board.columns.values())
    qtbot.waitUntil(lambda: len({column.y() for column in columns}) == 1)
    page.resize(760, 700)
    context.themes.wear("light", 2.0)
    qtbot.waitUntil(lambda: len({column.y() for column in columns}) > 1)
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)
    assert page.board.cards()[0].width() > 0
    context.themes.wear("light", 1.0)
    page.resize(1160, 760)
    qtbot.waitUntil(lambda: len({column.y() for column in columns}) == 1)
