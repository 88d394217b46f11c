"""What is done to claims from their page: each is one step, and a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.pages.awards_evidence import Piece
from mentorjournal.gui.widgets.taking import Taken
from mentorjournal.services.awards import Standing

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Claim

MOST_IN_MENU = 20


class ClaimDeeds:
    """Asks the services for the page whose token is `origin`."""

    def __init__(self, context: Context, origin: str, page: QWidget) -> None:
        self._context, self._origin, self._page = context, origin, page
        self._awards = context.services.awards

    def guarded(self, work: Callable[[], Any]) -> Any:
        """What `work` gives; None where the journal refused, which is told."""
        if self._context.read_only:
            return None
        try:
            return work()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return None

    def claim(
        self, scheme_id: str, category: str, title: str = "", found: Taken | None = None
    ) -> Claim | None:
        """A new claim, of a name or of what was let go."""
        taken = self._without_forms(found) if found else Taken()
        if found and not taken:
            return None
        made: Claim | None = self.guarded(
            lambda: self._awards.claim(
                scheme_id, category, title, ids=taken.ids, paths=taken.paths, origin=self._origin
            )
        )
        if made is not None:
            self._tell_damaged(taken.paths)
        return made

    def _tell_damaged(self, paths: Sequence[Path]) -> None:
        """A PDF that cannot be opened is kept as it is, but the reader had better know it now."""
        from mentorjournal.services.reporting.pages import opens

        for path in paths:
            if path.suffix.lower() == ".pdf" and not opens(path):
                words = self._page.tr("“{0}” is kept, but it cannot be opened here and will not be printed.")
                self._context.navigator.tell("warn", words.format(path.name))

    def add(self, claim_id: str, ids: Sequence[str] = (), paths: Sequence[Path] = ()) -> Claim | None:
        """More that shows a claim."""
        found = self._without_forms(Taken(tuple(ids), tuple(paths)))
        if not found:
            return None
        changed: Claim | None = self.guarded(
            lambda: self._awards.add_evidence(claim_id, found.ids, found.paths, origin=self._origin)
        )
        if changed is not None:
            self._tell_damaged(found.paths)
        return changed

    def _without_forms(self, found: Taken) -> Taken:
        """What is left when filled statements are taken in as what they are: each says which claim it is for."""
        if self._context.read_only:
            return Taken()
        is_form = self._context.services.forms.is_form
        forms = [path for path in found.paths if path.suffix.lower() == ".pdf" and is_form(path)]
        if forms:
            from mentorjournal.gui.pages.feedback_asked import FormDeeds

            FormDeeds(self._context, self._page, self._origin, self._context.navigator.open_record).take(
                forms
            )
        return Taken(found.ids, tuple(path for path in found.paths if path not in forms))

    def tick(self, claim: Claim, *, on: bool) -> None:
        """Authorised today, or not any more."""
        back = "submitted" if claim.submitted_on else "done"
        self.set_state(claim.id, "authorised" if on else back)

    def set_state(self, claim_id: str, status: str) -> None:
        """Another state from today on."""
        day = self._context.today()
        self.guarded(lambda: self._awards.set_status(claim_id, status, day, origin=self._origin))

    def move(self, claim_id: str, category: str) -> None:
        """Another category."""
        self.guarded(lambda: self._awards.move(claim_id, category, origin=self._origin))

    def name_authoriser(self, claim_id: str, name: str) -> None:
        """Who authorised it; somebody new comes into People."""
        people = self._context.services.people
        new = self.guarded(lambda: people.point(claim_id, "authoriser", name, origin=self._origin))
        if new:
            words = self._page.tr("{0} is in People now.").format(name)
            self._context.navigator.tell("info", words)

    def remove(self, claim_id: str, piece: Piece) -> None:
        """Take a piece off."""
        self.guarded(lambda: self._awards.remove_evidence(claim_id, piece.id, origin=self._origin))

    def allow(self, *ids: str) -> None:
        """Let records leave in reports."""
        reporting = self._context.services.reporting
        self.guarded(lambda: reporting.allow(ids, origin=self._origin))

    def open(self, piece: Piece) -> None:
        """Look at a piece: a file here, a record at its place."""
        if piece.is_file:
            from mentorjournal.gui.pages.journal_attachment import open_attachment

            open_attachment(self._context, piece.id, self._page)
        else:
            self._context.navigator.open_record(piece.id)

    def delete(self, record_id: str) -> bool:
        """Move a claim to the trash, or a scheme with its claims."""
        done = self.guarded(
            lambda: self._context.services.records.trash(record_id, origin=self._origin) or True
        )
        if done:
            self._context.navigator.tell("info", self._page.tr("Deleted. Undo brings it back."))
        return bool(done)

    def choose_files(self, claim_id: str) -> None:
        """Ask for files that show a claim."""
        names, _ = QFileDialog.getOpenFileNames(self._page, self._page.tr("Add evidence"))
        if names:
            self.add(claim_id, paths=[Path(name) for name in names])

    def choose_record(self, claim_id: str) -> None:
        """Ask for a record that shows a claim."""
        from mentorjournal.gui.dialogs.pick_record import PickRecordDialog

        dialog = PickRecordDialog(
            self._context, self._page.tr("What shows it?"), claim_id, self._page.window()
        )
        dialog.picked.connect(lambda key: self.add(claim_id, (key,)))
        dialog.open()

    def choose_scan(self, claim_id: str) -> None:
        """Ask for the scan of a statement that came back signed."""
        name, _ = QFileDialog.getOpenFileName(self._page, self._page.tr("Keep the signed statement"))
        if name:
            self.keep_scan(claim_id, Path(name))

    def keep_scan(self, claim_id: str, path: Path) -> None:
        """Keep a scan of the signed statement, which came back today; a filled one is read."""
        if not self._without_forms(Taken(paths=(path,))):
            return
        today = self._context.today()
        self.guarded(lambda: self._awards.keep_statement(claim_id, path, today, origin=self._origin))

    def expire(self, scheme_id: str) -> None:
        """Give up the claims whose window has closed."""
        today = self._context.today()
        self.guarded(lambda: self._awards.mark_expired(scheme_id, today, origin=self._origin))

    def set_scheme_state(self, scheme_id: str, status: str) -> None:
        """Another state of the whole scheme from today on."""
        today = self._context.today()
        self.guarded(lambda: self._awards.set_state(scheme_id, status, today, origin=self._origin))

    # Papers

    def statement(self, claim_id: str) -> None:
        """A statement for the provider of a claim."""
        from mentorjournal.gui.dialogs.provider_statement import ProviderStatementDialog

        ProviderStatementDialog(self._context, claim_id, self._page.window()).open()

    def offer_statements(self, standing: Standing, button: QWidget) -> QMenu | None:
        """A menu of the claims a statement can be made for; None where there are none."""
        lines = [line for line in standing.claims if line.record.status != "expired"][:MOST_IN_MENU]
        if not lines:
            self._context.navigator.tell("info", self._page.tr("Add a claim first."))
            return None
        from PySide6.QtCore import Qt

        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        for line in lines:
            words = (line.record.title or self._page.tr("No name yet")).replace("&", "&&")
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, key=line.record.id: self.statement(key))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu
