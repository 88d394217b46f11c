"""What the window shows while no journal is open."""

from __future__ import annotations

from mentorjournal.gui.widgets.empty_state import EmptyState


class NothingOpen(EmptyState):
    """`action_clicked` asks for a journal to open."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("No journal is open."),
            action=self.tr("Open a journal…"),
            example=self.tr("A new one, or one to try things in, is made from the menu at the top right."),
        )
