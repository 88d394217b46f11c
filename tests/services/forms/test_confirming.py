"""Filled statements come back: as an authorised claim, and what I changed since is left and told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.model.types import Attachment, Claim, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.forms import StatementAsk
from mentorjournal.services.forms.confirming import COMMENTED
from tests.reports.form_filling import typed, written
from tests.reports.reading import page_texts
from tests.services.form_answers import (
    CONFIRMED,
    SECRET,
    TODAY,
    file_of,
    statement_of,
)


def test_a_filled_statement_is_an_authorised_claim(services: Services, claim: Claim, tmp_path: Path) -> None:
    data = typed(
        statement_of(services, claim),
        {**CONFIRMED, "signed_on": "10 April 2026"},
        ("decision=as_stated",),
    )
    taken = services.forms.take(file_of(tmp_path, data))
    done = services.records.get(Claim, claim.id)
    assert (taken.record_id, taken.notes) == (claim.id, ())
    assert (done.status, done.authorised_on, done.amount) == ("authorised", dt.date(2026, 4, 10), 12)
    assert services.records.get(Person, done.authoriser or "").title == "Dr Helena Brandt"
    assert services.attachments.read(done.statement or "") == data
    assert done.statement_back_on == TODAY
    assert done.detail == claim.detail
    services.history.undo()
    assert services.records.get(Claim, claim.id) == claim


def test_a_statement_twice_changes_nothing(services: Services, claim: Claim, tmp_path: Path) -> None:
    path = file_of(tmp_path, written(statement_of(services, claim), CONFIRMED))
    services.forms.take(path)
    before = services.records.get(Claim, claim.id)
    assert not services.forms.take(path).changed
    assert services.records.get(Claim, claim.id) == before


def test_a_statement_that_was_removed_can_be_taken_in_again(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    path = file_of(tmp_path, written(statement_of(services, claim), CONFIRMED))
    services.forms.take(path)
    services.awards.remove_evidence(claim.id, services.records.get(Claim, claim.id).statement or "")
    assert services.forms.take(path).changed
    kept = services.records.get(Claim, claim.id).statement or ""
    assert services.records.get(Attachment, kept).deleted_at is None


def test_who_signed_comes_into_people_and_what_they_wrote_is_not_printed(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    said = {**CONFIRMED, "name": "A. Nother", "comments": "He also helped Petra."}
    services.records.save(Person(title="Ignatius Vellacott", display="omit"))
    services.records.amend(claim.id, {"title": "With Ignatius Vellacott"})
    taken = services.forms.take(file_of(tmp_path, written(statement_of(services, claim), said)))
    done = services.records.get(Claim, claim.id)
    signer = services.records.get(Person, done.authoriser or "")
    assert (signer.title, signer.position, signer.organisation) == (
        "A. Nother",
        "Course lead",
        "Graduate School",
    )
    assert (signer.consent, done.status, done.detail) == ("none", "authorised", claim.detail)
    assert taken.notes == (COMMENTED,)
    services.history.undo()
    assert signer.id not in {one.id for one in services.records.all(Person)}


def test_the_same_signer_is_one_person(services: Services, claim: Claim, tmp_path: Path) -> None:
    form = statement_of(services, claim)
    for hours in ("6", "12"):
        said = {**CONFIRMED, "name": "A. Nother", "hours": hours}
        services.forms.take(file_of(tmp_path, written(form, said)))
    assert [one.title for one in services.records.all(Person)].count("A. Nother") == 1


@pytest.mark.parametrize(
    ("said", "amount"), [({"hours": "10,5 h"}, 10.5), ({"amount": "9", "hours": "10"}, 9), ({}, 12)]
)
def test_what_was_confirmed_is_the_amount(
    services: Services, claim: Claim, tmp_path: Path, said: dict[str, str], amount: float
) -> None:
    data = written(statement_of(services, claim), {"name": "Helena Brandt", "decision": "changed", **said})
    services.forms.take(file_of(tmp_path, data))
    done = services.records.get(Claim, claim.id)
    assert (done.amount, done.status) == (amount, "authorised")


@pytest.mark.parametrize("said", ["3 to 5", "9e99", "about forty", "1,000", "1.000", "-5", "10½"])
def test_what_cannot_be_read_as_a_number_authorises_nothing(
    services: Services, claim: Claim, tmp_path: Path, said: str
) -> None:
    data = written(statement_of(services, claim), {**CONFIRMED, "decision": "changed", "hours": said})
    taken = services.forms.take(file_of(tmp_path, data))
    done = services.records.get(Claim, claim.id)
    assert f"“{said}” cannot be read" in taken.notes[0]
    assert (done.amount, done.status, done.authoriser) == (12, "done", None)
    assert done.statement is not None


def test_without_an_answer_a_name_authorises_nothing(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    data = written(statement_of(services, claim), {"name": "Mara Lindqvist"})
    taken = services.forms.take(file_of(tmp_path, data))
    assert "None of its three answers" in taken.notes[0]
    done = services.records.get(Claim, claim.id)
    assert (done.status, done.statement is not None) == ("done", True)


def test_what_i_changed_since_is_left_and_told(services: Services, claim: Claim, tmp_path: Path) -> None:
    data = written(statement_of(services, claim), {**CONFIRMED, "hours": "10"})
    services.records.amend(claim.id, {"amount": 15, "title": "Another title"})
    notes = " ".join(services.forms.take(file_of(tmp_path, data)).notes)
    done = services.records.get(Claim, claim.id)
    assert (done.amount, done.title, done.status) == (15, "Another title", "authorised")
    assert "its title, its amount" in notes
    assert "confirmed 10 points; the claim says 15 points" in notes


def test_a_hostile_statement_is_read_without_what_it_says_was_claimed(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    data = written(statement_of(services, claim), {**CONFIRMED, "mj_stated": "[" * 15_000})
    assert services.forms.take(file_of(tmp_path, data)).changed


def test_a_refusal_authorises_nothing(services: Services, claim: Claim, tmp_path: Path) -> None:
    said = {**CONFIRMED, "decision": "refused", "comments": "You left early."}
    taken = services.forms.take(file_of(tmp_path, written(statement_of(services, claim), said)))
    done = services.records.get(Claim, claim.id)
    assert done.status == "done"
    assert "could not confirm" in " ".join(taken.notes)
    assert done.detail == claim.detail
    assert done.statement is not None


def test_a_claim_that_is_authorised_or_expired_keeps_its_state(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    data = written(statement_of(services, claim), CONFIRMED)
    services.records.amend(claim.id, {"status": "expired"})
    taken = services.forms.take(file_of(tmp_path, data))
    assert services.records.get(Claim, claim.id).status == "expired"
    assert "expired already" in " ".join(taken.notes)


def test_a_statement_without_its_claim_is_refused(services: Services, claim: Claim, tmp_path: Path) -> None:
    path = file_of(tmp_path, written(statement_of(services, claim), CONFIRMED))
    services.records.trash(claim.id)
    with pytest.raises(ImportRefused, match="not in this journal any more"):
        services.forms.take(path)
    assert services.records.all(Attachment) == ()


def test_the_statement_says_what_is_claimed_and_nothing_else(services: Services, claim: Claim) -> None:
    (text,) = page_texts(statement_of(services, claim, StatementAsk("Graduate School", "3 to 5 March", "12")))
    for words in ("Anna Keller", "Statistics for clinicians", "Graduate School", "3 to 5 March", "Signature"):
        assert words in text
    assert SECRET not in text


def test_a_statement_says_the_amount_that_the_journal_holds(services: Services, claim: Claim) -> None:
    services.records.amend(claim.id, {"amount": 0.75})
    (text,) = page_texts(statement_of(services, claim))
    assert "0.75" in text
    assert "Hours confirmed" in text
    assert "Points confirmed" in text


def test_days_of_sending_are_kept_as_one_step(services: Services, claim: Claim) -> None:
    services.forms.sent(claim.id, TODAY, TODAY + dt.timedelta(days=30))
    assert services.records.get(Claim, claim.id).statement_sent_on == TODAY
    services.history.undo()
    assert services.records.get(Claim, claim.id) == claim
