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
