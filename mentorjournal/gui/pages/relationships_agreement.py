"""The agreement of a relationship: written in place, agreed by both sides, changed as a new version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.context import Context
from mentorjournal.gui.file_names import ask_pdf_path
from mentorjournal.gui.pages.record_view import TEXT_WIDTH, allow
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.agreement_changes import AgreementChanges
from mentorjournal.gui.widgets.agreement_head import AgreementHead
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Relationship
from mentorjournal.services.agreements import clauses, is_fixed
from mentorjournal.services.relationship_sums import agreed_on
from mentorjournal.services.relationships import heading
from mentorjournal.services.reporting.options import Paper


class AgreementDesk(QScrollArea):
    """Shows one version of an agreement; `left` asks to go back to the relationship, `turned` says that
    another version is shown.

    Texts save themselves; a version that somebody agreed to is only read.
    """

    left = Signal()
    turned = Signal()

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._origin = context, origin
        self._typed: dict[str, Any] = {}
        self._refusal = ""
        self.version: Agreement | None = None
        self.tie: Relationship | None = None
        self.setAccessibleName(self.tr("Agreement"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head = AgreementHead(context.today)
        self.why = MarkdownEdit(
            name=self.tr("What changed, in a sentence"), placeholder=self.tr("Why we changed it")
        )
        self.sections = SectionsEditor(self.tr("What we agree"))
        self.changes = AgreementChanges()
        self.autosaver = Autosaver(self._save, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        self._text = QWidget()
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        column = QVBoxLayout(self._text)
        column.setContentsMargins(28, 0, 28, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        self._why_label = SectionLabel(self.why.accessibleName(), "accent")
        for part in (self._why_label, self.why, self.changes, self.sections):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(4, 20, 4, 32)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        head, context = self.head, self._context
        self.sections.edited.connect(self._type_sections)
        self.why.edited.connect(lambda text: self._type("changes", text))
        self.autosaver.saved.connect(context.navigator.saved)
        self.autosaver.failed.connect(lambda text: context.navigator.tell("error", text))
        head.back.clicked.connect(self.left)
        head.chosen.connect(self._choose)
        head.mine.edited.connect(lambda day: self._agree(day, mine=True, theirs=False))
        head.theirs.edited.connect(lambda day: self._agree(day, mine=False, theirs=True))
        head.both.clicked.connect(lambda: self._agree(context.today(), mine=True, theirs=True))
        head.review.edited.connect(self._review)
        head.amend.clicked.connect(self.amend)
        head.discard.clicked.connect(self.discard)
        head.pdf.clicked.connect(self.ask_path)
        # A method, not a lambda: the theme outlives the desk, and lets go only of methods.
        context.themes.theme_changed.connect(self._rescale)

    def _rescale(self) -> None:
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))

    # Showing

    def open(self, tie: Relationship, name: str, agreement_id: str = "") -> bool:
        """Show a version, else the newest; False where there is none."""
        if not self.flush():
            return False
        versions = self._context.services.agreements.of(tie.id)
        wanted = next((item for item in versions if item.id == agreement_id), None)
        version = wanted or (versions[0] if versions else None)
        if version is None:
            return False
        if self.version is None or version.id != self.version.id:
            self.autosaver.drop()
            self._typed = {}
            self.verticalScrollBar().setValue(0)
        turned = self.version is None or self.version.id != version.id
        self.tie, self._name, self.version = tie, name, version
        self._show(versions)
        if turned:
            self.turned.emit()
        return True

    def reload(self, tie: Relationship, name: str) -> bool:
        """Read the version shown again, or the newest where it is gone; False where there is none."""
        key = self.version.id if self.version is not None else ""
        if all(item.id != key for item in self._context.services.agreements.of(tie.id)):
            self.autosaver.drop()
            self._typed = {}
        return self.open(tie, name, key)

    @property
    def writable(self) -> bool:
        """Whether the texts of the version shown can be changed."""
        shown = self.version
        return not self._context.read_only and shown is not None and not is_fixed(shown)

    def _show(self, versions: tuple[Agreement, ...]) -> None:
        version, tie = self.version, self.tie
        if version is None or tie is None:
            return
        because = self._context.read_only
        self.head.display(version, versions, heading(tie, self._name), self._name, because=because)
        prompts = {part.tag: part.prompt for part in clauses(tie.my_role)}
        sections = self._typed.get("sections", version.sections)
        self.sections.set_value(
            [(part.tag, part.heading, prompts.get(part.tag, ""), part.text) for part in sections]
        )
        self.sections.set_read_only(not self.writable)
        self.sections.hide_empty(not self.writable)
        self.why.set_value(self._typed.get("changes", version.changes))
        allow(self.why, writable=self.writable, because=because)
        amended = bool(version.previous)
        self._why_label.setVisible(amended)
        self.why.setVisible(amended)
        self._show_changes()
        self._read_others()

    def _show_changes(self) -> None:
        version = self.version
        found = self._context.services.agreements.changes(version.id) if version is not None else ()
        self.changes.display(found, (version.number or 1) - 1 if version is not None else 0)

    def _read_others(self) -> None:
        """Look for names that read otherwise on paper; all people are read for it, so the worker does that."""
        agreements, key = self._context.services.agreements, self.version.id if self.version else ""

        def found(others: Any) -> None:
            if self.version is not None and self.version.id == key:
                self.head.show_others([(other.name, other.shown) for other in others])

        self._context.tasks.start(lambda _task: agreements.others_in(key), found, lambda _error: None)

    # Writing

    def _type(self, name: str, value: object) -> None:
        if self.writable:
            self._forgive()
            self._typed[name] = value
            self.autosaver.touch()

    def _type_sections(self) -> None:
        self._type(
            "sections",
            tuple(Section(key, title, text) for key, title, _prompt, text in self.sections.value()),
        )

    def _save(self) -> None:
        if self.version is not None and self._typed:
            self.version = self._context.services.agreements.write(
                self.version.id, self._typed, origin=self._origin
            )
            self._typed = {}
            self._show_changes()
            self._read_others()

    def flush(self) -> bool:
        """Save what is typed; False when it could not be saved."""
        return self.autosaver.flush()

    # Deeds

    def _refuse(self, error: JournalError) -> None:
        """Say what was not done; it stands until the next edit or deed."""
        self._refusal = error.message
        self._context.navigator.tell("error", error.message)

    def _forgive(self) -> None:
        """What was refused before no longer stands in the way."""
        self._context.navigator.take_back(self._refusal)
        self._refusal = ""

    def _do(self, work: Callable[[Agreement], Agreement]) -> None:
        """One deed on the version shown, and show what came of it."""
        if self.version is None or self.tie is None or not self.flush():
            return
        self._forgive()
        try:
            made = work(self.version)
        except JournalError as error:
            self._refuse(error)
            made = self.version
        self.open(self.tie, self._name, made.id)

    def _agree(self, day: dt.date | None, *, mine: bool, theirs: bool) -> None:
        agreements = self._context.services.agreements
        self._do(lambda shown: agreements.agree(shown.id, day, mine=mine, theirs=theirs, origin=self._origin))

    def _review(self, day: dt.date | None) -> None:
        agreements = self._context.services.agreements
        self._do(lambda shown: agreements.write(shown.id, {"review_on": day}, origin=self._origin))

    def amend(self) -> None:
        """Start the next version, with the same text."""
        if self.version is None or agreed_on(self.version) is None or self._context.read_only:
            return
        agreements, today = self._context.services.agreements, self._context.today()
        self._do(lambda shown: agreements.amend(shown.id, today, origin=self._origin))
        self.sections.start_writing()

    def discard(self) -> None:
        """Throw away a version that is being written; undo brings it back."""
        if self.version is None or not self.writable or not self.flush():
            return
        try:
            self._context.services.records.trash(self.version.id, origin=self._origin)
        except JournalError as error:
            self._refuse(error)
            return
        self._forgive()
        self._context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
        self.version = None
        if self.tie is None or not self.open(self.tie, self._name):
            self.left.emit()

    def _choose(self, agreement_id: str) -> None:
        if self.tie is not None and not self.open(self.tie, self._name, agreement_id):
            self.reload(self.tie, self._name)

    # Paper

    def ask_path(self) -> None:
        """Ask where to save the PDF."""
        if self.version is None or not self.flush():
            return
        name = f"{self.version.title or self.tr('Agreement')}.pdf".replace("/", "-")
        ask_pdf_path(self, self.tr("Save agreement"), name, self.save_to)

    def save_to(self, path: str) -> None:
        """Save the version shown as a PDF, on the worker; the reader is told what came of it."""
        if self.version is None:
            return
        agreements, key, tell = (
            self._context.services.agreements,
            self.version.id,
            self._context.navigator.tell,
        )
        paper: Paper = self.head.paper()

        def done(printed: Any) -> None:
            words = self.tr("Saved {0}, {1} pages.") if printed.pages > 1 else self.tr("Saved {0}, one page.")
            text = words.format(Path(path).name, printed.pages)
            tell("warn" if printed.note else "ok", " ".join(filter(None, (text, printed.note))))

        self._context.tasks.start(
            lambda _task: agreements.save_pdf(key, Path(path), paper),
            done,
            self._refuse,
        )
