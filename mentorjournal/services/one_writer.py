"""One writer: what may go wrong where a journal lies in a synced folder or on a drive that others see."""

from __future__ import annotations

import hashlib
import logging

from mentorjournal.storage.conflicts import ConflictCopy, conflict_copies
from mentorjournal.storage.database import Database
from mentorjournal.storage.drives import network_kind
from mentorjournal.storage.notes import COPIES, DRIVE
from mentorjournal.storage.rescue import FileWatch, Happened, rescue
from mentorjournal.storage.veil import VeiledDatabase

__all__ = ["ConflictCopy", "Happened", "OneWriter"]

log = logging.getLogger(__name__)


class OneWriter:
    """Looks after the one right to write, for the journal that is open."""

    def __init__(self, database: Database) -> None:
        self._database = database.whole if isinstance(database, VeiledDatabase) else database
        self._watch = FileWatch(self._database.path, self._database.same)
        self._told: set[str] = set()

    def drive_warning(self) -> str:
        """What may happen to a journal on a network drive, and what to do; empty on a drive of this computer,
        and where it was said of this folder before.

        Such a journal is still written, for the lock was granted and many people's documents lie so.
        """
        kind = network_kind(self._database.path)
        if not kind or self._database.read_only_because:
            return ""
        folder = f"{kind}:{self._database.path.resolve().parent}"
        told = hashlib.blake2s(folder.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        with self._database.reading_all() as reader:
            if reader.meta(DRIVE) == told:
                return ""
        with self._database.writing("Drive mentioned") as writer:
            writer.set_meta(DRIVE, told)
        said = "" if kind == "network" else f" ({kind})"
        return (
            f"This journal lies on a network drive{said}. Where the connection breaks while it is saved, or where "
            "another computer opens it, the file can be damaged. Keep it on a drive of this computer, and the "
            "backups on the network."
        )

    def give_sign(self) -> str:
        """Show others that this window lives; who writes it on another computer meanwhile, in a sentence, or
        an empty string."""
        other = self._database.give_sign()
        if other is None:
            return ""
        return (
            f"{other} writes this journal too: both opened it before they could know of each other. Nothing is "
            "lost, but the sync program will keep two files. Close it on one of the two computers now."
        )

    def can_be_had(self) -> bool:
        """Whether a journal that somebody else wrote when it was opened can be written now."""
        return self._database.can_be_had()

    def new_copies(self) -> tuple[ConflictCopy, ...]:
        """The copies beside the journal that look like a sync client's and were not told of yet.

        One whose name leaves no doubt is told of at each opening, while it lies there; one that a person may
        have made only once, ever.
        """
        key = self._database.key
        try:
            found = conflict_copies(self._database.path, None if key is None else key.salt)
        except OSError:
            return ()
        known = self._told | (self._mentioned() if found else set())
        new = tuple(copy for copy in found if copy.path.name not in known)
        self._told.update(copy.path.name for copy in new)
        unsure = {copy.path.name for copy in new if not copy.sure}
        if unsure and not self._database.read_only_because:
            with self._database.writing("Copies mentioned") as writer:
                writer.set_meta(COPIES, sorted(self._mentioned() | unsure))
        return new

    def _mentioned(self) -> set[str]:
        with self._database.reading_all() as reader:
            kept = reader.meta(COPIES)
        return {str(name) for name in kept} if isinstance(kept, list) else set()

    def what_happened(self) -> Happened:
        """Whether the file was removed, replaced or cut under the open journal."""
        return self._watch.look()

    def keep_open_text(self, happened: Happened) -> str:
        """Keep what is open in a journal of its own beside it, and say so in a sentence.

        Of a file that was cut nothing more is kept, for what is open is no longer whole: writing stops. Raises
        JournalError where the copy cannot be made.
        """
        name = self._database.path.name
        if happened == "cut":
            said = f"{name} was cut short by another program while it was open. Nothing is written to it any more."
            self._database.stop_writing(f"{said} Open a backup, or the version your sync program keeps.")
            return said
        if self._database.read_only_because:
            kept = ""
        else:
            at = self._database.clock().astimezone()
            path = rescue(self._database, f"{at:%Y-%m-%d %H.%M.%S}")
            self._watch.remove_our_logs()
            log.warning("The file of the journal was %s under it; what was open was kept.", happened)
            kept = f" Everything as it was in this window is kept beside it in “{path.name}”."
        if happened == "removed":
            return f"{name} was removed or renamed by another program while it was open.{kept}"
        return (
            f"{name} was replaced by another program, perhaps by a sync client, while it was open.{kept} You see "
            "the new file now; compare the two before you delete one."
        )
