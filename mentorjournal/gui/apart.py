"""Records that have no page of their own open over the place one is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context


def _action(context: Context, action_id: str, parent: QWidget) -> None:
    from mentorjournal.gui.dialogs.action_item import ActionDialog
    from mentorjournal.model.types import ActionItem

    ActionDialog(context, context.services.records.get(ActionItem, action_id), parent).open()


def _packet(context: Context, packet_id: str, parent: QWidget) -> None:
    from mentorjournal.gui.reviewing import open_packet_record

    open_packet_record(context, packet_id, parent)


APART: Final[dict[str, Callable[[Context, str, QWidget], None]]] = {"action": _action, "packet": _packet}
"""What opens a record of such a type: given its id, and the window it opens over."""
