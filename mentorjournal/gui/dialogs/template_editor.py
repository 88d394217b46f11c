"""The reader's own templates, prompts and self-ratings beside those that ship: made, copied, ordered, hidden."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.template_editor_face import EDIT, MENTEE, MENTOR, SETS, TemplateFace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.model.types import OwnTemplate
    from mentorjournal.services.own_templates import Line

NEW = {
    "reflection": "My template",
    "meeting": "My outline",
    "feedback": "My structure",
    "prompt": "What do I want to ask myself?",
    "pulse": "My self-rating",
}
FILES = "TOML (*.toml)"


class TemplateDialog(TemplateFace):
    """What is typed is saved as one goes; everything else is a step that undo takes back."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._line: Line | None = None
        self._connect()
        self.reload()

    def _connect(self) -> None:
        self.kind.edited.connect(lambda _: self._switch())
        self.list.picked.connect(self._pick)
        self.list.shifted.connect(self.shift)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.new.clicked.connect(self.begin)
        self.copy.clicked.connect(self.copy_it)
        self.change.clicked.connect(self.change_it)
        self.mode.edited.connect(lambda _: self._show())
        self.hide_it.clicked.connect(self.toggle)
        self.back.clicked.connect(self.bring_back)
        self.delete.clicked.connect(self.remove)
        self.take_back.clicked.connect(self.undo)
        self.take_in.clicked.connect(self._ask_source)
        self.write.clicked.connect(self._ask_target)
        self.rate.clicked.connect(self.rate_it)
        self.close_it.clicked.connect(self.reject)
        self.form.told.connect(self.say)
        self.sets.told.connect(self.say)
        self.form.renamed.connect(self.list.rename)
        self.context.relay.changed.connect(self._follow)

    # What is shown

    def reload(self, key: str = "") -> None:
        """Read the list anew, and go to the one of this key."""
        on_sets = self.kind.value() == SETS
        self.page.setVisible(not on_sets)
        self.sets.setVisible(on_sets)
        if on_sets:
            self.sets.reload()
            return
        wanted = key or (self._line.key if self._line else "")
        self.list.display(self.context.services.templates.lines(self.kind.value()), wanted)
        self._line = self.list.current()
        self._show()

    def _switch(self) -> None:
        if self.flush():
            self._line = None
            self.mode.set_value(EDIT)
            self.reload()

    def _pick(self, line: Line | None) -> None:
        if self.flush():
            self.say("")
            self._line = line
            self._show()

    def _show(self) -> None:
        line, tr = self._line, self.tr
        if line is None:
            return
        written = self.context.services.templates.written(self.kind.value(), line.key)
        mine = bool(written.id)
        writable = not self.context.read_only
        two = self.kind.value() in ("reflection", "feedback")
        self.mode.offer([*((EDIT,) if mine and writable else ()), MENTEE, *((MENTOR,) if two else ())])
        if self.mode.value() == EDIT and not (mine and writable):
            self.mode.set_value(MENTEE)
        self.mode.set_label(MENTEE, tr("As a mentee") if two else tr("Preview"))
        self.mode.set_label(MENTOR, tr("As a mentor"))
        editing = self.mode.value() == EDIT
        self.form.setVisible(editing)
        self.preview.setVisible(not editing)
        if editing:
            self.form.display(written)
        else:
            self.preview.display(written, self.mode.value())
        self.change.setVisible(not mine and writable and self.kind.value() != "pulse")
        self.hide_it.setText(tr("Offer again") if line.hidden else tr("Hide"))
        self.hide_it.setVisible(writable and not (self.kind.value() == "pulse" and line.ships))
        self.back.setVisible(writable and line.changed)
        self.delete.setVisible(writable and mine and not line.ships)
        self.rate.setVisible(mine and writable and self.kind.value() == "pulse")
        self.copy.setEnabled(writable)
        for button in (self.up, self.down):
            button.setEnabled(writable and self.kind.value() not in ("prompt",))
        self.note.setText(self._said(line))

    def _said(self, line: Line) -> str:
        tr = self.tr
        if line.hidden:
            return tr("Hidden: it is not offered. What was written with it stays.")
        if line.changed:
            return tr("Comes with the program, in your own words.")
        if line.ships and self.kind.value() == "pulse":
            return tr("Comes with the program and keeps its items. Copy it to make it yours.")
        if line.ships:
            return tr("Comes with the program.")
        return tr("Your own. Every change is saved.")

    # What is done

    def begin(self) -> None:
        """A new one."""
        kind = self.kind.value()
        name = self.tr(NEW[kind])
        self._do(lambda: self.context.services.templates.begin(kind, name, origin=self._origin).key)
        self.mode.set_value(EDIT)
        self._show()
        field = self.form.text if kind == "prompt" else self.form.name
        field.setFocus()
        if field is self.form.name:
            self.form.name.selectAll()

    def copy_it(self) -> None:
        """A copy beside."""
        kind, key = self.kind.value(), self._key()
        self._do(lambda: self.context.services.templates.copy(kind, key, origin=self._origin).key)
        self.mode.set_value(EDIT)
        self._show()

    def change_it(self) -> None:
        """The reader's words stand in for the one that ships."""
        kind, key = self.kind.value(), self._key()
        self._do(lambda: self.context.services.templates.change(kind, key, origin=self._origin).key)
        self.mode.set_value(EDIT)
        self._show()

    def toggle(self) -> None:
        """Hide it, or offer it again."""
        if self._line is not None:
            kind, key, hidden = self.kind.value(), self._line.key, not self._line.hidden
            service = self.context.services.templates
            self._do(lambda: service.hide(kind, key, hidden=hidden, origin=self._origin))

    def bring_back(self) -> None:
        """As it came with the program."""
        kind, key = self.kind.value(), self._key()
        self._do(lambda: self.context.services.templates.bring_back(kind, key, origin=self._origin))
        self.say(self.tr("It is as it came. Undo brings your words back."), "ok")

    def remove(self) -> None:
        """Move it to the trash."""
        if self._line is not None and self._line.own is not None:
            own = self._line.own.id
            self._do(lambda: self.context.services.records.trash(own, origin=self._origin))
            self.say(self.tr("Deleted. What was written with it stays. Undo brings it back."), "ok")

    def shift(self, step: int) -> None:
        """Move it up or down."""
        kind, key = self.kind.value(), self._key()
        if kind != "prompt" and not self.context.read_only:
            self._do(lambda: self.context.services.templates.move(kind, key, step, origin=self._origin))

    def undo(self) -> None:
        """Take back the last step, whichever it was."""
        if self.flush():
            label = self.context.services.history.undo()
            self.say(
                self.tr("Taken back: {0}").format(label) if label else self.tr("Nothing to undo."), "info"
            )

    def rate_it(self) -> None:
        """Go to where one rates oneself."""
        if self.flush():
            self.accept()
            self.context.navigator.open_view("", "pulses")

    def take(self, source: Path) -> None:
        """What a colleague's file holds becomes the reader's own."""
        made: list[OwnTemplate] = []
        self._do(
            lambda: made.extend(self.context.services.template_files.take_in(source, origin=self._origin))
        )
        if made:
            self.kind.set_value(made[0].kind)
            self.mode.set_value(EDIT)
            self.reload(made[0].key)
            self.say(self.tr("Taken in: {0}").format(made[0].title), "ok")

    def keep(self, target: Path) -> None:
        """Write the one shown as a file."""
        kind, key = self.kind.value(), self._key()
        try:
            self.context.services.template_files.write(kind, key, target)
        except JournalError as error:
            self.say(error.message)
            return
        self.say(self.tr("Saved: {0}").format(target.name), "ok")

    def flush(self) -> bool:
        """Keep what is typed; False where the journal refuses."""
        return self.form.flush() and self.sets.flush()

    def reject(self) -> None:
        """Close; what is typed is kept first."""
        if self.flush():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same by the window's own button."""
        if not self.flush():
            event.ignore()
            return
        super().closeEvent(event)

    def _key(self) -> str:
        return self._line.key if self._line is not None else ""

    def _do(self, act: Callable[[], object]) -> None:
        if not self.flush():
            return
        self.say("")
        try:
            key = act()
        except JournalError as error:
            self.say(error.message)
            return
        self.reload(key if isinstance(key, str) else "")

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        """Changed elsewhere, or taken back; what is typed in another one is kept first."""
        if not changes.touches("template", "framework", "skill") or changes.origin == self._origin:
            return
        ids = {item.id for item in changes.items}
        for part in (self.form, self.sets):
            if ids & part.shown():
                part.saver.drop()
        if self.form.flush() and self.sets.saver.flush():
            self.reload()

    def _ask_source(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("From a file"), str(Path.home()), FILES)
        if name:
            self.take(Path(name))

    def _ask_target(self) -> None:
        name = self._line.name if self._line is not None else ""
        name = "".join(char if char.isalnum() else "-" for char in name)[:40]
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as a file"), str(Path.home() / f"{name.strip('-')}.toml"), FILES
        )
        if chosen:
            self.keep(Path(chosen))
