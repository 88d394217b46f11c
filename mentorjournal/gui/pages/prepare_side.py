"""Beside a brief: who we are to each other, the last three meetings, the last check, the roles played."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.chips import TagChip
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.styling import clear_layout, set_style, set_surface
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.services.preparing.together import Together

CHECK_MOST = 10
DAY_WIDTH, YEAR_WIDTH = 52, 84
"""How wide the column of days is, in pixels at 100 %, without and with a year."""
_SIDES = {"mentee": "mentor", "mentor": "mentee", "peer": "peer"}


class PrepareSide(QWidget):
    """`opened` carries the id of a meeting or a relationship that was asked for."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.setAccessibleName(self.tr("We two"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 24, 22, 24)
        self._column.setSpacing(8)

    def display(self, together: Together, today: dt.date) -> None:
        """Show what is known; a group and a meeting with nobody have little."""
        clear_layout(self._column)
        self._show_us(together, today)
        self._show_meetings(together, today)
        self._show_check(together)
        self._show_roles(together)
        self._column.addStretch(1)

    def _head(self, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(12)
        self._column.addWidget(SectionLabel(text))

    def _show_us(self, together: Together, today: dt.date) -> None:
        tie = together.tie
        self._head(self.tr("We two"))
        if tie is None:
            words = self.tr("No relationship is noted. Noted, its rhythm and agreement stand here.")
            self._column.addWidget(TextLabel(words, "small", wrap=True))
            return
        card = Card()
        side = label("roles", _SIDES.get(tie.my_role, "peer"))
        title = tie.title or side
        since = (
            self.tr(" since {0}").format(f"{tie.started_on:%B} {tie.started_on.year}")
            if tie.started_on
            else ""
        )
        card.add(TextLabel(title + since, "strong", wrap=True))
        often = label("cadence", tie.cadence) + (f", {tie.minutes:g} min" if tie.minutes else "")
        lines = (f"{label('phase', tie.phase)}.", f"{often}.", self._agreed(together, today))
        card.add(TextLabel(" ".join(lines), "muted", wrap=True))
        self._column.addWidget(card)

    def _agreed(self, together: Together, today: dt.date) -> str:
        agreement = together.agreement
        if agreement is None:
            return self.tr("Nothing is agreed in writing yet.")
        agreed = agreement.date or agreement.agreed_by_me
        made = self.tr("Agreement of {0}").format(day_short(agreed, today)) if agreed else self.tr("Agreed")
        if agreement.review_on is None:
            return f"{made}."
        return self.tr("{0}, next look {1}.").format(made, day_short(agreement.review_on, today))

    def _show_meetings(self, together: Together, today: dt.date) -> None:
        if not together.meetings:
            return
        self._head(self.tr("Last three meetings"))
        rows = RowList()
        days = [day_short(meeting.date, today) if meeting.date else "" for meeting in together.meetings]
        # A day of another year is wider; all titles begin where those beside it do.
        other = any(meeting.date and meeting.date.year != today.year for meeting in together.meetings)
        width = YEAR_WIDTH if other else DAY_WIDTH
        for meeting, lead in zip(together.meetings, days, strict=True):
            title = meeting.title or meeting.objective or self.tr("Meeting")
            row = ListRow(title, lead=lead, lead_width=width)
            row.clicked.connect(lambda _=False, key=meeting.id: self.opened.emit(key))
            rows.add_row(row)
        self._column.addWidget(rows)

    def _show_check(self, together: Together) -> None:
        check = together.check
        if check is None or not check.scores:
            return
        when = f", {check.day:%B}" if check.day else ""
        self._head(self.tr("Relationship check") + when)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, score) in enumerate(check.scores):
            grid.addWidget(TextLabel(name), at, 0)
            grid.addWidget(Bar(name, score, CHECK_MOST), at, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(TextLabel(str(score)), at, 2)
        self._column.addWidget(holder)

    def _roles_head(self, together: Together) -> str:
        """Where I am the mentor the roles are mine."""
        mine = together.tie is not None and together.tie.my_role == "mentor"
        if together.played:
            return self.tr("Roles I play") if mine else self.tr("Roles they play")
        return self.tr("Roles wanted of me") if mine else self.tr("Roles wanted")

    def _show_roles(self, together: Together) -> None:
        if not together.roles:
            return
        self._head(self._roles_head(together))
        holder = QWidget()
        flow = FlowLayout(holder)
        for role in together.roles:
            chip = TagChip(label("roles", role), removable=False, pill=True)
            is_played = role in together.played
            set_style(chip, "played", is_played)
            chip.setAccessibleName(
                self.tr("{0}, played").format(chip.text())
                if is_played
                else self.tr("{0}, wanted").format(chip.text())
            )
            flow.addWidget(chip)
        self._column.addWidget(holder)
