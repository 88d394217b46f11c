"""Tab goes the way one reads, also where widgets were made in another order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_through(*parts: QLayout | QWidget) -> None:
    """Let Tab go through everything in these parts, one after the other."""
    for before, after in pairwise([widget for part in parts for widget in _stops(part)]):
        QWidget.setTabOrder(before, after)


def _stops(part: QLayout | QWidget) -> Iterator[QWidget]:
    if isinstance(part, QLayout):
        for index in range(part.count()):
            item = part.itemAt(index)
            inside = item.widget() or item.layout() if item is not None else None
            if inside is not None:
                yield from _stops(inside)
        return
    for widget in (part, *part.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
