"""Figures: what the journal adds up to, with the table behind each, and as pages for oneself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import Command
from mentorjournal.gui.file_names import ask_pdf_path
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.reports_choices import PERIODS, months_before
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.figure_card import FigureCard
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.figures import FigureCard as Figure
    from mentorjournal.services.reporting.options import Paper

LONG_AGO = dt.date(1900, 1, 1)
LEAST = 280


class FiguresPage(Page):
    """Every figure of a period; those of self-ratings are printed only where they are ticked by hand."""

    PLACE: ClassVar[str] = "reports"
    TITLE: ClassVar[str] = "Figures"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("figuresPage")
        names = (self.tr("3 months"), self.tr("This year"), self.tr("12 months"), self.tr("Everything"))
        self.period = Segmented(list(zip(PERIODS, names, strict=True)), "twelve", self.tr("Period"))
        self.save_button = QuietButton(self.tr("Save as PDF…"), "save-as")
        self.cards: list[FigureCard] = []
        self._ticks: dict[str, bool] = {}
        self._task: Task | None = None
        self.empty = EmptyState(
            self.tr("Nothing to draw in this period yet."),
            self.tr("Log hours"),
            self.tr("Hours, meetings, goals and claims become figures by themselves."),
            "chart",
        )
        self._lay_out()
        self.period.edited.connect(self.refresh)
        self.save_button.clicked.connect(self.ask_path)
        self.empty.action_clicked.connect(lambda: context.navigator.open_view("", "journal"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(28, 14, 28, 10)
        head.setSpacing(12)
        head.addWidget(self.period)
        head.addStretch(1)
        head.addWidget(self.save_button)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(28, 4, 28, 28)
        self._column.setSpacing(16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self._scroll, 1)
        self.empty.hide()

    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that are drawn."""
        today, period = self.context.today(), str(self.period.value())
        if period == "all":
            return LONG_AGO, today
        if period == "year":
            return today.replace(month=1, day=1), today
        return months_before(today, 3 if period == "quarter" else 12), today

    def refresh(self) -> None:
        """Draw everything anew on the worker; the latest wish wins."""
        if self._task is not None:
            self._task.cancel()
        since, until = self.span()
        figures = self.services.figures

        def take(found: tuple[Figure, ...]) -> None:
            if self._task is task:
                self._task = None
                self._show(found)

        def fail(error: JournalError) -> None:
            if self._task is task:
                self._task = None
                self.context.navigator.tell("error", error.message)

        task = self.context.tasks.start(lambda _task: figures.cards(since, until), take, fail)
        self._task = task

    def _show(self, found: tuple[Figure, ...]) -> None:
        clear_layout(self._column)
        self.cards = []
        for figure in found:
            card = FigureCard(figure, ticked=self._ticks.get(figure.key, not figure.self_report))
            card.ticked.connect(lambda on, key=figure.key: self._tick(key, on=on))
            self.cards.append(card)
            self._column.addWidget(card)
        if found:
            self._column.addWidget(
                TextLabel(
                    self.tr("Ticked figures are saved as pages for yourself, with their tables."), "small"
                )
            )
        self.empty.setVisible(not found)
        self._scroll.setVisible(bool(found))
        self._fit()
        self._allow()

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
        edges = self._column.contentsMargins()
        room = self._scroll.viewport().width() - edges.left() - edges.right()
        for card in self.cards:
            card.fit(max(room, LEAST))

    def _tick(self, key: str, *, on: bool) -> None:
        self._ticks[key] = on
        self._allow()

    def _allow(self) -> None:
        self.save_button.setEnabled(any(card.tick.isChecked() for card in self.cards))

    def ask_path(self) -> None:
        """Ask where to save the figures ticked."""
        if not self.save_button.isEnabled():
            return
        ask_pdf_path(self, self.tr("Save figures"), "Figures.pdf", self.save_to)

    def save_to(self, path: str) -> None:
        """Save the figures ticked as pages."""
        keys = [card.key for card in self.cards if card.tick.isChecked()]
        since, until = self.span()
        figures, target, navigator = self.services.figures, Path(path), self.context.navigator
        paper: Paper = "letter" if settings.load().paper == "letter" else "a4"
        told = self.tr("Saved {0}. It is noted in What left the journal.").format(target.name)

        def failed(error: JournalError) -> None:
            navigator.tell("error", error.message)

        self.context.tasks.start(
            lambda _task: figures.save(keys, since, until, target, paper),
            lambda _pages: navigator.tell("ok", told),
            failed,
        )

    def commands(self) -> tuple[Command, ...]:
        """Save."""
        return (Command("figures-save", self.tr("Save figures as PDF"), self.ask_path, "save-as", "Ctrl+S"),)
