"""Filled feedback forms come back: as the feedback that was asked for, once, over nothing of mine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Attachment, Feedback, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.storage.journal_file import create
from tests.reports.form_filling import typed, written
from tests.services.form_answers import (
    ANSWERS,
    TODAY,
    file_of,
    form_of,
    texts_of,
)


def test_a_filled_form_answers_what_was_asked(services: Services, asked: Feedback, tmp_path: Path) -> None:
    path = file_of(tmp_path, typed(form_of(services, asked), ANSWERS, ("consent",)))
    taken = services.forms.take(path)
    assert (taken.changed, taken.record_id, taken.notes) == (True, asked.id, ())
    feedback = services.records.get(Feedback, asked.id)
    assert (feedback.direction, feedback.consent, feedback.date) == (
        "received",
        "given",
        dt.date(2026, 4, 12),
    )
    assert feedback.person == asked.person
    texts = texts_of(feedback)
    assert texts["behaviour"].splitlines() == ["You waited before you answered.", "Twice."]
    assert texts["own"] == "Yes, in May."
    (file,) = services.attachments.of(asked.id)
    assert services.attachments.read(file.id) == path.read_bytes()
    assert services.forms.waiting(TODAY) == ()
    services.history.undo()
    assert services.records.get(Feedback, asked.id) == asked
    assert services.records.all(Attachment) == ()


def test_without_the_tick_nobody_may_quote(services: Services, asked: Feedback, tmp_path: Path) -> None:
    services.forms.take(file_of(tmp_path, typed(form_of(services, asked), ANSWERS)))
    assert services.records.get(Feedback, asked.id).consent == "asked"


def test_the_same_answers_twice_change_nothing(services: Services, asked: Feedback, tmp_path: Path) -> None:
    data = written(form_of(services, asked), ANSWERS)
    services.forms.take(file_of(tmp_path, data))
    step = services.history.next_undo()
    again = services.forms.take(file_of(tmp_path, written(data, {}), "saved again.pdf"))
    assert not again.changed
    assert services.history.next_undo() == step
    assert len(services.records.all(Attachment)) == 1
    assert len(services.feedback.cards()) == 1


def test_an_answer_that_was_deleted_can_be_taken_in_again(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    path = file_of(tmp_path, written(form_of(services, asked), ANSWERS))
    services.records.trash(services.forms.take(path).record_id)
    taken = services.forms.take(path)
    assert taken.changed
    assert "in the trash" in taken.notes[0]
    assert services.records.get(Feedback, taken.record_id).deleted_at is None


def test_a_second_answer_comes_in_beside_the_first(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    form = form_of(services, asked)
    services.forms.take(file_of(tmp_path, written(form, ANSWERS)))
    taken = services.forms.take(
        file_of(tmp_path, written(form, {**ANSWERS, "q_impact": "On second thought"}))
    )
    assert "had an answer already" in taken.notes[0]
    second = services.records.get(Feedback, taken.record_id)
    assert second.related == (asked.id,)
    assert texts_of(second)["impact"] == "On second thought"
    assert texts_of(services.records.get(Feedback, asked.id))["impact"] == ANSWERS["q_impact"]


@pytest.mark.parametrize(
    ("mine", "why"),
    [
        ({"sections": (Section("impact", "Impact", "My own note."),)}, "your words"),
        ({"direction": "received", "date": dt.date(2026, 1, 2)}, "had an answer already"),
    ],
)
def test_what_i_wrote_on_a_request_is_nobodys_consented_words(
    services: Services, asked: Feedback, tmp_path: Path, mine: dict[str, object], why: str
) -> None:
    data = written(form_of(services, asked), {**ANSWERS, "consent": "Yes"})
    before = services.records.amend(asked.id, mine)
    taken = services.forms.take(file_of(tmp_path, data))
    assert services.records.get(Feedback, asked.id) == before
    answer = services.records.get(Feedback, taken.record_id)
    assert why in taken.notes[0]
    assert (answer.related, answer.consent, answer.person) == ((asked.id,), "given", asked.person)
    assert "My own note." not in texts_of(answer).values()
    assert texts_of(answer)["impact"] == ANSWERS["q_impact"]


def test_a_form_of_another_journal_is_new_feedback_with_a_note(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    data = written(form_of(services, asked), {**ANSWERS, "giver": "Ines Moreau", "consent": "Yes"})
    with create(tmp_path / "other.mentorjournal", clock=services.journal.clock) as other:
        elsewhere = services_for(other)
        taken = elsewhere.forms.take(file_of(tmp_path, data))
        assert "not in this journal" in taken.notes[0]
        feedback = elsewhere.records.get(Feedback, taken.record_id)
        assert (feedback.direction, feedback.model, feedback.consent) == ("received", "sbi", "given")
        assert elsewhere.records.get(Person, feedback.person or "").title == "Ines Moreau"
        assert [part.heading for part in feedback.sections if part.tag == "own"] == [
            "May I lead the next one?"
        ]
        elsewhere.history.undo()
        assert elsewhere.records.all(Person) == ()


def test_a_request_in_the_trash_stays_there(services: Services, asked: Feedback, tmp_path: Path) -> None:
    data = written(form_of(services, asked), ANSWERS)
    services.records.trash(asked.id)
    taken = services.forms.take(file_of(tmp_path, data))
    assert taken.record_id != asked.id
    assert "in the trash" in taken.notes[0]


def test_another_name_than_that_of_whom_was_asked_is_told(
    services: Services, asked: Feedback, tmp_path: Path
) -> None:
    taken = services.forms.take(
        file_of(tmp_path, written(form_of(services, asked), {**ANSWERS, "giver": "Ines"}))
    )
    assert "signed by Ines" in taken.notes[0]
    feedback = services.records.get(Feedback, asked.id)
    assert feedback.person == asked.person
    assert "Ines" not in " ".join(texts_of(feedback).values())  # what is quoted holds the answers alone


@pytest.mark.parametrize(
    ("words", "day", "note"),
    [
        ("", TODAY, ""),
        ("next week", TODAY, "could not be read"),
        ("1 January 9999", TODAY, "still to come"),
        ("03/04/2026", dt.date(2026, 4, 3), "2026-04-03"),
    ],
)
def test_the_day_is_read_as_people_write_it(
    services: Services, asked: Feedback, tmp_path: Path, words: str, day: dt.date, note: str
) -> None:
    taken = services.forms.take(
        file_of(tmp_path, written(form_of(services, asked), {**ANSWERS, "given_on": words}))
    )
    assert services.records.get(Feedback, asked.id).date == day
    assert note in "".join(taken.notes)


def test_on_letter_paper_the_month_comes_first(services: Services, asked: Feedback, tmp_path: Path) -> None:
    data = written(form_of(services, asked, "letter"), {**ANSWERS, "given_on": "03/04/2026"})
    services.forms.take(file_of(tmp_path, data))
    assert services.records.get(Feedback, asked.id).date == dt.date(2026, 3, 4)


def test_feedback_that_waits_is_not_counted_as_received(services: Services, asked: Feedback) -> None:
    services.records.amend(asked.id, {"visibility": "exportable"})
    assert services.feedback.cards("received") == ()
    here = services.records.save(Feedback(title="Here", date=TODAY, visibility="exportable"))
    offered = {one.id for one in services.reporting.candidates(ReportOptions())}
    assert here.id in offered
    assert asked.id not in offered
