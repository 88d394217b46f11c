"""Where a record came from and what came of it, on its page: to follow, to tick, and to take further."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_popups import PickPopup
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import IconLabel, SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList
from mentorjournal.gui.words import day_short, due_words
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.chain import Links, Step

OFFERED_SOURCES = 60
INDENT = 20
STEP = "step"
DONE = {"decision": "Decided", "question": "Answered", "goal": "Reached or closed"}
"""What a step that is done is called; the others by their type."""


class ChainPart(HuggingFrame):
    """Reads the chain of one record and follows every change of it.

    `makes` are the kinds offered to take it further. `source_picked` carries the record the reader says it
    came from; with `asks` the reader can say so. `record_id` gives the id, a draft being kept first.
    """

    source_picked = Signal(str)

    def __init__(
        self,
        context: Context,
        origin: str,
        record_id: Callable[[], str],
        makes: tuple[str, ...] = (),
        *,
        asks: bool = False,
    ) -> None:
        super().__init__()
        self._context, self._origin, self._kept_id = context, origin, record_id
        self._key = ""
        self._shown: Links | None = None
        self._asks = asks
        self._without: tuple[str, ...] = ()
        self._popup: PickPopup | None = None
        self.setAccessibleName(self.tr("Where this came from, and what came of it"))
        self.above_title = SectionLabel(self.tr("Where this came from"))
        self.above = RowList()
        self.ask = LinkButton(self.tr("Say where it came from"))
        self.below_title = SectionLabel(self.tr("What came of it"))
        self.below = RowList()
        self.more = TextLabel("", "small", wrap=True)
        self.buttons: dict[str, QuietButton] = {}
        self._lay_out(self._make_buttons(makes))
        self.ask.clicked.connect(self.pick_source)
        context.relay.changed.connect(self._follow)

    def _make_buttons(self, makes: tuple[str, ...]) -> QWidget:
        words = {
            "decision": self.tr("Make a decision"),
            "goal": self.tr("Make a goal"),
            "action": self.tr("Make an action"),
            "insight": self.tr("Keep it as an insight"),
        }
        holder = HuggingFrame()
        row = FlowLayout(holder)
        for kind in makes:
            button = self.buttons[kind] = QuietButton(words[kind], TYPE_ICONS[kind])
            button.clicked.connect(lambda _=False, kind=kind: self.make(kind))
            row.addWidget(button)
        holder.setVisible(bool(makes))
        return holder

    def _lay_out(self, buttons: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        upper: tuple[QWidget, ...] = (self.above_title, self.above, self.ask)
        lower: tuple[QWidget, ...] = (self.below_title, self.below, self.more, buttons)
        for widget in upper:
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in lower:
            column.addWidget(widget)

    def leave_out(self, *types: str) -> None:
        """Types of records that stand elsewhere on the page."""
        self._without = types

    def show_record(self, record_id: str) -> None:
        """Show the chain of another record; "" is a draft's."""
        if record_id != self._key:
            self._key, self._shown = record_id, None
        self.reread()

    def reread(self) -> None:
        """Read the chain again; rows change only where it did."""
        found = self._context.services.chain.of(self._key) if self._key else Links()
        if found != self._shown:
            self._shown = found
            self._fill(found)
        because = self._context.read_only
        for button in self.buttons.values():
            button.setEnabled(bool(self._key) and not because)
            button.setToolTip(because)
        self.ask.setDisabled(bool(because))
        self.ask.setToolTip(because)

    def _fill(self, found: Links) -> None:
        held = self._step_in_focus()
        below = [step for step in found.below if step.row.type not in self._without]
        self.above.clear()
        for step in found.above:
            self.above.add_row(self._row(step, indent=0))
        self.below.clear()
        for step in below:
            self.below.add_row(self._row(step, indent=step.depth - 1))
        self.above.setHidden(not found.above)
        self.ask.setText(self.tr("Choose another") if found.above else self.tr("Say where it came from"))
        self.ask.setVisible(self._asks)
        self.above_title.setVisible(self._asks or bool(found.above))
        self.below.setHidden(not below)
        self.below_title.setVisible(bool(self.buttons) or bool(below))
        self.more.setText(self.tr("and {0} more").format(found.more))
        self.more.setHidden(not found.more)
        for row in (*self.above.rows(), *self.below.rows()):
            if held and row.property(STEP) == held:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_in_focus(self) -> str:
        """The record whose row has the focus, which another reading must not take away."""
        rows = (*self.above.rows(), *self.below.rows())
        held = (row for row in rows if any(part.hasFocus() for part in row.findChildren(QWidget)))
        return next((str(row.property(STEP)) for row in held), "")

    def _row(self, step: Step, *, indent: int) -> QWidget:
        line = HuggingFrame()
        line.setProperty(STEP, step.row.id)
        column = QVBoxLayout(line)
        column.setContentsMargins(scaled(INDENT) * min(indent, 3), 0, 0, 0)
        face = self._action(step) if step.row.type == "action" else self._opener(step)
        column.addWidget(face)
        line.setFocusProxy(face)
        return line

    def _opener(self, step: Step) -> QWidget:
        badge = self.tr(DONE[step.row.type]) if step.done else RECORD_TYPES[step.row.type].LABEL
        row = ListRow(step.row.heading, badge=badge, kind="ok" if step.done else "plain")
        picture = IconLabel(TYPE_ICONS[step.row.type], "muted")
        layout = row.layout()
        if layout is not None:
            row.let_pass(picture)
            layout.insertWidget(0, picture)  # type: ignore[attr-defined]
        if step.row.date is not None:
            row.setToolTip(day_short(step.row.date, self._context.today()))
        row.clicked.connect(lambda: self._context.navigator.open_record(step.row.id))
        return row

    def _action(self, step: Step) -> QWidget:
        words, kind = due_words(step.day, self._context.today())
        row = ActionRow(
            step.row.heading,
            step.done,
            badge="" if step.done else words,
            kind=kind,  # type: ignore[arg-type]
        )
        row.box.setDisabled(bool(self._context.read_only))
        row.edited.connect(lambda on: self._tick(step.row.id, on=on))
        row.activated.connect(lambda: self._context.navigator.open_record(step.row.id))
        return row

    def _tick(self, action_id: str, *, on: bool) -> None:
        day = self._context.today() if on else None
        try:
            self._context.services.actions.tick(action_id, day, origin=self._origin)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self._shown = None
            self.reread()

    def make(self, kind: str) -> None:
        """Take it further: a record of this kind with the same words, following from this one."""
        try:
            source = self._kept_id()
            if not source:
                return
            made = self._context.services.chain.make(
                kind, source, day=self._context.today(), origin=self._origin
            )
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return
        self.show_record(source)
        self._context.navigator.tell_made(made.id, self.tr("{0} made: {1}").format(made.LABEL, made.title))

    def pick_source(self) -> None:
        """Let the reader say which record it came from."""
        latest = self._context.services.timeline.latest(OFFERED_SOURCES)
        choices = [(row.id, row.heading) for row in latest if row.id != self._key]
        if self._popup is not None:
            self._popup.deleteLater()
        self._popup = PickPopup(choices, self.tr("Where it came from"), self)
        self._popup.picked.connect(self.source_picked)
        self._popup.open_below(self.ask)

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self._key and any(item.id != self._key for item in changes.items) and self.isVisible():
            self.reread()
