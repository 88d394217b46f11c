"""The second half of a year of mentoring: how it is between two people, a new version, and the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorjournal.gui.dialogs.closure import ClosureDialog
from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog
from mentorjournal.model.types import ActionItem, Agreement, Pulse, Question, Relationship
from tests.gui.shell import bury, dialog, keys, no_dialog
from tests.gui.year_beginning import mentor_of, open_relationship
from tests.gui.year_of_mentoring import MENTOR, Year, type_into


def look_how_it_is(year: Year, raised: str, note: str) -> None:
    """The check of half a year: numbers, a private note, and a question raised from it."""
    page = open_relationship(year)
    year.click(page.view.check, "Check how it is")
    check = dialog(year.qtbot, year.session, RelationshipCheckDialog)
    year.rate(check.rows, trust=8, honesty=7, respect=9, comfort=6, clarity=7, time=4)
    type_into(check.note, note)
    check.raise_it.setFocus()
    QTest.keyClick(check.raise_it, Qt.Key.Key_Space)
    type_into(check.words, raised)
    year.click(check, "Keep")
    year.qtbot.waitUntil(lambda: no_dialog(year.session, RelationshipCheckDialog))
    bury()
    (pulse,) = [item for item in year.services.records.all(Pulse) if item.instrument == "relationship_check"]
    assert pulse.confidential
    (question,) = [item for item in year.services.records.all(Question) if item.origin == pulse.id]
    assert (question.title, question.for_whom) == (raised, mentor_of(year).id)


def renegotiate(year: Year, words: str, why: str) -> None:
    """A second version of the agreement, with one part put anew."""
    page = open_relationship(year)
    year.click(page.view.agreement, "Open agreement")
    desk = page.desk
    year.click(desk.head, "Change it in a new version")
    type_into(desk.why, why)
    editor = desk.sections.editors()[4]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, words)
    assert page.flush()
    year.click(desk.head, "We agree, today")
    first, second = sorted(year.services.records.all(Agreement), key=lambda item: item.number or 0)
    assert second.previous == first.id
    assert (second.changes, second.agreed_by_them) == (why, year.clock.today)
    assert first.sections[4].text == "Once a month, the agenda two days before."
    assert second.sections[4].text == words
    assert second.sections[0].text == first.sections[0].text


def close_well(year: Year) -> None:
    """Through the five steps: why, what was achieved, what is open, thanks, the end; one undo takes it back."""
    page = open_relationship(year)
    year.click(page.view, "Close…")
    wizard = dialog(year.qtbot, year.session, ClosureDialog)
    year.click(wizard.why.reason, "The planned time is over")
    year.click(wizard.why, "Begin with a text for this reason")
    year.click(wizard, "Next")
    type_into(wizard.achieved.words, "A protocol that a nurse can read")
    year.click(wizard, "Next")
    fates = wizard.promises.choices
    for key in fates:
        year.click(fates[key], "Let go")
    year.click(wizard, "Next")
    type_into(wizard.thanks.thanks, "For waiting.")
    year.click(wizard, "Next")
    assert "waiting" not in wizard.end.paper.value()
    year.click(wizard, "Close the relationship")
    year.qtbot.waitUntil(lambda: no_dialog(year.session, ClosureDialog))
    bury()
    tie = year.services.records.get(Relationship, page.saver.record_id)
    assert (tie.phase, tie.closing_reason, tie.closed_on) == ("closed", "time", year.clock.today)
    assert (tie.achievements, tie.thanks) == ("A protocol that a nurse can read", "For waiting.")
    assert tie.closing_words
    assert not [item for item in year.services.records.all(ActionItem) if item.id in fates and item.is_open]
    keys(year.qtbot, year.session, Qt.Key.Key_Z)
    assert year.services.records.get(Relationship, tie.id).phase != "closed"
    keys(year.qtbot, year.session, Qt.Key.Key_Z, shift=True)
    assert year.services.records.get(Relationship, tie.id) == tie
    assert MENTOR in page.view.heading.text()
