"""A mentor's dossier: mentees as they agreed to appear, what they achieved, training, and consented words only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Meeting, Outcome, Person, Relationship
from mentorjournal.reports.blocks import Table
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.dossier import WITHOUT
from mentorjournal.services.reporting.dossier_mentees import level_of
from mentorjournal.services.reporting.making import Made
from tests.services.reporting_journal import DAY, consented, heard, page, person, text_of

OPTIONS = ReportOptions(document="dossier")


def mentee(services: Services, who: Person, **fields: Any) -> Relationship:
    known = services.records.save(who)
    given = {"my_role": "mentor", "phase": "cultivation", "started_on": dt.date(2024, 9, 2), **fields}
    return services.records.save(Relationship(person=known.id, visibility="exportable", **given))


def achieved(services: Services, tie: Relationship, title: str, **fields: Any) -> Outcome:
    return services.records.save(
        Outcome(
            title=title, person=tie.person, relationship=tie.id, date=DAY, visibility="exportable", **fields
        )
    )


def made(services: Services, options: ReportOptions = OPTIONS) -> Made:
    return services.reporting.make(options)


def rows(found: Made) -> tuple[tuple[str, ...], ...]:
    return next(block for block in found.document.blocks if isinstance(block, Table)).rows


def test_a_mentee_who_did_not_agree_has_a_pseudonym_a_level_and_years_and_no_place(
    services: Services,
) -> None:
    tie = mentee(
        services,
        person(
            "Ada Quill",
            display="pseudonym",
            pseudonym="Mentee Elm",
            position="PhD student",
            organisation="Stanbridge",
        ),
        phase="closed",
        closed_on=dt.date(2026, 1, 9),
    )
    achieved(services, tie, "First paper", kind="publication", position="Lecturer")
    ((who, years, _, came, now),) = rows(made(services))
    assert (who, years) == ("Mentee Elm\nDoctoral student", "2024–2026")
    assert (came, now) == ("First paper (2026)", "Lecturer")
    printed = text_of(services, OPTIONS)
    assert "Ada" not in printed
    assert "Stanbridge" not in printed


def test_a_mentee_who_agreed_stands_by_name_with_the_position(services: Services) -> None:
    mentee(services, consented("Ben Rowe", position="Registrar in renal medicine"), roles=("mentor", "coach"))
    ((who, years, role, _, _),) = rows(made(services))
    assert (who, years) == ("Ben Rowe\nRegistrar in renal medicine", "since 2024")
    assert role == "Mentor and Coach"


def test_the_review_is_cautioned_of_few_mentees_positions_and_roles_of_their_own(services: Services) -> None:
    tie = mentee(services, person("Ada Quill", role_label="Only neonatologist of the island"))
    achieved(services, tie, "A post", position="Dean of Elsewhere")
    cautions = "\n".join(made(services).cautions)
    assert "1 row" in cautions
    assert "“Dean of Elsewhere”" in cautions
    assert "a role of their own" in cautions


def test_relationships_in_which_i_am_the_mentee_and_meetings_with_others_are_not_ticked(
    services: Services,
) -> None:
    mentor = services.records.save(person("My Mentor"))
    tie = services.records.save(Relationship(person=mentor.id, phase="cultivation", visibility="exportable"))
    met = services.records.save(
        Meeting(title="Mine", people=(mentor.id,), date=DAY, status="held", visibility="exportable")
    )
    mentee(services, person("Ada Quill"))
    hints = {item.id: item.hint for item in services.reporting.candidates(OPTIONS)}
    assert hints[tie.id]
    assert hints[met.id]
    assert len(rows(made(services))) == 1


def test_practice_counts_meetings_with_mentees_and_training_stands_apart(services: Services) -> None:
    tie = mentee(services, person("Ada Quill"))
    for day in (2, 16, 30):
        services.records.save(
            Meeting(
                title="Talk",
                people=(tie.person or "",),
                date=dt.date(2026, 3, day),
                status="held",
                minutes=60,
                visibility="exportable",
            )
        )
    services.records.save(
        Activity(
            title="Course for mentors", hours=6, date=DAY, trains_mentoring=True, visibility="exportable"
        )
    )
    services.records.save(Activity(title="Mentor circle", hours=2, date=DAY, visibility="exportable"))
    printed = text_of(services, OPTIONS)
    assert "3 meetings held with 1 mentee, 3 hours. Recorded by myself." in printed
    assert "1 other mentoring activity, 2 hours." in printed
    assert "Training as a mentor: 6 hours in 1 activity." in printed


def test_only_those_who_agreed_are_quoted_and_nothing_is_said_of_the_others(services: Services) -> None:
    ada = services.records.save(person("Ada Quill"))
    services.records.save(heard("She listened first.", ada, consent="given"))
    services.records.save(heard("She talked too much.", ada, on_what="The other talk"))
    mentee(services, person("Cleo Park"))
    everything = frozenset(item.id for item in services.reporting.candidates(OPTIONS))
    printed = text_of(services, ReportOptions(document="dossier", selected=everything))
    assert "She listened first." in printed
    assert "talked too much" not in printed
    assert "The other talk" not in printed


def test_each_part_of_what_was_said_stands_behind_its_heading(services: Services) -> None:
    ada = services.records.save(person("Ada Quill"))
    parts = (
        Section("start", "Start", "Saying it at once."),
        Section("stop", "Stop", "Offering coffee."),
        Section("go_on", "", "Waiting."),
    )
    said = dataclasses.replace(heard("", ada, consent="given"), sections=parts)
    services.records.save(said)
    mentee(services, person("Cleo Park"))
    everything = frozenset(item.id for item in services.reporting.candidates(OPTIONS))
    printed = text_of(services, ReportOptions(document="dossier", selected=everything))
    assert "Start. Saying it at once. Stop. Offering coffee. Waiting." in printed


@pytest.mark.parametrize(
    ("own", "said"), [("I ask before I tell.", "I ask before I tell."), ("", "A page written before.")]
)
def test_the_philosophy_is_the_words_for_this_document_or_a_page_that_says_so(
    services: Services, own: str, said: str
) -> None:
    services.records.save(page("My mentoring philosophy", "A page written before."))
    mentee(services, person("Ada Quill"))
    found = made(services, ReportOptions(document="dossier", own_words=own))
    printed = text_of(services, ReportOptions(document="dossier", own_words=own))
    assert printed.count(said) == 1
    assert WITHOUT not in found.remarks


def test_without_a_philosophy_the_reader_is_told(services: Services) -> None:
    mentee(services, person("Ada Quill"))
    assert WITHOUT in made(services).remarks


def test_a_philosophy_keeps_to_its_page(services: Services) -> None:
    mentee(services, person("Ada Quill"))
    found = made(services, ReportOptions(document="dossier", own_words="I listen well. " * 300))
    assert any("450 words" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("position", "level"),
    [
        ("Medical student on a research year", "Undergraduate or medical student"),
        ("Registrar in renal medicine", "Trainee or fellow"),
        ("Postdoc", "Postdoctoral fellow"),
        ("Beekeeper", ""),
    ],
)
def test_a_level_says_no_more_than_a_step(position: str, level: str) -> None:
    assert level_of(Person(position=position)) == level
