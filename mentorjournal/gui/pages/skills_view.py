"""The page of one skill: rated in one press, with who noticed it, what shows it, and where it is used next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.level_row import LevelRow
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.picked_rows import Picked, PickedRows
from mentorjournal.gui.widgets.ticked_day import TickedFlag
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Skill
from mentorjournal.services.skills import RatingLine, SkillPage


class SkillView(BoundView):
    """Shows a SkillPage; `rated` carries a level, who gave it ("" for myself) and why."""

    rated = Signal(int, str, str)
    noticed = Signal(str)
    unnoticed = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Skill.LABEL)
        tr = self.tr
        self._shown = ""
        self.title = self.bind_text("title", TitleEdit(name=tr("Title"), placeholder=tr("What you can do")))
        self.level = LevelRow(tr("How far it has come today"))
        self.by = NameField(name=tr("Rated by"), placeholder=tr("Me; or pick or type a name"))
        self.why = TextField(name=tr("Why so"), placeholder=tr("What you saw, if you like"))
        self.standing = TextLabel("", "small", wrap=True)
        self.ratings = LinkedRows(
            tr("Ratings"), tr("Not rated yet. A rating is what somebody thinks, and proves nothing.")
        )
        self.wanted = ChoiceField((), name=tr("Level I aim at"), none=tr("None in particular"))
        self.wanted_by = self.bind_choice(
            "wanted_by", DateField(name=tr("To be reached by"), today=context.today), tr("Change day")
        )
        self.kind = self.bind_choice(
            "kind", ChoiceField(tuple(CHOICES["skill_kind"].items()), name=tr("Kind")), tr("Change kind")
        )
        self.domain = self.bind_text(
            "domain", TextField(name=tr("Domain"), placeholder=tr("What it is part of"))
        )
        self.strength = self.bind_choice(
            "strength", TickedFlag(tr("A strength of mine")), tr("Mark a strength")
        )
        self.counted = self.bind_choice(
            "counted", TickedFlag(tr("Count how often it is done")), tr("Count a skill")
        )
        self.who = PickedRows(tr("Who noticed it"), tr("Add who noticed it"))
        self.times = TextLabel("", "small", wrap=True)
        for field in (self.level, self.by, self.why, self.wanted, self.who):
            allow(field, writable=self.writable, because=context.read_only)
        self.texts = {
            name: self._note(name, title, prompt)
            for name, title, prompt in (
                ("detail", tr("What it means for me"), tr("What somebody who can do this does.")),
                ("proof", tr("What shows it"), tr("A day, a piece of work, a sentence that was said.")),
                ("next_use", tr("Where I use it next"), tr("The occasion, and the part that is yours.")),
            )
        }
        self.goals = LinkedRows(tr("Goals that grow it"), tr("No goal grows it yet."))
        self.linked = LinkedRows(
            tr("Evidence"), tr("Connect entries, activities and feedback in the side panel.")
        )
        self._lay_out()
        self._connect()

    def _note(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _lay_out(self) -> None:
        tr, column, row = self.tr, self.column, self.row
        column.addWidget(self.title)
        column.addSpacing(8)
        card = Card(tone="wash")
        card.setAccessibleName(tr("How far it has come today"))
        card.add(SectionLabel(tr("How far it has come today"), "accent"))
        card.add(self.level)
        card.add(self.pairs(row(tr("Rated by"), self.by), row(tr("Why so"), self.why)))
        card.add(self.standing)
        column.addWidget(card)
        column.addWidget(self.section(tr("Ratings"), self.ratings))
        column.addWidget(
            self.section(
                tr("Where it is to go"),
                self.pairs(
                    row(tr("Level I aim at"), self.wanted), row(tr("To be reached by"), self.wanted_by)
                ),
                SectionLabel(tr("Goals that grow it")),
                self.goals,
            )
        )
        column.addWidget(self.section(tr("Noticed"), self.strength, self.who))
        for name, title in (("proof", tr("What shows it")), ("next_use", tr("Where I use it next"))):
            column.addWidget(self.section(title, self.texts[name]))
        column.addWidget(self.section(tr("Evidence"), self.linked, self.counted, self.times))
        column.addWidget(
            self.section(
                tr("What it is"),
                self.pairs(row(tr("Kind"), self.kind), row(tr("Domain"), self.domain)),
                self.texts["detail"],
            )
        )
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.level.setFocus(Qt.FocusReason.TabFocusReason))
        self.level.edited.connect(self._rate)
        self.wanted.edited.connect(
            lambda key: self.chosen.emit(
                {"wanted": float(key) if key else None}, self.tr("Change the level I aim at")
            )
        )
        self.who.added.connect(self.noticed)
        self.who.removed.connect(self.unnoticed)
        for rows in (self.who, self.goals, self.linked):
            rows.opened.connect(self.context.navigator.open_record)

    def _rate(self, level: int) -> None:
        # A name counts as typed, also where a press does not take the focus from its field.
        self.by.settle()
        self.rated.emit(level, self.by.value() or "", self.why.value().strip())

    def start_rating(self) -> None:
        """Go to where it is rated."""
        self.level.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.level)

    def clear_rating(self) -> None:
        """What was rated is kept; the fields wait for the next."""
        self.by.set_value(None)
        self.why.set_value("")

    def display(self, page: SkillPage) -> None:
        """Show a skill; what is typed and not saved stays as typed, but for the words of a rating not given."""
        if page.skill.id != self._shown:
            self._shown = page.skill.id
            self.clear_rating()
        self.show_fields(page.skill)
        self.show_around(page)

    def display_draft(self, record: Skill) -> None:
        """An empty page; the journal takes it with the first word."""
        self._shown = ""
        self.clear_rating()
        self.show_fields(record)
        self.show_around(self.context.services.skills.blank(record))

    def show_around(self, page: SkillPage) -> None:
        """Everything but the texts."""
        skill: Skill = self.saver.over(page.skill)
        self.caption.setText(" · ".join(filter(None, (page.framework or self.tr("My own"), skill.code))))
        steps = [(str(number), f"{number} {words}") for number, words in page.levels]
        today, mine = self.context.today(), [line for line in page.ratings if line.mine]
        now = next((line for line in mine if line.rating.date == today), None)
        given = now.rating.level if now is not None else None
        self.level.display(page.levels, int(given) if given is not None else None)
        self.standing.setText(self._standing(page, mine))
        self.ratings.display([self._line(page, line) for line in page.ratings])
        self.wanted.set_choices(steps)
        self.wanted.set_value(str(int(skill.wanted)) if skill.wanted is not None else "")
        self.by.set_choices([name for _, name in (*page.noticed, *page.people)])
        self.who.display([Picked(key, name) for key, name in page.noticed], [name for _, name in page.people])
        self.goals.display([LinkedRow(key, title) for key, title in page.goals])
        self.times.setText(self.tr("Done {0} times so far.").format(f"{page.times:g}") if page.times else "")
        self.times.setVisible(bool(page.times) and skill.counted)
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(skill.id) and self.writable)

    def _standing(self, page: SkillPage, mine: list[RatingLine]) -> str:
        if len(mine) < 2:  # noqa: PLR2004  a way needs two ends
            return self.tr("Press a step: it is kept at once, with today's date.")
        first, last = mine[-1].rating, mine[0].rating
        said = self.tr("From “{0}” on {1} to “{2}” on {3}.")
        return said.format(page.words(first.level), _day(first.date), page.words(last.level), _day(last.date))

    def _line(self, page: SkillPage, line: RatingLine) -> LinkedRow:
        rating = line.rating
        level = f"{int(rating.level)} {page.words(rating.level)}" if rating.level is not None else ""
        text = " – ".join(part for part in (level, rating.note) if part)
        who = line.who or (self.tr("me") if line.mine else self.tr("somebody else"))
        return LinkedRow("", text, _day(rating.date), who)

    def start(self) -> None:
        """Begin with what it is called."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


def _day(day: dt.date | None) -> str:
    return day_short(day) if day is not None else ""
