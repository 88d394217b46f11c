"""Whom a packet is for, and what opens it: the key of a person, or a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.new_passphrase import NewPassphrase
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Person

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

KEY, SECRET = "key", "passphrase"


class WhomPart(QWidget):
    """`edited` at each change; `person_changed` when it is for somebody else, of whom other records may leave."""

    edited = Signal()
    person_changed = Signal()

    def __init__(self, context: Context, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._people = {name.casefold(): key for key, name in context.services.records.named(Person).items()}
        self.name = NameField(name=self.tr("Who reads it?"), placeholder=self.tr("Pick or type a name"))
        self.name.set_choices(context.services.people.names())
        self.name.set_value(context.services.records.get(Person, person).title if person else None)
        self._person = person
        self.way = Segmented(
            ((KEY, self.tr("Their key")), (SECRET, self.tr("A passphrase"))), KEY, self.tr("What opens it")
        )
        self.fingerprint = TextLabel("", "bold", wrap=True)
        self._said = TextLabel("", "small", wrap=True)
        self.change_key = LinkButton("")
        self.change_key.setAutoDefault(False)
        self.secret = NewPassphrase(lambda: (self.name.value() or "",))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormRow(self.tr("Who reads it?"), self.name))
        column.addWidget(FormRow(self.tr("What opens it"), self.way))
        column.addWidget(self.fingerprint)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.addWidget(self.change_key)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.secret)
        self.setFocusProxy(self.name)
        self.name.edited.connect(self._name)
        self.way.edited.connect(lambda _: self._show())
        self.secret.edited.connect(self.edited)
        self.change_key.clicked.connect(self._ask_key)
        self._show()

    @property
    def person(self) -> str:
        """The id of the person, or an empty string for somebody who is not in People."""
        return self._person

    def for_whom(self) -> str:
        """The name."""
        return self.name.value() or ""

    def passphrase(self) -> str:
        """The passphrase, or an empty string where a key opens it."""
        return self.secret.value() if self.way.value() == SECRET else ""

    def missing(self) -> str:
        """What is missing before anything can be made, or an empty string."""
        if not self.for_whom():
            return self.tr("Say who reads it.")
        if self.way.value() == KEY:
            return "" if self.fingerprint.text() else self.tr("Paste their key, or choose a passphrase.")
        if not self.secret.value():
            return self.tr("Type a passphrase.")
        return "" if self.secret.agree() else self.tr("The two passphrases differ.")

    def settle(self) -> None:
        """The name counts as it is typed."""
        self.name.settle()

    def wipe(self) -> None:
        """Forget the passphrase."""
        self.secret.wipe()

    def _name(self, name: str | None) -> None:
        self._person = self._people.get((name or "").casefold(), "")
        self.way.set_value(KEY if self._person else SECRET)
        self._show()
        self.person_changed.emit()

    def _show(self) -> None:
        secret = self.way.value() == SECRET
        key = self._context.services.records.get(Person, self._person) if self._person else None
        digits = self._context.services.packets.fingerprint(key.packet_key) if key is not None else ""
        self.fingerprint.setText(digits)
        self.fingerprint.setHidden(secret or not digits)
        self.secret.setVisible(secret)
        self.change_key.setHidden(secret or key is None)
        self.change_key.setText(self.tr("Change or compare…") if digits else self.tr("Paste their key…"))
        day = key.key_compared_on if key is not None else None
        if secret:
            said = self.tr("Tell it by another way than the file, such as by telephone.")
        elif key is None:
            said = self.tr("Only people in People have a key here; a passphrase needs none.")
        elif not digits:
            said = self.tr("There is no key of {0} yet. Ask for it, or choose a passphrase.").format(
                key.title
            )
        elif day is not None:
            said = self.tr("Compared aloud on {0}.").format(day_short(day, self._context.today()))
        else:
            said = self.tr("Not compared yet: call and read these numbers to each other.")
        self._said.setText(said)
        self._said.set_role("warn" if digits and day is None and not secret else "small")
        self.edited.emit()

    def _ask_key(self) -> None:
        from mentorjournal.gui.dialogs.key_of import KeyOfDialog

        asked = KeyOfDialog(self._context, self._person, self.window())
        asked.kept.connect(self._show)
        asked.open()
