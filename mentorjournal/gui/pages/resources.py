"""Resources: what to read next, what helped, and where it was used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.pages.resources_view import ResourceView, authors_year
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.chip_set import ChipFilter
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.record import Record
from mentorjournal.model.types import Resource
from mentorjournal.services.resources import ResourceCard, ResourcePage

ALL = "all"
KINDS = ("article", "book", "course", "talk")
"""Kinds with a chip of their own; the others share one."""
OTHER = "other"


class ResourcesPage(RecordPlace):
    """The list by state, a resource, the inspector. Files dropped anywhere here become resources."""

    PLACE: ClassVar[str] = "resources"
    TITLE: ClassVar[str] = "Resources"
    TYPE: ClassVar[type[Record]] = Resource
    view: ResourceView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAcceptDrops(not context.read_only)
        self.view.person_named.connect(self._name_person)

    def make_list(self) -> CardList:
        """By state: what is open first."""
        tr = self.tr
        cards = CardList(tr("Resources"), tr("New resource"))
        self.search = TextField(name=tr("Find a resource"), placeholder=tr("Find"), look="search")
        self.search.edited.connect(lambda _text: self.reload_list())
        kinds = [(key, label("resource_kind", key) + "s") for key in KINDS]
        self.filter = ChipFilter(((ALL, tr("All")), *kinds, (OTHER, tr("Other"))), tr("Which kind"))
        self.filter.edited.connect(lambda _key: self.refilter())
        self.reference = TextField(
            name=tr("Add by DOI or link"), placeholder=tr("Add by DOI or link, or drop a PDF")
        )
        self.reference.returnPressed.connect(self.add_reference)
        self.reference.setReadOnly(bool(self.context.read_only))
        self.reference.setToolTip(self.context.read_only)
        cards.head.setSpacing(8)
        for widget in (self.search, self.filter, self.reference):
            cards.head.addWidget(widget)
        return cards

    def make_view(self) -> ResourceView:
        """The page of one resource."""
        return ResourceView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What a library of one's own is for."""
        return EmptyState(
            self.tr("Keep what people tell you to read, and what it was worth once you have."),
            self.tr("New resource"),
            self.tr("“From Dr Lim: a course on sample size, six evenings. Changed how I plan.”"),
            "resources",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards of the kind and the words looked for."""
        kind = self.filter.value()
        cards = self.services.resources.cards(kind if kind in KINDS else "", self.search.value())
        if kind == OTHER:
            cards = tuple(card for card in cards if card.resource.kind not in KINDS)
        return [self._item(card) for card in cards]

    @staticmethod
    def _item(card: ResourceCard) -> CardItem:
        resource = card.resource
        worth = label("usefulness", resource.usefulness) if resource.usefulness else ""
        kinds = {"4": "ok", "3": "accent"}
        return CardItem(
            resource.id,
            resource.title or resource.doi or resource.url or Resource.LABEL,
            authors_year(resource) or label("resource_kind", resource.kind),
            "",
            worth,
            kinds.get(resource.usefulness, "quiet"),
            label("resource_status", resource.status),
        )

    def read(self, record_id: str) -> ResourcePage:
        """A resource with all that its page shows."""
        return self.services.resources.page(record_id)

    def record_of(self, page: ResourcePage) -> Resource:
        """The resource."""
        return page.resource

    def draft(self) -> Resource:
        """From today, of the kind the list shows."""
        kind = self.filter.value()
        return Resource(
            date=self.context.today(), kind=kind if kind in CHOICES["resource_kind"] else "article"
        )

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What it is called, by whom, how far I am, what it was worth."""
        named = record.title or record.doi or record.url
        worth = record.status, record.usefulness, record.kind
        return named, record.authors, record.year, record.published_in, record.recommended_by, *worth

    def reveal(self, record: Any) -> None:
        """Another kind, or words it does not hold, show everything."""
        shown = self.filter.value()
        if shown not in {ALL, record.kind} and not (shown == OTHER and record.kind not in KINDS):
            self.filter.set_value(ALL)
        self.search.set_value("")

    def more_commands(self) -> tuple[Command, ...]:
        """Open what it leads to."""
        record = self.saver.record
        if isinstance(record, Resource) and (record.url or record.doi):
            return (Command("resource-open", self.tr("Open link"), self.view.follow, "open"),)
        return ()

    def add_reference(self) -> None:
        """A resource for the DOI or address typed or pasted; what is neither stays in the field."""
        text = self.reference.value().strip()
        if not text or self.context.read_only or not self.flush():
            return
        made = self.guarded(
            lambda: self.services.resources.add_reference(text, self.context.today(), origin=self.origin)
        )
        if made is not None:
            self.reference.set_value("")
            self.show_record(made.id)
            self.view.start()

    def add_files(self, paths: Sequence[Path]) -> None:
        """A resource for each file, with the file attached; each that cannot be read is told."""
        if self.context.read_only or not self.flush():
            return
        made = [self.guarded(lambda path=path: self._add_file(path)) for path in paths]
        last = next((resource for resource in reversed(made) if resource is not None), None)
        if last is not None:
            self.show_record(last.id)
            self.view.start()

    def _add_file(self, path: Path) -> Resource:
        return self.services.resources.add_file(path, self.context.today(), origin=self.origin)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add_files(paths)

    def _name_person(self, name: str) -> None:
        key = self.saver.ensure()
        new = key and self.guarded(
            lambda: self.services.people.point(key, "recommended_by", name, origin=self.origin)
        )
        if new:
            self.context.navigator.tell("info", self.tr("{0} is in People now.").format(name))
        self._show_again()
