"""The errors a reader can meet: each says what happened, what was kept and what to do next."""

from __future__ import annotations


class JournalError(Exception):
    """An expected failure; its message is shown as it stands."""

    @property
    def message(self) -> str:
        """The sentence for the reader."""
        return str(self)


class NotAJournal(JournalError):
    """The file is something else, or damaged beyond opening."""


class Damaged(NotAJournal):
    """The file is a damaged journal, or nobody can tell: a backup helps, or saving what can still be read."""


class NewerJournal(JournalError):
    """The file was written by a later version of the program."""


class WrongPassphrase(JournalError):
    """The passphrase does not open this journal."""


class PassphraseNeeded(JournalError):
    """The journal is encrypted and no passphrase was given."""


class JournalInUse(JournalError):
    """Another window holds the journal; the message names it."""


class ReadOnlyJournal(JournalError):
    """A change was asked of a journal that was opened for reading only."""


class StorageFailed(JournalError):
    """The disk refused: full, read-only, or failing."""


class NotFound(JournalError):
    """No record has this id any more."""


class InvalidRecord(JournalError):
    """A record breaks a rule of its type."""


class ImportRefused(JournalError):
    """A file cannot be imported, and nothing was changed."""


class ReportError(JournalError):
    """A report cannot be made, and no file was left behind."""


class Cancelled(JournalError):
    """The reader stopped a long task; nothing was changed."""
