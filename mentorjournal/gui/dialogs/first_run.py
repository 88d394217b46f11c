"""The first minute: whose journal, where it lives, a passphrase or not, or a look at the sample."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.new_passphrase import NewPassphrase
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.choices import CHOICES

if TYPE_CHECKING:
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.sample import Side


class FirstRunDialog(Dialog):
    """`made` carries the Services of the new journal. Every answer may be left as it stands."""

    made = Signal(object)
    open_wanted = Signal()
    packet_wanted = Signal()
    """Somebody was sent a packet, and wants no journal for it."""

    def __init__(self, folder: Path, parent: QWidget | None) -> None:
        super().__init__(
            "Your journal",
            parent,
            width=520,
            scrolls=True,
            intro="It stays on this computer, in one file. Nothing leaves it unless you export it. "
            "Everything here can be changed later.",
        )
        self._folder = folder
        self._path_edited = False
        self.name = TextField(name=self.tr("Your name"))
        self.name.edited.connect(self._suggest_path)
        self.role = Segmented(tuple(CHOICES["role"].items()), "mentee", self.tr("I am a"))
        self.path = TextField(name=self.tr("Journal file"))
        self.path.edited.connect(self._on_path)
        self.secret = NewPassphrase(self._known)
        self.passphrase, self.again = self.secret.first, self.secret.again
        self._lay_out()
        self._suggest_path("")
        self.name.setFocus()

    def _lay_out(self) -> None:
        choose = QuietButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        self.add(FormRow(self.tr("What is your name?"), self.name))
        self.add(FormRow(self.tr("I am a"), self.role))
        self.add(FormRow(self.tr("Where it lives"), place))
        hint = self.tr(
            "Leave both empty for none. With one, the whole file is encrypted; forgotten, it is lost for good."
        )
        self.add(FormRow(self.tr("Passphrase, twice"), self.secret, hint))
        other = LinkButton(self.tr("Open a journal I have"))
        other.setAutoDefault(False)
        other.clicked.connect(self._open_other)
        packet = LinkButton(self.tr("Read a packet I was sent"))
        packet.setAutoDefault(False)
        packet.setToolTip(self.tr("It needs no journal where it opens with a passphrase"))
        packet.clicked.connect(self._open_packet)
        sample = QuietButton(self.tr("Look at a sample"))
        sample.setAutoDefault(False)
        sample.setToolTip(self.tr("A year of somebody invented: a mentor's where you are a mentor"))
        sample.clicked.connect(self.make_sample)
        self.start = PrimaryButton(self.tr("Start my journal"))
        self.start.setDefault(True)
        self.start.clicked.connect(self.make)
        self.add_button(packet, left=True)
        self.add_button(other, left=True)
        self.add_button(sample)
        self.add_button(self.start)

    def _suggest_path(self, _: str) -> None:
        if not self._path_edited:
            self.path.set_value(str(_free(self._folder, self.name.value().strip() or self.tr("My journal"))))

    def _on_path(self, _: str) -> None:
        self._path_edited = True

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Where it lives"), self.path.value())
        if name:
            self._path_edited = True
            self.path.set_value(name)

    def _open_other(self) -> None:
        self.reject()
        self.open_wanted.emit()

    def _open_packet(self) -> None:
        self.reject()
        self.packet_wanted.emit()

    def make(self) -> None:
        """Make the journal as asked; the dialog stays and says why where that fails, or asks about a weak
        passphrase first."""
        if not self.secret.agree():
            self.say(self.tr("The two passphrases differ. Nothing was made yet; type them again."), "warn")
            self.again.setFocus()
            return
        self.secret.take(self._make, lambda said: self.say(said, "warn"))

    def _make(self) -> None:
        from mentorjournal.services.opening import ENDING, create_services
        from mentorjournal.services.profile import Owner

        path = Path(self.path.value().strip()).expanduser()
        if not path.suffix:
            path = path.with_name(path.name + ENDING)
        owner = Owner(name=self.name.value().strip(), role=self.role.value())
        try:
            services = create_services(
                path, self.passphrase.text(), fill=lambda made: made.profile.save(owner)
            )
        except JournalError as error:
            self.say(error.message)
            return
        self._done(services)

    def make_sample(self) -> None:
        """Make a sample journal beside where the own one would live, and open it: a mentor's for mentors."""
        from mentorjournal.services.opening import create_services
        from mentorjournal.services.sample import write_sample

        today = dt.datetime.now().astimezone().date()
        side: Side = "mentor" if self.role.value() == "mentor" else "mentee"
        try:
            services = create_services(
                _free(self._folder, self.tr("Sample journal")),
                fill=lambda made: write_sample(made.journal, today, side=side),
            )
        except JournalError as error:
            self.say(error.message)
            return
        self._done(services)

    def _done(self, services: Services) -> None:
        self.accept()
        self.made.emit(services)

    def _known(self) -> tuple[str, ...]:
        return tuple(word for word in (self.name.value(), Path(self.path.value()).stem) if word)

    def done(self, result: int) -> None:
        """Forget what was typed and close."""
        self.secret.wipe()
        super().done(result)


def _free(folder: Path, name: str) -> Path:
    """A path in `folder` that nothing has yet; characters that file names may not hold become spaces."""
    from mentorjournal.services.opening import ENDING

    clean = (
        "".join(" " if char in '<>:"/\\|?*' or not char.isprintable() else char for char in name).strip(" .")
        or "Journal"
    )
    path = folder / f"{clean}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{clean} {number}{ENDING}"
        number += 1
    return path
