"""What the sample journals have for awards: claims in every state, stories, letters, files, and what must not leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pytest

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.counting import count_words
from mentorjournal.model.record import Record
from mentorjournal.model.schemes import rules_of
from mentorjournal.model.types import Attachment, Claim, Layout, Manifest, Recommendation, Reflection, Scheme
from mentorjournal.services.awards_standing import Standing
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.reporting.layout import parsed
from mentorjournal.services.sample import Sample, sample_records, write_sample
from tests.services.sample_reading import SIDES, TODAY, days_on, of


@pytest.fixture(scope="module")
def mentee() -> Sample:
    return sample_records(TODAY)


@pytest.fixture(scope="module", params=SIDES)
def either(request: pytest.FixtureRequest) -> Sample:
    """The sample of each side in turn."""
    return sample_records(TODAY, side=request.param)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The mentee's sample in a journal."""
    services = create_services(tmp_path_factory.mktemp("awards") / "sample.mentorjournal")
    write_sample(services.journal, TODAY)
    yield services
    services.journal.close()


def by_id(sample: Sample) -> dict[str, Record]:
    return {record.id: record for record in sample.records}


def stands(services: Services, key: str) -> Standing:
    scheme = next(one for one in services.records.all(Scheme) if one.key == key)
    return services.awards.standing(scheme.id, TODAY)


def test_the_schemes_follow_rules_that_ship(mentee: Sample, either: Sample) -> None:
    assert {scheme.key for scheme in of(mentee, Scheme)} == {"community-100", "youth-four-sections"}
    for scheme in of(either, Scheme):
        rules = rules_of(scheme)
        assert (scheme.key, scheme.edition) == (rules.key, rules.edition)
        assert [part.tag for part in scheme.final] in ([], [prompt.key for prompt in rules.final])


def test_claims_are_in_every_state_and_fit_their_rules(mentee: Sample, either: Sample) -> None:
    assert {claim.status for claim in of(mentee, Claim)} == set(CHOICES["claim_status"])
    records = by_id(either)
    for claim in of(either, Claim):
        scheme = records[claim.scheme or ""]
        assert isinstance(scheme, Scheme)
        rules = rules_of(scheme)
        assert rules.category(claim.category) is not None
        assert {part.tag for part in claim.meets} <= {one.key for one in rules.criteria}
        assert (claim.status == "authorised") == bool(claim.authorised_on)


def test_the_community_award_stands_as_a_year_would_have_it(filled: Services) -> None:
    standing = stands(filled, "community-100")
    assert 55 < standing.total < 75
    assert standing.authorised == 30
    assert standing.window == days_on(18)
    assert not standing.loose
    said = "; ".join(standing.missing)
    assert "one activity in Contribution to community and university" in said
    assert "evidence for Poster at the student research evening" in said
    assert "2 answers in the final reflection" in said
    peer = next(line for line in standing.claims if line.record.title.startswith("Peer mentoring"))
    assert peer.record.amount is None
    assert peer.amount == round(peer.hours / 2, 2) > 9


def test_one_activity_serves_two_schemes(filled: Services) -> None:
    club = next(
        line
        for line in stands(filled, "community-100").claims
        if line.record.title.startswith("Science club")
    )
    assert {use.claim for use in club.used} >= {"Science club at two schools"}


def test_claimed_stories_keep_the_limits_of_their_scheme(either: Sample) -> None:
    records = by_id(either)
    told = [(claim, records[claim.story]) for claim in of(either, Claim) if claim.story]
    assert len({story.id for _, story in told}) >= 1
    for claim, story in told:
        scheme = records[claim.scheme or ""]
        assert isinstance(story, Reflection)
        assert isinstance(scheme, Scheme)
        assert (story.template, story.may_leave or not claim.may_leave) == ("star", True)
        rules = rules_of(scheme)
        words = {part.heading.lower(): count_words(part.text) for part in story.sections}
        assert all(words[part] <= most for part, most in rules.story_limits), (story.title, words)
        assert sum(words.values()) <= rules.story_words, (story.title, sum(words.values()))


def test_what_shows_a_claim_that_may_leave_may_mostly_leave_too(either: Sample) -> None:
    records = by_id(either)
    shown = [records[key] for c in of(either, Claim) if c.may_leave for key in c.evidence]
    assert Counter(record.may_leave for record in shown)[True] > 8
    sealed = [claim for claim in of(either, Claim) if not claim.may_leave]
    assert {claim.confidential for claim in sealed} == {True, False}
    assert all(claim.detail for claim in sealed)


def test_private_evidence_hangs_on_a_claim_that_leaves(mentee: Sample) -> None:
    records = by_id(mentee)
    assert any(not records[key].may_leave for c in of(mentee, Claim) if c.may_leave for key in c.evidence)


def test_certificates_are_pages_of_pdf_that_say_whose_they_are(either: Sample) -> None:
    blobs = dict(either.blobs)
    pages = [one for one in of(either, Attachment) if one.media_type == "application/pdf"]
    assert pages
    for page in pages:
        with pypdfium2.PdfDocument(blobs[page.sha256]) as document:
            assert len(document) == 1
            text = document[0].get_textpage().get_text_bounded()
        assert either.profile["name"].removeprefix("Dr ") in text


def test_letters_are_asked_for_and_have_their_deadlines(either: Sample) -> None:
    letters = of(either, Recommendation)
    assert all(letter.person and letter.deadline and letter.deadline > TODAY for letter in letters)
    assert any(letter.scheme for letter in letters)


def test_an_own_layout_is_read_and_what_left_names_what_was_in_it(either: Sample) -> None:
    for layout in of(either, Layout):
        assert parsed(layout.rules, layout.title).sections
    records = by_id(either)
    for manifest in of(either, Manifest):
        assert manifest.items
        assert all(records[part.tag].title == part.text for part in manifest.items)
        assert all(records[part.tag].may_leave for part in manifest.items)
        assert all(records[part.tag].title == part.heading for part in manifest.names)
        assert not manifest.may_leave
