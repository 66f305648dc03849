"""PDFs written object by object, for what no library writes."""

import zlib
from pathlib import Path


def stream(body: bytes, entries: str = "", *, deflated: int = 0) -> bytes:
    """A stream object; ``deflated`` says how often it is packed."""
    for _ in range(deflated):
        body = zlib.compress(body, 9)
    filters = " ".join(["/FlateDecode"] * deflated)
    packed = f"/Filter [{filters}]" if deflated else ""
    return (
        f"<< /Length {len(body)} {packed} {entries} >>\nstream\n".encode() + body + b"\nendstream"
    )


def said(x: float, y: float, text: str) -> bytes:
    """Drawing instructions that write a line of text."""
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode()


def write(
    path: Path,
    content: bytes = b"",
    *,
    catalog: str = "",
    page: str = "",
    objects: dict[int, str | bytes] | None = None,
) -> Path:
    """Write a PDF of one page with Helvetica as ``/F1``.

    Args:
        path: where to.
        content: the page's drawing instructions.
        catalog, page: further entries of those dictionaries.
        objects: further objects, or others in place of 1 (catalogue), 2 (page tree), 3 (page),
            4 (content) and 5 (font).
    """
    numbered: dict[int, str | bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R"
        + ("" if "/MediaBox" in page else " /MediaBox [0 0 595 842]")
        + ("" if "/Resources" in page else " /Resources << /Font << /F1 5 0 R >> >>")
        + f" {page} >>",
        4: stream(content),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        **(objects or {}),
    }
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(numbered.items()):
        places[number] = len(out)
        data = body.encode("latin-1") if isinstance(body, str) else body
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(out)
    size = max(places) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        kind = "n" if number in places else "f"
        out += f"{places.get(number, 0):010} 00000 {kind} \n".encode()
    out += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(bytes(out))
    return path
