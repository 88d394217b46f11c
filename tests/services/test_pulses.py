"""Self-ratings of one's own: offered by role, due by a rhythm, kept, corrected, and read as series."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import (
    Goal,
    Meeting,
    Milestone,
    Opportunity,
    OwnTemplate,
    Person,
    Pulse,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from mentorjournal.services.pulses import LATER
from mentorjournal.storage.pulse_series import MOST_DAYS, read_series

DAY = dt.date(2026, 4, 14)
WEEK = dt.timedelta(days=7)


def keys(services: Services) -> list[str]:
    return [one.key for one in services.pulses.offered()]


def due(services: Services, day: dt.date = DAY) -> list[str]:
    return [one.key for one in services.pulses.due(day)]


def own(services: Services, **values: object) -> OwnTemplate:
    facts = {"kind": "pulse", "key": "own-1", "title": "Sleep", "sections": (Section("s", "Slept", ""),)}
    return services.records.save(OwnTemplate(**facts | values))  # type: ignore[arg-type]


def test_what_is_offered_follows_the_role_and_what_was_rated(services: Services) -> None:
    assert keys(services) == ["confidence", "satisfaction", "workload", "belonging"]
    services.profile.save(Owner("Maya", "mentor"))
    assert "mentor_motivation" in keys(services)
    services.pulses.keep("mentor_motivation", {"joy": 4}, day=DAY)
    services.profile.save(Owner("Maya", "mentee"))
    assert "mentor_motivation" in keys(services)


def test_own_ones_and_changed_copies_are_offered_the_same_way(services: Services) -> None:
    made = own(services, low=1.0, high=5.0, rhythm=7.0)
    assert keys(services)[-1] == "own-1"
    assert due(services) == ["own-1"]
    with pytest.raises(InvalidRecord, match="goes from 1 to 5"):
        services.pulses.keep("own-1", {"s": 6}, day=DAY)
    services.pulses.keep("own-1", {"s": 5}, day=DAY)
    assert (due(services), due(services, DAY + WEEK)) == ([], ["own-1"])
    services.records.amend(made.id, {"hidden": True})
    assert "own-1" not in keys(services)
    mine = own(services, key="mine", title="My load", based_on="workload", hidden=True, place=1.5)
    assert {"workload", "mine"} & set(keys(services)) == {"workload"}
    services.records.amend(mine.id, {"hidden": False})
    assert keys(services) == ["confidence", "satisfaction", "mine", "workload", "belonging"]
    own(services, key="workload", title="Workload", based_on="workload", hidden=True, sections=())
    assert "workload" not in keys(services)
    own(services, key="confidence", based_on="confidence", title="Nerve")
    (first, *_) = [one for one in services.pulses.offered() if one.key == "confidence"]
    assert (first.instrument.name, [item.label for item in first.instrument.items]) == ("Nerve", ["Slept"])
    own(services, key="empty", title="Nothing to rate", sections=())
    assert "empty" not in keys(services)


def test_nobody_is_asked_for_what_they_never_began_or_turned_off(services: Services) -> None:
    assert due(services) == []
    services.pulses.keep("workload", {"amount": 5}, day=DAY)
    assert due(services, DAY + dt.timedelta(days=13)) == []
    assert due(services, DAY + dt.timedelta(days=14)) == ["workload"]
    services.pulses.set_rhythm("workload", 0)
    assert due(services, DAY + dt.timedelta(days=99)) == []
    services.history.undo()
    assert due(services, DAY + dt.timedelta(days=14)) == ["workload"]
    services.pulses.set_rhythm("belonging", 91)
    assert due(services) == ["belonging"]
    services.pulses.set_rhythm("belonging", 28)
    assert len(services.records.all(OwnTemplate)) == 1
    with pytest.raises(InvalidRecord, match="never"):
        services.pulses.set_rhythm("belonging", 400)
    with pytest.raises(NotFound, match="stays in the journal"):
        services.pulses.set_rhythm("horoscope", 7)


def test_moved_ones_are_offered_in_the_order_of_the_editor_and_hiding_keeps_the_rhythm(
    services: Services,
) -> None:
    made = services.templates.begin("pulse", "Sleep")
    services.records.amend(made.id, {"sections": (Section("s", "Slept", ""),)})
    for key in (made.key, "belonging"):
        while services.templates.lines("pulse")[0].key != key:
            services.templates.move("pulse", key, -1)
        assert keys(services)[0] == key
    services.pulses.set_rhythm("workload", 7)
    for hidden in (True, False):
        services.templates.hide("pulse", "workload", hidden=hidden)
    assert [one.rhythm for one in services.pulses.offered() if one.key == "workload"] == [7]


def test_far_days_and_rhythms_from_elsewhere_stop_no_page(services: Services) -> None:
    own(services, rhythm=1e12, low=0.0, high=1e9)
    services.pulses.keep("own-1", {"s": 3}, day=DAY)
    services.pulses.keep("workload", {"amount": 3}, day=dt.date(9999, 12, 30))
    assert due(services) == []
    assert services.templates.self_rating("own-1").high == 10
    words = ("about 7", "-", "--4", "4")
    for day, word in enumerate(words):
        scores = (Section("amount", "How much", word),)
        services.records.save(
            Pulse(title="W", instrument="workload", date=DAY - dt.timedelta(day), scores=scores)
        )
    (series,) = services.pulses.course("workload", DAY - WEEK, DAY).series
    assert [point.value for point in series.points] == [4]


def test_later_is_a_week_and_leaves_no_trace_beside_it(services: Services) -> None:
    services.pulses.set_rhythm("confidence", 28)
    before = services.records.counts()
    steps = services.history.next_undo()
    services.pulses.later("confidence", DAY)
    assert (due(services), due(services, DAY + WEEK)) == ([], ["confidence"])
    assert (services.records.counts(), services.history.next_undo()) == (before, steps)
    services.pulses.later("workload", DAY + 2 * WEEK)
    with services.journal.reading() as reader:
        assert list(reader.meta(LATER)) == ["workload"]


def test_a_rating_may_be_partial_is_corrected_and_goes_to_the_trash(services: Services) -> None:
    with pytest.raises(InvalidRecord, match="at least one"):
        services.pulses.keep("confidence", {}, day=DAY)
    made = services.pulses.keep("confidence", {"work": 6}, "After the talk.", day=DAY)
    assert (made.confidential, made.visibility, made.about) == (True, "private", None)
    services.pulses.correct(made.id, {"work": 0, "ahead": 10}, "", day=DAY - WEEK)
    (kept,) = services.relationship_checks.history("confidence")
    assert (kept.day, kept.value("work"), kept.value("ahead"), kept.value("asking")) == (
        DAY - WEEK,
        0,
        10,
        None,
    )
    with pytest.raises(InvalidRecord, match="at least one"):
        services.pulses.correct(made.id, {}, "", day=DAY)
    found = services.pulses.of_record(made.id)
    assert found is not None
    assert found[0].key == "confidence"
    services.records.trash(made.id)
    assert services.relationship_checks.history("confidence") == ()
    assert services.pulses.of_record(made.id) is None
    with pytest.raises(NotFound, match="trash"):
        services.pulses.correct(made.id, {"work": 1}, "", day=DAY)


def test_correcting_keeps_what_its_instrument_asks_no_more(services: Services) -> None:
    template = own(services, sections=(Section("a", "One", ""), Section("b", "Two", "")))
    made = services.pulses.keep("own-1", {"a": 3, "b": 4}, day=DAY)
    services.records.amend(template.id, {"sections": (Section("a", "One", ""),)})
    services.pulses.correct(made.id, {"a": 5}, "", day=DAY)
    kept = services.records.get(Pulse, made.id)
    assert [(part.tag, part.text) for part in kept.scores] == [("a", "5"), ("b", "4")]


def test_a_course_has_a_point_a_day_with_its_record_and_what_happened_meanwhile(services: Services) -> None:
    services.pulses.keep("confidence", {"work": 3, "asking": 5}, day=DAY - 4 * WEEK)
    services.pulses.keep("confidence", {"work": 4}, day=DAY)
    last = services.pulses.keep("confidence", {"work": 7}, day=DAY)
    goal = services.records.save(Goal(title="Publish"))
    services.records.save(Milestone(title="Draft sent", goal=goal.id, done_on=DAY - WEEK))
    services.records.save(Milestone(title="Long after", goal=goal.id, done_on=DAY + WEEK))
    services.records.save(Opportunity(title="Travel grant", decided_on=DAY - 2 * WEEK))
    person = services.records.save(Person(title="Helena Brandt"))
    for rough in (True, False):
        tie = services.records.save(Relationship(person=person.id, rough=rough))
        services.records.save(
            Meeting(title=f"Rough {rough}", relationship=tie.id, date=DAY - 3 * WEEK, status="held")
        )
    course = services.pulses.course("confidence", DAY - 8 * WEEK, DAY)
    work, asking = course.series
    assert [(point.day, point.value) for point in work.points] == [(DAY - 4 * WEEK, 3), (DAY, 7)]
    assert work.points[-1].record_id == last.id
    assert (asking.label, len(asking.points)) == ("Asking for help", 1)
    assert [words for _, words in course.events] == ["Rough True", "Travel grant", "Draft sent"]
    assert services.pulses.course("confidence", DAY + WEEK, DAY + WEEK).series == ()


def test_many_days_are_drawn_by_the_last_of_each_month(services: Services) -> None:
    first = DAY - dt.timedelta(days=MOST_DAYS + 30)
    scores = (Section("work", "My daily work", "5"), Section("asking", "", "soon"))
    made = [
        Pulse(id=new_id(), title="C", instrument="confidence", date=first + dt.timedelta(at), scores=scores)
        for at in range(MOST_DAYS + 31)
    ]
    with services.journal.writing("Many") as change:
        change.put_new(made)
    with services.journal.reading() as reader:
        found = read_series(reader, "confidence", first, DAY)
        assert list(found) == ["work"]
        assert 13 < len(found["work"]) == len({point.day.replace(day=1) for point in found["work"]})
        assert found["work"][-1].day == DAY
        recent = read_series(reader, "confidence", DAY - WEEK, DAY)
        assert len(recent["work"]) == 8
