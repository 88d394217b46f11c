"""Coverage: which claim meets which criterion and with what, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.models.coverage_model import CoverageModel
from mentorjournal.gui.pages.award_coverage_cell import CellPanel
from mentorjournal.gui.pages.award_coverage_plain import PlainCoverage
from mentorjournal.gui.pages.award_coverage_sums import CoverageSums, summary_words
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.coverage_table import CoverageTable
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.taking import Taken
from mentorjournal.gui.widgets.text_area import ROOM_BELOW
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.services.awards import Standing
from mentorjournal.services.coverage import cell, criterion_of, met

TABLE_SHARE = 0.58
"""The table takes no more of the height, so that what is written in a cell stands below it."""
LEAST_TABLE = 220
WIDEST = 760
"""Of everything but the table, in pixels at 100 %."""


class CoveragePage(Page):
    """The matrix of a scheme, the cell that is open, and below them the sums. `show_record` takes a scheme or a claim."""

    PLACE: ClassVar[str] = "awards"
    TITLE: ClassVar[str] = "Coverage"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.scheme_id = ""
        self.crossing = ("", "")
        self.standing: Standing | None = None
        self.saver = RecordSaver(context, self.origin, self)
        self.model = CoverageModel(self)
        self.table = CoverageTable(self.model)
        self.plain = PlainCoverage()
        self.name, self.summary = TextLabel("", "title", wrap=True), TextLabel("", "muted", wrap=True)
        self.cell = CellPanel(context.read_only)
        self.sums = CoverageSums()
        TextFiles(context, self.origin, lambda: self.record_id if self.flush() else "", self.cell.text, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, ROOM_BELOW)
        column.setSpacing(14)
        for part in (self.name, self.summary, self.plain, self.table, self.cell, self.sums):
            column.addWidget(part)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.setFocusProxy(self.table)
        self.cell.hide()

    def _connect(self) -> None:
        go = self.context.navigator
        self.table.chosen.connect(self.choose)
        self.table.opened.connect(self.write)
        self.model.dropped.connect(self.drop)
        self.plain.claims_wanted.connect(lambda: go.open_view(self.scheme_id, "claims"))
        self.sums.claim_opened.connect(go.open_record)
        panel = self.cell
        panel.typed.connect(self._type)
        panel.marked.connect(lambda: self._show_it(Taken()))
        panel.cleared.connect(self.clear)
        panel.dropped.connect(self._show_it)
        panel.file_wanted.connect(self.add_file)
        panel.record_wanted.connect(self.add_record)
        panel.removed.connect(self._remove)
        panel.opened.connect(go.open_record)
        panel.claim_wanted.connect(lambda: go.open_record(self.crossing[1]))
        panel.left.connect(self.table.setFocus)
        self.saver.autosaver.saved.connect(go.saved)
        self.saver.autosaver.failed.connect(lambda text: go.tell("error", text))
        self.context.themes.theme_changed.connect(self._rescale)
        self._rescale()

    @property
    def record_id(self) -> str:
        """The claim of the cell that is open, or an empty string."""
        return self.crossing[1]

    # Following the journal

    def refresh(self) -> None:
        """Read the scheme again; what is being typed is saved first."""
        self.flush()
        self._show()

    def after_own_change(self, changes: ChangeSet) -> None:
        """The table and the sums follow."""
        self._show()

    def show_record(self, record_id: str) -> bool:
        """Show a scheme, or a claim in the table of its scheme."""
        found = self.services.records.peek(record_id)
        if found is None or found.deleted_at is not None or not self.flush():
            return False
        if isinstance(found, Claim) and found.scheme:
            self._show_scheme(found.scheme)
            self.choose(self.model.criteria[0].rule.key if self.model.criteria else "", found.id)
            return True
        if isinstance(found, Scheme):
            self._show_scheme(record_id)
        return isinstance(found, Scheme)

    def _show_scheme(self, scheme_id: str) -> None:
        if scheme_id != self.scheme_id:
            self.scheme_id, self.crossing = scheme_id, ("", "")
        self._stale = False
        self._show()

    def flush(self) -> bool:
        """Save what is typed."""
        return self.saver.flush()

    def _show(self) -> None:
        self.standing = standing = self._read()
        self.model.display(standing, writable=not self.context.read_only)
        has_table = bool(self.model.criteria and self.model.claims)
        self.table.setVisible(has_table)
        self.plain.display(standing)
        self.plain.setVisible(not has_table)
        self.name.setText(standing.scheme.title if standing is not None else self.tr(self.TITLE))
        self.summary.setText(summary_words(standing))
        self.summary.setVisible(has_table)
        self.sums.setVisible(standing is not None)
        if standing is not None:
            self.sums.display(standing)
        self._fit()
        self._show_cell()

    def _read(self) -> Standing | None:
        try:
            found = (
                self.services.awards.standing(self.scheme_id, self.context.today())
                if self.scheme_id
                else None
            )
        except NotFound:
            return None
        return found if found is not None and found.scheme.deleted_at is None else None

    def _show_cell(self) -> None:
        criterion, claim_id = self.crossing
        index = self.model.place(criterion, claim_id)
        self.cell.setVisible(index.isValid())
        if not index.isValid():
            self.crossing = ("", "")
            return
        self.table.mark(criterion, claim_id)
        line, rule = self.model.claims[index.column()], self.model.criteria[index.row()].rule
        found = cell(line, criterion)
        typed = {part.tag: part.text for part in self._meets()}
        pieces = self.services.coverage.pieces(claim_id)
        self.cell.display(line, rule, found, pieces, typed.get(criterion, ""))

    def _meets(self) -> Any:
        """What is written to the criteria of the claim that is open, with what is not saved yet."""
        line = self.standing.line(self.crossing[1]) if self.standing is not None else None
        return self.saver.words_of(self.crossing[1]).get(
            "meets", line.record.meets if line is not None else ()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table shares the height anew."""
        super().resizeEvent(event)
        self._fit()

    def _rescale(self) -> None:
        self.table.rescale()
        for part in (self.plain, self.cell, self.sums):
            part.setMaximumWidth(scaled(WIDEST))
        self._fit()

    def _fit(self) -> None:
        most = max(scaled(LEAST_TABLE), round(self.height() * TABLE_SHARE))
        self.table.setFixedHeight(min(self.table.full_height(), most))

    # What the reader does

    def choose(self, criterion: str, claim_id: str) -> None:
        """Show a cell below the table."""
        if (criterion, claim_id) != self.crossing and self.flush():
            self.crossing = (criterion, claim_id)
        self._show_cell()

    def write(self, criterion: str, claim_id: str) -> None:
        """Write how a claim meets a criterion."""
        self.choose(criterion, claim_id)
        if self.cell.isHidden():
            return
        self.cell.text.show()
        self.cell.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(self.cell, 0, scaled(12))

    def drop(self, criterion: str, claim_id: str, found: Taken) -> None:
        """What was let go on a cell shows that the claim meets the criterion."""
        self.choose(criterion, claim_id)
        self._show_it(found)

    def add_file(self) -> None:
        """Let files of this computer show it."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add evidence"))
        if names:
            self._show_it(Taken((), tuple(Path(name) for name in names)))

    def add_record(self) -> None:
        """Let a record of the journal show it."""
        from mentorjournal.gui.dialogs.pick_record import PickRecordDialog

        if self.record_id and self.flush():
            dialog = PickRecordDialog(self.context, self.tr("Evidence"), self.record_id, self.window())
            dialog.picked.connect(lambda key: self._show_it(Taken((key,))))
            dialog.open()

    def clear(self) -> None:
        """Say that the claim does not meet the criterion; its evidence stays."""
        criterion, claim_id = self.crossing
        self._do(lambda: self.services.coverage.clear(claim_id, criterion, origin=self.origin))

    def _show_it(self, found: Taken) -> None:
        criterion, claim_id = self.crossing
        standing = self.standing
        if standing is None or not claim_id or self.context.read_only:
            return
        self._do(
            lambda: self.services.coverage.show(
                claim_id, criterion_of(standing, criterion), found.ids, found.paths, origin=self.origin
            )
        )

    def _remove(self, record_id: str) -> None:
        claim_id = self.crossing[1]
        self._do(lambda: self.services.awards.remove_evidence(claim_id, record_id, origin=self.origin))

    def _type(self, text: str) -> None:
        criterion, claim_id = self.crossing
        if self.standing is not None:
            meets = met(self._meets(), criterion_of(self.standing, criterion), text)
            self.saver.type_other(claim_id, "meets", meets)

    def _do(self, work: Callable[[], object]) -> None:
        """What is typed is saved first; a refusal is told, and what stands here is read again."""
        if not self.flush():
            return
        try:
            work()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """Go to the table, and what can be done with the cell that is open."""
        if self.table.isHidden():
            return ()
        tr = self.tr
        table = Command("coverage-table", tr("Go to criteria and claims"), self.table.setFocus, "list")
        if self.context.read_only or not self.record_id:
            return (table,)
        return (
            table,
            Command(
                "coverage-write",
                tr("Write how the claim meets it"),
                lambda: self.write(*self.crossing),
                "edit",
            ),
            Command("coverage-file", tr("Add a file to this criterion…"), self.add_file, "attach"),
            Command("coverage-record", tr("Add a record to this criterion…"), self.add_record, "link"),
            Command("coverage-clear", tr("The claim does not meet this criterion"), self.clear, "trash"),
        )
