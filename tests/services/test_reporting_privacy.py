"""Nothing leaves by accident: the sample journal's report is read back and searched for all that is private."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Milestone, Person, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.spelling import fold
from mentorjournal.services.reporting.verify import squash
from mentorjournal.services.sample import write_sample
from mentorjournal.storage import journal_file, whole
from tests.services.reporting_journal import NOW, drawn, everything, page

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
LONG_ENOUGH = 16
"""Letters and digits that make a sentence recognisable."""


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with journal_file.create(tmp_path / "mine.journal", clock=lambda: NOW) as made:
        write_sample(made, dt.date(2026, 4, 14))
        yield services_for(made)


def sentences(record: Record) -> Iterator[str]:
    """What was written in a record; rules of schemes and layouts are copies of what ships."""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if field.kind in ("text", "note") and name != "rules":
            yield from SENTENCE.split(value)
        elif field.kind == "sections":
            for section in value:
                yield from SENTENCE.split(section.text)


def records(services: Services) -> list[Record]:
    with services.journal.reading() as reader:
        return list(whole.all_records(reader))


def leaks(services: Services, data: bytes) -> list[str]:
    """Sentences and titles of what may not leave that stand in the file and nowhere in what may leave."""
    everybody = [record for record in records(services) if record.TYPE not in ("tag", "person")]
    public = squash(fold(" ".join(text for r in everybody if r.may_leave for text in sentences(r))))
    printed = squash(fold(everything(data)))
    hidden = {text for record in everybody if not record.may_leave for text in sentences(record)}
    assert len(hidden) > 200
    wanted = {text: squash(fold(text)) for text in hidden}
    return [t for t, s in wanted.items() if len(s) >= LONG_ENOUGH and s in printed and s not in public]


def names_found(services: Services, data: bytes) -> list[str]:
    people = [record for record in records(services) if isinstance(record, Person)]
    silent = [p for p in people if p.consent != "given" or p.display != "name"]
    assert len(silent) >= 6
    words = {
        word for p in silent for word in (*p.title.split(), p.short_name) if word not in ("Dr", "Professor")
    }
    text = fold(everything(data))
    return [word for word in words if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", text)]


def test_nothing_private_of_the_sample_is_in_its_report(services: Services) -> None:
    data = drawn(services)
    assert leaks(services, data) == []
    assert names_found(services, data) == []


def test_choosing_everything_changes_nothing_about_that(services: Services) -> None:
    ids = frozenset(record.id for record in records(services))
    data = drawn(services, ReportOptions(selected=ids, whole=ids, own_words="All of it."))
    assert leaks(services, data) == []
    assert names_found(services, data) == []


def test_the_search_itself_finds_what_leaks(services: Services) -> None:
    hidden = next(r for r in records(services) if isinstance(r, Reflection) and r.visibility == "private")
    told = next(text for text in sentences(hidden) if len(squash(text)) > LONG_ENOUGH)
    data = drawn(services, ReportOptions(own_words=told))
    assert leaks(services, data) != []


def test_names_in_what_leaves_are_replaced_in_every_place(services: Services) -> None:
    who = [record for record in records(services) if isinstance(record, Person)]
    everybody = ", ".join(f"{person.title} ({person.short_name})" for person in who)
    goal = next(card.goal.id for card in services.goals.cards())
    services.reporting.allow([goal])
    services.records.save(
        page(f"About {everybody}", f"## {everybody}\n\n- **{everybody}**\n\n> {everybody.upper()}")
    )
    services.records.save(
        Milestone(title=everybody, goal=goal, slipped=everybody.lower(), visibility="exportable")
    )
    options = ReportOptions(purpose=f"For {everybody}"[:200], own_words=everybody)
    data = drawn(services, options)
    assert names_found(services, data) == []
    assert "Dr Helena Brandt" in everything(data)
    assert "the trial manager" in everything(data)


def test_a_trashed_person_is_protected_too(services: Services) -> None:
    tomasz = next(r for r in records(services) if isinstance(r, Person) and r.short_name == "Tomasz")
    services.records.trash(tomasz.id)
    services.records.save(page("Desk", "Tomasz lent me the good lamp."))
    assert names_found(services, drawn(services)) == []


def test_the_check_of_a_file_is_clean_and_would_speak_up(services: Services) -> None:
    made = services.reporting.make(ReportOptions())
    data = drawn(services)
    assert services.reporting.findings(made, data) == ()
    hidden = services.records.save(page("The afternoon nobody knows of", "x", visibility="private"))
    open_one = services.records.save(page("Harmless", "The afternoon nobody knows of!"))
    leaky = drawn(services, ReportOptions(selected=frozenset((open_one.id,))))
    assert [item.what for item in services.reporting.findings(made, leaky)] == [hidden.title]


@pytest.mark.parametrize(
    "fields", [{"visibility": "private"}, {"visibility": "shared"}, {"confidential": True}, {}]
)
def test_titles_of_every_hidden_kind_are_looked_for(services: Services, fields: dict[str, Any]) -> None:
    hidden = services.records.save(page("The afternoon nobody knows of", "x", **fields))
    if not fields:
        services.records.trash(hidden.id)
    made = services.reporting.make(ReportOptions())
    open_one = services.records.save(page("Harmless", "The afternoon nobody knows of!"))
    leaky = drawn(services, ReportOptions(selected=frozenset((open_one.id,))))
    assert [item.what for item in services.reporting.findings(made, leaky)] == [hidden.title]


def test_the_check_of_a_file_finds_a_name_that_slipped_through(services: Services) -> None:
    made = services.reporting.make(ReportOptions())
    chosen = services.records.save(page("Harmless", "An afternoon with Berit Aas."))
    data = drawn(services, ReportOptions(selected=frozenset((chosen.id,))))
    services.records.save(Person(title="Berit Aas"))
    later = services.reporting.make(ReportOptions())
    assert services.reporting.findings(made, data) == ()
    assert {item.what for item in services.reporting.findings(later, data)} == {"Berit Aas", "Berit", "Aas"}
