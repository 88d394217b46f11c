"""Asking for feedback and for a confirmation: one page, nothing private, and what waits is known."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mentorjournal.errors import InvalidRecord, NotFound, ReadOnlyJournal, ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import Activity, Claim, Feedback, Meeting, Person
from mentorjournal.reports.blocks import Facts
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.forms import FeedbackAsk, StatementAsk, read_form
from mentorjournal.services.reporting.names import LEFT_OUT
from mentorjournal.storage.journal_file import open_journal
from tests.reports.reading import page_texts
from tests.services.form_answers import (
    SECRET,
    TODAY,
    form_of,
)


def test_asking_keeps_what_was_asked_and_waits_as_one_step(services: Services, asked: Feedback) -> None:
    (waiting,) = services.forms.waiting(TODAY + dt.timedelta(days=9))
    assert (waiting.feedback.id, waiting.person, waiting.days) == (asked.id, "Dr Helena Brandt", 9)
    assert (asked.direction, asked.model, asked.consent) == ("asked", "sbi", "asked")
    assert asked.sections[-1] == Section("own", "May I lead the next one?", "")
    services.history.undo()
    assert services.forms.waiting(TODAY) == ()


def test_asking_again_brings_the_same_record_up_to_date(services: Services, asked: Feedback) -> None:
    again = services.forms.ask(FeedbackAsk(asked.person or "", "My poster", "free", feedback_id=asked.id))
    assert again.id == asked.id
    assert (again.on_what, again.title, again.model) == ("My poster", "My poster", "free")
    assert len(services.feedback.cards()) == 1


def test_what_has_its_answer_is_not_asked_again(services: Services, asked: Feedback) -> None:
    services.records.amend(asked.id, {"direction": "received"})
    with pytest.raises(InvalidRecord, match="has its answer"):
        services.forms.ask(FeedbackAsk(feedback_id=asked.id))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("model", ["free", "sbi", "start_stop_continue", "pendleton", "feedforward"])
def test_a_form_is_one_page_with_the_questions_of_its_structure(
    services: Services, helena: Person, model: str, paper: Any
) -> None:
    ask = FeedbackAsk(helena.id, "A long matter, told at length. " * 20, model, "And what else? " * 20, paper)
    (text,) = page_texts(services.forms.pdf(services.forms.feedback_preview(ask), paper))
    flat = " ".join(text.split())
    assert "Feedback for Anna Keller" in flat
    assert "Dr Helena Brandt" in flat
    assert "You may quote my words" in flat
    filled = read_form(
        services.forms.pdf(services.forms.feedback_preview(replace(ask, feedback_id="")), paper)
    )
    assert filled is None  # a preview answers nothing


def test_only_what_the_form_is_for_leaves(services: Services, helena: Person) -> None:
    services.records.save(Person(title=f"Otto {SECRET}"))
    services.records.amend(helena.id, {"notes": SECRET, "email": f"{SECRET}@example.org"})
    asked = services.forms.ask(FeedbackAsk(helena.id, f"The talk with Otto {SECRET}", "sbi"))
    services.records.amend(
        asked.id, {"response": SECRET, "sections": (Section("what", "Situation", SECRET),)}
    )
    data = form_of(services, asked)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = " ".join(
            str(field.get("/V", "")) + str(field.get("/TU", "")) for field in pdf.Root.AcroForm.Fields
        )
        said += (
            " ".join(str(value) for _, value in pdf.docinfo.items()) + pdf.Root.Metadata.read_bytes().decode()
        )
    assert SECRET not in "".join(page_texts(data)) + said


def test_a_confidential_request_or_claim_stays(services: Services, asked: Feedback, claim: Claim) -> None:
    services.records.amend(asked.id, {"confidential": True})
    services.records.amend(claim.id, {"confidential": True})
    with pytest.raises(ReportError, match="confidential"):
        services.forms.feedback_form(asked.id)
    with pytest.raises(ReportError, match="confidential"):
        services.forms.provider_statement(claim.id)


def test_unseen_in_a_statement_nothing_tells_a_name_that_is_left_out(
    services: Services, claim: Claim
) -> None:
    services.records.save(Person(title="Ignatius Vellacott", display="omit"))
    services.records.amend(claim.id, {"title": "With Ignatius Vellacott"})
    filled = read_form(services.forms.pdf(services.forms.provider_statement(claim.id)))
    assert filled is not None
    guessed = hashlib.sha256(f"{claim.id} With Ignatius Vellacott".encode()).hexdigest()[:16]
    assert guessed not in filled.carried("mj_stated")


@pytest.mark.parametrize(
    ("stays", "provider", "hours", "worth"),
    [
        ({"visibility": "private"}, "", "", 0.0),
        ({"confidential": True}, "", "", 0.0),
        ({}, "Clinic of [name left out]", "3", 3.0),
    ],
)
def test_only_what_may_leave_is_put_into_a_statement(
    services: Services, claim: Claim, stays: dict[str, Any], provider: str, hours: str, worth: float
) -> None:
    services.records.save(Person(title="Ignatius Vellacott", display="omit"))
    done = Activity(title="Group", provider="Clinic of Ignatius Vellacott", hours=3, visibility="exportable")
    counted = services.records.save(replace(done, **stays))
    services.records.amend(claim.id, {"amount": None, "counts": (counted.id,)})
    ask = services.forms.statement_ask(claim.id)
    assert (ask.provider, ask.hours) == (provider, hours)
    facts = next(
        one for one in services.forms.provider_statement(claim.id, ask).blocks if isinstance(one, Facts)
    )
    assert dict(facts.rows).get("Points", "0") == f"{worth:g}"


def test_a_confidential_scheme_is_not_named_on_a_statement(services: Services, claim: Claim) -> None:
    services.records.amend(claim.scheme or "", {"confidential": True, "title": f"{SECRET} award"})
    data = services.forms.pdf(services.forms.provider_statement(claim.id))
    (text,) = page_texts(data)
    assert "Statistics for clinicians" in text
    filled = read_form(data)
    assert filled is not None
    for words in (SECRET, "Training and learning", "Points", "learning"):
        assert words not in text + filled.carried("mj_stated")


def test_a_request_in_the_trash_makes_no_form(services: Services, asked: Feedback) -> None:
    services.records.trash(asked.id)
    with pytest.raises(NotFound, match="in the trash"):
        services.forms.feedback_form(asked.id)


@pytest.mark.parametrize(("logged", "hours"), [(9.0, ""), (0.5, "1")])
def test_hours_that_follow_from_a_private_activity_of_a_meeting_are_not_put_into_a_statement(
    services: Services, claim: Claim, logged: float, hours: str
) -> None:
    met = services.records.save(
        Meeting(title="Course", date=TODAY, status="held", minutes=60, visibility="exportable")
    )
    services.records.save(Activity(title="Sotto", hours=logged, meeting=met.id, confidential=True))
    services.records.amend(claim.id, {"amount": None, "counts": (met.id,)})
    assert services.forms.statement_ask(claim.id).hours == hours


def test_who_stands_in_a_statement_is_noted_with_it(
    services: Services, helena: Person, claim: Claim, tmp_path: Path
) -> None:
    otto = services.records.save(Person(title="Otto Quintero", display="name", consent="given"))
    lost = services.records.save(Person(title="Ignatius Vellacott", display="omit"))
    services.records.amend(claim.id, {"title": "Outreach with Otto Quintero and Ignatius Vellacott"})
    ask = StatementAsk("Dr Helena Brandt")
    services.forms.hand_out_statement(claim.id, ask, services.forms.save_to(tmp_path / "st.pdf", "a4"))
    (left,) = services.handing_out.all()
    assert {(one.tag, one.text) for one in left.names} == {
        (otto.id, "Otto Quintero"),
        (lost.id, LEFT_OUT),
        (helena.id, "Dr Helena Brandt"),
    }


def test_a_journal_that_cannot_be_written_lets_no_form_out(
    services: Services, helena: Person, claim: Claim, tmp_path: Path
) -> None:
    out = tmp_path / "form.pdf"
    with open_journal(services.journal.path, read_only=True) as again:
        forms = services_for(again).forms
        with pytest.raises(ReadOnlyJournal):
            forms.hand_out_form(FeedbackAsk(helena.id, "My talk"), forms.save_to(out, "a4"))
        with pytest.raises(ReadOnlyJournal):
            forms.hand_out_statement(claim.id, StatementAsk(), forms.save_to(out, "a4"), (TODAY, None))
    assert not out.exists()


def test_the_timeline_says_of_whom_feedback_was_asked(services: Services, asked: Feedback) -> None:
    rows = services.timeline.page(Filter())
    assert services.timeline.said(rows)[asked.id] == "Feedback asked of Dr Helena Brandt"


def test_what_left_is_noted_with_whom_it_was_for(services: Services, helena: Person, tmp_path: Path) -> None:
    ask = FeedbackAsk(helena.id, "My talk")
    kept = services.forms.hand_out_form(ask, services.forms.save_to(tmp_path / "form.pdf", "a4"))
    (left,) = services.handing_out.all()
    assert (left.document, left.for_whom, left.file_name) == ("feedback-form", "Dr Helena Brandt", "form.pdf")
    assert [part.tag for part in left.items] == [kept.id]


def test_a_name_with_or_without_a_title_is_the_same_person(services: Services, helena: Person) -> None:
    assert services.forms.ask(FeedbackAsk(name="helena brandt")).person == helena.id
    assert services.forms.ask(FeedbackAsk(name="Prof. Helena Brandt")).person == helena.id
    assert len(services.records.all(Person)) == 1
