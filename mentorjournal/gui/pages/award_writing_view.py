"""The middle of the writing view: a story, or the final reflection of a scheme."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.award_writing_final import FinalPart
from mentorjournal.gui.pages.award_writing_story import StoryPart
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.model.types import Reflection, Scheme
from mentorjournal.services.stories import FinalPage, Following, StoryPage
from mentorjournal.services.written import moments


class WritingView(BoundView):
    """Shows a StoryPage or a FinalPage; only a story can be deleted here."""

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, "Story")
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("The story in a few words"))
        )
        self.day = self.bind_choice(
            "date", DateField(name=tr("Day of the event"), today=context.today), tr("Change date")
        )
        self.story = StoryPart(self.title, self.day, context.services.profile.owner().role)
        self.final = FinalPart()
        self.schemes: tuple[Following, ...] = ()
        self.column.addWidget(self.story)
        self.column.addWidget(self.final)
        self.column.addStretch(1)
        self.final.hide()
        self.story.typed.connect(lambda: self.saver.type_field("sections", self.story.texts()))
        self.final.typed.connect(lambda: self.saver.type_field("final", self.final.texts()))
        self.story.journal_wanted.connect(lambda: context.navigator.open_record(self.saver.record_id))
        self.story.claim_opened.connect(context.navigator.open_record)
        self.take_files_into(self.story.sections)

    def display(self, page: Any) -> None:
        """Show a story or a final reflection; what is typed and not saved stays as typed."""
        is_story = isinstance(page, StoryPage)
        self.story.setVisible(is_story)
        self.final.setVisible(not is_story)
        if is_story:
            self.show_fields(page.story)
            shown: Reflection = self.saver.over(page.story)
            self.story.show_texts(shown, page.schemes, writable=self.writable)
        else:
            scheme: Scheme = self.saver.over(page.scheme)
            self.final.show_texts(page, scheme.final, writable=self.writable)
        self.show_around(page)

    def display_draft(self, record: Reflection) -> None:
        """An empty story; the journal takes it with the first word."""
        self.display(StoryPage(record, (), self.schemes, moments(record, ()), ()))

    def show_around(self, page: Any) -> None:
        """Everything but the texts."""
        if isinstance(page, FinalPage):
            self.caption.setText(page.scheme.title)
            self.delete.hide()
            self.side.setVisible(True)
        else:
            self.caption.setText(self.tr("Story: situation, task, action, result"))
            self.story.show_around(page, writable=self.writable)
            self.delete.setVisible(bool(page.story.id) and self.writable)
            self.side.setVisible(bool(page.story.id))

    def start(self) -> None:
        """Begin with the headline of a story, or the first question without an answer."""
        if self.final.isHidden():
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.final.sections.start_writing()
