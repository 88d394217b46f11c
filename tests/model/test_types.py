"""The declarations of the record types agree with each other and with the lists of choices."""

from __future__ import annotations

import dataclasses

import pytest

from mentorjournal.model.changes import Changed, ChangeSet
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.fields import Field, fields_of, own_fields_of
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import STAMPS, VISIBILITIES, Record
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES, Goal

TYPES = pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=RECORD_TYPES)


@TYPES
def test_every_attribute_is_declared_and_every_default_is_a_choice(record_type: type[Record]) -> None:
    blank = record_type()
    undeclared = {field.name for field in dataclasses.fields(record_type)} - set(fields_of(record_type))
    assert undeclared == {"id", *STAMPS}
    for name, field in fields_of(record_type).items():
        value = getattr(blank, name)
        if field.kind == "choice":
            assert field.choices in CHOICES, name
            assert value == () if field.many else value in CHOICES[field.choices or ""], name
        if field.kind == "link":
            assert field.target is None or field.target in RECORD_TYPES, name
            assert value == (() if field.many else None), name
        assert field.label[0].isupper(), name


@TYPES
def test_own_fields_are_those_the_base_does_not_have(record_type: type[Record]) -> None:
    own, base = own_fields_of(record_type), fields_of(Record)
    assert not set(own) & set(base)
    assert fields_of(record_type) == {**base, **own}


@TYPES
def test_every_type_has_its_names(record_type: type[Record]) -> None:
    assert record_type.TYPE
    assert record_type.LABEL
    assert record_type.PLURAL
    assert (record_type.TYPE in TIMELINE_TYPES) is record_type.IN_TIMELINE


def test_a_confidential_or_trashed_record_never_leaves() -> None:
    goal = Goal(title="Teach")
    assert not goal.may_leave
    shown = dataclasses.replace(goal, visibility="exportable")
    assert shown.may_leave
    assert not dataclasses.replace(shown, confidential=True).may_leave
    assert tuple(CHOICES["visibility"]) == VISIBILITIES


def test_a_key_of_a_later_version_shows_as_itself() -> None:
    assert label("visibility", "private") == "Private"
    assert label("visibility", "secret") == "secret"


def test_ids_sort_by_the_moment_they_were_made() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(set(made))
    assert {len(item) for item in made} == {36}


def test_a_change_set_tells_types_and_records_apart() -> None:
    changes = ChangeSet("Edit", "page 7", (Changed("goal", "a", "changed"),))
    assert changes.touches("tag", "goal")
    assert not changes.touches("tag")
    assert changes.has("a")
    assert not changes.has("b")


def test_nothing_that_a_field_can_say_is_never_said() -> None:
    declared = {field for cls in RECORD_TYPES.values() for field in fields_of(cls).values()}
    for part in dataclasses.fields(Field):
        assert len({getattr(field, part.name) for field in declared}) > 1, part.name
