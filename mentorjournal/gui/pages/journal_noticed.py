"""What was noticed, who was introduced to whom, and what was achieved, as the journal shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.ticked_day import TickedFlag
from mentorjournal.model.types import Connection, Observation, Outcome

ASKED: dict[str, tuple[str, str, str]] = {
    "win": ("What went well, in one sentence", "What made it possible, and who should hear of it.", ""),
    "concern": (
        "What worries you, in one sentence",
        "What you saw or heard, not what you make of it. Keep patients and third people out.",
        "It stays private: a brief takes it only if you tick it there.",
    ),
    "aspiration": ("What they would love to do or be", "How they said it, and what it would take.", ""),
    "talent": ("What they are good at", "Where it showed, and where they could use it next.", ""),
    "learned": ("What they taught you", "How it changed what you do or think.", ""),
    "encouragement": ("What you told them", "What it was for, and how it was taken.", ""),
    "hard_date": (
        "What they have to go through",
        "What would help before, and a word for after.",
        "The day is the hard day itself.",
    ),
    "expertise": ("What you shared of what you know", "For what, and with whom.", ""),
    "perspective": ("How you see it now", "How you saw it before.", ""),
    "boundary": (
        "What limits, or what two roles meet here",
        "What you agreed about it, and whom else it concerns.",
        "It never enters a report.",
    ),
    "credit": ("Whose work, and what is at stake", "What was promised to whom.", ""),
    "referral": ("Who can help better, and with what", "What you told them, and what became of it.", ""),
}
"""What the title and the text ask for, and what is good to know, by the kind of an observation."""


class ObservationView(ThoughtView):
    """Its kind changes what it asks for."""

    KIND = Observation
    MAKES = ("decision", "goal", "action")

    def build(self) -> None:
        """What was noticed about whom, and what followed."""
        tr = self.tr
        self.kind = self.choice("kind", tr("Kind"), tr("Change kind"), few=False)
        self.whom = self.person("person", tr("About"), tr("A name; empty: about me"))
        self.when = self.day("date", tr("Day"), tr("Change date"))
        self.hint = TextLabel("", "small", wrap=True)
        self.detail = self.note("detail", tr("More about it"), "")
        self.followed = self.note(
            "followed", tr("What followed"), tr("What you said or did about it, and what changed.")
        )
        self._whom_row = self.row(tr("About"), self.whom)
        self.column.addWidget(
            self.pairs(self.row(tr("Kind"), self.kind), self._whom_row, self.row(tr("Day"), self.when))
        )
        self.column.addWidget(self.hint)
        self.column.addWidget(self.section(tr("More about it"), self.detail))
        self.column.addWidget(self.section(tr("What followed"), self.followed))
        self.title.finished.connect(lambda: self.detail.setFocus(Qt.FocusReason.TabFocusReason))

    def show_state(self, record: Observation) -> None:
        """Ask what this kind of observation is about."""
        title, detail, hint = ASKED.get(record.kind, ASKED["win"])
        self.ask(self.tr(title))
        self.detail.setPlaceholderText(self.tr(detail))
        self.hint.setText(self.tr(hint))
        self.hint.setVisible(bool(hint))
        self._whom_row.set_label(self.tr("From whom") if record.kind == "learned" else self.tr("About"))


class ConnectionView(ThoughtView):
    """Who, to whom, what for; then a follow-up, what came of it, and thanks."""

    KIND = Connection

    def build(self) -> None:
        """The three people, and what became of it."""
        tr = self.tr
        self.ask(tr("What it is for: a post, a paper, a visit to a lab"))
        self.introducer = self.person("introducer", tr("Introduced by"), tr("A name; empty: by me"))
        self.introduced = self.person("introduced", tr("Who was introduced"), tr("A name; empty: I was"))
        self.to_whom = self.person("to_whom", tr("To whom"), tr("Pick or type a name"))
        self.when = self.day("date", tr("Day"), tr("Change date"))
        self.follow_up = self.day("follow_up", tr("Follow up on"), tr("Change follow-up"))
        self.followed = self.ticked("followed_on", tr("Followed up"), tr("Follow up an introduction"))
        self.result = self.note(
            "result", tr("What came of it"), tr("A talk, an answer, nothing yet: one line is enough.")
        )
        self.thanked = self.ticked("thanked_on", tr("Thanked"), tr("Say thanks"))
        self.column.addWidget(
            self.pairs(
                self.row(tr("Introduced by"), self.introducer),
                self.row(tr("Who was introduced"), self.introduced),
                self.row(tr("To whom"), self.to_whom),
                self.row(tr("Day"), self.when),
            )
        )
        self.column.addWidget(self.section(tr("Following up"), self.row(tr("Remind me on"), self.follow_up)))
        self.column.addWidget(self.followed)
        self.column.addWidget(self.section(tr("What came of it"), self.result))
        self.column.addWidget(self.section(tr("Thanks"), self.thanked))
        self.title.finished.connect(lambda: self.introducer.setFocus(Qt.FocusReason.TabFocusReason))


class OutcomeView(ThoughtView):
    """Somebody's success that mentoring had a part in."""

    KIND = Outcome

    def build(self) -> None:
        """What was achieved by whom, and where they are now."""
        tr = self.tr
        self.ask(tr("What was achieved, as it would stand in a dossier"))
        self.whom = self.person("person", tr("Whose"), tr("Pick or type a name"))
        self.kind = self.choice("kind", tr("Kind"), tr("Change kind"), few=False)
        self.when = self.day("date", tr("Day"), tr("Change date"))
        self.position = self.line("position", tr("Position now"), tr("Fellow, lecturer, head of a lab…"))
        self.joint = TickedFlag(tr("We did it together"))
        self.bind_choice("joint", self.joint, tr("Change whose work it is"))
        self.detail = self.note(
            "detail", tr("How it came about"), tr("What you had a part in, and what was theirs alone.")
        )
        self.column.addWidget(
            self.pairs(
                self.row(tr("Whose"), self.whom),
                self.row(tr("Kind"), self.kind),
                self.row(tr("Day"), self.when),
                self.row(tr("Position now"), self.position),
            )
        )
        self.column.addSpacing(6)
        self.column.addWidget(self.joint)
        self.column.addWidget(self.section(tr("How it came about"), self.detail))
        self.title.finished.connect(lambda: self.whom.setFocus(Qt.FocusReason.TabFocusReason))
