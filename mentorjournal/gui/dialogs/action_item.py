"""One action item that belongs to no goal, meeting or other record, and so has no page to stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import NOT_SAVED, Autosaver
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.pages.record_view import allow
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import ActionItem, Person

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet

WIDTH = 520


class ActionDialog(Dialog):
    """Words are saved as one types, choices at once as steps of their own; it closes when the item is gone."""

    def __init__(self, context: Context, item: ActionItem, parent: QWidget | None) -> None:
        super().__init__(ActionItem.LABEL, parent, width=WIDTH)
        self._context, self._key = context, item.id
        self._origin = new_id()
        self._typed: dict[str, Any] = {}
        tr = self.tr
        self.title = TextField(name=tr("What is to be done"))
        self.due = DateField(name=tr("Due"), today=context.today)
        people = tuple(context.services.records.named(Person).items())
        self.owner = ChoiceField(people, name=tr("Who does it"), none=tr("Me"))
        self.box = QCheckBox(tr("Done"))
        self.detail = MarkdownEdit(name=tr("Details"), least_lines=3)
        self.detail.set_look("card")
        self.visibility = Segmented(tuple(CHOICES["visibility"].items()), "private", tr("Who may see this"))
        self.delete = QuietButton(tr("Delete"), "trash")
        self.saver = Autosaver(self._save, self)
        self._lay_out()
        self._show(item)
        self._connect()
        self.title.setFocus()

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(16)
        facts.addWidget(FormRow(self.tr("Due"), self.due), 1)
        facts.addWidget(FormRow(self.tr("Who does it"), self.owner), 1)
        self.add(FormRow(self.tr("What is to be done"), self.title))
        self.add(self.box)
        self.add(facts)
        self.add(FormRow(self.tr("Details"), self.detail))
        self.add(FormRow(self.tr("Who may see this"), self.visibility))
        close = PrimaryButton(self.tr("Close"))
        for button in (self.delete, close):
            button.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.add_button(self.delete, left=True)
        self.add_button(close)
        because = self._context.read_only
        for field in (self.title, self.due, self.detail):
            allow(field, writable=not because, because=because)
        for widget in (self.owner, self.box, self.visibility, self.delete):
            widget.setDisabled(bool(because))
            widget.setToolTip(because)

    def _connect(self) -> None:
        tr = self.tr
        self.title.edited.connect(lambda text: self._type("title", text))
        self.detail.edited.connect(lambda text: self._type("detail", text))
        self.due.edited.connect(lambda day: self._choose("due", day, tr("Change date")))
        self.owner.edited.connect(lambda key: self._choose("owner", key or None, tr("Change owner")))
        self.visibility.edited.connect(
            lambda key: self._choose("visibility", key, tr("Change who may see it"))
        )
        self.box.clicked.connect(self._tick)
        self.delete.clicked.connect(self.delete_item)
        self.saver.failed.connect(self.say)
        self.saver.saved.connect(lambda: self.say(""))
        self.saver.saved.connect(self._context.navigator.saved)
        self._context.relay.changed.connect(self._follow)
        TextFiles(self._context, self._origin, lambda: self._key, self.detail, self)

    def _show(self, item: ActionItem) -> None:
        self.title.set_value(item.title)
        self.detail.set_value(item.detail)
        if self.due.text() == self.due.show_value(self.due.value()):
            self.due.set_value(item.due)
        self.owner.set_value(item.owner or "")
        self.box.setChecked(item.done_on is not None)
        self.visibility.set_value(item.visibility)

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        own = changes.origin == self._origin
        if own or not changes.has(self._key):
            return
        found = self._context.services.records.peek(self._key)
        if not isinstance(found, ActionItem) or found.deleted_at is not None:
            self.saver.drop()
            self.reject()
        elif not self.saver.pending:
            self._show(found)

    def _type(self, name: str, text: str) -> None:
        self._typed[name] = text
        self.saver.touch()

    def _save(self) -> None:
        self._context.services.records.amend(
            self._key, self._typed, "Edit action item", origin=self._origin, sitting=True
        )
        self._typed = {}

    def _choose(self, name: str, value: object, step: str) -> None:
        records = self._context.services.records
        self._try(lambda: records.amend(self._key, {name: value}, step, origin=self._origin))

    def _tick(self, on: bool) -> None:
        day = self._context.today() if on else None
        self._try(lambda: self._context.services.actions.tick(self._key, day, origin=self._origin))

    def delete_item(self) -> None:
        """Move the item to the trash and close."""
        if self._try(lambda: self._context.services.records.trash(self._key, origin=self._origin)):
            self.accept()
            self._context.navigator.tell(
                "info", self.tr("The action item is in the trash. Undo brings it back.")
            )

    def _try(self, work: Any) -> bool:
        """What was typed before a choice is saved first, apart from it; a refusal is said here."""
        if not self.saver.flush():
            return False
        try:
            work()
        except JournalError as error:
            self.say(error.message)
            self._show(self._context.services.records.get(ActionItem, self._key))
            return False
        return True

    def flush(self) -> bool:
        """Save what is typed; False, and said, where the journal refuses."""
        self.due.settle()
        if self.saver.flush():
            return True
        self.say(f"{NOT_SAVED} " + self.tr("This stays open, so that your words are not lost."))
        return False

    def done(self, result: int) -> None:
        """Close; stay open where what was typed could not be saved."""
        if self.flush():
            super().done(result)
