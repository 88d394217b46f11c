"""Insights: what changes over time, with the records and the table behind each figure, and as pages for oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import Command
from mentorjournal.gui.dialogs.figure_behind import FigureBehindDialog
from mentorjournal.gui.file_names import ask_pdf_path
from mentorjournal.gui.pages.insights_views import HOMES, VIEWS
from mentorjournal.gui.pages.reports_choices import LONG_AGO, PERIODS, days_of
from mentorjournal.gui.pages.views import View
from mentorjournal.gui.pages.with_views import WithViews
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.figure_card import WIDEST, FigureCard
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.services.layouts import reports_it

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.figures import FigureCard as Figure
    from mentorjournal.services.figures_behind import Behind
    from mentorjournal.services.reporting.options import Paper

LEAST = 280
POINTS = 560.0
"""How wide a figure is drawn where there is room for all of it."""
REDRAWN = 0.15
"""A change of its width, as a share of POINTS, after which it is drawn anew."""


class InsightsPage(WithViews):
    """Every figure of a period; those of self-ratings are printed only where they are ticked by hand."""

    PLACE: ClassVar[str] = "insights"
    TITLE: ClassVar[str] = "Insights"
    VIEWS: ClassVar[tuple[View, ...]] = VIEWS
    HOMES: ClassVar[Mapping[str, str]] = HOMES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("insightsPage")
        names = (self.tr("3 months"), self.tr("This year"), self.tr("12 months"), self.tr("Everything"))
        self.period = Segmented(list(zip(PERIODS, names, strict=True)), "twelve", self.tr("Period"))
        self.compare = QCheckBox(self.tr("Beside the time before"))
        self.save_button = QuietButton(self.tr("Save as PDF…"), "save-as")
        self.cards: list[FigureCard] = []
        self._ticks: dict[str, bool] = {}
        self._task: Task | None = None
        self._drawn = POINTS
        self.empty = EmptyState(
            self.tr("Nothing to draw in this period yet."),
            self.tr("Log hours"),
            self.tr("Hours, meetings, goals and claims become figures by themselves."),
            "chart",
        )
        self._lay_out()
        self.period.edited.connect(self.refresh)
        self.compare.toggled.connect(self.refresh)
        self.save_button.clicked.connect(self.ask_path)
        self.empty.action_clicked.connect(lambda: context.navigator.open_view("", "journal"))

    def _lay_out(self) -> None:
        self.board = QWidget()
        head = FlowLayout(gap=12)
        head.setContentsMargins(28, 14, 28, 10)
        head.addWidget(self.period)
        head.addWidget(self.compare)
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
        column = QVBoxLayout(self.board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self._scroll, 1)
        self.empty.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.host(self.board))
        QShortcut(QKeySequence("Ctrl+S"), self.board, self.ask_path)

    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that are drawn."""
        return days_of(str(self.period.value()), self.context.today())

    def refresh(self) -> None:
        """Draw everything anew on the worker; the latest wish wins."""
        if self._task is not None:
            self._task.cancel()
        since, until = self.span()
        figures = self.services.figures
        self.compare.setEnabled(since > LONG_AGO)
        compare = self.compare.isChecked() and since > LONG_AGO

        def take(found: tuple[Figure, ...]) -> None:
            if self._task is task:
                self._task = None
                self._show(found)

        def fail(error: JournalError) -> None:
            if self._task is task:
                self._task = None
                self.context.navigator.tell("error", error.message)

        self._drawn = width = self._points()
        task = self.context.tasks.start(
            lambda _task: figures.cards(since, until, width, compare=compare), take, fail
        )
        self._task = task

    def _show(self, found: tuple[Figure, ...]) -> None:
        clear_layout(self._column)
        self.cards = []
        for figure in found:
            ticked = self._ticks.get(figure.key, not figure.self_report)
            card = FigureCard(
                figure, ticked=ticked, reports=reports_it(figure.key) and not self.context.read_only
            )
            card.ticked.connect(lambda on, key=figure.key: self._tick(key, on=on))
            card.row_wanted.connect(lambda row, figure=figure: self.show_behind(figure, row))
            card.report_wanted.connect(lambda key=figure.key: self.to_report(key))
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
        # The room inside is known only once this page has laid itself out.
        QTimer.singleShot(0, self, self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """The text size may have changed meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_scroll"):
            self._fit()

    def _room(self) -> int:
        edges = self._column.contentsMargins()
        return max(self._scroll.viewport().width() - edges.left() - edges.right(), LEAST)

    def _points(self) -> float:
        """How wide figures are drawn, so that their words grow with the text size."""
        return POINTS * min(self._room(), scaled(WIDEST)) / scaled(WIDEST)

    def _fit(self) -> None:
        for card in self.cards:
            card.fit(self._room())
        if self.cards and abs(self._points() - self._drawn) > REDRAWN * POINTS:
            self.refresh()

    def show_behind(self, figure: Figure, row: int) -> None:
        """Ask for the records behind a row of a figure, and list them."""
        if row >= len(figure.parts):
            return
        since, until = self.span()
        title = figure.labels[row] if row < len(figure.labels) else figure.title

        def take(found: tuple[Behind, ...]) -> None:
            dialog = FigureBehindDialog(title, found, self.window())
            dialog.opened.connect(self.context.navigator.open_record)
            dialog.open()

        figures = self.services.figures
        self.context.tasks.start(
            lambda _task: figures.behind(figure.key, figure.parts[row], since, until), take, self._fail
        )

    def to_report(self, key: str) -> None:
        """Put a figure into the document it belongs to, and show that."""
        try:
            document, layout, scheme = self.services.layouts.with_figure(key, origin=self.origin)
        except JournalError as error:
            self._fail(error)
            return
        self.context.navigator.open_document(document, scheme)
        if layout:
            self.context.navigator.open_record(layout)

    def _fail(self, error: JournalError) -> None:
        self.context.navigator.tell("error", error.message)

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

    def own_commands(self) -> tuple[Command, ...]:
        """Save."""
        return (Command("figures-save", self.tr("Save figures as PDF"), self.ask_path, "save-as", "Ctrl+S"),)
