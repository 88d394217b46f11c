"""A mentor's own development: six areas rated now and then, trainings, goals, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentees_hours import hours
from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.quick_line import QuickLine
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.score_bars import ScoreBars
from mentorjournal.gui.widgets.trend_lines import FEWEST, TrendLines
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.gui.words import day_full, day_short
from mentorjournal.model.choices import label
from mentorjournal.services.instruments import MENTOR_SIX, instrument

MOST_HOURS = 1000


class RatingPart(Part):
    """The latest rating and what moves."""

    def fill(self, *data: Any) -> None:
        """Show (day, ratings, why)."""
        day, ratings, why = data
        scale = instrument(MENTOR_SIX)
        if why:
            self.column.addWidget(TextLabel(self.tr("Why I mentor: {0}").format(why), "bold", wrap=True))
        if not ratings:
            words = self.tr("Not rated yet. Six areas, two minutes; it is a feeling and no proof.")
            self.column.addWidget(TextLabel(words, "small", wrap=True))
            return
        latest = ratings[0]
        due = latest.day + dt.timedelta(days=scale.rhythm_days)
        words = self.tr("Rated {0}.").format(day_full(latest.day).split(" ", 1)[1])
        again = (
            self.tr("It is time to look again.")
            if due <= day
            else self.tr("Again from {0}.").format(day_short(due, day))
        )
        self.column.addWidget(TextLabel(f"{words} {again}", "small", wrap=True))
        if len(ratings) < FEWEST:
            bars = ScoreBars()
            bars.set_scores([(score.label, score.value) for score in latest.scores], scale.high)
            self.column.addWidget(bars)
        if len(ratings) > 1:
            trend = TrendLines()
            trend.set_ratings(ratings, scale.low, scale.high)
            self.stops["numbers"] = trend.switch
            self.column.addWidget(trend)


class TrainingsPart(Part):
    """Trainings as a mentor, the newest first."""

    def fill(self, *data: Any) -> None:
        """Show (day, trainings, hours)."""
        day, trainings, total = data
        if not trainings:
            self.column.addWidget(TextLabel(self.tr("No training logged yet."), "small", wrap=True))
            return
        rows = RowList()
        for item in trainings:
            facts = (
                item.provider,
                hours(item.hours) if item.hours else "",
                self.tr("certificate") if item.attachments else "",
            )
            lead = day_short(item.date, day) if item.date else ""
            row = ListRow(
                item.title, lead=lead, lead_width=96, badge=", ".join(fact for fact in facts if fact)
            )
            rows.add_row(self.opening(row, item.id))
        self.column.addWidget(rows)
        self.column.addWidget(TextLabel(self.tr("{0} all in all.").format(hours(total)), "small"))


class GoalsPart(Part):
    """Goals that follow from a rating."""

    def fill(self, *data: Any) -> None:
        """Show (day, goals)."""
        day, goals = data
        rows = RowList()
        for goal in goals:
            state = label("goal_status", goal.status)
            until = self.tr("until {0}").format(day_short(goal.target, day)) if goal.target else ""
            row = ListRow(goal.title, badge=", ".join(part for part in (state, until) if part))
            rows.add_row(self.opening(row, goal.id))
        if goals:
            self.column.addWidget(rows)


class CraftSection(MentorSection):
    """The rating, a goal, the trainings."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__(context, origin)
        tr = self.tr
        self.rate = QuietButton(tr("Rate myself"), "pulse")
        self.rate.setEnabled(not context.read_only)
        self.rate.setToolTip(context.read_only)
        self.rate.clicked.connect(self.open_rating)
        self.rating = RatingPart(context, origin)
        self.goals = GoalsPart(context, origin)
        self.trainings = TrainingsPart(context, origin)
        words = tr("What I want to do better as a mentor")
        self.goal_line = self.add_line(
            QuickLine(tr("Add a development goal"), {"title": TextField(name=words, placeholder=words)}),
            lambda values: self.mentoring.add_goal(
                str(values["title"]), day=context.today(), origin=self.origin
            ),
        )
        self.training_line = self.add_line(
            QuickLine(
                tr("Add a training"),
                {
                    "title": TextField(
                        name=tr("What it was"), placeholder=tr("Course, workshop, supervision…")
                    ),
                    "hours": NumberField(name=tr("Hours"), most=MOST_HOURS, decimals=2),
                    "provider": TextField(name=tr("Provider"), placeholder=tr("By whom")),
                    "day": DateField(context.today(), name=tr("Day of the training"), today=context.today),
                },
            ),
            self._add_training,
        )
        hours_field = self.training_line.controls["hours"]
        hours_field.setPlaceholderText(tr("Hours"))  # type: ignore[union-attr]
        self._lay_out()

    def _lay_out(self) -> None:
        tr = self.tr
        self.group(tr("Six areas of my craft"), instrument(MENTOR_SIX).intro, self.rating, self.rate)
        self.group(tr("My goals as a mentor"), "", self.goal_line, self.goals)
        self.group(
            tr("Training"),
            tr("A certificate is attached on the activity's own page."),
            self.training_line,
            self.trainings,
        )
        self.column.addStretch(1)

    def read(self) -> None:
        """Read everything shown again."""
        craft, day = self.mentoring.craft(), self.context.today()
        self.rating.display(day, craft.ratings, craft.why)
        self.goals.display(day, craft.goals)
        self.trainings.display(day, craft.trainings, craft.hours)
        because = self.context.read_only
        if not because and not craft.ratings:
            because = self.tr("A goal here follows from a self-rating. Rate yourself first.")
        self.goal_line.set_writable(because)

    def open_rating(self) -> None:
        """Rate the six areas now."""
        from mentorjournal.gui.dialogs.mentor_six import MentorSixDialog

        if self.rate.isEnabled():
            MentorSixDialog(self.context, self.mentoring.craft().why, self.window()).open()

    def _add_training(self, values: dict[str, Any]) -> None:
        day = values["day"] or self.context.today()
        self.mentoring.add_training(
            values["title"], values["hours"], values["provider"], day=day, origin=self.origin
        )
