"""Documents: from the chosen records and a layout to plain blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mentorjournal.errors import ReportError
from mentorjournal.model.schemes import rules_of
from mentorjournal.model.types import Person, Relationship
from mentorjournal.reports.blocks import Block, Cover, Document, Heading
from mentorjournal.services.reporting import closing
from mentorjournal.services.reporting.desk import Desk, Part
from mentorjournal.services.reporting.evidence import files_of
from mentorjournal.services.reporting.gather import (
    Material,
    day_of,
    read_material,
    read_owner,
    read_people,
)
from mentorjournal.services.reporting.kinds import takes_private, writer_of
from mentorjournal.services.reporting.layout import Layout, LayoutSection, layout_for
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.options import Appearance, ReportOptions
from mentorjournal.services.reporting.sealing import Seal
from mentorjournal.services.reporting.usual import chosen
from mentorjournal.services.reporting.wording import worded
from mentorjournal.services.reporting.words import counted, long_date
from mentorjournal.storage.reader import Reader

NOTHING = (
    "Nothing to report: no record of this period may leave the journal. Open what belongs in it, choose "
    "“Exportable” under “Who may see this”, or choose a longer period, then try again."
)
NOTHING_CHOSEN = "Nothing to report: no record is ticked. Tick at least one, then try again."


@dataclass(frozen=True, slots=True)
class Made:
    """A document, the ids of the records in it, the people in it, and what those records say themselves.

    `remarks` are sentences for the reader about it; `most_pages` is the limit it should keep, 0 for none.
    `cautions` are sentences for the review: what of it as a whole may tell who somebody is.
    `own_copy` is True where it holds private and shared records too.
    """

    document: Document
    records: frozenset[str]
    people: tuple[Appearance, ...]
    names: Names
    own_text: str
    remarks: tuple[str, ...] = ()
    most_pages: int = 0
    cautions: tuple[str, ...] = ()
    own_copy: bool = False

    def told(self, pages: int) -> tuple[str, ...]:
        """The remarks, and one more where it was drawn on more pages than it should have."""
        if not 0 < self.most_pages < pages:
            return self.remarks
        limit = counted(self.most_pages, "page is", "pages are")
        return (*self.remarks, f"It has {pages} pages where {limit} allowed; nothing was cut.")


def make(reader: Reader, options: ReportOptions, now: dt.datetime) -> Made:
    """The document of these choices, prepared at `now`. Raises ReportError where nothing is left to print."""
    return made_of(desk_for(reader, options, now), now)


def desk_for(reader: Reader, options: ReportOptions, now: dt.datetime) -> Desk:
    """What the sections are written with. Raises ReportError where no record is left to print."""
    frame = layout_for(reader, options)
    everything = read_material(reader, options, only_chosen=True)
    seal = Seal(reader, own_copy=takes_private(options))
    material = chosen(everything, options, frame).each(seal.record)
    options = replace(options, own_words=seal.text(options.own_words))
    if not any(True for _ in material.all()):
        offered = read_material(reader, options)
        raise ReportError(NOTHING_CHOSEN if any(True for _ in offered.all()) else NOTHING)
    owner = read_owner(reader)
    people = tuple(as_chosen(person, options.names) for person in read_people(reader))
    names = Names(people, reader.find(Relationship), owner.name)
    rules = rules_of(material.schemes[0]) if material.schemes else None
    day = now.astimezone().date()
    desk = Desk(
        options, material, names, worded(owner, names), day, worded(frame, names), worded(rules, names)
    )
    if any(section.key == "files" for section in frame.sections):
        desk.files = files_of(reader, material.all())
    return desk


def made_of(desk: Desk, now: dt.datetime, cover: Cover | None = None) -> Made:
    """The document of a desk, with a cover of its own where it is given one.

    Raises ReportError where nothing was printed.
    """
    frame, names = desk.frame, desk.names
    parts = [part for section in frame.sections if (part := _part(desk, section)).blocks]
    blocks: list[Block] = []
    for part in parts:
        if part.section.heading:
            blocks.append(Heading(_level(part, parts, frame), part.section.heading))
        blocks += part.blocks
    if not desk.printed:
        raise ReportError(NOTHING_CHOSEN)
    title = desk.line(desk.options.purpose) or frame.title
    records = counted(len(desk.printed), "selected record")
    document = Document(
        title=title,
        blocks=tuple(blocks),
        created=now,
        subtitle=frame.title if title != frame.title else "",
        running_head="  ".join(filter(None, (desk.owner.name, title))),
        footer=frame.footer.format(
            owner=desk.owner.name or "Mentee", day=long_date(desk.today), records=records
        ),
        author=desk.owner.name,
        subject=f"{frame.title}, {period(desk)}",
        cover=cover or _cover(desk, title, frame),
        language=frame.language,
        numbered_headings=frame.numbered,
        contents=frame.contents,
    )
    return Made(
        document,
        frozenset(desk.printed),
        names.appearances(),
        names,
        _own_text(desk),
        tuple(desk.remarks),
        frame.pages,
        tuple(desk.cautions),
    )


def as_chosen(person: Person, names: Mapping[str, str]) -> Person:
    """A person as this one document shows them: as chosen in its review, else as they agreed."""
    display = names.get(person.id)
    if display is None:
        return person
    return replace(person, display=display, consent="given" if display == "name" else person.consent)


def _level(part: Part, parts: list[Part], frame: Layout) -> int:
    before = frame.sections[max(frame.sections.index(part.section) - 1, 0)]
    printed = any(other.section is before and other is not part for other in parts)
    return part.section.level if printed else 1


def _part(desk: Desk, section: LayoutSection) -> Part:
    if section.key == "signatures":
        return Part(section, tuple(closing.signatures(closing.sign_labels(desk, desk.frame.signatures))))
    return Part(section, tuple(writer_of(section.key)(desk, section)))


def _cover(desk: Desk, title: str, frame: Layout) -> Cover:
    owner = desk.owner
    who = ", ".join(filter(None, (owner.name, owner.stage)))
    facts = (
        ("Name", who),
        ("Role", owner.role_label),
        ("Where", owner.organisation),
        ("Period", period(desk)),
        ("Contents", _contents(desk)),
    )
    subtitle = frame.title if title != frame.title else ""
    signed_inside = any(section.key == "signatures" for section in frame.sections)
    lines = () if signed_inside else closing.sign_labels(desk, frame.signatures)
    given = tuple((name, value) for name, value in facts if value)
    return Cover(title, subtitle, given, frame.statement, lines)


def _contents(desk: Desk) -> str:
    m = desk.material
    held = sum(1 for item in m.meetings if item.status == "held")
    counts = (
        (len(m.goals), "goal", "goals"),
        (len(m.milestones), "milestone", "milestones"),
        (len(m.activities), "activity", "activities"),
        (len(m.feedback), "piece of feedback", "pieces of feedback"),
        (len(m.reflections), "reflection", "reflections"),
        (held, "meeting", "meetings"),
    )
    return ", ".join(counted(number, one, many) for number, one, many in counts if number)


def period(desk: Desk) -> str:
    """The period asked for; where it is open, from the first chosen record to today."""
    days = [day for item in desk.material.all() if (day := day_of(item))]
    until = desk.options.until or desk.today
    since = desk.options.since or min(days, default=until)
    return f"{long_date(min(since, until))} to {long_date(until)}"


def _own_text(desk: Desk) -> str:
    """All that the chosen records and the owner say: what of it is printed did not leak from elsewhere."""
    return "\n".join((desk.options.own_words, desk.options.purpose, *_said(desk.material)))


def _said(material: Material) -> Iterator[str]:
    from mentorjournal.model.fields import fields_of

    for record in material.all():
        for name, field in fields_of(type(record)).items():
            value = getattr(record, name)
            if field.kind in ("text", "note"):
                yield value
            elif field.kind == "sections":
                yield from (f"{part.heading}\n{part.text}" for part in value)
