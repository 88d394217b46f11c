"""A structure tree for pages drawn on ReportLab's canvas: tagged PDF as ISO 32000-1, section 14.8, has it.

Knows canvases and elements only. Elements are made in reading order while a document is laid out; what is
drawn between `open` and `close` belongs to one of them, or is an artifact: decoration, running heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

ARTIFACT = "/Artifact BMC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"
"""What only tells where one is: running heads, feet, the head of a table that goes on."""
END = "EMC"
_PAGE_KEYS = ["StructParents", "Tabs"]
_PRINTED = 4


@dataclass(eq=False, slots=True)
class Element:
    """One element of the structure tree: a role such as P, H1, LI or TD, and what belongs to it in order.

    `alt` is what is said instead of a figure, `scope` ("Row" or "Column") what a table head heads, `box`
    the place of a figure on its page in points (left, bottom, right, top). One with `keep` stands in the tree
    though nothing was drawn for it, as the empty cell of a table.
    """

    role: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    keep: bool = False
    kids: list[Element | _Mark | _Annotated] = field(default_factory=list)

    def add(self, role: str, *, alt: str = "", scope: str = "") -> Element:
        """A new element, the last of this one."""
        made = Element(role, alt, scope)
        self.kids.append(made)
        return made

    @property
    def is_empty(self) -> bool:
        """True where nothing was drawn for it or for anything inside it."""
        return not self.keep and all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


@dataclass(slots=True)
class _Sheet:
    """The marks of one page: the element of each, by number. `page` is known when the page is finished."""

    marks: list[Element] = field(default_factory=list)
    page: PDFPage | None = None


@dataclass(slots=True)
class _Mark:
    """Marked content on a page."""

    sheet: _Sheet
    number: int


@dataclass(slots=True)
class _Annotated:
    """An annotation, such as the area of a link or the widget of a form's field."""

    sheet: _Sheet
    reference: PDFObjectReference
    key: int


