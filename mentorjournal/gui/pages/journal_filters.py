"""What the timeline shows: chips for the usual kinds, a menu for the rest, and a chip for each that is on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_popups import DatesPopup, PickPopup
from mentorjournal.gui.widgets.chips import Chip, TagChip
from mentorjournal.gui.widgets.date_words import show_date
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import RECORD_TYPES, Person, Tag

ON_CHIPS = ("reflection", "meeting", "feedback")
IN_MENU = (
    *("insight", "question", "advice", "decision", "observation", "connection", "outcome"),
    *("sponsorship", "goal", "opportunity", "resource", "activity"),
)
UNACTED = Filter(types=("insight",), unacted=True)
"""Insights from which nothing followed yet."""


class FilterBar(QWidget):
    """Chips above the timeline; `edited` carries the Filter the reader asked for."""

    edited = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._filter = Filter()
        self._popup: QWidget | None = None
        self._all = Chip(self.tr("All"), checked=True)
        self._all.edited.connect(lambda _on: self._ask(Filter(words=self._filter.words)))
        self._kinds = {name: Chip(RECORD_TYPES[name].PLURAL) for name in ON_CHIPS}
        self._more = Chip(self.tr("More"))
        self._more.edited.connect(lambda _on: self.open_menu())
        self._active = QWidget()
        self._active_row = FlowLayout(self._active, gap=4, line_gap=4)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 6)
        column.setSpacing(8)
        chips = QWidget()
        row = FlowLayout(chips, gap=6, line_gap=6)
        row.addWidget(self._all)
        for name, chip in self._kinds.items():
            chip.edited.connect(lambda _on, name=name: self._toggle_type(name))
            row.addWidget(chip)
        row.addWidget(self._more)
        column.addWidget(chips)
        column.addWidget(self._active)
        self._active.hide()

    def value(self) -> Filter:
        """What is asked for."""
        return self._filter

    def set_value(self, wanted: Filter) -> None:
        """Show another filter without telling `edited`."""
        self._filter = wanted
        self._all.set_value(wanted == Filter(words=wanted.words))
        for name, chip in self._kinds.items():
            chip.set_value(name in wanted.types)
        self._show_active()
        self._more.set_value(self._active_row.count() > 0)

    def menu(self) -> QMenu:
        """The menu behind More."""
        return self._menu

    def open_menu(self) -> None:
        """Show what else the list can be narrowed to."""
        self._more.set_value(self._active_row.count() > 0)
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _ask(self, wanted: Filter) -> None:
        self.set_value(wanted)
        self.edited.emit(wanted)

    def _toggle_type(self, name: str) -> None:
        before = () if self._filter.unacted else self._filter.types
        left = tuple(item for item in before if item != name)
        types = left if name in before else (*left, name)
        self._ask(replace(self._filter, types=types, unacted=False))

    def _fill_menu(self) -> None:
        menu, wanted = self._menu, self._filter
        menu.clear()
        for name in IN_MENU:
            text, on = RECORD_TYPES[name].PLURAL, name in wanted.types and not wanted.unacted
            self._tick(menu, text, on, partial(self._toggle_type, name))
        menu.addSeparator()
        idle = (
            replace(wanted, types=(), unacted=False)
            if wanted.unacted
            else replace(wanted, types=UNACTED.types, unacted=True)
        )
        self._tick(menu, self.tr("Insights with no action yet"), wanted.unacted, partial(self._ask, idle))
        star = replace(wanted, starred=not wanted.starred)
        self._tick(menu, self.tr("Starred"), wanted.starred, partial(self._ask, star))
        sight = menu.addMenu(self.tr("Who may see it"))
        for key, text in CHOICES["visibility"].items():
            on = key == wanted.visibility
            narrowed = replace(wanted, visibility="" if on else key)
            self._tick(sight, text, on, partial(self._ask, narrowed))
        menu.addAction(self.tr("Person…"), lambda: self._pick(Person))
        menu.addAction(self.tr("Tag…"), lambda: self._pick(Tag))
        menu.addAction(self.tr("Dates…"), self._pick_dates)

    @staticmethod
    def _tick(menu: QMenu, text: str, on: bool, run: Callable[[], None]) -> None:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _checked: run())
        menu.addAction(action)

    def _pick(self, kind: type[Person] | type[Tag]) -> None:
        choices = [(item.id, item.title) for item in self._context.services.records.all(kind)]
        what = "person" if kind is Person else "tag"
        popup = PickPopup(choices, RECORD_TYPES[what].LABEL, self)
        popup.picked.connect(lambda key: self._ask(replace(self._filter, **{what: key})))
        self._open(popup)

    def _pick_dates(self) -> None:
        popup = DatesPopup((self._filter.since, self._filter.until), self._context.today, self)
        popup.picked.connect(lambda since, until: self._ask(replace(self._filter, since=since, until=until)))
        self._open(popup)

    def _open(self, popup: PickPopup | DatesPopup) -> None:
        if self._popup is not None:
            self._popup.deleteLater()
        self._popup = popup
        popup.open_below(self._more)

    def _show_active(self) -> None:
        clear_layout(self._active_row)
        for text, without in self._in_force():
            chip = TagChip(text, pill=True)
            chip.removed.connect(lambda without=without: self._ask(without))
            self._active_row.addWidget(chip)
        self._active.setVisible(self._active_row.count() > 0)
        self._active.updateGeometry()

    def _in_force(self) -> list[tuple[str, Filter]]:
        """What of the filter no chip above shows, each with the filter that is left without it."""
        wanted = self._filter
        if wanted.unacted:
            rest = replace(wanted, types=(), unacted=False)
            others = self._in_force_of(rest)
            return [
                (self.tr("Insights with no action yet"), rest),
                *((text, replace(without, types=wanted.types, unacted=True)) for text, without in others),
            ]
        return self._in_force_of(wanted)

    def _in_force_of(self, wanted: Filter) -> list[tuple[str, Filter]]:
        found = [
            (
                RECORD_TYPES[name].PLURAL,
                replace(wanted, types=tuple(item for item in wanted.types if item != name)),
            )
            for name in wanted.types
            if name not in ON_CHIPS
        ]
        names = self._context.services.records.titles(item for item in (wanted.person, wanted.tag) if item)
        if wanted.starred:
            found.append((self.tr("Starred"), replace(wanted, starred=False)))
        if wanted.visibility:
            found.append((CHOICES["visibility"][wanted.visibility], replace(wanted, visibility="")))
        if wanted.person:
            found.append((names.get(wanted.person, self.tr("Person")), replace(wanted, person="")))
        if wanted.tag:
            found.append((names.get(wanted.tag, self.tr("Tag")), replace(wanted, tag="")))
        if wanted.since or wanted.until:
            found.append((_span(wanted.since, wanted.until), replace(wanted, since=None, until=None)))
        return found


def _span(since: dt.date | None, until: dt.date | None) -> str:
    if since and until:
        return f"{show_date(since)} – {show_date(until)}"
    return f"{show_date(since)} –" if since else f"– {show_date(until)}"
