"""The review finds whom a document mentions, who may be meant, whose words stand in it, and what identifies."""

from __future__ import annotations

import io

import pytest

from mentorjournal.errors import Cancelled
from mentorjournal.model.types import Attachment
from mentorjournal.services.bundle import Services
from mentorjournal.services.identifiers import CLASSES
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.names import LEFT_OUT
from mentorjournal.services.reporting.review_findings import ASSISTS, Review
from mentorjournal.services.reporting.review_words import name_like, quoted
from tests.services.reporting_journal import consented, goal, heard, page, person


def review(services: Services, options: ReportOptions | None = None) -> Review:
    """Of everything that may leave, clinical pages too."""
    options = options or ReportOptions()
    offered = [item.id for item in services.reporting.candidates(options) if item.offered]
    wanted = ReportOptions(
        document=options.document, purpose=options.purpose, selected=frozenset(offered), names=options.names
    )
    made = services.reporting.make(wanted)
    out = io.BytesIO()
    drawn = services.reporting.draw_made(made, "a4", out)
    return services.reporting.review(made, out.getvalue(), getattr(drawn, "passages", ()))


def test_people_are_listed_with_what_stands_for_them_how_often_and_where(services: Services) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    ben = services.records.save(consented("Ben Rowe", consent_for="annual reviews"))
    told = services.records.save(page("Lunch", "Ada Quill came. Then Ben Rowe. Ada Quill left."))
    services.records.save(page("Empty", "Nobody came."))
    found = {one.person: one for one in review(services).people}
    assert (found[ada.id].display, found[ada.id].consent, found[ada.id].times) == ("role", "none", 2)
    assert (found[ada.id].records, found[ada.id].warning) == ((told.id,), "")
    assert found[ben.id].by_name
    assert found[ben.id].pages != ()
    assert "annual reviews" in found[ben.id].warning


def test_who_is_named_against_what_they_agreed_is_warned_of(services: Services) -> None:
    ada = services.records.save(person("Ada Quill"))
    services.records.save(page("Lunch", "Ada Quill came."))
    (one,) = review(services, ReportOptions(names={ada.id: "name"})).people
    assert one.by_name
    assert "did not agree" in one.warning


def test_consent_for_this_kind_of_document_is_no_warning(services: Services) -> None:
    services.records.save(consented("Ben Rowe", consent_for="Progress summaries"))
    services.records.save(page("Lunch", "Ben Rowe came."))
    (one,) = review(services).people
    assert one.warning == ""


def test_a_name_that_is_not_in_people_is_hinted_at_with_its_page(services: Services) -> None:
    told = services.records.save(
        page("Round", "We met Dr Sundqvist, and later Olga Petrenko, near the City Hospital.")
    )
    found = {one.words: one for one in review(services).unknown}
    assert set(found) == {"Sundqvist", "Olga Petrenko"}
    assert found["Olga Petrenko"].pages != ()
    assert found["Olga Petrenko"].record_id == told.id


@pytest.mark.parametrize(
    "text",
    [
        "I read it in the Annual Review of that year.",
        "She works at the Harrowmere University Hospital now.",
        "On Monday the Ethics Committee met in South Africa.",
        "Grant Writing is a course. Peer Support too.",
        "Dr Who",
    ],
)
def test_capitalised_words_that_are_no_names_are_left_alone(text: str) -> None:
    assert [words for words in name_like(text) if words != "Who"] == []


def test_a_sentence_somebody_did_not_agree_to_have_quoted_is_found_in_my_own_page(services: Services) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    said = "You speak to the slide and never to the room."
    services.records.save(heard(said, ada))
    told = services.records.save(page("Talk", f"I keep thinking of it. {said}"))
    (one,) = review(services).quotes
    assert (one.words, one.giver, one.record_id) == (said, "Mentor", told.id)
    assert one.page is not None


def test_words_between_quotation_marks_are_asked_about_unless_their_giver_agreed(services: Services) -> None:
    ada = services.records.save(consented("Ada Quill"))
    services.records.save(heard("“Short, clear and to the point today.”", ada, consent="given"))
    services.records.save(page("Talk", "He said: “I would rather not see it again.” And “no”."))
    assert [one.words for one in review(services).quotes] == ["I would rather not see it again."]
    assert list(quoted("> It is what they said to me then")) == ["It is what they said to me then"]


def test_identifiers_of_every_class_are_found_in_a_clinical_page(services: Services) -> None:
    told = services.records.save(
        page("Ward", "On 3 March Mr J.S., aged 92, MRN 00123456, lay in bed 12.", clinical=True)
    )
    found = [one for one in review(services).identifiers if one.record_id == told.id]
    assert [one.key for one in found] == ["date", "initials", "age", "record", "ward"]
    assert all(one.clinical and one.label == CLASSES[one.key] and one.about == "Ward" for one in found)
    assert all(one.page is not None for one in found)


def test_elsewhere_days_and_rooms_are_ordinary_and_numbers_of_people_are_not(services: Services) -> None:
    services.records.save(page("Course", "On 3 March in room 12. My policy no. 4451-22."))
    goal(services, "Keep MRN 00123456 out of my notes")
    assert sorted(one.key for one in review(services).identifiers) == ["plan", "record"]


def test_a_picture_in_a_clinical_page_is_found(services: Services) -> None:
    picture = services.records.save(
        Attachment(title="x.png", media_type="image/png", visibility="exportable")
    )
    services.records.save(page("Ward", "I learned to wait.", clinical=True, attachments=(picture.id,)))
    (one,) = review(services).identifiers
    assert (one.key, one.clinical) == ("photo", True)


def test_a_review_says_that_it_only_assists(services: Services) -> None:
    goal(services, "Finish")
    found = review(services)
    assert found.note == ASSISTS
    assert (found.to_look_at, found.warnings) == (0, ())


def test_what_is_not_printed_is_not_found(services: Services) -> None:
    services.records.save(page("Private", "MRN 00123456 and Olga Petrenko.", visibility="private"))
    goal(services, "Finish")
    found = review(services)
    assert (found.identifiers, found.unknown, found.people) == ((), (), ())


def test_a_clinical_page_whose_identifiers_were_cut_is_not_asked_about(services: Services) -> None:
    long = " ".join(["I waited and I listened to the end."] * 60)
    services.records.save(page("Ward", f"{long}\n\nMRN 00123456.", clinical=True))
    assert review(services).identifiers == ()


def test_who_is_left_out_or_given_a_pseudonym_here_can_be_seen_and_chosen_again(services: Services) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    services.records.save(heard("Well asked", ada, consent="given"))
    (one,) = review(services, ReportOptions(names={ada.id: "omit"})).people
    assert (one.person, one.display, one.shown) == (ada.id, "omit", LEFT_OUT)
    (one,) = review(services, ReportOptions(names={ada.id: "pseudonym"})).people
    assert one.display == "pseudonym"


def test_a_check_stops_in_its_middle_where_something_newer_is_shown(services: Services) -> None:
    for number in range(5):
        services.records.save(page(f"Page {number}", "Nobody came."))
    made = services.reporting.make(ReportOptions())
    out = io.BytesIO()
    services.reporting.draw_made(made, "a4", out)
    asked = iter((False, True))
    with pytest.raises(Cancelled):
        services.reporting.review(made, out.getvalue(), cancelled=lambda: next(asked))
    assert next(asked, None) is None
    with pytest.raises(Cancelled):
        services.reporting.findings(made, out.getvalue(), cancelled=lambda: True)
