"""The middle of a place: the page of one record, its text in a column, its fields bound by name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.text_files import open_address
from mentorjournal.gui.pages.text_making import TextMaker
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.entry_editor_files import FileIntake
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.goal_ticks import AddRow
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.text_area import ROOM_BELOW
from mentorjournal.gui.widgets.typed_field import TypedField
from mentorjournal.model.record import Record

TEXT_WIDTH = 640
PAIR_FROM = 430
"""Fields stand in two columns from this width of the page on, in pixels at 100 %."""
LEAST_CHOICE = 8
"""Characters of a choice that show at least."""


class BoundView(QScrollArea):
    """Shows one record and takes what is typed into a RecordSaver.

    `chosen` carries the fields of a choice and the name of the step; the page saves it and shows it.
    """

    chosen = Signal(dict, str)
    delete_wanted = Signal()
    side_wanted = Signal()

    def __init__(self, context: Context, saver: RecordSaver, origin: str, name: str) -> None:
        super().__init__()
        self.context, self.saver, self.origin = context, saver, origin
        self._bound: dict[str, Any] = {}
        self._grids: list[tuple[QGridLayout, list[QWidget]]] = []
        self._intakes: list[FileIntake] = []
        self._wide: bool | None = None
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.caption = TextLabel("", "small", wrap=True)
        self.delete = IconButton("trash", self.tr("Delete {0}").format(name.lower()))
        self.side = IconButton("inspector", self.tr("Show or fold the side panel"), checkable=True)
        self.delete.clicked.connect(self.delete_wanted)
        self.side.clicked.connect(self.side_wanted)
        self._lay_out_frame()
        context.themes.theme_changed.connect(self._rescale)

    def _lay_out_frame(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        self._text = QWidget()
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        self.column = QVBoxLayout(self._text)
        self.column.setContentsMargins(28, 0, 28, 0)
        self.column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.caption, 1)
        head.addWidget(self.delete)
        head.addWidget(self.side)
        self.column.addLayout(head)
        row = QHBoxLayout(inside)
        row.setContentsMargins(4, 20, 4, ROOM_BELOW)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self.setWidget(inside)

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self.context.read_only

    # Building

    def bind_text(self, name: str, field: Any) -> Any:
        """A field that is typed in, saved after a pause; its `edited` carries the text."""
        field.edited.connect(lambda value: self.saver.type_field(name, value))
        return self._bind(name, field)

    def bind_choice(self, name: str, field: Any, step: str) -> Any:
        """A field that is chosen, saved at once as a step of its own name; "" stands for no link."""
        field.edited.connect(lambda value: self.chosen.emit({name: value}, step))
        return self._bind(name, field)

    def _bind(self, name: str, field: Any) -> Any:
        self._bound[name] = field
        allow(field, writable=self.writable, because=self.context.read_only)
        return field

    def section(self, title: str, *widgets: QWidget, kind: str = "accent") -> QWidget:
        """A group under a small heading."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(6)
        column.addWidget(SectionLabel(title, kind))  # type: ignore[arg-type]
        for widget in widgets:
            column.addWidget(widget)
        return group

    def pairs(self, *rows: QWidget) -> QWidget:
        """Fields in two columns, in one where the page is narrow."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self._grids.append((grid, list(rows)))
        _fill(grid, list(rows), 2)
        return holder

    @staticmethod
    def row(title: str, field: QWidget, hint: str = "") -> FormRow:
        """A field with its name above; long choices never make the page wider."""
        if isinstance(field, QComboBox):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(LEAST_CHOICE)
        return FormRow(title, field, hint)

    def take_files_into(self, edit: MarkdownEdit | SectionsEditor) -> None:
        """Files and pictures dropped or pasted into a text are kept with the record; links open."""
        intake = FileIntake(self.context, self.origin, self.saver.ensure, edit.insert_attachment)
        self._intakes.append(intake)
        TextMaker(self.context, self.origin, self.saver.ensure, edit)
        edit.files_dropped.connect(lambda paths: intake.take_files(self.without_forms(paths)))
        edit.picture_pasted.connect(intake.take_picture)
        edit.link_activated.connect(self.open_address)

    def without_forms(self, paths: list[str]) -> list[str]:
        """The files that are to be attached; a place that takes some in as something else leaves those out."""
        return paths

    # Showing

    def show_fields(self, record: Record) -> None:
        """Show what is bound; what is typed and not saved stays as typed."""
        shown = self.saver.over(record)
        for name, field in self._bound.items():
            if not (isinstance(field, TypedField) and field.is_wrong()):
                value = getattr(shown, name)
                field.set_value("" if value is None and not isinstance(field, TypedField) else value)
        self.delete.setVisible(bool(record.id) and self.writable)
        self.side.setVisible(bool(record.id))

    def display(self, page: Any) -> None:
        """Show a record with all that belongs to it."""
        raise NotImplementedError

    def display_draft(self, record: Any) -> None:
        """Show an empty page to write on."""
        raise NotImplementedError

    def show_around(self, page: Any) -> None:
        """Show everything but the texts one may be writing in."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor where writing begins."""

    def settle(self) -> None:
        """Take what is typed in a field or a new line that waits for Return."""
        for field in self.findChildren(TypedField):
            field.settle()
        for row in self.findChildren(AddRow):
            row.settle()

    def open_address(self, address: str) -> None:
        """Open a page or a letter with the system, a kept file here; nothing else ever."""
        open_address(self.context, address, self)

    def resizeEvent(self, event: Any) -> None:
        """One column where the page is narrow."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        wide = self.viewport().width() >= scaled(PAIR_FROM)
        if wide != self._wide:
            self._wide = wide
            for grid, rows in self._grids:
                _fill(grid, rows, 2 if wide else 1)

    def _rescale(self) -> None:
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        self._share_out()


def allow(field: Any, *, writable: bool, because: str) -> None:
    """Let a field be changed, or only read; a reason is its tool tip then."""
    if hasattr(field, "setReadOnly"):
        field.setReadOnly(not writable)
    elif hasattr(field, "set_read_only"):
        field.set_read_only(not writable)
    else:
        field.setEnabled(writable)
    if not writable:
        field.setToolTip(because)


def _fill(grid: QGridLayout, rows: list[QWidget], columns: int) -> None:
    for row in rows:
        grid.removeWidget(row)
    for place, row in enumerate(rows):
        grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(2):
        grid.setColumnStretch(column, 1 if column < columns else 0)
