"""Small helpers that tie widgets to the stylesheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget


def set_style(widget: QWidget, name: str, value: str | bool) -> None:
    """Set the property `name` that rules select by, and let the rules apply anew."""
    text = str(value).lower() if isinstance(value, bool) else value
    if widget.property(name) == text:
        return
    widget.setProperty(name, text)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_surface(widget: QWidget, surface: str) -> None:
    """Paint `widget` as "surface" (page), "window" (rail, side panel) or "wash" (highlight)."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    set_style(widget, "surface", surface)


def restyle_children(widget: QWidget) -> None:
    """Let rules of the form `Parent[property] Child` apply anew after a property of the parent changed."""
    from PySide6.QtWidgets import QWidget as AnyWidget

    for child in widget.findChildren(AnyWidget):
        child.style().unpolish(child)
        child.style().polish(child)


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of `layout` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        inside = item.widget()
        if inside is not None:
            inside.hide()
            inside.deleteLater()
        elif (nested := item.layout()) is not None:
            clear_layout(nested)
