"""The trash and clocks: one that jumps, one that comes back, and a journal that nobody opens for a long time."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services
from mentorjournal.services.trash_clock import TrashClock
from mentorjournal.storage.notes import TRASH_CLOCK
from tests.services.trash_steps import time_passes
from tests.storage.helpers import Clock


@pytest.fixture
def gone(services: Services) -> Goal:
    """A goal that was deleted just now."""
    goal = services.records.save(Goal(title="Deleted"))
    services.records.trash(goal.id)
    return goal


def test_a_clock_that_jumps_a_year_ahead_empties_nothing_at_once(
    services: Services, clock: Clock, gone: Goal
) -> None:
    deleted = clock.now
    clock.forward(days=365)
    assert services.records.empty_old_trash() == 0
    assert services.records.empty_old_trash() == 0, "nor by opening it again"
    assert (services.records.goes_on(deleted) - clock.now).days == 30 - 7
    assert time_passes(services, clock, days=22) == 0
    assert time_passes(services, clock, days=1) == 1


def test_a_clock_that_is_right_again_leaves_no_trace(services: Services, clock: Clock, gone: Goal) -> None:
    deleted = clock.now
    clock.forward(days=365)
    services.records.empty_old_trash()
    clock.forward(days=-364)
    assert services.records.empty_old_trash() == 0
    assert services.records.goes_on(deleted) == deleted + dt.timedelta(days=30)
    assert time_passes(services, clock, days=28) == 0
    assert time_passes(services, clock, days=1) == 1


def test_what_is_deleted_while_the_clock_is_ahead_stays_long_enough(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Something"))
    clock.forward(days=365)
    services.records.empty_old_trash()
    goal = services.records.save(Goal(title="Deleted ahead"))
    services.records.trash(goal.id)
    clock.forward(days=-365)
    assert time_passes(services, clock, days=40) == 0
    assert services.records.peek(goal.id) is not None


def test_after_three_months_away_there_is_time_to_look(services: Services, clock: Clock, gone: Goal) -> None:
    clock.forward(days=90)
    assert services.records.empty_old_trash() == 0
    services.records.untrash(gone.id)
    assert services.records.get(Goal, gone.id).deleted_at is None


def test_an_empty_trash_writes_nothing_at_opening(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Kept"))
    clock.forward(days=400)
    assert services.records.empty_old_trash() == 0
    with services.journal.reading() as reader:
        assert reader.meta(TRASH_CLOCK) is None


@pytest.mark.parametrize("kept", [None, [], {"used": 1}, {"used": "2026-04-14", "skips": []}, {"used": "x"}])
def test_a_note_of_the_clock_that_makes_no_sense_is_left_aside(
    services: Services, clock: Clock, gone: Goal, kept: object
) -> None:
    with services.journal.writing("Test") as writer:
        writer.set_meta(TRASH_CLOCK, kept)
    assert time_passes(services, clock, days=29) == 0
    assert time_passes(services, clock, days=1) == 1


def test_a_stretch_is_counted_once() -> None:
    start = dt.datetime(2026, 4, 14, tzinfo=dt.UTC)
    turned = TrashClock(start).turned(start + dt.timedelta(days=20))
    assert turned.skipped_since(start) == dt.timedelta(days=13)
    assert turned.skipped_since(start + dt.timedelta(days=1)) == dt.timedelta()
    assert turned.turned(start + dt.timedelta(days=26)).skips == turned.skips
