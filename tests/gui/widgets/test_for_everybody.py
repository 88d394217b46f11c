"""Every widget has a name and a role for screen readers, and room for its text at 200 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, NavButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.chips import Chip, TagChip
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.find_bar import FindBar
from mentorjournal.gui.widgets.labels import Badge, KeyHint, SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.message_bar import MessageBar
from mentorjournal.gui.widgets.rows import ActionRow, ListRow
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.tag_field import TagField
from mentorjournal.gui.widgets.typed_field import NumberField, TimeField

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from mentorjournal.gui.theme import ThemeManager

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.RadioButton,
}


def _sections() -> SectionsEditor:
    made = SectionsEditor("Entry")
    made.set_value((("a", "What happened?", "Tell it.", ""), ("b", "", "Write.", "")))
    return made


MAKERS: dict[str, Callable[[], QWidget]] = {
    "primary button": lambda: PrimaryButton("Prepare", "meetings"),
    "quiet button": lambda: QuietButton("Print brief", "print"),
    "link": lambda: LinkButton("What is missing"),
    "icon button": lambda: IconButton("attach", "Attach"),
    "place": lambda: NavButton("Journal", "journal"),
    "chip": lambda: Chip("Reflections"),
    "tag": lambda: TagChip("ward"),
    "segments": lambda: Segmented((("a", "Private"), ("b", "Shared")), "a", name="Who may see this"),
    "list row": lambda: ListRow("Annual review", lead="1 Jun", badge="20 pts", kind="warn"),
    "action row": lambda: ActionRow("Send aims page", badge="today", kind="warn"),
    "text": lambda: FormRow("Objective", TextField()),
    "choice": lambda: FormRow("Kind", ChoiceField((("a", "Reflection"),), "a")),
    "date": lambda: FormRow("Due", DateField()),
    "time": lambda: FormRow("Start", TimeField()),
    "number": lambda: FormRow("Hours", NumberField()),
    "tags": lambda: FormRow("Tags", TagField((("a", "ward"),), ("a",))),
    "message": MessageBar,
    "empty": lambda: EmptyState("No meetings yet.", "Plan a meeting", "For example: monthly.", "meetings"),
    "bar": lambda: Bar("Points", 64),
    "markdown": lambda: MarkdownEdit(name="Notes"),
    "sections": _sections,
    "find": lambda: FindBar(lambda: ()),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_control_has_a_name_and_a_role(themes: ThemeManager, qtbot: QtBot, kind: str) -> None:
    widget = MAKERS[kind]()
    qtbot.addWidget(widget)
    if isinstance(widget, MessageBar):
        widget.show_message("Moved.", "ok", "Undo")
    seen = 0
    for control in (widget, *widget.findChildren(QWidget)):
        told = QAccessible.queryAccessibleInterface(control)
        if told.role() not in ROLES:
            continue
        seen += 1
        assert told.text(QAccessible.Text.Name), f"{type(control).__name__} in {kind}"
    assert seen > 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_text_is_not_cut(themes: ThemeManager, qtbot: QtBot, scale: float) -> None:
    themes.set_scale(scale)
    one_line: list[QWidget] = [
        PrimaryButton("Prepare"),
        QuietButton("Print brief", "print"),
        LinkButton("What is missing"),
        Chip("What? So what?"),
        Badge("2 days late", "late"),
        KeyHint("Ctrl N"),
        SectionLabel("My next moves"),
        TextLabel("Tuesday 14 April", "heading"),
        QCheckBox("Tick"),
    ]
    for widget in one_line:
        qtbot.addWidget(widget)
        widget.adjustSize()
        widget.show()
        text = widget.text() if isinstance(widget, QPushButton | QCheckBox | TextLabel) else ""
        metrics = widget.fontMetrics()
        assert widget.height() >= metrics.height() - metrics.leading() - 1, type(widget).__name__
        assert widget.width() >= metrics.horizontalAdvance(text), type(widget).__name__


def test_text_twice_as_large_makes_a_place_larger(themes: ThemeManager, qtbot: QtBot) -> None:
    place = NavButton("Journal", "journal")
    qtbot.addWidget(place)
    place.show()
    before = place.sizeHint()
    themes.set_scale(2.0)
    assert place.sizeHint().height() > before.height() * 1.4
    assert place.sizeHint().width() > before.width() * 1.4
