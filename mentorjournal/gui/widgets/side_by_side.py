"""Two versions of a text in two columns: words of one side alone are marked, equal paragraphs are folded."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from mentorjournal.gui.theme import active_theme
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.services.side_by_side import Line
    from mentorjournal.services.words_differing import Piece

MOST_LINES = 300
"""Lines shown of one field; nobody reads more of them side by side."""
LONGEST_WORD = 28
"""Letters after which a word may break, so that an address never forces a column wider."""
LEFT, BETWEEN, RIGHT = range(3)


class SideBySide(QWidget):
    """The lines of one field. The old text stands left, the new one right, in every writing direction."""

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column in (LEFT, RIGHT):
            grid.setColumnStretch(column, 1)
        for row, line in enumerate(lines[:MOST_LINES]):
            if line.kind == "fold":
                said = how_many(line.count, "equal paragraph", "equal paragraphs")
                grid.addWidget(TextLabel(f"⋯ {said} ⋯", "small-faint"), row, LEFT, 1, 3)
                continue
            grid.addWidget(_cell(line.old, self.tr("Left")), row, LEFT)
            grid.addWidget(_cell(line.new, self.tr("Right")), row, RIGHT)
        if len(lines) > MOST_LINES:
            left = how_many(len(lines) - MOST_LINES, "line more", "lines more")
            grid.addWidget(TextLabel(f"⋯ {left} ⋯", "small-faint"), MOST_LINES, LEFT, 1, 3)
        grid.addWidget(hairline(vertical=True), 0, BETWEEN, max(1, grid.rowCount()), 1)


def _cell(pieces: tuple[Piece, ...], side: str) -> QLabel:
    label = QLabel(marked(pieces))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(f"{side}: {spoken(pieces)}")
    return label


def spoken(pieces: tuple[Piece, ...]) -> str:
    """The pieces for a screen reader, which sees no lines: what is marked stands in brackets."""
    return "".join(
        text if kind == "same" else re.sub(r"^(\s*)(.*?)(\s*)$", rf"\1[{kind}: \2]\3", text, flags=re.S)
        for kind, text in pieces
    )


def marked(pieces: tuple[Piece, ...]) -> str:
    """The pieces as rich text: removed words struck out, added ones underlined, in state colours too."""
    theme = active_theme()
    dress = {
        "same": "{0}",
        "removed": f'<s style="background:{theme.late_soft}; color:{theme.late_text}">{{0}}</s>',
        "added": f'<u style="background:{theme.ok_soft}; color:{theme.ok_text}">{{0}}</u>',
    }
    return (
        "<span>"
        + "".join(
            dress[kind].format(html.escape(_breakable(text)).replace("\n", "<br>")) for kind, text in pieces
        )
        + "</span>"
    )


def _breakable(text: str) -> str:
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", lambda found: found[0] + "\u200b", text)
