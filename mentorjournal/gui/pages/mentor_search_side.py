"""The page of one candidate beside the board: what is hoped for, hours, notes, fit, and the next step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import allow
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import Badge, SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.score_bars import ScoreBars
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.services.fit_checks import weighted
from mentorjournal.services.instruments import FIT, instrument
from mentorjournal.services.mentor_search import STAGES, Board, Candidate

MOST_HOURS = 200
NEXT = {"candidate": "contacted", "contacted": "met", "met": "agreed"}


class CandidateSide(QScrollArea):
    """`staged` carries the stage wanted; the other signals ask for what their names say."""

    staged = Signal(str)
    rate_wanted = Signal()
    letter_wanted = Signal()
    meeting_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__()
        self._context, self._saver = context, saver
        self._candidate: Candidate | None = None
        tr = self.tr
        self.setAccessibleName(tr("Candidate"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = TextLabel("", "strong", wrap=True)
        self.remove = IconButton("trash", tr("Take off the board"), small=True)
        self.facts = TextLabel("", "small", wrap=True)
        self.due = Badge("", "warn")
        self.next = PrimaryButton("")
        stages = [(key, CHOICES["search_stage"][key]) for key in STAGES]
        self.stage = ChoiceField(stages, name=tr("Stage"))
        self.purpose = MarkdownEdit(
            name=tr("What I hope for"),
            placeholder=tr("What I want to learn from them, in one sentence"),
            least_lines=2,
        )
        self.notes = MarkdownEdit(
            name=tr("Notes"), placeholder=tr("What others say, what struck me…"), least_lines=3
        )
        for text in (self.purpose, self.notes):
            text.set_look("card")
        self.hours = NumberField(name=tr("Hours a month they offer"), most=MOST_HOURS, decimals=1)
        self.fit = TextLabel("", "bold", wrap=True)
        self.bars = ScoreBars()
        self.rate = QuietButton(tr("Rate the fit"), "values")
        self.letter = QuietButton(tr("A first letter"), "mail")
        self.planned = TextLabel("", "small", wrap=True)
        self.meeting = QuietButton(tr("Plan the first meeting"), "meetings")
        self.person = LinkButton(tr("Open their page"))
        self.relationship = LinkButton(tr("Open the relationship"))
        TextFiles(context, origin, lambda: saver.record_id, self.purpose, self)
        TextFiles(context, origin, self._person_id, self.notes, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.due, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.next)
        column.addWidget(FormRow(self.tr("Stage"), self.stage))
        column.addSpacing(6)
        texts: tuple[tuple[str, QWidget], ...] = (
            (self.tr("What I hope for"), self.purpose),
            (self.tr("Notes"), self.notes),
            (self.tr("Hours a month they offer"), self.hours),
        )
        for title, field in texts:
            column.addWidget(SectionLabel(title))
            column.addWidget(field)
        column.addSpacing(6)
        column.addWidget(SectionLabel(self.tr("Fit"), "accent"))
        for shown in (self.fit, self.bars, self.rate):
            column.addWidget(shown)
        column.addSpacing(6)
        column.addWidget(SectionLabel(self.tr("Next step"), "accent"))
        for step in (self.letter, self.planned, self.meeting, self.relationship, self.person):
            column.addWidget(step)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.stage.edited.connect(self.staged)
        self.next.clicked.connect(lambda: self.staged.emit(NEXT.get(self.stage.value(), "")))
        self.rate.clicked.connect(self.rate_wanted)
        self.letter.clicked.connect(self.letter_wanted)
        self.meeting.clicked.connect(self.meeting_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.person.clicked.connect(self._open_person)
        self.relationship.clicked.connect(self._open_relationship)
        self.purpose.edited.connect(lambda text: self._saver.type_field("purpose", text))
        self.hours.edited.connect(lambda value: self._saver.type_field("offered", value))
        self.notes.edited.connect(self._type_notes)
        because = self._context.read_only
        for field in (self.purpose, self.notes, self.hours, self.stage):
            allow(field, writable=not because, because=because)
        for button in (self.rate, self.remove, self.next):
            button.setDisabled(bool(because))
            button.setToolTip(because or button.toolTip())

    def _open_relationship(self) -> None:
        if self._candidate is not None:
            self._context.navigator.open_view(self._candidate.id, "relationships")

    def _type_notes(self, text: str) -> None:
        if self._candidate is not None:
            self._saver.type_other(self._candidate.person.id, "notes", text)

    def _person_id(self) -> str:
        return self._candidate.person.id if self._candidate is not None else ""

    def _open_person(self) -> None:
        if self._candidate is not None:
            self._context.navigator.open_record(self._candidate.person.id)

    def display(self, candidate: Candidate, board: Board, *, due: bool, texts: bool) -> None:
        """Show a candidate; without `texts` what is being written stays as it is."""
        self._candidate = candidate
        self.name.setText(candidate.person.title)
        self.facts.setText(self._facts(candidate))
        self.facts.setHidden(not self.facts.text())
        self.due.set_badge(self.tr("fit check due") if due else "")
        self.due.setVisible(due)
        self.stage.set_value(candidate.stage)
        following = NEXT.get(candidate.stage, "")
        self.next.setVisible(bool(following))
        self.next.setText(self.tr("Move to {0}").format(label("search_stage", following).lower()))
        agreed = candidate.stage == "agreed"
        self.relationship.setVisible(agreed)
        self.letter.setVisible(candidate.stage in ("candidate", "contacted"))
        self._show_meeting(candidate, open_to_meet=candidate.stage != "declined" and not agreed)
        self._show_fit(candidate, board)
        if texts:
            typed: dict[str, Any] = self._saver.words_of(candidate.person.id)
            tie = self._saver.over(candidate.relationship)
            self.purpose.set_value(tie.purpose)
            self.hours.set_value(tie.offered)
            self.notes.set_value(typed.get("notes", candidate.person.notes))

    def _show_meeting(self, candidate: Candidate, *, open_to_meet: bool) -> None:
        """Where one is planned with them it is the one to go to."""
        tr, day, because = self.tr, candidate.next_meeting, self._context.read_only
        self.planned.setVisible(open_to_meet and day is not None)
        self.meeting.setVisible(open_to_meet)
        if day is None:
            self.meeting.setText(tr("Plan the first meeting"))
        else:
            when = f"{day:%a} {day_short(day, self._context.today())}"
            self.planned.setText(tr("A meeting is planned for {0}.").format(when))
            self.meeting.setText(tr("Open it"))
        said = self.planned.text() if day is not None else ""
        self.meeting.setAccessibleDescription(said)
        self.meeting.setEnabled(day is not None or not because)
        self.meeting.setToolTip(because if day is None else "")

    def _show_fit(self, candidate: Candidate, board: Board) -> None:
        rated = candidate.fit is not None
        self.bars.setVisible(rated)
        parts = []
        for rating in candidate.fits[:3]:
            percent = weighted(board.criteria, rating)
            if percent is not None:
                parts.append(
                    self.tr("{0:.0f} % on {1}").format(percent, day_short(rating.day, self._context.today()))
                )
        self.fit.setText(", ".join(parts) or self.tr("Not rated yet."))
        if candidate.fit is not None:
            rating = candidate.fit
            shown = [(item.label, rating.value(item.key)) for item in board.criteria if item.weight]
            self.bars.set_scores(shown, instrument(FIT).high)

    def _facts(self, candidate: Candidate) -> str:
        today, tr = self._context.today(), self.tr
        person, tie = candidate.person, candidate.relationship
        said = [", ".join(part for part in (person.position, person.organisation) if part)]
        days = (
            (tr("contacted {0}"), candidate.contacted_on),
            (tr("met {0}"), candidate.last_met),
            (tr("next meeting {0}"), candidate.next_meeting),
            (tr("agreed {0}"), tie.started_on),
        )
        moves = [words.format(day_short(day, today)) for words, day in days if day is not None]
        line = ", ".join(moves)
        said.append(line[:1].upper() + line[1:])
        return "\n".join(part for part in said if part)
