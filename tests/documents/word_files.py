"""Word files for the tests, made from the body's own XML where python-docx has no word for it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.oxml import parse_xml

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def paragraph(inner: str) -> str:
    """A paragraph around run-level XML."""
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_file(path: Path, *body: str) -> Path:
    """Write a Word file whose body is the given XML elements."""
    word = docx.Document()
    for element in body:
        opening, _, rest = element.partition(">")
        end = "/>" if opening.endswith("/") else ">"
        xml = f"{opening.rstrip('/')} {NAMESPACES}{end}{rest}"
        word.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    word.save(str(path))
    return path


def rezipped(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Rewrite a package's parts: ``change(name, data)`` gives the new data, None to drop it."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            if (changed := change(name, data)) is not None:
                package.writestr(name, changed)
    path.write_bytes(out.getvalue())
    return path


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def with_part(
    path: Path,
    name: str,
    data: str | bytes,
    *,
    kind: str = "",
    content_type: str = "",
    identifier: str = "rId900",
    source: str = "word/document.xml",
) -> Path:
    """Add a part to a package, and a relation of ``kind`` to it from ``source`` ("" for the
    package itself). A kind without a slash is one of the standard's own."""
    related = kind if "/" in kind else RELATION + kind
    folder, _, file = source.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels".lstrip("/") if source else "_rels/.rels"
    link = f'<Relationship Id="{identifier}" Type="{related}" Target="/{name}"/>'
    entry = f'<Override PartName="/{name}" ContentType="{content_type}"/>'

    def change(part: str, was: bytes) -> bytes:
        if part == "[Content_Types].xml" and content_type:
            return was.replace(b"</Types>", f"{entry}</Types>".encode())
        if part == rels and kind:
            return was.replace(b"</Relationships>", f"{link}</Relationships>".encode())
        return was

    with zipfile.ZipFile(path) as package:
        has_rels = rels in package.namelist()
    if kind and not has_rels:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(rels, f"{_RELATIONS}</Relationships>")
    rezipped(path, change)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(name, data)
    return path


_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def with_notes(path: Path, kind: str, inner: str) -> Path:
    """Give a file a part of ``footnotes``, ``endnotes`` or ``comments`` with the XML given."""
    return with_part(
        path,
        f"word/{kind}.xml",
        f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>",
        kind=kind,
        content_type=f"{_WORD_TYPE}{kind}+xml",
        identifier=f"rId_{kind}",
    )


def with_link(path: Path, identifier: str, target: str, kind: str = "hyperlink") -> Path:
    """Give the body a relation to a place outside."""
    link = (
        f'<Relationship Id="{identifier}" Type="{RELATION}{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return rezipped(
        path,
        lambda name, data: (
            data.replace(b"</Relationships>", link.encode())
            if name == "word/_rels/document.xml.rels"
            else data
        ),
    )
