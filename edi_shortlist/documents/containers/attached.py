"""Which files in an e-mail are worth reading, and the names they are handed out under. Knows
nothing of the formats they are in."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.errors import FileTooLarge, UnsupportedFormat
from edi_shortlist.documents.limits import PARTS_LIMIT, PARTS_SIZE_LIMIT, SIZE_LIMIT

#: A picture shown within a message is a logo up to this size in bytes; a larger one may be a
#: page that somebody photographed and pasted in.
LOGO_LIMIT = 100 * 1024

_NAME_LENGTH = 180
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_SUFFIX_OF_TYPE = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/x-rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/richtext": ".rtf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/csv": ".csv",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.ms-outlook": ".msg",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/directory": ".vcf",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc",
    "application/ms-tnef": ".dat",
    "application/vnd.ms-tnef": ".dat",
}
# What programs add to a message, and no applicant wrote.
_NO_DOCUMENT_TYPES = {
    "text/calendar",
    "application/ics",
    "text/vcard",
    "text/x-vcard",
    "text/directory",
    "text/css",
    "text/javascript",
    "text/x-amp-html",
    "text/watch-html",
    "application/javascript",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
    "application/ms-tnef",
    "application/vnd.ms-tnef",
    "application/x-moz-deleted",
    "text/rfc822-headers",
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
}
_NO_DOCUMENT_SUFFIXES = {
    ".css",
    ".ics",
    ".mso",
    ".p7b",
    ".p7c",
    ".p7m",
    ".p7s",
    ".sig",
    ".vcf",
    ".vcs",
}
_TNEF_TYPES = {"application/ms-tnef", "application/vnd.ms-tnef"}


@dataclass(frozen=True)
class Attached:
    """A file in an e-mail, its bytes not yet taken out.

    Attributes:
        name: as the message says, or empty.
        media_type: ``main/sub`` in lower case.
        length: about how many bytes it holds.
        take: gives its bytes.
        shown_as: the Content-ID or address by which the message may show it as a picture.
        missing: a sentence when the message does not hold it in a form that can be taken out.
    """

    name: str
    media_type: str
    length: int
    take: Callable[[], bytes]
    shown_as: tuple[str, ...] = ()
    missing: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture by its type or its name."""
        return self.media_type.startswith("image/") or _suffix(self.name) in (
            ".jpg",
            ".jpeg",
            ".png",
            ".gif",
            ".bmp",
        )

    @property
    def is_tnef(self) -> bool:
        """Whether it is the ``winmail.dat`` in which Outlook hides what is attached."""
        return self.media_type in _TNEF_TYPES or self.name.lower() == "winmail.dat"


def sorted_out(
    found: Iterable[Attached], shown: set[str]
) -> tuple[list[tuple[str, Attached]], list[tuple[str, Attached]]]:
    """Return the attachments to hand out and the others, each with a name of its own.

    Args:
        found: in the order they stand in the message.
        shown: what the message shows as pictures, by Content-ID or address.
    """
    worthwhile: list[tuple[str, Attached]] = []
    others: list[tuple[str, Attached]] = []
    known: dict[str, int] = {}
    for number, one in enumerate(found, 1):
        name = unused(_named(one, number), known)
        logo = one.is_picture and one.length <= LOGO_LIMIT and shown.intersection(one.shown_as)
        (others if logo or _is_no_document(one) else worthwhile).append((name, one))
    return worthwhile, others


def _is_no_document(one: Attached) -> bool:
    return (
        one.is_tnef
        or one.media_type in _NO_DOCUMENT_TYPES
        or _suffix(one.name) in _NO_DOCUMENT_SUFFIXES
    )


def taken_out(worthwhile: Iterable[tuple[str, Attached]]) -> Iterator[Packed | Unpackable]:
    """Yield the attachments with their bytes; beyond the limits, with an error each."""
    room = PARTS_SIZE_LIMIT
    for number, (name, one) in enumerate(worthwhile):
        if one.missing:
            yield Unpackable(name, UnsupportedFormat(name, one.missing))
            continue
        content = b""
        too_large = number >= PARTS_LIMIT or one.length > 2 * SIZE_LIMIT
        if not too_large:
            content = one.take()
            too_large = len(content) > min(SIZE_LIMIT, room)
        if too_large:
            yield Unpackable(name, FileTooLarge(name))
            continue
        room -= len(content)
        yield Packed(_with_suffix(name, content), content)


def safe_name(name: str) -> str:
    """Return a file's name without folders or what no name may hold; empty when none is left."""
    last = clean(name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    last = re.sub(r"^[A-Za-z]:(?=.)", "", " ".join(last.split()))
    last = re.sub(r'[<>:"|?*]', "_", last).strip(". ") if last.strip(". ") else ""
    if len(last) > _NAME_LENGTH:
        suffix = _suffix(last)
        last = last[: _NAME_LENGTH - len(suffix)] + suffix
    return last


def unused(name: str, known: dict[str, int]) -> str:
    """Return the name, numbered when it is already known, and make it known."""
    suffix = _suffix(name)
    stem, wanted = name[: len(name) - len(suffix)], name
    while name.lower() in known:
        known[wanted.lower()] += 1
        name = f"{stem} ({known[wanted.lower()]}){suffix}"
    known[name.lower()] = 1
    return name


def _named(one: Attached, number: int) -> str:
    suffix = _SUFFIX_OF_TYPE.get(one.media_type, "")
    if one.media_type.startswith("text/") and not suffix:
        suffix = ".txt"
    name = safe_name(one.name)
    if name:
        return name if _suffix(name) else name + suffix
    return f"attachment-{number}{suffix}"


def _with_suffix(name: str, content: bytes) -> str:
    """A name that tells nothing of the format, with the suffix that the first bytes tell."""
    if _suffix(name):
        return name
    for mark, suffix in (
        (b"%PDF-", ".pdf"),
        (b"{\\rtf", ".rtf"),
        (b"\xff\xd8\xff", ".jpg"),
        (b"\x89PNG", ".png"),
    ):
        if content.startswith(mark):
            return name + suffix
    return name


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""