class Tags:
    """The structure tree of one document; `root` is its Document element."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._doc = canvas._doc  # noqa: SLF001 - the objects of the file are reached here only
        self.root = Element("Document")
        self._now: Element | None = None
        self._artifact = ARTIFACT
        self._sheet = _Sheet()
        self._sheets: list[_Sheet] = []
        self._annotated: list[Element] = []
        self._annotations: list[PDFDictionary] = []

    @contextmanager
    def within(self, element: Element | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to this element; to none: it is an artifact."""
        before, self._now = self._now, element
        try:
            yield
        finally:
            self._now = before

    @contextmanager
    def paging(self) -> Iterator[None]:
        """What is drawn meanwhile and belongs to no element only repeats what a page says of itself."""
        self._artifact = PAGINATION
        try:
            yield
        finally:
            self._artifact = ARTIFACT

    @property
    def now(self) -> Element | None:
        """Whom what is drawn belongs to."""
        return self._now

    def opening(self, element: Element | None = None) -> str:
        """The operator that opens marked content of an element (of the present one, if none is given)."""
        owner = element or self._now
        if owner is None:
            return self._artifact
        number = len(self._sheet.marks)
        self._sheet.marks.append(owner)
        owner.kids.append(_Mark(self._sheet, number))
        return f"/{owner.role} <</MCID {number}>> BDC"

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Bracket what is drawn meanwhile as one piece of marked content."""
        code: list[str] = self._canvas._code  # noqa: SLF001
        code.append(self.opening())
        yield
        code.append(END)

    def link(self, element: Element, annotation: PDFDictionary, says: str) -> None:
        """Put a link on this page, as part of an element; `says` describes it to who does not see."""
        annotation["Contents"] = PDFString(says)
        self.annotate(element, annotation)

    def annotate(self, element: Element, annotation: PDFDictionary) -> PDFObjectReference:
        """Put an annotation of any kind on this page, as part of an element; it is printed. Its reference."""
        key = len(self._annotated)
        self._annotated.append(element)
        annotation["F"] = _PRINTED
        self._annotations.append(annotation)
        name = f"TAGGED{key}"
        self._canvas._addAnnotation(annotation, name)  # noqa: SLF001
        reference = self._doc.refAnnotation(name)
        element.kids.append(_Annotated(self._sheet, reference, key))
        return reference

    def page_done(self) -> None:
        """The canvas has just finished a page; call it after each `showPage`."""
        self._sheet.page = self._doc.Pages.pages[-1]
        self._sheets.append(self._sheet)
        self._sheet = _Sheet()

    @contextmanager
    def on(self, page: PDFPage) -> Iterator[None]:
        """What is drawn meanwhile is added to a page that was finished before."""
        before, self._sheet = self._sheet, next(one for one in self._sheets if one.page is page)
        try:
            yield
        finally:
            self._sheet = before

    def finish(self) -> None:
        """Write the tree into the catalog; the pages stand in their final order. Nothing is drawn after it."""
        pages: list[PDFPage] = self._doc.Pages.pages
        of_page = {id(sheet.page): sheet for sheet in self._sheets}
        references: dict[int, PDFObjectReference] = {}
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree.__RefOnly__ = 1
        top = self._doc.Reference(tree)
        tree["K"] = PDFArray([self._built(self.root, top, references)])
        parents: list[Any] = []
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*type(page).__NoDefault__, *_PAGE_KEYS]
            page.StructParents = number
            page.Tabs = PDFName("S")
            marks = of_page[id(page)].marks
            parents += [number, self._shared(PDFArray([references[id(one)] for one in marks]))]
        for key, element in enumerate(self._annotated):
            self._annotations[key]["StructParent"] = len(pages) + key
            parents += [len(pages) + key, references[id(element)]]
        tree["ParentTree"] = self._shared(PDFDictionary({"Nums": PDFArray(parents)}))
        tree["ParentTreeNextKey"] = len(pages) + len(self._annotated)
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _shared(self, made: PDFObject) -> PDFObjectReference:
        made.__RefOnly__ = 1
        return self._doc.Reference(made)

    def _built(
        self, element: Element, parent: PDFObjectReference, references: dict[int, PDFObjectReference]
    ) -> PDFObjectReference:
        made = _Written(element, parent)
        reference = self._shared(made)
        references[id(element)] = reference
        for kid in element.kids:
            if isinstance(kid, Element):
                if not kid.is_empty:
                    made.kids.append(self._built(kid, reference, references))
                continue
            page = self._doc.Reference(kid.sheet.page)
            if isinstance(kid, _Annotated):
                made.kids.append((page, kid.reference))
            elif made.page is None or made.page is kid.sheet.page:
                made.page, made.page_reference = kid.sheet.page, page
                made.kids.append(kid.number)
            else:
                made.kids.append((page, kid.number))
        return reference


class _Written(PDFObject):  # type: ignore[misc]  # the library publishes no types
    """An element as it is written: in few letters, for a long document has many thousands of them.

    A kid is an element, a mark on the element's own page, or a mark or an annotation on the page given.
    """

    def __init__(self, element: Element, parent: PDFObjectReference) -> None:
        self.element, self.parent = element, parent
        self.page: PDFPage | None = None
        self.page_reference: PDFObjectReference | None = None
        self.kids: list[PDFObjectReference | int | tuple[PDFObjectReference, PDFObjectReference | int]] = []

    def format(self, document: Any) -> bytes:
        """The dictionary of ISO 32000-1, table 323."""

        def shown(kid: Any) -> bytes:
            if isinstance(kid, int):
                return b"%d" % kid
            if not isinstance(kid, tuple):
                return kid.format(document)  # type: ignore[no-any-return]
            page, what = kid
            if isinstance(what, int):
                return b"<</Type/MCR/Pg %s/MCID %d>>" % (page.format(document), what)
            return b"<</Type/OBJR/Pg %s/Obj %s>>" % (page.format(document), what.format(document))

        parts = [b"<</S/%s/P %s" % (self.element.role.encode("ascii"), self.parent.format(document))]
        if self.page_reference is not None:
            parts.append(b"/Pg %s" % self.page_reference.format(document))
        if self.element.alt:
            parts.append(b"/Alt %s" % PDFString(self.element.alt).format(document))
        owned = [one.format(document) for one in _attributes(self.element)]
        if owned:
            parts.append(b"/A[%s]" % b" ".join(owned) if len(owned) > 1 else b"/A %s" % owned[0])
        parts.append(b"/K[%s]>>" % b" ".join(map(shown, self.kids)))
        return b"".join(parts)


def _attributes(element: Element) -> Sequence[PDFDictionary]:
    found = []
    if element.scope:
        found.append(PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)}))
    if element.box is not None:
        box = PDFArray([round(edge, 2) for edge in element.box])
        found.append(PDFDictionary({"O": PDFName("Layout"), "BBox": box, "Placement": PDFName("Block")}))
    return found
