"""What left the journal: when, what, for whom, and everything that was in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import Command
from mentorjournal.gui.file_names import ask_pdf_path
from mentorjournal.gui.models.card_model import CardItem, CardModel
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.reports_handed_view import HandedView, kind_words
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card_list import CardView
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Manifest

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.context import Context

COLUMN = 312


class HandedOutPage(Page):
    """The log, newest first, and one entry of it. Nothing in it can be changed."""

    PLACE: ClassVar[str] = "reports"
    TITLE: ClassVar[str] = "What left the journal"
    WATCHES: ClassVar[tuple[str, ...]] = ("manifest",)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("handedOutPage")
        self.model = CardModel(self)
        self.list = CardView(self.model, self.TITLE)
        self.view = HandedView()
        self.empty = EmptyState(
            self.tr("Nothing has left this journal yet."),
            self.tr("Make a document"),
            self.tr("Each file you save or print is noted here: when, for whom, and what was in it."),
            "handed-out",
        )
        self._found: dict[str, Manifest] = {}
        self.middle = QStackedWidget()
        self.middle.addWidget(self.empty)
        self.middle.addWidget(self.view)
        self._line = hairline(vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._line)
        row.addWidget(self.middle, 1)
        self.list.chosen.connect(self._show)
        self.empty.action_clicked.connect(lambda: context.navigator.open_view("", "report"))
        self.view.opened.connect(context.navigator.open_record)
        self.view.save_wanted.connect(self.ask_path)
        context.themes.theme_changed.connect(self._rescale)
        self._rescale()

    def refresh(self) -> None:
        """Read the log again; the entry shown stays."""
        self._found = {item.id: item for item in self.services.handing_out.all()}
        kept = self.view.key if self.view.key in self._found else next(iter(self._found), "")
        self.model.set_items(self._card(item) for item in self._found.values())
        for widget in (self.list, self._line):
            widget.setVisible(bool(self._found))
        if kept:
            self._show(kept)
        else:
            self.view.key = ""
            self.middle.setCurrentWidget(self.empty)

    def show_record(self, record_id: str) -> bool:
        """Show an entry of the log."""
        self._stale = False
        self.refresh()
        if record_id not in self._found:
            return False
        self._show(record_id)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Keep the entry shown as a PDF."""
        if not self.view.key:
            return ()
        text = self.tr("Save this record of what left as PDF")
        return (Command("manifest-save", text, self.ask_path, "save-as"),)

    def ask_path(self) -> None:
        """Ask where to save the entry."""
        found = self._found.get(self.view.key)
        if found is None:
            return
        name = self.tr("What left, {day}.pdf").format(day=found.date.isoformat() if found.date else "")
        ask_pdf_path(self, self.tr("Save what left"), name, self.save_to)

    def save_to(self, path: str) -> None:
        """Save the entry shown as a PDF for the own files."""
        from mentorjournal.services.printing import Printing

        services, key, target = self.services, self.view.key, Path(path)
        paper = "letter" if settings.load().paper == "letter" else "a4"

        def work(_task: object) -> int:
            document = services.handing_out.document(key)
            return Printing(services.journal).save(document, target, paper).pages  # type: ignore[arg-type]

        navigator = self.context.navigator
        told = self.tr("Saved {name}.").format(name=target.name)

        def failed(error: JournalError) -> None:
            navigator.tell("error", error.message)

        self.context.tasks.start(work, lambda _pages: navigator.tell("ok", told), failed)

    def _show(self, key: str) -> None:
        found = self._found[key]
        there = self.services.records.rows([part.tag for part in (*found.items, *found.names) if part.tag])
        self.view.show_manifest(found, frozenset(there))
        self.list.mark(key)
        self.middle.setCurrentWidget(self.view)

    def _card(self, item: Manifest) -> CardItem:
        day = day_short(item.date, self.context.today()) if item.date else ""
        second = ", ".join(filter(None, (kind_words(item), item.for_whom)))
        group = f"{item.date:%B %Y}" if item.date else ""
        return CardItem(item.id, item.title or kind_words(item), second, badge=day, group=group)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list leaves most of the room to the entry."""
        super().resizeEvent(event)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        self.list.setFixedWidth(min(scaled(COLUMN), self.width() * 2 // 5))
