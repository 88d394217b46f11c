"""The left column of Reports: which document, and in three steps what it is for, what goes in, and the review."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentorjournal import settings
from mentorjournal.gui.pages.reports_choices import Choices
from mentorjournal.gui.pages.reports_draft import Drafts
from mentorjournal.gui.pages.reports_purpose import PurposePart
from mentorjournal.gui.pages.reports_review import ReviewPart
from mentorjournal.gui.pages.reports_selection import SelectionPart
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.model.types import Scheme
from mentorjournal.services.reporting.kinds import KINDS

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.reporting import Paper

PURPOSE, RECORDS, REVIEW = "purpose", "records", "review"


class ReportForm(QWidget):
    """Shows the Choices of one kind and tells `edited` after each change the reader made."""

    edited = Signal()
    put_aside = Signal()
    """Something was looked at: to be kept, but the document stays the same."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._usual_paper: Paper = "letter" if settings.load().paper == "letter" else "a4"
        self.drafts = Drafts()
        read_only = bool(context.read_only)
        kinds = [(kind.key, kind.label) for kind in KINDS.values()]
        self.document = ChoiceField(kinds, self.drafts.document, name=self.tr("Document"))
        self._about = TextLabel("", "small", wrap=True)
        self._names = {
            PURPOSE: self.tr("Purpose"),
            RECORDS: self.tr("What goes in"),
            REVIEW: self.tr("Review"),
        }
        self.steps = FittingChoice(tuple(self._names.items()), name=self.tr("Steps"))
        self.purpose_part = PurposePart(context, self._usual_paper)
        self.selection = SelectionPart(read_only=read_only)
        self.review = ReviewPart(read_only=read_only)
        self._parts = {PURPOSE: self.purpose_part, RECORDS: self.selection, REVIEW: self.review}
        self.stack = QStackedWidget()
        for part in self._parts.values():
            self.stack.addWidget(part)
        self._lay_out()
        self._connect()
        self.show_step(PURPOSE)

    @property
    def choices(self) -> Choices:
        """What is chosen for the kind that is shown."""
        return self.drafts.choices

    def wanted(self) -> Choices:
        """What is chosen, on the paper of the settings where none is."""
        return replace(self.choices, paper=self.choices.paper or self._usual_paper)

    def use_layout(self, layout_id: str, paper: str) -> None:
        """Take another layout, and the paper it is made for."""
        self.reload()
        self.take(layout=layout_id, **({"paper": paper} if paper else {}))

    def password(self) -> str:
        """The password of the file, "" for none."""
        return self.purpose_part.password.text()

    def show_drafts(self, drafts: Drafts) -> None:
        """Show what was kept, without telling `edited`."""
        self.drafts = drafts
        self.reload()

    def reload(self) -> None:
        """Read the schemes and own layouts there are, and show the choices again."""
        services, document = self._context.services, self.choices.document
        schemes = [(item.id, item.title) for item in services.records.all(Scheme)]
        self.purpose_part.show_schemes(schemes)
        layouts = [(item.id, item.title) for item in services.layouts.own(document)]
        self.purpose_part.show_layouts(layouts)
        known = [key for key, _ in schemes]
        if KINDS[document].scheme and self.choices.scheme not in known:
            self.drafts = self.drafts.taking(replace(self.choices, scheme=known[0] if known else ""))
        self._read_layout()
        self._show()

    def show_document(self, kind: str, about: str = "") -> None:
        """Another kind, for a scheme's id where it needs one, or a span of days, as the reader would choose it."""
        self.drafts = self.drafts.on(kind)
        since, _, until = about.partition("/")
        if until:
            first, last = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
            self.drafts = self.drafts.taking(replace(self.choices, period="", since=first, until=last))
        elif about:
            self.drafts = self.drafts.taking(replace(self.choices, scheme=about))
        self.reload()
        self.show_step(PURPOSE)
        self.edited.emit()

    def show_step(self, key: str) -> None:
        """Show a step."""
        self.steps.set_value(key)
        self.stack.setCurrentWidget(self._parts[key])

    def take(self, **changes: Any) -> None:
        """Change choices by their names."""
        self._take(replace(self.choices, **changes))

    def mark_seen(self, key: str) -> None:
        """A point of the review is all right."""
        self.drafts = self.drafts.taking(replace(self.choices, seen=self.choices.seen | {key}))
        self.put_aside.emit()

    def settle(self) -> None:
        """Take the dates as typed."""
        self.purpose_part.settle()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(28, 10, 20, 12)
        head.setSpacing(6)
        head.addWidget(self.document)
        head.addWidget(self._about)
        head.addSpacing(4)
        head.addWidget(self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.setAccessibleName(self.tr("Choices"))

    def _connect(self) -> None:
        self.document.edited.connect(self.show_document)
        self.steps.edited.connect(self.show_step)
        self.purpose_part.changed.connect(self._change)
        self.selection.taken.connect(self._take)
        self.review.named.connect(lambda person, shown: self._take(self.choices.named(person, shown)))
        self.review.counted.connect(self._show_count)

    def _change(self, changes: dict[str, Any]) -> None:
        if changes.get("layout"):
            read = self._context.services.layouts.read(self.choices.document, changes["layout"])
            changes = {**changes, **({"paper": read.layout.paper} if read.layout.paper else {})}
        self.take(**changes)

    def _read_layout(self) -> None:
        choices, layouts = self.choices, self._context.services.layouts
        self.purpose_part.show_frame(layouts.read(choices.document, choices.layout).layout)

    def _take(self, choices: Choices) -> None:
        other = choices.layout != self.choices.layout
        self.drafts = self.drafts.taking(choices)
        if other:
            self._read_layout()
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        kind = KINDS[self.choices.document]
        self.document.set_value(kind.key)
        self._about.setText(kind.purpose)
        self.document.setAccessibleDescription(kind.purpose)
        self.purpose_part.show_choices(self.choices, kind)
        self.selection.show_choices(self.choices)

    def _show_count(self, count: int) -> None:
        name = self._names[REVIEW]
        self.steps.set_label(REVIEW, f"{name} ({count})" if count else name)
