"""Parts of a soak that go wrong, each in a way of its own."""

from __future__ import annotations

import os
from collections import Counter

from soak.part import Ask, Outcome, through_seeds


def run(ask: Ask) -> Outcome:
    """Seed 2 breaks a promise; asked for by the name of `dies`, the process ends at it without a word."""

    def work(seed: int, _folder: object) -> Counter[str]:
        if ask.key == "dies" and seed == 2:
            os._exit(3)
        assert seed != 2, "a promise is broken"
        return Counter(edits=10)

    return through_seeds(ask, work)
