"""Figures of self-ratings: one for screen and paper, labelled, unticked; and nothing of a rating leaves else."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from mentorjournal.model.types import Claim, Goal, Milestone, Pulse, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import veiled
from mentorjournal.services.pulse_figures import LABEL, Picture
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.services.taking_away import Choice, take_away

DAY = dt.date(2026, 4, 14)
SINCE = DAY - dt.timedelta(days=365)
SECRETS = ("Wobblyknees", "My daily work", "Confidence", "Self-rating")


def rated(services: Services, numbers: tuple[int, ...] = (3, 5, 8)) -> None:
    for back, number in enumerate(reversed(numbers)):
        services.pulses.keep(
            "confidence", {"work": number}, "Wobblyknees", day=DAY - dt.timedelta(days=30 * back)
        )


def picture(services: Services) -> Picture:
    (found,) = services.pulses.pictures(SINCE, DAY)
    return found


def test_a_picture_says_what_it_is_and_where_its_marks_stand(services: Services) -> None:
    rated(services)
    goal = services.records.save(Goal(title="Publish"))
    for words, back in (("Draft sent", 20), ("Poster shown", 19), ("Talk given", 3)):
        services.records.save(Milestone(title=words, goal=goal.id, done_on=DAY - dt.timedelta(days=back)))
    services.records.save(Milestone(title="Never told", done_on=DAY, goal=goal.id, confidential=True))
    found = picture(services)
    svg = found.figure.svg.decode()
    assert LABEL in found.figure.words
    assert "0 (not at all sure) to 10 (quite sure)" in found.figure.words
    assert "My daily work 3 to 8" in found.figure.description
    assert found.figure.description.endswith("Talk given.")
    assert found.marks[0].words == "My daily work: 3, 13 February 2026"
    assert "fill: None" not in svg
    assert "1: 25 March 2026, Draft sent; Poster shown" in svg
    assert "2: 11 April 2026, Talk given" in svg
    assert "Never told" not in svg
    first, second, third = found.marks
    assert 0 < first.x < second.x < third.x < 1
    assert 1 > first.y > second.y > third.y > 0
    assert [row.values for row in found.rows] == [(8,), (5,), (3,)]
    assert [row.record_id for row in found.rows] == [mark.record_id for mark in reversed(found.marks)]


def test_two_ratings_are_a_sentence(services: Services) -> None:
    rated(services, (4, 6))
    found = picture(services)
    assert (found.figure.svg, found.marks) == (b"", ())
    assert found.figure.words.endswith("14 April 2026: 6")


def test_on_paper_they_are_unticked_labelled_and_nowhere_else(services: Services, tmp_path: Path) -> None:
    rated(services)
    for record in services.records.all(Pulse):
        services.records.amend(record.id, {"visibility": "exportable", "confidential": False})
    scheme = services.schemes.start_own("An award")
    services.records.amend(scheme.id, {"visibility": "exportable"})
    services.records.save(Goal(title="Publish", visibility="exportable"))
    services.records.save(Reflection(title="A day", date=DAY, visibility="exportable"))
    proof = tuple(one.id for one in services.records.all(Pulse))
    services.records.save(
        Claim(
            title="Grew",
            scheme=scheme.id,
            status="done",
            visibility="exportable",
            evidence=proof,
            related=proof,
        )
    )
    (card,) = [one for one in services.figures.cards(SINCE, DAY) if one.self_report]
    assert card.key == "pulse-confidence"
    out = tmp_path / "figures.pdf"
    services.figures.save([card.key], SINCE, DAY, out)
    assert LABEL.split(":")[0] in "\n".join(page_texts(out.read_bytes()))
    taken = take_away(services.journal, tmp_path / "out.json", Choice("json"))
    assert taken.records
    assert b"Wobblyknees" not in (tmp_path / "out.json").read_bytes()
    for kind in KINDS:
        drawn = io.BytesIO()
        services.reporting.draw(ReportOptions(document=kind, scheme=scheme.id), drawn)
        text = "\n".join(page_texts(drawn.getvalue()))
        assert not [secret for secret in SECRETS if secret in text], kind


def test_on_a_shared_screen_no_number_is_seen_and_nothing_asks(services: Services) -> None:
    rated(services)
    services.pulses.set_rhythm("workload", 14)
    seen = veiled(services)
    assert seen.pulses.pictures(SINCE, DAY) == ()
    assert seen.pulses.due(DAY) == ()
    assert {one.last for one in seen.pulses.offered()} == {None}
