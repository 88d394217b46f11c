"""A part of a page that is built anew only when what it shows has changed, and keeps the focus then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class Part(QWidget):
    """Subclasses fill `column` and name in `stops` what can have the focus; an empty part is not seen."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.origin = context, origin
        self.stops: dict[str, QWidget] = {}
        self._shown: tuple[Any, ...] | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def display(self, *data: Any) -> None:
        """Show this; the same as before stays as it stands."""
        if data == self._shown:
            return
        keys = list(self.stops)
        place = next((at for at, key in enumerate(keys) if _has_focus(self.stops[key])), -1)
        clear_layout(self.column)
        self.stops, self._shown = {}, data
        self.fill(*data)
        self.setVisible(self.column.count() > 0)
        if place >= 0 and self.stops:
            kept = self.stops.get(keys[place]) or list(self.stops.values())[min(place, len(self.stops) - 1)]
            # Rows come into sight, and can have the focus, only when the layout gets its turn.
            QTimer.singleShot(0, kept, kept.setFocus)

    def fill(self, *data: Any) -> None:
        """Put into `column` what there is to see."""
        raise NotImplementedError

    def head(self, text: str) -> None:
        """The label above the part."""
        self.column.addWidget(SectionLabel(text))

    def opening(self, row: ListRow, record_id: str, view: str = "") -> ListRow:
        """Let a row open a record, in a view where one is named."""
        row.clicked.connect(lambda: self.go(record_id, view))
        self.stops[f"{record_id} {view}"] = row
        return row

    def go(self, record_id: str, view: str = "") -> None:
        """Show a record, in a view where one is named."""
        if view:
            self.context.navigator.open_view(record_id, view)
        else:
            self.context.navigator.open_record(record_id)


def _has_focus(widget: QWidget) -> bool:
    return widget.hasFocus() or any(child.hasFocus() for child in widget.findChildren(QWidget))
