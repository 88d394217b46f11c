"""The face of the backups dialog: a page with the list, a page with one of them, and the buttons of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.backup_words import second_words
from mentorjournal.gui.dialogs.backup_contents import BackupContents
from mentorjournal.gui.dialogs.backup_list import BackupList
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class BackupsFace(Dialog):
    """Knows what can be pressed now; what it does is the dialog's."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__("Backups", parent, width=680)
        self._context = context
        self.backups = BackupList()
        self.contents = BackupContents(context)
        self.work = WorkRow(context.tasks)
        self._lay_out()
        self._add_buttons()

    def _lay_out(self) -> None:
        self.intro = TextLabel(
            self.tr(
                "One is made by itself each hour in which something changed, opened and counted. Choose one to "
                "see what would change before anything does."
            ),
            "muted",
            wrap=True,
        )
        self.first = QWidget()
        column = QVBoxLayout(self.first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.intro)
        column.addWidget(self.backups, 1)
        settings = self._context.preferences.settings
        column.addWidget(
            TextLabel(
                second_words(settings.seen_by(self._context.services.journal.path), self._context.now()),
                "small",
                wrap=True,
            )
        )
        self.second = QWidget()
        column = QVBoxLayout(self.second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.head = TextLabel("", "strong", wrap=True)
        self.back = LinkButton(self.tr("All backups"))
        head = QHBoxLayout()
        head.addWidget(self.head, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self._passphrase_row())
        column.addWidget(self.contents, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.first)
        self.pages.addWidget(self.second)
        self.body.addWidget(self.pages, 1)
        self.question = TextLabel(
            self.tr(
                "Put this backup in the place of the whole journal? A backup of the journal as it is now is made "
                "first and kept, so you can come back to it. Then the journal closes, and opens again as it was."
            ),
            wrap=True,
        )
        self.question.hide()
        self.add(self.question)
        self.add(self.work)

    def _passphrase_row(self) -> QWidget:
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase of the backup"))
        self.unlock = QuietButton(self.tr("Look inside"))
        self.asking = QWidget()
        row = QHBoxLayout(self.asking)
        row.setContentsMargins(0, 0, 0, 0)
        field = FormRow(
            self.tr("Passphrase of the backup"),
            self.passphrase,
            self.tr("It is damaged, or was made under another passphrase than the journal has now."),
        )
        row.addWidget(field, 1)
        row.addWidget(self.unlock)
        self.asking.hide()
        return self.asking

    def _add_buttons(self) -> None:
        self.make = QuietButton(self.tr("Back up now"), "backup")
        self.elsewhere = QuietButton(self.tr("Open another…"), "folder")
        self.whole = QuietButton(self.tr("Restore the whole journal…"))
        self.close_button = QuietButton(self.tr("Close"))
        self.no = QuietButton(self.tr("Leave it as it is"))
        self.yes = QuietButton(self.tr("Restore the journal"))
        self.look = PrimaryButton(self.tr("See what would change"))
        self.take = PrimaryButton(self.tr("Restore"))
        at_left = (self.elsewhere, self.make, self.whole)
        for button in at_left:
            self.add_button(button, left=True)
        at_right = (self.close_button, self.no, self.yes)
        for button in at_right:
            self.add_button(button)
        self.add_button(self.look)
        self.add_button(self.take)
        self.back.setAutoDefault(False)
        for button in (*at_left, *at_right, self.unlock):
            button.setAutoDefault(False)

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        first = self.pages.currentWidget() is self.first
        sure = not self.question.isHidden()
        compared = not first and self.asking.isHidden() and not sure
        because, free = self._context.read_only, not self.work.busy
        for button in (self.make, self.elsewhere, self.look):
            button.setVisible(first)
        for button in (self.whole, self.take):
            button.setVisible(compared)
            button.setToolTip(because)
        for button in (self.no, self.yes):
            button.setVisible(sure)
        self.close_button.setHidden(sure)
        self.make.setToolTip(because)
        self.make.setEnabled(free and not because)
        self.elsewhere.setEnabled(free)
        self.look.setEnabled(free and self.backups.backup() is not None)
        self.back.setEnabled(free)
        self.unlock.setEnabled(free)
        count = len(self.contents.ticked())
        words = how_many(count, self.tr("record"), self.tr("records"))
        self.take.setText(
            self.tr("Restore {0}").format(words) if count else self.tr("Tick records to restore")
        )
        self.take.setEnabled(free and bool(count) and not because)
        # A damaged journal is never written to, but a whole backup may take its place.
        self.whole.setEnabled(free and (not because or self._context.services.journal.damaged))
        self.look.setDefault(first)
        self.take.setDefault(compared)
