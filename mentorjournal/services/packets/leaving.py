"""What of a record goes into a packet: few fields, everybody as they agreed, nothing that is private."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from mentorjournal.interchange.packet_file import fingerprint_of
from mentorjournal.interchange.packet_plain import Sent, passages
from mentorjournal.model.fields import fields_of
from mentorjournal.model.plain import to_plain
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES, Reflection
from mentorjournal.services.packets.allowed import ALWAYS, LEAVES, REASONS, Allowed
from mentorjournal.services.packets.leaving_files import Leaving, files_of
from mentorjournal.services.packets.values import Candidate, Choice, PacketReview
from mentorjournal.services.printing import names_for
from mentorjournal.services.reporting.gather import read_owner, read_people
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.review_findings import IdentifierFound, NameFound, PersonFound
from mentorjournal.services.reporting.sealing import Seal
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import record as table

LEFT_OUT: Final = "[left out]"
MOST_LISTED: Final = 300


def revision_of(record: Record) -> str:
    """The hash of every text of a record that packets show, as it stands in the journal; it never leaves it."""
    shown = (*ALWAYS, *LEAVES.get(record.TYPE, ()))
    return fingerprint_of(
        [[one.part, one.section, one.text] for one in passages(record) if one.part in shown]
    )


def candidates(reader: Reader, choice: Choice) -> Iterator[Candidate]:
    """The newest records of each type, those that may go along first."""
    allowed = Allowed(reader, choice)
    for name in LEAVES:
        cls = RECORD_TYPES[name]
        opened = reader.find(cls, table.c.visibility != "private", limit=MOST_LISTED)
        private = reader.find(cls, table.c.visibility == "private", limit=MOST_LISTED)
        rows = [*opened, *private]
        stays = allowed.why_not(rows)
        for record in sorted(rows, key=lambda row: bool(stays[row.id])):
            why = stays[record.id]
            yield Candidate(record.id, name, record.title, record.date, why, REASONS.get(why, ""))


class Redaction:
    """Everybody and everything in the texts of one packet as its choices say."""

    def __init__(self, reader: Reader, choice: Choice) -> None:
        from mentorjournal.model.types import Relationship
        from mentorjournal.services.reporting.making import as_chosen

        self._choice = choice
        self._seal = Seal(reader)
        display = {key: "name" if how == "keep" else how for key, how in choice.names.items()}
        self.owner = read_owner(reader).name
        present = (
            [choice.person] if choice.person and choice.names.get(choice.person, "keep") == "keep" else []
        )
        if display:
            people = [as_chosen(person, display) for person in read_people(reader)]
            self.names = Names(people, reader.find(Relationship), self.owner, present)
        else:
            self.names = names_for(reader, present)
        self._omitted = sorted(
            (words for words, how in choice.words.items() if how == "omit" and words), key=len
        )

    def text(self, text: str) -> str:
        """A text as it may leave."""
        done = self.names.scrub(self._seal.text(text)) if text else ""
        for words in reversed(self._omitted):
            done = done.replace(words, LEFT_OUT)
        return done

    def sent(self, record: Record, together: frozenset[str]) -> Sent:
        """A record as it leaves; its links only to records that go along."""
        values: dict[str, Any] = {}
        for name in (*ALWAYS, *LEAVES[record.TYPE]):
            declared, value = fields_of(type(record))[name], getattr(record, name)
            if declared.kind in ("text", "note"):
                value = self.text(value)
            elif declared.kind == "sections":
                value = tuple(
                    dataclasses.replace(part, heading=self.text(part.heading), text=self.text(part.text))
                    for part in value
                )
            elif declared.kind == "link":
                value = value if value in together else None
            values[name] = value
        plain = to_plain(type(record)(id=record.id, **values))
        kept = {key: value for key, value in plain.items() if key not in ("type", "id", *STAMPS)}
        return Sent(record.id, record.TYPE, revision_of(record), kept)


def chosen(reader: Reader, choice: Choice) -> tuple[list[Record], list[tuple[str, str]]]:
    """The records that go along, in the order they were chosen, and those that stay with the reason why."""
    found = reader.many(choice.wanted)
    stays = Allowed(reader, choice).why_not(found.values())
    going, staying = [], []
    for key in choice.wanted:
        record = found.get(key)
        why = stays.get(key, "")
        if record is None:
            staying.append(("A record", "It is not in the journal any more."))
        elif why:
            staying.append((record.title or record.LABEL, REASONS[why]))
        else:
            going.append(record)
    return going, staying


def review(reader: Reader, choice: Choice, also: Sequence[str] = ()) -> PacketReview:
    """What the packet would hold, and who and what in it asks for a look; `also` are texts beside the records."""
    going, staying = chosen(reader, choice)
    redaction = Redaction(reader, choice)
    together = frozenset(record.id for record in going)
    sent = tuple(redaction.sent(record, together) for record in going)
    files = files_of(reader, going, redaction) if choice.files else Leaving()
    beside = [*map(redaction.text, also), *(one.name for one in files.files)]
    looked = _Look(reader, redaction, going, sent, beside)
    return PacketReview(
        sent,
        tuple(looked.people()),
        tuple(looked.unknown()),
        tuple(looked.identifiers()),
        (*staying, *files.staying),
        files=tuple(files.files),
    )


class _Look:
    """One look at the texts of a packet."""

    def __init__(
        self, reader: Reader, redaction: Redaction, going: list[Record], sent: Sequence[Sent], also: list[str]
    ) -> None:
        self._redaction = redaction
        self._clinical = read_owner(reader).clinical
        self._records = {record.id: record for record in going}
        self._people = {person.id: person for person in read_people(reader)}
        self._texts = [(one.id, "\n".join(part.text for part in one.passages())) for one in sent] + [
            ("", text) for text in also
        ]

    def people(self) -> Iterator[PersonFound]:
        mentioned = [
            (record.id, key)
            for record in self._records.values()
            for part in passages(record)
            if part.part in (*ALWAYS, *LEAVES[record.TYPE])
            for keys in self._redaction.names.mentioned(part.text)
            for key in keys
        ]
        for one in self._redaction.names.appearances():
            person = self._people.get(one.person)
            where = [record for record, key in mentioned if key == one.person]
            named = one.by_name
            consent = person.consent if person else "none"
            display = "name" if named else self._redaction_display(one.person)
            warning = "Is named here and did not agree to be named." if named and consent != "given" else ""
            yield PersonFound(
                one.person,
                one.name,
                display,
                one.shown,
                consent,
                len(where),
                (),
                tuple(dict.fromkeys(where)),
                warning,
                person is not None and person.confidential and not named,
            )

    def _redaction_display(self, person_id: str) -> str:
        person = self._redaction.names.person(person_id)
        return person.display if person and person.display != "name" else "role"

    def unknown(self) -> Iterator[NameFound]:
        from mentorjournal.services.reporting.review_words import name_like

        own = set(self._redaction.owner.split())
        yield from _counted(
            (
                (words, record_id)
                for record_id, text in self._texts
                for words in name_like(text)
                if not own & set(words.split())
                and not any(True for _ in self._redaction.names.mentioned(words))
            ),
            lambda words, times, record_id: NameFound(words, times, (), record_id),
        )

    def identifiers(self) -> Iterator[IdentifierFound]:
        from mentorjournal.services.identifiers import ANYWHERE, find

        for record_id, text in self._texts:
            record = self._records.get(record_id)
            clinical = self._clinical or (isinstance(record, Reflection) and record.clinical)
            for one in find(text, None if clinical else ANYWHERE):
                about = record.title if record else ""
                yield IdentifierFound(one.key, one.label, one.words, None, record_id, about, clinical)


def _counted(
    found: Iterator[tuple[str, str]], made: Callable[[str, int, str], NameFound]
) -> Iterator[NameFound]:
    times: dict[str, list[str]] = {}
    for words, record_id in found:
        times.setdefault(words, []).append(record_id)
    for words, records in times.items():
        yield made(words, len(records), records[0])
