"""The record types of the developmental network: the people, and what each relationship is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Somebody in the developmental network; `title` is the full name.

    `display` and `consent` decide how a report may show them: without consent a name never prints.
    `packet_key` is an age recipient; until the day it was compared by voice it is only what a packet said.
    """

    TYPE: ClassVar[str] = "person"
    LABEL: ClassVar[str] = "Person"
    PLURAL: ClassVar[str] = "People"
    IN_TIMELINE: ClassVar[bool] = False

    short_name: str = f.text("Called")
    roles: tuple[str, ...] = f.choice_set("Roles", "roles")
    position: str = f.text("Position")
    organisation: str = f.text("Organisation")
    arena: str = f.choice("Where the tie comes from", "arena")
    tie: str = f.choice("Tie", "tie")
    email: str = f.text("Email")
    phone: str = f.text("Phone")
    display: str = f.choice("On paper", "display", "role")
    role_label: str = f.text("Role on paper", searchable=False)
    pseudonym: str = f.text("Pseudonym", searchable=False)
    consent: str = f.choice("Consent to be named", "consent", "none")
    consent_on: dt.date | None = f.date_field("Consent given on")
    consent_for: str = f.text("Consent given for", searchable=False)
    notes: str = f.note("Notes")
    archived: bool = f.flag("Kept only as a name")
    shares: str = f.text("Shares my experience of")
    packet_key: str = f.text("Key for review packets", searchable=False)
    key_compared_on: dt.date | None = f.date_field("Key compared on")
    champion: bool = f.flag("Roots for me")
    shaped: str = f.note("How they shaped me")
    met_on: dt.date | None = f.date_field("In my corner since")


@dataclass(frozen=True, kw_only=True)
class Relationship(Record):
    """One person, one purpose, dates and a phase; in the phase of search it is a candidate with a `stage`."""

    TYPE: ClassVar[str] = "relationship"
    LABEL: ClassVar[str] = "Relationship"
    PLURAL: ClassVar[str] = "Relationships"
    IN_TIMELINE: ClassVar[bool] = False

    person: str | None = f.link("With", "person")
    my_role: str = f.choice("My role", "my_role", "mentee")
    kind: str = f.choice("Kind", "relationship_kind", "long")
    purpose: str = f.note("Purpose")
    phase: str = f.choice("Phase", "phase", "initiation")
    started_on: dt.date | None = f.date_field("Since")
    planned_end: dt.date | None = f.date_field("Planned end")
    cadence: str = f.choice("How often", "cadence", "monthly")
    minutes: float | None = f.number("Usual length in minutes")
    stage: str = f.choice("Stage of the search", "search_stage")
    roles: tuple[str, ...] = f.choice_set("Roles wanted here", "roles")
    budget: float | None = f.number("Hours a month planned")
    offered: float | None = f.number("Hours a month they offer")
    rough: bool = f.flag("Rough patch")
    paused_until: dt.date | None = f.date_field("Paused until")
    dual_role: str = f.note("Dual role or conflict of interest")
    not_for: str = f.note("What this is not for")
    closed_on: dt.date | None = f.date_field("Closed on")
    closing_reason: str = f.choice("Why it ends", "closing_reason")
    closing_words: str = f.note("In words without blame")
    achievements: str = f.note("What we achieved")
    thanks: str = f.note("Thanks")
    future: str = f.choice("Future footing", "future_footing")
    future_words: str = f.note("How we stay in touch")
