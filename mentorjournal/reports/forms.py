"""Fields of a form as pieces of a page: a label, and a blank that a hand or a viewer fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mentorjournal.reports.form_blocks import FormField, FormRow, HiddenFields
from mentorjournal.reports.look import BLACK, GREY, GRID, Sheet, Style
from mentorjournal.reports.pieces import Piece
from mentorjournal.reports.press import Press
from mentorjournal.reports.runs import one_line
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.structure import Structure
from mentorjournal.reports.tagging import Element

LABEL = Style("sans", 9.0, 12.0, BLACK, bold=True)
HINT = Style("sans", 8.5, 11.5, GREY)
CHOICE = Style("sans", 9.5, 13.0)
_GUTTER = 20.0
_LINE = 20.0
_SIGN = 34.0
ROW = 15.0
"""Height of a line of a field of several lines."""
_PAD = 8.0
_BOX = 9.0
_BESIDE = 16.0
_BELOW = 2.0
_EDGE = 0.6


class _Cell(NamedTuple):
    """A field that is set: its label and hint, its place in the row, and the words of its choices."""

    field: FormField
    left: float
    width: float
    label: Sequence[Line]
    hint: Sequence[Line]
    options: Sequence[Sequence[Line]]
    element: Element

    @property
    def head(self) -> float:
        """Height of what stands above the blank."""
        if self.field.kind == "tick":
            return 0.0
        return len(self.label) * LABEL.leading + len(self.hint) * HINT.leading + _BELOW

    @property
    def blank(self) -> float:
        """Height of the blank itself."""
        kind = self.field.kind
        if kind == "lines":
            return self.field.lines * ROW + _PAD
        if kind == "choice":
            return sum(max(len(lines), 1) * CHOICE.leading + _BELOW for lines in self.options)
        if kind == "tick":
            return len(self.label) * CHOICE.leading + len(self.hint) * HINT.leading + _BELOW
        return _SIGN if kind == "sign" else _LINE


class FormMaker:
    """Makes these pieces for one document."""

    def __init__(self, setter: Setter, sheet: Sheet, structure: Structure) -> None:
        self._setter, self._sheet, self._structure = setter, sheet, structure

    def row(self, block: FormRow) -> Iterator[Piece]:
        """Fields side by side, or nothing where there is none."""
        count = len(block.fields)
        if not count:
            return
        shares = block.shares if len(block.shares) == count else (1.0,) * count
        room = self._sheet.wide - _GUTTER * (count - 1)
        left, cells = 0.0, []
        for field, share in zip(block.fields, shares, strict=True):
            width = room * share / sum(shares)
            cells.append(self._cell(field, left, width))
            left += width + _GUTTER
        yield FieldRow(cells)

    def hidden(self, block: HiddenFields) -> Iterator[Piece]:
        """What the form carries unseen."""
        yield Unseen(block.values)

    def _cell(self, field: FormField, left: float, width: float) -> _Cell:
        style, room = (CHOICE, width - _BESIDE) if field.kind == "tick" else (LABEL, width)
        options = [self._setter.lines(one_line(words), CHOICE, width - _BESIDE) for _, words in field.options]
        return _Cell(
            field,
            left,
            width,
            self._setter.lines(one_line(field.label), style, room),
            self._setter.lines(one_line(field.hint), HINT, room),
            options if field.kind == "choice" else (),
            self._structure.plain(),
        )


class FieldRow(Piece):
    """Fields side by side with their blanks on one level."""

    keep_whole = True

    def __init__(self, cells: Sequence[_Cell]) -> None:
        self._cells = cells
        self._head = max(cell.head for cell in cells)
        self._blank = max(cell.blank for cell in cells)
        height = self._head + self._blank
        super().__init__((height,), GRID * 0.6, GRID * 0.4)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the fields in reading order, each with its label before it."""
        for cell in self._cells:
            left, level = x + cell.left, top - self._head
            if cell.field.kind == "tick":
                _tick(press, cell, left, level)
                continue
            y = level + cell.head
            with press.tags.within(cell.element):
                press.text(cell.label, left, y, LABEL)
                press.text(cell.hint, left, y - len(cell.label) * LABEL.leading, HINT)
            if cell.field.kind == "choice":
                _choice(press, cell, left, level)
            else:
                _blank(press, cell, left, level - self._blank)


class Unseen(Piece):
    """Values without a mark on the page."""

    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        super().__init__((0.0,), 0.0, 0.0)
        self._values = values

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Put them into the form."""
        for name, value in self._values:
            press.fields.hidden(name, value)


def _says(cell: _Cell) -> str:
    return one_line(cell.field.label) or cell.field.name


def _blank(press: Press, cell: _Cell, left: float, bottom: float) -> None:
    """A frame to write into, or one line to write on; those of a row end on one level."""
    field, right, top = cell.field, left + cell.width, bottom + cell.blank
    if field.kind == "lines":
        press.frame(left, bottom, cell.width, cell.blank, _EDGE)
        area = (left + 3.0, bottom + 2.0, right - 3.0, top - 2.0)
    else:
        press.rule(left, right, bottom, _EDGE, GREY)
        area = (left, bottom + 1.0, right, top)
    if field.kind != "sign":
        form = cell.element.add("Form")
        many = field.kind == "lines"
        press.fields.text(form, field.name, _says(cell), area, many=many, value=field.value)


def _tick(press: Press, cell: _Cell, left: float, top: float) -> None:
    """The box before its words."""
    area = _button(left, top)
    press.frame(area[0], area[1], _BOX, _BOX, 0.7)
    press.fields.tick(cell.element.add("Form"), cell.field.name, _says(cell), area)
    with press.tags.within(cell.element):
        press.text(cell.label, left + _BESIDE, top, CHOICE)
        press.text(cell.hint, left + _BESIDE, top - len(cell.label) * CHOICE.leading, HINT)


def _choice(press: Press, cell: _Cell, left: float, top: float) -> None:
    """A round button before the words of each choice."""
    made = []
    for (key, words), lines in zip(cell.field.options, cell.options, strict=True):
        area = _button(left, top)
        press.fields.ring(area)
        made.append((cell.element.add("Form"), key, one_line(words), area))
        with press.tags.within(cell.element):
            press.text(lines, left + _BESIDE, top, CHOICE)
        top -= max(len(lines), 1) * CHOICE.leading + _BELOW
    press.fields.one_of(cell.field.name, _says(cell), made)


def _button(left: float, top: float) -> tuple[float, float, float, float]:
    bottom = top - CHOICE.leading / 2 - _BOX / 2
    return left + 0.4, bottom, left + 0.4 + _BOX, bottom + _BOX
