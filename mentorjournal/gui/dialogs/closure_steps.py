"""The steps of ending a relationship well, one page each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.chip_set import ChipFilter
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.rows import ActionRow, RowList
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_area import TextArea
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Relationship
from mentorjournal.services.achieved import Achieved
from mentorjournal.services.actions import OwnedAction
from mentorjournal.services.closure import HAND_OVER, KEEP, LET_GO, ClosurePage, starting_words

PAPER_HEIGHT = 200


class Step(QWidget):
    """`typed` carries the name of a field of the relationship and its new value."""

    typed = Signal(str, object)

    def __init__(self, title: str, says: str) -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(8)
        self.column.addWidget(TextLabel(title, "strong"))
        self.column.addWidget(TextLabel(says, "muted", wrap=True))

    def text(self, field: str, name: str, hint: str, value: str, lines: int = 3) -> MarkdownEdit:
        """A text of the relationship, kept as it is typed."""
        edit = MarkdownEdit(value, name=name, placeholder=hint, least_lines=lines)
        edit.set_look("card")
        edit.edited.connect(lambda text: self.typed.emit(field, text))
        self.column.addWidget(SectionLabel(name))
        self.column.addWidget(edit)
        return edit


class WhyStep(Step):
    """The reason, and words that blame nobody, to begin from."""

    def __init__(self, page: ClosurePage) -> None:
        tie = page.relationship
        super().__init__(
            self.tr("Why it ends"),
            self.tr("Either of you may end it, without fault and without giving a reason. This is for you."),
        )
        self._name = page.name
        self.reason = ChipFilter(tuple(CHOICES["closing_reason"].items()), self.tr("Why it ends"))
        self.reason.set_value(tie.closing_reason)
        self.reason.edited.connect(self._choose)
        self.column.addWidget(self.reason)
        self.words = self.text(
            "closing_words",
            self.tr("In words without blame"),
            self.tr("What is so, not whose doing it is."),
            tie.closing_words,
            5,
        )
        self.begin = QuietButton(self.tr("Begin with a text for this reason"), "quote")
        self.begin.clicked.connect(self._begin)
        self.column.addWidget(self.begin)
        self.column.addStretch(1)
        self._offer()

    def _choose(self, reason: str) -> None:
        self.typed.emit("closing_reason", reason)
        self._offer()

    def _offer(self) -> None:
        self.begin.setEnabled(bool(starting_words(self.reason.value(), self._name)))

    def _begin(self) -> None:
        new = starting_words(self.reason.value(), self._name)
        text = "\n\n".join(part for part in (self.words.value().rstrip(), new) if part)
        self.words.set_value(text)
        self.typed.emit("closing_words", text)
        self.words.setFocus()


class AchievedStep(Step):
    """What was reached: ticks take a line into the text, and out of it."""

    def __init__(self, page: ClosurePage) -> None:
        super().__init__(
            self.tr("What we achieved"),
            self.tr(
                "Name it, also what is small. Ticks put goals, milestones and outcomes into the text. "
                "What is private stays out of the page to hand over."
            ),
        )
        self.rows: dict[str, ActionRow] = {}
        offers = RowList()
        for item in page.achieved:
            offers.add_row(self._row(item, page.relationship))
        self.column.addWidget(offers)
        self.words = self.text(
            "achievements",
            self.tr("What we achieved"),
            self.tr("A plan, a paper, a way of asking…"),
            page.relationship.achievements,
            4,
        )
        self.words.edited.connect(lambda _text: self._follow(page.achieved))
        self.column.addStretch(1)

    def _row(self, item: Achieved, tie: Relationship) -> ActionRow:
        kind = {"goal": self.tr("goal"), "milestone": self.tr("milestone"), "outcome": self.tr("outcome")}
        there = item.line in tie.achievements.splitlines()
        badge = self.tr("private {0}").format(kind[item.type]) if item.private else kind[item.type]
        row = ActionRow(item.title, there, badge=badge, look="include")
        row.edited.connect(lambda on: self._turn(item.line, on))
        row.activated.connect(lambda: self._toggle(row, item.line))
        self.rows[item.id] = row
        return row

    def _toggle(self, row: ActionRow, line: str) -> None:
        row.set_value(not row.value())
        self._turn(line, row.value())

    def _turn(self, line: str, on: bool) -> None:
        lines = [have for have in self.words.value().splitlines() if have != line]
        if on:
            if lines and lines[-1].strip() and not lines[-1].startswith("- "):
                lines.append("")
            lines.append(line)
        text = "\n".join(lines).strip("\n")
        self.words.set_value(text)
        self.typed.emit("achievements", text)

    def _follow(self, offered: Sequence[Achieved]) -> None:
        lines = self.words.value().splitlines()
        for item in offered:
            self.rows[item.id].set_value(item.line in lines)


class OpenStep(Step):
    """What becomes of each open action, both ways; `decided` says that something else was chosen."""

    decided = Signal()

    def __init__(self, page: ClosurePage) -> None:
        super().__init__(
            self.tr("What is still open"),
            self.tr("Nothing needs to stay open by accident: keep it, let it go, or pass it to the other."),
        )
        self.choices: dict[str, Segmented] = {}
        self._chosen = page.draft.fates
        name = page.name or self.tr("them")
        self._add_all(self.tr("I promised"), page.mine, self.tr("To {0}").format(name))
        self._add_all(self.tr("{0} promised").format(name), page.theirs, self.tr("I take it"))
        if not self.choices:
            self.column.addWidget(TextLabel(self.tr("Nothing is open between you."), wrap=True))
        self.column.addStretch(1)

    def fates(self) -> dict[str, str]:
        """What becomes of each action, by its id."""
        return {key: choice.value() for key, choice in self.choices.items()}

    def _add_all(self, title: str, actions: Sequence[OwnedAction], hand_over: str) -> None:
        if actions:
            self.column.addSpacing(4)
            self.column.addWidget(SectionLabel(title))
        for item in actions:
            choice = Segmented(
                ((KEEP, self.tr("Keep")), (LET_GO, self.tr("Let go")), (HAND_OVER, hand_over)),
                self._chosen.get(item.item.id, KEEP),
                self.tr("What becomes of “{0}”").format(item.item.title),
            )
            choice.edited.connect(lambda _key: self.decided.emit())
            self.choices[item.item.id] = choice
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(TextLabel(item.item.title, wrap=True), 1)
            row.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)


class ThanksStep(Step):
    """Thanks, and on what footing the two go on."""

    def __init__(self, page: ClosurePage) -> None:
        tie = page.relationship
        super().__init__(
            self.tr("Thanks, and what comes after"),
            self.tr("What you would thank them for, said plainly, is worth saying to them."),
        )
        self.thanks = self.text(
            "thanks", self.tr("Thanks"), self.tr("For the hour you gave me when…"), tie.thanks, 4
        )
        self.future = ChoiceField(
            tuple(CHOICES["future_footing"].items()), tie.future, name=self.tr("From now on")
        )
        self.future.edited.connect(lambda key: self.typed.emit("future", key))
        self.column.addWidget(SectionLabel(self.tr("From now on")))
        self.column.addWidget(self.future, 0, Qt.AlignmentFlag.AlignLeft)
        self.after = self.text(
            "future_words",
            self.tr("How we stay in touch"),
            self.tr("A letter at New Year"),
            tie.future_words,
            2,
        )
        self.column.addStretch(1)


class EndStep(Step):
    """The last look: what will happen, and a page to hand over if it is wanted.

    `written` says that the reader changed the page, `anew_wanted` that their words may go.
    """

    save_wanted = Signal()
    written = Signal()
    anew_wanted = Signal()

    def __init__(self, own: str) -> None:
        super().__init__(
            self.tr("Close it"),
            self.tr(
                "Closed, it leaves Today and the reminders, and stays in the journal with everything in it. "
                "It can be taken up again, and one undo takes the closing back."
            ),
        )
        self.column.addSpacing(4)
        self.column.addWidget(SectionLabel(self.tr("A page to hand over, if you want one"), "accent"))
        says = self.tr(
            "Read it first, and change it: this leaves the journal. Others appear by role. "
            "Notes, checks and concerns are never in it."
        )
        self.column.addWidget(TextLabel(says, "small", wrap=True))
        self.paper = TextArea(own, name=self.tr("Handover page"), grow=False, wide=True)
        set_style(self.paper, "look", "card")
        self.paper.setMinimumHeight(scaled(PAPER_HEIGHT))
        self.column.addWidget(self.paper, 1)
        self.save = QuietButton(self.tr("Save it as a PDF…"), "save-as")
        self.save.clicked.connect(self.save_wanted)
        self.anew = QuietButton(self.tr("Write it anew"), "repeat")
        self.anew.setToolTip(self.tr("From what the journal says now, instead of your changes"))
        self.anew.clicked.connect(self.anew_wanted)
        row = FlowLayout()
        row.addWidget(self.save)
        row.addWidget(self.anew)
        self.column.addLayout(row)
        self._mark(changed=bool(own))
        self.paper.edited.connect(self._note)

    def own(self) -> str:
        """The page in the reader's words, "" where it is as the journal wrote it."""
        return self.paper.value() if self._changed else ""

    def show_paper(self, text: str) -> None:
        """Show what it would say now; a text the reader changed stays."""
        if not self._changed:
            self.paper.set_value(text)

    def forget(self) -> None:
        """Let the reader's changes go."""
        self._mark(changed=False)

    def _note(self, text: str) -> None:
        self._mark(changed=bool(text.strip()))
        self.written.emit()

    def _mark(self, *, changed: bool) -> None:
        self._changed = changed
        self.anew.setVisible(changed)
