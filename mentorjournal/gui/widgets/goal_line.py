"""One paragraph to write in place, set like the texts around it."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_area import LINE_HEIGHT


class GoalLine(TitleEdit):
    """A TitleEdit in the size of the text, its lines as far apart as those of longer texts."""

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        set_style(self, "look", "line")

    def set_value(self, text: str) -> None:
        """Show a text without telling `edited`; the same text leaves the cursor where it is."""
        super().set_value(text)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        told = self.blockSignals(True)
        # As the title does: the spacing of lines is no change of the reader's that undo should take back.
        undoes = self.isUndoRedoEnabled()
        if self.textCursor().blockFormat().lineHeight() != LINE_HEIGHT:
            self.setUndoRedoEnabled(False)
            QTextCursor(self.document()).mergeBlockFormat(spacing)
            self.setUndoRedoEnabled(undoes)
        self.blockSignals(told)
        self._fit()
