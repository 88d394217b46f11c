"""My mentees: at a glance, what I noticed, what became of them, what I gave, and my own craft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.pages.mentees_craft import CraftSection
from mentorjournal.gui.pages.mentees_glance import GlanceSection
from mentorjournal.gui.pages.mentees_hours import HoursSection
from mentorjournal.gui.pages.mentees_noticed import NoticedSection
from mentorjournal.gui.pages.mentees_outcomes import OutcomesSection
from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.quick_line import QuickLine
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_surface

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet

WIDEST = 1040


class MenteesPage(Page):
    """One section is shown and read at a time; all of it is private to begin with."""

    PLACE: ClassVar[str] = "people"
    TITLE: ClassVar[str] = "My mentees"
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("meeting", "action", "goal", "milestone", "question", "relationship", "person"),
        *("observation", "outcome", "activity", "pulse"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        tr = self.tr
        self.record_id = ""
        makers: tuple[tuple[str, str, Callable[[Context, str], MentorSection]], ...] = (
            ("glance", tr("At a glance"), GlanceSection),
            ("noticed", tr("Noticed"), NoticedSection),
            ("outcomes", tr("Outcomes"), OutcomesSection),
            ("hours", tr("Hours"), HoursSection),
            ("craft", tr("My development"), CraftSection),
        )
        self.bar = Segmented([(key, title) for key, title, _ in makers], "glance", tr("What to look at"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bar.edited.connect(self.show_section)
        self.sections = {key: make(context, self.origin) for key, _, make in makers}
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, gap=18, line_gap=8)
        flow.addWidget(TextLabel(self.TITLE, "heading"))
        flow.addWidget(self.bar)
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(head)
        for key, section in self.sections.items():
            section.setVisible(key == "glance")
            column.addWidget(section)
        column.addStretch(1)
        body = QWidget()
        set_surface(body, "surface")
        row = QHBoxLayout(body)
        row.setContentsMargins(28, 22, 28, 26)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._rescale()
        self.context.themes.theme_changed.connect(self._rescale)

    def _rescale(self) -> None:
        self._inside.setMaximumWidth(scaled(WIDEST))

    @property
    def section(self) -> MentorSection:
        """The section shown."""
        return self.sections[self.bar.value()]

    def refresh(self) -> None:
        """Read the section shown again; what is typed in its lines stays."""
        bar = self.area.verticalScrollBar()
        place = bar.value()
        self.section.read()
        if place:
            # The height is settled only when the layout gets its turn.
            QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def after_own_change(self, changes: ChangeSet) -> None:
        """The list below a line follows what the line added."""
        self.refresh()

    def show_section(self, key: str) -> None:
        """Show another section."""
        self.bar.set_value(key)
        for name, section in self.sections.items():
            section.setVisible(name == key)
        self.area.verticalScrollBar().setValue(0)
        self.section.read()

    def flush(self) -> bool:
        """Keep what stands in lines to add, so that no word is lost."""
        kept = [section.flush() for section in self.sections.values()]
        return all(kept)

    def commands(self) -> tuple[Command, ...]:
        """Every section, and every line to add something in."""
        tr = self.tr
        found = [
            Command(
                "mentees-glance", tr("Mentees at a glance"), lambda: self.show_section("glance"), "people"
            ),
            Command(
                "mentees-hours", tr("Hours given as a mentor"), lambda: self.show_section("hours"), "time"
            ),
        ]
        if self.context.read_only:
            return tuple(found)
        noticed, outcomes, craft = (self.sections[key] for key in ("noticed", "outcomes", "craft"))
        assert isinstance(noticed, NoticedSection)  # noqa: S101  for the type checker
        assert isinstance(outcomes, OutcomesSection)  # noqa: S101
        assert isinstance(craft, CraftSection)  # noqa: S101
        lines: list[tuple[str, str, QuickLine]] = [
            ("noticed", tr("Note a talent"), noticed.note_lines["talent"]),
            ("noticed", tr("Note a hard date of a mentee"), noticed.hard_line),
            ("noticed", tr("Note encouragement given"), noticed.note_lines["encouragement"]),
            ("noticed", tr("Note what a mentee taught me"), noticed.note_lines["learned"]),
            ("outcomes", tr("Add an outcome of a mentee"), outcomes.line),
            ("craft", tr("Log a training as a mentor"), craft.training_line),
        ]
        for number, (key, title, line) in enumerate(lines):
            found.append(Command(f"mentees-add-{number}", title, self._begin(key, line), "add"))
        found.append(Command("mentees-rate", tr("Rate my craft as a mentor"), self.rate, "pulse"))
        return tuple(found)

    def _begin(self, key: str, line: QuickLine) -> Callable[[], None]:
        def begin() -> None:
            self.show_section(key)
            # The section comes into sight, and its field can have the focus, when the layout had its turn.
            QTimer.singleShot(0, line, line.controls["title"].setFocus)

        return begin

    def rate(self) -> None:
        """Rate my craft now."""
        self.show_section("craft")
        craft = self.sections["craft"]
        assert isinstance(craft, CraftSection)  # noqa: S101  for the type checker
        craft.open_rating()
