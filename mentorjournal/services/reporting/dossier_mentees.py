"""The mentees of a dossier in one table: how they appear, their level, when, my role, what came of it, where now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mentorjournal.model.choices import label
from mentorjournal.model.types import Outcome, Person, Relationship
from mentorjournal.reports.blocks import Block, Column, Prose, Table
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import counted, listed, shortened

FEW: Final = 3
"""In a table of fewer mentees than this each can be told from the others by any one cell."""
_LEVELS: Final[tuple[tuple[str, str], ...]] = (
    (r"school|sixth.?form|pupil", "School student"),
    (
        r"undergraduate|bachelor|medical student|student nurse|nursing student",
        "Undergraduate or medical student",
    ),
    (r"ph\.?\s?d|doctoral|dphil|thesis|graduate student", "Doctoral student"),
    (r"master|msc|mph", "Master's student"),
    (r"post-?doc", "Postdoctoral fellow"),
    (r"intern|foundation|resident|registrar|trainee|fellow", "Trainee or fellow"),
    (r"professor|consultant|attending|lecturer|faculty|principal investigator", "Faculty or consultant"),
    (r"student", "Student"),
    (r"nurse|technician|manager|coordinator|staff", "Staff"),
)
"""Words of a position, and the level that is as much as the page says of somebody who is not named."""
ALONE: Final = (
    "The table of mentees has {count}. Whoever knows you may recognise each of them by level, years or outcome: "
    "leave rows out, or ask for consent."
)
POSITION: Final = (
    "{who} is not named, but stands in the table of mentees with “{position}” as the position now. A position "
    "can name somebody: shorten it in the outcome, or ask for consent."
)
ROLE: Final = (
    "{who} stands in the table of mentees by a role of their own. If few people have this role, it names them: "
    "a pseudonym says less."
)


def mentees(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """One row for each chosen relationship in which I am the mentor; `words` limits what it was for.

    Of who is not named only the years, a level in general words, and what the outcomes say stand there.
    """
    rows, ids = [], []
    hidden: list[Person] = []
    for tie in ties(desk):
        person = desk.names.person(tie.person)
        who = desk.names.shown(tie.person)
        if person is None or not who:
            continue
        found = outcomes_of(desk, tie)
        rows.append(_row(desk, tie, person, found, section.words))
        ids.append(tie.id)
        desk.printed.update((tie.id, *(item.id for item in found)))
        if not desk.names.by_name(person.id):
            hidden.append(person)
            _caution(desk, person, found)
    if not rows:
        return
    if hidden and len(rows) < FEW:
        desk.cautions.append(ALONE.format(count=counted(len(rows), "row")))
    columns = (
        Column("Mentee", width=3.6),
        Column("Years", width=1.9),
        Column("My role", width=4.1),
        Column("Outcomes", width=4.1),
        Column("Now", width=2.7),
    )
    yield Prose(f"{counted(len(rows), 'mentee').capitalize()}, the earliest first.")
    yield Table(
        columns,
        tuple(rows),
        caption="Mentees. Who did not agree to be named appears by role or pseudonym.",
        row_ids=tuple(ids),
    )


def ties(desk: Desk) -> tuple[Relationship, ...]:
    """The chosen relationships in which I am the mentor, in the order they began."""
    mine = [item for item in desk.material.relationships if item.my_role == "mentor" and item.person]
    return tuple(sorted(mine, key=lambda item: (item.started_on is None, str(item.started_on), item.id)))


def outcomes_of(desk: Desk, tie: Relationship) -> tuple[Outcome, ...]:
    """The chosen outcomes of this relationship or, where they name none, of its person."""
    return tuple(
        item
        for item in desk.material.outcomes
        if item.relationship == tie.id or (item.relationship is None and item.person == tie.person)
    )


def level_of(person: Person) -> str:
    """A level in general words, or nothing where the position says none."""
    return next((name for words, name in _LEVELS if re.search(words, person.position, re.IGNORECASE)), "")


def _row(
    desk: Desk, tie: Relationship, person: Person, found: tuple[Outcome, ...], words: int
) -> tuple[str, ...]:
    named = desk.names.by_name(person.id)
    level = desk.line(person.position) if named else level_of(person)
    who = desk.names.shown(person.id)
    purpose, _ = shortened(desk.line(tie.purpose or tie.title), words)
    roles = listed([label("roles", role) for role in tie.roles]) or label("my_role", tie.my_role)
    came = "\n".join(_came(desk, item) for item in found)
    return (
        "\n".join(filter(None, (who, level if level.casefold() != who.casefold() else ""))),
        _years(tie),
        "\n".join(filter(None, (roles, purpose))),
        came,
        desk.line(position_of(found)) or (desk.line(person.position) if named else ""),
    )


def _came(desk: Desk, item: Outcome) -> str:
    year = f" ({item.date.year})" if item.date else ""
    return f"{desk.line(item.title)}{year}{', together' if item.joint else ''}"


def position_of(found: tuple[Outcome, ...]) -> str:
    """Where the newest outcome that says so places them."""
    said = [item for item in found if item.position.strip()]
    return max(said, key=lambda item: (str(item.date), item.id)).position if said else ""


def _years(tie: Relationship) -> str:
    first = str(tie.started_on.year) if tie.started_on else ""
    if tie.phase != "closed":
        return f"since {first}" if first else ""
    last = str(tie.closed_on.year) if tie.closed_on else ""
    return "–".join(dict.fromkeys(filter(None, (first, last))))


def _caution(desk: Desk, person: Person, found: tuple[Outcome, ...]) -> None:
    who = desk.names.shown(person.id)
    if position := desk.line(position_of(found)):
        desk.cautions.append(POSITION.format(who=who, position=position))
    if person.display == "role" and person.role_label.strip():
        desk.cautions.append(ROLE.format(who=who))
