"""A filled form comes in: as feedback, or as a claim that was authorised; once, and over nothing of the reader's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.dates import stamp
from mentorjournal.interchange.plain import Problem, Watch
from mentorjournal.model.record import Visibility
from mentorjournal.model.types import Attachment, Claim, Feedback, Person
from mentorjournal.services.belongings import held_files
from mentorjournal.services.forms import parts
from mentorjournal.services.forms.answers import received
from mentorjournal.services.forms.confirming import confirmed
from mentorjournal.services.forms.reading import FilledForm
from mentorjournal.services.imported_entries import Look, Row, Written
from mentorjournal.services.reporting.spelling import HONORIFICS
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

BLANK = "Nothing is filled in on this form yet. Nothing was imported."
NO_CLAIM = (
    "This statement confirms a claim that is not in this journal any more, or belongs to another journal. Nothing "
    "was imported. To keep it, drop it on the claim it is about, as a signed statement."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a form: the record it is now, whether anything changed, and what the reader should know."""

    form: str
    record_id: str
    title: str
    changed: bool
    notes: tuple[str, ...] = ()


@dataclass
class FormBatch:
    """A filled form that was read and can be written, as the import wants it."""

    filled: FilledForm
    path: Path
    data: bytes = field(repr=False)
    now: dt.datetime
    record_id: str = ""

    @property
    def format(self) -> str:
        """The name of its format."""
        return "filled-form"

    @property
    def label(self) -> str:
        """What the step is called in the history."""
        is_feedback = self.filled.form == "feedback"
        return "Take in a feedback form" if is_feedback else "Take in a provider's statement"

    @property
    def is_feedback(self) -> bool:
        """A feedback form, and no provider's statement."""
        return self.filled.form == "feedback"

    def look(self, reader: Reader, most_rows: int) -> Look:
        """What the form would become; it is not new where the journal has these answers already."""
        if self.filled.is_blank:
            raise ImportRefused(f"{self.path.name}: {BLANK}")
        known = self._is_here(reader)
        if self.is_feedback:
            asked = reader.peek(self.filled.record_id)
            title = self.filled.values.get(parts.GIVER, "")
            title = f"Feedback from {title}" if title else "Feedback"
            row = asked.title if isinstance(asked, Feedback) and asked.deleted_at is None else title
        else:
            row = self._claim(reader)
        day = self.day()[0]
        rows = [Row(self.path.name, row, day.isoformat() if day else "", not known)][:most_rows]
        return Look(1, 0 if known else 1, rows, [])

    def _is_here(self, reader: Reader) -> bool:
        """Whether feedback or the claim, not in the trash, has these answers already."""
        of_form = self.filled.fingerprint
        if self.is_feedback:
            return bool(reader.find(Feedback, columns(Feedback).source_id == of_form))
        claim = reader.peek(self.filled.record_id)
        files = {one.id for one in reader.find(Attachment, columns(Attachment).source_id == of_form)}
        return isinstance(claim, Claim) and not files.isdisjoint(held_files(claim))

    def _claim(self, reader: Reader) -> str:
        claim = reader.peek(self.filled.record_id)
        if isinstance(claim, Claim) and claim.deleted_at is None:
            return claim.title
        raise ImportRefused(f"{self.path.name}: {NO_CLAIM}")

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write what was filled in; nothing where the journal has it."""
        watch.step(0, 1)
        if self._is_here(writer):
            return Written(0, 1, [])
        file = self._kept(writer)
        day, told = self.day()
        notes = [*self._cut(), *told]
        if self.is_feedback:
            person = known_person(writer, self.filled.values.get(parts.GIVER, ""))
            asked = writer.peek(self.filled.record_id)
            made = received(self.filled, asked, person, day or self.now.date(), visibility)
            giver = made.feedback.person or self._new_person(writer, made.new_person)
            attached = (*made.feedback.attachments, file.id)
            kept = writer.put(replace(made.feedback, person=giver, attachments=attached))
            self.record_id, said = kept.id, made.notes
        else:
            claim = writer.get(Claim, self.filled.record_id)
            signer = known_person(writer, self.filled.values.get(parts.NAME, ""))
            done = confirmed(writer, self.filled, claim, signer, day, self.now.date())
            who = writer.put(done.new_person).id if done.new_person else done.claim.authoriser
            kept_claim = writer.put(replace(_with_statement(done.claim, file), authoriser=who))
            self.record_id, said = kept_claim.id, done.notes
        watch.step(1, 1)
        return Written(1, 0, [Problem(self.path.name, note) for note in (*notes, *said)])

    def day(self) -> tuple[dt.date | None, list[str]]:
        """The day written on the form, and what is to be said of how it was read."""
        words = self.filled.values.get(parts.GIVEN_ON if self.is_feedback else parts.SIGNED_ON, "")
        if not words:
            return None, []
        found = stamp(words, "month first" if self.filled.letter else "day first")
        if found is None or not found.day_known:
            return None, [f"Its date, “{words}”, could not be read. Set the day yourself."]
        if found.day > self.now.date() + dt.timedelta(days=1):
            return None, [f"Its date, “{words}”, is still to come. Set the day yourself."]
        if found.either_way:
            return found.day, [f"Its date, “{words}”, was read as {found.day.isoformat()}."]
        return found.day, []

    def _cut(self) -> list[str]:
        many = len(self.filled.cut)
        if not many:
            return []
        return ["What was written into it is longer than is kept. All of it stands in the attached file."]

    def _kept(self, writer: Writer) -> Attachment:
        """The file itself; it carries the fingerprint, so that the same form is known again."""
        sha256 = writer.put_blob(self.data)
        return writer.put(
            Attachment(
                title=self.path.name,
                date=self.now.date(),
                sha256=sha256,
                size=len(self.data),
                media_type="application/pdf",
                source_id=self.filled.fingerprint,
            )
        )

    @staticmethod
    def _new_person(writer: Writer, name: str) -> str | None:
        return writer.put(Person(title=name)).id if name else None


def _with_statement(claim: Claim, file: Attachment) -> Claim:
    """The claim with its statement; one that is there stays, and this is attached beside it."""
    if claim.statement is None:
        return replace(claim, statement=file.id)
    return replace(claim, attachments=(*claim.attachments, file.id))


def known_person(reader: Reader, name: str) -> str | None:
    """The one person of that name, with or without a title; None where nobody is, or several are."""
    found = people_called(reader, name)
    return found[0] if len(found) == 1 else None


def people_called(reader: Reader, name: str) -> list[str]:
    """The ids of everybody of that name, with or without a title."""
    wanted = _bare(name)
    return [key for key, title in reader.people_in_use().items() if wanted and _bare(title) == wanted]


def _bare(name: str) -> str:
    words = name.casefold().replace(".", " ").split()
    return " ".join(word for word in words if word not in HONORIFICS)
