"""From a photograph or scan of pages to a Document. Runs in the worker process and trusts
nothing."""

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence

from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.pdf.assembling import Page, assembled
from edi_shortlist.documents.scans import A4, DOTS_LIMIT, ENOUGH, FORMATS, RECOGNISED_LIMIT
from edi_shortlist.documents.scans.camera import picture_properties
from edi_shortlist.documents.scans.models import ModelMissing
from edi_shortlist.documents.scans.recognising import Recognised, recognise

_SIDE = (150.0, 2400.0)  # points of a longer side that a file is believed to have


def read_picture(path: Path) -> Document:
    """Read the text in a picture, or in each page of a TIFF file.

    Raises:
        CorruptFile, EmptyDocument, FileTooLarge, UnsupportedFormat.
    """
    try:
        with Image.open(path, formats=FORMATS) as image:
            properties = picture_properties(image)
            pages, is_cut = _pages(path, image)
    except Image.DecompressionBombError as error:
        raise FileTooLarge(path.name) from error
    except ModelMissing as error:
        raise UnsupportedFormat(path.name, error.sentence) from error
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # Pillow lets many kinds through on a damaged file
        raise CorruptFile(path.name) from error
    if not any(page.lines for page in pages):
        raise EmptyDocument(
            path.name,
            "The picture holds no text that can be read. If it is a photograph of a page, take it "
            "again from straight above in good light, or ask the applicant for a Word or PDF copy.",
        )
    document = assembled(
        [
            Page(
                number,
                page.height,
                page.lines,
                edges=page.edges,
                pictures=1,
                is_recognised=True,
                doubtful=page.doubtful,
                unclear_boxes=page.unclear_boxes,
            )
            for number, page in enumerate(pages, 1)
        ]
    )
    warnings = document.warnings
    if is_cut:
        warnings += (f"Only the first {RECOGNISED_LIMIT} pages were read.",)
    return replace(document, warnings=warnings, properties=properties)


def _pages(path: Path, image: Image.Image) -> tuple[list[Recognised], bool]:
    """Recognise the pages; whether there are more than are read."""
    pages: list[Recognised] = []
    for frame in ImageSequence.Iterator(image):
        if len(pages) == RECOGNISED_LIMIT:
            return pages, True
        if frame.width * frame.height > DOTS_LIMIT:
            raise FileTooLarge(path.name)
        width, height = _size(frame)
        frame.draft("L", (ENOUGH, ENOUGH))
        upright = ImageOps.exif_transpose(frame)
        if (upright.width > upright.height) is not (frame.width > frame.height):
            width, height = height, width
        pages.append(recognise(upright, width=width, height=height))
        if image.format != "TIFF":  # what moves is shown by its first picture
            break
    return pages, False


def _size(image: Image.Image) -> tuple[float, float]:
    """Width and height in points, as the file says, or as if the page were A4."""
    dpi = image.info.get("dpi")
    try:
        across, down = (float(one) for one in dpi or ())
        width, height = image.width * 72 / across, image.height * 72 / down
    except (TypeError, ValueError, ZeroDivisionError):
        width = height = 0.0
    shape = (width / height) / (image.width / image.height) if height > 0 else 0.0
    if 0.4 < shape < 2.5 and _SIDE[0] <= max(width, height) <= _SIDE[1]:  # a fax's dots are oblong
        return width, height
    scale = A4 / max(image.width, image.height)
    return image.width * scale, image.height * scale
