"""A place whose list and page are the first of several views."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.pages.views import View, Views


class ManyViews(RecordPlace):
    """Subclasses say which views there are; `VIEWS` begins with the list and its page.

    With `ABOUT_ONE` the other views show the record that is chosen, else each stands for itself.
    """

    VIEWS: ClassVar[tuple[View, ...]] = ()
    ABOUT_ONE: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        row = self.layout()
        assert row is not None  # noqa: S101  for the type checker
        row.removeWidget(self.frame)
        self.views = Views(context, self.frame, self.VIEWS, self.TITLE)
        self.views.wanted.connect(self._take_view)
        row.addWidget(self.views)

    def show_view(self, view: str, record_id: str) -> bool:
        """Show a view, of a record where one is given."""
        if view == self.VIEWS[0].key:
            return self.show_record(record_id) if record_id else self._show_own()
        if not super().flush() or not self.views.show_view(view):
            return False
        page = self.views.page(view)
        return page.show_record(record_id) if record_id else True

    def show_record(self, record_id: str) -> bool:
        """Show a record on its page, in the first view."""
        return super().show_record(record_id) and self._show_own()

    def new_record(self) -> None:
        """An empty page, in the first view."""
        if self._show_own():
            super().new_record()

    def delete_record(self) -> None:
        """Delete the record shown; in the other views nothing is deleted by its key."""
        if self.views.shown is None:
            super().delete_record()

    def flush(self) -> bool:
        """Save what is pending here and in the other views."""
        others = self.views.flush() if hasattr(self, "views") else True
        return super().flush() and others

    def _show_own(self) -> bool:
        """Show the list and its page; what changed while another view stood before them is read now."""
        shown = self.views.show_view(self.VIEWS[0].key)
        if shown and self._stale and self.isVisible():
            super()._reload()
        return shown

    def _reload(self) -> None:
        """Behind another view nothing is read."""
        if self.views.shown is None:
            super()._reload()

    def commands(self) -> tuple[Command, ...]:
        """Those of the view that is shown, and of the place while its own page is."""
        shown: Page | None = self.views.shown
        return super().commands() if shown is None else shown.commands()

    def _take_view(self, view: str) -> None:
        """The reader chose a view: the record goes along where all views are about one."""
        record_id = ""
        if self.ABOUT_ONE:
            shown = self.views.shown
            record_id = getattr(shown, "record_id", "") if shown is not None else self.saver.record_id
            if not record_id and self.saver.record is not None:
                record_id = self.saver.ensure() or ""
            if not record_id and view != self.VIEWS[0].key:
                self.views.bar.set_value(self.views.current)
                self.context.navigator.tell("info", self.tr("Choose a meeting first."))
                return
        self.show_view(view, record_id)
