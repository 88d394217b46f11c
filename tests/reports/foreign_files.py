"""Files of other programs in small: PDFs of all tempers, and pictures."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.blocks import Cover, Heading, Prose
from tests.reports.reading import made


def letter(pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF whose type face is not inside it, as an old program writes one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, size[1] - 100, f"Letter of thanks, leaf {number}")
        canvas.showPage()
    canvas.setAuthor("Hidden Author")
    canvas.save()
    return out.getvalue()


def certificate() -> bytes:
    """A PDF as a good program writes it: faces inside, tagged, with a cover in colour."""
    text = "This is to certify twelve hours."
    return made(Heading(1, "Certificate"), Prose(text), cover=Cover("A course"), author="Hidden Author")


def changed(data: bytes, change: Any, **how: Any) -> bytes:
    """A PDF after `change` was done to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **{"static_id": True, **how})
    return out.getvalue()


def locked(user: str, **allowed: bool) -> bytes:
    rights = pikepdf.Permissions(**allowed)
    how = pikepdf.Encryption(owner="owner", user=user, allow=rights)
    return changed(letter(), lambda _pdf: None, encryption=how, static_id=False)


def without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def add_secrets(pdf: pikepdf.Pdf) -> None:
    """Everything that a PDF can carry beside what is seen on its pages."""
    page: Any = pdf.pages[0].obj
    pdf.attachments["hidden.txt"] = b"HIDDEN attachment"
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('HIDDEN script')"))
    page.Metadata = pdf.make_stream(b"<x>HIDDEN metadata</x>")
    page.PieceInfo = Dictionary(Editor=Dictionary(Private=String("HIDDEN piece")))
    action = Dictionary(S=Name.URI, URI=String("https://hidden.example"))
    page.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 90, 90], A=action))]
    )
    font = next(iter(page.Resources.Font.values()))
    font.Remark = String("HIDDEN remark")
    before = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(
        b"/Span <</ActualText (HIDDEN words) /Alt (HIDDEN alt)>> BDC\n" + before + b"\nEMC\n"
    )


