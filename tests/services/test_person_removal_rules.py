"""A pseudonym stands in rules, layouts, and what was written for the next document; the rules stay readable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.schemes import rules_of
from mentorjournal.model.types import Layout, Person, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting.layout import parsed

NAME = "Xanthe Wimple"


@pytest.fixture
def xanthe(services: Services) -> Person:
    return services.records.save(Person(title=NAME))


@pytest.fixture
def scheme(services: Services) -> Scheme:
    """A scheme whose rules name somebody in a text and in a comment."""
    made = services.schemes.start_own("Mine")
    about = f"# As {NAME} wrote\nabout = 'Judged by {NAME}.'"
    text = made.rules.replace('about = "What is asked for, in a sentence."', about)
    assert services.schemes.keep(made.id, text).mistake is None
    return services.records.get(Scheme, made.id)


@pytest.mark.parametrize("pseudonym", ['The "A" mentor', "Mentor \\ A", "Mentor O'A"])
def test_rules_and_layouts_can_be_read_whatever_the_pseudonym_is(
    services: Services, xanthe: Person, scheme: Scheme, pseudonym: str
) -> None:
    usual = services.layouts.read("portfolio").layout
    layout = services.layouts.save("portfolio", "Mine", replace(usual, title=f"For {NAME}"))
    done = services.person_removal.replace_by(xanthe.id, pseudonym)
    assert (done.changed, done.unsure) == (2, ())
    now = services.records.get(Scheme, scheme.id)
    assert rules_of(now).about == f"Judged by {pseudonym}."
    assert f"# As {pseudonym} wrote" in now.rules
    own = services.records.get(Layout, layout.id)
    assert parsed(own.rules, own.title).title == f"For {pseudonym}"


def test_rules_that_are_not_right_yet_lose_the_name_wherever_it_stands(
    services: Services, xanthe: Person, scheme: Scheme
) -> None:
    services.schemes.keep(scheme.id, f'about = "{NAME}"\nbroken {NAME}')
    assert services.person_removal.replace_by(xanthe.id, 'The "A" mentor').drafts
    text = services.schemes.text(scheme.id).text
    assert text == 'about = "The \\"A\\" mentor"\nbroken The "A" mentor'


def test_what_is_written_for_the_next_document_loses_the_name_and_the_choices_stay(
    services: Services, xanthe: Person
) -> None:
    written = {"purpose": f"About {NAME}", "for_whom": NAME, "own_words": f"Thanks to {NAME}.", "scheme": "s"}
    services.reporting.keep_draft({"document": "portfolio", "kinds": {"portfolio": {**written, "whole": []}}})
    assert services.person_removal.replace_by(xanthe.id, "Mentor B").drafts
    assert services.reporting.draft() == {
        "document": "portfolio",
        "kinds": {
            "portfolio": {
                "purpose": "About Mentor B",
                "for_whom": "Mentor B",
                "own_words": "Thanks to Mentor B.",
                "scheme": "s",
                "whole": [],
            }
        },
    }


def test_a_pseudonym_of_signs_that_nobody_sees_is_refused(services: Services, xanthe: Person) -> None:
    with pytest.raises(InvalidRecord, match="can be seen"):
        services.person_removal.replace_by(xanthe.id, "Mentor\x07 A")
    assert services.records.get(Person, xanthe.id) == xanthe
