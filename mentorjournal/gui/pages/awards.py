"""Awards: what is still missing?"""

from __future__ import annotations

from typing import ClassVar

from mentorjournal.gui.pages.page import Page


class AwardsPage(Page):
    """The schemes followed, their claims, and what each still lacks."""

    PLACE: ClassVar[str] = "awards"
    TITLE: ClassVar[str] = "Awards"
