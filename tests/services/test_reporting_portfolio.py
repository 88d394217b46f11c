"""A portfolio tells its committee what is claimed and what shows it, and nothing that may not leave."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.reports.blocks import Evidence, Heading, KeepTogether, Lead, Note, Prose, Quote, Table
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting.making import Made
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.services.reporting.review_words import said as spoken
from mentorjournal.storage.journal_file import create
from tests.services.award_journal import OUT, SECRET, AwardJournal, build
from tests.services.reporting_journal import drawn, everything
from tests.storage.helpers import Clock


@pytest.fixture(scope="module")
def award(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AwardJournal]:
    """Built once; nothing here changes it."""
    path = tmp_path_factory.mktemp("award") / "mine.mentorjournal"
    with create(path, clock=Clock()) as journal:
        yield build(services_for(journal))


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[AwardJournal]:
    """The same, to change."""
    with create(tmp_path / "mine.mentorjournal", clock=Clock()) as journal:
        yield build(services_for(journal))


@pytest.fixture(scope="module")
def made(award: AwardJournal) -> Made:
    return award.services.reporting.make(award.options())


@pytest.fixture(scope="module")
def pdf(award: AwardJournal) -> bytes:
    return drawn(award.services, award.options(evidence=False, own_words="I ask before I answer."))


def blocks(made: Made, kind: type[Any]) -> list[Any]:
    return [block for block in made.document.blocks if isinstance(block, kind)]


def table(made: Made, caption: str) -> Table:
    (found,) = [
        block
        for part in made.document.blocks
        for block in getattr(part, "blocks", (part,))
        if isinstance(block, Table) and block.caption.startswith(caption)
    ]
    return found


def said(made: Made) -> str:
    """Every text of the document's blocks."""
    return str(made.document)


def refusal(services: Services, options: Any) -> str:
    with pytest.raises(ReportError) as refused:
        services.reporting.make(options)
    return refused.value.message


def test_the_cover_names_the_award_and_what_counts(made: Made) -> None:
    cover = made.document.cover
    assert cover is not None
    assert cover.subtitle == "Portfolio for Community Award, rules of 2026"
    assert dict(cover.facts) == {
        "Name": "Amara Osei, BSc (Hons), third year",
        "Where": "School of Rural Medicine",
        "Period": "1 March 2024 to 14 April 2026",
        "Points": "64 of 100, of which 30 authorised",
        "Contents": "3 categories, 5 claims, 3 stories, 7 items of evidence",
    }
    assert "Check the current rules" not in said(made)


def test_every_category_is_a_chapter_with_its_claims_and_their_sums(made: Made) -> None:
    chapters = [block.text for block in blocks(made, Heading) if block.level == 1]
    assert chapters[3:6] == [
        "Training and learning",
        "Professional development",
        "Contribution to community and university",
    ]
    sums = table(made, "Points by category")
    assert [row[1:5] for row in sums.rows] == [
        ("2", "30", "30", "30"),
        ("2", "21", "21", "0"),
        ("1", "13", "13", "0"),
    ]
    assert sums.total == ("Together", "5", "64", "64", "30", "100 points")


