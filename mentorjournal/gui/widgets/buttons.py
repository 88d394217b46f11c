"""Buttons by weight: one primary per page, quiet ones, links, icons, and places of the rail."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mentorjournal.gui.icons import set_icon
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel
from mentorjournal.gui.widgets.styling import restyle_children, set_style


class PrimaryButton(QPushButton):
    """The one thing to do next."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            set_icon(self, icon, "on_accent", size=16, gap=4)


class QuietButton(QPushButton):
    """Anything else a page offers."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            set_icon(self, icon, "muted", size=16, gap=4)


class LinkButton(QPushButton):
    """A button that looks like text; `tone` is "accent", "quiet" or "late"."""

    def __init__(
        self,
        text: str,
        tone: Literal["accent", "quiet", "late"] = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_style(self, "tone", tone)


class IconButton(QPushButton):
    """An icon alone; `name` is what it is called by a screen reader and in its tool tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        small: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_style(self, "look", "small" if small else "usual")
        set_icon(self, icon, "muted", on="accent_text", size=14 if small else 18)

    def set_icon(self, icon: str, name: str) -> None:
        """Show another icon under another name."""
        self.setAccessibleName(name)
        self.setToolTip(name)
        set_icon(self, icon, "muted", on="accent_text", size=14 if self.property("look") == "small" else 18)


class ContentButton(QPushButton):
    """A button whose face is a layout of labels; it is as large as that layout needs."""

    def sizeHint(self) -> QSize:
        """The layout's."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The layout's."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    @staticmethod
    def let_pass(*labels: QWidget) -> None:
        """Labels on the face leave the pointer to the button."""
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)


class NavButton(ContentButton):
    """A place in the rail: icon, name, and how much waits there. Checked while the place is open."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._icon_name = text, icon
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(icon, "muted")
        self._label = TextLabel(text)
        self._count = TextLabel("", "tiny")
        self.let_pass(self._icon, self._label, self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 7, 9, 7)
        row.setSpacing(9)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._count)
        self.toggled.connect(self._show_state)

    def set_count(self, text: str) -> None:
        """What waits there, such as "5" or "3 left"; empty for nothing."""
        self._count.setText(text)
        self.setAccessibleDescription(text)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone, with the name as tool tip."""
        self._label.setHidden(collapsed)
        self._count.setHidden(collapsed)
        self.setToolTip(self._text if collapsed else "")

    def _show_state(self, checked: bool) -> None:
        set_style(self, "current", checked)
        restyle_children(self)
        self._icon.set_icon(self._icon_name, "accent_text" if checked else "muted")
