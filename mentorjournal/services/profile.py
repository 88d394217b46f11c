"""Whose journal this is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from mentorjournal.model.choices import label
from mentorjournal.storage.database import Database


@dataclass(frozen=True, slots=True)
class Owner:
    """The journal's owner. `role` is a key of the choice set `role`; `stage` is free text.

    `clinical` is clinical mode: new entries are clinical, and everything typed is looked at for identifiers.
    """

    name: str = ""
    role: str = "mentee"
    stage: str = ""
    organisation: str = ""
    clinical: bool = False

    @property
    def role_label(self) -> str:
        """The role in words."""
        return label("role", self.role)


class Profile:
    """Reads and keeps the owner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def owner(self) -> Owner:
        """The owner, with empty fields where nothing was said."""
        with self._database.reading() as reader:
            kept = reader.meta("owner") or {}
        known = {item.name for item in fields(Owner)}
        return Owner(**{key: value for key, value in kept.items() if key in known})

    def save(self, owner: Owner) -> None:
        """Keep the owner; not part of undo."""
        with self._database.writing("Edit profile") as change:
            change.set_meta("owner", asdict(owner))
