"""Changes the layout of a document: which sections stand in it, in which order, under which headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.kept import AskingDialog
from mentorjournal.gui.dialogs.layout_section import SectionFields
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.section_order import SectionOrder
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.types import Layout as OwnLayout
from mentorjournal.services.layouts import sections_for
from mentorjournal.services.reporting.kinds import KINDS

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.reporting.layout import Layout

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a BCP 47 tag."""


class LayoutDialog(AskingDialog):
    """An own layout, or the usual one as the start of an own; `kept` carries its id and its paper.

    After a deletion both are empty.
    """

    kept = Signal(str, str)

    def __init__(self, context: Context, document: str, layout_id: str, parent: QWidget | None) -> None:
        kind = KINDS[document]
        super().__init__(
            f"Layout: {kind.label}",
            parent,
            width=760,
            intro="Tick what stands in the document and drag it into your order; Ctrl+Up and Ctrl+Down move it too.",
        )
        self.context = context
        self._document, self._layout_id = document, layout_id
        read = context.services.layouts.read(document, layout_id)
        own = context.services.records.peek(layout_id) if layout_id else None
        self._name = own.title if isinstance(own, OwnLayout) else self.tr("My {0}").format(kind.label.lower())
        self._usual = context.services.layouts.read(document).layout
        self._base = read.layout
        self.name = TextField(self._name, name=self.tr("Name of the layout"))
        self.order = SectionOrder()
        self.up = IconButton("chevron-up", self.tr("Move up"), small=True)
        self.down = IconButton("chevron-down", self.tr("Move down"), small=True)
        self.section = SectionFields()
        self.title = TextField(name=self.tr("Title of the document"))
        self.language = TextField(name=self.tr("Language"), placeholder="en")
        self.language.setToolTip(
            self.tr("What a screen reader reads the document in; nothing is translated.")
        )
        self.paper = Segmented(
            (("", self.tr("Any paper")), ("a4", "A4"), ("letter", "Letter")), "", self.tr("Paper")
        )
        self.contents = QCheckBox(self.tr("With a table of contents"))
        self.numbered = QCheckBox(self.tr("Headings with numbers"))
        self.reset = LinkButton(self.tr("As it usually is"))
        self.delete = LinkButton(self.tr("Delete this layout"), "late")
        self.save_button = PrimaryButton(self.tr("Save layout"))
        self._arrange()
        self._connect()
        self.show_layout(read.layout)
        self._given_first = self.given()
        if read.trouble:
            self.say(read.trouble, "warn")
        if context.read_only:
            self.save_button.setEnabled(False)
            self.save_button.setToolTip(context.read_only)
            self.delete.setEnabled(False)

    def touched(self) -> bool:
        """Whether anything differs from what was there."""
        return self.given() != self._given_first

    def given(self) -> object:
        """The layout and its name as they stand."""
        return self.made(), self.name.value()

    def warning(self) -> str:
        """Said when one leaves with changes."""
        return self.tr("What you changed is not saved. Press Esc again to leave it.")

    def made(self) -> Layout:
        """The layout as it stands."""
        return replace(
            self._base,
            title=self.title.value().strip() or self._usual.title,
            language=self.language.value().strip() or "en",
            paper=self.paper.value(),
            contents=self.contents.isChecked(),
            numbered=self.numbered.isChecked(),
            sections=self.order.taken(),
        )

    def show_layout(self, layout: Layout) -> None:
        """Show a layout; what else this kind of document may have stands below, not ticked."""
        self._base = layout
        self.title.set_value(layout.title)
        self.language.set_value(layout.language)
        self.paper.set_value(layout.paper)
        self.contents.setChecked(layout.contents)
        self.numbered.setChecked(layout.numbered)
        used = {part.key for part in layout.sections}
        rest = [part for part in sections_for(self._document) if part.key not in used]
        self.order.set_sections(layout.sections, rest)

    def save(self) -> None:
        """Keep the layout, as one step, and leave."""
        self.section.settle()
        made = self.made()
        if not made.sections:
            self.say(self.tr("Tick at least one section."))
            return
        if not _is_language(made.language):
            self.say(self.tr("Write the language as a tag, such as en, de or pt-BR."))
            self.language.setFocus()
            return
        try:
            kept = self.context.services.layouts.save(
                self._document, self.name.value(), made, self._layout_id
            )
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()
        self.kept.emit(kept.id, made.paper)

    def remove(self) -> None:
        """Move the own layout to the trash, and leave."""
        try:
            self.context.services.records.trash(self._layout_id)
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()
        self.kept.emit("", "")
        self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Sections")), 1)
        head.addWidget(self.up)
        head.addWidget(self.down)
        left.addLayout(head)
        left.addWidget(self.order, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.section)
        right.addStretch(1)
        right.addWidget(FormRow(self.tr("Title of the document"), self.title))
        pair = FlowLayout(gap=12)
        pair.addWidget(FormRow(self.tr("Paper"), self.paper))
        pair.addWidget(FormRow(self.tr("Language"), self.language))
        right.addLayout(pair)
        right.addWidget(self.contents)
        right.addWidget(self.numbered)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.add(FormRow(self.tr("Name of the layout"), self.name))
        self.add(both)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        for button in (self.reset, self.delete):
            button.setAutoDefault(False)
        self.add_button(self.delete, left=True)
        self.add_button(self.reset, left=True)
        self.add_button(cancel)
        self.add_button(self.save_button)
        self.delete.setVisible(bool(self._layout_id))

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self.order.shift(-1))
        self.down.clicked.connect(lambda: self.order.shift(1))
        self.order.leaving.connect(self.section.settle)
        self.order.picked.connect(self.section.show_section)
        self.section.edited.connect(self.order.replace_current)
        self.reset.clicked.connect(lambda: self.show_layout(self._usual))
        self.delete.clicked.connect(self.remove)
        self.save_button.clicked.connect(self.save)


def _is_language(tag: str) -> bool:
    """Whether a tag has the right shape and begins with a language there is."""
    known = QLocale.codeToLanguage(tag.partition("-")[0]) != QLocale.Language.AnyLanguage
    return known and _LANGUAGE.fullmatch(tag) is not None
