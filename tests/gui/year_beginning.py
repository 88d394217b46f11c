"""The first half of a year of mentoring: somebody is found, and two people agree on how they work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mentorjournal.gui.dialogs.first_letter import FirstLetterDialog
from mentorjournal.gui.dialogs.fit_check import FitCheckDialog
from mentorjournal.gui.pages.mentor_search import MentorSearchPage
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Agreement, Person, Pulse, Relationship
from tests.gui.shell import bury, dialog
from tests.gui.year_of_mentoring import MENTOR, RETURN, Year, type_into

OTHER = "Dr Paul Meier"


def find_a_mentor(year: Year) -> None:
    """Two candidates, a letter, a first talk, a fit check each way, and one who agrees."""
    page = year.view("people", "Find a mentor", MentorSearchPage)
    for name in (OTHER, MENTOR):
        type_into(page.name, name)
        QTest.keyClick(page.name, RETURN)
    assert page.side.name.text() == MENTOR
    type_into(page.side.purpose, "To learn how a trial is run")
    write_the_letter(year, page)
    year.click(page.side, "Move to contacted")
    year.pass_days(6)
    page = year.view("people", "Find a mentor", MentorSearchPage)
    year.click(page.side, "Move to met")
    rate_the_fit(year, page)
    year.click(page.side, "Move to agreed")
    (tie,) = [tie for tie in year.services.records.all(Relationship) if tie.stage == "agreed"]
    assert tie.purpose == "To learn how a trial is run"
    assert tie.started_on == year.clock.today
    board = year.services.mentor_search.board(year.clock.today)
    assert [item.person.title for item in board.at("candidate")] == [OTHER]


def write_the_letter(year: Year, page: MentorSearchPage) -> None:
    year.click(page.side, "A first letter")
    letter = dialog(year.qtbot, year.session, FirstLetterDialog)
    for _ in range(2):  # what is in brackets is not written: asked once more
        year.click(letter, "Copy the letter")
    assert "To learn how a trial is run" in QGuiApplication.clipboard().text()
    QTest.keyClick(letter, Qt.Key.Key_Escape)
    bury()


def rate_the_fit(year: Year, page: MentorSearchPage) -> None:
    year.click(page.side, "Rate the fit")
    check = dialog(year.qtbot, year.session, FitCheckDialog)
    year.rate(check.rows, field=4, comfort=5, time=3)
    year.click(check, "Keep")
    bury()
    (fit,) = year.services.records.all(Pulse)
    assert fit.confidential
    assert page.side.fit.text().startswith("80 %")


def mentor_of(year: Year) -> Person:
    return next(person for person in year.services.records.all(Person) if person.title == MENTOR)


def open_relationship(year: Year) -> RelationshipsPage:
    """The relationship with the mentor, from the list of them."""
    page = year.view("people", "Relationships", RelationshipsPage)
    (tie,) = [tie for tie in year.services.records.all(Relationship) if tie.person == mentor_of(year).id]
    if page.saver.record_id != tie.id:
        assert page.show_record(tie.id)
    return page


def agree(year: Year) -> None:
    """A rhythm, three sections of an agreement, and both say yes."""
    page = open_relationship(year)
    year.click(page.view, "Change details")
    often = page.view.form.choices["cadence"]
    often.setFocus()
    QTest.keyClicks(often, "Every three")
    year.click(page.view, "Change details")
    (tie,) = [tie for tie in year.services.records.all(Relationship) if tie.stage == "agreed"]
    assert tie.cadence == "quarterly"
    year.click(page.view.agreement, "Write an agreement")
    desk = page.desk
    for number, words in (
        (0, "The trial is mine to plan."),
        (4, "Once a month, the agenda two days before."),
        (6, "What is said here stays here."),
    ):
        type_into(desk.sections.editors()[number], words)
    assert page.flush()
    year.click(desk.head, "We agree, today")
    (agreement,) = year.services.records.all(Agreement)
    assert agreement.agreed_by_me == agreement.agreed_by_them == year.clock.today
    assert [part.text for part in agreement.sections if part.text] == [
        "The trial is mine to plan.",
        "Once a month, the agenda two days before.",
        "What is said here stays here.",
    ]
