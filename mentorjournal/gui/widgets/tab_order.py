"""Tab goes the way one reads, also where widgets were made in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


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
        # What pops up, as a calendar or a list of names does, is a window of its own.
        if widget.window() is not part.window():
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def stop_at_chosen(buttons: Iterable[QAbstractButton]) -> None:
    """Of buttons that exclude each other, let Tab stop at the chosen one; without one, at the first.

    Qt stops at the first one until one of them had the focus.
    """
    known = list(buttons)
    stop = next((button for button in known if button.isChecked()), known[0] if known else None)
    for button in known:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
