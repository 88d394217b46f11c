"""Lets time pass over a journal that is opened every few days, as one in use is."""

from __future__ import annotations

from mentorjournal.services.bundle import Services
from tests.storage.helpers import Clock


def time_passes(services: Services, clock: Clock, *, days: int, hours: int = 0) -> int:
    """Turn the clock on, at each opening emptying what is old in the trash; how many went for good."""
    gone = 0
    for _ in range(days):
        clock.forward(days=1)
        gone += services.records.empty_old_trash()
    clock.forward(hours=hours)
    return gone + services.records.empty_old_trash()
