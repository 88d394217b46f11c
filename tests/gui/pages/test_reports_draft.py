"""What is chosen for a document comes back as it was, however much it is."""

from __future__ import annotations

from mentorjournal.gui.pages.reports_choices import Choices
from mentorjournal.gui.pages.reports_draft import MOST_KEPT, Drafts, drafts_from


def test_whatever_was_unticked_stays_unticked() -> None:
    dropped = frozenset(f"{number:05}" for number in range(MOST_KEPT + 1_000))
    choices = Choices(document="progress", dropped=dropped)
    assert drafts_from(Drafts().taking(choices).as_json()).choices.dropped == dropped
