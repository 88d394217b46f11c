"""What counts for an award, what is missing, and that nothing counts twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Claim, Meeting, Recommendation, Reflection, Scheme
from mentorjournal.services.bundle import Services
from tests.services.awards_steps import DAY, claim_of, small_scheme


def missing(services: Services, scheme: Scheme) -> tuple[str, ...]:
    """What the scheme lacks, in words."""
    return services.awards.standing(scheme.id, DAY).missing


def test_an_empty_scheme_says_everything_that_is_missing_in_plain_words(services: Services) -> None:
    scheme = small_scheme(services)
    assert missing(services, scheme) == (
        "one activity in Learning",
        "one activity in Contribution to community",
        "the final reflection (0 of 1,000 words)",
        "100 more points",
    )


def test_what_is_done_submitted_or_authorised_counts_up_to_the_cap_and_what_is_planned_does_not(
    services: Services,
) -> None:
    scheme = small_scheme(services)
    for status, amount in (("done", 30), ("submitted", 30), ("authorised", 40), ("planned", 50)):
        claim_of(services, scheme, status, status=status, amount=amount)
    standing = services.awards.standing(scheme.id, DAY)
    learning = standing.categories[0]
    assert (learning.amount, learning.counted, learning.authorised) == (100, 75, 40)
    assert (standing.total, standing.authorised) == (75, 40)
    assert len(learning.claims) == 4


def test_what_is_missing_and_what_is_reached_are_told_to_the_same_digit(services: Services) -> None:
    scheme = small_scheme(services)
    for title, amount in (("Course", 20), ("Poster", 2), ("Visit", 0.75)):
        claim_of(services, scheme, title, amount=amount)
    assert services.awards.standing(scheme.id, DAY).total == 22.75
    assert "77.25 more points" in missing(services, scheme)
    claim_of(services, scheme, "More", category="community", amount=75)
    claim_of(services, scheme, "Last", category="community", amount=2.22)
    claim_of(services, scheme, "Rest", amount=2.22)
    assert "0.03 more points" in missing(services, scheme)


def test_hours_become_points_and_a_meeting_with_its_logged_activity_counts_once(services: Services) -> None:
    scheme = small_scheme(services)
    meeting = services.records.save(Meeting(date=DAY, status="held", minutes=120))
    inside = services.records.save(Activity(date=DAY, hours=1.5, meeting=meeting.id))
    alone = services.records.save(Activity(date=DAY, hours=4))
    claim_of(services, scheme, "Mentoring", category="community", counts=(inside.id, meeting.id, alone.id))
    line = services.awards.standing(scheme.id, DAY).claims[0]
    assert (line.hours, line.amount) == (6, 3)


def test_an_hour_counts_for_one_claim_of_a_scheme_and_again_for_another_scheme(services: Services) -> None:
    scheme, other = small_scheme(services), small_scheme(services, title="Other award")
    activity = services.records.save(Activity(title="Course", date=DAY, hours=8))
    first = claim_of(services, scheme, "First", counts=(activity.id,))
    second = claim_of(services, scheme, "Second", counts=(activity.id,))
    elsewhere = claim_of(services, other, "Third", counts=(activity.id,))
    standing = services.awards.standing(scheme.id, DAY)
    lines = {line.record.id: line for line in standing.claims}
    assert (lines[first.id].amount, lines[second.id].amount, lines[second.id].repeated) == (8, 0, 8)
    assert lines[second.id].trouble == "evidence missing"
    assert standing.total == 8
    assert services.awards.standing(other.id, DAY).total == 8
    assert {use.claim_id for use in lines[first.id].used} == {second.id, elsewhere.id}
    assert {use.scheme for use in lines[first.id].used} == {"Small award", "Other award"}


def test_a_meeting_that_was_not_held_and_an_activity_in_the_trash_have_no_hours(services: Services) -> None:
    scheme = small_scheme(services)
    meeting = services.records.save(Meeting(date=DAY, status="planned", minutes=600))
    gone = services.records.save(Activity(date=DAY, hours=9))
    claim_of(services, scheme, "Hours", counts=(meeting.id, gone.id))
    services.records.trash(gone.id)
    assert services.awards.standing(scheme.id, DAY).claims[0].hours == 0


def test_hours_go_to_the_claim_that_counts_before_the_one_that_is_only_planned(services: Services) -> None:
    scheme = small_scheme(services)
    activity = services.records.save(Activity(date=DAY, hours=8))
    claim_of(services, scheme, "Planned", status="planned", counts=(activity.id,), date=dt.date(2026, 1, 1))
    claim_of(services, scheme, "Done", counts=(activity.id,))
    assert services.awards.standing(scheme.id, DAY).total == 8


def test_evidence_is_missed_until_there_is_some_and_missed_again_when_it_is_deleted(
    services: Services,
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "the poster", amount=10)
    assert "evidence for the poster" in missing(services, scheme)
    page = services.records.save(Reflection(title="What I saw", date=DAY))
    services.awards.add_evidence(claim.id, (page.id,))
    assert "evidence for the poster" not in missing(services, scheme)
    services.records.trash(page.id)
    assert "evidence for the poster" in missing(services, scheme)


def test_a_claims_window_is_its_own_day_or_follows_from_the_day_of_what_it_claims(services: Services) -> None:
    scheme = small_scheme(services)
    claim_of(services, scheme, "Long ago", amount=10, date=dt.date(2025, 5, 2))
    own = claim_of(services, scheme, "Own", amount=10, claim_by=dt.date(2026, 4, 20))
    standing = services.awards.standing(scheme.id, DAY)
    assert (standing.window, standing.window_days) == (dt.date(2026, 4, 20), 6)
    services.awards.set_status(own.id, "submitted", DAY)
    standing = services.awards.standing(scheme.id, DAY)
    assert (standing.window, standing.window_days) == (dt.date(2026, 5, 2), 18)


def test_a_window_that_passed_is_said_and_its_claim_counts_no_more_but_keeps_its_state(
    services: Services,
) -> None:
    scheme = small_scheme(services)
    claim = claim_of(services, scheme, "Late", amount=10, date=dt.date(2025, 4, 1))
    standing = services.awards.standing(scheme.id, DAY)
    assert standing.claims[0].trouble == "window closed"
    assert standing.claims[0].record.status == "done"
    assert standing.total == 0
    assert standing.window is None
    assert services.awards.mark_expired(scheme.id, DAY) == 1
    assert services.records.get(Claim, claim.id).status == "expired"
    services.history.undo()
    assert services.records.get(Claim, claim.id).status == "done"


def test_the_final_reflection_is_counted_in_words_and_said_when_it_is_too_long(services: Services) -> None:
    scheme = small_scheme(services)
    half = replace(scheme, final=(Section("growth", "How I changed", "word " * 40),))
    services.records.save(half)
    assert not any("reflection" in words for words in missing(services, scheme))
    services.records.save(replace(half, final=(Section("growth", "How I changed", "word " * 1040),)))
    assert "a shorter final reflection (1,040 of 1,000 words)" in missing(services, scheme)


def test_letters_are_missed_until_they_are_handed_in(services: Services) -> None:
    scheme = small_scheme(services, "letters = 2")
    services.records.save(Recommendation(title="Letter", scheme=scheme.id, asked_on=DAY))
    services.records.save(
        Recommendation(title="Mine", scheme=scheme.id, direction="written", submitted_on=DAY)
    )
    assert "2 letters (1 asked for)" in missing(services, scheme)


def test_categories_together_and_required_criteria_are_asked_for(services: Services) -> None:
    extra = '[[together]]\nlabel = "both together"\ncategories = ["learning", "community"]\nleast = 50'
    scheme = small_scheme(services, extra)
    services.records.save(replace(scheme, rules=scheme.rules.replace("required = false", "required = true")))
    claim = claim_of(services, scheme, "Course", amount=20)
    assert "30 points for both together" in missing(services, scheme)
    assert "something that shows Personal growth" in missing(services, scheme)
    services.records.save(replace(claim, meets=(Section("growth", "Personal growth", "I can ask now."),)))
    standing = services.awards.standing(scheme.id, DAY)
    assert "something that shows Personal growth" not in standing.missing
    assert (standing.criteria[0].claims, standing.criteria[0].words) == (1, 4)


def test_rules_with_a_mistake_are_said_and_the_claims_stay(services: Services) -> None:
    scheme = small_scheme(services)
    claim_of(services, scheme, "Course", amount=20)
    services.records.save(replace(scheme, rules=scheme.rules + "\nsurprise = = 3"))
    standing = services.awards.standing(scheme.id, DAY)
    assert standing.rules is None
    assert "Small award" in standing.mistake
    assert "line" in standing.mistake
    assert [line.record.title for line in standing.loose] == ["Course"]
    assert standing.missing == ()


def test_a_claim_outside_the_schemes_time_or_in_no_category_of_it_does_not_count(services: Services) -> None:
    scheme = small_scheme(services, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
    claim_of(services, scheme, "Before", amount=20, date=dt.date(2025, 12, 31))
    claim_of(services, scheme, "Nowhere", amount=20, category="dancing")
    standing = services.awards.standing(scheme.id, DAY)
    assert standing.total == 0
    assert standing.categories[0].claims[0].trouble == "outside the scheme's time"
    (nowhere,) = standing.loose
    assert (nowhere.record.title, nowhere.counts, nowhere.trouble) == (
        "Nowhere",
        False,
        "no category of the rules",
    )
    assert "a category for Nowhere" in standing.missing


def test_what_is_done_and_worth_nothing_yet_lacks_an_amount(services: Services) -> None:
    scheme = small_scheme(services)
    nothing = services.records.save(Activity(title="Talk", date=DAY))
    bare = claim_of(services, scheme, "poster")
    claim_of(services, scheme, "Talk", counts=(nothing.id,))
    claim_of(services, scheme, "For nothing", amount=0)
    claim_of(services, scheme, "Next year", status="planned")
    found = missing(services, scheme)
    assert [words for words in found if words.startswith("an amount")] == [
        "an amount for poster",
        "an amount for Talk",
    ]
    services.records.amend(bare.id, {"amount": 2.0})
    assert "an amount for poster" not in missing(services, scheme)
    plain = 'key = "nomination"\nname = "Letters only"\nedition = ""\nunit = "points"\nunit_one = "point"\n'
    plain += 'about = "a"\nsource = "b"\ncheck = "c"\n[[categories]]\nkey = "learning"\nlabel = "Learning"\nrate = 0\n'
    other = services.records.save(Scheme(title="Letters only", rules=plain))
    claim_of(services, other, "Prize")
    assert not any("amount" in words for words in missing(services, other))


def test_a_shipped_scheme_is_copied_into_the_journal_in_one_step(services: Services) -> None:
    scheme = services.awards.adopt("community-100")
    assert scheme.title
    assert "[[categories]]" in scheme.rules
    assert [card.id for card in services.awards.schemes()] == [scheme.id]
    assert services.awards.left(DAY) == len(missing(services, scheme)) > 0
    services.history.undo()
    assert services.awards.schemes() == ()


@pytest.mark.parametrize("many", [3, 60])
def test_a_standing_takes_as_many_queries_for_many_claims_as_for_few(services: Services, many: int) -> None:
    scheme = small_scheme(services)
    for place in range(many):
        activity = services.records.save(Activity(title=f"A{place}", date=DAY, hours=1))
        page = services.records.save(Reflection(title=f"R{place}", date=DAY))
        claim_of(services, scheme, f"C{place}", counts=(activity.id,), evidence=(page.id,))
    asked: list[str] = []
    with services.journal.reading() as reader:
        raw = reader.connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(asked.append)
        from mentorjournal.services.awards import read_standing

        standing = read_standing(reader, scheme.id, DAY)
        raw.set_trace_callback(None)
    assert standing.total == min(many, 75)
    assert len([line for line in asked if line.lstrip().startswith(("SELECT", "WITH"))]) <= 9


@pytest.mark.parametrize("amount", [-5.0, 1e308])
def test_an_amount_is_no_less_than_nothing_and_no_more_than_a_million(
    services: Services, amount: float
) -> None:
    claim = claim_of(services, small_scheme(services), "Course", amount=10)
    with pytest.raises(InvalidRecord, match="0 to 1,000,000"):
        services.records.amend(claim.id, {"amount": amount})
    assert services.records.get(Claim, claim.id).amount == 10
