"""The ways into a review: asking for one, reading one, and the list of all; none while the screen is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.dialogs.ask_review import AskReviewDialog
    from mentorjournal.gui.dialogs.packet_reader import PacketReaderDialog
    from mentorjournal.gui.dialogs.packets import PacketsDialog


def ask_for_review(
    context: Context, parent: QWidget | None, person: str = "", relationship: str = ""
) -> AskReviewDialog | None:
    """Choose what somebody may read; None where that cannot be now, which is said."""
    from mentorjournal.gui.dialogs.ask_review import AskReviewDialog

    if _veiled(context):
        return None
    if context.read_only:
        context.navigator.tell("warn", _tr("No packet can be made: {0}").format(context.read_only))
        return None
    context.navigator.flush_wanted.emit()
    dialog = AskReviewDialog(context, parent, person=person, relationship=relationship)
    dialog.open()
    return dialog


def read_packet(context: Context, packet_id: str, parent: QWidget | None) -> PacketReaderDialog | None:
    """Read a packet that came, in a window of its own; one that is open comes to the front."""
    from mentorjournal.gui.dialogs.packet_reader import PacketReaderDialog

    if _veiled(context):
        return None
    above = parent.window() if parent is not None else None
    for found in above.findChildren(PacketReaderDialog) if above is not None else ():
        if found.packet_id == packet_id and found.isVisible():
            found.raise_()
            found.activateWindow()
            return found
    try:
        dialog = PacketReaderDialog(context, packet_id, above)
    except JournalError as error:
        context.navigator.tell("error", error.message)
        return None
    dialog.show()
    return dialog


def open_packet_file(context: Context, parent: QWidget | None, path: Path) -> bool:
    """Look at a file where it is a packet, which is said before it is opened; False where it is none."""
    from mentorjournal.services.packets.reading import is_packet

    if not is_packet(path):
        return False
    if not _veiled(context):
        from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog

        dialog = OpenPacketDialog(context, parent)
        dialog.open()
        dialog.look_at(path)
    return True


def show_packets(context: Context, parent: QWidget | None, packet_id: str = "") -> PacketsDialog | None:
    """Every packet that left and came, with one of them open."""
    from mentorjournal.gui.dialogs.packets import PacketsDialog

    if _veiled(context):
        return None
    dialog = PacketsDialog(context, parent)
    dialog.open()
    if packet_id:
        dialog.show_packet(packet_id)
    return dialog


def open_packet_record(context: Context, packet_id: str, parent: QWidget | None) -> None:
    """Show a packet where it belongs: one that came is read, of any other the list says what became of it."""
    from mentorjournal.model.types import Packet

    packet = context.services.records.get(Packet, packet_id)
    if packet.direction == "in":
        read_packet(context, packet_id, parent)
    else:
        show_packets(context, parent, packet.answers or packet_id)


def _veiled(context: Context) -> bool:
    if context.services.journal.veiled:
        said = _tr(
            "Review packets need the whole journal, and your screen is shared. Stop sharing first (F9)."
        )
        context.navigator.tell("warn", said)
        return True
    return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reviewing", text)
