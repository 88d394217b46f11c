"""The criteria as plain lines, where there is no table of them and claims yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel, TextRole
from mentorjournal.gui.widgets.text_lines import TextLines
from mentorjournal.services.awards import Standing


class PlainCoverage(HuggingFrame):
    """Why there is no table, what will be asked, and the way to the claims: `claims_wanted`."""

    claims_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = TextLabel("", "strong", wrap=True)
        self.criteria = TextLines()
        self.button = PrimaryButton(self.tr("Go to the claims"))
        self.button.clicked.connect(self.claims_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.why, self.criteria, self.button):
            column.addWidget(widget)

    def display(self, standing: Standing | None) -> None:
        """Say what there is instead of a table."""
        criteria = standing.criteria if standing is not None else ()
        self.why.setText(self._why(standing))
        lines: list[tuple[str, TextRole]] = []
        for item in criteria:
            asked = self.tr("required") if item.rule.required else self.tr("not required")
            prompt = f" {item.rule.prompt}" if item.rule.prompt else ""
            lines.append((f"• {item.rule.label} ({asked}).{prompt}", ""))
        self.criteria.display(lines)
        self.button.setVisible(standing is None or not standing.claims)

    def _why(self, standing: Standing | None) -> str:
        if standing is None:
            return self.tr("Follow a scheme first; here you will see which claim meets which criterion.")
        if standing.rules is None:
            return self.tr("The rules of this scheme cannot be read, so there are no criteria to show.")
        if not standing.criteria:
            return self.tr("These rules name no criteria; what counts stands below.")
        return self.tr("There is no claim yet. These criteria wait for one that meets them:")
