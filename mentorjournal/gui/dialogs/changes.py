"""Everything that changed: this week, a month, since the last meeting, or on a day; open it, compare it, or
bring back what was deleted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.versions import VersionsDialog
from mentorjournal.gui.models.changes_model import ChangesModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.changes_delegate import ChangesDelegate
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import day_full, how_many
from mentorjournal.services.changes import ChangedRecord

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.changes import ChangedDay

WEEK, MONTH = 7, 31
"""Days back, today among them."""
WIDTH, EDGE = 720, 48


class ChangesDialog(Dialog):
    """The changes of a stretch of time. A click opens a record; its versions are behind the sign at the end."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__("What changed", parent, width=480)
        room = self.screen().availableGeometry().width() - EDGE
        self.setMinimumWidth(min(scaled(560), room))
        self.resize(min(scaled(WIDTH), room), self.sizeHint().height())
        self._context = context
        self._asked = 0
        choices = (("week", self.tr("This week")), ("month", self.tr("A month")))
        self._met = context.services.changes.last_meeting(context.now())
        met = (("meeting", self.tr("Since the last meeting")),) if self._met is not None else ()
        self.stretch = FittingChoice((*choices, *met, ("day", self.tr("A day"))), name=self.tr("When"))
        self.stretch.set_value("week")
        self.day = DateField(context.today(), name=self.tr("The day"), today=context.today)
        self.day.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.stretch, 1)
        row.addWidget(self.day)
        self.add(row)
        self.summary = TextLabel("", "muted", wrap=True)
        self.add(self.summary)
        self._list_up()
        self._button_up()
        self.stretch.edited.connect(self._load)
        self.day.edited.connect(self._load)
        context.relay.changed.connect(self._load)
        self._choose()
        self.summary.setText(self.tr("Looking…"))
        self._load()
        self.list.setFocus()

    def _list_up(self) -> None:
        self._model = ChangesModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        delegate = ChangesDelegate(self.list)
        self.list.setItemDelegate(delegate)
        self.list.setAccessibleName(self.tr("Changes"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.setMinimumHeight(min(scaled(380), self.screen().availableGeometry().height() // 2))
        self.add(self.list)
        delegate.opened.connect(self._open_at)
        delegate.versions_wanted.connect(self._compare_at)
        self.list.activated.connect(self._open_at)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def _button_up(self) -> None:
        self.back = QuietButton(self.tr("Bring it back"))
        self.versions = QuietButton(self.tr("Compare versions…"))
        self.close_button = QuietButton(self.tr("Close"))
        self.open_button = PrimaryButton(self.tr("Open"))
        self.add_button(self.back, left=True)
        for button in (self.back, self.versions, self.close_button, self.open_button):
            button.setAutoDefault(False)
        for button in (self.versions, self.close_button, self.open_button):
            self.add_button(button)
        self.back.clicked.connect(self._bring_back)
        self.versions.clicked.connect(lambda: self._compare_at(self.list.currentIndex()))
        self.close_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(lambda: self._open_at(self.list.currentIndex()))

    def _when(self) -> tuple[dt.datetime, dt.datetime | None, str]:
        """From when, until when, and both in words."""
        now, today = self._context.now(), self._context.today()
        key = self.stretch.value()
        if key == "meeting" and self._met is not None:
            title, moment = self._met
            said = self.tr("since “{0}” on {1}").format(
                title or self.tr("a meeting"), day_full(moment.date())
            )
            return moment, None, said
        if key == "day":
            day = self.day.value() or today
            begin = _midnight(day, now)
            return begin, _midnight(day + dt.timedelta(days=1), now), self.tr("on {0}").format(day_full(day))
        back = WEEK if key == "week" else MONTH
        begin = _midnight(today - dt.timedelta(days=back - 1), now)
        return begin, None, self.tr("since {0}").format(day_full(begin.date()))

    @Slot(object)
    def _load(self, _: object = None) -> None:
        self.day.setVisible(self.stretch.value() == "day")
        begin, end, said = self._when()
        changes = self._context.services.changes
        self._asked += 1
        asked = self._asked
        # Methods of this dialog, and no others: they are not called any more once it is gone.
        self._context.tasks.start(
            lambda _: (asked, changes.since(begin, end), said), self._show, self._failed
        )

    @Slot(object)
    def _failed(self, error: JournalError) -> None:
        self.say(error.message)

    @Slot(object)
    def _show(self, answer: tuple[int, tuple[ChangedDay, ...], str]) -> None:
        asked, days, said = answer
        if asked != self._asked:
            return
        chosen = self._row()
        self._model.set_days(days)
        count = self._model.changes()
        told = how_many(count, "change", "changes") if count else self.tr("Nothing changed")
        self.summary.setText(f"{told} {said}.")
        self.list.setCurrentIndex(self._model.row_of(chosen.id if chosen else ""))
        self._choose()

    def _row(self) -> ChangedRecord | None:
        found = self._model.entry(self.list.currentIndex())
        return found if isinstance(found, ChangedRecord) else None

    @Slot()
    def _choose(self, *_: QModelIndex) -> None:
        row = self._row()
        here = row is not None and row.standing == "here"
        self.open_button.setEnabled(here)
        self.versions.setEnabled(row is not None)
        self.back.setVisible(row is not None and not here)
        self.back.setEnabled(not self._context.read_only)
        self.back.setToolTip(self._context.read_only)

    @Slot(QModelIndex)
    def _open_at(self, index: QModelIndex) -> None:
        row = self._model.entry(index)
        if isinstance(row, ChangedRecord) and row.standing == "here":
            self.accept()
            self._context.navigator.open_record(row.id)

    @Slot(QModelIndex)
    def _compare_at(self, index: QModelIndex) -> None:
        row = self._model.entry(index)
        if isinstance(row, ChangedRecord):
            VersionsDialog(self._context, row.id, self, version=row.version).open()

    @Slot()
    def _bring_back(self) -> None:
        row = self._row()
        if row is None or self._context.read_only:
            return
        try:
            self._context.services.changes.bring_back(row.id)
        except JournalError as error:
            self.say(error.message)
            return
        self.say(self.tr("“{0}” is back where it was.").format(row.title), "ok")


def _midnight(day: dt.date, now: dt.datetime) -> dt.datetime:
    """The start of a day, by the clock as it goes now: in another season it is an hour off, as are the days."""
    return dt.datetime.combine(day, dt.time(), now.tzinfo)
