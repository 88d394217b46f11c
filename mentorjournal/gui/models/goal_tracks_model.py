"""The rows of the goals' timeline as an item model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorjournal.gui.widgets.goal_words import track_words
from mentorjournal.model.choices import CHOICES
from mentorjournal.services.goals import GoalTrack

Index = QModelIndex | QPersistentModelIndex


class TracksModel(QAbstractListModel):
    """One GoalTrack a row, by state and start; `TrackRole` holds it, `IdRole` the goal's id.

    The accessible text of a row says in words everything that is drawn in it.
    """

    TrackRole = Qt.ItemDataRole.UserRole + 1
    IdRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, today: Callable[[], dt.date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._tracks: list[GoalTrack] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many goals."""
        return 0 if parent.isValid() else len(self._tracks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The track, its title and its words."""
        if not index.isValid():
            return None
        track = self._tracks[index.row()]
        if role == self.TrackRole:
            return track
        if role == self.IdRole:
            return track.card.goal.id
        if role == Qt.ItemDataRole.DisplayRole:
            return track.card.goal.title or self.tr("Untitled goal")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return track_words(track, self._today())
        return None

    def set_tracks(self, tracks: Sequence[GoalTrack]) -> None:
        """Show these goals."""
        self.beginResetModel()
        order = {status: at for at, status in enumerate(CHOICES["goal_status"])}
        self._tracks = sorted(
            tracks,
            key=lambda track: (
                order.get(track.card.goal.status, len(order)),
                (track.span() or (dt.date.max, dt.date.max))[0],
            ),
        )
        self.endResetModel()

    def row_of(self, goal_id: str) -> QModelIndex:
        """Where a goal is; invalid when it is not there."""
        for at, track in enumerate(self._tracks):
            if track.card.goal.id == goal_id:
                return self.index(at)
        return QModelIndex()

    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of anything, today included."""
        today = self._today()
        spans = [span for track in self._tracks if (span := track.span())]
        return min([today, *(first for first, _ in spans)]), max([today, *(last for _, last in spans)])
