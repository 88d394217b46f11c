"""Quick capture: one field, a kind guessed or chosen, saved with Ctrl+Return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import NOT_SAVED, Autosaver
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import KeyHint, TextLabel
from mentorjournal.model.types import RECORD_TYPES, Activity
from mentorjournal.services.capture import KINDS
from mentorjournal.services.durations import hours_in
from mentorjournal.services.leading_words import Guess, guess

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.context import Context

STAYS = (
    f"{NOT_SAVED} This stays open, so that your words are not lost. Free some space on the disk, or copy "
    "them elsewhere and empty the field."
)


DATED = ("action", "goal", "meeting", "opportunity")
"""Kinds whose first line may end in a day."""


class CaptureDialog(Dialog):
    """What is typed is kept as a draft until it is saved, so that closing or a crash loses nothing."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__("Quick note", parent, width=640)
        self._context = context
        self._chosen = ""
        self._chips: dict[str, Chip] = {}
        self._known: dict[str, str] = {}
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(
            self.tr(
                "Write, or begin with a kind: “insight: …”, “action: …”, “question for Helena: …”, “win: …”, "
                "“advice from Lim: …”, “decide: …”, “read: …”"
            )
        )
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(self.field.fontMetrics().height() * 6)
        self.field.installEventFilter(self)
        self.add(self.field)
        self.add(self._kind_row())
        self.whom = TextLabel("", "small", wrap=True)
        self.add(self.whom)
        self._add_buttons()
        self._saver = Autosaver(self._keep_draft, self)
        self._saver.failed.connect(self.say)
        self._saver.saved.connect(lambda: self.say(""))
        self.field.setPlainText(context.services.capture.draft())
        self.field.textChanged.connect(self._on_text)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.save)
        self._show_kind()
        self.field.setFocus()

    def _kind_row(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        group = QButtonGroup(holder)
        group.setExclusive(True)
        for kind in KINDS:
            chip = Chip(RECORD_TYPES[kind].LABEL)
            chip.clicked.connect(lambda _=False, key=kind: self.choose(key))
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            group.addButton(chip)
            self._chips[kind] = chip
            row.addWidget(chip)
        return holder

    def _add_buttons(self) -> None:
        holder = QWidget()
        hints = QHBoxLayout(holder)
        hints.setContentsMargins(0, 0, 0, 0)
        for keys, words in (("Tab", self.tr("kind")), ("Ctrl Return", self.tr("save"))):
            hints.addWidget(KeyHint(keys))
            hints.addWidget(TextLabel(words, "tiny"))
        hints.addStretch(1)
        self.add(holder)
        later = QuietButton(self.tr("Keep for later"))
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        save = PrimaryButton(self.tr("Save"))
        save.setAutoDefault(False)
        save.clicked.connect(self.save)
        self.add_button(later)
        self.add_button(save)

    @property
    def kind(self) -> str:
        """The kind chosen, or else guessed from the text."""
        return self._chosen or guess(self.field.toPlainText()).kind

    def choose(self, kind: str) -> None:
        """Save as this kind, whatever the text says."""
        self._chosen = kind
        self._show_kind()
        self.field.setFocus()

    def _on_text(self) -> None:
        self._saver.touch()
        self._show_kind()

    def _show_kind(self) -> None:
        said, kind = guess(self.field.toPlainText()), self.kind
        self._chips[kind].setChecked(True)
        words = self._whom_words(said) if said.kind == kind else ""
        self.whom.setText(self._hours_words() if kind == Activity.TYPE else words)
        self.whom.setVisible(bool(self.whom.text()))

    def _hours_words(self) -> str:
        """How long an activity took, as it is understood; nothing is said of an empty note."""
        from mentorjournal.services.reporting.words import hours_of

        text = self.field.toPlainText()
        hours = hours_in(text)
        if hours is not None:
            return self.tr("It took {0}").format(hours_of(hours))
        hint = self.tr("It has no hours yet. Write how long it took, as in “2 h” or “90 min”.")
        return hint if text.strip() else ""

    def _whom_words(self, said: Guess) -> str:
        """Whom the leading words mean, looked up once for each name."""
        if not said.whom:
            return ""
        if said.whom not in self._known:
            self._known[said.whom] = self._context.services.capture.whom(said)
        name = self._known[said.whom]
        if not name:
            return self.tr("“{0}” is not one person of this journal; the name stays in the text.").format(
                said.whom
            )
        return self.tr("Linked to {0}").format(name)

    def _keep_draft(self) -> None:
        self._context.services.capture.keep_draft(self.field.toPlainText())

    def save(self) -> None:
        """Make the record; the dialog stays open, and says why, where that fails."""
        text = self.field.toPlainText()
        if not text.strip():
            self.reject()
            return
        found = guess(text)
        said = found if found.kind == self.kind else None
        wording = said.text if said else text
        if not wording.strip():
            self.say(self.tr("Write a few words after the kind; nothing was saved yet."), "info")
            return
        try:
            wording, due = self._with_day(wording)
            record = self._context.services.capture.save(
                wording, self.kind, self._context.now(), due=due, said=said
            )
        except JournalError as error:
            self.say(error.message)
            return
        self._saver.drop()
        self.accept()
        self._context.navigator.tell("ok", self.tr("Saved: {0}").format(f"{record.LABEL}, {record.title}"))

    def _with_day(self, wording: str) -> tuple[str, dt.date | None]:
        """The day at the end of the first line: `send it by fri`, and for a meeting `Helena tomorrow` too."""
        if self.kind not in DATED:
            return wording, None
        from mentorjournal.gui.widgets.date_words import parse_date
        from mentorjournal.gui.widgets.goal_ticks import title_and_day

        today = self._context.today()
        line, end, rest = wording.strip().partition("\n")
        title, due = title_and_day(line, None, today)
        words = title.split()
        for last in (2, 1) if self.kind == "meeting" and due is None else ():
            day = parse_date(" ".join(words[-last:]), today) if len(words) > last else None
            if day is not None:
                title, due = " ".join(words[:-last]).removesuffix(" on"), day
                break
        return f"{title}{end}{rest}", due

    def flush(self) -> bool:
        """Keep what was typed as a draft; False, and said, where that fails."""
        if self._saver.flush():
            return True
        if not self.field.toPlainText().strip():
            self._saver.drop()  # nothing to lose
            return True
        self.say(self.tr(STAYS))
        return False

    def done(self, result: int) -> None:
        """Close; what was typed and not saved as a record waits as a draft. Stay open where it cannot."""
        if self.flush():
            super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes through the kinds, as the field has nothing else to indent."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.choose(KINDS[(KINDS.index(self.kind) + step) % len(KINDS)])
                return True
        return super().eventFilter(watched, event)
