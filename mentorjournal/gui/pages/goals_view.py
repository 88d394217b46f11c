"""The page of one goal: why, how, by when, what could hold me back, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.chain_part import ChainPart
from mentorjournal.gui.pages.goals_saving import GoalSaver
from mentorjournal.gui.pages.milestone_ticks import MilestoneList, late_words, milestone_tick
from mentorjournal.gui.pages.naming_deeds import NamingDeeds
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.goal_head import GoalHead
from mentorjournal.gui.widgets.goal_hints import GoalHints
from mentorjournal.gui.widgets.goal_legend import GoalStrip
from mentorjournal.gui.widgets.goal_line import GoalLine
from mentorjournal.gui.widgets.goal_linked import GoalLinked
from mentorjournal.gui.widgets.goal_ticks import Tick, TickList, TickWords
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import PickedRows
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.model.types import ActionItem, Goal, Project
from mentorjournal.services.goals import OPEN_STATES, GoalPage

TEXT_WIDTH = 640
PAIR_FROM = 440
"""Two texts stand side by side from this width of the page on, in pixels at 100 %."""


class GoalView(QScrollArea):
    """Shows one goal and takes what is typed into a GoalSaver; the rest it tells.

    `picked` carries a field's name and value.
    """

    picked = Signal(str, object)
    delete_wanted = Signal()

    def __init__(
        self, context: Context, saver: GoalSaver, origin: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.saver = saver
        self._origin = origin
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Goal"))
        self.head = GoalHead(context.today)
        self.strip = GoalStrip(context.today)
        self.hints = GoalHints()
        self.milestone_rows = MilestoneList(context.today)
        self.action_rows = TickList(
            TickWords(
                self.tr("Action item"),
                self.tr("Due"),
                self.tr("Done on"),
                self.tr("Add an action: send the draft by fri"),
            ),
            context.today,
        )
        self.linked = GoalLinked(context.today)
        self.skills = PickedRows(
            self.tr("Skills it grows"), self.tr("Add a skill: pick one, or type a new one")
        )
        self.naming = NamingDeeds(context, origin, self, saver.ensure, {"skills": self.skills})
        self.project = ChoiceField((), name=self.tr("Project"), none=self.tr("No project"))
        allow(self.project, writable=self._writable, because=context.read_only)
        self.chain = ChainPart(context, origin, self.saver.ensure, asks=True)
        self.chain.leave_out("action")
        self.texts: dict[str, MarkdownEdit | GoalLine] = self._make_texts()
        self._lay_out()
        self._connect()

    def _make_texts(self) -> dict[str, MarkdownEdit | GoalLine]:
        tr = self.tr
        made: dict[str, MarkdownEdit | GoalLine] = {
            name: MarkdownEdit(name=label, placeholder=hint)
            for name, label, hint in (
                ("why", tr("Why it matters"), tr("What becomes possible, and for whom?")),
                ("strategies", tr("Strategies"), tr("- One thing you will do differently every week")),
                (
                    "obstacle",
                    tr("What could hold me back"),
                    tr("The likeliest thing, inside you or around you."),
                ),
                ("my_part", tr("My part"), tr("What only you can do.")),
                ("help_asked", tr("Help I ask for"), tr("Whom you ask, and for what.")),
                (
                    "changed_in_me",
                    tr("What changed in me"),
                    tr("What you can do, see or let go of now that you could not before."),
                ),
            )
        }
        for name, label, hint in (
            ("measure", tr("How I will know"), tr("What somebody else could see or count.")),
            ("if_then", tr("If that happens, then I will"), tr("If I catch myself …, then I …")),
        ):
            made[name] = GoalLine(name=label, placeholder=hint)
        for edit in made.values():
            if isinstance(edit, MarkdownEdit):
                edit.set_look("card")
                TextFiles(self.context, self._origin, self.saver.ensure, edit, self)
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        self._text = QWidget()
        column = QVBoxLayout(self._text)
        column.setContentsMargins(26, 0, 26, 0)
        column.setSpacing(6)
        for widget in (self.head, self.strip, self.hints):
            column.addWidget(widget)
            column.addSpacing(10)
        self._closing = self._section("changed_in_me")
        column.addWidget(self._closing)
        column.addWidget(self._section("why"))
        column.addWidget(self._section("measure"))
        column.addWidget(self._titled(self.tr("Milestones"), self.milestone_rows))
        column.addWidget(self._section("strategies"))
        column.addWidget(self._plan())
        column.addWidget(self._pair("my_part", "help_asked"))
        column.addWidget(self._titled(self.tr("Actions"), self.action_rows))
        column.addWidget(self._titled(self.skills.accessibleName(), self.skills))
        column.addWidget(BoundView.row(self.project.accessibleName(), self.project))
        column.addSpacing(10)
        column.addWidget(self.chain)
        column.addWidget(self._titled(self.tr("Linked entries"), self.linked))
        column.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(4, 22, 4, 32)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self.setWidget(inside)
        self._rescale()

    def _titled(self, title: str, *widgets: QWidget) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 8, 0, 10)
        column.setSpacing(5)
        column.addWidget(SectionLabel(title, "accent"))
        for widget in widgets:
            column.addWidget(widget)
        return group

    def _section(self, name: str) -> QWidget:
        return self._titled(self.texts[name].accessibleName(), self.texts[name])

    def _plan(self) -> QWidget:
        card = Card(tone="wash")
        card.setAccessibleName(self.tr("Obstacle and if-then plan"))
        card.body.setContentsMargins(16, 6, 16, 6)
        card.add(self._section("obstacle"))
        card.add(self._section("if_then"))
        return card

    def _pair(self, first: str, second: str) -> QWidget:
        pair = QWidget()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(24)
        for name in (first, second):
            self._side_by_side.addWidget(self._section(name), 1, Qt.AlignmentFlag.AlignTop)
        return pair

    def _connect(self) -> None:
        self.head.titled.connect(lambda text: self.saver.type_field("title", text))
        self.head.title.finished.connect(lambda: self.texts["why"].setFocus(Qt.FocusReason.TabFocusReason))
        self.head.picked.connect(self.picked)
        self.head.delete_wanted.connect(self.delete_wanted)
        for name, edit in self.texts.items():
            edit.edited.connect(lambda text, name=name: self.saver.type_field(name, text))
        self.milestone_rows.worded.connect(lambda key, text: self.saver.type_milestone(key, "title", text))
        self.milestone_rows.reasoned.connect(
            lambda key, text: self.saver.type_milestone(key, "slipped", text)
        )
        self.action_rows.worded.connect(self.saver.type_action)
        self.project.edited.connect(lambda key: self.picked.emit("project", key or None))
        self.linked.opened.connect(self.context.navigator.open_record)
        self.chain.source_picked.connect(lambda key: self.picked.emit("origin", key))
        self.context.themes.theme_changed.connect(self._rescale)

    def display(self, page: GoalPage) -> None:
        """Show a goal with all that belongs to it; what is typed and not saved stays as typed."""
        self._paint_later()
        self.show_goal(page.goal)
        self.show_around(page)

    def show_new(self) -> None:
        """An empty page; the goal comes into the journal with the first word."""
        self.show_goal(Goal(start=self.context.today()))
        self.strip.show_track(None)
        self.hints.display((), writable=False)
        self.milestone_rows.display((), writable=self._writable)
        self.action_rows.display((), writable=self._writable)
        self.linked.display((), writable=False)
        self.chain.show_record("")
        self._show_named(Goal())

    def show_goal(self, stored: Goal) -> None:
        """The goal's own fields."""
        goal = self.saver.over(stored)
        self.head.display(goal, None)
        self._closing.setHidden(goal.status in OPEN_STATES)
        for name, edit in self.texts.items():
            edit.set_value(getattr(goal, name))
            edit.setReadOnly(not self._writable)
        self.head.set_writable(writable=self._writable, because=self.context.read_only)

    def show_around(self, page: GoalPage) -> None:
        """Everything but the texts one may be writing in."""
        goal = self.saver.over(page.goal)
        self.head.display(goal, page.card)
        self._closing.setHidden(goal.status in OPEN_STATES)
        self.strip.show_track(page.track())
        self.hints.display(page.hints, writable=self._writable)
        self.milestone_rows.display(
            [
                milestone_tick(item, self.saver.pending_words(item.id), self.context.today())
                for item in page.milestones
            ],
            writable=self._writable,
        )
        names = self.context.services.records.titles(item.owner for item in page.actions if item.owner)
        self.action_rows.display(
            [self._action(item, names.get(item.owner or "", "")) for item in page.actions],
            writable=self._writable,
        )
        self.linked.display(page.linked, writable=self._writable)
        self.chain.show_record(page.goal.id)
        self._show_named(page.goal)

    def _show_named(self, goal: Goal) -> None:
        self.naming.show_record(goal)
        named = self.context.services.records.named(Project)
        self.project.set_choices([(key, title or Project.LABEL) for key, title in named.items()])
        self.project.set_value(goal.project or "")

    def _paint_later(self) -> None:
        """Wrapped lines know their height only at their width, one round of layout later: show neither."""
        self.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, lambda: self.setUpdatesEnabled(True)))

    @property
    def _writable(self) -> bool:
        return not self.context.read_only

    def _action(self, item: ActionItem, owner: str) -> Tick:
        words = {"title": item.title, **self.saver.pending_words(item.id)}
        done = item.done_on is not None
        late = late_words(item.due, item.done_on, self.context.today())
        note = ", ".join(part for part in (owner, late) if part)
        return Tick(item.id, words["title"], item.done_on or item.due, done, note, bool(late))

    def start(self) -> None:
        """Put the cursor where writing begins."""
        self.verticalScrollBar().setValue(0)
        self.head.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_milestone(self) -> None:
        """Put the cursor where a milestone is added."""
        self.milestone_rows.add_row.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.milestone_rows.add_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pairs stand below each other where the page is narrow."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= scaled(PAIR_FROM)
        self._side_by_side.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _rescale(self, _theme: object = None) -> None:
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        self.head.rescale()
