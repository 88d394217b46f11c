"""Fields to fill in on ReportLab's canvas: widgets with a structure, as ISO 32000-1, 12.7, and PDF/UA have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.form_face import ENCODING, typed_face
from mentorjournal.reports.tagging import Element, Tags

Area = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""

SIZE: Final = 10.0
LEADING: Final = 13.0
_FACE: Final = "JForms"
_DRAW: Final = f"/{_FACE} {SIZE:g} Tf 0.106 g"
_MANY_LINES, _RADIO, _ALWAYS_ONE = 1 << 12, 1 << 15, 1 << 14
_HIDDEN: Final = 2
_INSET: Final = 2.0
OFF: Final = "Off"
ON: Final = "Yes"


class Fields:
    """The fields of one document, written as its form when it is finished; without fields nothing is."""

    def __init__(self, canvas: Canvas, tags: Tags) -> None:
        self._canvas, self._tags = canvas, tags
        self._doc: Any = canvas._doc  # noqa: SLF001 - the objects of the file are reached here only
        self._made: list[PDFObjectReference] = []
        self._carried: list[tuple[str, str]] = []
        self._face: PDFObjectReference | None = None

    def text(self, element: Element, name: str, says: str, area: Area, *, many: bool, value: str) -> None:
        """A field for text on one line or several. A value beyond the Western letters is left to be typed."""
        shown = value if _is_western(value) else ""
        field = self._field("Tx", name, says)
        field["DA"] = PDFString(_DRAW)
        if many:
            field["Ff"] = _MANY_LINES
        if shown:
            field["V"] = PDFString(shown)
        field["AP"] = PDFDictionary({"N": self._written(area, shown, many=many)})
        self._made.append(self._widget(element, field, area, says))

    def tick(self, element: Element, name: str, says: str, area: Area) -> None:
        """A box to tick."""
        field = self._field("Btn", name, says)
        field.dict.update(V=PDFName(OFF), AS=PDFName(OFF), AP=self._states(ON, area, _tick(area)))
        self._made.append(self._widget(element, field, area, says))

    def one_of(self, name: str, says: str, options: Sequence[tuple[Element, str, str, Area]]) -> None:
        """Round buttons of which one is chosen: the element, key, words and place of each."""
        field = self._field("Btn", name, says)
        field.dict.update(Ff=_RADIO | _ALWAYS_ONE, V=PDFName(OFF))
        reference = self._shared(field)
        buttons = []
        for element, key, words, area in options:
            states = self._states(key, area, _dot(area))
            button = PDFDictionary({"Parent": reference, "AS": PDFName(OFF), "AP": states})
            button["TU"] = PDFString(words)
            buttons.append(self._widget(element, button, area, f"{says}: {words}"))
        field["Kids"] = PDFArray(buttons)
        self._made.append(reference)

    def hidden(self, name: str, value: str) -> None:
        """A field that shows nothing and cannot be reached, for what a form brings back with it."""
        self._carried.append((name, value))

    def ring(self, area: Area, grey: float = 0.4) -> None:
        """Draw the edge of a round button, for paper."""
        left, bottom, right, top = area
        with self._tags.within(None), self._tags.marked():
            self._canvas.setStrokeGray(grey)
            self._canvas.setLineWidth(0.7)
            self._canvas.circle((left + right) / 2, (bottom + top) / 2, (right - left) / 2, stroke=1, fill=0)

    def finish(self) -> None:
        """Write the form into the catalog, if there is any field; what is hidden lies on the first page."""
        for name, value in self._carried:
            self._carry(name, value)
        if self._made:
            resources = PDFDictionary({"Font": PDFDictionary({_FACE: self._typed()})})
            form = {"Fields": PDFArray(self._made), "DR": resources, "DA": PDFString(_DRAW)}
            self._doc.Catalog.AcroForm = self._shared(PDFDictionary(form))

    def _carry(self, name: str, value: str) -> None:
        field = self._field("Tx", name, name)
        field.dict.update(
            Type=PDFName("Annot"),
            Subtype=PDFName("Widget"),
            Rect=PDFArray([0, 0, 0, 0]),
            F=_HIDDEN,
            Ff=1,
            DA=PDFString(_DRAW),
            V=PDFString(value),
        )
        reference = self._shared(field)
        page = self._doc.Pages.pages[0]
        page.Annots = [*(page.Annots or ()), reference]
        self._made.append(reference)

    def _field(self, kind: str, name: str, says: str) -> PDFDictionary:
        return PDFDictionary({"FT": PDFName(kind), "T": PDFString(name), "TU": PDFString(says)})

    def _widget(self, element: Element, field: PDFDictionary, area: Area, says: str) -> PDFObjectReference:
        rect = PDFArray([round(edge, 2) for edge in area])
        field.dict.update(Type=PDFName("Annot"), Subtype=PDFName("Widget"), Rect=rect, MK=PDFDictionary({}))
        field["Contents"] = PDFString(says)
        return self._tags.annotate(element, field)

    def _typed(self) -> PDFObjectReference:
        if self._face is None:
            self._face = typed_face(self._doc)
        return self._face

    def _shared(self, made: Any) -> PDFObjectReference:
        made.__RefOnly__ = 1
        return self._doc.Reference(made)

    def _drawn(self, area: Area, code: str) -> PDFObjectReference:
        """An appearance, drawn with its lower left corner at 0, 0."""
        left, bottom, right, top = area
        head = {"Type": PDFName("XObject"), "Subtype": PDFName("Form")}
        head["BBox"] = PDFArray([0, 0, round(right - left, 2), round(top - bottom, 2)])
        if f"/{_FACE}" in code:
            head["Resources"] = PDFDictionary({"Font": PDFDictionary({_FACE: self._typed()})})
        return self._doc.Reference(PDFStream(PDFDictionary(head), code.encode("latin-1")))

    def _states(self, key: str, area: Area, mark: str) -> PDFDictionary:
        return PDFDictionary(
            {"N": PDFDictionary({key: self._drawn(area, mark), OFF: self._drawn(area, "q Q")})}
        )

    def _written(self, area: Area, value: str, *, many: bool) -> PDFObjectReference:
        if not value:
            return self._drawn(area, "/Tx BMC EMC")
        height = area[3] - area[1]
        first = height - _INSET - SIZE if many else (height - SIZE) / 2 + 0.24 * SIZE
        lines = " T* ".join(f"({_escaped(line)}) Tj" for line in value.splitlines())
        code = f"/Tx BMC q BT {_DRAW} {LEADING:g} TL {_INSET:g} {first:.2f} Td {lines} ET Q EMC"
        return self._drawn(area, code)


def _is_western(value: str) -> bool:
    try:
        value.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _escaped(line: str) -> str:
    plain = line.encode(ENCODING).decode("latin-1")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _tick(area: Area) -> str:
    wide = area[2] - area[0]
    points = [(0.2 * wide, 0.5 * wide), (0.42 * wide, 0.24 * wide), (0.82 * wide, 0.78 * wide)]
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    return f"q 0.106 G {0.14 * wide:.2f} w 1 J 1 j {path} S Q"


def _dot(area: Area) -> str:
    """A filled circle: a line of no length with a round end is one."""
    wide = area[2] - area[0]
    middle = f"{wide / 2:.2f} {wide / 2:.2f}"
    return f"q 0.106 G {0.5 * wide:.2f} w 1 J {middle} m {middle} l S Q"
