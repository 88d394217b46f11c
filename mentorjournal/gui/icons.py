"""One family of line icons (Tabler), drawn in the theme's colours."""

from __future__ import annotations

import importlib.util
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache

from mentorjournal.gui.theme.manager import active_theme, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractButton

DEFAULT_SIZE = 18
STROKE = "1.75"

# Ours on the left, Tabler's on the right; "filled/" marks the few that are solid.
ICONS: dict[str, str] = {
    "today": "sun",
    "journal": "notebook",
    "goals": "target",
    "meetings": "calendar-event",
    "feedback": "message",
    "people": "users",
    "resources": "books",
    "awards": "award",
    "insights": "chart-bar",
    "reports": "file-text",
    "settings": "settings",
    "lock": "lock",
    "clinical": "stethoscope",
    "unlock": "lock-open",
    "search": "search",
    "add": "plus",
    "trash": "trash",
    "attach": "paperclip",
    "link": "link",
    "tag": "tag",
    "history": "history",
    "close": "x",
    "check": "check",
    "calendar": "calendar",
    "picture": "photo",
    "picture-add": "photo-plus",
    "file": "file",
    "star": "star",
    "star-on": "filled/star",
    "undo": "arrow-back-up",
    "redo": "arrow-forward-up",
    "filter": "filter",
    "sort": "arrows-sort",
    "more": "dots",
    "chevron-down": "chevron-down",
    "chevron-up": "chevron-up",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "arrow-left": "arrow-left",
    "arrow-right": "arrow-right",
    "import": "file-import",
    "export": "file-export",
    "print": "printer",
    "save-as": "device-floppy",
    "download": "download",
    "eye": "eye",
    "eye-off": "eye-off",
    "info": "info-circle",
    "ok": "circle-check",
    "warn": "alert-triangle",
    "error": "alert-circle",
    "edit": "pencil",
    "copy": "copy",
    "open": "external-link",
    "share": "share",
    "person": "user",
    "observation": "eye-check",
    "pulse": "activity-heartbeat",
    "connection": "arrows-join",
    "outcome": "trophy",
    "claim": "certificate",
    "plan": "map-2",
    "skill": "tools",
    "project": "folder",
    "option": "sitemap",
    "opportunity": "door",
    "sponsorship": "speakerphone",
    "layout": "layout-list",
    "handed-out": "send",
    "timer": "player-play",
    "pause": "player-pause",
    "stop": "player-stop",
    "repeat": "repeat",
    "group": "users-group",
    "quote": "quote",
    "insight": "bulb",
    "action": "checklist",
    "decision": "route",
    "question": "help",
    "advice": "messages",
    "agreement": "heart-handshake",
    "values": "scale",
    "milestone": "flag",
    "time": "clock",
    "reminder": "bell",
    "keyboard": "keyboard",
    "inspector": "layout-sidebar-right",
    "rail": "layout-sidebar",
    "list": "list",
    "board": "layout-kanban",
    "timeline": "timeline",
    "chart": "chart-line",
    "map": "affiliate",
    "refresh": "refresh",
    "archive": "archive",
    "backup": "database-export",
    "restore": "database-import",
    "privacy": "shield-lock",
    "encrypted": "shield-check",
    "key": "key",
    "hide-screen": "screen-share-off",
    "focus-mode": "focus-2",
    "full-screen": "maximize",
    "drag": "grip-vertical",
    "bold": "bold",
    "italic": "italic",
    "bullets": "list-check",
    "heading": "heading",
    "blockquote": "blockquote",
    "book": "book",
    "certificate": "certificate",
    "mail": "mail",
    "pin": "pin",
    "type-size": "text-size",
    "zoom-in": "zoom-in",
    "zoom-out": "zoom-out",
    "fit-width": "arrow-autofit-width",
    "folder": "folder",
    "home": "home",
}


def icon_file(name: str) -> Path:
    """The SVG file behind one of our names; raises KeyError for a name that is none of ours."""
    theirs = ICONS[name]
    return _icon_folder() / f"{theirs if '/' in theirs else 'outline/' + theirs}.svg"


@lru_cache(maxsize=1)
def _icon_folder() -> Path:
    """Found without importing the package, which would load an imaging library that is not needed."""
    found = importlib.util.find_spec("pytablericons")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("The icon package pytablericons is not installed.")
    return Path(found.submodule_search_locations[0]) / "icons"


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def pixmap(name: str, role: str = "text", size: int = DEFAULT_SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` logical pixels in the theme colour `role`, sharp at the device pixel `ratio`."""
    colour = active_theme().colour(role)
    key = f"mentorjournal/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    edge = max(1, round(size * ratio))
    drawn = QPixmap(edge, edge)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, role: str = "text", on: str | None = None, size: int = DEFAULT_SIZE) -> QIcon:
    """An icon in the theme colour `role`, in `on` while a button is checked, faint while disabled.

    `size` is in pixels at 100 % text. The colours are those of the theme at the time of the call;
    `set_icon` also follows later changes.
    """
    result = QIcon()
    edge = scaled(size)
    for ratio in sorted({1.0, QGuiApplication.primaryScreen().devicePixelRatio(), 2.0}):
        result.addPixmap(pixmap(name, role, edge, ratio))
        result.addPixmap(pixmap(name, "faint", edge, ratio), QIcon.Mode.Disabled)
        if on is not None:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                result.addPixmap(pixmap(name, on, edge, ratio), mode, QIcon.State.On)
    return result


def set_icon(
    button: QAbstractButton,
    name: str,
    role: str = "text",
    on: str | None = None,
    size: int = DEFAULT_SIZE,
    gap: int = 0,
) -> None:
    """Give `button` an icon that is drawn again whenever the theme or the text scale changes.

    `gap` pixels are left free towards the text.
    """
    for old in button.findChildren(_ThemedIcon, options=Qt.FindChildOption.FindDirectChildrenOnly):
        button.removeEventFilter(old)
        old.deleteLater()
    _ThemedIcon(button, partial(icon, name, role, on, size), size, gap)


class _ThemedIcon(QObject):
    """Watches one button for a change of theme."""

    def __init__(self, button: QAbstractButton, draw: Callable[[], QIcon], size: int, gap: int) -> None:
        super().__init__(button)
        self._button = button
        self._make, self._size, self._gap = draw, size, gap
        self._drawn_for: tuple[str, int] | None = None
        self._draw()
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again after the application changed its clothes."""
        if watched is self._button and event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._draw()
        return False

    def _draw(self) -> None:
        wanted = (active_theme().name, scaled(self._size))
        if wanted == self._drawn_for:
            return
        self._drawn_for = wanted
        edge, gap = wanted[1], scaled(self._gap)
        made = self._make()
        self._button.setIcon(_with_gap(made, edge, gap, self._button.isRightToLeft()) if gap else made)
        self._button.setIconSize(QSize(edge + gap, edge))


def _with_gap(made: QIcon, edge: int, gap: int, mirrored: bool) -> QIcon:
    """The icon on a wider ground, because a button leaves no room between icon and text."""
    result = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        for ratio in (1.0, 2.0):
            wide = QPixmap(round((edge + gap) * ratio), round(edge * ratio))
            wide.setDevicePixelRatio(ratio)
            wide.fill(Qt.GlobalColor.transparent)
            painter = QPainter(wide)
            painter.drawPixmap(gap if mirrored else 0, 0, made.pixmap(QSize(edge, edge), ratio, mode))
            painter.end()
            result.addPixmap(wide, mode)
    return result
