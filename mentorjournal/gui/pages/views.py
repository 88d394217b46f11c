"""Several views of one place: a row of names above, and below it the one that is shown."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.page import Page


@dataclass(frozen=True)
class View:
    """One view: its page is imported when it is first shown. The place's own view has no module.

    One `for_mentors` is offered where the journal's owner is a mentor.
    """

    key: str
    title: str
    module: str = ""
    page: str = ""
    for_mentors: bool = False


class Views(QWidget):
    """`wanted` carries the key the reader chose; whoever owns this calls `show_view`.

    `first` is the place's own view, under the key of the first of `views`.
    """

    wanted = Signal(str)

    def __init__(
        self,
        context: Context,
        first: QWidget,
        views: Sequence[View],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._views = {view.key: view for view in views}
        self._first = views[0].key
        self._pages: dict[str, Page] = {}
        self.current = self._first
        self.bar = FittingChoice([(view.key, view.title) for view in views], name=name)
        self.bar.set_value(self._first)
        self.bar.edited.connect(self.wanted)
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(18, 10, 18, 8)
        row.addWidget(self.bar)
        row.addStretch(1)
        self.stack = PageStack()
        self.stack.addWidget(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)

    def offer(self, keys: Collection[str]) -> None:
        """Offer only these views beside the first; the row of names goes where there is no choice."""
        self.bar.offer({self._first, *keys})
        self.head.setVisible(bool(set(keys) - {self._first}))

    def page(self, key: str) -> Page:
        """The page of a view that is not the first, made when it is first asked for."""
        if key not in self._pages:
            view = self._views[key]
            made: Page = getattr(importlib.import_module(view.module), view.page)(self._context)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    @property
    def shown(self) -> Page | None:
        """The page that is shown, None while it is the place's own view."""
        return self._pages.get(self.current)

    def show_view(self, key: str) -> bool:
        """Show a view; what was being typed in the one before is saved first. False where that failed."""
        if key not in self._views or (key != self.current and not self.flush()):
            self.bar.set_value(self.current)
            return False
        self.current = key
        self.bar.set_value(key)
        if key == self._first:
            self.stack.setCurrentIndex(0)
        else:
            self.stack.setCurrentWidget(self.page(key))
        return True

    def flush(self) -> bool:
        """Save what is pending in every view made so far."""
        flushed = [page.flush() for page in self._pages.values()]
        return all(flushed)
