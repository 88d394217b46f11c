"""Insights that wait for an action, each with the way to make one of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Insight


class InsightRows(RowList):
    """`opened` carries an insight's id, `action_wanted` the insight that shall become an action."""

    opened = Signal(str)
    action_wanted = Signal(object)

    def __init__(
        self,
        insights: Sequence[Insight],
        today: dt.date,
        *,
        read_only: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        for insight in insights:
            self.add_row(self._row(insight, today, read_only, last=insight is insights[-1]))

    def _row(self, insight: Insight, today: dt.date, read_only: str, *, last: bool) -> QWidget:
        frame = HuggingFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        head = ListRow(insight.title, badge=day_short(insight.date, today) if insight.date else "")
        # The line below belongs to the whole row, not to the half that opens.
        set_style(head, "last", True)
        head.clicked.connect(lambda: self.opened.emit(insight.id))
        make = LinkButton(self.tr("Make it an action"), "quiet")
        make.setAccessibleName(self.tr("Make it an action: {0}").format(insight.title))
        make.setDisabled(bool(read_only))
        make.setToolTip(read_only)
        make.clicked.connect(lambda: self.action_wanted.emit(insight))
        row.addWidget(head, 1)
        row.addWidget(make)
        column.addLayout(row)
        if not last:
            column.addWidget(hairline())
        frame.setFocusProxy(head)
        return frame
