"""What a page is given: the services, the change signal, the worker, and how to go elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.gui.preferences import Preferences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
    from mentorjournal.gui.theme import ThemeManager
    from mentorjournal.services.bundle import Services


class Navigator(QObject):
    """Wishes of a page that the window fulfils."""

    record_wanted = Signal(str)
    """Show the record with this id in its place."""
    view_wanted = Signal(str, str)
    """Show the record with this id in a certain view of its place: ("…", "prepare")."""
    document_wanted = Signal(str, str)
    """Make a document: the key of its kind, and what it is for: a scheme's id, two days with "/" between, or nothing."""
    place_wanted = Signal(str)
    """Show a place: today, journal, goals, ..."""
    message = Signal(str, str)
    """Tell the reader: kind (info, ok, warn, error) and text."""
    taken_back = Signal(str)
    """A message with this text no longer holds."""
    made = Signal(str, str)
    """Tell the reader that a record was made, and offer to open it: its id and the text."""
    saved = Signal()
    """Something was saved just now."""
    capture_wanted = Signal()
    """Open quick capture."""
    dialog_wanted = Signal(str)
    """Open a dialog of the journal by its key in `journal_dialogs`."""
    flush_wanted = Signal()
    """Save at once what every place and dialog has pending."""
    lock_wanted = Signal()
    """Lock the journal now, whoever asks."""
    journal_wanted = Signal(object)
    """Open another journal, by its path, with the key of this one where that fits."""
    rework_wanted = Signal(object)
    """Close the journal, do a Rework on its file, and open it again."""
    way_told = Signal(str, str, str, str)
    """Tell the reader something that waits for them, with a way on: kind, text, the button's label, and the
    key of the dialog it opens."""
    backups_told = Signal(str, str, bool)
    """What the quiet line says of the backups: a few words, the whole of it, and whether all is well."""
    backups_changed = Signal()
    """Somebody made a backup or tried to."""

    def open_record(self, record_id: str) -> None:
        """Ask for a record."""
        self.record_wanted.emit(record_id)

    def open_view(self, record_id: str, view: str) -> None:
        """Ask for a record in a view of its place, or, without a record, for the view."""
        self.view_wanted.emit(record_id, view)

    def open_document(self, kind: str, about: str = "") -> None:
        """Ask for a document of Reports, such as "portfolio", for a scheme or for a span of days (ISO, "/")."""
        self.document_wanted.emit(kind, about)

    def tell(self, kind: str, text: str) -> None:
        """Show a message without stopping anybody."""
        self.message.emit(kind, text)

    def take_back(self, text: str) -> None:
        """Hide a message where it still stands, because it no longer holds."""
        self.taken_back.emit(text)

    def tell_way(self, kind: str, text: str, label: str, dialog: str) -> None:
        """Say something until it is closed, with a button that opens a dialog of the journal."""
        self.way_told.emit(kind, text, label, dialog)

    def tell_made(self, record_id: str, text: str) -> None:
        """Say what was made, with a way to open it."""
        self.made.emit(record_id, text)


@dataclass(frozen=True)
class Context:
    """Everything a page or a dialog may use; made by the window, passed on, never global."""

    services: Services
    relay: ChangeRelay
    tasks: TaskRunner
    navigator: Navigator
    themes: ThemeManager
    now: Callable[[], dt.datetime]
    preferences: Preferences = field(default_factory=Preferences)

    def today(self) -> dt.date:
        """The local day."""
        return self.now().date()

    @property
    def read_only(self) -> str:
        """Why the journal cannot be written, or an empty string."""
        return self.services.journal.read_only_because
