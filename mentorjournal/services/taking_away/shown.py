"""Which fields of a record may be shown to others at all: what is not listed here stays behind."""

from __future__ import annotations

from typing import Final

COMMON: Final = (
    *(
        "title",
        "date",
        "at",
        "time_zone",
        "visibility",
        "starred",
        "tags",
        "people",
        "attachments",
        "related",
    ),
)
"""Of every record. Where it was imported from says something of other files, so it stays."""

SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "reflection": ("template", "sections", "timing"),
    "insight": ("detail", "origin"),
    "question": ("for_whom", "importance", "detail", "answer", "answered_on", "meeting", "goal", "origin"),
    "advice": (
        *("direction", "person", "need", "detail", "uptake", "decided", "result"),
        *("meeting", "goal", "origin"),
    ),
    "decision": (
        *("why", "options", "criteria", "choice", "decided_on", "review_on", "outcome"),
        *("meeting", "goal", "origin"),
    ),
    "goal": (
        *("area", "scope", "status", "why", "measure", "strategies", "obstacle", "if_then", "my_part"),
        *("help_asked", "start", "target", "closed_on", "changed_in_me", "origin"),
        *("skills", "project"),
    ),
    "milestone": ("goal", "due", "original_due", "done_on", "slipped", "project"),
    "action": ("owner", "due", "done_on", "priority", "goal", "meeting", "origin", "detail", "let_go_on"),
    "meeting": (
        *("relationship", "status", "minutes", "spent", "place", "objective", "notes", "gave", "received"),
        *("roles_played", "next_date", "contributions", "support", "summary", "wrapped_on", "series", "rule"),
    ),
    "agenda_item": ("meeting", "position", "discussed"),
    "feedback": ("direction", "person", "on_what", "model", "sections", "response"),
    "resource": (
        *("kind", "authors", "year", "published_in", "doi", "url", "recommended_by", "status"),
        *("usefulness", "notes", "goal"),
    ),
    "person": ("short_name", "roles", "position", "organisation", "email", "phone", "display", "consent"),
    "relationship": ("person", "my_role", "kind", "purpose", "phase", "started_on", "planned_end", "cadence"),
    "agreement": (
        *("relationship", "number", "sections", "changes", "previous"),
        *("agreed_by_me", "agreed_by_them", "review_on"),
    ),
    "connection": ("introducer", "introduced", "to_whom", "followed_on", "result", "meeting"),
    "outcome": ("person", "relationship", "kind", "joint", "position", "detail", "goal"),
    "activity": (
        *("category", "hours", "role", "provider", "output", "verified_by", "goal", "meeting", "detail"),
        *("relationship", "credit", "trains_mentoring", "project", "skills", "times"),
    ),
    "plan": ("starts_on", "ends_on", "goals", "skills", "support", "discussed_on", "review_on"),
    "skill": (
        *("framework", "code", "domain", "kind", "detail", "place", "wanted", "wanted_by", "strength"),
        *("proof", "next_use", "counted", "times_wanted", "evidence", "set_aside"),
    ),
    "framework": ("key", "edition", "source", "levels", "set_aside"),
    "project": (
        *("kind", "status", "role", "credit", "starts_on", "ends_on", "purpose", "question", "design"),
        *("result", "goal", "relationship"),
    ),
    "career_step": ("kind", "organisation", "starts_on", "ends_on", "how", "learned"),
    "opportunity": (
        *("kind", "stage", "organisation", "url", "amount", "deadline", "applied_on", "interview_on"),
        *("decided_on", "why", "requirements", "result", "lesson", "again_on", "goal", "project"),
    ),
    "template": (
        *("kind", "key", "based_on", "description", "role", "sections", "mentor_sections", "answered_with"),
        *("low", "high", "low_label", "high_label", "rhythm", "place", "hidden"),
    ),
    "scheme": ("key", "edition", "starts_on", "ends_on", "hand_in_by", "status", "final"),
    "claim": (
        *("scheme", "category", "meets", "amount", "status", "claim_by", "submitted_on", "authorised_on"),
        *("authoriser", "evidence", "counts", "story", "detail"),
    ),
    "attachment": ("sha256", "size", "media_type"),
    "tag": (),
}
"""The fields of its own by type. What is rated or noticed of people, why something ended, letters about
somebody, and what the program notes for itself never leave in a file for others."""

OWN_NOTES: Final = frozenset({"brief_line", "layout", "manifest", "packet"})
"""What the program notes for itself."""

STAYS: Final = (
    frozenset({"observation", "pulse", "rating", "recommendation", "sponsorship", "career_option", "comment"})
    | OWN_NOTES
)
"""The types of which nothing leaves in a file for others, whatever they are marked as."""

WHOLE_ANYWAY: Final = frozenset({"sha256", "media_type", "rule", "template", "key", "doi", "time_zone"})
"""Texts that are no words of anybody: nobody's name is looked for in them."""
