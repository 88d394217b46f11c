"""A thin bar: how much of how much."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QProgressBar, QWidget

from mentorjournal.gui.widgets.styling import set_style


class Bar(QProgressBar):
    """`value` of `maximum`, both at least 0, drawn six pixels high; `name` says what is measured."""

    def __init__(
        self,
        name: str,
        value: float = 0,
        maximum: float = 100,
        kind: Literal["accent", "ok", "warn", "late"] = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        set_style(self, "kind", kind)
        self.set_amount(value, maximum)

    def set_amount(self, value: float, maximum: float) -> None:
        """Show another amount; more than the maximum is shown as full."""
        whole = 1000
        part = 0.0 if maximum <= 0 else min(1.0, max(0.0, value / maximum))
        self.setRange(0, whole)
        self.setValue(round(part * whole))
        self.setAccessibleDescription(
            self.tr("{value:g} of {maximum:g}").format(value=value, maximum=maximum)
        )
