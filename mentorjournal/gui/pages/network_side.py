"""What stands beside the mentoring map: who is chosen, which roles are filled, and what introductions brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_full
from mentorjournal.model.choices import label

if TYPE_CHECKING:
    from mentorjournal.services.network import NetworkView, Tie

WIDE = 300
MOST_NAMED = 3
NO_LIMIT = (1 << 24) - 1
"""What Qt takes for no limit."""


class NetworkSide(QScrollArea):
    """`opened` carries the id of a record to open, `growth` asks for the figure over time."""

    opened = Signal(str)
    growth = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._person = ""
        tr = self.tr
        self.name = TextLabel(tr("Nobody chosen"), "strong", wrap=True)
        self.facts = TextLabel(tr("Choose somebody on the map or in the table."), "muted", wrap=True)
        self.open = QuietButton(tr("Open their page"), "person")
        self.open.clicked.connect(lambda: self.opened.emit(self._person))
        self.open.hide()
        self.roles = RowList()
        self.roles.setAccessibleName(tr("Roles filled and missing"))
        self.brought = RowList()
        self.brought.setAccessibleName(tr("What introductions brought"))
        self.none_brought = TextLabel(tr("No introduction is noted yet."), "small", wrap=True)
        self.over_time = LinkButton(tr("How it grew…"))
        self.over_time.clicked.connect(self.growth)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(8)
        for part in (self.name, self.facts, self.open):
            column.addWidget(part)
        column.addSpacing(10)
        column.addWidget(SectionLabel(tr("Roles filled and missing")))
        column.addWidget(self.roles)
        column.addSpacing(10)
        column.addWidget(SectionLabel(tr("What introductions brought")))
        column.addWidget(self.none_brought)
        column.addWidget(self.brought)
        column.addSpacing(6)
        column.addWidget(self.over_time, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)
        self.rescale()

    def rescale(self, *, free: bool = False) -> None:
        """Follow the text size; `free` is as wide as there is room."""
        self.setMinimumWidth(0 if free else scaled(WIDE))
        self.setMaximumWidth(NO_LIMIT if free else scaled(WIDE))

    def display(self, view: NetworkView) -> None:
        """Show the roles and the introductions; a role's meaning is told where it is pointed at, and spoken."""
        self.roles.clear()
        for role in view.roles:
            if not role.people and role not in view.missing:
                continue
            text = f"{role.name}: {_some(role.people)}" if role.people else role.name
            row = ListRow(
                text, badge="" if role.people else self.tr("missing"), kind="plain" if role.people else "warn"
            )
            row.setToolTip(role.means)
            row.setAccessibleDescription(role.means)
            row.clicked.connect(lambda _=False, words=role.means, name=role.name: self.explain(name, words))
            self.roles.add_row(row)
        self.brought.clear()
        for one in view.opened:
            who = " → ".join(filter(None, (one.by or self.tr("Me"), one.met)))
            chances = "; ".join(f"{title} ({stage.lower()})" for _, title, stage in one.chances)
            row = ListRow(". ".join(filter(None, (who, one.title, chances or one.result))))
            row.clicked.connect(lambda _=False, key=one.id: self.opened.emit(key))
            self.brought.add_row(row)
        self.none_brought.setVisible(not view.opened)
        self.brought.setVisible(bool(view.opened))

    def explain(self, name: str, words: str) -> None:
        """Say what a role is, in place of who is chosen."""
        self._person = ""
        self.open.hide()
        self.name.setText(name)
        self.facts.setText(words)

    def show_person(self, one: Tie | None) -> None:
        """Show who is chosen."""
        if one is None:
            return
        tr = self.tr
        said = [
            label("arena", one.arena),
            tr("Tie: {0}").format(label("tie", one.tie).lower()),
            one.roles_said,
        ]
        if one.champion:
            said.append(tr("Roots for me"))
        if one.last_met:
            said.append(tr("Last met on {0}").format(day_full(one.last_met)))
        if one.since:
            said.append(tr("In my corner since {0}").format(day_full(one.since)))
        if one.by:
            said.append(tr("{0} brought us together").format(one.by))
        if one.opened:
            said.append(tr("Opened {0} doors").format(one.opened) if one.opened > 1 else tr("Opened a door"))
        self._person = one.id
        self.name.setText(one.name)
        self.facts.setText("\n".join(filter(None, said)))
        self.open.show()


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" +{more}" if more > 0 else "")
