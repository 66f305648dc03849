"""From a PDF to a Document: pdfium finds words and rules, pdfminer.six the object tree with its
fields and notes; ``layout`` and ``tables`` put them into reading order. Runs in the worker
process only, since a hostile file may take pdfium down, and trusts nothing."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document, Part
from edi_shortlist.documents.pdf.annotations import annotations, attached, mark_links, remarks
from edi_shortlist.documents.pdf.assembling import Page, assembled
from edi_shortlist.documents.pdf.drawings import drawings
from edi_shortlist.documents.pdf.drawn_boxes import with_drawn_boxes
from edi_shortlist.documents.pdf.expansion import check_pages, check_streams
from edi_shortlist.documents.pdf.fields import field_lines
from edi_shortlist.documents.pdf.geometry import Box, Sheet
from edi_shortlist.documents.pdf.pictured import (
    covers,
    found_in_pictures,
    is_garbage,
    is_scan,
    may_hold_more,
    recognised,
)
from edi_shortlist.documents.pdf.properties import attachments, properties
from edi_shortlist.documents.pdf.structure import Structure, resolve
from edi_shortlist.documents.pdf.words import Fonts, Word, page_text, page_words
from edi_shortlist.documents.scans import DOTS_LIMIT, RECOGNISED_LIMIT

#: Pages beyond this are not read; no application has so many.
PAGES_LIMIT = 200
#: Characters of one file, some 300 close pages.
CHARACTERS_LIMIT = 1_000_000
#: Characters of one page; the closest type fills A3 with less.
PAGE_CHARACTERS_LIMIT = 60_000
#: pdfium's waiting notes and Adobe's cover sheets: what stands in place of the real content.
_STAND_IN = re.compile(
    r"please wait|adobe\s+(acrobat\s+)?reader|acrobat|pdf portfolio|not be able to display",
    re.IGNORECASE,
)
_STAND_IN_LIMIT = 1500  # characters; a longer text is a text of its own
_NO_PASSWORD_HELPS = (
    "The file is protected in a way that cannot be read. Print it to a new PDF and add that."
)
_PORTFOLIO = (
    "This is a PDF portfolio: a folder of other files, without text of its own. Open it in Adobe "
    "Reader, save the files in it, and add those."
)
_XFA = (
    "This is a form that only Adobe Reader can show (XFA). Open it in Adobe Reader, print it to a "
    "new PDF, and add that."
)


def read_pdf(path: Path) -> Document:
    """Read a PDF: columns in reading order, ruled tables as cells, form fields where they stand,
    running headers and footers once, pages that are pictures by text recognition.

    Raises:
        FileNotReadable, EncryptedFile, EmptyDocument, UnsupportedFormat, FileTooLarge,
            CorruptFile.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadable(path.name) from error
    try:
        check_streams(data, path.name)
        pdf = _opened(data, path.name)
        try:
            return _Reading(pdf, data, path.name).document()
        finally:
            pdf.close()
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # a damaged file lets many kinds through
        raise CorruptFile(path.name) from error


