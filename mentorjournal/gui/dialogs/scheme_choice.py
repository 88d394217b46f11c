"""Which scheme to follow: those that come with the program, what each asks for, and rules of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.rules_words import RulesWords
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import Scheme
from mentorjournal.services.schemes import shipped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from mentorjournal.gui.context import Context

LIST, HEIGHT = 310, 400
ROW = 40


class SchemeChoice(QWidget):
    """`followed` carries the id of the scheme that was made; `told` a text and its kind."""

    followed = Signal(str)
    told = Signal(str, str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._origin = context, new_id()
        self._rules = shipped()
        self._have = {scheme.key for scheme in context.services.records.all(Scheme) if scheme.key}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Schemes"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(scaled(LIST))
        for words in (*(rules.name for rules in self._rules), self.tr("Rules of my own")):
            row = QListWidgetItem(words)
            row.setSizeHint(QSize(0, scaled(ROW)))
            self.list.addItem(row)
        self.words = RulesWords(self.tr("What it asks for"))
        self.name = TextField(name=self.tr("Name of the scheme"), placeholder=self.tr("What you call it"))
        self.follow = PrimaryButton(self.tr("Follow this scheme"))
        cancel = QuietButton(self.tr("Cancel"))
        self.left_buttons: tuple[QPushButton, ...] = ()
        self.buttons: tuple[QPushButton, ...] = (cancel, self.follow)
        self._lay_out()
        self.follow.setDefault(True)
        self.follow.setDisabled(bool(context.read_only))
        self.follow.setToolTip(context.read_only)
        self.follow.clicked.connect(self.follow_it)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.left)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _row: self.follow.click())
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.words, 1)
        right.addWidget(self.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.setMinimumHeight(min(scaled(HEIGHT), self.screen().availableGeometry().height() // 2))

    def follow_it(self) -> None:
        """Follow what is chosen, as one step."""
        place, services = self.list.currentRow(), self.context.services
        try:
            if place < len(self._rules):
                made = services.awards.adopt(self._rules[place].key, origin=self._origin)
            else:
                made = services.schemes.start_own(self.name.value(), origin=self._origin)
        except JournalError as error:
            self.told.emit(error.message, "error")
            return
        self.context.navigator.open_record(made.id)
        self.followed.emit(made.id)

    def _show(self, place: int) -> None:
        own = place >= len(self._rules)
        self.name.setVisible(own)
        if own:
            words = self.tr(
                "You begin with rules that are nearly empty and right: one category, one criterion. Write down "
                "what your award or programme asks for, and the journal tells you what is still missing."
            )
            self.words.show_text(self.tr("Rules of my own"), words)
        else:
            self.words.show_rules(self._rules[place])
        again = not own and self._rules[place].key in self._have
        words = (
            self.tr("You follow these rules already; a second scheme would be kept apart.") if again else ""
        )
        self.told.emit(words, "info")
