"""Every review packet that left and came, and this journal's own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.review.own_key import OwnKeyCard
from mentorjournal.gui.review.remark_card import shortened
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import label
from mentorjournal.services.packets.plain import SUGGESTION

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.model.types import Comment, Packet
    from mentorjournal.services.packets.values import PacketCard

NARROWEST, WIDTH = 640, 760
LIST, HEIGHT = 240, 300
ICONS = {"out": "handed-out", "in": "import"}


class PacketsDialog(Dialog):
    """The list at the left, the chosen packet and what it brought at the right."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Review packets"),
            parent,
            width=NARROWEST,
            scrolls=True,
            intro=self.tr(
                "One encrypted file there, one back. Nothing is sent from here: you mail it or hand it over."
            ),
        )
        self._context = context
        self._cards: tuple[PacketCard, ...] = ()
        self._model = PaletteModel(self)
        self.list = QListView()
        self._none = TextLabel(
            self.tr("No packet yet. Ask somebody for a review, or open the packet that you were sent."),
            "small",
            wrap=True,
        )
        self.card = Card()
        self._title = TextLabel("", "strong", wrap=True)
        self._about = TextLabel("", "small", wrap=True)
        self._purpose = TextLabel("", wrap=True)
        self.read = PrimaryButton(self.tr("Read and answer"))
        self._head = SectionLabel(self.tr("What came back"))
        self.rows = LinkedRows(self.tr("What came back"), self.tr("Nothing came back yet."))
        self.own = OwnKeyCard(context)
        self.ask = QuietButton(self.tr("Ask for a review…"), "handed-out")
        self.open_button = QuietButton(self.tr("Open a packet…"), "import")
        self.close_button = QuietButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._refresh()
        self.resize(min(scaled(WIDTH), self.screen().availableGeometry().width()), self.height())

    def _lay_out(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Packets"))
        set_style(self.list, "look", "framed")
        self.list.setMinimumSize(scaled(LIST), scaled(HEIGHT))
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        for widget in (self._title, self._about, self._purpose, self.read, self._head, self.rows):
            self.card.add(widget)
        self.card.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._none)
        right.addWidget(self.card, 1)
        right.addWidget(self.own)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.add(row)
        for button in (self.ask, self.open_button, self.close_button, self.read):
            button.setAutoDefault(False)
        self.add_button(self.open_button, left=True)
        self.add_button(self.ask, left=True)
        self.add_button(self.close_button)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show)
        self.list.activated.connect(lambda _: self._read_on())
        self.read.clicked.connect(self._read_on)
        self.rows.opened.connect(self._go)
        self.ask.clicked.connect(self._ask)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self.ask.setEnabled(not self._context.read_only)
        self.ask.setToolTip(self._context.read_only)
        self._context.relay.changed.connect(self._on_change)

    def show_packet(self, packet_id: str) -> None:
        """Choose one."""
        for row, card in enumerate(self._cards):
            if card.packet.id == packet_id:
                self.list.setCurrentIndex(self._model.index(row))

    def shown(self) -> PacketCard | None:
        """The chosen one."""
        row = self.list.currentIndex().row()
        return self._cards[row] if 0 <= row < len(self._cards) else None

    @Slot(object)
    def _on_change(self, changes: ChangeSet) -> None:
        if changes.touches("packet", "comment", "person"):
            self._refresh()

    def _refresh(self) -> None:
        before = self.shown()
        every = self._context.services.packets.all()
        self._cards = tuple(card for card in every if card.packet.direction in ICONS)
        self._model.set_entries([self._entry(card) for card in self._cards])
        at = [card.packet.id for card in self._cards]
        row = at.index(before.packet.id) if before is not None and before.packet.id in at else 0
        self.list.setCurrentIndex(self._model.index(row))
        self._show(self.list.currentIndex(), QModelIndex())

    def _entry(self, card: PacketCard) -> Entry:
        packet = card.packet
        title = packet.title or card.person or label("packet_direction", packet.direction)
        return Entry(title, _state(card), "", ICONS[packet.direction], record_id=packet.id)

    def _show(self, _now: QModelIndex, _before: QModelIndex) -> None:
        card = self.shown()
        self._none.setHidden(card is not None)
        self.list.setHidden(card is None)
        self.card.setHidden(card is None)
        if card is None:
            return
        packet = card.packet
        sent = packet.direction == "out"
        self._title.setText(packet.title or label("packet_direction", packet.direction))
        self._about.setText(self._said_of(card))
        self._purpose.setText(packet.purpose)
        self._purpose.setHidden(not packet.purpose)
        self.read.setHidden(sent)
        for part in (self._head, self.rows):
            part.setHidden(not sent)
        if sent:
            self.rows.display(
                [self._row(one) for one in self._context.services.packets.comments_of(packet.id)]
            )

    def _said_of(self, card: PacketCard) -> str:
        packet, whom = card.packet, card.person or self.tr("somebody")
        day = day_short(packet.date, self._context.today()) if packet.date else ""
        if packet.direction == "in":
            return self.tr("From {0}, {1}.").format(whom, day)
        lock = (
            self.tr("Encrypted to the key {0}.").format(packet.fingerprint)
            if packet.fingerprint
            else self.tr("Encrypted with a passphrase.")
        )
        return " ".join((self.tr("To {0}, {1}, {2}.").format(whom, day, packet.file_name), lock))

    def _row(self, one: Comment) -> LinkedRow:
        better = f"“{shortened(one.words)}”" if one.words else ""
        words = ". ".join(filter(None, (better, shortened(one.text))))
        sign = " →" if one.kind == SUGGESTION else ":"
        text = f"“{shortened(one.quote, 60)}”{sign} {words}" if one.quote else words
        done = one.resolved_on is not None
        badge = self.tr("settled") if done else label("comment_kind", one.kind).lower()
        return LinkedRow(one.about or "", text, "", badge, "ok" if done else "plain")

    def _go(self, record_id: str) -> None:
        self.accept()
        self._context.navigator.open_record(record_id)

    def _read_on(self) -> None:
        card = self.shown()
        if card is not None and card.packet.direction == "in":
            from mentorjournal.gui.reviewing import read_packet

            self.accept()
            read_packet(self._context, card.packet.id, self.parentWidget())

    def _ask(self) -> None:
        from mentorjournal.gui.reviewing import ask_for_review

        self.accept()
        ask_for_review(self._context, self.parentWidget())

    def _open(self) -> None:
        from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog

        self.accept()
        OpenPacketDialog(self._context, self.parentWidget()).open()


def _state(card: PacketCard) -> str:
    """Such as "2 comments open, to Dr Helena Brandt"; what is cut off where it is narrow comes last."""
    packet: Packet = card.packet
    if packet.direction == "in":
        state = "Answered" if packet.number else "Being answered" if packet.draft else "To read"
        return f"{state}, from {card.person}" if card.person else state
    if card.open_comments:
        state = f"{how_many(card.open_comments, 'comment', 'comments')} open"
    else:
        state = "Answered" if card.answers else "Waiting"
    return f"{state}, to {card.person}" if card.person else state
