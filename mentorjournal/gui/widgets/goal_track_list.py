"""The rows of the goals' timeline: titles that stay, days that scroll."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from mentorjournal.gui.models.goal_tracks_model import TracksModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.goal_list import small, wrapped
from mentorjournal.gui.widgets.goal_track import (
    Scale,
    colour,
    month_start,
    paint_months,
    paint_today,
    paint_track,
    point_near,
)
from mentorjournal.gui.widgets.goal_words import count_words, point_words, still_words, track_words
from mentorjournal.model.choices import label
from mentorjournal.services.goals import GoalTrack

TITLES = 276
"""Room for the titles, in pixels at 100 %; it shrinks in a narrow window."""
WINDOWS = {"half": 183, "year": 365, "all": 0}
"""How many days fill the width; 0 for all there are."""
BEFORE = 0.6
"""Where today stands at first, as a part of the width."""

Index = QModelIndex | QPersistentModelIndex


class TrackDelegate(QStyledItemDelegate):
    """A goal's title at the left, which stays while the days scroll, and its track beside it."""

    def __init__(self, view: TrackList, today: Callable[[], dt.date]) -> None:
        super().__init__(view)
        self._view = view
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as all the days."""
        height = (
            2 * QFontMetrics(option.font).height() + QFontMetrics(small(option.font)).height() + scaled(22)
        )
        return QSize(self._view.whole_width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one goal in the colours of the theme."""
        track = index.data(TracksModel.TrackRole)
        seen = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        titles = self._view.title_width()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(seen, colour("accent_wash" if chosen else "hover" if hovered else "surface"))
        painter.save()
        area = QRectF(seen.adjusted(titles, 0, 0, 0))
        painter.setClipRect(area)
        painter.setFont(small(option.font))
        scale = self._view.scale()
        paint_months(painter, area, scale, labels=False)
        paint_today(painter, area, scale, self._today())
        paint_track(painter, area, scale, track, self._today())
        painter.restore()
        self._paint_title(painter, option, track, str(index.data()))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(seen.bottomLeft(), seen.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(seen.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, track: GoalTrack, title: str
    ) -> None:
        first, second = QFontMetrics(option.font), QFontMetrics(small(option.font))
        room = self._view.title_width() - scaled(18 + 14)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        lines = wrapped(title, option.font, room)
        whole = len(lines) * first.height() + second.height() + scaled(3)
        top = option.rect.top() + (option.rect.height() - whole) // 2
        painter.setFont(option.font)
        painter.setPen(colour("text"))
        for at, text in enumerate(lines):
            painter.drawText(QRect(scaled(18), top + at * first.height(), room, first.height()), flags, text)
        still = still_words(track.card, self._today())
        state = label("goal_status", track.card.goal.status)
        words = f"{state} · {count_words(track.card)}" if count_words(track.card) else state
        painter.setFont(small(option.font))
        painter.setPen(colour("warn_text" if still else "muted"))
        shown = second.elidedText(still or words, Qt.TextElideMode.ElideRight, room)
        below = top + len(lines) * first.height() + scaled(3)
        painter.drawText(QRect(scaled(18), below, room, second.height()), flags, shown)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say the milestone under the pointer, or else the whole row."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        track = index.data(TracksModel.TrackRole)
        QToolTip.showText(event.globalPos(), self.tip(track, event.pos().x()), view)
        return True

    def tip(self, track: GoalTrack, x: float) -> str:
        """What a tool tip says at `x` in the row of a goal."""
        point = point_near(track, self._view.scale(), x) if x > self._view.title_width() else None
        today = self._today()
        return (
            point_words(point, today)
            if point
            else track_words(track, today).replace("; ", "\n").replace(". ", "\n")
        )


class TrackList(QListView):
    """The rows; Return or a click opens one. Days scroll sideways, titles stay."""

    opened = Signal(str)
    scale_changed = Signal()

    def __init__(
        self, model: TracksModel, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._today = today
        self._window = "year"
        self._aimed = False
        self.setAccessibleName(self.tr("Goals in time"))
        self.setModel(model)
        self.setItemDelegate(TrackDelegate(self, today))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for set_mode in (self.setVerticalScrollMode, self.setHorizontalScrollMode):
            set_mode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.scale_changed.emit())
        self.horizontalScrollBar().rangeChanged.connect(lambda *_range: self._aim())

    def set_window(self, key: str) -> None:
        """How much of the time fills the width: one of `WINDOWS`."""
        self._window = key
        self._aimed = False
        self._measure()

    def reload(self, tracks: Sequence[GoalTrack]) -> None:
        """Show these goals, the marked one still marked."""
        marked = str(self.currentIndex().data(TracksModel.IdRole) or "")
        self._model.set_tracks(tracks)
        self.mark(marked)
        self._measure()

    def mark(self, goal_id: str) -> None:
        """Mark a goal, or the first where it is not there."""
        index = self._model.row_of(goal_id)
        index = index if index.isValid() else self._model.index(0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def title_width(self) -> int:
        """Room for the titles in pixels, at most a third of what there is."""
        return min(scaled(TITLES), self.viewport().width() // 3)

    def scale(self) -> Scale:
        """Where days stand now, scrolled as it is."""
        first, last = self._days()
        left = self.title_width() - self.horizontalScrollBar().value()
        return Scale(first, last, left, self._per_day())

    def whole_width(self) -> int:
        """Titles and all days, in pixels."""
        first, last = self._days()
        return self.title_width() + int((last - first).days * self._per_day())

    def _days(self) -> tuple[dt.date, dt.date]:
        first, last = self._model.days()
        return month_start(first), month_start(last, 1) + dt.timedelta(days=7)

    def _per_day(self) -> float:
        room = max(self.viewport().width() - self.title_width(), 60)
        first, last = self._days()
        return room / max(min(WINDOWS[self._window] or 10**6, (last - first).days), 28)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        self.scale_changed.emit()

    def _aim(self) -> None:
        """Bring today into sight once, and leave the rest to the reader."""
        bar = self.horizontalScrollBar()
        if not self._aimed and bar.maximum() > 0:
            self._aimed = True
            room = self.viewport().width() - self.title_width()
            days = (self._today() - self._days()[0]).days
            bar.setValue(int(days * self._per_day() - room * BEFORE))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight; the days stay where they are."""
        bar = self.horizontalScrollBar()
        kept = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Left and Right go through time by a month."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + int(step * 30 * self._per_day()))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another scale."""
        super().resizeEvent(event)
        self._measure()

    def _open(self, index: QModelIndex) -> None:
        goal_id = str(index.data(TracksModel.IdRole) or "")
        if goal_id:
            self.opened.emit(goal_id)
