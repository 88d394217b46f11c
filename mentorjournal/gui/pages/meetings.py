"""Meetings: what is ahead, what was said, what was agreed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.meetings_view import MeetingView
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.goal_ticks import Tick
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.gui.words import day_short, due_words, how_many
from mentorjournal.model.types import ActionItem, AgendaItem, Meeting, Person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.actions import OwnedAction
    from mentorjournal.services.meetings import LineKind, MeetingCard, MeetingPage

LEAST_TEXT = 480
STATES = {"planned": "", "held": "", "cancelled": "cancelled", "missed": "missed"}


class MeetingsPage(Page):
    """List, meeting and inspector. A new meeting is kept once something is typed or chosen."""

    PLACE: ClassVar[str] = "meetings"
    TITLE: ClassVar[str] = "Meetings"
    WATCHES: ClassVar[tuple[str, ...]] = ("meeting", "agenda_item", "action", "person")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._meeting: Meeting | None = None
        self._wants_inspector = True
        self.list = CardList(self.tr("Meetings"), self.tr("Plan a meeting"), lead=True)
        self.view = MeetingView(context, self.origin)
        self.empty = EmptyState(
            self.tr("A meeting starts with an agenda."),
            action=self.tr("Plan a meeting"),
            example=self.tr("Example: monthly with my supervisor. Agree the aims page, ask about authorship."),
            icon="meetings",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.inspector = Inspector(context)
        self._line = hairline(vertical=True)
        self._saver = Autosaver(self._save, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.stack, 1)
        row.addWidget(self._line)
        row.addWidget(self.inspector)
        self.setFocusProxy(self.list)
        self._connect()
        self.view.set_read_only(read_only=bool(context.read_only))
        for button in (self.list.new_button, self.empty.button):
            button.setDisabled(bool(context.read_only))
            button.setToolTip(context.read_only)

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_record)
        self.list.new_wanted.connect(self.new_meeting)
        self.empty.action_clicked.connect(self.new_meeting)
        self._saver.saved.connect(self.context.navigator.saved)
        self._saver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        view = self.view
        view.edited.connect(self._saver.touch)
        view.stepped.connect(self._step)
        view.people_chosen.connect(self._set_people)
        view.line_wanted.connect(self._capture_line)
        view.held.connect(self._hold)
        view.attachment_wanted.connect(self.context.navigator.open_record)
        verbs = self.services.meetings
        view.agenda.added.connect(lambda title, _day: self._run(lambda key: verbs.add_agenda_item(key, title)))
        view.agenda.ticked.connect(lambda item, on: self._run(lambda _: verbs.tick_agenda_item(item, on)))
        view.agenda.worded.connect(lambda item, text: self._amend_other(item, {"title": text}))
        view.agenda.removed.connect(lambda item: self._run(lambda _: self.services.records.trash(item)))
        view.actions.added.connect(self._add_action)
        view.actions.ticked.connect(self._tick_action)
        view.actions.worded.connect(lambda item, text: self._amend_other(item, {"title": text}))
        view.actions.dated.connect(lambda item, day: self._amend_other(item, {"due": day}))
        view.actions.removed.connect(lambda item: self._run(lambda _: self.services.records.trash(item)))
        view.skeletons.aboutToShow.connect(self._fill_outlines)
        self.context.themes.theme_changed.connect(lambda _theme: self.list.rescale())
        for command in self.commands():
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self, command.run)

    def commands(self) -> tuple[Command, ...]:
        """A new meeting, the inspector, deleting."""
        return (
            Command("meeting-new", self.tr("Plan a meeting"), self.new_meeting, "add", "Ctrl+Shift+N"),
            Command("inspector", self.tr("Toggle inspector"), self.toggle_inspector, "inspector", "Ctrl+Shift+I"),
            Command("meeting-delete", self.tr("Delete meeting"), self.delete, "trash", "Ctrl+Shift+Backspace"),
        )

    def refresh(self) -> None:
        """Read the list and the meeting again; what is being typed is saved first."""
        self.flush()
        cards = self._show_list()
        present = self._meeting.id if self._meeting else ""
        if self._meeting is not None and not present:
            return
        keys = [card.meeting.id for card in cards]
        if present not in keys:
            present = keys[0] if keys else ""
        self._show(present)

    def _show_list(self) -> tuple[MeetingCard, ...]:
        today = self.context.today()
        ahead, past = self.services.meetings.ahead(today), self.services.meetings.past(today)
        items = [self._item(card, self.tr("Ahead"), today) for card in ahead]
        items += [self._item(card, _year(card, self.tr("Undated")), today) for card in past]
        self.list.set_items(items, self._meeting.id if self._meeting else "")
        return (*ahead, *past)

    def _item(self, card: MeetingCard, group: str, today: dt.date) -> CardItem:
        meeting = card.meeting
        badge, kind = STATES.get(meeting.status, ""), "quiet"
        if meeting.status == "planned" and meeting.date and meeting.date < today:
            badge, kind = self.tr("not closed"), "warn"
        elif card.actions_open:
            badge, kind = how_many(card.actions_open, self.tr("open action"), self.tr("open actions")), "plain"
        return CardItem(
            meeting.id,
            meeting.title or ", ".join(card.names) or self.tr("Meeting"),
            ", ".join(card.names),
            f"{meeting.date.day} {meeting.date:%b}" if meeting.date else "",
            badge,
            kind,
            group,
        )

    def show_record(self, record_id: str) -> bool:
        """Show a meeting."""
        if not self.flush():
            self.list.view.mark(self._meeting.id if self._meeting else "")
            return False
        record = self.services.records.peek(record_id)
        if not isinstance(record, Meeting) or record.deleted_at is not None:
            return False
        self._show(record_id)
        return True

    def _show(self, meeting_id: str) -> None:
        if not meeting_id:
            self._meeting = None
            self.inspector.show_record(None)
            self.stack.setCurrentWidget(self.empty)
            self._share_out()
            return
        page = self.services.meetings.page(meeting_id)
        self._meeting = page.meeting
        self.view.show_meeting(page.meeting)
        self._show_lists(page)
        self.list.view.mark(meeting_id)
        self.inspector.show_record(meeting_id)
        self.stack.setCurrentWidget(self.view)
        self._share_out()

    def _show_lists(self, page: MeetingPage) -> None:
        view, today = self.view, self.context.today()
        writable = not self.context.read_only
        titles = [person.title for person in self.services.records.all(Person)]
        view.people.set_choices(tuple((title, title) for title in titles))
        view.people.set_value([person.title for person in page.people])
        view.agenda.display(
            [Tick(item.id, item.title, None, item.discussed) for item in page.agenda], writable=writable
        )
        for row in view.agenda.rows():
            row.date.hide()
        view.agenda.add_row.date.hide()
        view.actions.display([_tick(action, today) for action in page.actions], writable=writable)
        view.before.clear()
        for action in page.open_before:
            view.before.add_row(self._before_row(action, today))
        view.before_label.setVisible(bool(page.open_before))
        view.before.setVisible(bool(page.open_before))

    def _before_row(self, action: OwnedAction, today: dt.date) -> ActionRow:
        words, kind = due_words(action.item.due, today)
        badge = ", ".join(part for part in (action.owner, words) if part)
        row = ActionRow(action.item.title, badge=badge, kind=kind)  # type: ignore[arg-type]
        row.setEnabled(not self.context.read_only)
        row.edited.connect(lambda on, key=action.item.id: self._tick_action(key, on))
        return row

    def after_own_change(self, changes: ChangeSet) -> None:
        """Lists follow; the fields one types in stay as they are."""
        self._show_list()
        if self._meeting is not None and self._meeting.id and changes.touches("agenda_item", "action", "person"):
            self._show_lists(self.services.meetings.page(self._meeting.id))

    def new_meeting(self) -> None:
        """A blank meeting today in a week; kept once something is typed."""
        if self.context.read_only or not self.flush():
            return
        self._meeting = Meeting(date=self.context.today(), minutes=45)
        self.list.view.mark("")
        self.view.show_meeting(self._meeting)
        self._show_lists(_blank_page(self._meeting))
        self.inspector.show_record(None)
        self.stack.setCurrentWidget(self.view)
        self.view.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete(self) -> None:
        """Move the meeting to the trash."""
        if self._meeting is None or self.context.read_only:
            return
        if self._meeting.id and self.flush():
            key = self._meeting.id
            self._run(lambda _: self.services.records.trash(key))
            self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
        self._meeting = None
        self.refresh()

    def flush(self) -> bool:
        """Save what is being typed."""
        if self._meeting is not None:
            self.view.settle()
        return self._saver.flush()

    def _save(self) -> None:
        self._keep("", sitting=True)

    def _keep(self, label: str, *, sitting: bool) -> None:
        """Write the fields as they stand; a blank new meeting is not kept."""
        if self._meeting is None:
            return
        values = self.view.values()
        if not self._meeting.id:
            blank = dataclasses.replace(self._meeting, **values) == self._meeting
            if blank:
                return
            record = dataclasses.replace(self._meeting, **values)
            self._meeting = self.services.records.save(record, origin=self.origin)
            self.list.view.mark(self._meeting.id)
            self.inspector.show_record(self._meeting.id)
            return
        changed = {key: value for key, value in values.items() if value != getattr(self._meeting, key)}
        if changed:
            record = self.services.records.amend(
                self._meeting.id, changed, label or self.tr("Edit meeting"), origin=self.origin, sitting=sitting
            )
            self._meeting = record if isinstance(record, Meeting) else self._meeting

    def _step(self, label: str) -> None:
        """A choice is saved at once, as a step of its own; typing before it first."""
        if self._saver.flush():
            self._guarded(lambda: self._keep(label, sitting=False))
            if self._meeting is not None:
                self.view.hold.setVisible(self._meeting.status == "planned")

    def _run(self, verb: Callable[[str], object]) -> None:
        """Do something with the meeting, keeping it first where it is new."""
        if self._meeting is None or not self.flush():
            return
        if not self._meeting.id and not self._guarded(self._keep_anyhow):
            return
        key = self._meeting.id
        if self._guarded(lambda: verb(key)) and self._meeting is not None and self._meeting.id == key:
            record = self.services.records.peek(key)
            if isinstance(record, Meeting) and record.deleted_at is None:
                self._show(key)

    def _keep_anyhow(self) -> None:
        if self._meeting is not None:
            record = dataclasses.replace(self._meeting, **self.view.values())
            self._meeting = self.services.records.save(record, origin=self.origin)

    def _guarded(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return False
        return True

    def _set_people(self, names: tuple[str, ...]) -> None:
        self._run(lambda key: self.services.records.set_people(key, names, origin=self.origin))

    def _amend_other(self, record_id: str, values: dict[str, Any]) -> None:
        self._guarded(lambda: self.services.records.amend(record_id, values, origin=self.origin, sitting=True))

    def _add_action(self, title: str, day: dt.date | None) -> None:
        people = self._meeting.people if self._meeting else ()
        owner, text = self._owner_of(title, people)
        self._run(lambda key: self.services.actions.add(text, due=day, meeting=key, owner=owner, origin=self.origin))

    def _owner_of(self, title: str, people: tuple[str, ...]) -> tuple[str | None, str]:
        """`Helena: comment on the abstract` is hers where Helena is at the meeting."""
        name, colon, rest = title.partition(":")
        if colon and rest.strip():
            for person in self.services.records.titles(people).items():
                if name.strip().casefold() in {part.casefold() for part in (person[1], *person[1].split())}:
                    return person[0], rest.strip()
        return None, title

    def _tick_action(self, action_id: str, on: bool) -> None:
        day = self.context.today() if on else None
        self._run(lambda _: self.services.actions.tick(action_id, day, origin=self.origin))

    def _capture_line(self, kind: LineKind, line: str) -> None:
        def capture(key: str) -> None:
            people = self._meeting.people if self._meeting else ()
            owner, text = self._owner_of(line.strip(), people) if kind == "action" else (None, line)
            made = self.services.meetings.capture_line(key, text, kind, owner=owner)
            self.context.navigator.tell("ok", self.tr("Now {0}: {1}").format(made.LABEL.lower(), made.title))

        self._run(capture)

    def _hold(self) -> None:
        following = self.view.next_date.value()
        self._run(lambda key: self.services.meetings.hold(key, next_date=following))
        if following is not None:
            day = day_short(following, self.context.today())
            self.context.navigator.tell("ok", self.tr("Held. The next one is planned for {0}.").format(day))

    def _fill_outlines(self) -> None:
        from mentorjournal.services.templates import templates

        menu = self.view.skeletons
        menu.clear()
        for shape in templates("meeting"):
            action = menu.addAction(shape.name)
            action.setToolTip(shape.description)
            action.triggered.connect(lambda _=False, text=shape.skeleton(): self._add_outline(text))

    def _add_outline(self, text: str) -> None:
        notes = self.view.notes.value().rstrip()
        self.view.notes.set_value(f"{notes}\n\n{text}" if notes else text)
        self._saver.touch()
        self.view.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it again."""
        self._wants_inspector = self.inspector.isHidden()
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inspector gives way where the text would get too narrow."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        room = self.width() - self.list.width() - self.inspector.width() >= scaled(LEAST_TEXT)
        show = self._wants_inspector and room and self._meeting is not None
        self.inspector.setVisible(show)
        self._line.setVisible(show)


def _year(card: MeetingCard, undated: str) -> str:
    return str(card.meeting.date.year) if card.meeting.date else undated


def _tick(action: OwnedAction, today: dt.date) -> Tick:
    item: ActionItem = action.item
    late = item.done_on is None and item.due is not None and item.due < today
    return Tick(item.id, item.title, item.done_on or item.due, item.done_on is not None, action.owner, late)


def _blank_page(meeting: Meeting) -> MeetingPage:
    from mentorjournal.services.meetings import MeetingPage as Shown

    agenda: tuple[AgendaItem, ...] = ()
    return Shown(meeting, (), agenda, (), (), None, ())
