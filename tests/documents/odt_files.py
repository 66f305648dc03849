"""OpenDocument files for the tests, made by odfdo with the content's own XML where odfdo has no
word for it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import odfdo

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
STYLES = (
    '<style:style style:name="Secret" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Ticks" style:family="text">'
    '<style:text-properties style:font-name="Wingdings"/></style:style>'
    '<style:style style:name="Strong" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="SecretP" style:family="paragraph" style:parent-style-name="SecretP">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
)


def content(body: str) -> str:
    """A whole ``content.xml`` around the body's XML."""
    return (
        f'<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


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


def odt_file(path: Path, body: str = "", *, parts: dict[str, str] | None = None) -> Path:
    """Write an OpenDocument text with the given body XML, and other parts replaced or added."""
    odfdo.Document("text").save(path)
    new = {"content.xml": content(body), **(parts or {})}

    def change(name: str, data: bytes) -> bytes:
        return new.pop(name).encode() if name in new else data

    rezipped(path, change)
    with zipfile.ZipFile(path, "a") as package:
        for name, data in new.items():
            package.writestr(name, data)
    return path
