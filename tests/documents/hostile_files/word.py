"""Word files that point outside, bring programs with them, or claim too much."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from documents.hostile_files.kinds import OUTSIDE, SECRET, WEB, WORDS, Files
from documents.word_files import paragraph, rezipped, run, word_file
from edi_shortlist.documents.errors import CorruptFile, EncryptedFile, UnsupportedFormat

FILES = Files()
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _related(path: Path, *relations: str) -> None:
    """Add relationships to those of the document."""

    def add(name: str, data: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return data
        return data.replace(b"</Relationships>", "".join(relations).encode() + b"</Relationships>")

    rezipped(path, add)


def _outward(number: str, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="{number}" Type="{_KIND}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )


def _with(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def _picture(relation: str, link: str = "link") -> str:
    blip = f'<a:blip r:{link}="{relation}"/>'
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="p"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


for _where, _target in (("web", WEB), ("file", OUTSIDE.as_uri()), ("share", "//127.0.0.1/c$/x")):

    @FILES.add(f"points-to-a-{_where}.docx", reads=WORDS)
    def _(path: Path, target: str = _target) -> None:
        chunk = '<w:altChunk r:id="out5"/>'
        inner = paragraph('<w:subDoc r:id="out4"/>')
        word_file(path, paragraph(run(WORDS) + _picture("out2")), inner, chunk)
        kinds = ("attachedTemplate", "image", "oleObject", "subDocument", "aFChunk", "frame")
        _related(
            path,
            *(_outward(f"out{n}", kind, target) for n, kind in enumerate(kinds, 1)),
            *(
                _outward(f"part{n}", kind, target)
                for n, kind in enumerate(("footnotes", "comments"))
            ),
        )


@FILES.add("relations-that-lead-out-of-the-package.docx", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS) + _picture("out1", "embed")))
    target = "../" * 20 + str(OUTSIDE).lstrip("/")
    _related(path, f'<Relationship Id="out1" Type="{_KIND}/image" Target="{target}"/>')


def _field(code: str, shown: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = code.replace("&", "&amp;").replace('"', "&quot;")
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{run(shown)}{end}"


@FILES.add("fields.docx", reads=WORDS)
def _(path: Path) -> None:
    place = str(OUTSIDE).replace("\\", "\\\\")
    codes = (
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"',
        'DDE "Excel" "sheet" "A1"',
        f'INCLUDETEXT "{place}"',
        f'INCLUDEPICTURE "{WEB}" \\d',
        f'LINK Word.Document.12 "{place}"',
    )
    word_file(path, *(paragraph(_field(code, WORDS)) for code in codes))


@FILES.add("macros.docm", reads=WORDS)
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    rezipped(path, lambda _, data: data.replace(_WORD_TYPE, _MACRO_TYPE))
    _with(path, {"word/vbaProject.bin": f'Sub AutoOpen()\nShell "{SECRET}"'.encode()})


@FILES.add("objects.docx", reads=WORDS)
def _(path: Path) -> None:
    look = '<w:object><v:shape id="o"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:'
    look += 'office" Type="Embed" ProgID="Package" r:id="obj1"/></w:object>'
    word_file(path, paragraph(run(WORDS) + f"<w:r>{look}</w:r>"))
    _related(
        path,
        f'<Relationship Id="obj1" Type="{_KIND}/oleObject" Target="embeddings/oleObject1.bin"/>',
        f'<Relationship Id="obj2" Type="{_KIND}/package" Target="embeddings/calc.exe"/>',
    )
    program = b"MZ\x90\0" + SECRET.encode()
    _with(path, {"word/embeddings/oleObject1.bin": program, "word/embeddings/calc.exe": program})


@FILES.add("page-within.docx", reads=WORDS)
def _(path: Path) -> None:
    """A web page as a part of the text, with a script and pictures from elsewhere."""
    word_file(path, paragraph(run(WORDS)), '<w:altChunk r:id="page"/>')
    _related(path, f'<Relationship Id="page" Type="{_KIND}/aFChunk" Target="page.html"/>')
    page = f"<html><script>fetch('{WEB}')</script><img src='{OUTSIDE.as_uri()}'><p>more</html>"
    _with(path, {"word/page.html": page.encode()})


@FILES.add("claims.docx", reads=WORDS)
def _(path: Path) -> None:
    """Numbers that would make a reader count for ever."""
    table = (
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>'
        f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph(run(WORDS))}</w:tc>'
        "</w:tr></w:tbl>"
    )
    deep = f'<w:pPr><w:numPr><w:ilvl w:val="{"9" * 5000}"/><w:numId w:val="-1"/></w:numPr></w:pPr>'
    word_file(path, table, paragraph(deep + run(WORDS)))


@FILES.add("tables-in-tables.docx", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    word_file(path, opening * 60 + paragraph(run(WORDS)) + closing * 60)


@FILES.add("styles-in-a-circle.docx", reads=WORDS)
def _(path: Path) -> None:
    word_file(path, paragraph('<w:pPr><w:pStyle w:val="A"/></w:pPr>' + run(WORDS)))
    styles = (
        b'<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    rezipped(
        path,
        lambda name, data: data.replace(b"</w:styles>", styles) if "styles" in name else data,
    )


@FILES.add("without-its-text.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    rezipped(path, lambda name, data: None if name == "word/document.xml" else data)


@FILES.add("really-a-workbook.docx", refused=(UnsupportedFormat,))
def _(path: Path) -> None:
    word_file(path, paragraph(run(WORDS)))
    other = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    rezipped(path, lambda _, data: data.replace(_WORD_TYPE, other))


@FILES.add("locked.docx", refused=(EncryptedFile,))
def _(path: Path) -> None:
    from documents.containers.msg_files import compound_file

    path.write_bytes(compound_file({"EncryptedPackage": b"x" * 99, "EncryptionInfo": b"x"}))
