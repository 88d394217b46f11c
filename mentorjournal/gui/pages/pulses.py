"""How I am doing: what asks today, how each self-rating went, and how often it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import InvalidRecord, JournalError
from mentorjournal.gui.actions import Command
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.reports_choices import PERIODS, days_of
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.pulse_card import PulseCard
from mentorjournal.gui.widgets.pulse_form import PulseForm
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.instruments import Instrument
    from mentorjournal.services.pulse_figures import Picture
    from mentorjournal.services.pulses import Offered
    from mentorjournal.services.relationship_checks import Rating

LEAST, WIDEST, EDGE = 280, 760, 28


class PulsesPage(Page):
    """Above, the self-rating that is asked or opened; below, a card for each that is offered."""

    PLACE: ClassVar[str] = "insights"
    TITLE: ClassVar[str] = "How I am doing"
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("pulse", "template", "milestone", "meeting", "relationship", "opportunity"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("pulsesPage")
        names = (self.tr("3 months"), self.tr("This year"), self.tr("12 months"), self.tr("Everything"))
        self.period = Segmented(list(zip(PERIODS, names, strict=True)), "twelve", self.tr("Period"))
        self.form: PulseForm | None = None
        self.cards: dict[str, PulseCard] = {}
        self._offered: tuple[Offered, ...] = ()
        self._task: Task | None = None
        self._lay_out()
        self.period.edited.connect(lambda _key: self._draw())
        context.relay.changed.connect(self._follow_role)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(EDGE, 14, EDGE, EDGE)
        column.setSpacing(16)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said = TextLabel("", "muted", wrap=True)
        column.addWidget(self.said)
        self._asking, self._column = QVBoxLayout(), QVBoxLayout()
        self._column.setSpacing(16)
        line = QHBoxLayout()
        line.addWidget(self.period)
        line.addStretch(1)
        for part in (self._asking, line, self._column):
            column.addLayout(part)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setAccessibleName(self.TITLE)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        self._inside = inside
        self._scroll.setWidget(frame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that are drawn."""
        return days_of(str(self.period.value()), self.context.today())

    def refresh(self) -> None:
        """Read what is offered; what is being rated stays, unless its record is gone or is another now."""
        day = self.context.today()
        self._offered = self.services.pulses.offered()
        if self.form is None or not self.form.is_edited:
            opened = self.form.record_id if self.form is not None else ""
            found = self.services.pulses.of_record(opened) if opened else None
            if found is not None:
                self._open(*found)
            else:
                due = self.services.pulses.due(day)
                self._open(due[0].instrument if due else None, None)
        self._say(day)
        self._draw()

    def _say(self, day: dt.date) -> None:
        waiting = [one.instrument.name for one in self._offered if one.due is not None and one.due <= day]
        words = self.tr("Nothing is asked today. Rate whenever you like; how it felt is no proof.")
        self.said.setText(self.tr("Asked today: {0}.").format(", ".join(waiting)) if waiting else words)

    def _open(self, scale: Instrument | None, rating: Rating | None) -> None:
        """Show the form of a self-rating, or none."""
        clear_layout(self._asking)
        self.form = None
        if scale is None:
            return
        day = self.context.today()
        is_due = any(one.key == scale.key and one.due is not None and one.due <= day for one in self._offered)
        self.form = form = PulseForm(
            scale, rating, self.context.today, is_due=is_due, because=self.context.read_only
        )
        form.kept.connect(self.keep)
        form.later.connect(self.put_off)
        form.left.connect(self.close_form)
        form.dropped.connect(self.drop)
        self._asking.addWidget(form)

    def begin(self, key: str) -> None:
        """Rate with one of those offered, now."""
        scale = next((one.instrument for one in self._offered if one.key == key), None)
        if scale is not None and self._leave_form():
            self._open(scale, None)
            self._go_up()

    def _go_up(self) -> None:
        if self.form is not None:
            self._scroll.verticalScrollBar().setValue(0)
            # A new form can have the focus only when the layout gets its turn.
            QTimer.singleShot(0, self.form, self.form.setFocus)

    def keep(self) -> None:
        """Keep what is rated, and go on to what is asked next."""
        form = self.form
        if form is not None and self._save(form):
            self.context.navigator.tell("ok", self.tr("Kept: {0}.").format(form.scale.name))
            self.close_form()

    def _save(self, form: PulseForm) -> bool:
        """Write the form's numbers; it corrects that rating from then on."""
        pulses, day = self.services.pulses, form.day.value() or self.context.today()
        scores, note = form.scores(), form.note.value()
        try:
            if form.record_id:
                made = pulses.correct(form.record_id, scores, note, day=day, origin=self.origin)
            else:
                made = pulses.keep(form.scale.key, scores, note, day=day, origin=self.origin)
        except JournalError as error:
            kind = "warn" if isinstance(error, InvalidRecord) else "error"
            self.context.navigator.tell(kind, error.message)
            return False
        form.record_id, form.is_edited = made.id, False
        return True

    def put_off(self) -> None:
        """Ask again in a week."""
        form = self.form
        if form is not None and self._try(
            lambda: self.services.pulses.later(form.scale.key, self.context.today())
        ):
            self.close_form()

    def drop(self) -> None:
        """Put the rating shown into the trash."""
        form = self.form
        if form is not None and form.record_id:
            done = self._try(lambda: self.services.records.trash(form.record_id, origin=self.origin))
            if done:
                self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
                self.close_form()

    def close_form(self) -> None:
        """Leave the form; what is asked next takes its place."""
        if self.form is not None:
            self.form.is_edited, self.form.record_id = False, ""
        self.refresh()

    def set_rhythm(self, key: str, days: int) -> None:
        """Ask every so many days, 0 for never."""
        self._try(lambda: self.services.pulses.set_rhythm(key, days, origin=self.origin))
        self.refresh()

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return False
        return True

    def _draw(self) -> None:
        """Draw everything anew on the worker; the latest wish wins."""
        if self._task is not None:
            self._task.cancel()
        since, until = self.span()
        pulses = self.services.pulses

        def take(found: tuple[Picture, ...]) -> None:
            if self._task is task:
                self._task = None
                self._show(found)

        def fail(error: JournalError) -> None:
            if self._task is task:
                self._task = None
                self.context.navigator.tell("error", error.message)

        task = self.context.tasks.start(lambda _task: pulses.pictures(since, until), take, fail)
        self._task = task

    def _show(self, found: tuple[Picture, ...]) -> None:
        pictures = {one.key: one for one in found}
        opened = {key for key, card in self.cards.items() if card.is_open}
        asked = next((key for key, card in self.cards.items() if card.ask.hasFocus()), "")
        clear_layout(self._column)
        self.cards = {}
        for one in self._offered:
            card = PulseCard(one, pictures.get(one.key), self.context.today(), because=self.context.read_only)
            card.rate.connect(lambda key=one.key: self.begin(key))
            card.opened.connect(self.show_record)
            card.rhythm.connect(lambda days, key=one.key: self.set_rhythm(key, days))
            if one.key in opened:
                card.toggle.click()
            self.cards[one.key] = card
            self._column.addWidget(card)
        if asked in self.cards:
            self.cards[asked].ask.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figures are as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_scroll"):
            self._fit()

    def _fit(self) -> None:
        edges = 2 * EDGE
        self._inside.setMaximumWidth(scaled(WIDEST) + edges)
        if self.form is not None:
            self.form.rescale()
        room = max(self._scroll.viewport().width() - edges, LEAST)
        for card in self.cards.values():
            card.fit(min(room, scaled(WIDEST)))

    def _follow_role(self, changes: ChangeSet) -> None:
        """Another role has other self-ratings; what was put off asks later."""
        if changes.profile and not changes.items:
            self._stale = True
            if self.isVisible():
                self._reload()

    def show_record(self, record_id: str) -> bool:
        """Open a kept rating to be corrected; False for one of somebody, or that is gone."""
        found = self.services.pulses.of_record(record_id)
        if found is None or not self._leave_form():
            return False
        self._open(*found)
        self._go_up()
        return True

    def _leave_form(self) -> bool:
        """Keep what is rated before another form comes; words without a number would be lost, so they stay."""
        form = self.form
        if form is not None and form.is_edited and not form.is_rated and form.note.value().strip():
            words = self.tr("Give a number to keep your words on {0}, or close it first.")
            self.context.navigator.tell("warn", words.format(form.scale.name))
            return False
        return self.flush()

    def flush(self) -> bool:
        """Keep what is rated or said and not kept yet: a rating may be partial, or a word alone."""
        form = self.form
        if form is None or not form.is_edited or self.context.read_only:
            return True
        if not form.is_rated and not form.is_said:
            return True
        return self._save(form)

    def commands(self) -> tuple[Command, ...]:
        """Rate with each of those offered."""
        if self.context.read_only:
            return ()
        named = [(one.key, self.tr("Rate: {0}").format(one.instrument.name)) for one in self._offered]
        return tuple(
            Command(f"pulse-{key}", words, partial(self.begin, key), "pulse") for key, words in named
        )
