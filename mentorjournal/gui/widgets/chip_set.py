"""Chips that belong together: several on at once, or one filter out of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.flow_layout import FlowLayout


class _Chips(QWidget):
    """A wrapping line of chips by key."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=6, line_gap=6)
        for key, label in choices:
            chip = Chip(label)
            chip.edited.connect(lambda on, key=key: self.turn(key, on))
            self.chips[key] = chip
            flow.addWidget(chip)
        self.setFocusProxy(next(iter(self.chips.values())))

    def turn(self, key: str, on: bool) -> None:
        """The reader pressed a chip."""
        raise NotImplementedError


class ChipSet(_Chips):
    """Any number of keys; `edited` carries all that are on, in the order of the chips."""

    edited = Signal(tuple)

    def value(self) -> tuple[str, ...]:
        """The keys that are on."""
        return tuple(key for key, chip in self.chips.items() if chip.value())

    def set_value(self, keys: Sequence[str]) -> None:
        """Switch without telling `edited`."""
        for key, chip in self.chips.items():
            chip.set_value(key in keys)

    def turn(self, key: str, on: bool) -> None:
        """Tell what is on now."""
        self.edited.emit(self.value())


class ChipFilter(_Chips):
    """Exactly one key, the first to begin with; `edited` carries it."""

    edited = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(choices, name, parent)
        self.set_value(choices[0][0])

    def value(self) -> str:
        """The key that is on."""
        return self._value

    def set_value(self, key: str) -> None:
        """Choose without telling `edited`."""
        self._value = key
        for own, chip in self.chips.items():
            chip.set_value(own == key)

    def turn(self, key: str, on: bool) -> None:
        """One goes on, the others off; pressing the one that is on leaves it on."""
        told = key != self._value
        self.set_value(key)
        if told:
            self.edited.emit(key)
