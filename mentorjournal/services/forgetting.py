"""What the program remembers of a journal's texts beyond its connection, and how it is forgotten."""

from __future__ import annotations


def forget_texts() -> None:
    """Empty every cache whose keys or values are text of a journal; for when one is locked."""
    from mentorjournal.model.schemes import read_rules
    from mentorjournal.services.award_days import claim_days

    read_rules.cache_clear()
    claim_days.cache_clear()
