"""Text that is only read: labels, state pills, key hints, hairlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from mentorjournal.gui.icons import pixmap
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BadgeKind = Literal["ok", "warn", "late", "quiet", "accent", "plain"]
TextRole = Literal[
    "",
    "title",
    "heading",
    "strong",
    "number",
    "bold",
    "muted",
    "faint",
    "small",
    "small-faint",
    "tiny",
    "warn",
    "warn-value",
    "late",
    "done",
]


LINE_CHARACTERS = 70
"""Width that wrapped text asks for when nothing limits it."""


class TextLabel(QLabel):
    """Plain text in one of the type roles; wraps when `wrap` is set. Text is never read as HTML."""

    def __init__(
        self, text: str = "", role: TextRole = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setIndent(0)
        self.set_role(role)

    def sizeHint(self) -> QSize:
        """Of wrapped text: one line while it has room to be one, where Qt would guess two or three."""
        if not self.wordWrap():
            return super().sizeHint()
        metrics = self.fontMetrics()
        natural = max(metrics.horizontalAdvance(line) for line in (self.text().splitlines() or [""])) + 2
        width = min(natural, metrics.averageCharWidth() * LINE_CHARACTERS)
        return QSize(width, self.heightForWidth(width))

    def set_role(self, role: TextRole) -> None:
        """Dress as another role."""
        set_style(self, "role", role)


class ElidedLabel(TextLabel):
    """One line that ends in an ellipsis when room is short; the whole text is its tool tip then."""

    _full = ""  # a font of another role may ask for it before there is a text

    def __init__(self, text: str = "", role: TextRole = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def full_text(self) -> str:
        """The text before it was shortened."""
        return self._full

    def set_text(self, text: str) -> None:
        """Show `text`, shortened to the width."""
        self._full = text
        self.setAccessibleName(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        """Shorten anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class SectionLabel(TextLabel):
    """The small bold label above a group; "accent" above a prompt, "faint" above a month."""

    def __init__(
        self,
        text: str = "",
        kind: Literal["plain", "accent", "faint"] = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        set_style(self, "kind", kind)


class Badge(TextLabel):
    """A state in one to four words; `kind` is the state. "plain" is quiet text without a pill."""

    def __init__(self, text: str = "", kind: BadgeKind = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._kind: BadgeKind = kind
        self.set_badge(text, kind)

    def kind(self) -> BadgeKind:
        """The state shown."""
        return self._kind

    def set_badge(self, text: str, kind: BadgeKind | None = None) -> None:
        """Show another state; an empty text leaves nothing to see."""
        self._kind = kind or self._kind
        set_style(self, "kind", self._kind if text else "none")
        # A frame learns of another padding only by this event, and a badge without a text has none.
        self.changeEvent(QEvent(QEvent.Type.StyleChange))
        self.setText(text)


class KeyHint(TextLabel):
    """A key combination, as printed on keys."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class IconLabel(QLabel):
    """A picture of the icon family that carries no meaning of its own."""

    def __init__(self, name: str, role: str = "muted", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw()

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon or colour."""
        self._name, self._role = name, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        edge = scaled(self._size)
        self.setPixmap(pixmap(self._name, self._role, edge, self.devicePixelRatioF()))
        self.setFixedSize(edge, edge)


def hairline(*, vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A line of one pixel between two areas."""
    line = QFrame(parent)
    set_style(line, "role", "hairline")
    line.setFixedWidth(1) if vertical else line.setFixedHeight(1)
    return line