def test_headings_come_in_order_and_none_is_empty(made: Made) -> None:
    levels = [block.level for block in blocks(made, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    body = made.document.blocks
    for block, after in itertools.pairwise(body):
        if isinstance(block, Heading) and isinstance(after, Heading):
            assert after.level == block.level + 1


def test_evidence_is_numbered_in_the_order_of_the_claims_and_shared_evidence_once(
    award: AwardJournal, made: Made
) -> None:
    rows = table(made, "Evidence in the order of the claims").rows
    names = [row[1] for row in rows]
    assert names == [
        "Certificate of the course",
        "Examination result",
        "Feedback: My poster",
        "Poster",
        "Slides.odp (handed in apart)",
        "Feedback: My question sheet",
        "Programme log",
    ]
    assert "Peer mentoring programme" in rows[6][2]
    assert "Outreach day" in rows[6][2]
    files = blocks(made, Evidence)
    assert [(block.label, block.attachment) for block in files] == [
        (f"E{number}", award.files[key].id)
        for number, key in ((1, "certificate"), (2, "examination"), (4, "poster"), (7, "log"))
    ]
    assert "Outreach day" in files[3].note
    assert "Part in the community" in files[3].note


def test_criteria_and_evidence_lead_to_each_other(made: Made) -> None:
    matrix = table(made, "Claims against criteria")
    assert [column.title for column in matrix.columns[1:]] == [
        "Graduate attributes",
        "Personal growth",
        "Part in the community",
    ]
    course = matrix.rows[0]
    assert course[1].startswith("E1, page")
    assert course[2:] == ("", "")
    assert "Nothing meets" not in matrix.caption


def test_a_story_of_two_claims_is_told_once(made: Made) -> None:
    assert said(made).count("ten minutes of questions before each draft") == 1
    (pointing,) = [
        block for block in blocks(made, Prose) if block.markdown.startswith("The story is told under")
    ]
    assert "Peer mentoring programme" in pointing.markdown


def test_when_a_story_was_written_is_said_honestly(made: Made) -> None:
    notes = [block.text for block in blocks(made, Note)]
    assert "Event 27 March 2026, written 14 April 2026 (18 days after)." in notes
    assert "Event 11 July 2025, written 14 April 2026 (277 days after)." in notes


def test_words_are_quoted_only_with_consent(made: Made) -> None:
    (quote,) = blocks(made, Quote)
    assert quote.markdown == "I came to the library with a draft and left with a plan."
    assert quote.attribution == "First-year student"
    assert any(block.markdown == "I cut the text by half." for block in blocks(made, Lead))


def test_hours_of_what_may_not_leave_do_not_count_and_that_is_told(made: Made) -> None:
    assert "42 hours of activities and meetings behind them." in said(made)
    assert (
        "1 claim of this award may not leave the journal, and neither is it nor its amount in it."
        in made.remarks
    )
    (poster,) = [one for one in made.remarks if "“Poster at the regional meeting”: 1 item of its evid" in one]
    assert poster.endswith(" is not in it: “Zephyrine review.pdf” may not leave.")
    (hours,) = [one for one in made.remarks if "1 item whose hours it counts is not in it" in one]
    assert hours.endswith("” may not leave.")
    assert any("does not answer “Life after university” yet" in one for one in made.remarks)


def test_nothing_that_may_not_leave_is_in_the_file(award: AwardJournal, made: Made, pdf: bytes) -> None:
    text = everything(pdf)
    for words in (SECRET, "Quintero", "Farrow", "Vellacott", "winter school", "Slides of"):
        assert words not in text
        assert words not in said(made)
    assert SECRET.encode() not in pdf
    assert award.services.reporting.findings(made, pdf) == ()
    assert "Programme office, 1 Aug 2025" in text
    assert "My mentor, 2 Oct 2025" in text


def test_the_same_journal_and_clock_give_the_same_bytes(award: AwardJournal, pdf: bytes) -> None:
    again = drawn(award.services, award.options(evidence=False, own_words="I ask before I answer."))
    assert again == pdf


def test_pages_are_named_both_ways_and_the_evidence_stands_there(award: AwardJournal) -> None:
    data = drawn(award.services, award.options())
    pages = page_texts(data)
    of_evidence = {
        label: number
        for number, text in enumerate(pages, 1)
        for label in re.findall(r"^Evidence (E\d+)", text, re.MULTILINE)
    }
    assert list(of_evidence) == ["E1", "E2", "E4", "E7"]
    (told,) = [number for number, text in enumerate(pages, 1) if "The story is told under" in text]
    text = "\n".join(pages).replace("\xa0", " ")
    assert f"E7, page {of_evidence['E7']}" in text
    assert f"Outreach day at the high school, page {told} (Part in the community)" in " ".join(
        pages[of_evidence["E7"] - 1].replace("\xa0", " ").split()
    )
    assert SECRET not in everything(data)
    assert drawn(award.services, award.options()) == data


def test_evidence_that_cannot_be_read_is_told_and_the_rest_stands(changed: AwardJournal) -> None:
    broken = changed.services.attachments.add_bytes(changed.claims["gcp"].id, "Broken.pdf", b"%PDF-1.7 no")
    changed.services.records.save(dataclasses.replace(broken, visibility="exportable"))
    out = io.BytesIO()
    made = changed.services.reporting.make(changed.options())
    done = changed.services.reporting.draw_made(made, "a4", out)
    (sentence,) = done.left_out
    assert "E3 (Broken)" in sentence
    assert "Evidence E8, Programme log" in everything(out.getvalue())


def test_without_evidence_nothing_is_appended_and_the_list_says_so(award: AwardJournal) -> None:
    made = award.services.reporting.make(award.options(evidence=False))
    assert not blocks(made, Evidence)
    rows = table(made, "Evidence in the order of the claims").rows
    assert rows[0][1] == "Certificate of the course.pdf (handed in apart)"


def test_what_is_chosen_is_what_stands_in_it(award: AwardJournal) -> None:
    one = award.claims["gcp"].id
    made = award.services.reporting.make(award.options(selected=frozenset({one})))
    assert one in made.records
    assert "Peer mentoring programme" not in said(made)
    assert "10 of 100, of which 10 authorised" in said(made)
    ticked = {item.id for item in award.services.reporting.candidates(award.options()) if item.ticked}
    assert award.claims["plan"].id not in ticked
    assert award.claims["poster"].id in ticked


def test_a_scheme_that_may_not_leave_is_refused_with_what_to_do(changed: AwardJournal) -> None:
    options = changed.options()
    changed.change(changed.scheme, visibility="private")
    assert "choose “Exportable”" in refusal(changed.services, options)
    changed.change(changed.scheme, confidential=True)
    assert "confidential" in refusal(changed.services, options)
    assert "Choose the award" in refusal(changed.services, dataclasses.replace(options, scheme=""))


def test_an_award_without_a_claim_that_may_leave_is_refused(changed: AwardJournal) -> None:
    chosen = changed.options(selected=frozenset({changed.scheme.id}))
    assert "is ticked" in refusal(changed.services, chosen)
    for claim in changed.claims.values():
        changed.change(claim, visibility="private")
    said = refusal(changed.services, changed.options())
    assert said.startswith("Nothing to report: no claim of “Community Award” may leave")


def test_limits_that_are_passed_are_told_and_nothing_is_cut(changed: AwardJournal) -> None:
    long = " ".join(["word"] * 1100)
    changed.change(changed.scheme, final=(Section("growth", "", f"{long} end"),))
    rules = changed.scheme.rules.replace("story_words = 200", "story_words = 100\npages = 3")
    changed.change(changed.scheme, rules=rules)
    made = changed.services.reporting.make(changed.options())
    assert "The final reflection has 1,101 words; the award allows 1,000. Nothing was cut." in made.remarks
    assert any("The story “Ten minutes of questions” has 1" in one for one in made.remarks)
    assert f"{long} end" in said(made)
    assert made.told(3) == made.remarks
    assert made.told(12)[-1] == "It has 12 pages where 3 pages are allowed; nothing was cut."


def test_two_hundred_claims_with_markup_all_stand_in_it(changed: AwardJournal) -> None:
    for number in range(200):
        changed.services.records.save(
            Claim(
                title=f"<b>Claim</b> & *{number:03}*", scheme=changed.scheme.id, category="community",
                status="done", amount=1, date=dt.date(2026, 1, 5), detail="x" * 300, **OUT,
            )
        )  # fmt: skip
    made = changed.services.reporting.make(changed.options(evidence=False))
    assert "Claims of this category. The category allows at most 75 points, so 75 of 213 count." in said(made)
    text = everything(drawn(changed.services, changed.options(evidence=False)))
    for number in range(200):
        assert text.count(f"<b>Claim</b> & *{number:03}*") >= 2


def test_a_scheme_that_counts_nothing_has_no_sums(changed: AwardJournal) -> None:
    from mentorjournal.resources import resource_path

    nomination = resource_path("schemes/mentoring-nomination.toml").read_text("utf-8")
    changed.change(changed.scheme, rules=nomination)
    changed.services.records.save(
        dataclasses.replace(changed.services.records.get(Scheme, changed.scheme.id))
    )
    made = changed.services.reporting.make(changed.options())
    assert made.document.cover is not None
    assert "Points" not in dict(made.document.cover.facts)
    assert "authorised" not in str(blocks(made, Prose)[:3])


def test_few_sums_stand_in_the_table_alone(award: AwardJournal, made: Made) -> None:
    assert "Points by category and by the state" in said(made)
    one = frozenset({award.claims["gcp"].id})
    assert "by the state" not in said(award.services.reporting.make(award.options(selected=one)))


def test_rows_about_a_record_are_its_rows(award: AwardJournal, made: Made) -> None:
    titles = {item.id: item.title for item in award.services.records.all(Claim)}
    groups = [one for group in blocks(made, KeepTogether) for one in group.blocks if isinstance(one, Table)]
    claims = [one for one in groups if one.caption.startswith("Claims of")]
    assert claims
    for one in claims:
        assert [titles[key] for key in one.row_ids] == [row[0] for row in one.rows]
        told = {said.record_id for said in spoken(made.document) if said.text == one.rows[0][2]}
        assert one.row_ids[0] in told, "what a row says belongs to its record in the review too"
    for caption in ("Claims against criteria", "Evidence in the order"):
        assert len(table(made, caption).row_ids) == len(table(made, caption).rows) > 0
