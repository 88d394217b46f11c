"""Several records out of many, picked by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from mentorjournal.gui.widgets.chips import TagChip
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class TagField(QFrame):
    """Chips and a place to type; `edited` carries the tuple of keys after each change the reader makes.

    `choices` are (key, label) pairs. Return, Tab or a comma takes the typed word: the choice of that name,
    else the only one that fits, else what `create` makes of it (given the word, it returns the key of the
    new record). Without `create` an unknown word stays in the field, marked. Backspace in the empty field
    takes the last chip away.
    """

    edited = Signal(tuple)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        values: Sequence[str] = (),
        *,
        name: str = "",
        placeholder: str = "",
        create: Callable[[str], str] | None = None,
        pill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._create, self._pill = create, pill
        self._labels: dict[str, str] = {}
        self._values: list[str] = []
        self._chips: list[TagChip] = []
        self._names = QStringListModel(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self, gap=4, line_gap=4)
        self._flow.setContentsMargins(5, 4, 5, 4)
        self.input = _Input(self)
        self.input.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._flow.addWidget(self.input)
        self.setFocusProxy(self.input)
        self._connect_completer()
        self.set_choices(choices)
        self.set_value(values)

    def setAccessibleName(self, name: str) -> None:
        """The place to type answers to the same name."""
        super().setAccessibleName(name)
        self.input.setAccessibleName(name)

    def value(self) -> tuple[str, ...]:
        """Keys in the order they were added."""
        return tuple(self._values)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other records; chips keep their places."""
        self._labels = dict(choices)
        self._rebuild()

    def set_value(self, values: Sequence[str]) -> None:
        """Show other chips without telling `edited`."""
        if list(values) != self._values:
            self._values = list(dict.fromkeys(values))
            self._rebuild()

    def take_typed(self) -> bool:
        """Turn what is typed into a chip; False when it could not be."""
        word = " ".join(self.input.text().split())
        if not word:
            return False
        key = self._key_for(word)
        if key is None:
            set_style(self.input, "wrong", True)
            return False
        self._add(key)
        return True

    def remove_last(self) -> None:
        """Take the last chip away."""
        if self._values:
            self._remove(self._values[-1])

    def _key_for(self, word: str) -> str | None:
        folded = word.casefold()
        exact = [key for key, label in self._labels.items() if label.casefold() == folded]
        if exact:
            return exact[0]
        if self._create is not None:
            key = self._create(word)
            self._labels[key] = word
            return key
        near = [key for key, label in self._labels.items() if folded in label.casefold()]
        return near[0] if len(near) == 1 else None

    def _add(self, key: str) -> None:
        self.input.clear()
        set_style(self.input, "wrong", False)
        if key in self._values:
            return
        self._values.append(key)
        self._rebuild()
        self.edited.emit(self.value())

    def _remove(self, key: str) -> None:
        self._values.remove(key)
        self._rebuild()
        self.input.setFocus()
        self.edited.emit(self.value())

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for index, key in enumerate(self._values):
            chip = TagChip(self._labels.get(key, key), pill=self._pill, parent=self)
            chip.removed.connect(lambda key=key: self._remove(key))
            self._chips.append(chip)
            self._flow.insert_widget(index, chip)
            chip.show()
        self._names.setStringList([label for key, label in self._labels.items() if key not in self._values])
        self.updateGeometry()

    def _connect_completer(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # The completer writes its text into the field after it tells; the chip is made afterwards.
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self.take_typed))
        self.input.setCompleter(completer)
        self.input.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        set_style(self.input, "wrong", False)
        if text.endswith(","):
            self.input.setText(text[:-1])
            self.take_typed()


class _Input(QLineEdit):
    """The place to type within the chips."""

    def __init__(self, field: TagField) -> None:
        super().__init__(field)
        self._field = field
        self.setProperty("look", "bare")
        self.setMinimumWidth(90)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab takes the word first, and leaves when there is none."""
        return (onward and self._field.take_typed()) or super().focusNextPrevChild(onward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the word, Backspace the last chip."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.text().strip():
            self._field.take_typed()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self._field.remove_last()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows the focus."""
        super().focusInEvent(event)
        set_style(self._field, "focused", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame lets go."""
        super().focusOutEvent(event)
        # The focus also goes while the field is being deleted.
        if isValid(self._field):
            set_style(self._field, "focused", False)
