"""The templates on offer as a menu: the usual and the reader's own at once, the others by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mentorjournal.model.templates import GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from mentorjournal.gui.context import Context
    from mentorjournal.model.templates import Template


def fill_template_menu(
    menu: QMenu, shapes: Sequence[Template], chosen: Callable[[Template], None], current: str | None = None
) -> None:
    """Offer these; with `current` the one of that key is ticked."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for key, label in GROUPS.items():
        inside = [one for one in shapes if (one.group == key or (one.own and not key))]
        inside = [one for one in inside if not (one.own and key)]
        if not inside:
            continue
        part = menu.addMenu(_translated(label)) if key else menu
        part.setToolTipsVisible(True)
        for one in inside:
            action = part.addAction(one.name.replace("&", "&&"))
            action.setToolTip(one.description)
            if current is not None:
                action.setCheckable(True)
                action.setChecked(one.key == current)
            action.triggered.connect(lambda _=False, one=one: chosen(one))


def add_editor(menu: QMenu, context: Context) -> None:
    """The way to the reader's own, at the end."""
    menu.addSeparator()
    way = menu.addAction(_translated("My templates…"))
    way.triggered.connect(lambda: context.navigator.dialog_wanted.emit("templates"))


def _translated(text: str) -> str:
    return QCoreApplication.translate("TemplateMenu", text)
