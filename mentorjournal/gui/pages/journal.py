"""The Journal: what happened and what it meant, newest first, and the page to write it on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.chain_part import ChainPart
from mentorjournal.gui.pages.journal_desk import JournalDesk
from mentorjournal.gui.pages.journal_filters import UNACTED
from mentorjournal.gui.pages.journal_list import NEW_KINDS, JournalList
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES, Reflection

LIST_WIDTH = 311
LIST_SHARE = 0.36
"""At large text the list takes no more of the page than this."""
LEAST_TEXT = 380
"""The inspector folds away by itself where the text would get narrower than this, in pixels at 100 %."""


class JournalPage(Page):
    """Timeline, entry and inspector. `new_entry` begins an entry; it is kept once something is typed."""

    PLACE = "journal"
    TITLE = "Journal"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        from mentorjournal.gui.inspector import Inspector

        super().__init__(context, parent)
        self._list_stale = True
        self._wants_inspector, self._forces_inspector = True, False
        self._focus_mode = False
        self.list = JournalList(context)
        self.desk = JournalDesk(context, self.origin)
        self.inspector = Inspector(context)
        self._lines = (hairline(vertical=True), hairline(vertical=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._lines[0])
        row.addWidget(self.desk, 1)
        row.addWidget(self._lines[1])
        row.addWidget(self.inspector)
        self.setFocusProxy(self.list.view)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.new_wanted.connect(self.new_entry)
        self.list.kind_wanted.connect(self.new_thought)
        self.desk.new_wanted.connect(self.new_entry)
        self.desk.delete_wanted.connect(self.delete)
        self.desk.side_wanted.connect(self.toggle_inspector)
        self.desk.shown.connect(self._after_showing)
        self.desk.kept.connect(self._after_keeping)
        self.desk.emptied.connect(self._show_first)
        self.context.relay.changed.connect(self._follow)
        self.context.themes.theme_changed.connect(self._share_out)
        self._leave_focus = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.toggle_focus_mode)
        self._leave_focus.setEnabled(False)
        for command in self._all_commands():
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self, command.run)

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the entry shown, and new ones."""
        offered = tuple(command for command in self._all_commands() if self._can(command.key))
        return (*offered, *self._taking_further())

    def _taking_further(self) -> tuple[Command, ...]:
        """What can be made of the record shown."""
        part = self.desk.view.findChild(ChainPart) if self.desk.view is not None else None
        buttons = part.buttons if part is not None else {}
        return tuple(
            Command(f"make-{kind}", button.text(), button.click, TYPE_ICONS[kind])
            for kind, button in buttons.items()
            if button.isEnabled()
        )

    def _all_commands(self) -> tuple[Command, ...]:
        return (
            Command("entry-new", self.tr("New entry"), self.new_entry, "add", "Ctrl+Shift+N"),
            Command(
                "entry-template", self.tr("New entry from template…"), self.list.open_templates, "journal"
            ),
            *(
                Command(
                    f"{kind}-new",
                    self.tr("New {0}").format(RECORD_TYPES[kind].LABEL.lower()),
                    partial(self.new_thought, kind),
                    TYPE_ICONS[kind],
                )
                for kind in NEW_KINDS
            ),
            Command(
                "insights-idle",
                self.tr("Show insights with no action yet"),
                self.show_idle_insights,
                "insight",
            ),
            Command("entry-delete", self.tr("Delete entry"), self.delete, "trash", "Ctrl+Shift+Backspace"),
            Command("entry-find", self.tr("Find in page"), self.find_in_page, "search", "Ctrl+F"),
            # Ctrl+I is italic while one writes.
            Command(
                "inspector", self.tr("Toggle inspector"), self.toggle_inspector, "inspector", "Ctrl+Shift+I"
            ),
            Command("focus-mode", self.tr("Focus mode"), self.toggle_focus_mode, "focus-mode", "F11"),
        )

    def _can(self, key: str) -> bool:
        if key in {"entry-template"} or key.endswith("-new"):
            return not self.context.read_only
        if key == "entry-delete":
            return not self.context.read_only and self.desk.record is not None
        return key != "entry-find" or (self.desk.view is not None and self.desk.view.can_find())

    def refresh(self) -> None:
        """Read the list and the record again; what is being typed is saved first."""
        if self._list_stale:
            self._list_stale = False
            self.list.reload()
        if self.desk.record is None:
            self._show_first()
        else:
            self.desk.reread()

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and not self._list_stale:
            self.list.follow(changes)
        elif changes.touches(*TIMELINE_TYPES):
            self._list_stale = True

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.desk.flush()

    def show_record(self, record_id: str) -> bool:
        """Show a record of the timeline, and where it stands in the list."""
        record = self.services.records.peek(record_id)
        if record is None or record.deleted_at is not None or record.TYPE not in TIMELINE_TYPES:
            return False
        if self.flush():
            self.list.reveal(record_id)
            self.desk.display(record)
        return True

    def new_entry(self, template_key: str = "", prompt: str = "") -> None:
        """A blank entry of a template; `prompt` becomes its title. It is kept once something is typed."""
        now = self.context.now()
        shape = self.services.templates.get(template_key)
        at = now.time().replace(second=0, microsecond=0, tzinfo=None)
        self._begin(
            Reflection(
                title=prompt,
                date=now.date(),
                at=at,
                template=shape.key,
                sections=shape.blank(),
                clinical=self.services.profile.owner().clinical,
                confidential=shape.confidential,
            )
        )

    def new_thought(self, kind: str) -> None:
        """A blank insight, question, activity or the like of today; it is kept once something is typed."""
        self._begin(RECORD_TYPES[kind](date=self.context.today()))

    def show_idle_insights(self) -> None:
        """Narrow the list to the insights from which nothing followed yet."""
        self.list.show_only(UNACTED)

    def _begin(self, draft: Record) -> None:
        if self.context.read_only or not self.flush():
            return
        self.list.mark("")
        self.desk.display(draft)
        if self.desk.view is not None:
            self.desk.view.start()

    def _choose(self, record_id: str) -> None:
        """The reader went to another row."""
        if not self.flush():
            self.list.mark(self.desk.record.id if self.desk.record else "")
            return
        record = self.services.records.peek(record_id)
        if record is not None:
            self.desk.display(record)

    def _show_first(self) -> None:
        first = self.list.first_id()
        record = self.services.records.peek(first) if first else None
        if record is None:
            self.desk.display_nothing()
        else:
            self.list.mark(record.id)
            self.desk.display(record)

    def _after_showing(self, record_id: str) -> None:
        self._share_out()
        self.inspector.show_record(record_id or None)

    def _after_keeping(self, record_id: str) -> None:
        self.list.mark(record_id)
        self.inspector.show_record(record_id)
        self._share_out()

    def delete(self) -> None:
        """Move the record shown to the trash and show the one below."""
        record = self.desk.record
        if record is None or self.context.read_only or not self.flush():
            return
        following = self.list.neighbour(record.id)
        if record.id:
            try:
                self.services.records.trash(record.id, origin=self.origin)
            except JournalError as error:
                self.context.navigator.tell("error", error.message)
                return
            self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
        if not (following and self.show_record(following)):
            self._show_first()

    def find_in_page(self) -> None:
        """Look for words in what is shown."""
        if self.desk.view is not None and self.desk.view.can_find():
            self.desk.view.open_find()

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it again."""
        self._wants_inspector = self._forces_inspector = self.inspector.isHidden()
        self._share_out()

    def toggle_focus_mode(self) -> None:
        """Leave nothing but the text, or bring the rest back."""
        self._focus_mode = not self._focus_mode
        self._leave_focus.setEnabled(self._focus_mode)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        width = min(scaled(LIST_WIDTH), max(LIST_WIDTH, round(self.width() * LIST_SHARE)))
        self.list.setFixedWidth(width)
        left = self.width() - width - self.inspector.maximumWidth()
        room = left >= scaled(LEAST_TEXT)
        self._forces_inspector = self._forces_inspector and not room
        show = (
            self._wants_inspector
            and (room or self._forces_inspector)
            and not self._focus_mode
            and self.desk.view is not None
        )
        self.inspector.setVisible(show)
        self._lines[1].setVisible(show)
        if self.desk.view is not None:
            known = self.desk.record is not None and bool(self.desk.record.id)
            self.desk.view.show_side(shown=show, offered=known and not self._focus_mode)
        # An inspector that was asked for where there is no room takes that of the list.
        yields = self._focus_mode or (show and not room)
        self.list.setHidden(yields)
        self._lines[0].setHidden(yields)
