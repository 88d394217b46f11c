"""The versions of a record: any two side by side, and the left one restored, a field or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.side_by_side import SideBySide, marked
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.words import how_many
from mentorjournal.services.side_by_side import side_by_side

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.record import Record
    from mentorjournal.services.history import FieldTexts, Version

__all__ = ["VersionsDialog", "marked"]

NOW = ""
"""The key of the present version."""
WIDTH, EDGE = 1040, 48
"""As wide as two columns of text read well; the edge of the screen stays in sight."""


class VersionsDialog(Dialog):
    """Two columns, each below the version it shows: at first the present one right, or that of the id `version`,
    and the one before it left, or that of the id `left`."""

    def __init__(
        self, context: Context, record_id: str, parent: QWidget | None, *, version: int = 0, left: int = 0
    ) -> None:
        record = context.services.records.peek(record_id)
        of = f"{record.LABEL}: {record.title}" if record is not None and record.title else ""
        super().__init__(self.tr("Versions"), parent, width=480, intro=of)
        room = self.screen().availableGeometry().width() - EDGE
        self.resize(min(scaled(WIDTH), room), self.sizeHint().height())
        self.setMinimumWidth(min(scaled(720), room))
        self._context = context
        self._record_id = record_id
        self.summary = TextLabel("", "muted", wrap=True)
        self.add(self.summary)
        self.left = ChoiceField([], name=self.tr("Version on the left"))
        self.right = ChoiceField([], name=self.tr("Version on the right"))
        self.add(self._choosers())
        self.add(self._body())
        self.restore = PrimaryButton(self.tr("Restore the left version"))
        close = QuietButton(self.tr("Close"))
        for button in (close, self.restore):
            button.setAutoDefault(False)
            self.add_button(button)
        close.clicked.connect(self.accept)
        self.restore.clicked.connect(lambda: self._restore(""))
        for chooser in (self.left, self.right):
            chooser.edited.connect(self._compare)
        self._load(version)
        if left and self.left.findData(str(left)) >= 0:
            self.left.set_value(str(left))
            self._compare()
        self.left.setFocus()

    def _choosers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(4)
        heads = (self.tr("Left"), self.tr("Right"))
        for column, (head, chooser) in enumerate(zip(heads, (self.left, self.right), strict=True)):
            label = SectionLabel(head)
            label.setBuddy(chooser)
            chooser.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label, 0, column)
            grid.addWidget(chooser, 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _body(self) -> QScrollArea:
        inside = QWidget()
        self._fields = QVBoxLayout(inside)
        self._fields.setContentsMargins(0, 0, 12, 0)
        self._fields.setSpacing(10)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(scaled(380), self.screen().availableGeometry().height() // 2))
        area.setAccessibleName(self.tr("What differs"))
        return area

    def _load(self, version: int = 0) -> None:
        """Every version anew; the wished one right and the one before it left."""
        history = self._context.services.history
        self._versions = [v for v in history.versions(self._record_id) if v.after is not None]
        self._present = self._context.services.records.peek(self._record_id)
        named = {str(v.id): self._named(v) for v in self._versions}
        newest = self._versions[0] if self._versions else None
        present = self._present
        if present is not None:
            same = (
                newest is not None and newest.after is not None and not history.compare(newest.after, present)
            )
            now = f" · {named.pop(str(newest.id))}" if same and newest is not None else ""
            named = {NOW: self.tr("Now") + now, **named}
        for chooser in (self.left, self.right):
            chooser.set_choices(list(named.items()))
        keys = list(named)
        right = keys.index(str(version)) if str(version) in keys else 0
        for chooser, place in ((self.right, right), (self.left, right + 1)):
            chooser.set_value(keys[min(place, len(keys) - 1)] if keys else NOW)
        self._compare()

    def _named(self, version: Version) -> str:
        at = version.at.astimezone(self._context.now().tzinfo)
        first = version.before is None and version is self._versions[-1]
        label = self.tr("First version") if first else version.label  # many came with it, perhaps
        return f"{at.day} {at:%b %Y, %H:%M} · {label}"

    def _chosen(self, chooser: ChoiceField) -> Record | None:
        key = chooser.value()
        if key == NOW:
            return self._present
        return next((v.after for v in self._versions if str(v.id) == key), None)

    def _compare(self, _: str = "") -> None:
        clear_layout(self._fields)
        left, right = self._chosen(self.left), self._chosen(self.right)
        history = self._context.services.history
        found = history.differences(left, right) if left is not None and right is not None else ()
        self.summary.setText(self._words(found))
        for field in found:
            self._show(field)
        self._fields.addStretch(1)
        present = self._present
        able = left is not None and self.left.value() != NOW
        able = able and (present is None or bool(left and history.compare(left, present)))
        self.restore.setEnabled(able and not self._context.read_only)
        self.restore.setToolTip(self._context.read_only)

    def _words(self, found: tuple[FieldTexts, ...]) -> str:
        if not found:
            return self.tr("Nothing differs between these two versions.")
        count = how_many(len(found), "field differs", "fields differ")
        return self.tr(
            "{0}. Words struck out stand in the left version only, underlined ones in the right one only."
        ).format(count)

    def _show(self, field: FieldTexts) -> None:
        head = QHBoxLayout()
        head.addWidget(SectionLabel(field.label), 1)
        if self.left.value() != NOW and self._present is not None:
            back = LinkButton(self.tr("Restore this field"))
            back.setAutoDefault(False)
            back.setAccessibleName(self.tr("Restore {0}").format(field.label))
            back.setEnabled(not self._context.read_only)
            back.clicked.connect(lambda: self._restore(field.name))
            head.addWidget(back)
        self._fields.addLayout(head)
        if field.said:
            self._fields.addWidget(TextLabel(field.said, "muted", wrap=True))
        self._fields.addWidget(SideBySide(side_by_side(field.old, field.new)))

    def _restore(self, field: str) -> None:
        """Put the left version back. The button that asked is made anew by it, so not while it is pressed."""
        try:
            self._context.services.history.restore(self._record_id, int(self.left.value() or 0), field=field)
        except JournalError as error:
            self.say(error.message)
            return
        self.say(self.tr("Restored. Ctrl+Z takes it back."), "ok")
        QTimer.singleShot(0, self, self._load)
