"""One page to hand over at the end of a mentoring relationship: what was worked on, where it stands, what is open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.errors import ReportError
from mentorjournal.model.choices import label
from mentorjournal.model.types import Goal, Relationship
from mentorjournal.services.reporting.words import long_date, short_date
from mentorjournal.storage.database import Database

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Block, Document
    from mentorjournal.services.actions import OwnedAction
    from mentorjournal.services.reporting.options import Appearance, Paper
    from mentorjournal.storage.reader import Reader

PARTS = ("What we worked on", "Where things stand", "What is open")


@dataclass(frozen=True, slots=True)
class Handover:
    """The page as text: a title, and Markdown with the headings of PARTS, all of it the reader's to change."""

    relationship_id: str
    title: str
    text: str


def handover_text(
    reader: Reader, tie: Relationship, goals: Iterable[Goal], actions: Iterable[OwnedAction]
) -> Handover:
    """The first text of the page. Goals are named where others may see them, actions by their titles, nothing
    confidential or of something confidential; who is neither of the two appears as agreed."""
    from mentorjournal.services.achieved import achievements_for_others
    from mentorjournal.services.confidences import Secrets
    from mentorjournal.services.printing import names_for

    names = names_for(reader, (tie.person,) if tie.person else ())
    goals, actions = list(goals), list(actions)
    hidden = Secrets(reader).among([*goals, *(item.item for item in actions)])
    seen = [goal for goal in goals if goal.visibility != "private" and goal.id not in hidden]
    worked = [tie.purpose.strip(), *(f"- {goal.title}" for goal in seen)]
    stands = [
        achievements_for_others(reader, tie),
        *(f"- {goal.title}: {label('goal_status', goal.status).lower()}" for goal in seen),
    ]
    left = [_open_line(item) for item in actions if item.item.id not in hidden]
    bodies = (_block(worked), _block(stands), "\n".join(left))
    parts = (f"## {head}\n\n{body}".rstrip() for head, body in zip(PARTS, bodies, strict=True))
    who = names.shown(tie.person)
    return Handover(tie.id, f"Handover: {who}" if who else "Handover", names.scrub("\n\n".join(parts)) + "\n")


class HandoverPaper:
    """Draws a handover page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bytes_of(self, page: Handover, today: dt.date, paper: Paper = "a4") -> bytes:
        """The PDF. Raises ReportError where the page is empty, confidential or too long for one sheet."""
        from mentorjournal.services.printing import Printing

        data, drawn = Printing(self._database).bytes_of(self._document(page, today)[0], paper)
        if drawn.pages > 1:
            raise ReportError(
                f"The handover takes {drawn.pages} pages. Nothing was written; shorten it to one page."
            )
        return data

    def save(self, page: Handover, path: Path, today: dt.date, paper: Paper = "a4") -> None:
        """Write the PDF whole or not at all. Raises as `bytes_of`, and StorageFailed for a journal's file."""
        from mentorjournal.services.printing import Leaving, Printing

        self.bytes_of(page, today, paper)
        document, people = self._document(page, today)
        leaving = Leaving("handover", (page.relationship_id,), people)
        Printing(self._database).save(document, path, paper, leaving)

    def _document(self, page: Handover, today: dt.date) -> tuple[Document, tuple[Appearance, ...]]:
        from mentorjournal.reports.blocks import Document, Facts, Heading
        from mentorjournal.services.printing import names_for
        from mentorjournal.services.reporting.gather import read_owner

        with self._database.reading() as reader:
            tie = reader.get(Relationship, page.relationship_id)
            if tie.confidential or _is_marked(reader, tie.person):
                what = "relationship" if tie.confidential else "person"
                raise ReportError(
                    f"This {what} is marked confidential, so nothing of it leaves the journal. "
                    "Nothing was written."
                )
            names = names_for(reader, (tie.person,) if tie.person else ())
            owner = read_owner(reader).name
        if not any(line.strip() and not line.startswith("#") for line in page.text.splitlines()):
            raise ReportError("There is nothing on this page yet. Nothing was written.")
        sides = (("From", owner), ("With", names.shown(tie.person)), ("Time", _time(tie)))
        document = Document(
            title=names.scrub(page.title),
            blocks=(
                Heading(1, names.scrub(page.title)),
                Facts(tuple(pair for pair in sides if pair[1])),
                *_parts(names.scrub(page.text)),
            ),
            created=dt.datetime.combine(today, dt.time(), dt.UTC),
            footer=f"Written on {long_date(today)}.",
            author=owner,
            subject="Handover of a mentoring relationship",
        )
        return document, names.appearances()


def _is_marked(reader: Reader, person_id: str | None) -> bool:
    person = reader.peek(person_id) if person_id else None
    return person is not None and person.confidential


def _parts(text: str) -> Iterator[Block]:
    from mentorjournal.reports.blocks import Heading, Prose

    for part in re.split(r"(?m)^(?=## )", text):
        head, _, body = part.partition("\n") if part.startswith("## ") else ("", "", part)
        if head and body.strip():
            yield Heading(2, head.removeprefix("## ").strip())
        if body.strip():
            yield Prose(body.strip())


def _block(lines: Iterable[str]) -> str:
    """Lines under each other; a list is kept apart from the text before it."""
    out: list[str] = []
    for line in filter(None, lines):
        if out and line.startswith("- ") and not out[-1].splitlines()[-1].startswith("- "):
            out.append("")
        out.append(line)
    return "\n".join(out)


def _open_line(item: OwnedAction) -> str:
    due = f", due {short_date(item.item.due)}" if item.item.due else ""
    return f"- {item.item.title} ({item.owner or 'mine'}{due})"


def _time(tie: Relationship) -> str:
    ends = (tie.started_on, tie.closed_on)
    return " to ".join(filter(None, map(long_date, ends)))
