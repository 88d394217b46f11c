"""One field of Markdown per section of a template, in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

Section = tuple[str, str, str, str]
"""(key, heading, prompt, text)"""


class SectionsEditor(QFrame):
    """Sections in, sections out; headings and prompts come with them and are not edited here.

    A section without a heading is a bare field, as on a free page. Up and Down go from field to field,
    Tab too. Files and pictures are told for the field they came to, which `insert_attachment` then uses.
    """

    edited = Signal()
    """The reader changed a text; `value()` has it."""

    files_dropped = Signal(list)
    picture_pasted = Signal(QImage)
    link_activated = Signal(str)
    make_wanted = Signal(str, str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sections: tuple[Section, ...] = ()
        self._editors: dict[str, MarkdownEdit] = {}
        self._labels: dict[str, SectionLabel] = {}
        self._current = ""
        self._offers_making = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def value(self) -> tuple[Section, ...]:
        """The sections with their texts as they stand."""
        return tuple(
            (key, heading, prompt, self._editors[key].value())
            for key, heading, prompt, _text in self._sections
        )

    def set_value(self, sections: Sequence[Section]) -> None:
        """Show sections without telling `edited`; keys must differ.

        With the same keys, headings and prompts only texts change, and the cursor stays.
        """
        wanted = tuple(sections)
        if [section[:3] for section in wanted] != [section[:3] for section in self._sections]:
            self._build(wanted)
        self._sections = wanted
        for key, _heading, _prompt, text in wanted:
            self._editors[key].set_value(text)

    def editors(self) -> tuple[MarkdownEdit, ...]:
        """The fields, from the top."""
        return tuple(self._editors.values())

    def editor(self, key: str) -> MarkdownEdit:
        """The field of one section; raises KeyError."""
        return self._editors[key]

    def word_count(self) -> int:
        """Words in all sections."""
        return sum(editor.word_count() for editor in self._editors.values())

    def insert_attachment(self, name: str, attachment_id: str, is_picture: bool = False) -> None:
        """Link a kept file where writing went on last, or at the end."""
        editor = self._editors.get(self._current) or next(reversed(self._editors.values()), None)
        if editor is not None:
            editor.insert_attachment(name, attachment_id, is_picture)

    def offer_making(self) -> None:
        """Offer to make records of texts; `make_wanted` tells."""
        self._offers_making = True
        for editor in self._editors.values():
            editor.offer_making()

    def set_read_only(self, read_only: bool) -> None:
        """Whether texts can only be read."""
        for editor in self._editors.values():
            editor.setReadOnly(read_only)

    def hide_empty(self, on: bool) -> None:
        """Leave out the sections with nothing in them, whose hints would read as if one could write."""
        for key, editor in self._editors.items():
            is_shown = not on or bool(editor.value().strip())
            editor.setVisible(is_shown)
            if key in self._labels:
                self._labels[key].setVisible(is_shown)

    def start_writing(self) -> None:
        """Put the cursor where writing goes on: the first empty section, else the end of the last."""
        editors = list(self._editors.values())
        if not editors:
            return
        empty = next((editor for editor in editors if not editor.value().strip()), editors[-1])
        empty.moveCursor(QTextCursor.MoveOperation.End)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, sections: tuple[Section, ...]) -> None:
        clear_layout(self._column)
        self._editors, self._labels = {}, {}
        self._current = ""
        before: QWidget | None = None
        for key, heading, prompt, _text in sections:
            if heading:
                label = self._labels[key] = SectionLabel(heading, "accent")
                # Room above belongs to the heading, and goes with it where the section is hidden.
                label.setContentsMargins(0, 10 if before is not None else 0, 0, 2)
                self._column.addWidget(label)
            editor = self._editors[key] = MarkdownEdit(
                name=heading or prompt or self.accessibleName(), placeholder=prompt
            )
            self._connect(key, editor)
            self._column.addWidget(editor)
            if before is not None:
                QWidget.setTabOrder(before, editor)
            before = editor
        if self._editors:
            self.setFocusProxy(next(iter(self._editors.values())))

    def _connect(self, key: str, editor: MarkdownEdit) -> None:
        editor.edited.connect(lambda _text: self.edited.emit())
        # What is dropped comes to a field without moving the focus there.
        editor.files_dropped.connect(lambda _files: self._remember(key))
        editor.picture_pasted.connect(lambda _picture: self._remember(key))
        editor.files_dropped.connect(self.files_dropped)
        editor.picture_pasted.connect(self.picture_pasted)
        editor.link_activated.connect(self.link_activated)
        editor.make_wanted.connect(self.make_wanted)
        if self._offers_making:
            editor.offer_making()
        editor.focused.connect(lambda: self._remember(key))
        editor.left_at_edge.connect(lambda step: self._go(key, step))

    def _remember(self, key: str) -> None:
        self._current = key

    def _go(self, key: str, step: int) -> None:
        keys = list(self._editors)
        at = keys.index(key) + step
        if 0 <= at < len(keys):
            editor = self._editors[keys[at]]
            way = QTextCursor.MoveOperation.Start if step > 0 else QTextCursor.MoveOperation.End
            editor.moveCursor(way)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