def _opened(data: bytes, file: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = pdfium.FPDF_GetLastError()
        if code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile(file) from error
        if code == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedFile(file, _NO_PASSWORD_HELPS) from error
        raise CorruptFile(file) from error


def _structure(pdf: pypdfium2.PdfDocument, data: bytes) -> Structure | None:
    """The object tree; of a damaged or oddly protected file, that of the copy which pdfium
    mends."""
    try:
        structure = Structure(data, PAGES_LIMIT)
        if structure.pages:
            return structure
    except MemoryError:
        raise
    except Exception:
        pass
    mended = io.BytesIO()
    try:
        pdf.save(mended, flags=pdfium.FPDF_REMOVE_SECURITY)
        return Structure(mended.getvalue(), PAGES_LIMIT)
    except MemoryError:
        raise
    except Exception:  # the text is still to be had
        return None


class _Reading:
    """One file while it is read."""

    def __init__(self, pdf: pypdfium2.PdfDocument, data: bytes, file: str) -> None:
        self._pdf = pdf
        self._file = file
        self._fonts = Fonts()
        self._structure = _structure(pdf, data)
        if self._structure is not None:
            check_pages(self._structure, file)
        self._characters = 0
        self._recognised = 0
        self._attached: list[Any] = []
        self._warnings: list[str] = []

    def document(self) -> Document:
        """Return the Document, or raise what keeps it from being one."""
        pages = list(self._pages())
        if not pages:
            raise CorruptFile(self._file)
        document = assembled(pages)
        names: tuple[str, ...] = ()
        if self._structure is not None:
            document = replace(document, properties=properties(self._structure))
            names = attachments(self._structure, self._attached)
        if names:
            self._warnings.append(_attachments_warning(len(names)))
        document = replace(
            document, attachments=names, warnings=(*document.warnings, *self._warnings)
        )
        self._refuse_stand_in(document)
        if not any(block.text.strip() for block in document.blocks):
            _refuse_empty(self._file, pages)
        return document

    def _pages(self) -> Iterator[Page]:
        count = len(self._pdf)
        listed = self._structure.pages if self._structure is not None else []
        lost = []
        last = 0
        for index in range(min(count, PAGES_LIMIT)):
            try:
                page = self._pdf[index]
            except pypdfium2.PdfiumError:
                # A page beyond those listed is only a page count that says too much.
                if not listed or index < len(listed):
                    lost.append(index + 1)
                continue
            last = index + 1
            try:
                yield self._page(page, last, listed[index] if index < len(listed) else {})
            finally:
                page.close()
        if count > PAGES_LIMIT and last == PAGES_LIMIT:
            self._warnings.append(f"Only the first {PAGES_LIMIT} pages were read.")
        if lost:
            self._warnings.append(
                f"{len(lost)} of the pages could not be read, because the file is damaged there. "
                "Ask the applicant for another copy."
            )

    def _page(self, page: pypdfium2.PdfPage, number: int, attributes: dict[str, Any]) -> Page:
        sheet = _sheet(page.raw)
        text_page = page.get_textpage()
        try:
            count = max(text_page.count_chars(), 0)
            self._characters += count
            if self._characters > CHARACTERS_LIMIT or count > PAGE_CHARACTERS_LIMIT:
                raise FileTooLarge(
                    self._file,
                    "The file holds more text than any application. Take out what does not "
                    "belong to it, or split it, and add it again.",
                )
            words = page_words(text_page.raw, sheet, self._fonts)
            turns = _usual_turns(words)
            if turns:  # a page that lies on its side without saying so
                sheet = sheet.turned(turns)
                words = page_words(text_page.raw, sheet, self._fonts)
        finally:
            text_page.close()
        drawn = drawings(page.raw, sheet)
        found = annotations(attributes, sheet)
        shown = [one for one in found if not one.is_hidden]
        extra = mark_links(words, shown)
        text = page_text(words, sheet, drawn)
        is_pictured = is_scan(text, drawn.pictures, sheet) or is_garbage(text)
        result = Page(
            number,
            sheet.height,
            text.lines.pop(0, []),
            sorted(text.lines.values(), key=len, reverse=True),
            text.hidden,
            list(remarks(found, number)),
            drawn.edges,
            len(drawn.pictures),
            covers(drawn.pictures, sheet),
            has_unreadable=text.unreadable > 0,
        )
        if is_pictured:
            if drawn.dots <= DOTS_LIMIT:
                self._recognise(page, sheet, result)
        else:
            fields = [one.box for one in shown if one.kind == "Widget"]
            result.lines = with_drawn_boxes(result.lines, drawn, fields)
            if drawn.dots <= DOTS_LIMIT and may_hold_more(drawn, words, sheet):
                self._read_pictures(page, sheet, drawn.pictures, words, result)
        outdated = self._structure is not None and bool(
            resolve(self._structure.form.get("NeedAppearances"))
        )
        values = field_lines(shown, result.lines, outdated)
        result.hidden += field_lines([one for one in found if one.is_hidden], [], outdated)
        result.lines += [*extra, *values]
        self._attached += attached(found)
        return result

    def _recognise(self, page: pypdfium2.PdfPage, sheet: Sheet, result: Page) -> None:
        """Put what text recognition finds in place of a page's own text, if it finds anything."""
        if not self._may_recognise():
            return
        found = recognised(page, sheet, self._file)
        if found is not None:
            result.height, result.lines, result.edges = found.height, found.lines, found.edges
            result.turned, result.hidden = [], []
            result.is_recognised, result.has_unreadable = True, False
            result.doubtful, result.unclear_boxes = found.doubtful, found.unclear_boxes

    def _read_pictures(
        self,
        page: pypdfium2.PdfPage,
        sheet: Sheet,
        pictures: list[Box],
        words: list[Word],
        result: Page,
    ) -> None:
        """Add what text recognition finds in the pictures of a page of text."""
        if not self._may_recognise():
            return
        found = found_in_pictures(page, sheet, self._file, pictures, words)
        if found is None:
            return
        result.pictured = "\n".join(line.text for line in found.lines)
        result.doubtful, result.unclear_boxes = found.doubtful, found.unclear_boxes
        if found.turns:
            result.turned.append(found.lines)
            return
        result.lines += found.lines
        for y, x0, x1 in found.edges.horizontals:
            result.edges.add(x0, y, x1, y)
        for x, y0, y1 in found.edges.verticals:
            result.edges.add(x, y0, x, y1)

    def _may_recognise(self) -> bool:
        """Count a page that is to be recognised; whether that is still allowed."""
        self._recognised += 1
        if self._recognised == RECOGNISED_LIMIT + 1:
            self._warnings.append(
                f"Only {RECOGNISED_LIMIT} pages of a file are read by text recognition; the "
                "pictures after them were not read."
            )
        return self._recognised <= RECOGNISED_LIMIT

    def _refuse_stand_in(self, document: Document) -> None:
        """Refuse a file whose text only says that the real content is elsewhere."""
        if self._structure is None:
            return
        text = "\n".join(b.text for b in document.blocks if b.part is not Part.HIDDEN).strip()
        is_stand_in = not text or (len(text) <= _STAND_IN_LIMIT and _STAND_IN.search(text))
        if "XFA" in self._structure.form and (
            is_stand_in or resolve(self._structure.catalog.get("NeedsRendering"))
        ):
            raise UnsupportedFormat(self._file, _XFA)
        if "Collection" in self._structure.catalog and document.attachments and is_stand_in:
            raise UnsupportedFormat(self._file, _PORTFOLIO)


def _sheet(page: Any) -> Sheet:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    x0, x1 = sorted((box.left, box.right))
    y0, y1 = sorted((box.bottom, box.top))
    return Sheet(x0, y0, x1, y1, pdfium.FPDFPage_GetRotation(page) % 4)


def _usual_turns(words: list[Any]) -> int:
    counts = Counter([word.style.turns for word in words])
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > 2 * counts[0] else 0


def _attachments_warning(count: int) -> str:
    if count == 1:
        return (
            "Another file is attached to the PDF and was not read. If it belongs to the "
            "application, open the PDF, save that file, and add it."
        )
    return (
        f"{count} other files are attached to the PDF and were not read. If they belong to the "
        "application, open the PDF, save those files, and add them."
    )


def _refuse_empty(file: str, pages: list[Page]) -> None:
    if any(page.has_unreadable for page in pages):
        raise EmptyDocument(
            file,
            "The PDF does not say which characters it shows, so its text cannot be read. Ask the "
            "applicant for the Word file.",
        )
    if any(page.pictures for page in pages):
        raise EmptyDocument(
            file,
            "This is a scan: pictures of pages, without text that could be recognised. Ask the "
            "applicant for a copy with text, or type it in.",
        )
    raise EmptyDocument(file)