def add_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("HIDDEN layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def add_unseen_text(pdf: pikepdf.Pdf) -> None:
    _written_on(pdf, b"BT 3 Tr /F1 12 Tf 72 500 Td (HIDDEN below) Tj ET")


def add_text_beside(pdf: pikepdf.Pdf) -> None:
    _written_on(pdf, b"BT /F1 12 Tf -900 500 Td (HIDDEN beside) Tj ET")


def add_box_over_text(pdf: pikepdf.Pdf) -> None:
    """What most programs leave of blackened words."""
    _written_on(pdf, b"BT /F1 12 Tf 72 500 Td (HIDDEN below) Tj ET 0 g 60 490 200 30 re f")


def add_pale_text(pdf: pikepdf.Pdf) -> None:
    _written_on(pdf, b"1 g BT /F1 12 Tf 72 500 Td (HIDDEN white) Tj ET")


def add_clipped_text(pdf: pikepdf.Pdf) -> None:
    _written_on(pdf, b"q 0 0 20 20 re W n BT /F1 12 Tf 72 500 Td (HIDDEN clipped) Tj ET Q")


def add_other_words_over_text(pdf: pikepdf.Pdf) -> None:
    box = b"1 g 60 490 200 30 re f 0 g BT /F1 12 Tf 72 500 Td (someone else) Tj ET"
    _written_on(pdf, b"BT /F1 12 Tf 72 500 Td (HIDDEN words) Tj ET " + box)


def add_picture_over_text(pdf: pikepdf.Pdf) -> None:
    _with_picture(pdf, b"BT /F1 12 Tf 72 500 Td (HIDDEN below) Tj ET q 300 0 0 60 60 480 cm /Noise Do Q")


def add_box_over_picture(pdf: pikepdf.Pdf) -> None:
    _with_picture(pdf, b"q 300 0 0 200 60 80 cm /Noise Do Q 0 g 100 100 60 40 re f")


def add_picture(pdf: pikepdf.Pdf) -> None:
    _with_picture(pdf, b"q 300 0 0 200 60 80 cm /Noise Do Q")


def _with_picture(pdf: pikepdf.Pdf, code: bytes) -> None:
    pixels = pdf.make_stream(
        Image.effect_noise((90, 60), 60).convert("RGB").tobytes(),
        Type=Name.XObject, Subtype=Name.Image, Width=90, Height=60, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Noise=pixels)
    _written_on(pdf, code)


def drawing(code: bytes, **pictures: Any) -> bytes:
    """A page that does what `code` says, with what it may draw: bytes of pixels or a photograph, and their keys."""
    pdf = pikepdf.new()
    page: Any = pdf.add_blank_page(page_size=(595, 842)).obj
    held = Dictionary()
    for name, (data, keys) in pictures.items():
        usual = {"Subtype": Name.Image, "Width": 90, "Height": 60, "ColorSpace": Name.DeviceRGB}
        held[f"/{name}"] = pdf.make_stream(data, **{"BitsPerComponent": 8, **usual, **keys})
    page.Resources = Dictionary(XObject=held)
    page.Contents = pdf.make_stream(code)
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def with_profile(**packed: Any) -> bytes:
    """A picture whose colours are told by a profile that goes on behind its end."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + b"HIDDEN behind"

    def tell(pdf: pikepdf.Pdf) -> None:
        data = zlib.compress(profile) if packed else profile
        colours = Array([Name.ICCBased, pdf.make_stream(data, N=3, **packed)])
        pdf.pages[0].obj.Resources.XObject.I1.ColorSpace = colours

    return changed(drawing(b"q 400 0 0 300 72 300 cm /I1 Do Q", I1=(bytes(range(180)) * 90, {})), tell)


def photograph() -> bytes:
    """As telephones write them: notes before the picture, and a smaller picture behind it with notes of its own."""
    exif = Image.Exif()
    exif[0x010F] = "HIDDEN camera"
    out = io.BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(out, "JPEG", exif=exif, progressive=True)
    return out.getvalue() + out.getvalue()


def add_note(pdf: pikepdf.Pdf) -> None:
    """A field that was filled in, with its appearance: a black box."""
    seen = pdf.make_stream(b"0 0 0 rg 0 0 100 40 re f", BBox=[0, 0, 100, 40], Subtype=Name.Form)
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 300, 300], AP=Dictionary(N=seen), F=4,
        Contents=String("HIDDEN note"),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def unseen_in_an_old_face() -> bytes:
    """A letter whose face is not inside it, with words that are not painted."""
    return changed(letter(), add_unseen_text)


def below_a_note() -> bytes:
    """A letter with a black note over words of it."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(120, 200, "HIDDEN below")
    canvas.save()
    return changed(out.getvalue(), add_note)


def crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 300, 842])


def _written_on(pdf: pikepdf.Pdf, code: bytes) -> None:
    page: Any = pdf.pages[0].obj
    name = next(iter(page.Resources.Font.keys()))
    before = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(before + b"\n" + code.replace(b"/F1", name.encode()))


def picture(
    size: tuple[int, int] = (300, 200), mode: str = "RGB", kind: str = "PNG", color: Any = None, **how: Any
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, color or 0).save(out, kind, **how)
    return out.getvalue()


def halves(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A wide picture, red on its left and blue on its right half, and a note of the camera."""
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "HIDDEN camera"
    out = io.BytesIO()
    image.save(out, kind, exif=exif, quality=95)
    return out.getvalue()


def claimed(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture that says it has so many pixels."""
    if kind == "TIFF":
        tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 1}
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
        return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + b"\0" * 4
    chunks = (
        b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0),
        b"IDAT" + zlib.compress(b"\0" * 99),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )
