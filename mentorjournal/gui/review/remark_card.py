"""What a reader writes about words of a packet, and what was written about them before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.card import HuggingCard
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.services.packets.plain import SUGGESTION, Remark, Told

MOST_QUOTED = 160


def shortened(words: str, most: int = MOST_QUOTED) -> str:
    """Words of a text on one line, cut in the middle of a long one."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most * 2 // 3].rstrip()} … {line[-most // 4 :].lstrip()}"


class RemarkCard(HuggingCard):
    """One comment or suggestion; `edited` carries it at each change, `removed` and `focused` tell."""

    edited = Signal(object)
    removed = Signal()
    focused = Signal()

    def __init__(self, remark: Remark, *, read_only: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.remark = remark
        self.body.setContentsMargins(12, 10, 12, 12)
        suggests = remark.kind == SUGGESTION
        quote = shortened(remark.anchor.quote)
        about = self.tr("“{0}”").format(quote) if quote else self.tr("the whole")
        self.setAccessibleName(
            (self.tr("Suggestion for {0}") if suggests else self.tr("Comment on {0}")).format(about)
        )
        self.remove = IconButton("close", self.tr("Remove: {0}").format(self.accessibleName()), small=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        said = about if quote else self.tr("On the whole")
        head.addWidget(TextLabel(said, "small", wrap=True), 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.words = BoxedText(remark.words, name=self.tr("Words instead of {0}").format(about))
        self.text = BoxedText(
            remark.text,
            name=self.accessibleName(),
            placeholder=self.tr("Why, if it helps") if suggests else self.tr("What do you say to this?"),
            least_lines=1 if suggests else 2,
        )
        if suggests:
            self.add(SectionLabel(self.tr("Better so")))
            self.add(self.words)
        else:
            self.words.hide()
        self.add(self.text)
        for field in (self.words, self.text):
            field.set_read_only(read_only)
            field.edited.connect(self._tell)
            field.focused.connect(self.focused)
        self.remove.setDisabled(bool(read_only))
        self.remove.clicked.connect(self.removed)
        self.setFocusProxy(self.words if suggests else self.text)

    def set_current(self, current: bool) -> None:
        """Whether it is the one that is written on."""
        set_style(self, "current", current)

    def _tell(self) -> None:
        now = dt.datetime.now(dt.UTC).isoformat()
        self.remark = replace(self.remark, text=self.text.value(), words=self.words.value(), edited=now)
        self.edited.emit(self.remark)


class ToldCard(HuggingCard):
    """A comment of an earlier packet, with what was replied; only to be read."""

    def __init__(self, told: Told, parent: QWidget | None = None) -> None:
        super().__init__(tone="window", parent=parent)
        self.body.setContentsMargins(12, 10, 12, 12)
        state = self.tr("settled") if told.settled else self.tr("earlier")
        self.setAccessibleName(self.tr("Earlier comment: {0}").format(shortened(told.text)))
        if told.quote:
            self.add(TextLabel(f"“{shortened(told.quote)}”", "small", wrap=True))
        self.add(TextLabel(told.text, wrap=True))
        self.add(TextLabel(", ".join(filter(None, (told.author, state))), "tiny"))
        if told.reply:
            self.add(SectionLabel(self.tr("Their reply")))
            self.add(TextLabel(told.reply, wrap=True))
