"""A person, picked by typing, or somebody new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QWidget

from mentorjournal.gui.widgets.typed_field import TypedField


class NameField(TypedField):
    """A name, or None for nobody; offers the names known. Return or leaving the field settles it.

    Letters' case does not matter: what is typed becomes the known name where there is one.
    """

    def __init__(self, *, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._known: dict[str, str] = {}
        self._names = QStringListModel(self)
        self.setPlaceholderText(placeholder)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # The completer writes its text into the field after it tells.
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self.settle))
        self.setCompleter(completer)

    def set_choices(self, names: Sequence[str]) -> None:
        """Offer other names."""
        self._known = {name.casefold(): name for name in names}
        self._names.setStringList(list(names))

    def read_text(self, text: str) -> str:
        """The known name of that spelling, or the new one as typed."""
        word = " ".join(text.split())
        return self._known.get(word.casefold(), word)

    def show_value(self, value: str | None) -> str:
        """The name."""
        return value or ""

    def stepped(self, value: str | None, steps: int, *, far: bool) -> str | None:
        """Names have no next."""
        return value
