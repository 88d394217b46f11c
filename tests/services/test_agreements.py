"""Agreements: drafted, agreed by both, amended as versions, reviewed, and printed on two pages."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, NotFound, ReportError, StorageFailed
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.services.agreements import clauses
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from tests.reports.reading import page_texts, squashed, text_of

TODAY = dt.date(2026, 4, 14)
DOMAINS = ("research", "education", "career", "support", "communication", "conduct")


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Helena Brandt", display="omit"))


@pytest.fixture
def tie(services: Services, helena: Person) -> Relationship:
    services.profile.save(Owner("Amara Osei"))
    return services.records.save(Relationship(title="Main mentor", person=helena.id, purpose="Hidden aim"))


def filled(version: Agreement, text: str = "We say so {0}.") -> tuple[Section, ...]:
    return tuple(dataclasses.replace(part, text=text.format(part.heading)) for part in version.sections)


def agreed(services: Services, tie: Relationship, day: dt.date = TODAY) -> Agreement:
    version = services.agreements.begin(tie.id, day)
    services.agreements.write(version.id, {"sections": filled(version)})
    return services.agreements.agree(version.id, day, mine=True, theirs=True)


def test_the_skeleton_has_the_six_domains_and_prompts_for_each_side() -> None:
    mine, theirs = clauses("mentee"), clauses("mentor")
    tags = tuple(part.tag for part in mine)
    assert tags == (*DOMAINS, "confidentiality", "off_limits", "ending")
    assert tags == tuple(part.tag for part in theirs)
    assert all(a.prompt and b.prompt and a.prompt != b.prompt for a, b in zip(mine, theirs, strict=True))
    assert clauses("peer") == mine


def test_a_first_version_is_empty_sections_to_write_and_one_step_to_undo(
    services: Services, tie: Relationship
) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    assert (version.number, version.title) == (1, "Agreement with Helena Brandt, version 1")
    assert [part.tag for part in version.sections][:6] == list(DOMAINS)
    assert not any(part.text for part in version.sections)
    assert services.agreements.begin(tie.id, TODAY).id == version.id
    assert services.history.undo() == "New agreement"
    assert services.agreements.of(tie.id) == ()


def test_each_side_agrees_on_its_own_day_and_the_first_review_is_in_three_months(
    services: Services, tie: Relationship
) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    services.agreements.write(version.id, {"sections": filled(version)})
    mine = services.agreements.agree(version.id, dt.date(2026, 4, 1), mine=True, theirs=False)
    assert (mine.agreed_by_them, mine.review_on) == (None, None)
    both = services.agreements.agree(version.id, dt.date(2026, 4, 9), mine=False, theirs=True)
    assert (both.agreed_by_me, both.agreed_by_them) == (dt.date(2026, 4, 1), dt.date(2026, 4, 9))
    assert both.review_on == dt.date(2026, 7, 9)
    assert services.history.undo() == "Agree"
    assert services.agreements.of(tie.id)[0].agreed_by_them is None


def test_a_day_of_review_that_was_chosen_stays(services: Services, tie: Relationship) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    chosen = dt.date(2026, 12, 1)
    services.agreements.write(version.id, {"sections": filled(version), "review_on": chosen})
    both = services.agreements.agree(version.id, TODAY, mine=True, theirs=True)
    assert both.review_on == chosen


def test_nobody_agrees_on_an_empty_page(services: Services, tie: Relationship) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    with pytest.raises(InvalidRecord, match="nothing to agree on"):
        services.agreements.agree(version.id, TODAY, mine=True, theirs=True)


def test_what_somebody_agreed_to_is_not_edited(services: Services, tie: Relationship) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    services.agreements.write(version.id, {"sections": filled(version)})
    services.agreements.agree(version.id, TODAY, mine=True, theirs=False)
    with pytest.raises(InvalidRecord, match="stays as it is"):
        services.agreements.write(version.id, {"sections": ()})
    services.agreements.write(version.id, {"review_on": TODAY})
    services.agreements.agree(version.id, None, mine=True, theirs=False)
    services.agreements.write(version.id, {"sections": filled(version, "Changed")})
    assert services.agreements.of(tie.id)[0].sections[0].text == "Changed"


def test_an_older_wording_is_not_restored_into_what_was_agreed(services: Services, tie: Relationship) -> None:
    version = agreed(services, tie)
    oldest = services.history.versions(version.id)[-1]
    with pytest.raises(InvalidRecord, match="new version"):
        services.history.restore(version.id, oldest.id)
    assert services.agreements.of(tie.id) == (version,)
    services.agreements.agree(version.id, None, mine=True, theirs=True)
    services.history.restore(version.id, oldest.id)
    assert not any(part.text for part in services.agreements.of(tie.id)[0].sections)


def test_only_what_is_written_by_hand_can_be_written(services: Services, tie: Relationship) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    with pytest.raises(InvalidRecord, match="agreed_by_them"):
        services.agreements.write(version.id, {"agreed_by_them": TODAY})


def test_an_amendment_is_a_new_version_with_the_same_text(services: Services, tie: Relationship) -> None:
    first = agreed(services, tie)
    second = services.agreements.amend(first.id, dt.date(2026, 6, 1))
    assert (second.number, second.previous, second.sections) == (2, first.id, first.sections)
    assert (second.agreed_by_me, second.agreed_by_them, second.review_on) == (None, None, None)
    assert services.agreements.amend(first.id, TODAY).id == second.id
    assert [item.number for item in services.agreements.of(tie.id)] == [2, 1]
    page = services.relationships.page(tie.id, TODAY)
    assert page.in_force is not None
    assert page.draft is not None
    assert (page.in_force.id, page.draft.id) == (first.id, second.id)
    both = services.agreements.agree(second.id, dt.date(2026, 6, 2), mine=True, theirs=True)
    assert both.review_on == dt.date(2027, 6, 2)
    after = services.relationships.page(tie.id, TODAY)
    assert (after.in_force, after.draft) == (both, None)


def test_an_agreement_that_was_replaced_is_not_taken_back(services: Services, tie: Relationship) -> None:
    first = agreed(services, tie)
    services.agreements.amend(first.id, TODAY)
    with pytest.raises(InvalidRecord, match="newer version"):
        services.agreements.agree(first.id, None, mine=True, theirs=True)
    assert services.history.undo() == "New version of agreement"
    assert [item.id for item in services.agreements.of(tie.id)] == [first.id]


def test_what_changed_is_said_section_by_section_and_word_by_word(
    services: Services, tie: Relationship
) -> None:
    first = agreed(services, tie)
    second = services.agreements.amend(first.id, TODAY)
    sections = [
        dataclasses.replace(part, text="We meet every Friday.") if part.tag == "communication" else part
        for part in second.sections
    ]
    services.agreements.write(second.id, {"sections": tuple(sections)})
    (change,) = services.agreements.changes(second.id)
    assert change.heading == next(part.heading for part in clauses("mentee") if part.tag == "communication")
    assert "".join(text for kind, text in change.pieces if kind != "removed") == "We meet every Friday."
    assert ("same", "We ") in change.pieces
    assert services.agreements.changes(first.id) == ()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_full_agreement_is_two_pages_to_sign_by_both(
    services: Services, tie: Relationship, tmp_path: Path, paper: str
) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    text = "We meet on the second Thursday, in person where we can, and whoever is late writes a line. " * 4
    services.agreements.write(version.id, {"sections": filled(version, text)})
    services.agreements.agree(version.id, TODAY, mine=True, theirs=True)
    out = tmp_path / "agreement.pdf"
    printed = services.agreements.save_pdf(version.id, out, paper)  # type: ignore[arg-type]
    texts = page_texts(out.read_bytes())
    assert (len(texts), printed.pages, printed.note) == (2, 2, "")
    said = squashed(text_of(out.read_bytes()))
    for words in (
        "Amara Osei (mentee), and Helena Brandt (mentor)",
        "Helena Brandt: 14 April 2026",
        "14 July 2026",
        *(part.heading for part in version.sections),
    ):
        assert squashed(words) in said
    assert "HelenaBrandt(mentor),date" in squashed(texts[1])


def test_a_text_too_long_for_two_pages_is_set_smaller_then_runs_longer_and_says_so(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    sentence = "We meet on the second Thursday and whoever is late writes a line. "
    for count, pages in ((2, 1), (9, 2), (10, 2), (30, 4)):
        services.agreements.write(version.id, {"sections": filled(version, sentence * count + "End.")})
        out = tmp_path / f"{count}.pdf"
        printed = services.agreements.save_pdf(version.id, out)
        data = out.read_bytes()
        assert len(page_texts(data)) == printed.pages
        assert (printed.pages <= 2) == (pages <= 2)
        assert squashed(text_of(data)).count("writesaline.") == count * len(version.sections)
        assert bool(printed.note) == (pages > 2)
    assert "nothing was cut" in printed.note


def test_nothing_of_the_rest_of_the_journal_is_printed(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    services.records.save(Person(title="Zebedee Quill", roles=("collaborator",)))
    services.records.amend(tie.id, {"not_for": "Secret scope", "dual_role": "Secret boss"})
    version = services.agreements.begin(tie.id, TODAY)
    services.agreements.write(
        version.id, {"sections": filled(version, "Zebedee Quill is not told what Helena Brandt hears.")}
    )
    out = tmp_path / "agreement.pdf"
    services.agreements.save_pdf(version.id, out)
    said = squashed(text_of(out.read_bytes()))
    for hidden in ("Quill", "Zebedee", "Secret", "Hiddenaim", "Mainmentor"):
        assert hidden not in said
    assert "HelenaBrandthears" in said
    assert "collaborator" in said


def test_a_later_version_says_what_it_replaces_and_what_changed(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    second = services.agreements.amend(agreed(services, tie).id, TODAY)
    services.agreements.write(second.id, {"changes": "We meet every week now."})
    out = tmp_path / "agreement.pdf"
    services.agreements.save_pdf(second.id, out)
    said = text_of(out.read_bytes())
    assert "2, in place of version 1" in said
    assert "We meet every week now." in said
    assert "not yet" not in said


def test_confidential_and_empty_agreements_are_not_printed(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    out = tmp_path / "agreement.pdf"
    version = services.agreements.begin(tie.id, TODAY)
    with pytest.raises(ReportError, match="at least one section"):
        services.agreements.save_pdf(version.id, out)
    services.agreements.write(version.id, {"sections": filled(version)})
    for key in (version.id, tie.id, tie.person or ""):
        services.records.amend(key, {"confidential": True})
        with pytest.raises(ReportError, match="confidential"):
            services.agreements.save_pdf(version.id, out)
        services.records.amend(key, {"confidential": False})
    services.records.trash(version.id)
    with pytest.raises(NotFound, match="trash"):
        services.agreements.save_pdf(version.id, out)
    assert not out.exists()


def test_it_is_never_saved_over_the_journal(services: Services, tie: Relationship) -> None:
    version = agreed(services, tie)
    with pytest.raises(StorageFailed, match="Nothing was saved"):
        services.agreements.save_pdf(version.id, services.journal.path)


def test_the_same_agreement_is_the_same_document(services: Services, tie: Relationship) -> None:
    version = agreed(services, tie)
    assert services.agreements.document(version.id) == services.agreements.document(version.id)
