"""Tab goes the way one reads, also where widgets were made in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


def tab_through(*parts: QLayout | QWidget) -> None:
    """Let Tab go through everything in these parts, one after the other."""
    chain = [widget for part in parts for widget in _chain(part)]
    # Qt orders nothing that takes no focus itself, and moves what hands it on with all up to its control.
    apart = [(widget, widget.focusPolicy(), widget.focusProxy()) for widget in chain if not _stops(widget)]
    for widget, _, _ in apart:
        widget.setFocusProxy(None)  # type: ignore[arg-type]
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
    for widget, policy, proxy in apart:
        widget.setFocusPolicy(policy)
        widget.setFocusProxy(proxy)  # type: ignore[arg-type]


def _chain(part: QLayout | QWidget) -> Iterator[QWidget]:
    if isinstance(part, QLayout):
        for index in range(part.count()):
            item = part.itemAt(index)
            inside = item.widget() or item.layout() if item is not None else None
            if inside is not None:
                yield from _chain(inside)
        return
    # What pops up, as a calendar or a list of names does, is a window of its own.
    here = [widget for widget in (part, *part.findChildren(QWidget)) if widget.window() is part.window()]
    fronts = _fronts(here)
    for widget in here:
        if _stops(widget):
            yield from fronts.get(widget, ())
            yield widget


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _fronts(widgets: Iterable[QWidget]) -> dict[QWidget, list[QWidget]]:
    """What stands before a control because it hands the focus on to it: Tab would jump back from there.

    Such a row's first child comes along, as Qt puts the row before that one.
    """
    fronts: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        proxy = widget.focusProxy()
        if proxy is None or not widget.isAncestorOf(proxy):
            continue
        first = next(child for child in widget.children() if isinstance(child, QWidget))
        while (further := proxy.focusProxy()) is not None:
            proxy = further
        with_first = [widget] if _stops(first) or first.focusProxy() is not None else [widget, first]
        fronts.setdefault(proxy, []).extend(with_first)
    return fronts


def stop_at_chosen(buttons: Iterable[QAbstractButton]) -> None:
    """Of buttons that exclude each other, let Tab stop at the chosen one; without one, at the first.

    Qt stops at the first one until one of them had the focus.
    """
    known = list(buttons)
    stop = next((button for button in known if button.isChecked()), known[0] if known else None)
    for button in known:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
