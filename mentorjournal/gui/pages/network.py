"""The mentoring map: who is in my corner, from where and how close, as a map and as a table."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.actions import Command
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.network_side import NetworkSide
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.network_map import NetworkMap
from mentorjournal.gui.widgets.network_table import NetworkTable
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.choices import CHOICES
from mentorjournal.services.network import NetworkView

MAP, TABLE, SIDE = "map", "table", "side"
LEAST = 820
"""Narrower, in pixels at 100 %, what stands beside the map becomes a face of its own."""
EVERYWHERE = "all"


class NetworkPage(Page):
    """Map or table, narrowed by arena, role and who roots for me; beside it who is chosen and what is missing."""

    PLACE: ClassVar[str] = "people"
    TITLE: ClassVar[str] = "Network"
    WATCHES: ClassVar[tuple[str, ...]] = ("person", "connection", "opportunity", "meeting")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        faces = ((MAP, self.tr("Map")), (TABLE, self.tr("Table")), (SIDE, self.tr("Roles")))
        self.face = Segmented(list(faces), MAP, self.tr("What is shown"))
        arenas = [(key or "-", words) for key, words in CHOICES["arena"].items()]
        self.arena = ChoiceField(
            [(EVERYWHERE, self.tr("From everywhere")), *arenas], EVERYWHERE, name=self.tr("From where")
        )
        self.role = ChoiceField(
            [(EVERYWHERE, self.tr("In any role")), *CHOICES["roles"].items()],
            EVERYWHERE,
            name=self.tr("Role"),
        )
        self.champions = QCheckBox(self.tr("Who roots for me"))
        self.map, self.table = NetworkMap(), NetworkTable()
        self.side = NetworkSide()
        self.none = TextLabel("", "muted", wrap=True)
        self.empty = EmptyState(
            self.tr("Everybody you note in People stands here, as near as the tie is strong."),
            "" if context.read_only else self.tr("New person"),
            self.tr("A map with a gap in it says whom to look for next."),
            "people",
        )
        self.faces = QStackedWidget()
        self._view: NetworkView | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowLayout(gap=12)
        head.setContentsMargins(18, 6, 18, 8)
        for part in (self.face, self.arena, self.role, self.champions):
            head.addWidget(part)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(head)
        self.none.setContentsMargins(18, 4, 18, 4)
        left.addWidget(self.none)
        for face in (self.map, self.table, self.empty):
            self.faces.addWidget(face)
        left.addWidget(self.faces, 1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._line = hairline(vertical=True)
        row.addWidget(self._line)
        row.addWidget(self.side)
        self.face.offer({MAP, TABLE})

    def _connect(self) -> None:
        navigator = self.context.navigator
        self.face.edited.connect(lambda _key: self._turn())
        for field in (self.arena, self.role):
            field.edited.connect(lambda _key: self.refresh())
        self.champions.toggled.connect(lambda _on: self.refresh())
        for part in (self.map, self.table):
            part.chosen.connect(self.choose)
            part.opened.connect(navigator.open_record)
        self.side.opened.connect(navigator.open_record)
        self.side.growth.connect(lambda: navigator.open_view("", "over_time"))
        self.empty.action_clicked.connect(lambda: navigator.open_view("", "everybody"))
        self.context.themes.theme_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Read and place everybody again."""
        arena, role = str(self.arena.value()), str(self.role.value())
        view = self.services.network.view(
            self.context.today(),
            arena=None if arena == EVERYWHERE else arena.removeprefix("-"),
            role="" if role == EVERYWHERE else role,
            champions=self.champions.isChecked(),
        )
        self._view = view
        self.map.display(view)
        self.table.display(view.people, self.map.current)
        self.side.display(view)
        narrowed = arena != EVERYWHERE or role != EVERYWHERE or self.champions.isChecked()
        self.none.setText(
            self.tr("Nobody fits what is chosen above.") if narrowed and not view.people else ""
        )
        self.none.setVisible(bool(self.none.text()))
        self._turn()

    def _turn(self) -> None:
        nobody = self._view is None or not (self._view.people or self.none.text())
        shown = {MAP: self.map, TABLE: self.table, SIDE: self.side}[str(self.face.value())]
        self.faces.setCurrentWidget(self.empty if nobody else shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the map moves into a face of its own where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < scaled(LEAST)
        self.side.rescale(free=narrow)
        if narrow == (self.faces.indexOf(self.side) >= 0):
            return
        if narrow:
            self.faces.addWidget(self.side)
        else:
            self.faces.removeWidget(self.side)
            self._row.addWidget(self.side)
            self.side.show()
            if self.face.value() == SIDE:
                self.face.set_value(MAP)
        self._line.setVisible(not narrow)
        self.face.offer({MAP, TABLE, SIDE} if narrow else {MAP, TABLE})
        self._turn()

    def choose(self, person: str) -> None:
        """Somebody was chosen on the map or in the table: the other one and the side follow."""
        self.map.choose(person)
        self.table.choose(person)
        people = self._view.people if self._view is not None else ()
        self.side.show_person(next((one for one in people if one.id == person), None))

    def show_record(self, record_id: str) -> bool:
        """Choose a person."""
        if self._stale:
            self._reload()
        if record_id not in {one.id for one in (self._view.people if self._view else ())}:
            return False
        self.choose(record_id)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Turn between map and table."""
        return (Command("network-turn", self.tr("Network: map or table"), self.turn, "people"),)

    def turn(self) -> None:
        """The other face."""
        self.face.set_value(TABLE if self.face.value() == MAP else MAP)
        self._turn()
