"""All career options in one table, with the ways back, to the criteria and to a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.models.options_model import OptionsModel
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.options_table import OptionsTable
from mentorjournal.gui.widgets.styling import set_surface


class OptionsBoard(QWidget):
    """The table below its buttons; where nothing can be changed, `because` says why."""

    def __init__(self, model: OptionsModel, *, because: str) -> None:
        super().__init__()
        set_surface(self, "surface")
        self.back = QuietButton(self.tr("One by one"), "list")
        self.weigh = QuietButton(self.tr("What matters to me…"), "settings")
        self.new = QuietButton(self.tr("New career option"), "add")
        self.table = OptionsTable(model)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.back, self.weigh, self.new):
            row.addWidget(button)
        for button in (self.weigh, self.new):
            button.setDisabled(bool(because))
            button.setToolTip(because)
        said = self.tr(
            "Type 0 to 10 where you know enough. A dash counts neither for nor against, and the mean says of how many "
            "it is made: it is there to be argued with."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(10)
        column.addWidget(buttons)
        column.addWidget(TextLabel(said, "small", wrap=True))
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
