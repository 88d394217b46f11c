"""Letters of recommendation: what comes next, what presses, and how many are in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from mentorjournal.model.types import Person, Recommendation, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.letters import next_step, standing_words

TODAY = dt.date(2026, 4, 14)
MARCH = dt.date(2026, 3, 20)
LATER = dt.date(2026, 6, 1)
RULES = """
key = "k"
name = "Nomination"
edition = "2026"
unit = "letters"
unit_one = "letter"
about = "a"
source = "s"
check = "c"
letters = {0}
"""


def asked(**fields: object) -> Recommendation:
    return Recommendation(title="Fellowship", **fields)  # type: ignore[arg-type]


def written(**fields: object) -> Recommendation:
    return asked(direction="written", **fields)


def words(letter: Recommendation) -> str:
    return next_step(letter, "Dr Lim", TODAY).words


@pytest.mark.parametrize(
    ("letter", "step"),
    [
        (asked(), "Ask Dr Lim"),
        (asked(asked_on=dt.date(2026, 4, 10)), "Wait for Dr Lim to answer, asked on 10 Apr 2026"),
        (asked(asked_on=MARCH), "Ask Dr Lim again: no answer for 25 days"),
        (asked(asked_on=MARCH, agreed_on=MARCH), "Send Dr Lim the material"),
        (asked(asked_on=MARCH, agreed_on=MARCH, material_sent_on=MARCH), "Wait for the letter of Dr Lim"),
        (asked(submitted_on=MARCH), "Thank Dr Lim"),
        (asked(submitted_on=MARCH, thanked_on=MARCH), "Done"),
        (
            asked(asked_on=MARCH, result="She has no time this term.\nAsk again."),
            "Ended: She has no time this term.",
        ),
        (written(), "Tell Dr Lim whether you will write it"),
        (written(asked_on=MARCH), "Answer Dr Lim, who has waited for 25 days"),
        (written(agreed_on=MARCH, material="- [ ] CV"), "Get the material from Dr Lim"),
        (written(agreed_on=MARCH), "Write and hand in the letter"),
        (written(submitted_on=MARCH), "Ask Dr Lim what came of it"),
        (written(submitted_on=MARCH, result="Got the place."), "Done"),
    ],
)
def test_the_next_step_is_told_in_words(letter: Recommendation, step: str) -> None:
    assert words(letter) == step


@pytest.mark.parametrize(
    ("days", "end", "tone"),
    [
        (-1, "; the deadline was 13 Apr 2026", "late"),
        (0, "; the deadline is today", "late"),
        (1, "; due 15 Apr 2026, in 1 day", "warn"),
        (14, "; due 28 Apr 2026, in 14 days", "warn"),
        (15, "; due 29 Apr 2026, in 15 days", "plain"),
    ],
)
def test_a_deadline_goes_along_until_the_letter_is_in(days: int, end: str, tone: str) -> None:
    letter = asked(deadline=TODAY + dt.timedelta(days=days))
    step = next_step(letter, "Dr Lim", TODAY)
    assert (step.words, step.tone) == (f"Ask Dr Lim{end}", tone)
    assert words(replace(letter, submitted_on=MARCH)) == "Thank Dr Lim"


def test_without_a_name_the_step_still_reads() -> None:
    assert next_step(asked(), "", TODAY).words == "Ask the writer"


def test_what_presses_comes_first_and_what_is_done_last(services: Services) -> None:
    save = services.records.save
    save(asked(submitted_on=MARCH, thanked_on=MARCH, deadline=MARCH))
    save(replace(asked(), title="No deadline"))
    save(replace(asked(deadline=LATER), title="In June"))
    titles = [card.letter.title for card in services.letters.cards(TODAY)]
    assert titles == ["In June", "No deadline", "Fellowship"]


def test_letters_are_listed_for_one_scheme_with_names(services: Services) -> None:
    scheme = services.records.save(Scheme(title="Nomination", rules=RULES.format(2)))
    lim = services.records.save(Person(title="Dr Lim"))
    letter = services.records.save(asked(scheme=scheme.id, person=lim.id))
    services.records.save(asked())
    (card,) = services.letters.cards(TODAY, scheme.id)
    assert (card.letter.id, card.person, card.scheme) == (letter.id, "Dr Lim", "Nomination")
    page = services.letters.page(letter.id, TODAY)
    assert (page.person, page.step.words) == ("Dr Lim", "Ask Dr Lim")


def test_deleted_letters_are_no_letters_and_come_back(services: Services) -> None:
    letter = services.records.save(asked())
    services.records.trash(letter.id)
    assert services.letters.cards(TODAY) == ()
    services.history.undo()
    assert [card.letter.id for card in services.letters.cards(TODAY)] == [letter.id]


def test_how_many_letters_are_in_is_said_in_words(services: Services) -> None:
    scheme = services.records.save(Scheme(title="Nomination", rules=RULES.format(3)))

    def now() -> str:
        return standing_words(services.awards.standing(scheme.id, TODAY).letters)

    assert now() == "0 of the 3 letters wanted are in; 3 letters still to be asked for."
    first = services.records.save(asked(scheme=scheme.id, asked_on=MARCH))
    services.records.save(asked(scheme=scheme.id, asked_on=MARCH))
    services.records.save(written(scheme=scheme.id, submitted_on=MARCH))
    services.records.amend(first.id, {"submitted_on": TODAY})
    assert now() == "1 of the 3 letters wanted is in; 1 letter still to be asked for."


@pytest.mark.parametrize(
    ("wanted", "submitted", "told"),
    [
        (1, None, "The letter wanted is not in yet."),
        (1, MARCH, "The letter wanted is in."),
        (0, MARCH, "1 of 1 letter asked for is in."),
    ],
)
def test_one_letter_or_none_wanted_reads_well(
    services: Services, wanted: int, submitted: dt.date | None, told: str
) -> None:
    scheme = services.records.save(Scheme(title="Nomination", rules=RULES.format(wanted)))
    services.records.save(asked(scheme=scheme.id, asked_on=MARCH, submitted_on=submitted))
    assert standing_words(services.awards.standing(scheme.id, TODAY).letters) == told
