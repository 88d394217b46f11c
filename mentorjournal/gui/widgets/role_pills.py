"""The roles somebody plays, filled, and those still missing, hollow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.chips import TagChip
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout, restyle_children, set_style
from mentorjournal.model.choices import label
from mentorjournal.services.relationship_sums import RoleSeen


class RolePills(HuggingFrame):
    """Read only: meetings and the person's own roles fill them."""

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: tuple[RoleSeen, ...] = ()
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=5, line_gap=5)
        self.none = TextLabel(nothing, "small", wrap=True)
        self.missing = TextLabel("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self._holder, self.missing, self.none):
            column.addWidget(part)

    def display(self, roles: Sequence[RoleSeen]) -> None:
        """Show these."""
        wanted = tuple(roles)
        missing = [label("roles", role.key).lower() for role in wanted if not role.filled]
        self.none.setHidden(bool(wanted))
        self._holder.setHidden(not wanted)
        self.missing.setHidden(not missing)
        self.missing.setText(self.tr("Still missing: {0}.").format(", ".join(missing)))
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._flow)
        for role in wanted:
            self._flow.addWidget(self._pill(role))

    def texts(self) -> tuple[str, ...]:
        """What the pills say, from the first."""
        return tuple(_words(role) for role in self._shown)

    def _pill(self, role: RoleSeen) -> QWidget:
        pill = TagChip(_words(role), removable=False, pill=True)
        set_style(pill, "filled", role.filled)
        restyle_children(pill)
        if not role.filled:
            pill.setToolTip(self.tr("Wanted here, and not played yet"))
        return pill


def _words(role: RoleSeen) -> str:
    name = label("roles", role.key)
    return f"{name} · {role.times}" if role.times > 1 else name
