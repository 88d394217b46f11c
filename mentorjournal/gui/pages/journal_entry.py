"""An entry in the journal: when, in which shape, its headline, and one field per section."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_popups import MomentPopup
from mentorjournal.gui.pages.journal_view import RecordView, long_moment
from mentorjournal.gui.pages.text_making import TextMaker
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.entry_editor_files import FileIntake
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.find_bar import FindBar
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.identifier_hints import IdentifierHints
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.template_menu import add_editor, fill_template_menu
from mentorjournal.gui.words import how_many
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.templates import Template, refit
from mentorjournal.model.types import Reflection
from mentorjournal.services.confidence import confidence_in
from mentorjournal.services.templates import DEFAULT_TEMPLATE


class EntryView(RecordView):
    """One reflection to write."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self._record = Reflection()
        self._template = ""
        self._sealed = False
        self._shown: tuple[Section, ...] = ()
        self._read_only = False
        self._prompts_for = context.services.profile.owner().role
        self._popup: MomentPopup | None = None
        self.when = LinkButton("", "quiet")
        self.shape = LinkButton("", "quiet")
        self.star = IconButton("star", self.tr("Starred"), small=True, checkable=True)
        self.title = TitleEdit(name=self.tr("Title"), placeholder=self.tr("Title"))
        self.sections = SectionsEditor(self.tr("Entry"))
        self.words = TextLabel("", "small-faint")
        self.clinical = QCheckBox(self.tr("Clinical"))
        self.clinical.setToolTip(
            self.tr(
                "About patients: likely identifiers are listed below the text, and reports wait for a tick."
            )
        )
        self.hints = IdentifierHints(self._all_words)
        self.find_bar = FindBar(self.sections.editors)
        self._shapes = QMenu(self)
        self.files = FileIntake(context, origin, self.kept_id, self.sections.insert_attachment)
        TextMaker(context, origin, self.kept_id, self.sections)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        links = QWidget()
        flow = FlowLayout(links, gap=10, line_gap=2)
        for button in (self.when, self.shape):
            # Its words stand flush with the text below.
            set_style(button, "look", "flush")
            flow.addWidget(button)
        flow.addWidget(self.clinical)
        self.column.addWidget(self.find_bar)
        head = self.lay_out_head(links, self.tr("Entry"))
        head.insertWidget(1, self.star, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(self.title)
        self.column.addSpacing(10)
        self.column.addWidget(self.sections)
        self.column.addSpacing(14)
        self.column.addWidget(self.words)
        self.column.addWidget(self.hints)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.title.edited.connect(lambda _text: self.edited.emit())
        self.title.finished.connect(self.sections.setFocus)
        self.sections.edited.connect(self._typed)
        self.sections.files_dropped.connect(self.files.take_files)
        self.sections.picture_pasted.connect(self.files.take_picture)
        self.sections.link_activated.connect(self.open_address)
        self.when.clicked.connect(self.change_moment)
        self.shape.clicked.connect(self.open_shapes)
        self._shapes.aboutToShow.connect(self._fill_shapes)
        self.star.clicked.connect(self._star)
        self.clinical.clicked.connect(self._mark_clinical)

    def display(self, record: Record) -> None:
        """Show an entry; where it is the one shown already, the cursor stays."""
        if not isinstance(record, Reflection):
            return
        self._record = record
        self._sealed = False
        self._template = record.template
        shape = self._known_template()
        self._show_head()
        self.title.set_value(record.title)
        self._show_sections(_filled_up(record.sections, shape))
        self.hints.set_wanted(wanted=record.clinical)

    def applied_to(self, record: Record) -> Record:
        """The record with headline, moment, shape, star and texts as they stand here."""
        if not isinstance(record, Reflection):
            return record
        return dataclasses.replace(
            record,
            title=self.title.value(),
            date=self._record.date,
            at=self._record.at,
            starred=self._record.starred,
            clinical=self._record.clinical,
            confidential=record.confidential or self._sealed,
            template=self._template,
            sections=self._texts(),
        )

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        self._read_only = read_only
        self.title.setReadOnly(read_only)
        self.sections.set_read_only(read_only)
        for button in (self.when, self.shape, self.star, self.clinical):
            button.setDisabled(read_only)
            if read_only:
                button.setToolTip(self.context.read_only)

    def start(self) -> None:
        """Begin with the headline, or below it where it is given."""
        if self.title.value():
            self.sections.start_writing()
        else:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_blank(self) -> bool:
        """True while no section has a word, and the headline is empty or the prompt that was given."""
        untouched = self.title.value() in {"", self._record.title}
        return untouched and not any(part.text.strip() for part in self._texts())

    def can_find(self) -> bool:
        """Words can be looked for."""
        return True

    def open_find(self) -> None:
        """Open the search field above the text."""
        self.find_bar.open_bar()
        self.ensureVisible(0, 0)

    # Moment, shape, star

    def change_moment(self) -> None:
        """Let the reader give another day and time."""
        self._popup = MomentPopup(self._record.date, self._record.at, self.context.today, self)
        self._popup.picked.connect(self._take_moment)
        self._popup.open_below(self.when)

    def moment_popup(self) -> MomentPopup | None:
        """The panel opened last to change the moment."""
        return self._popup

    def _take_moment(self, day: dt.date, at: dt.time | None) -> None:
        self._amend(self.tr("Change date"), date=day, at=at)

    def _amend(self, label: str, **values: object) -> None:
        """Another moment or star, as a step of its own."""

        def change() -> None:
            self._record = dataclasses.replace(self._record, **values)  # type: ignore[arg-type]
            self._show_head()
            self.hints.set_wanted(wanted=self._record.clinical)

        self.step(label, change)

    def open_shapes(self) -> None:
        """Offer the other templates."""
        self._shapes.popup(self.shape.mapToGlobal(QPoint(0, self.shape.height() + 2)))

    def shapes_menu(self) -> QMenu:
        """The menu of templates."""
        return self._shapes

    def _fill_shapes(self) -> None:
        offered = self.context.services.templates.offered("reflection")
        fill_template_menu(self._shapes, offered, self._reshape, self._template or DEFAULT_TEMPLATE)
        add_editor(self._shapes, self.context)

    def _reshape(self, wanted: Template) -> None:
        """Another template; every text finds a place in it or below it."""

        def change() -> None:
            sections = refit(self._texts(), wanted)
            self._template = wanted.key
            self._sealed = wanted.confidential
            self._show_head()
            self._show_sections(sections)

        self.step(self.tr("Change template"), change)

    def _star(self) -> None:
        on = self.star.isChecked()
        self._amend(self.tr("Add star") if on else self.tr("Take star away"), starred=on)

    def _mark_clinical(self, on: bool) -> None:
        label = self.tr("Mark as clinical") if on else self.tr("Mark as not clinical")
        self._amend(label, clinical=on)

    def _all_words(self) -> str:
        """Everything typed here, to be searched for identifiers."""
        return "\n".join((self.title.value(), *(part.text for part in self._texts())))

    def _show_star(self) -> None:
        on = self._record.starred
        self.star.setChecked(on)
        self.star.set_icon("star-on" if on else "star", self.tr("Starred") if on else self.tr("Not starred"))

    def _show_head(self) -> None:
        shape = self._known_template()
        self.when.setText(long_moment(self._record.date, self._record.at) or self.tr("No date"))
        self.when.setAccessibleName(self.tr("Date and time: {moment}").format(moment=self.when.text()))
        self.shape.setText(shape.name if shape is not None else self.tr("Own headings"))
        self.shape.setAccessibleName(self.tr("Template: {name}").format(name=self.shape.text()))
        self._show_star()
        self.clinical.setChecked(self._record.clinical)

    # Text

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        shape = self._known_template()
        parts = shape.sections_for(self._prompts_for) if shape is not None else ()
        prompts = {part.tag: part.prompt for part in parts}
        self._shown = sections
        self.sections.set_value(
            [
                (f"{place}-{part.tag}", part.heading, prompts.get(part.tag, ""), part.text)
                for place, part in enumerate(sections)
            ]
        )
        self.sections.set_read_only(self._read_only)
        self._count()

    def _texts(self) -> tuple[Section, ...]:
        values = self.sections.value()
        return tuple(
            Section(part.tag, part.heading, value[3]) for part, value in zip(self._shown, values, strict=True)
        )

    def _known_template(self) -> Template | None:
        """The template in use, or None for one this version does not have."""
        return self.context.services.templates.find(self._template)

    def _typed(self) -> None:
        self._count()
        self.hints.soon()
        self.edited.emit()

    def _count(self) -> None:
        said = how_many(self.sections.word_count(), self.tr("word"), self.tr("words"))
        before, after = confidence_in(self._texts())
        if before is not None or after is not None:
            shown = ["?" if number is None else str(number) for number in (before, after)]
            said += " · " + self.tr("confidence {0} → {1}").format(*shown)
        self.words.setText(said)

    def kept(self, record: Record) -> None:
        """The entry was saved; what was typed stays as it is."""
        if isinstance(record, Reflection):
            self._record, self._sealed = record, False


def _filled_up(sections: tuple[Section, ...], shape: Template | None) -> tuple[Section, ...]:
    """The sections as kept, and the blank ones of their template that are missing."""
    if shape is None or (sections and (shape.own or shape.key == "free_page")):
        return sections or (Section("what", "", ""),)
    known = {part.tag for part in sections}
    missing = tuple(blank for blank in shape.blank() if blank.tag not in known)
    if not missing:
        return sections
    order = {part.tag: place for place, part in enumerate(shape.sections)}
    return tuple(sorted((*sections, *missing), key=lambda part: order.get(part.tag, len(order))))
