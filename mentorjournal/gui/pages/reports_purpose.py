"""What a document is for: its award, title, reader, period, summary; and folded away, how it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.pages.reports_choices import PERIODS, Choices
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.fold import Fold
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.words import how_many
from mentorjournal.services.layouts import APPENDED, own_words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.gui.context import Context
    from mentorjournal.services.reporting import Paper
    from mentorjournal.services.reporting.kinds import Kind
    from mentorjournal.services.reporting.layout import Layout


class PurposePart(QScrollArea):
    """Shows Choices; `changed` carries what the reader chose, by the name of the choice.

    The password is no choice: it is kept nowhere.
    """

    changed = Signal(dict)
    awards_wanted = Signal()
    layout_wanted = Signal()

    def __init__(self, context: Context, usual_paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._usual_paper = usual_paper
        self._most_words = 0
        self.scheme = ChoiceField((), name=self.tr("For which award"))
        self.no_scheme = LinkButton(self.tr("No award is followed yet. Open Awards"))
        self.purpose = TextField(name=self.tr("Purpose"), placeholder=self.tr("Annual review"))
        self.for_whom = TextField(name=self.tr("For whom"), placeholder=self.tr("Who will read it"))
        self.own_copy = QCheckBox(self.tr("My own copy, private entries too"))
        self._own_hint = TextLabel(
            self.tr("For your own shelf: shared entries go in too, confidential ones never."),
            "small",
            wrap=True,
        )
        self.since = DateField(name=self.tr("From"), today=context.today)
        self.until = DateField(name=self.tr("To"), today=context.today)
        words = (self.tr("Last 3 months"), self.tr("This year"), self.tr("Last 12 months"), self.tr("All"))
        self.chips = {key: Chip(word) for key, word in zip(PERIODS, words, strict=True)}
        self.own_words = MarkdownEdit(
            name=self.tr("Summary in your own words"),
            placeholder=self.tr("What should a reader know who reads nothing else?"),
            least_lines=2,
        )
        self.own_words.set_look("card")
        self._counter = TextLabel("", "small")
        self.paper = Segmented((("a4", "A4"), ("letter", "Letter")), usual_paper, self.tr("Paper"))
        self.layouts = ChoiceField((), name=self.tr("Layout"), none=self.tr("The usual one"))
        self.change_layout = LinkButton(self.tr("Change the layout…"))
        for field in (self.scheme, self.layouts):
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(12)
        self.evidence = QCheckBox(self.tr("Append the evidence"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password of the file"))
        self.password.setPlaceholderText(self.tr("None"))
        self._lay_out()
        self._connect()

    def show_choices(self, choices: Choices, kind: Kind) -> None:
        """Show these choices without telling."""
        self.purpose.set_value(choices.purpose)
        self.purpose.setPlaceholderText(kind.label)
        self.for_whom.set_value(choices.for_whom)
        self.own_words.set_value(choices.own_words)
        self.scheme.set_value(choices.scheme)
        self.layouts.set_value(choices.layout)
        self.paper.set_value(choices.paper or self._usual_paper)
        self.evidence.setChecked(choices.evidence)
        self.own_copy.setChecked(choices.own_copy)
        self.own_copy.setVisible(kind.own_copy)
        self._own_hint.setVisible(kind.own_copy and choices.own_copy)
        self._scheme_row.setVisible(kind.scheme and self.scheme.count() > 0)
        self.no_scheme.setVisible(kind.scheme and not self.scheme.count())
        self._show_period(choices)
        self._show_note()

    def show_frame(self, layout: Layout) -> None:
        """Ask only for what this layout prints."""
        section = own_words_in(layout)
        self._most_words = section.words if section else 0
        self._own_words.setVisible(section is not None)
        heading = section.heading if section else ""
        words = self.tr("{0}, in your own words").format(heading) if heading else self.tr("In your own words")
        self._words_label.setText(words)
        self.own_words.setAccessibleName(words)
        self.evidence.setVisible(any(part.key == APPENDED for part in layout.sections))

    def show_schemes(self, schemes: Sequence[tuple[str, str]]) -> None:
        """Offer these schemes as (id, title)."""
        self.scheme.set_choices(schemes)

    def show_layouts(self, layouts: Sequence[tuple[str, str]]) -> None:
        """Offer these own layouts as (id, title)."""
        self.layouts.set_choices(layouts)

    def settle(self) -> None:
        """Take the dates as typed."""
        self.since.settle()
        self.until.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame around the text shows its focus."""
        if watched is self.own_words and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_style(self._frame, "focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 4, 20, 16)
        column.setSpacing(14)
        self._scheme_row = FormRow(self.tr("For which award"), self.scheme)
        set_style(self.no_scheme, "look", "flush")
        column.addWidget(self._scheme_row)
        column.addWidget(self.no_scheme)
        column.addWidget(FormRow(self.tr("Purpose"), self.purpose))
        column.addWidget(FormRow(self.tr("For whom"), self.for_whom))
        column.addWidget(self.own_copy)
        column.addWidget(self._own_hint)
        column.addWidget(self._period())
        self._own_words = self._words()
        column.addWidget(self._own_words)
        self.fold = Fold(self.tr("Paper, layout, password"), self._setting())
        column.addWidget(self.fold)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Choices"))

    def _period(self) -> QWidget:
        box, column = _column(8)
        days = FlowLayout(gap=12)
        days.addWidget(FormRow(self.tr("From"), self.since))
        days.addWidget(FormRow(self.tr("To"), self.until))
        flow = FlowLayout()
        for chip in self.chips.values():
            flow.addWidget(chip)
        column.addLayout(days)
        column.addLayout(flow)
        return box

    def _words(self) -> QWidget:
        box, column = _column(5)
        title = QHBoxLayout()
        self._words_label = SectionLabel(self.tr("In your own words"))
        self._words_label.setBuddy(self.own_words)
        title.addWidget(self._words_label, 1)
        title.addWidget(self._counter)
        self._frame = QFrame()
        set_style(self._frame, "role", "field")
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(9, 6, 9, 6)
        around.addWidget(self.own_words)
        column.addLayout(title)
        column.addWidget(self._frame)
        return box

    def _setting(self) -> QWidget:
        box, column = _column(12)
        column.addWidget(FormRow(self.tr("Paper"), self.paper))
        column.addWidget(FormRow(self.tr("Layout"), self.layouts))
        column.addWidget(self.change_layout)
        column.addWidget(self.evidence)
        hint = self.tr("Whoever opens the file will be asked for it. It is kept nowhere.")
        column.addWidget(FormRow(self.tr("Password of the file"), self.password, hint))
        return box

    def _connect(self) -> None:
        self.own_words.installEventFilter(self)
        self.own_words.edited.connect(lambda _text: self._show_count())
        for name, field in (
            ("purpose", self.purpose),
            ("for_whom", self.for_whom),
            ("own_words", self.own_words),
            ("scheme", self.scheme),
            ("layout", self.layouts),
            ("paper", self.paper),
        ):
            field.edited.connect(lambda value, key=name: self._tell({key: value}))
        self.evidence.clicked.connect(lambda on: self._tell({"evidence": on}))
        self.own_copy.clicked.connect(lambda on: self._tell({"own_copy": on}))
        for day in (self.since, self.until):
            day.edited.connect(lambda _day: self._tell_days())
        for key, chip in self.chips.items():
            chip.edited.connect(lambda _on, period=key: self._tell({"period": period}))
        self.password.textChanged.connect(lambda _text: self._show_note())
        self.no_scheme.clicked.connect(self.awards_wanted)
        self.change_layout.clicked.connect(self.layout_wanted)

    def _tell(self, changes: dict[str, object]) -> None:
        self.changed.emit(changes)

    def _tell_days(self) -> None:
        self._tell({"period": "", "since": self.since.value(), "until": self.until.value()})

    def _show_period(self, choices: Choices) -> None:
        since, until = choices.span(self._context.today())
        self.since.set_value(since)
        self.until.set_value(until)
        for key, chip in self.chips.items():
            chip.set_value(key == choices.period)
        self._show_count()

    def _show_count(self) -> None:
        words = self.own_words.word_count()
        most = self._most_words
        self._counter.setText(
            f"{words} / {most}" if most else how_many(words, self.tr("word"), self.tr("words"))
        )
        self._counter.set_role("warn" if 0 < most < words else "small")

    def _show_note(self) -> None:
        paper = "Letter" if self.paper.value() == "letter" else "A4"
        layout = self.layouts.currentText() if self.layouts.value() else self.tr("the usual layout")
        locked = self.tr("with a password") if self.password.text() else self.tr("no password")
        self.fold.set_note(f"{paper}, {layout}, {locked}")


def _column(gap: int) -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return box, column
