"""The verbs of forms: ask for feedback, ask a provider to confirm, save the page, take back what was filled in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mentorjournal.errors import ImportRefused, InvalidRecord, NotFound
from mentorjournal.interchange.plain import never, unheard
from mentorjournal.model.types import Activity, Claim, Feedback, Scheme
from mentorjournal.services.forms import feedback_form, provider_statement
from mentorjournal.services.forms.asking import asking, keep
from mentorjournal.services.forms.feedback_form import FeedbackAsk
from mentorjournal.services.forms.provider_statement import StatementAsk
from mentorjournal.services.forms.reading import HEAD, MOST_BYTES, looks_like_pdf, read_form
from mentorjournal.services.forms.taking import Taken
from mentorjournal.services.printing import Printing, names_for
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.services.reporting.words import amount, long_date
from mentorjournal.storage.claims import read_worked
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document, Paper
    from mentorjournal.services.reporting.names import Names
    from mentorjournal.services.reporting.options import Appearance


@dataclass(frozen=True, slots=True)
class Out:
    """A form that was saved or printed: the file's name, empty on paper, and its bytes."""

    name: str
    data: bytes


NOTHING_ASKED = "Say whom you ask, or what you want feedback on. The form was not made."
Hand: TypeAlias = "Callable[[Document], Out]"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Feedback that was asked for and is not here: of whom, and for how many days."""

    feedback: Feedback
    person: str
    days: int


class Forms:
    """What a person does with forms. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Feedback

    def ask(self, ask: FeedbackAsk, *, origin: str = "") -> Feedback:
        """Keep that feedback is asked for, as one step: a new record, or the one that waits brought up to date.

        Raises NotFound where that is gone, and InvalidRecord where it has its answer.
        """
        with self._database.writing("Ask for feedback", origin=origin) as change:
            return keep(change, asking(change, ask, self._today()), ask.name)

    def feedback_form(self, feedback_id: str, paper: Paper = "a4") -> Document:
        """The form for feedback that was asked for. Raises NotFound or ReportError."""
        with self._database.reading() as reader:
            feedback = reader.get(Feedback, feedback_id)
            if feedback.deleted_at is not None:
                raise NotFound("This request is in the trash. Take it out to make a form of it.")
            return self._feedback(reader, feedback, paper)[0]

    def feedback_preview(self, ask: FeedbackAsk) -> Document:
        """The form as it would be; nothing is kept, and it answers nothing. Raises ReportError."""
        with self._database.reading() as reader:
            feedback = replace(asking(reader, ask, self._today()), id="")
            return self._feedback(reader, feedback, ask.paper, ask.name)[0]

    def hand_out_form(self, ask: FeedbackAsk, hand: Hand, *, origin: str = "") -> Feedback:
        """Give the form to `hand`, which saves or prints it; then keep that it was asked for, and that it left.

        Where `hand` raises nothing is kept. Raises what it raises, as `ask` and `feedback_form`, ReadOnlyJournal,
        and InvalidRecord for a form for nobody and about nothing.
        """
        self._database.refuse_read_only("Ask for feedback")
        if not (ask.person_id or ask.name.strip() or ask.on_what.strip()):
            raise InvalidRecord(NOTHING_ASKED)
        with self._database.reading() as reader:
            feedback = asking(reader, ask, self._today())
            document, names = self._feedback(reader, feedback, ask.paper, ask.name)
        out = hand(document)
        with self._database.writing("Ask for feedback", origin=origin) as change:
            feedback = keep(change, feedback, ask.name)
        self._note(
            "feedback-form",
            document.title,
            out,
            paper=ask.paper,
            for_whom=names.shown(feedback.person) or ask.name,
            records=(feedback.id,),
            people=names.appearances(),
        )
        return feedback

    def _feedback(
        self, reader: Reader, feedback: Feedback, paper: Paper, name: str = ""
    ) -> tuple[Document, Names]:
        names = names_for(reader, [feedback.person] if feedback.person else [])
        made = feedback_form.document(
            feedback, read_owner(reader), names, self._database.clock(), paper=paper, name=name
        )
        return made, names

    def waiting(self, today: dt.date) -> tuple[Waiting, ...]:
        """What was asked for and is not here yet, the longest first."""
        with self._database.reading() as reader:
            found = reader.find(Feedback, columns(Feedback).direction == "asked")
            names = reader.titles({item.person for item in found if item.person})
        rows = (Waiting(item, names.get(item.person or "", ""), days_since(item, today)) for item in found)
        return tuple(sorted(rows, key=lambda row: -row.days))

    # Statements

    def provider_statement(self, claim_id: str, ask: StatementAsk | None = None) -> Document:
        """The statement for a claim. Raises NotFound or ReportError."""
        return self._statement(claim_id, ask or StatementAsk())[0]

    def _statement(self, claim_id: str, ask: StatementAsk) -> tuple[Document, tuple[Appearance, ...]]:
        """The statement, and who appears in it: where the reader typed a name, by that name."""
        with self._database.reading() as reader:
            claim = reader.get(Claim, claim_id)
            if claim.deleted_at is not None:
                raise NotFound("This claim is in the trash. Take it out to ask for its confirmation.")
            scheme = reader.peek(claim.scheme) if claim.scheme else None
            stays = scheme is None or scheme.confidential or scheme.deleted_at is not None
            known = scheme if isinstance(scheme, Scheme) and not stays else None
            owner, names = read_owner(reader), names_for(reader)
            worth, _ = worth_of(reader, claim, self._today())
            document = provider_statement.document(
                claim, known, ask, owner, names, self._database.clock(), worth=worth
            )
        typed = {ids[0] for ids in names.mentioned(f"{ask.provider}\n{ask.when}") if len(ids) == 1}
        names.met |= typed
        people = (
            replace(one, shown=one.name, by_name=True) if one.person in typed else one
            for one in names.appearances()
        )
        return document, tuple(people)

    def statement_ask(self, claim_id: str) -> StatementAsk:
        """What a statement usually says of a claim: its provider, day and hours, as far as they may leave."""
        with self._database.reading() as reader:
            claim = reader.get(Claim, claim_id)
            _, hours = worth_of(reader, claim, self._today())
            counted = (one for one in reader.many(claim.counts).values() if one.may_leave)
            providers = (one.provider for one in counted if isinstance(one, Activity) and one.provider)
            provider = names_for(reader).scrub(next(providers, ""))
        return StatementAsk(provider, long_date(claim.date), amount(hours) if hours else "")

    def hand_out_statement(
        self,
        claim_id: str,
        ask: StatementAsk,
        hand: Hand,
        days: tuple[dt.date | None, dt.date | None] | None = None,
        *,
        origin: str = "",
    ) -> None:
        """Give the statement to `hand`, then keep the days it was sent on and is needed by, and that it left.

        Where `hand` raises nothing is kept. Raises what it raises, NotFound, ReportError, and ReadOnlyJournal where
        there are days to keep.
        """
        if days is not None:
            self._database.refuse_read_only("Send a statement")
        document, people = self._statement(claim_id, ask)
        out = hand(document)
        if days is not None:
            self.sent(claim_id, *days, origin=origin)
        self._note(
            "statement",
            document.title,
            out,
            paper=ask.paper,
            for_whom=ask.provider,
            records=(claim_id,),
            people=people,
        )

    def sent(self, claim_id: str, on: dt.date | None, expires: dt.date | None, *, origin: str = "") -> Claim:
        """Keep the days on which a statement was sent and is needed by, as one step. Raises NotFound."""
        with self._database.writing("Send a statement", origin=origin) as change:
            claim = change.get(Claim, claim_id)
            return change.put(replace(claim, statement_sent_on=on, statement_expires=expires))

    def _note(self, kind: str, title: str, out: Out, **told: Any) -> None:
        from mentorjournal.services.handing_out import Handed, HandingOut

        sha256 = hashlib.sha256(out.data).hexdigest()
        what = Handed(document=kind, title=title, file_name=out.name, sha256=sha256, pages=1, **told)
        HandingOut(self._database).note_saved(what)

    # Paper

    def save_to(self, path: Path, paper: Paper) -> Hand:
        """A hand that saves a form to a file, whole or not at all; it raises ReportError or StorageFailed."""

        def hand(document: Document) -> Out:
            Printing(self._database).save(document, path, paper)
            return Out(path.name, path.read_bytes())

        return hand

    def pdf(self, document: Document, paper: Paper = "a4") -> bytes:
        """The form as bytes, for a preview or a printer. Raises ReportError."""
        return Printing(self._database).bytes_of(document, paper)[0]

    def _today(self) -> dt.date:
        return self._database.clock().astimezone().date()

    # Back

    @staticmethod
    def is_form(path: Path) -> bool:
        """Whether a file is a filled form of ours; False also where it cannot be read."""
        try:
            with path.open("rb") as stream:
                if not looks_like_pdf(stream.read(HEAD)):
                    return False
                stream.seek(0)
                return read_form(stream.read(MOST_BYTES + 1), path.name) is not None
        except (OSError, ImportRefused):
            return False

    def take(self, path: Path, *, origin: str = "") -> Taken:
        """Take in a filled form as one step; the same one twice changes nothing.

        Raises ImportRefused where it is no form of ours, or cannot be taken: nothing was changed then.
        """
        from mentorjournal.services import importing
        from mentorjournal.services.forms.taking import FormBatch

        seen = importing.preview(self._database, path, importing.FILLED, progress=unheard, cancelled=never)
        done = importing.run(self._database, seen, origin=origin)
        batch = seen.batch
        assert isinstance(batch, FormBatch)  # noqa: S101 - the format says so
        notes = tuple(problem.message for problem in done.problems)
        title = seen.rows[0].title if seen.rows else ""
        return Taken(batch.filled.form, batch.record_id, title, bool(done.imported), notes)


def worth_of(reader: Reader, claim: Claim, today: dt.date) -> tuple[float, float]:
    """A claim's amount in its scheme's unit, and its hours; 0 for what is not known or follows from private records."""
    from mentorjournal.services.awards import read_standing

    counted = (one for one in reader.many(claim.counts).values() if one.deleted_at is None)
    stays = any(not one.may_leave for one in counted)
    worked = (read_worked(reader, claim.counts, leaving=leaving) for leaving in (False, True))
    if stays or next(worked) != next(worked) or not claim.scheme:
        return claim.amount or 0.0, 0.0
    standing = read_standing(reader, claim.scheme, today)
    line = next((one for one in standing.claims if one.record.id == claim.id), None)
    return (line.amount, line.hours) if line is not None else (claim.amount or 0.0, 0.0)


def days_since(feedback: Feedback, today: dt.date) -> int:
    """For how many days it has been waited."""
    return max((today - feedback.date).days, 0) if feedback.date else 0
