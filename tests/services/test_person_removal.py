"""A person goes who stands in twelve meetings: a bare name, a pseudonym everywhere, or the trash."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Meeting, Person, Reflection, Relationship, Tag
from mentorjournal.services.bundle import Services
from mentorjournal.services.closing_drafts import ClosingDraft
from mentorjournal.services.profile import Owner
from tests.storage.helpers import hits

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def helena(services: Services) -> Person:
    """Somebody with contact details, in twelve meetings and a relationship."""
    made = services.records.save(
        Person(
            title="Helena Brandt",
            email="h.brandt@uni.example",
            phone="+49 30 1234567",
            notes="Prefers mornings.",
            roles=("mentor",),
        )
    )
    for number in range(12):
        services.records.save(
            Meeting(
                title=f"Meeting with Helena {number + 1}",
                people=(made.id,),
                date=DAY - dt.timedelta(days=30 * number),
                status="held",
                notes="Dr Brandt said yes. Write to h.brandt@uni.example.",
            )
        )
    services.records.save(Relationship(person=made.id))
    return made


def test_it_is_said_where_somebody_stands(services: Services, helena: Person) -> None:
    standing = services.person_removal.where(helena.id)
    assert standing.places == (("Meetings", 12), ("Relationship", 1))
    assert standing.total == 13
    alone = services.records.save(Person(title="Alone"))
    assert services.person_removal.where(alone.id).total == 0


def test_kept_as_a_name_the_meetings_still_show_it_and_nothing_else_is_left(
    services: Services, helena: Person
) -> None:
    kept = services.person_removal.keep_name(helena.id)
    assert kept.archived
    assert (kept.title, kept.email, kept.phone, kept.notes, kept.roles) == ("Helena Brandt", "", "", "", ())
    assert all(card.names == ("Helena Brandt",) for card in services.meetings.past(DAY))
    assert len(services.meetings.past(DAY)) == 12
    assert services.history.undo() == "Keep only the name"
    assert services.records.get(Person, helena.id) == helena


@pytest.mark.parametrize(
    ("display", "after"), [("omit", "omit"), ("pseudonym", "pseudonym"), ("name", "role"), ("role", "role")]
)
def test_what_protects_a_name_outlives_the_rest(
    services: Services, helena: Person, display: str, after: str
) -> None:
    values = {"display": display, "consent": "given", "pseudonym": "The lighthouse", "confidential": True}
    services.records.amend(helena.id, values)
    kept = services.person_removal.keep_name(helena.id)
    assert (kept.display, kept.consent, kept.pseudonym) == (after, "none", "The lighthouse")
    assert kept.confidential


def test_paper_goes_on_calling_them_by_role(services: Services, helena: Person) -> None:
    services.person_removal.replace_by(helena.id, "The lighthouse")
    assert services.people.on_paper(services.records.get(Person, helena.id)) == "Mentor A"


def test_who_is_only_a_name_is_in_no_list_and_no_completion(services: Services, helena: Person) -> None:
    services.person_removal.keep_name(helena.id)
    assert services.people.cards(DAY) == ()
    assert services.people.names() == ()
    assert services.records.named(Person) == {}


def test_a_pseudonym_stands_wherever_the_name_stood_in_one_step(services: Services, helena: Person) -> None:
    entry = services.records.save(
        Reflection(
            title="What Helena Brandt taught me",
            sections=(Section("what", "Brandt's view", "HELENA was kind. Helenas idea, Dr. Brandt’s rule."),),
        )
    )
    trashed = services.records.save(Reflection(title="Helena, in the trash"))
    services.records.trash(trashed.id)
    tag = services.records.save(Tag(title="brandt"))
    done = services.person_removal.replace_by(helena.id, "Mentor A")
    assert done.changed == 15
    assert done.unsure == ()
    now = services.records.get(Reflection, entry.id)
    assert now.title == "What Mentor A taught me"
    assert now.sections == (
        Section("what", "Mentor A's view", "Mentor A was kind. Mentor A's idea, Mentor A’s rule."),
    )
    assert services.records.get(Reflection, trashed.id).title == "Mentor A, in the trash"
    assert services.records.get(Tag, tag.id).title == "Mentor A"
    person = services.records.get(Person, helena.id)
    assert (person.title, person.archived, person.email) == ("Mentor A", True, "")
    card = services.meetings.past(DAY)[0]
    assert card.names == ("Mentor A",)
    assert "Brandt" not in card.meeting.notes
    assert "uni.example" not in card.meeting.notes
    assert hits(services.journal, "Helena") == hits(services.journal, "Brandt") == []
    assert services.history.undo() == "Replace a name by a pseudonym"
    assert services.records.get(Person, helena.id) == helena
    assert services.records.get(Reflection, entry.id).title == "What Helena Brandt taught me"
    assert services.records.get(Tag, tag.id).title == "brandt"


def test_what_is_begun_and_no_record_yet_has_the_pseudonym_too(services: Services, helena: Person) -> None:
    (tie,) = services.records.all(Relationship)
    services.capture.keep_draft("Ask Helena Brandt about the pilot")
    services.closure.keep_draft(tie.id, ClosingDraft("Helena leads the pilot.", {"x": "keep"}))
    assert services.person_removal.replace_by(helena.id, "The lighthouse").drafts
    assert services.capture.draft() == "Ask The lighthouse about the pilot"
    kept = services.closure.page(tie.id).draft
    assert (kept.paper, dict(kept.fates)) == ("The lighthouse leads the pilot.", {"x": "keep"})


def test_without_drafts_nothing_is_said_of_them(services: Services, helena: Person) -> None:
    services.capture.keep_draft("Ask Ravi")
    assert not services.person_removal.replace_by(helena.id, "The lighthouse").drafts
    assert services.capture.draft() == "Ask Ravi"


def test_others_of_the_same_first_name_keep_theirs(services: Services, helena: Person) -> None:
    other = services.records.save(Person(title="Helena Kovač", email="kovac@x.example"))
    only_other = services.records.save(
        Reflection(title="Helena Kovač and Helena", people=(other.id,), sections=())
    )
    with_ours = services.records.save(Reflection(title="Helena said so", people=(helena.id,)))
    nobody = services.records.save(
        Reflection(title="Helena again, kovac@x.example", sections=(Section("what", "", "Brandt."),))
    )
    done = services.person_removal.replace_by(helena.id, "Mentor A")
    titles = {
        key: services.records.get(Reflection, key).title for key in (only_other.id, with_ours.id, nobody.id)
    }
    assert titles == {
        only_other.id: "Helena Kovač and Helena",
        with_ours.id: "Mentor A said so",
        nobody.id: "Helena again, kovac@x.example",
    }
    assert services.records.get(Reflection, nobody.id).sections[0].text == "Mentor A."
    assert nobody.id in done.unsure
    assert services.records.get(Person, other.id) == other


def test_the_owner_keeps_a_name_they_share(services: Services) -> None:
    services.profile.save(Owner(name="Amara Osei"))
    amara = services.records.save(Person(title="Amara Brandt"))
    entry = services.records.save(Reflection(title="Amara Osei met Amara Brandt"))
    services.person_removal.replace_by(amara.id, "Peer A")
    assert services.records.get(Reflection, entry.id).title == "Amara Osei met Peer A"


def test_a_text_without_the_name_is_left_byte_for_byte(services: Services, helena: Person) -> None:
    decomposed = "Cafe\u0301 *notes* and `code`"
    entry = services.records.save(Reflection(title=decomposed))
    services.person_removal.replace_by(helena.id, "Mentor A")
    assert services.records.get(Reflection, entry.id) == entry


@pytest.mark.parametrize("pseudonym", ["", "  ", "Dr Brandt", "helena", "Ravi Menon"])
def test_a_pseudonym_that_tells_or_is_taken_is_refused(
    services: Services, helena: Person, pseudonym: str
) -> None:
    services.records.save(Person(title="Ravi Menon"))
    with pytest.raises(InvalidRecord, match="Nothing was changed"):
        services.person_removal.replace_by(helena.id, pseudonym)
    assert services.records.get(Person, helena.id) == helena


def test_a_pseudonym_is_suggested_that_nobody_has(services: Services, helena: Person) -> None:
    assert services.person_removal.suggested(helena.id) == "Mentor A"
    services.records.save(Person(title="Ravi Menon", roles=("mentor",), pseudonym="Mentor A"))
    assert services.person_removal.suggested(helena.id) == "Mentor B"
    services.records.amend(helena.id, {"pseudonym": "The lighthouse"})
    assert services.person_removal.suggested(helena.id) == "The lighthouse"


def test_older_versions_keep_the_name_until_they_are_purged(services: Services, helena: Person) -> None:
    services.person_removal.replace_by(helena.id, "Mentor A")
    versions = services.history.versions(helena.id)
    assert any(item.before is not None and item.before.title == "Helena Brandt" for item in versions)
