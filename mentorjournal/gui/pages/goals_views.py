"""The views of the place of goals, and the record types that are at home in each."""

from __future__ import annotations

from mentorjournal.gui.pages.views import View

VIEWS: tuple[View, ...] = (
    View("goals", "Goals"),
    View("plan", "Plan", "mentorjournal.gui.pages.plans", "PlansPage"),
    View("skills", "Skills", "mentorjournal.gui.pages.skills", "SkillsPage"),
    View("chances", "Chances", "mentorjournal.gui.pages.chances", "ChancesPage"),
    View("year", "Year in review", "mentorjournal.gui.pages.year", "YearPage"),
    View("legacy", "Legacy", "mentorjournal.gui.pages.legacy", "LegacyPage", for_mentors=True),
)
HOMES: dict[str, str] = {
    "plan": "plan",
    "skill": "skills",
    "rating": "skills",
    "framework": "skills",
    "opportunity": "chances",
}
"""The view of each record type that is no goal."""
