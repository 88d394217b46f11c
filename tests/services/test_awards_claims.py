"""Each deed about a claim is one step, and what is no evidence is refused in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, JournalError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Attachment, Claim, Meeting, Person, Reflection, Scheme
from mentorjournal.services.bundle import Services
from tests.services.awards_steps import DAY, claim_of, small_scheme


def test_dropped_records_and_files_make_a_claim_that_is_done_in_one_step(
    services: Services, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    activity = services.records.save(Activity(title="Outreach day", date=dt.date(2026, 3, 1), hours=6))
    scan = tmp_path / "programme.pdf"
    scan.write_bytes(b"%PDF-1.4 programme")
    claim = services.awards.claim(scheme.id, "community", ids=(activity.id,), paths=(scan,))
    assert (claim.title, claim.date, claim.status) == ("Outreach day", dt.date(2026, 3, 1), "done")
    assert claim.counts == (activity.id,)
    line = services.awards.standing(scheme.id, DAY).claims[0]
    assert (line.amount, line.evidence_missing) == (3, False)
    assert services.attachments.read(claim.evidence[0]) == b"%PDF-1.4 programme"
    services.history.undo()
    assert services.awards.standing(scheme.id, DAY).claims == ()
    assert services.records.all(Attachment) == ()


def test_a_claim_of_a_name_alone_is_planned(services: Services) -> None:
    scheme = small_scheme(services)
    claim = services.awards.claim(scheme.id, "learning", " Statistics course ")
    assert (claim.title, claim.status, claim.category) == ("Statistics course", "planned", "learning")


def test_a_story_in_star_form_becomes_the_story_and_a_second_one_evidence(services: Services) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    first, second = (
        services.records.save(
            Reflection(title=name, date=DAY, template="star", sections=(Section("task", "Task", "…"),))
        )
        for name in ("One", "Two")
    )
    claim = services.awards.add_evidence(claim.id, (first.id, second.id))
    assert (claim.story, claim.evidence) == (first.id, (second.id,))


def test_hours_are_evidence_where_they_are_worth_nothing(services: Services) -> None:
    scheme = small_scheme(services)
    services.records.amend(scheme.id, {"rules": scheme.rules.replace("rate = 1\n", "")})
    meeting = services.records.save(Meeting(title="Talk", date=DAY, status="held", minutes=60))
    claim = services.awards.claim(scheme.id, "learning", ids=(meeting.id,))
    assert (claim.counts, claim.evidence) == ((), (meeting.id,))


def test_people_and_claims_are_refused_as_evidence_and_nothing_is_kept(
    services: Services, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    person = services.records.save(Person(title="Dr Okafor"))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF")
    for other in (claim.id, person.id):
        with pytest.raises(InvalidRecord, match="shows nothing by itself"):
            services.awards.add_evidence(claim.id, (other,), (scan,))
    assert services.records.get(Claim, claim.id) == claim
    assert services.records.all(Attachment) == ()


def test_a_file_that_cannot_be_read_leaves_the_claim_as_it_was(services: Services, tmp_path: Path) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    good = tmp_path / "good.pdf"
    good.write_bytes(b"%PDF")
    with pytest.raises(JournalError, match="Nothing was attached"):
        services.awards.add_evidence(claim.id, paths=(good, tmp_path))
    assert services.records.get(Claim, claim.id).evidence == ()
    assert services.records.all(Attachment) == ()


def test_evidence_taken_off_goes_to_the_trash_when_it_was_a_file_and_nothing_else_holds_it(
    services: Services, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF")
    kept = services.awards.add_evidence(claim.id, paths=(scan,)).evidence[0]
    page = services.records.save(Reflection(title="Page", date=DAY, attachments=(kept,)))
    services.awards.remove_evidence(claim.id, kept)
    assert services.records.get(Attachment, kept).deleted_at is None
    services.awards.add_evidence(claim.id, (kept,))
    services.attachments.detach(page.id, kept)
    assert services.records.get(Attachment, kept).deleted_at is None
    services.awards.remove_evidence(claim.id, kept)
    assert services.records.get(Attachment, kept).deleted_at is not None
    services.history.undo()
    assert services.records.get(Claim, claim.id).evidence == (kept,)
    assert services.records.get(Attachment, kept).deleted_at is None


def test_a_state_brings_its_day_and_going_back_takes_it_away(services: Services) -> None:
    scheme = small_scheme(services)
    person = services.records.save(Person(title="Award team"))
    claim = claim_of(services, scheme, "Course")
    services.awards.set_status(claim.id, "submitted", DAY)
    found = services.awards.set_status(claim.id, "authorised", DAY + dt.timedelta(days=3), person.id)
    assert (found.submitted_on, found.authorised_on) == (DAY, DAY + dt.timedelta(days=3))
    assert found.authoriser == person.id
    found = services.awards.set_status(claim.id, "done")
    assert (found.submitted_on, found.authorised_on) == (None, None)
    services.history.undo()
    assert services.records.get(Claim, claim.id).status == "authorised"
    with pytest.raises(InvalidRecord):
        services.awards.set_status(claim.id, "lost")


def test_a_scan_of_the_statement_is_kept_with_the_day_it_came_back(
    services: Services, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course", amount=10)
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF signed")
    found = services.awards.keep_statement(claim.id, scan, DAY)
    assert found.statement_back_on == DAY
    assert services.attachments.read(found.statement or "") == b"%PDF signed"
    assert not services.awards.standing(scheme.id, DAY).claims[0].evidence_missing
    assert services.records.home_of(found.statement or "").id == claim.id  # type: ignore[union-attr]


def test_a_better_scan_of_the_statement_leaves_the_first_one_with_the_claim(
    services: Services, tmp_path: Path
) -> None:
    claim = claim_of(services, small_scheme(services), "Course", amount=10)
    scans = [tmp_path / "crooked.pdf", tmp_path / "straight.pdf"]
    for scan in scans:
        scan.write_bytes(b"%PDF " + scan.name.encode())
    first, second = (services.awards.keep_statement(claim.id, scan, DAY) for scan in scans)
    assert second.attachments == (first.statement,)
    assert services.attachments.read(second.statement or "") == b"%PDF straight.pdf"
    again = services.awards.keep_statement(claim.id, scans[1], DAY)
    assert first.statement in again.attachments
    services.records.trash(claim.id)
    services.records.erase_for_good(claim.id)
    assert services.records.peek(first.statement or "") is None


def test_a_claim_moves_and_a_scheme_is_handed_in_and_awarded(services: Services) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    assert services.awards.move(claim.id, "community").category == "community"
    handed = services.awards.set_state(scheme.id, "handed_in", DAY)
    assert (handed.status, handed.handed_in_on) == ("handed_in", DAY)
    assert services.awards.set_state(scheme.id, "awarded", DAY).decided_on == DAY


def test_a_deleted_scheme_takes_its_claims_along_and_brings_them_back(
    services: Services, tmp_path: Path
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Course")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF")
    kept = services.awards.add_evidence(claim.id, paths=(scan,)).evidence[0]
    services.records.trash(scheme.id)
    assert services.records.get(Claim, claim.id).deleted_at is not None
    services.records.untrash(scheme.id)
    assert services.records.get(Claim, claim.id).deleted_at is None
    services.records.trash(scheme.id)
    services.records.erase_for_good(scheme.id)
    assert services.records.all(Scheme) == ()
    assert services.records.peek(claim.id) is None
    assert services.records.peek(kept) is None
