"""What a change of the passphrase does while the journal is closed: file and backups, keychain, paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from mentorjournal.gui.bridge import Task
    from mentorjournal.settings import Paper


@dataclass(frozen=True, slots=True, repr=False)
class PassphraseWork:
    """From passphrase `old` to `new`, either of them "" for none.

    `sheet` is where a recovery sheet of the new one goes, `on_paper` whether it says it.
    """

    path: Path
    old: str
    new: str
    in_keychain: bool
    sheet: Path | None
    owner: str
    day: dt.date
    on_paper: bool
    paper: Paper

    def run(self, task: Task) -> str:
        """Do it, on a worker; a sentence or more for the reader. Raises what `change_passphrase` raises.

        Keychain and paper follow the change: where they fail, it stands and that is said.
        """
        from mentorjournal.services.encryption import change_passphrase

        def progress(done: int, whole: int) -> bool:
            task.advance(done, whole)
            return not task.cancelled()

        said = [change_passphrase(self.path, self.old, self.new, progress=progress).said]
        if self.in_keychain:
            said.append(self._tell_keychain())
        if self.sheet is not None:
            said.append(self._write_sheet(self.sheet))
        return " ".join(part for part in said if part)

    def _tell_keychain(self) -> str:
        from mentorjournal.services import keychain

        try:
            if self.new:
                keychain.store(self.path, self.new)
            else:
                keychain.forget(self.path)
        except JournalError as error:
            return error.message
        return ""

    def _write_sheet(self, sheet: Path) -> str:
        from mentorjournal.services.recovery_sheet import save_recovery_sheet

        try:
            save_recovery_sheet(
                self.path,
                sheet,
                self.owner,
                self.day,
                passphrase=self.new if self.on_paper else "",
                paper=self.paper,
            )
        except JournalError as error:
            return error.message
        return _translated("The recovery sheet is in {0}. Print it.").format(sheet)


def _translated(text: str) -> str:
    return QCoreApplication.translate("PassphraseWork", text)
