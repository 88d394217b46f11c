"""The sample journals are whole, believable, end around today, and are the same every time."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import fields_of
from mentorjournal.model.plain import from_plain, to_plain
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Attachment,
    Feedback,
    Goal,
    Manifest,
    Meeting,
    Milestone,
    Observation,
    OwnTemplate,
    Person,
    Pulse,
    Reflection,
    Relationship,
)
from mentorjournal.services.sample import Sample, sample_records
from mentorjournal.services.template_shapes import shaped
from mentorjournal.services.templates import template, templates
from tests.services.sample_reading import DAYS, SIDES, TODAY, days_on, linked, of, written

LONDON = ZoneInfo("Europe/London")
MONTHLY = "Monthly meeting with"


@pytest.fixture(scope="module", params=[(day, side) for side in SIDES for day in DAYS], ids=str)
def anchored(request: pytest.FixtureRequest) -> tuple[dt.date, Sample]:
    day, side = request.param
    return day, sample_records(day, side=side)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_records(TODAY)


@pytest.fixture(scope="module", params=SIDES)
def either(request: pytest.FixtureRequest) -> Sample:
    """The sample of each side in turn."""
    return sample_records(TODAY, side=request.param)


def test_link_targets_exist_come_first_and_are_of_the_declared_type(anchored: tuple[dt.date, Sample]) -> None:
    seen: dict[str, str] = {}
    for record in anchored[1].records:
        for name, wanted, key in linked(record):
            assert key in seen, (record.title, name)
            assert wanted in (None, seen[key]), (record.title, name)
        seen[record.id] = record.TYPE
    assert len(seen) == len(anchored[1].records)


def test_every_choice_is_a_known_key_and_every_record_survives_the_codec(either: Sample) -> None:
    for record in either.records:
        for name, field in fields_of(type(record)).items():
            if field.choices:
                value = getattr(record, name)
                assert set(value if field.many else (value,)) <= set(CHOICES[field.choices]), (
                    record.title,
                    name,
                )
        assert from_plain(to_plain(record)) == record


def test_the_same_day_and_seed_give_the_same_journal(sample: Sample) -> None:
    assert sample_records(TODAY) == sample
    other = sample_records(TODAY, seed=8)
    assert not {record.id for record in other.records} & {record.id for record in sample.records}
    assert sorted(map(written, other.records)) == sorted(map(written, sample.records))


def test_ids_are_uuids_of_version_seven_and_sort_by_the_moment_of_writing(either: Sample) -> None:
    assert {(uuid.UUID(r.id).version, uuid.UUID(r.id).variant) for r in either.records} == {
        (7, uuid.RFC_4122)
    }
    by_id = sorted(either.records, key=lambda record: record.id)
    moments = [int(record.created_at.timestamp() * 1000) for record in by_id if record.created_at]
    assert moments == sorted(moments)
    assert len(moments) == len(either.records)


def test_no_filler_and_no_sentence_written_twice(either: Sample) -> None:
    repeating = (Pulse, Manifest)
    new = [r for r in either.records if not isinstance(r, repeating) and not getattr(r, "previous", None)]
    everything = "\n".join(map(written, new))
    assert not re.search(r"lorem|ipsum|dolor sit|\bTODO\b|\bTBD\b|xxx", everything, re.IGNORECASE)
    headings = {
        part.heading
        for record in new
        for name, field in fields_of(type(record)).items()
        if field.kind == "sections"
        for part in getattr(record, name)
    }
    sentences = Counter(
        sentence
        for sentence in (part.strip(" -*“”\n") for part in re.split(r"(?<=[.?!])[\s”]+|\n+", everything))
        if len(sentence.split()) > 3
        and sentence not in headings
        and not sentence.startswith(("## ", MONTHLY))
    )
    assert len(sentences) > 480
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_reflections_fill_their_templates_with_text_of_a_believable_length(sample: Sample) -> None:
    reflections = of(sample, Reflection)
    own = {one.id: shaped(one, None) for one in of(sample, OwnTemplate)}
    used = {entry.template for entry in reflections}
    usual = {one.key for one in templates("reflection") if not one.group}
    assert used >= own.keys() | usual
    assert len(used) > 18
    for entry in reflections:
        shape = own.get(entry.template) or template(entry.template)
        assert [(s.tag, s.heading) for s in entry.sections] == [(s.tag, s.heading) for s in shape.sections]
        assert all(section.text for section in entry.sections)
        assert 55 <= len(" ".join(section.text for section in entry.sections).split()) <= 250


def test_feedback_uses_every_structure_in_both_directions_and_has_a_response(either: Sample) -> None:
    feedback = of(either, Feedback)
    assert {entry.model for entry in feedback} == set(CHOICES["feedback_model"])
    assert {entry.direction for entry in feedback} == {"received", "given"}
    assert all(entry.response and entry.person and all(s.text for s in entry.sections) for entry in feedback)


def test_nothing_is_written_before_it_happens_or_after_yesterday(anchored: tuple[dt.date, Sample]) -> None:
    today, sample = anchored
    latest = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(11), dt.UTC)
    for record in sample.records:
        assert record.created_at is not None
        assert record.updated_at is not None
        assert record.created_at <= record.updated_at <= latest, record.title
        planned = record.date is not None and record.date >= today
        foreseen = isinstance(record, Observation) and record.kind == "hard_date"
        if record.date and not planned and not foreseen:
            assert record.date <= record.created_at.date(), record.title


def test_what_is_done_was_done_after_it_was_set_and_never_in_the_future(
    anchored: tuple[dt.date, Sample],
) -> None:
    today, sample = anchored
    for record in sample.records:
        ended = getattr(record, "done_on", None) or getattr(record, "closed_on", None)
        if ended:
            begun = record.started_on if isinstance(record, Relationship) else record.date
            assert begun is not None
            assert begun <= ended < today, record.title
        if isinstance(record, Milestone) and record.original_due:
            assert record.due is not None
            assert record.slipped, record.title
            assert record.original_due < record.due
        if (
            isinstance(record, Meeting | Activity)
            and record.date
            and record.date < today - dt.timedelta(days=3)
        ):
            assert record.date.weekday() < 5, record.title


def test_most_is_written_within_the_hour_and_a_little_later(sample: Sample) -> None:
    delays = [
        r.created_at.astimezone(LONDON).replace(tzinfo=None) - dt.datetime.combine(r.date, r.at)
        for r in of(sample, Reflection)
        if r.created_at and r.at and r.date
    ]
    assert sum(delay < dt.timedelta(hours=1) for delay in delays) > 30
    assert max(delays) > dt.timedelta(days=5)


def test_it_ends_around_today(sample: Sample) -> None:
    ahead = sorted(m.date for m in of(sample, Meeting) if m.status == "planned" and m.date)
    assert ahead == [days_on(2), days_on(9), days_on(30)]
    mine = [a.due for a in of(sample, ActionItem) if not a.done_on and not a.owner and a.due]
    assert {days_on(-2), TODAY} <= set(mine)
    assert sum(due < TODAY for due in mine) == 1
    assert [r.title for r in of(sample, Reflection) if r.date == dt.date(2025, 4, 14)] == [
        "My first journal club"
    ]


def test_it_knows_the_29th_of_february() -> None:
    club = next(
        r for r in of(sample_records(dt.date(2028, 2, 29)), Reflection) if r.title.startswith("My first")
    )
    assert club.date == dt.date(2027, 2, 28)


def test_meetings_and_goals_come_in_their_states_and_actions_have_several_origins(sample: Sample) -> None:
    assert Counter(m.status for m in of(sample, Meeting)) == {"held": 19, "planned": 3, "cancelled": 1}
    assert Counter(g.status for g in of(sample, Goal)) == {"active": 4, "achieved": 1, "paused": 1}
    actions = of(sample, ActionItem)
    assert sum(bool(a.meeting) for a in actions) >= 20
    assert sum(bool(a.origin) for a in actions) >= 4
    assert sum(a.owner is not None and a.done_on is None for a in actions) >= 3


def test_most_is_private_and_enough_may_leave_for_a_report(sample: Sample) -> None:
    may_leave = Counter(record.TYPE for record in sample.records if record.may_leave)
    wanted = {
        "reflection": 4,
        "goal": 4,
        "milestone": 12,
        "activity": 20,
        "feedback": 4,
        "meeting": 1,
        "resource": 2,
    }
    assert all(may_leave[name] >= least for name, least in wanted.items()), may_leave
    reflections = Counter(r.visibility for r in of(sample, Reflection))
    assert reflections["private"] > reflections["exportable"] + reflections["shared"]
    assert sum(record.confidential for record in sample.records) >= 2
    assert not any(record.confidential and record.visibility != "private" for record in sample.records)


def test_what_may_leave_names_nobody_who_did_not_consent(either: Sample) -> None:
    silent = [p for p in of(either, Person) if p.consent != "given" or p.display != "name"]
    assert len(silent) >= 6
    names = {
        part for p in silent for part in (*p.title.split(), p.short_name) if part not in ("Dr", "Professor")
    }
    for record in either.records:
        if record.may_leave:
            assert not names & set(re.findall(r"\w+", written(record))), record.title


def test_feedback_leaves_only_with_its_givers_consent(either: Sample) -> None:
    assert all(f.consent == "given" for f in of(either, Feedback) if f.may_leave)


def test_attachments_are_the_bytes_they_say(sample: Sample) -> None:
    blobs = dict(sample.blobs)
    for attachment in of(sample, Attachment):
        data = blobs.pop(attachment.sha256)
        assert hashlib.sha256(data).hexdigest() == attachment.sha256
        assert len(data) == attachment.size
        if attachment.media_type == "image/png":
            assert data.startswith(b"\x89PNG\r\n\x1a\n")
            assert data.endswith(b"IEND\xaeB`\x82")
    assert blobs == {}
