"""Sets of skills to be taken up, made and changed: their levels, what is in them, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.widgets.buttons import IconButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import flow
from mentorjournal.gui.widgets.keyed_list import KeyedList
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Skill
    from mentorjournal.services.skill_sets import SetPage


class SetsEditor(QWidget):
    """`told` carries a sentence and its kind."""

    told = Signal(str, str)

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__()
        self._context, self._origin = context, origin
        self._page: SetPage | None = None
        self._skill = ""
        self._refused: tuple[str, ...] = ()
        tr = self.tr
        self.sets = KeyedList(tr("Sets of skills"))
        self.new = QuietButton(tr("New"), "add")
        self.take_up = QuietButton(tr("Take up"))
        self.aside = QuietButton("")
        self.name = TextField(name=tr("Name of the set"))
        self.levels = BoxedText(name=tr("Levels"), least_lines=3)
        self.items = KeyedList(tr("Skills of the set"))
        self.up = IconButton("chevron-up", tr("Move the skill up"), small=True)
        self.down = IconButton("chevron-down", tr("Move the skill down"), small=True)
        self.item_aside = QuietButton("")
        self.title = TextField(name=tr("Skill"))
        self.domain = TextField(name=tr("Domain"))
        self.more = TextField(name=tr("One more skill"), placeholder=tr("One more skill"))
        self.add = QuietButton(tr("Add"), "add")
        self.note = TextLabel("", "small", wrap=True)
        self.saver = Autosaver(self._save, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.tr
        left = QVBoxLayout()
        left.addWidget(self.sets, 1)
        left.addLayout(flow(self.new, self.take_up, self.aside))
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(FormRow(tr("Name of the set"), self.name))
        column.addWidget(FormRow(tr("Levels, one on each line, from the lowest"), self.levels))
        column.addWidget(self.items, 1)
        column.addLayout(flow(self.up, self.down, self.item_aside))
        pair = QHBoxLayout()
        pair.addWidget(FormRow(tr("Skill"), self.title), 2)
        pair.addWidget(FormRow(tr("Domain"), self.domain), 1)
        column.addLayout(pair)
        line = QHBoxLayout()
        line.addWidget(self.more, 1)
        line.addWidget(self.add)
        column.addLayout(line)
        right = QVBoxLayout()
        right.addWidget(self.note)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setAccessibleName(tr("Set of skills"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        for button in (self.new, self.take_up, self.aside, self.item_aside, self.add):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        services = self._context.services
        self.sets.picked.connect(self._pick)
        self.items.picked.connect(self._pick_skill)
        self.items.shifted.connect(self.shift)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.new.clicked.connect(
            lambda: self._do(
                lambda: services.skill_sets.begin(self.tr("My set of skills"), origin=self._origin).id
            )
        )
        self.take_up.clicked.connect(
            lambda: self._do(lambda: services.skills.take_up(self.sets.key(), origin=self._origin).id)
        )
        self.aside.clicked.connect(self.put_aside)
        self.item_aside.clicked.connect(self.put_skill_aside)
        self.add.clicked.connect(self.add_skill)
        self.more.returnPressed.connect(self.add_skill)
        self.name.edited.connect(self.sets.rename)
        self.title.edited.connect(self.items.rename)
        for field in (self.name, self.levels, self.title, self.domain):
            field.edited.connect(lambda _: self.saver.touch())
        self.saver.saved.connect(self._context.navigator.saved)
        self.saver.failed.connect(lambda text: self.told.emit(text, "error"))

    def shown(self) -> set[str]:
        """The ids of the set and of the skill that are shown."""
        return {self._page.frame.id, self._skill} if self._page is not None else set()

    def flush(self) -> bool:
        """Keep what is typed; False where the journal refuses, and once for levels that cannot be kept."""
        if not self.saver.flush():
            return False
        if self._page is None or self._words() in (self._page.levels, self._refused):
            return True
        self._refused = self._words()
        self.told.emit(self.tr("These levels cannot be kept. Change them, or go on without them."), "warn")
        return False

    def reload(self, key: str = "") -> None:
        """Read everything anew, and go to the set of this key."""
        lines = self._context.services.skill_sets.lines()
        shown = []
        for line in lines:
            mark = self.tr("not taken up") if line.frame is None else ""
            if line.frame is not None and line.frame.set_aside:
                mark = self.tr("set aside")
            shown.append((line.key, f"{line.name} ({mark})" if mark else line.name))
        self.sets.display(shown, key or self.sets.key())
        self._show()

    def add_skill(self) -> None:
        """One more, at the end of the set."""
        if self._page is not None:
            frame, words = self._page.frame.id, self.more.value()
            added: list[Skill] = []
            service = self._context.services.skill_sets
            self._do(lambda: added.append(service.add(frame, words, origin=self._origin)))
            if added:
                self.more.set_value("")
                self._skill = added[0].id
                self._show()

    def shift(self, step: int) -> None:
        """Move the skill up or down."""
        key = self._skill
        if key and not self._context.read_only:
            self._do(lambda: self._context.services.skill_sets.move(key, step, origin=self._origin))

    def put_aside(self) -> None:
        """Set the whole set aside, or take it up again."""
        if self._page is not None:
            self._amend(self._page.frame.id, on=not self._page.frame.set_aside)

    def put_skill_aside(self) -> None:
        """Set one skill aside, or use it again; its ratings stay."""
        if (skill := self._current()) is not None:
            self._amend(skill.id, on=not skill.set_aside)

    def _amend(self, key: str, *, on: bool) -> None:
        label = self.tr("Set aside") if on else self.tr("Use again")
        records = self._context.services.records
        self._do(lambda: records.amend(key, {"set_aside": on}, label, origin=self._origin))

    def _current(self) -> Skill | None:
        skills = self._page.skills if self._page is not None else ()
        return next((one for one in skills if one.id == self._skill), None)

    def _pick(self, _key: str) -> None:
        if self.flush():
            self._skill = ""
            self._show()

    def _pick_skill(self, key: str) -> None:
        if self.flush():
            self._skill = key
            self._show()

    def _show(self) -> None:
        tr, services = self.tr, self._context.services
        lines = {line.key: line for line in services.skill_sets.lines()}
        line = lines.get(self.sets.key())
        frame = line.frame if line is not None else None
        self._page = page = services.skill_sets.page(frame.id) if frame is not None else None
        writable = not self._context.read_only
        self.new.setEnabled(writable)
        self.take_up.setVisible(writable and line is not None and frame is None)
        self.aside.setVisible(writable and frame is not None)
        self.form.setVisible(page is not None)
        self.form.setEnabled(writable)
        if page is None:
            self.note.setText(tr("Comes with the program. Take it up, and its skills are among yours."))
            return
        self.note.setText(page.frame.source or tr("Your own. Every change is saved."))
        self.aside.setText(tr("Use again") if page.frame.set_aside else tr("Set aside"))
        self.name.set_value(page.frame.title)
        self.levels.set_value("\n".join(page.levels))
        marked = [
            (one.id, f"{one.title} ({tr('set aside')})" if one.set_aside else one.title)
            for one in page.skills
        ]
        self.items.display(marked, self._skill)
        self._skill = self.items.key()
        skill = self._current()
        for widget in (self.up, self.down, self.item_aside, self.title, self.domain):
            widget.setEnabled(writable and skill is not None)
        self.item_aside.setText(tr("Use again") if skill and skill.set_aside else tr("Set this skill aside"))
        self.title.set_value(skill.title if skill else "")
        self.domain.set_value(skill.domain if skill else "")

    def _save(self) -> None:
        page, services = self._page, self._context.services
        if page is None:
            return
        name = " ".join(self.name.value().split())
        if name and name != page.frame.title:
            services.records.amend(page.frame.id, {"title": name}, origin=self._origin, sitting=True)
        skill, title = self._current(), " ".join(self.title.value().split())
        values = {"title": title, "domain": self.domain.value().strip()}
        if skill is not None and title and (title, values["domain"]) != (skill.title, skill.domain):
            services.records.amend(skill.id, values, origin=self._origin, sitting=True)
        if self._words() != page.levels:
            try:
                services.skill_sets.put_levels(page.frame.id, self._words(), origin=self._origin)
            except JournalError as error:
                self.told.emit(error.message, "warn")
        self._page = services.skill_sets.page(page.frame.id)

    def _words(self) -> tuple[str, ...]:
        return tuple(" ".join(line.split()) for line in self.levels.value().splitlines() if line.strip())

    def _do(self, act: Callable[[], object]) -> None:
        if not self.flush():
            return
        self.told.emit("", "")
        try:
            key = act()
        except JournalError as error:
            self.told.emit(error.message, "error")
            return
        self.reload(key if isinstance(key, str) else "")
