"""Who sent an e-mail, taken for the applicant where the message itself bears the name out.

It knows how messages are read into blocks, and nothing of files or of other documents.
"""

import re
from itertools import islice

from edi_shortlist.documents.forms.identity import Said
from edi_shortlist.documents.forms.values import name
from edi_shortlist.documents.model import Document, Part

# As containers write the fields of a message that a reader sees.
_FIELD = re.compile(r"(From|To|Cc|Date|Subject): (.*)", re.DOTALL)
_SENDER = re.compile(r"(?P<name>[^<>@]{2,80}?)\s*<(?P<mail>[^<>\s@]+@[^<>\s@]+)>\s*")
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
# A mailbox of an office or a machine, by its address or its name.
_NOBODY = re.compile(
    r"\b(?:no.?reply|do.?not.?reply|recruit\w*|jobs?|careers?|hr|human resources|applications?|"
    r"vacancies|notifications?|info|enquiries|admin|mail(?:er|box)|office|team|council|"
    r"agency|services?|ltd|limited|university|support|alerts?|portal)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][^\W\d_’'-]*")
_FIELDS = 8  # a message has no more of them above its text


def sender_of(document: Document) -> dict[str, Said]:
    """Return the sender of a message as ``full_name`` and ``email``, neither of them certain.

    Nothing is returned for a document that is no message, for one that somebody forwarded, for a
    mailbox that is nobody's own, and where no part of the name stands in the text or the file
    names below, as it does in whatever an applicant signs: whoever sent it may then be anybody.
    """
    said, end = _fields(document)
    if "From" not in said or len(said) < 2 or _FORWARDED.match(said.get("Subject", ("", 0))[0]):
        return {}
    value, start = said["From"]
    found = _SENDER.fullmatch(value)
    if found is None or _NOBODY.search(found["name"]) or _NOBODY.search(found["mail"]):
        return {}
    written = name(_in_order(found["name"]))
    words = _WORD.findall(written)
    body = {word.casefold() for word in _WORD.findall(document.text[end:])}
    signed = any(len(word) > 2 and word.casefold() in body for word in words)
    if not 2 <= len(words) <= 5 or not signed:
        return {}
    at, mail_at = start + found.start("name"), start + found.start("mail")
    return {
        "full_name": Said(written, at, start + found.end("name"), certain=False),
        "email": Said(found["mail"], mail_at, start + found.end("mail"), certain=False),
    }


def _fields(document: Document) -> tuple[dict[str, tuple[str, int]], int]:
    """The first of each field of a message with the place of its value, and where they end."""
    said: dict[str, tuple[str, int]] = {}
    last = 0
    for start, end, block in islice(document.placed_blocks(), _FIELDS):
        found = _FIELD.fullmatch(block.text) if block.part is Part.HEADER else None
        if found is None:
            break
        said.setdefault(found[1], (found[2], start + found.start(2)))
        last = end
    return said, last


def _in_order(written: str) -> str:
    """ "Okafor, Ada" as "Ada Okafor"."""
    family, comma, given = written.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else written
