"""One honest application in each format that is read, with what such files hold in real life."""

import base64
import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from documents.containers.msg_files import attachment, mail, msg_file
from documents.odt_files import content, odt_file
from documents.scans.drawn import typed
from documents.word_files import paragraph, run, word_file
from edi_shortlist.documents.word.old_word import find_soffice

#: Stands in every file, also in those that a scanner made.
WORDS = "Housing Options Adviser"
_STORY = (
    "I prevented forty evictions in a year at Example Borough Council.",
    "I led a duty team of six and wrote its handbook.",
    "References on request. Telephone 01632 960123, ann.obi@example.com.",
)


def _word(path: Path) -> object:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Post", WORDS))
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    return word_file(
        path,
        paragraph(heading + run(WORDS)),
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
        *(paragraph(run(text) + run(" in bold", "<w:b/>")) for text in _STORY),
    )


def _pdf(path: Path) -> None:
    styles = getSampleStyleSheet()
    SimpleDocTemplate(str(path), pagesize=A4, author="Ann Obi", invariant=1).build(
        [
            Paragraph(WORDS, styles["Heading1"]),
            Table(
                [["Post", WORDS], ["Since", "2019"]], style=[("GRID", (0, 0), (-1, -1), 1, "black")]
            ),
            *(Paragraph(text, styles["BodyText"]) for text in _STORY),
        ]
    )


def _form(path: Path) -> None:
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(50, 800, WORDS)
    canvas.acroForm.textfield(name="name", x=50, y=700, width=200, value="Ann Obi")
    canvas.acroForm.checkbox(name="disabled", x=50, y=650, checked=True)
    canvas.linkURL("https://example.com/ann", (50, 600, 150, 620))
    canvas.showPage()
    canvas.drawString(50, 800, _STORY[0])
    canvas.save()


def _odt(path: Path) -> object:
    rows = f"<table:table-row><table:table-cell><text:p>{WORDS}</text:p></table:table-cell>"
    table = f"<table:table>{rows}</table:table-row></table:table>"
    story = "".join(f"<text:p>{text}</text:p>" for text in _STORY)
    return odt_file(path, f'<text:h text:outline-level="1">{WORDS}</text:h>{table}{story}')


def _flat(path: Path) -> object:
    body = "".join(f"<text:p>{text}</text:p>" for text in (WORDS, *_STORY))
    xml = content(body).replace("office:document-content", "office:document")
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text">'
    return path.write_text(f"<?xml version='1.0'?>{xml.replace('>', f' {kind}', 1)}")


def _rtf(path: Path) -> object:
    story = "".join(f"\\pard\\li200 {text}\\par\n" for text in _STORY)
    return path.write_text(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fswiss Arial;}}{\\info{\\author Ann Obi}}"
        f"{{\\header\\pard Application\\par}}\\pard\\b {WORDS}\\b0\\par\n"
        f"\\trowd\\cellx2000\\cellx6000 Post\\cell {WORDS}\\cell\\row\n{story}"
        '{\\field{\\*\\fldinst HYPERLINK "https://example.com/ann"}{\\fldrslt my page}}\\par}'
    )


def _page(path: Path) -> object:
    story = "".join(f"<p>{text}</p>" for text in _STORY)
    return path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>CV</title><style>p {{}}</style>"
        f"</head><body><h1>{WORDS}</h1><table><tr><th>Post<td>{WORDS}</table>{story}"
        "<ul><li>First<li>Second &amp; third</ul><a href='https://example.com/ann'>my page</a>"
    )


def _text(path: Path) -> object:
    return path.write_text("\n\n".join((WORDS, *_STORY, "Siân – £30,000")), encoding="utf-8")


def _mail(path: Path) -> object:
    attached = base64.encodebytes("\n".join(_STORY).encode()).decode()
    return path.write_text(
        "From: Ann Obi <ann.obi@example.com>\nTo: panel@example.com\nDate: Mon, 5 Jan 2026 09:30"
        f":00 +0000\nSubject: =?utf-8?q?{WORDS.replace(' ', '_')}?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="edge"\n\n--edge\n'
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"Dear Panel,=\n please find my CV.\n{WORDS}\n\n--edge\n"
        'Content-Type: text/plain; name="cv.txt"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="cv.txt"\n\n{attached}\n--edge--\n'
    )


def _outlook(path: Path) -> object:
    cv = attachment("cv.txt", "\n".join(_STORY).encode())
    return msg_file(path, mail(WORDS, attachments=[cv]))


def _archive(path: Path) -> None:
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:  # fmt: skip
        for name in ("cv.docx", "letter.txt"):
            GOOD[name](Path(folder) / name)
            archive.write(Path(folder) / name, f"Ann/{name}")
    path.write_bytes(made.getvalue())


def _picture(path: Path) -> None:
    typed(WORDS, size=(170.0, 40.0), dpi=150, type_size=12).save(path, dpi=(150, 150))


def _old_word(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _word(Path(folder) / "cv.docx")
        subprocess.run(
            [
                str(find_soffice()),
                f"-env:UserInstallation={Path(folder).as_uri()}/home",
                "--headless",
                "--convert-to",
                "doc",
                "--outdir",
                folder,
                f"{folder}/cv.docx",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        shutil.copyfile(Path(folder) / "cv.doc", path)


#: Writers by file name; the suffix is the format's.
GOOD: dict[str, Callable[[Path], object]] = {
    "cv.docx": _word,
    "cv.pdf": _pdf,
    "form.pdf": _form,
    "cv.odt": _odt,
    "cv.fodt": _flat,
    "cv.rtf": _rtf,
    "cv.html": _page,
    "letter.txt": _text,
    "mail.eml": _mail,
    "mail.msg": _outlook,
    "all.zip": _archive,
    "scan.jpg": _picture,
    "scan.png": _picture,
    "scan.tif": _picture,
}
if find_soffice():
    GOOD["cv.doc"] = _old_word
