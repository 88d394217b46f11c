"""The check and the review of a document read the pages of evidence in it, also where they stand as pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from mentorjournal.reports.draw import Drawn
from mentorjournal.services.bundle import services_for
from mentorjournal.services.reporting.making import Made
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.storage.journal_file import create
from tests.services.award_journal import OUT, AwardJournal, build, pdf
from tests.storage.helpers import Clock

Drawing = tuple[AwardJournal, Made, Drawn, bytes]


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawing]:
    """A portfolio with certificates that name people, in a face that is not inside them."""
    path = tmp_path_factory.mktemp("award") / "mine.mentorjournal"
    with create(path, clock=Clock()) as journal:
        award = build(services_for(journal))
        for words in ("Thanks to Ignatius Vellacott,", "to Olga Petrenko, 020 7946 0018,"):
            file = award.services.attachments.add_bytes(award.claims["gcp"].id, "Thanks.pdf", pdf(1, words))
            award.services.records.save(replace(file, **OUT))
        made, out = award.services.reporting.make(award.options()), io.BytesIO()
        said = award.services.reporting.draw_made(made, "a4", out)
        yield award, made, said, out.getvalue()


def _page(said: Drawn, words: str = "Vellacott") -> int:
    (found,) = [one.page for one in said.appended if words in one.text]
    return found


def test_a_name_on_a_page_that_stands_as_a_picture_is_found(drawing: Drawing) -> None:
    award, made, said, data = drawing
    assert "Vellacott" not in "".join(page_texts(data))
    found = award.services.reporting.findings(made, data, said.appended)
    assert ("Ignatius Vellacott", _page(said)) in {(one.what, one.page) for one in found}


def test_the_words_of_a_figure_are_searched_too(drawing: Drawing) -> None:
    award, made, _, data = drawing
    with pikepdf.open(io.BytesIO(data)) as read:
        figure = next(one for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one)
        figure.Alt = pikepdf.String("Points of Ignatius Vellacott")
        leaky = io.BytesIO()
        read.save(leaky)
    assert award.services.reporting.findings(made, data) == ()
    assert "Ignatius Vellacott" in {
        one.what for one in award.services.reporting.findings(made, leaky.getvalue())
    }


def test_the_review_says_who_stands_on_a_page_of_evidence_and_what_else_identifies(drawing: Drawing) -> None:
    award, made, said, data = drawing
    review = award.services.reporting.review(made, data, said.passages, said.appended)
    (warned,) = [one for one in review.warnings if "Ignatius Vellacott" in one]
    assert f"page {_page(said)}" in warned
    page = _page(said, "Olga")
    (unknown,) = [one for one in review.unknown if one.words == "Olga Petrenko"]
    assert unknown.pages == (page,)
    (number,) = [one for one in review.identifiers if "7946" in one.words]
    assert number.page == page
