"""Repeats a planned meeting: how often, how long, and the days that come of it before anything is planned."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.services.calendar import MOST_REPEATED

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.calendar import RepeatOffer

USUAL_COUNT = 6
DAYS_SHOWN = 6


class RepeatMeetingDialog(Dialog):
    """Shows the days as they are chosen; `repeat` plans them as one step."""

    def __init__(
        self, context: Context, offer: RepeatOffer, parent: QWidget | None, *, origin: str = ""
    ) -> None:
        super().__init__(
            "Repeat this meeting",
            parent,
            width=460,
            intro="Each becomes a meeting of its own: moving one moves no other.",
        )
        self._context, self._meeting, self._origin = context, offer.meeting, origin
        self._rules = {choice.key: choice.rule for choice in offer.choices}
        tr = self.tr
        self.how = ChoiceField(
            [(choice.key, choice.label) for choice in offer.choices], offer.usual, name=tr("How often")
        )
        self.ends = Segmented(
            (("count", tr("After so many meetings")), ("until", tr("On a day"))), "count", tr("It ends")
        )
        self.count = NumberField(
            USUAL_COUNT, name=tr("Meetings, this one among them"), least=2, most=MOST_REPEATED
        )
        self.until = DateField(name=tr("Last day"), today=context.today)
        self.days = TextLabel("", wrap=True)
        self.days.setAccessibleName(tr("Days"))
        self.cancel = QuietButton(tr("Cancel"))
        self.plan = PrimaryButton(tr("Plan them"))
        self._lay_out()
        self._connect()
        self._show_days()

    def _lay_out(self) -> None:
        tr = self.tr
        self._end = QWidget()
        self._ways = QStackedLayout(self._end)
        self._ways.addWidget(FormRow(tr("Meetings, this one among them"), self.count))
        self._ways.addWidget(FormRow(tr("Last day"), self.until))
        self.add(FormRow(tr("How often"), self.how))
        self.add(FormRow(tr("It ends"), self.ends))
        self.add(self._end)
        self.add(self.days)
        self.cancel.setAutoDefault(False)
        self.add_button(self.cancel)
        self.add_button(self.plan)

    def _connect(self) -> None:
        self.how.edited.connect(lambda _: self._show_days())
        self.ends.edited.connect(self._change_end)
        self.count.edited.connect(lambda _: self._show_days())
        self.until.edited.connect(lambda _: self._show_days())
        self.cancel.clicked.connect(self.reject)
        self.plan.clicked.connect(self.repeat)

    def _change_end(self, way: str) -> None:
        self._ways.setCurrentIndex(1 if way == "until" else 0)
        if way == "until" and self.until.value() is None and self._meeting.date is not None:
            self.until.set_value(_half_a_year_after(self._meeting.date))
        self._show_days()

    def _asked(self) -> tuple[str, int | None, dt.date | None]:
        rule = self._rules[self.how.value()]
        if self.ends.value() == "until":
            return rule, None, self.until.value()
        count = self.count.value()
        return rule, int(count) if count is not None else None, None

    def _show_days(self) -> None:
        rule, count, until = self._asked()
        try:
            days = self._context.services.calendar.repeat_days(
                self._meeting.id, rule, count=count, until=until
            )
        except JournalError as error:
            self.days.setText(error.message)
            self.plan.setEnabled(False)
            return
        self.days.setText(self._words(days))
        self.plan.setEnabled(True)

    def _words(self, days: tuple[dt.date, ...]) -> str:
        today = self._context.today()
        first = [day_short(day, today) for day in days[:DAYS_SHOWN]]
        more = len(days) - len(first)
        listed = ", ".join(first) + (self.tr(" … {0}").format(day_short(days[-1], today)) if more else "")
        return f"{how_many(len(days), self.tr('meeting'), self.tr('meetings'))}: {listed}"

    def repeat(self) -> None:
        """Plan the meetings, and say what overlaps with them."""
        self.count.settle()
        self.until.settle()
        if self.count.is_wrong() or self.until.is_wrong():
            return
        rule, count, until = self._asked()
        calendar = self._context.services.calendar
        try:
            made = calendar.plan_series(self._meeting.id, rule, count=count, until=until, origin=self._origin)
            crossed = sum(bool(calendar.overlaps(meeting.id)) for meeting in made)
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()
        said = self.tr("Planned {0}. Ctrl+Z takes them back.").format(
            how_many(len(made) - 1, self.tr("more meeting"), self.tr("more meetings"))
        )
        if crossed:
            more = how_many(crossed, self.tr("of them overlaps"), self.tr("of them overlap"))
            said += " " + self.tr("{0} with something else.").format(more)
        self._context.navigator.tell("warn" if crossed else "ok", said)


def repeat_meeting(context: Context, meeting_id: str, parent: QWidget | None) -> None:
    """Offer to repeat a meeting; why one cannot be repeated is told in the window."""
    try:
        offer = context.services.calendar.repeat_offer(meeting_id)
    except JournalError as error:
        context.navigator.tell("warn", error.message)
        return
    RepeatMeetingDialog(context, offer, parent).open()


def _half_a_year_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=182) if dt.date.max - day > dt.timedelta(days=182) else day
