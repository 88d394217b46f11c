"""The views of the place of goals, and the record types that are at home in each."""

from __future__ import annotations

from mentorjournal.gui.pages.views import View

VIEWS: tuple[View, ...] = (
    View("goals", "Goals"),
    View("plan", "Plan", "mentorjournal.gui.pages.plans", "PlansPage"),
    View("skills", "Skills", "mentorjournal.gui.pages.skills", "SkillsPage"),
    View("chances", "Chances", "mentorjournal.gui.pages.chances", "ChancesPage"),
    View("options", "Options", "mentorjournal.gui.pages.options", "OptionsPage"),
    View("path", "Career path", "mentorjournal.gui.pages.career_path", "CareerPathPage"),
    View("projects", "Projects", "mentorjournal.gui.pages.projects", "ProjectsPage"),
)
HOMES: dict[str, str] = {
    "plan": "plan",
    "skill": "skills",
    "rating": "skills",
    "framework": "skills",
    "opportunity": "chances",
    "career_option": "options",
    "career_step": "path",
    "project": "projects",
}
"""The view of each record type that is no goal."""
