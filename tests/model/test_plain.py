"""Records as JSON and back: the same record, or an error that names the field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.plain import from_plain, to_plain
from mentorjournal.model.record import Record
from mentorjournal.model.types import Goal, Meeting, Reflection
from tests.strategies import records


@settings(max_examples=60, deadline=None)
@given(record=records())
def test_a_record_of_any_type_comes_back_from_json(record: Record) -> None:
    through_text = json.loads(json.dumps(to_plain(record), allow_nan=False))
    assert from_plain(through_text) == record


def test_what_is_at_its_default_is_left_out() -> None:
    assert to_plain(Goal(id="a", title="Teach")) == {"type": "goal", "id": "a", "title": "Teach"}


def test_keys_of_a_later_version_are_ignored() -> None:
    assert from_plain({"type": "goal", "id": "a", "colour": "green"}) == Goal(id="a")


def test_stamps_of_any_zone_are_kept_in_utc() -> None:
    found = from_plain({"type": "goal", "id": "a", "created_at": "2026-04-14T12:00:00+05:45"})
    assert to_plain(found)["created_at"] == "2026-04-14T06:15:00+00:00"


@pytest.mark.parametrize(
    ("record_type", "name", "value"),
    [
        (Goal, "title", None),
        (Goal, "title", 7),
        (Goal, "title", "half \ud83d"),
        (Goal, "date", "2026-02-30"),
        (Goal, "date", 20260214),
        (Goal, "at", "25:00"),
        (Goal, "at", "09:30+02:00"),
        (Goal, "starred", "yes"),
        (Goal, "tags", "one"),
        (Goal, "tags", [1]),
        (Goal, "created_at", "yesterday"),
        (Goal, "created_at", 5),
        (Goal, "created_at", "0001-01-01T00:00:00+14:00"),
        (Meeting, "minutes", "60"),
        (Meeting, "minutes", True),
        (Meeting, "minutes", float("nan")),
        (Meeting, "minutes", float("inf")),
        (Meeting, "minutes", 10**400),
        (Meeting, "relationship", ["a"]),
        (Reflection, "sections", [{"tag": "what"}]),
        (Reflection, "sections", ["what"]),
        (Reflection, "sections", {"tag": "what"}),
        (Reflection, "sections", [{"tag": "what", "heading": "", "text": None}]),
    ],
)
def test_a_value_of_the_wrong_shape_names_its_field(record_type: type[Record], name: str, value: Any) -> None:
    with pytest.raises(InvalidRecord, match=rf"{record_type.LABEL} a7: {name} cannot be read"):
        from_plain({"type": record_type.TYPE, "id": "a7", name: value})


@pytest.mark.parametrize("plain", [{}, {"type": "spaceship"}, {"type": ["goal"]}, {"type": None, "id": "a"}])
def test_an_unknown_type_is_named(plain: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecord, match="There is no record type"):
        from_plain(plain)


@pytest.mark.parametrize("identity", [None, "", 7, "\0", "a\ud800", "a\nb"])
def test_a_record_without_a_usable_id_is_refused(identity: object) -> None:
    with pytest.raises(InvalidRecord, match="A goal has no id"):
        from_plain({"type": "goal", "id": identity})


def test_an_error_shows_no_more_than_the_start_of_a_value() -> None:
    with pytest.raises(InvalidRecord) as refused:
        from_plain({"type": "goal", "id": "a", "starred": "x" * 1_000_000})
    assert len(str(refused.value)) < 200
