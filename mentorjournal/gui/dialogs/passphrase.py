"""Sets, changes or removes the passphrase of the open journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.passphrase_work import PassphraseWork
from mentorjournal.gui.dialogs.recovery_sheet import sheet_path
from mentorjournal.gui.reworking import Rework
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.new_passphrase import NewPassphrase
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow
from mentorjournal.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from pathlib import Path

    from mentorjournal.gui.context import Context


class PassphraseDialog(Dialog):
    """Checks what was typed, and hands the work over: the journal closes for it and opens again."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(self.tr("Passphrase"), parent, width=520, scrolls=True)
        self._context = context
        self._journal = context.services.journal
        self._tasks = TaskRunner(self)
        self.what = Segmented(
            (("change", self.tr("Change it")), ("remove", self.tr("Remove it"))),
            "change",
            self.tr("What to do"),
        )
        self.now = SecretField(self.tr("Passphrase now"))
        self._now_row = SecretRow((self.now,))
        self.new = NewPassphrase(self._known)
        self.sheet = QCheckBox(self.tr("Save a recovery sheet to print"))
        self.on_paper = QCheckBox(self.tr("Print the passphrase on it"))
        self.sure = QCheckBox(self.tr("Yes, remove the encryption"))
        cancel = QuietButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = PrimaryButton("")
        self.go.setDefault(True)
        self.go.clicked.connect(self._check)
        self._lay_out()
        self.add_button(cancel)
        self.add_button(self.go)
        self.what.edited.connect(self._turn)
        self.sheet.toggled.connect(lambda _: self._show())
        self.on_paper.toggled.connect(lambda _: self._show())
        self.sure.toggled.connect(lambda _: self._show())
        self._show()
        if context.read_only:
            self.say(self.tr("The passphrase cannot be changed: {0}").format(context.read_only), "warn")

    def _lay_out(self) -> None:
        encrypted = self._journal.encrypted
        self._intro = TextLabel("", "muted", wrap=True)
        self._now_part = FormRow(self.tr("Passphrase now"), self._now_row)
        self._new_part = QWidget()
        new = QVBoxLayout(self._new_part)
        new.setContentsMargins(0, 0, 0, 0)
        new.setSpacing(12)
        label = self.tr("New passphrase, twice") if encrypted else self.tr("Passphrase, twice")
        new.addWidget(FormRow(label, self.new))
        final = self.tr(
            "A forgotten passphrase is final: nobody can open the journal or its backups without it, and nobody "
            "can recover it. Four or five uncommon words that do not belong together are easy to keep."
        )
        new.addWidget(TextLabel(final, wrap=True))
        new.addWidget(self.sheet)
        new.addWidget(self.on_paper)
        self._paper_hint = TextLabel("", "small", wrap=True)
        new.addWidget(self._paper_hint)
        self._remove_part = QWidget()
        remove = QVBoxLayout(self._remove_part)
        remove.setContentsMargins(0, 0, 0, 0)
        remove.addWidget(self.sure)
        self.what.setVisible(encrypted)
        self._now_part.setVisible(encrypted)
        for item in (self._intro, self.what, self._now_part, self._new_part, self._remove_part):
            self.add(item)
        self.body.addStretch(1)
        (self._now_row if encrypted else self.new).setFocus()

    @property
    def removes(self) -> bool:
        """Whether it is to be removed."""
        return self._journal.encrypted and self.what.value() == "remove"

    def _turn(self, _: str) -> None:
        self._show()
        self.fit_anew()

    def _show(self) -> None:
        """The fields and sentences of what is to be done."""
        removes, encrypted = self.removes, self._journal.encrypted
        self._new_part.setHidden(removes)
        self._remove_part.setVisible(removes)
        self.on_paper.setVisible(self.sheet.isChecked())
        self._paper_hint.setVisible(self.sheet.isChecked())
        self._paper_hint.setText(
            self.tr(
                "Whoever finds the sheet and the file can read the journal. Delete the PDF once it is printed."
            )
            if self.on_paper.isChecked()
            else self.tr("You write the passphrase on it by hand. A sheet printed before fits no more.")
        )
        self._intro.setText(self._words())
        self.go.setText(
            self.tr("Remove passphrase")
            if removes
            else self.tr("Change passphrase")
            if encrypted
            else self.tr("Set passphrase")
        )
        self.go.setEnabled(not self._context.read_only and (not removes or self.sure.isChecked()))

    def _words(self) -> str:
        if self.removes:
            return self.tr(
                "Without a passphrase the file and its backups, older ones too, are not encrypted: whoever gets at "
                "them can read everything, also what others told you. Copies out of reach, as on a stick that is away, "
                "still need the passphrase of now: keep it for them."
            )
        if self._journal.encrypted:
            return self.tr(
                "The journal and its backups are encrypted anew under the other passphrase. It closes for that, and "
                "opens again; a copy of the old file is kept until the new one was compared with it."
            )
        return self.tr(
            "So far whoever has the file can read it. With a passphrase the whole file is encrypted, with everything "
            "attached, and its backups too. The journal closes for that, and opens again; a copy of the old file is "
            "kept until the new one was compared with it."
        )

    def _known(self) -> tuple[str, ...]:
        owner = self._context.services.profile.owner()
        return tuple(word for word in (owner.name, owner.organisation, self._journal.path.stem) if word)

    def _check(self) -> None:
        """Begin only with what can succeed: the journal must not close for a slip of the finger."""
        if not self.go.isEnabled():
            return
        complaint = self._complaint()
        if complaint:
            self.say(complaint, "warn")
            return
        self.say("")
        if self.removes:
            self._prove()
        else:
            self.new.take(self._prove, lambda said: self.say(said, "warn"))

    def _prove(self) -> None:
        """Begin where the passphrase of now is right."""
        self.say("")
        key, old = self._journal.copy_key(), self.now.text()
        if key is None:
            self._begin()
            return

        def work(_: object) -> bool:
            from mentorjournal.services.opening import fits

            return fits(key, old)

        def take(right: bool) -> None:
            self.go.setEnabled(True)
            if right:
                self._begin()
            else:
                self.say(
                    self.tr("This is not the passphrase it has now. Nothing was changed; try again."), "warn"
                )
                self.now.selectAll()
                self.now.setFocus()

        self.go.setEnabled(False)
        self._tasks.start(work, take)

    def _complaint(self) -> str:
        if self.removes:
            return ""
        if not self.new.value():
            self.new.first.setFocus()
            return self.tr("Type the passphrase it shall have, twice.")
        if not self.new.agree():
            self.new.again.setFocus()
            return self.tr("The two passphrases differ. Nothing was changed; type them again.")
        if self._journal.encrypted and self.new.value() == self.now.text():
            self.new.first.setFocus()
            return self.tr("This is the passphrase it has already.")
        return ""

    def _begin(self) -> None:
        sheet: Path | None = None
        if self.sheet.isChecked() and not self.removes:
            sheet = sheet_path(self, self._journal.path)
            if sheet is None:
                return
        self.begin(sheet)

    def begin(self, sheet: Path | None = None) -> None:
        """Hand the work over and close; `sheet` is where a recovery sheet goes."""
        path, navigator = self._journal.path, self._context.navigator
        new = "" if self.removes else self.new.value()
        preferences = self._context.preferences
        in_keychain = str(path.absolute()) in preferences.settings.in_keychain
        work = PassphraseWork(
            path,
            self.now.text(),
            new,
            in_keychain=in_keychain,
            sheet=sheet,
            owner=self._context.services.profile.owner().name,
            day=self._context.today(),
            on_paper=self.on_paper.isChecked(),
            paper=preferences.settings.paper,
        )
        label = self.tr("Removing the passphrase…") if self.removes else self.tr("Encrypting the journal…")
        if in_keychain and not new:
            kept = (item for item in preferences.settings.in_keychain if item != str(path.absolute()))
            preferences.change(in_keychain=tuple(kept))
        self.accept()
        navigator.rework_wanted.emit(Rework(label, work.run, new))

    def done(self, result: int) -> None:
        """Forget what was typed and close."""
        self._now_row.wipe()
        self.new.wipe()
        self._tasks.wait()
        super().done(result)
