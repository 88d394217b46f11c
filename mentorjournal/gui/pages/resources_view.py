"""The page of one resource: what it is, from whom, how far I am, what it was worth, where I used it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Resource
from mentorjournal.services.resources import ResourcePage

LAST_YEAR = 2200


class ResourceView(BoundView):
    """Shows a ResourcePage; `person_named` carries the name of who recommended it."""

    person_named = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Resource.LABEL)
        tr = self.tr
        self.title = self.bind_text("title", TitleEdit(name=tr("Title"), placeholder=tr("Title")))
        self.state = self.bind_choice(
            "status",
            FittingChoice(tuple(CHOICES["resource_status"].items()), name=tr("State")),
            tr("Change state"),
        )
        self.usefulness = self.bind_choice(
            "usefulness",
            FittingChoice(tuple(CHOICES["usefulness"].items()), name=tr("Usefulness")),
            tr("Change usefulness"),
        )
        self.kind = self.bind_choice(
            "kind", ChoiceField(tuple(CHOICES["resource_kind"].items()), name=tr("Kind")), tr("Change kind")
        )
        self.year = self.bind_choice("year", NumberField(name=tr("Year"), most=LAST_YEAR), tr("Change year"))
        self.goal = ChoiceField((), name=tr("For goal"), none=tr("No goal"))
        self.person = NameField(name=tr("From whom"), placeholder=tr("Who told you of it"))
        for field in (self.goal, self.person):
            allow(field, writable=self.writable, because=context.read_only)
        self.texts = {
            name: self.bind_text(name, TextField(name=title, placeholder=hint))
            for name, title, hint in (
                ("authors", tr("Authors"), tr("Okafor, R.; Lindqvist, A.")),
                ("published_in", tr("Published in"), tr("Journal, publisher, provider")),
                ("doi", tr("DOI"), "10.1000/182"),
                ("url", tr("Link"), "https://"),
            )
        }
        self.open_link = QuietButton(tr("Open link"), "open")
        self.notes = self.bind_text(
            "notes",
            MarkdownEdit(
                name=tr("Notes"), placeholder=tr("What it says, what you doubt, what you will use.")
            ),
        )
        self.used = LinkedRows(
            tr("Cited where used"),
            tr("Not used yet. Connect an entry, a goal or a meeting in the side panel."),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        row = self.row
        column.addWidget(self.title)
        self._line = TextLabel("", "muted", wrap=True)
        column.addWidget(self._line)
        links = QWidget()
        FlowLayout(links).addWidget(self.open_link)
        column.addSpacing(4)
        column.addWidget(links)
        column.addWidget(self.section(tr("How far I am"), self.state))
        column.addWidget(self.section(tr("What it was worth"), self.usefulness))
        column.addWidget(self.section(tr("Notes"), self.notes))
        column.addWidget(
            self.section(
                tr("What it is"),
                self.pairs(row(tr("Kind"), self.kind), row(tr("Year"), self.year)),
                row(tr("Authors"), self.texts["authors"]),
                row(tr("Published in"), self.texts["published_in"]),
                self.pairs(row(tr("DOI"), self.texts["doi"]), row(tr("Link"), self.texts["url"])),
                self.pairs(row(tr("From whom"), self.person), row(tr("For goal"), self.goal)),
            )
        )
        column.addWidget(self.section(tr("Cited where used"), self.used))
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.notes.setFocus(Qt.FocusReason.TabFocusReason))
        self.person.edited.connect(lambda name: self.person_named.emit(name or ""))
        self.goal.edited.connect(lambda key: self.chosen.emit({"goal": key or None}, self.tr("Change goal")))
        self.open_link.clicked.connect(self.follow)
        self.used.opened.connect(self.context.navigator.open_record)
        self.take_files_into(self.notes)

    def follow(self) -> None:
        """Open the link, or what the DOI leads to, with the system."""
        address = self.texts["url"].value().strip()
        doi = self.texts["doi"].value().strip()
        if address or doi:
            self.open_address(address or f"https://doi.org/{doi}")

    def display(self, page: ResourcePage) -> None:
        """Show a resource; what is typed and not saved stays as typed."""
        self.show_fields(page.resource)
        self.show_around(page)

    def display_draft(self, record: Resource) -> None:
        """An empty page; the journal takes it with the first word."""
        self.show_fields(record)
        if not self.person.hasFocus():
            self.person.set_value(None)
        self.show_around(ResourcePage(record, "", self.context.services.resources.goals(), ()))

    def show_around(self, page: ResourcePage) -> None:
        """Everything but the texts."""
        resource: Resource = self.saver.over(page.resource)
        day = ""
        if resource.date:
            day = self.tr("since {0}").format(f"{resource.date:%B} {resource.date.year}")
        self.caption.setText(", ".join(part for part in (label("resource_kind", resource.kind), day) if part))
        by = authors_year(resource)
        self._line.setText(". ".join(part for part in (by, resource.published_in) if part))
        self._line.setHidden(not self._line.text())
        self.open_link.setVisible(bool(resource.url.strip() or resource.doi.strip()))
        self.goal.set_choices([(goal.id, goal.title) for goal in page.goals])
        self.goal.set_value(resource.goal or "")
        if page.resource.id and (not self.person.hasFocus() or self.person.value() != page.person):
            self.person.set_choices(self.context.services.people.names())
            self.person.set_value(page.person or None)
        self.used.display(linked_rows(page.used, self.context.today))
        self.delete.setVisible(bool(page.resource.id) and self.writable)

    def start(self) -> None:
        """Begin with the title, all of it chosen, so that typing replaces what an address made up."""
        self.person.set_choices(self.context.services.people.names())
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()


def authors_year(resource: Resource) -> str:
    """Such as "Kettleworth, P., 2021"."""
    year = f"{resource.year:.0f}" if resource.year else ""
    return ", ".join(part for part in (resource.authors, year) if part)
