"""The fields at the head of an e-mail: their lines, encoded words and parameters. It trusts none
of them, and knows nothing of bodies."""

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from urllib.parse import unquote_to_bytes

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.containers.charsets import to_text

#: Bytes of a head that are looked at, and characters of one field: more is an attack or damage.
HEAD_LIMIT = 256 * 1024
_FIELD_LIMIT = 16 * 1024
_PARAMETERS_LIMIT = 4 * 1024
_MOST_PARAMETERS = 100

#: The fields that a reader sees, in the order they are shown in.
SHOWN = ("From", "To", "Cc", "Date", "Subject")

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_KNOWN = re.compile(
    r"(?:from|to|cc|bcc|subject|date|sender|reply-to|return-path|received|message-id|"
    r"mime-version|content-[a-z-]+|delivered-to|dkim-signature|in-reply-to|references|"
    r"x-[a-z0-9-]+|thread-[a-z]+)[ \t]*:",
    re.IGNORECASE,
)
_WORD = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=")
_QUOTED = re.compile(r'\\.|"((?:[^"\\]|\\.)*+)"')  # an escaped mark opens nothing
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*("((?:[^"\\]|\\.)*+)"|[^;]*)', re.DOTALL)
_COMMENT_NAME = re.compile(r"[^()]*\(([^()]+)\)")


def read_fields(data: bytes, start: int, end: int) -> tuple[Message, int]:
    """Read the head of the message or part that lies in ``data[start:end]``.

    A line that is neither a field nor the continuation of one ends the head, unless known fields
    follow it: then it is a continuation that was badly folded.

    Returns:
        The fields, decoded as far as their bytes go, and where the body begins.
    """
    if data.startswith((b"\n", b"\r\n"), start, end):
        return Message(), data.index(b"\n", start) + 1
    blank = _BLANK_LINE.search(data, start, end)
    head_end, body = (blank.start(), blank.end()) if blank else (end, end)
    raw = data[start : min(head_end, start + HEAD_LIMIT)]
    lines = raw.split(b"\n")
    texts = [to_text(line.rstrip(b"\r"), None) for line in lines]
    last_known = max((i for i, text in enumerate(texts) if _KNOWN.match(text)), default=-1)
    fields: list[list[str]] = []
    at = start
    for i, (line, text) in enumerate(zip(lines, texts, strict=True)):
        found = _FIELD.match(text)
        if text[:1] in (" ", "\t") and fields:
            fields[-1].append(text)
        elif found:
            fields.append([found[1], found[2]])
        elif i < last_known and fields:
            fields[-1].append(" " + text)
        elif text.strip():
            body = at
            break
        at += len(line) + 1
    message = Message()
    for name, *values in fields:
        limit = _PARAMETERS_LIMIT if name.lower().startswith("content-") else _FIELD_LIMIT
        message[name] = "".join(values)[:limit]
    return message, body


def decoded(value: str) -> str:
    """Return the text of a field with its encoded words (RFC 2047) spelt out.

    Words that were cut within a character are joined first, and damaged ones do no harm.
    """
    pieces: list[str] = []
    run, charset = b"", ""
    at = 0
    for word in _WORD.finditer(value):
        between = value[at : word.start()]
        declared = word[1].split("*")[0].lower()
        if between.strip() or not at or declared != charset:
            pieces.append(to_text(run, charset))
            run = b""
        if between.strip() or not at:
            pieces.append(between)
        run, charset = run + _word_bytes(word[2], word[3]), declared
        at = word.end()
    pieces += [to_text(run, charset), value[at:]]
    return " ".join(clean("".join(pieces)).split())


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    return base64_bytes(data)


def base64_bytes(data: bytes) -> bytes:
    """Return what damaged base64 still says: other characters ignored, an end cut off missing."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        kept = kept[: len(kept) - (len(kept) % 4 == 1)]
        return binascii.a2b_base64(kept + b"==")


def people(value: str) -> str:
    """Return an address field as ``Name <address>``, encoded words and quotation marks gone."""
    return decoded(_QUOTED.sub(_unquoted, value))


def _unquoted(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1])


def author(value: str) -> str:
    """Return the name in a From field, or the address where it holds no name."""
    value = value.strip()
    if value.startswith('"') and (quoted := _QUOTED.match(value)):
        name = people(quoted[0])
    elif "<" in value:
        name = people(value.partition("<")[0])
    else:
        comment = _COMMENT_NAME.match(value)
        name = people(comment[1]) if comment else ""
    return name or people(value).strip("<> ")


def shown(fields: Message) -> Iterator[tuple[str, str]]:
    """Yield the fields that a reader sees, by name and text, empty ones left out."""
    for name in SHOWN:
        for value in fields.get_all(name, []):
            text = people(value) if name in ("From", "To", "Cc") else decoded(value)
            if text:
                yield name, text


def parameter(fields: Message, field: str, name: str) -> str:
    """Return a parameter of a field, such as the charset of Content-Type; empty when missing.

    One in pieces, or with its character set told (RFC 2231), goes before a plain one.
    """
    plain = ""
    pieces: dict[int, tuple[str, bool]] = {}
    for found in islice(_PARAMETER.finditer(fields.get(field, "")), _MOST_PARAMETERS):
        base, star, rest = found[1].lower().partition("*")
        if base != name:
            continue
        value = found[2].strip() if found[3] is None else re.sub(r'\\(["\\])', r"\1", found[3])
        number = rest.removesuffix("*")
        if not star:
            plain = plain or value
        elif not number or re.fullmatch("[0-9]{1,3}", number):
            encoded = rest.endswith("*") or not rest
            pieces.setdefault(int(number or 0), (value, encoded))
    return _joined([pieces[number] for number in sorted(pieces)]) or plain


def _joined(pieces: list[tuple[str, bool]]) -> str:
    """The pieces of a parameter, each with whether it is percent-encoded; the first of those
    begins with the character set and the language."""
    charset = ""
    data: list[bytes] = []
    for number, (value, encoded) in enumerate(pieces):
        if encoded and not number and value.count("'") > 1:
            charset, _, value = value.split("'", 2)
        data.append(unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace"))
    return to_text(b"".join(data), charset).strip()


def file_name(fields: Message) -> str:
    """Return the name of the file a part holds, as it stands there; empty when missing."""
    name = parameter(fields, "content-disposition", "filename")
    return decoded(name or parameter(fields, "content-type", "name"))


def is_message(fields: Message) -> bool:
    """Say whether these are the fields of an e-mail and not the first lines of something else."""
    return any(_KNOWN.match(f"{name}:") for name in fields)
