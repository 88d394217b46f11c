"""Every dialog that belongs to the open journal as a whole, as data, and the one way to open them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mentorjournal.gui.actions import Command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from mentorjournal.gui.main_window import MainWindow


@dataclass(frozen=True)
class JournalDialog:
    """A dialog made from a Context and its parent; imported when it is wanted.

    `adds` names what it puts into the journal, for the sentence where the journal is read-only; `saves` is
    True where what is being typed must be saved before it opens. `shared` is True for one that may be shown on
    a shared screen: it reads through the veil, and needs nothing behind it. `alone` is True for one that has a
    way without a journal.
    """

    key: str
    text: str
    icon: str
    module: str
    made: str
    adds: str = ""
    saves: bool = False
    shortcut: str = ""
    shared: bool = False
    alone: bool = False


DIALOGS: tuple[JournalDialog, ...] = (
    JournalDialog(
        "capture", "Quick note", "add", "capture", "CaptureDialog", adds="A note", shortcut="Ctrl+N"
    ),
    JournalDialog("import", "Import…", "import", "import_files", "ImportDialog", adds="An import"),
    JournalDialog(
        "ask-review",
        "Ask for a review…",
        "handed-out",
        "ask_review",
        "AskReviewDialog",
        "A packet",
        saves=True,
    ),
    JournalDialog("open-packet", "Open a packet…", "import", "open_packet", "OpenPacketDialog", alone=True),
    JournalDialog("packets", "Review packets…", "mail", "packets", "PacketsDialog"),
    JournalDialog("export", "Export…", "export", "take_away", "TakeAwayDialog", saves=True),
    JournalDialog(
        "export-calendar",
        "Export calendar…",
        "calendar",
        "export_calendar",
        "ExportCalendarDialog",
        saves=True,
    ),
    JournalDialog("templates", "My templates…", "edit", "template_editor", "TemplateDialog", saves=True),
    JournalDialog("reminders", "Reminders…", "today", "reminders", "RemindersDialog"),
    JournalDialog("changes", "What changed…", "history", "changes", "ChangesDialog", saves=True, shared=True),
    JournalDialog("trash", "Trash", "trash", "trash", "TrashDialog", shared=True),
    JournalDialog("passphrase", "Passphrase…", "key", "passphrase", "PassphraseDialog", saves=True),
    JournalDialog("recovery-sheet", "Recovery sheet…", "print", "recovery_sheet", "RecoverySheetDialog"),
    JournalDialog("backups", "Backups…", "backup", "backups", "BackupsDialog", saves=True),
    JournalDialog("check", "Check this journal…", "check", "check_journal", "CheckJournalDialog"),
)


def dialog_commands(window: MainWindow) -> tuple[Command, ...]:
    """One command for each dialog."""
    return tuple(
        Command(
            entry.key,
            _translated(entry.text),
            partial(open_dialog, window, entry.key),
            entry.icon,
            entry.shortcut,
        )
        for entry in DIALOGS
    )


def open_dialog(window: MainWindow, key: str) -> QDialog | None:
    """Open a dialog by its key; None where a keeper takes this way, and, said in the window, where that makes
    no sense now."""
    entry = next((entry for entry in DIALOGS if entry.key == key), None)
    context = window.context
    if entry is None:
        return None
    if context is None and entry.alone:
        window.packet_wanted.emit()
        return None
    if context is None:
        window.toast.show_message(_translated("Open a journal first."), "info")
        return None
    if context.services.journal.veiled and not entry.shared:
        said = _translated(
            "“{0}” needs the whole journal, and your screen is shared. Stop sharing first (F9)."
        )
        window.toast.show_message(said.format(_translated(entry.text).rstrip("…")), "warn")
        return None
    if entry.adds and context.read_only:
        said = _translated("{0} cannot be added: {1}").format(_translated(entry.adds), context.read_only)
        window.toast.show_message(said, "warn")
        return None
    if entry.saves and not window.flush():
        return None
    module = importlib.import_module(f"mentorjournal.gui.dialogs.{entry.module}")
    made: QDialog = getattr(module, entry.made)(context, window)
    made.open()
    return made


def _translated(text: str) -> str:
    return QCoreApplication.translate("JournalDialogs", text)
