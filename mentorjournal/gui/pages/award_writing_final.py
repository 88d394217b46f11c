"""The final reflection of a scheme on its page: a field per question, counted alone and together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.pages.award_writing_story import limit_words
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.counted_sections import Counted, CountedSections
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import how_many
from mentorjournal.model.counting import count_words
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import Prompt, SchemeRules
from mentorjournal.services.stories import FinalPage, Limit, final_limit, final_sections


class FinalPart(QWidget):
    """`typed` tells that a text changed."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        tr = self.tr
        self._shown: tuple[Section, ...] = ()
        self._rules: SchemeRules | None = None
        self.heading = TextLabel(tr("Final reflection"), "title", wrap=True)
        self.total = TextLabel("", "bold", wrap=True)
        self.trouble = TextLabel("", "warn", wrap=True)
        self.sections = CountedSections(tr("Final reflection"), self._count)
        self.facts = Card(tone="wash")
        self.facts.setAccessibleName(tr("Length"))
        self.facts.add(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, self.trouble, self.facts):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self.sections)
        self.sections.edited.connect(self._typed)

    def texts(self) -> tuple[Section, ...]:
        """The sections as they stand."""
        values = self.sections.value()
        return tuple(
            Section(part.tag, part.heading, value[3]) for part, value in zip(self._shown, values, strict=True)
        )

    def show_texts(self, page: FinalPage, final: tuple[Section, ...], *, writable: bool) -> None:
        """Show the questions of the rules with what is written to them, and below them what they ask no more."""
        self._rules = page.rules
        self._shown = final_sections(final, page.rules)
        self.trouble.setText(page.trouble)
        self.trouble.setVisible(bool(page.trouble))
        self.sections.set_value(
            [
                (f"{place}-{part.tag}", self._heading(part), self._question(part), part.text)
                for place, part in enumerate(self._shown)
            ]
        )
        self.sections.set_read_only(not writable)
        self._measure()

    def _prompt(self, part: Section) -> Prompt | None:
        asked = self._rules.final if self._rules is not None else ()
        return next((one for one in asked if one.key == part.tag), None)

    def _heading(self, part: Section) -> str:
        if self._rules is not None and self._prompt(part) is None:
            return self.tr("{0} (asked no more)").format(part.heading)
        return part.heading

    def _question(self, part: Section) -> str:
        prompt = self._prompt(part)
        return prompt.prompt if prompt is not None else ""

    def _typed(self) -> None:
        self._measure()
        self.typed.emit()

    def _measure(self) -> None:
        limit = final_limit(self.texts(), self._rules)
        self.total.set_role("late" if limit.over else "bold")
        self.total.setText(limit_words(limit))

    def _count(self, place: int, text: str) -> Counted:
        part = self._shown[place]
        prompt = self._prompt(part)
        limit = Limit("", count_words(text), prompt.words if prompt is not None else 0)
        if prompt is None and self._rules is not None:
            words = how_many(limit.words, self.tr("word"), self.tr("words"))
            return self.tr("{0}, kept here and not counted: the rules ask this no more").format(words), False
        return limit_words(limit), bool(limit.over)
