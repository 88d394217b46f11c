"""A story on its page: its parts with their counts, its length for each scheme, its days, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.counted_sections import Counted, CountedSections
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel, TextRole
from mentorjournal.gui.widgets.linked_rows import LinkedRow
from mentorjournal.gui.widgets.made_list import MadeList
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_lines import TextLines
from mentorjournal.gui.words import how_many
from mentorjournal.model.fields import Section
from mentorjournal.model.templates import refit
from mentorjournal.model.types import Reflection
from mentorjournal.services.stories import (
    PARTS,
    STAR,
    Following,
    Limit,
    StoryPage,
    Use,
    part_limits,
    story_limits,
)
from mentorjournal.services.templates import template


class StoryPart(QWidget):
    """`typed` tells that a text changed; `claim_wanted` and `claim_off` carry a claim's id."""

    typed = Signal()
    claim_wanted = Signal(str)
    claim_off = Signal(str)
    claim_opened = Signal(str)
    journal_wanted = Signal()

    def __init__(self, title: TitleEdit, day: DateField, side: str) -> None:
        super().__init__()
        tr = self.tr
        self.title, self.day = title, day
        self._side = side
        self._shown: tuple[Section, ...] = ()
        self._schemes: tuple[Following, ...] = ()
        self.facts = Card(tone="wash")
        self.facts.setAccessibleName(tr("Length and days"))
        self.lengths = TextLines()
        self.written = TextLines()
        self.sections = CountedSections(tr("Story"), self._count)
        self.uses = MadeList(tr("Used in"), tr("No claim tells this story yet."))
        self.claims = ChoiceField((), name=tr("Use it in a claim"), none=tr("Choose a claim…"))
        self.journal = LinkButton(tr("Open in Journal"))
        set_style(self.journal, "look", "flush")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.tr
        self.facts.add(self.lengths)
        self.facts.add(self.written)
        self.claims.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.claims.setMinimumContentsLength(12)
        self.claim_row = FormRow(tr("Use it in a claim"), self.claims)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addSpacing(4)
        column.addWidget(FormRow(tr("Day of the event"), self.day))
        column.addWidget(self.facts)
        column.addSpacing(6)
        column.addWidget(self.sections)
        column.addSpacing(10)
        column.addWidget(SectionLabel(tr("Used in"), "accent"))
        column.addWidget(self.uses)
        column.addWidget(self.claim_row)
        column.addWidget(
            TextLabel(
                tr("There is one text: what is written here stands in the Journal too."), "small", wrap=True
            )
        )
        column.addWidget(self.journal)

    def _connect(self) -> None:
        self.title.finished.connect(self.sections.setFocus)
        self.sections.edited.connect(self._typed)
        self.claims.edited.connect(self._take_claim)
        self.uses.opened.connect(self.claim_opened)
        self.uses.taken_back.connect(self.claim_off)
        self.journal.clicked.connect(self.journal_wanted)

    def texts(self) -> tuple[Section, ...]:
        """The sections as they stand."""
        values = self.sections.value()
        return tuple(
            Section(part.tag, part.heading, value[3]) for part, value in zip(self._shown, values, strict=True)
        )

    def show_texts(self, story: Reflection, schemes: tuple[Following, ...], *, writable: bool) -> None:
        """Show a story's parts; where they are the ones shown, the cursor stays."""
        shape = template(STAR)
        prompts = {part.tag: part.prompt for part in shape.sections_for(self._side)}
        self._schemes = schemes
        self._shown = refit(story.sections, shape)
        self.sections.set_value(
            [
                (f"{place}-{part.tag}", part.heading, prompts.get(part.tag, ""), part.text)
                for place, part in enumerate(self._shown)
            ]
        )
        self.sections.set_read_only(not writable)
        self._measure()

    def show_around(self, page: StoryPage, *, writable: bool) -> None:
        """Everything but the texts."""
        self._schemes = page.schemes
        self.sections.recount()
        self._measure()
        saved = bool(page.story.id)
        self.written.display(_days(page) if saved else ())
        self.uses.display([_row(use) for use in page.uses], writable=writable)
        self.claims.set_choices([(use.claim_id, _named(use)) for use in page.offered])
        self.claims.set_value("")
        self.claim_row.setVisible(writable and bool(page.offered))
        self.journal.setVisible(saved)

    def _take_claim(self, claim_id: str) -> None:
        self.claims.set_value("")
        if claim_id:
            self.claim_wanted.emit(claim_id)

    def _typed(self) -> None:
        self._measure()
        self.typed.emit()

    def _measure(self) -> None:
        limits = story_limits(self.texts(), self._schemes or (_NO_SCHEME,))
        self.lengths.display([(limit_words(limit), "late" if limit.over else "bold") for limit in limits])

    def _count(self, place: int, text: str) -> Counted:
        part = self._shown[place]
        limits = part_limits(Section(part.tag, part.heading, text), self._schemes)
        if part.tag not in PARTS:
            words = how_many(limits[0].words, self.tr("word"), self.tr("words"))
            return self.tr("{0}, for yourself: not part of the story's length").format(words), False
        return " · ".join(limit_words(limit) for limit in limits), any(limit.over for limit in limits)


_NO_SCHEME = Following("", "", None)


def limit_words(limit: Limit) -> str:
    """`Community award: 212 of 200 words, 12 too many`; without a scheme and a limit the words alone."""
    if not limit.name and not limit.most:
        return how_many(limit.words, "word", "words")
    return f"{limit.name}: {limit.count}" if limit.name else limit.count


def _days(page: StoryPage) -> list[tuple[str, TextRole]]:
    """When it was written, and whether that was in time for each scheme that asks for it."""
    lines: list[tuple[str, TextRole]] = [(f"{page.moments.words}.", "small")]
    for one in page.schemes:
        days = one.rules.written_days if one.rules else 0
        if words := page.moments.judged(one.name, days):
            lines.append((words, "small" if page.moments.within(days) else "warn"))
    return lines


def _row(use: Use) -> LinkedRow:
    return LinkedRow(use.claim_id, use.claim, "", use.scheme)


def _named(use: Use) -> str:
    return f"{use.scheme}: {use.claim}"
