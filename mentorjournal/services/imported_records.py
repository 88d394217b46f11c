"""Records of other programs that are no journal entries become people, resources, activities and goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange.plain import Incoming, Problem
from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record, Visibility
from mentorjournal.services.imported_entries import DETAILS_HEADING, DETAILS_TAG, EntryWriter, details_of
from mentorjournal.services.valid import validate
from mentorjournal.storage.writer import Writer

_NOTES: Final = ("notes", "detail", "why")
"""Where a type keeps what has no field of its own, the first it has; else in a section."""


@dataclass(slots=True)
class RecordWriter:
    """Writes them inside one transaction, tags and files by the same hand as entries."""

    writer: Writer
    visibility: Visibility
    desk: EntryWriter
    ids: dict[str, str] = field(default_factory=dict)
    """The id of each entry and record of this reading by its source id, for links between them."""
    _linked: list[tuple[Record, tuple[tuple[str, str], ...]]] = field(default_factory=list)

    def write(self, incoming: Incoming) -> bool:
        """Put one record; False where it makes no sense, which is told by item."""
        attachments = []
        for media in incoming.media:
            try:
                attachments.append(self.desk.keep(incoming.item, media, incoming.record.date).id)
            except ImportRefused as error:
                message = f"{media.name} was left out: {error}"
                self.desk.problems.append(Problem(incoming.item, message))
        record = replace(
            _with_details(incoming.record, incoming.extra),
            id=new_id(),
            visibility=self.visibility,
            tags=self.desk.tag_ids(incoming.tags),
            attachments=tuple(attachments),
        )
        try:
            validate(record)
        except InvalidRecord as error:
            self.desk.problems.append(Problem(incoming.item, f"{error} It was left out."))
            return False
        stored = self.writer.put(record, keep_stamps=True)
        self.ids[incoming.source_id] = stored.id
        if incoming.links:
            self._linked.append((stored, incoming.links))
        return True

    def tie(self, known: Mapping[str, str]) -> None:
        """Set the links between what was written; `known` has the ids of what the journal held already."""
        for record, links in self._linked:
            values: dict[str, Any] = {}
            for name, source_id in links:
                target = self.ids.get(source_id) or known.get(source_id)
                if target is not None:
                    many = fields_of(type(record))[name].many
                    values[name] = (*values.get(name, getattr(record, name)), target) if many else target
            if values:
                self.writer.put(replace(record, **values), keep_stamps=True)


def wanted_sources(records: Sequence[Incoming]) -> tuple[str, ...]:
    """The source ids that links of these records ask for."""
    return tuple(dict.fromkeys(source for incoming in records for _, source in incoming.links))


def _with_details(record: Record, extra: Sequence[tuple[str, str]]) -> Record:
    details = details_of(extra)
    if not details:
        return record
    fields = fields_of(type(record))
    values: dict[str, Any] = {}
    for name in (name for name in _NOTES if name in fields):
        values[name] = "\n\n".join(filter(None, (getattr(record, name), details)))
        break
    else:
        if "sections" in fields:
            section = Section(DETAILS_TAG, DETAILS_HEADING, details)
            values["sections"] = (*getattr(record, "sections", ()), section)
    return replace(record, **values)
