"""What the editor of templates looks like: the list at the left, one template at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.template_editor_form import TemplateForm
from mentorjournal.gui.dialogs.template_editor_list import TemplateList
from mentorjournal.gui.dialogs.template_editor_preview import TemplatePreview
from mentorjournal.gui.dialogs.template_editor_sets import SetsEditor
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.flow_layout import flow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.ids import new_id

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 860, 430
KINDS = {
    "reflection": "Entries",
    "meeting": "Meeting notes",
    "feedback": "Feedback",
    "prompt": "Prompts of Today",
    "pulse": "Self-ratings",
    "set": "Sets of skills",
}
SETS = "set"
EDIT, MENTEE, MENTOR = "edit", "mentee", "mentor"


class TemplateFace(Dialog):
    """The controls of the dialog and their places."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "My templates",
            parent,
            width=WIDTH,
            intro="Those that ship can be copied, changed, hidden and put in your order. What was written with one "
            "stays as it is, whatever becomes of it.",
        )
        tr = self.tr
        self.context, self._origin = context, new_id()
        self.kind = ChoiceField(
            [(key, tr(label)) for key, label in KINDS.items()], "reflection", name=tr("Kind")
        )
        self.list = TemplateList()
        self.up = IconButton("chevron-up", tr("Move up"), small=True)
        self.down = IconButton("chevron-down", tr("Move down"), small=True)
        self.new = QuietButton(tr("New"), "add")
        self.copy = QuietButton(tr("Copy"))
        self.mode = Segmented(
            ((EDIT, tr("Edit")), (MENTEE, tr("Mentee")), (MENTOR, tr("Mentor"))), EDIT, tr("Shown as")
        )
        self.change = LinkButton(tr("Change this one"))
        self.form = TemplateForm(context, self._origin)
        self.preview = TemplatePreview()
        self.sets = SetsEditor(context, self._origin)
        self.note = TextLabel("", "small", wrap=True)
        self.hide_it = QuietButton("")
        self.back = QuietButton(tr("As it came"), "undo")
        self.delete = QuietButton(tr("Delete"), "trash")
        self.take_back = LinkButton(tr("Undo"))
        self.take_in = LinkButton(tr("From a file…"))
        self.write = LinkButton(tr("Save as a file…"))
        self.rate = LinkButton(tr("Rate myself…"))
        self.close_it = PrimaryButton(tr("Close"))
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        self.add(self.kind)
        left.addWidget(self.list, 1)
        left.addLayout(flow(self.up, self.down, self.new, self.copy, self.take_in))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self.form)
        column.addWidget(self.preview)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Template"))
        self.area = area
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(flow(self.mode, self.change, self.rate))
        right.addWidget(self.note)
        right.addWidget(area, 1)
        right.addLayout(flow(self.hide_it, self.back, self.delete, self.write))
        self.page = QWidget()
        both = QHBoxLayout(self.page)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self.sets, 1)
        self.sets.hide()
        room = round(self.screen().availableGeometry().height() * 0.5)
        area.setMinimumHeight(min(scaled(HEIGHT), room))
        for button in (self.new, self.copy, self.hide_it, self.back, self.delete, self.close_it):
            button.setAutoDefault(False)
        for link in (self.change, self.take_back, self.take_in, self.write, self.rate):
            link.setAutoDefault(False)
        self.add_button(self.take_back, left=True)
        self.add_button(self.close_it)
        for part in (self.new, self.take_in):
            part.setDisabled(bool(self.context.read_only))
            part.setToolTip(self.context.read_only)
