"""A place of its own making that has other views beside it: Goals, Insights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.views import View, Views

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class WithViews(Page):
    """Subclasses lay out `host(their own widget)`, and say `show_own`, `flush_own` and `own_commands`.

    `VIEWS` begins with the place's own; `HOMES` says in which of them a record type is at home.
    Shortcuts of the own view belong on the own widget, so that those of another view are never in doubt.
    """

    VIEWS: ClassVar[tuple[View, ...]] = ()
    HOMES: ClassVar[Mapping[str, str]] = {}

    def host(self, first: QWidget) -> Views:
        """The views, with the place's own widget as the first of them."""
        self.views = Views(self.context, first, self.VIEWS, self.TITLE)
        self.offer_views()
        self.context.relay.changed.connect(lambda changes: self.offer_views() if changes.profile else None)
        self.views.wanted.connect(lambda key: self.show_view(key, ""))
        return self.views

    def offer_views(self) -> None:
        """The views that are of use to whoever's journal it is."""
        mentors = self.services.profile.owner().role != "mentee"
        self.views.offer([view.key for view in self.VIEWS[1:] if mentors or not view.for_mentors])

    def show_own(self, record_id: str) -> bool:
        """Show a record in the place's own view; False when it is none of its."""
        return False

    def flush_own(self) -> bool:
        """Save what is pending in the place's own view."""
        return True

    def own_commands(self) -> tuple[Command, ...]:
        """The commands of the place's own view."""
        return ()

    def show_view(self, view: str, record_id: str) -> bool:
        """Show a view, of a record where one is given."""
        own = view == self.VIEWS[0].key
        if not self.flush_own() or not self.views.show_view(view):
            return False
        if own:
            if self._stale and self.isVisible():
                super()._reload()
            return self.show_own(record_id) if record_id else True
        return self.views.page(view).show_record(record_id) if record_id else True

    def show_record(self, record_id: str) -> bool:
        """Show a record in the view where its type is at home."""
        record = self.services.records.peek(record_id)
        if record is None or record.deleted_at is not None:
            return False
        return self.show_view(self.HOMES.get(record.TYPE, self.VIEWS[0].key), record_id)

    def flush(self) -> bool:
        """Save what is pending here and in the other views."""
        others = self.views.flush()
        return self.flush_own() and others

    def _reload(self) -> None:
        """Behind another view nothing is read."""
        if self.views.shown is None:
            super()._reload()

    def commands(self) -> tuple[Command, ...]:
        """Those of the view that is shown."""
        shown = self.views.shown
        return self.own_commands() if shown is None else shown.commands()
